package extract

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// contributors gives the states whose troops a force is: demonyms and countries in its phrase, the state that sends it,
// the states it is said to be made of.
func (r *deploymentReader) contributors(m *movement, end int) []bilan.Contributor {
	d := r.d
	out := r.states(d.Chunks[m.force].From, end, true)
	if m.sender >= 0 {
		out = joinStates(out, r.states(d.Chunks[r.firstSender(m.sender)].From, phraseEnd(d, m.sender), false))
	}
	if m.clause != nil && m.clause.Verb >= 0 && d.Chunks[m.clause.Verb].Tags.Has(lang.Contrib) && m.clause.Subject == m.force {
		out = joinStates(out, r.countries(d.Chunks[m.clause.Verb].To, d.Sentences[m.clause.Sent].To))
	}
	if out == nil {
		return []bilan.Contributor{}
	}
	return out
}

// firstSender gives the first phrase of a row of states that ends with phrase k: "Norway, Sweden and Denmark".
func (r *deploymentReader) firstSender(k int) int {
	d := r.d
	for ; k > 0 && d.Chunks[k-1].Prep < 0; k-- {
		p := d.PlaceAt(d.Chunks[k-1].Head)
		if p == nil || p.Place.Precision != "country" || !inRow(d, d.Chunks[k-1].To, d.Chunks[k].From) {
			break
		}
	}
	return k
}

// inRow reports whether tokens [from,to), at least one, are only commas and conjunctions.
func inRow(d *analysis.Doc, from, to int) bool {
	for i := from; i < to; i++ {
		if !d.Has(i, lang.Conj) && d.Tokens[i].Fold != "," {
			return false
		}
	}
	return to > from
}

// states gives the states that tokens [from,to) name: by demonym, by country, by the country of an actor there.
func (r *deploymentReader) states(from, to int, phrase bool) []bilan.Contributor {
	var out []bilan.Contributor
	d := r.d
	for i := sort.Search(len(d.Demonyms), func(i int) bool { return d.Demonyms[i].Tok >= from }); i < len(d.Demonyms) && d.Demonyms[i].Tok < to; i++ {
		out = joinStates(out, []bilan.Contributor{{Country: d.Demonyms[i].Country, Span: d.Span(d.Demonyms[i].Tok, d.Demonyms[i].Tok+1)}})
	}
	out = joinStates(out, r.countries(from, to))
	if len(out) > 0 || phrase {
		return out
	}
	for i := from; i < to; i++ {
		if a := d.ActorAt(i); a != nil && a.Country != "" && a.Kind != bilan.ActorMedia {
			return []bilan.Contributor{{Country: a.Country, Span: d.Span(a.From, a.To)}}
		}
	}
	return out
}

// countries gives the countries named in tokens [from,to).
func (r *deploymentReader) countries(from, to int) []bilan.Contributor {
	var out []bilan.Contributor
	d := r.d
	for i := sort.Search(len(d.Places), func(i int) bool { return d.Places[i].From >= from }); i < len(d.Places) && d.Places[i].From < to; i++ {
		if p := &d.Places[i]; p.Place.Precision == "country" && p.Place.Country != "" {
			out = joinStates(out, []bilan.Contributor{{Country: p.Place.Country, Span: d.Span(p.From, p.To)}})
		}
	}
	return out
}

// stateOf gives the country that a phrase names or belongs to, "" for none.
func (r *deploymentReader) stateOf(k int) string {
	if s := r.states(r.d.Chunks[k].From, phraseEnd(r.d, k), false); len(s) > 0 {
		return s[0].Country
	}
	return ""
}

// joinStates adds states to a list, each country once.
func joinStates(list, more []bilan.Contributor) []bilan.Contributor {
	for _, c := range more {
		known := c.Country == ""
		for i := range list {
			known = known || list[i].Country == c.Country
		}
		if !known {
			list = append(list, c)
		}
	}
	return list
}

// duration gives the phrase of tokens [from,to) that says for how long: a noun of duration behind a preposition.
func (r *deploymentReader) duration(from, to int) *bilan.Duration {
	d := r.d
	for k := firstChunk(d, from); k < len(d.Chunks) && d.Chunks[k].From < to; k++ {
		ch := &d.Chunks[k]
		head := &d.Tokens[ch.Head]
		if ch.Kind != analysis.NounPhrase || ch.Prep < 0 || !head.Has(lang.UDuration) {
			continue
		}
		limited := false
		for i := ch.From; i < ch.To; i++ {
			limited = limited || d.Has(i, lang.Limited)
		}
		if n := ch.Number; !limited && (n < 0 || d.Numbers[n].Kind == analysis.ArticleOne) {
			continue
		}
		span := d.Span(ch.From, ch.To)
		return &bilan.Duration{Text: span.Text, Limited: true, Span: span}
	}
	return nil
}
