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
		if !at.Content || words(d, at.ScopeFrom, at.ScopeTo) < fewest(d, at) || relays(d, i) || insideWords(d, at) {
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
		Attribution: through(d, at),
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

// fewest gives how many words a statement has at least: two when one of them is a verb.
func fewest(d *analysis.Doc, at *analysis.Attribution) int {
	for i := at.ScopeFrom; i < at.ScopeTo && d.Pack.Genitive; i++ {
		if ch := d.ChunkAt(i); ch != nil && ch.Kind == analysis.VerbGroup && ch.Finite {
			return 2
		}
	}
	return 3
}

// relays reports whether attribution n only hands on what somebody else says in its scope: «как передаёт ТАСС, мэр
// заявил, что …» is the mayor's statement.
func relays(d *analysis.Doc, n int) bool {
	at := &d.Attributions[n]
	if at.Direct || !d.Pack.Genitive {
		return false
	}
	for i := max(0, n-nearby); i < min(len(d.Attributions), n+nearby); i++ {
		in := &d.Attributions[i]
		if i == n || !in.Content || in.CueFrom < at.ScopeFrom || in.ScopeTo > at.ScopeTo || in.ScopeFrom < at.ScopeFrom || in.Kind != analysis.Mother && in.Kind != analysis.QuoteFrame {
			continue
		}
		if 2*(max(in.ScopeTo, in.CueTo)-min(in.ScopeFrom, in.CueFrom)) > at.ScopeTo-at.ScopeFrom {
			return true
		}
	}
	return false
}

// insideWords reports whether an attribution stands inside somebody's quoted words: what the speaker tells of others is part of
// his own statement.
func insideWords(d *analysis.Doc, at *analysis.Attribution) bool {
	q := d.QuoteAt(at.CueFrom)
	if at.Direct || q == nil || q.To-q.From < 6 || at.ScopeFrom < q.From || at.ScopeTo > q.To {
		return false
	}
	for i := range d.Attributions {
		if o := &d.Attributions[i]; o.Direct && o.Quote >= 0 && d.Quotes[o.Quote].From <= q.From && q.To <= d.Quotes[o.Quote].To {
			return true
		}
	}
	return false
}

// nearby is within how many attributions those of one sentence stand: they are filed sentence by sentence.
const nearby = 30

// through gives the chain of a statement, behind the media that hand on the sentence that tells it.
func through(d *analysis.Doc, at *analysis.Attribution) []bilan.Hop {
	if !d.Pack.Genitive || len(at.Chain) == 0 || at.Chain[0].Kind == bilan.ActorMedia {
		return at.Chain
	}
	var media []bilan.Hop
	for _, h := range d.ChainAt(at.CueFrom) {
		if h.Kind == bilan.ActorMedia {
			media = append(media, h)
		}
	}
	return append(media, at.Chain...)
}
