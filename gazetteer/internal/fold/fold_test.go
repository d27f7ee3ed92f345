package fold

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestString(t *testing.T) {
	for _, c := range [][2]string{
		{"Saint-Denis", "saint denis"}, {"SAINT‑DENIS", "saint denis"}, {"N’Djamena", "n djamena"}, {"Орёл", "орел"}, {"U.S.", "u s"},
		{"  a  - b ", "a b"}, {"Béjaïa", "béjaïa"}, {"Be\u0301jai\u0308a", "béjaïa"}, {"İzmir", "izmir"}, {"Երևան", "երեւան"},
		{"ألماتي", "الماتي"}, {"«Хабар»", "хабар"}, {"", ""}, {"—", ""}, {"x\u0301", "x"}, {"Қазақстан", "қазақстан"},
	} {
		if got := String(c[0]); got != c[1] {
			t.Errorf("%q: %q, want %q", c[0], got, c[1])
		}
	}
}

// The quick way to a key and the plain one agree.
func TestKeyOf(t *testing.T) {
	letters := rapid.StringOf(rapid.SampledFrom([]rune("aB -'’éЯёՀև̈字İ.1\u00ad")))
	rapid.Check(t, func(r *rapid.T) {
		s := rapid.OneOf(letters, rapid.String()).Draw(r, "s")
		if KeyOf(s) != slowKey(s) {
			r.Fatalf("%q: %+v and %+v", s, KeyOf(s), slowKey(s))
		}
	})
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		s := rapid.String().Draw(r, "s")
		f := String(s)
		if f != String(f) {
			r.Fatalf("%q folds to %q, that to %q", s, f, String(f))
		}
		if strings.Contains(f, "  ") || strings.TrimSpace(f) != f {
			r.Fatalf("%q folds to %q", s, f)
		}
		if got := string(Append([]byte("x "), s)); got != "x "+f {
			r.Fatalf("behind a prefix %q folds to %q", s, got)
		}
	})
}
