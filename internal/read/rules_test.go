package read

import (
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// Every rule of every built-in pack must match in each of its examples, on exactly the words marked there, and in none
// of its rejects.
func TestRulesTellTheTruth(t *testing.T) {
	packs := lang.Builtin()
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range packs.Codes() {
		p, err := packs.Get(code)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range p.RuleList() {
			checkRule(t, p, g, r)
		}
	}
}

func checkRule(t *testing.T, p *lang.Pack, g *gazetteer.Gazetteer, r *lang.Rule) {
	t.Helper()
	for _, ex := range r.Examples {
		text, start, end := unmark(ex)
		if got := firings(p, g, text, r); !holds(got, start, end) {
			t.Errorf("%s: rule %s does not match its example %q; it matched %q", r.Pos, r.ID, ex, words(text, got))
		}
	}
	for _, ex := range r.Rejects {
		text, _, _ := unmark(ex)
		if got := firings(p, g, text, r); len(got) > 0 {
			t.Errorf("%s: rule %s matches its reject %q: %q", r.Pos, r.ID, ex, words(text, got))
		}
	}
}

// unmark takes [[…]] out of an example and gives the bytes it marked, 0 and 0 when it marks none.
func unmark(ex string) (text string, start, end int) {
	start, end = strings.Index(ex, "[["), strings.Index(ex, "]]")
	if start < 0 || end < start {
		return ex, 0, 0
	}
	return ex[:start] + ex[start+2:end] + ex[end+2:], start, end - 2
}

// firings gives the bytes of each match of r in text.
func firings(p *lang.Pack, g *gazetteer.Gazetteer, text string, r *lang.Rule) [][2]int {
	a := bilan.Article{Text: text, Published: "2022-01-06", Lang: p.Code}
	d := Analyse(p, g, &a, time.Time{})
	var out [][2]int
	for _, f := range d.Fired {
		if f.Rule == r {
			out = append(out, [2]int{d.Tokens[f.From].Start, d.Tokens[f.To-1].End})
		}
	}
	return out
}

func holds(got [][2]int, start, end int) bool {
	for _, m := range got {
		if end == 0 || m == [2]int{start, end} {
			return true
		}
	}
	return false
}

func words(text string, got [][2]int) []string {
	var out []string
	for _, m := range got {
		out = append(out, text[m[0]:m[1]])
	}
	return out
}
