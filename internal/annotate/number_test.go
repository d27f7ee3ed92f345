package annotate

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
	"bilan/internal/segment"
	"bilan/lang"

	"pgregory.net/rapid"
)

var packs = sync.OnceValue(lang.Builtin)

func doc(t testing.TB, code, text, published string) *analysis.Doc {
	t.Helper()
	p, err := packs().Get(code)
	if err != nil {
		t.Fatal(err)
	}
	return segment.Body(p, &bilan.Article{Text: text, Published: published})
}

func bounds(n *analysis.Number) string {
	s := func(v *int64) string {
		if v == nil {
			return "*"
		}
		return fmt.Sprint(*v)
	}
	return s(n.Low) + ".." + s(n.High) + " " + string(n.Qualifier)
}

// first gives the first number that is no article, and its counted noun.
func first(d *analysis.Doc) (*analysis.Number, string) {
	for i := range d.Numbers {
		if n := &d.Numbers[i]; n.Kind != analysis.ArticleOne {
			noun := ""
			if n.Noun >= 0 {
				noun = d.Tokens[n.Noun].Fold
			}
			return n, noun
		}
	}
	return nil, ""
}

func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"entre 20 et 30", "12 000 тысяч десять +7 495 123-45-67", "19h30 1/2 2022-01-06 3-1", "two-hundred-and-5th ٣٤"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, code := range []string{"fr", "en", "ru"} {
			d := doc(t, code, strings.ToValidUTF8(text, "?"), "2022-01-06")
			Numbers(d)
			checkNumbers(t, d)
			Times(d)
			checkTimes(t, d)
			NumberRoles(d)
		}
	})
}

// Every run of digits belongs to exactly one number; spans are whole runes; low is not above high.
func TestNumbersCoverDigits(t *testing.T) {
	words := strings.Split("12|000|1.5|19:30|-|–|/|+|(|)|,|.|deux|cent|à|et|entre|млн|тысяч|десять|от|до|dozen|and|h00|Su-25|9|janvier|5th|%| |\n|'|более|plus de|two|hundred|no|un|half|двое-трое|3,4", "|")
	rapid.Check(t, func(r *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 14).Draw(r, "n") {
			b.WriteString(rapid.SampledFrom(words).Draw(r, "word"))
			if rapid.Bool().Draw(r, "space") {
				b.WriteByte(' ')
			}
		}
		d := doc(t, rapid.SampledFrom([]string{"fr", "en", "ru"}).Draw(r, "lang"), b.String(), "2022-01-06")
		Numbers(d)
		checkNumbers(r, d)
		Times(d)
		checkTimes(r, d)
		NumberRoles(d)
	})
}

// Times are apart, in order, and either vague or of a value and precision.
func checkTimes(t numberFailer, d *analysis.Doc) {
	at := 0
	for i := range d.Times {
		x := &d.Times[i]
		if x.From < at || x.To <= x.From || x.Vague == (x.When.Value != "") || x.Vague == (x.When.Precision != "") {
			t.Fatalf("time %+v behind token %d in %q", x, at, d.Text)
		}
		at = x.To
	}
}

type numberFailer interface{ Fatalf(string, ...any) }

func checkNumbers(t numberFailer, d *analysis.Doc) {
	covered := make([]int, len(d.Text))
	for i := range d.Numbers {
		n := &d.Numbers[i]
		switch {
		case n.Start < 0 || n.End > len(d.Text) || n.Start >= n.End || !utf8.ValidString(d.Text[n.Start:n.End]):
			t.Fatalf("span [%d,%d) of %q", n.Start, n.End, d.Text)
		case n.From > n.NumFrom || n.To < n.NumTo || n.NumFrom >= n.NumTo:
			t.Fatalf("tokens %d %d %d %d in %q", n.From, n.NumFrom, n.NumTo, n.To, d.Text)
		case n.Low != nil && n.High != nil && *n.Low > *n.High:
			t.Fatalf("%s of %q in %q", bounds(n), d.Text[n.Start:n.End], d.Text)
		}
		for b := n.Start; b < n.End; b++ {
			covered[b]++
		}
	}
	for b, r := range d.Text {
		if unicode.IsDigit(r) && covered[b] != 1 {
			t.Fatalf("%q at %d lies in %d numbers in %q", r, b, covered[b], d.Text)
		}
	}
}
