package extract

import (
	"bilan"
	"bilan/internal/analysis"
)

// statements reads what somebody is reported to have said: every attribution whose scope is a content of its own.
func statements(d *analysis.Doc) []bilan.Claim {
	var out []bilan.Claim
	for i := range d.Attributions {
		at := &d.Attributions[i]
		if !at.Content || words(d, at.ScopeFrom, at.ScopeTo) < 3 {
			continue
		}
		out = append(out, statement(d, at))
	}
	return out
}

func statement(d *analysis.Doc, at *analysis.Attribution) bilan.Claim {
	content := d.Span(at.ScopeFrom, at.ScopeTo)
	from, to := min(at.ScopeFrom, at.CueFrom), max(at.ScopeTo, at.CueTo)
	return bilan.Claim{
		Kind: bilan.KindStatement, Span: d.Span(from, to), Assertion: d.AssertionAt(at.CueFrom),
		Attribution: at.Chain,
		Statement:   &bilan.Statement{Direct: at.Direct, Content: content, Channel: at.Channel},
	}
}

// words counts the tokens of [from,to) that are not signs.
func words(d *analysis.Doc, from, to int) int {
	n := 0
	for i := from; i < to; i++ {
		if !d.Tokens[i].Is(analysis.Punct) {
			n++
		}
	}
	return n
}
