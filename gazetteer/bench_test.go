package gazetteer

import (
	"strings"
	"testing"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Default(); err != nil {
			b.Fatal(err)
		}
	}
}

// A dispatch as words, to see what a lookup costs on average: most words begin no name.
var sample = strings.Fields(`The regional governor said on Thursday that twelve people were killed in clashes near the
central square of Almaty in Kazakhstan while police in Taraz and Kyzylorda arrested dozens of protesters after the price of fuel
rose on New Year's Day . Officials from the World Health Organization in Geneva offered help , and hospitals in South Sudan
said that they had run out of blood`)

func BenchmarkMatch(b *testing.B) {
	g := gaz(b)
	b.ReportAllocs()
	for b.Loop() {
		for i := range sample {
			g.Match(len(sample)-i, func(k int) string { return sample[i+k] }, "en")
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(sample)), "ns/word")
}

func BenchmarkNoMatch(b *testing.B) {
	g := gaz(b)
	b.ReportAllocs()
	for b.Loop() {
		g.Match(1, func(int) string { return "Thursdays" }, "en")
	}
}
