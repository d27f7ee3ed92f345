package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// units gives the unit that a phrase names, "" when it only counts people.
func (r *deploymentReader) units(k int) string {
	d := r.d
	if ch := &d.Chunks[k]; d.Has(ch.Head, lang.Unit) {
		return d.String(ch.From, phraseEnd(d, k))
	}
	return ""
}

// strength gives the number of people of a force: its own, that of its people told beside it ("27 teams with 1,150
// rescuers", "a battalion of 850 soldiers", "рота, более 100 человек"), nil when none is told.
func (r *deploymentReader) strength(k int) *bilan.Count {
	d := r.d
	if n := r.apposed(k); n >= 0 {
		return r.count(n)
	}
	for n := k + 1; n < len(d.Chunks) && n <= k+2; n++ {
		if d.Chunks[n].Kind == analysis.VerbGroup || d.Chunks[n].From-phraseEnd(d, n-1) > 1 {
			break
		}
		ch := &d.Chunks[n]
		if ch.Number >= 0 && countable(d, n) && (ch.Of == n-1 || d.Has(ch.Prep, lang.With) || d.Has(d.Chunks[n-1].Head, lang.Contrib) || d.Has(ch.Prep, lang.Contrib)) && d.Numbers[ch.Number].Kind != analysis.ArticleOne && r.people(n) {
			return r.count(n)
		}
	}
	return r.count(k)
}

// apposed gives the phrase that counts a force's people between commas or in brackets, -1 when none does.
func (r *deploymentReader) apposed(k int) int {
	d := r.d
	e := phraseEnd(d, k)
	if !d.Is(e, ",") && !d.Is(e, "(") {
		return -1
	}
	n := d.ChunkIndex(e + 1)
	if n < 0 && e+2 < len(d.Tokens) {
		n = d.ChunkIndex(e + 2)
	}
	if n <= k || d.Chunks[n].Kind != analysis.NounPhrase || d.Chunks[n].Number < 0 || !countable(d, n) || !r.people(n) || r.nation(n) {
		return -1
	}
	if t := phraseEnd(d, n); !d.Is(t, ",") && !d.Is(t, ")") && !d.Is(t, ".") && !d.Is(t, ";") {
		return -1
	}
	return n
}

// people reports whether a phrase counts people by a word for people in general or for soldiers.
func (r *deploymentReader) people(k int) bool {
	h := r.content(k)
	return h.Has(lang.Person) || h.Has(lang.UPeople) || h.Has(lang.CMilitary) || h.Has(lang.Force) || h.Has(lang.CAid) || h.Has(lang.CMedic) || h.Has(lang.CSecurity)
}

// count gives the number of a phrase as a count of people, nil when it counts none.
func (r *deploymentReader) count(k int) *bilan.Count {
	ch := &r.d.Chunks[k]
	if ch.Number < 0 || r.d.Numbers[ch.Number].Kind == analysis.ArticleOne || !countable(r.d, k) {
		return nil
	}
	n := &r.d.Numbers[ch.Number]
	return &bilan.Count{Low: n.Low, High: n.High, Qualifier: n.Qualifier, Span: r.d.Span(n.From, n.To)}
}
