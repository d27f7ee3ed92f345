package annotate

import (
	"bilan"
	"bilan/internal/analysis"
)

// creditBehind reads who a quotation is credited to behind a dash, as where people in the street are asked: "… lost
// everything.” — Amina Diallo, teacher". Nothing but who that is may follow.
func (a *attributor) creditBehind(k int) bool {
	d, q := a.d, &a.d.Quotes[k]
	i := q.To
	if i < len(d.Tokens) && d.Is(i, ".") { // «Мы всё потеряли». — Иван Петров
		i++
	}
	if !q.Closed || d.SentenceOf(q.From).From != q.From || i+1 >= len(d.Tokens) || !dash(d, i) {
		return false
	}
	who, end := d.ActorAt(i+1), d.SentenceOf(i+1).To
	if who == nil || who.Form == analysis.Pronoun || who.From != i+1 || a.finiteIn(i, end) {
		return false
	}
	if who.To < end && !d.Is(who.To, ",") && !d.Is(who.To, ".") && !d.Is(who.To, "(") {
		return false
	}
	from, to := q.Inner()
	a.add(analysis.Attribution{CueFrom: i, CueTo: who.To, ScopeFrom: from, ScopeTo: to, Chain: []bilan.Hop{analysis.Hop(d, who)},
		Kind: analysis.QuoteFrame, Verb: -1, Content: true, Direct: true, Quote: k})
	a.framed[k] = true
	return true
}
