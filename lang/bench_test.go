package lang

import (
	"io/fs"
	"testing"
)

// BenchmarkLoad reads each built-in pack from its text. The metric words is the number of its forms.
func BenchmarkLoad(b *testing.B) {
	for _, code := range Builtin().Codes() {
		fsys, err := fs.Sub(builtin, code)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(code, func(b *testing.B) {
			b.ReportAllocs()
			words := 0
			for b.Loop() {
				p, err := Load(fsys)
				if err != nil {
					b.Fatal(err)
				}
				words = p.Lexicon.Size()
			}
			b.ReportMetric(float64(words), "words")
		})
	}
}
