package read

import (
	"fmt"
	"strings"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/lang"
)

// CheckRules reads the examples and rejects of every rule of a pack as the core reads any text. Each example that a rule
// does not match, and each reject that it does, is an error that begins with the rule's file:line:column.
func CheckRules(p *lang.Pack, g *gazetteer.Gazetteer) []error {
	var out []error
	for _, r := range p.RuleList() {
		for _, text := range r.Examples {
			if plain, from, to := marked(text); !fires(p, g, r, plain, from, to) {
				out = append(out, fmt.Errorf("%s:%d:%d: rule %s does not match its example: %s", r.Pos.File, r.Pos.Line, r.Pos.Col, r.ID, text))
			}
		}
		for _, text := range r.Rejects {
			if fires(p, g, r, text, -1, -1) {
				out = append(out, fmt.Errorf("%s:%d:%d: rule %s matches its reject: %s", r.Pos.File, r.Pos.Line, r.Pos.Col, r.ID, text))
			}
		}
	}
	return out
}

// marked takes the marks off an example and gives the bytes between them, -1 when it has none.
func marked(text string) (plain string, from, to int) {
	before, rest, ok := strings.Cut(text, "[[")
	words, after, closed := strings.Cut(rest, "]]")
	if !ok || !closed {
		return text, -1, -1
	}
	return before + words + after, len(before), len(before) + len(words)
}

// fires reports whether the rule matches in the text, in just the bytes [from,to) when they are given.
func fires(p *lang.Pack, g *gazetteer.Gazetteer, r *lang.Rule, text string, from, to int) bool {
	a := bilan.Article{ID: "example", Lang: p.Code, Published: "2022-01-06", Text: text, Sections: []bilan.Section{{Kind: bilan.SectionBody, End: len(text)}}}
	d := Analyse(p, g, &a, time.Time{})
	for i := range d.Fired {
		f := &d.Fired[i]
		if f.Rule == r && (from < 0 || covers(d, f, from, to)) {
			return true
		}
	}
	return false
}

func covers(d *analysis.Doc, f *analysis.Firing, from, to int) bool {
	return d.Tokens[f.From].Start == from && d.Tokens[f.To-1].End == to
}
