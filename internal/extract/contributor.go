package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// contributors gives the states whose troops a force is: demonyms and countries in its phrase, the state that sends it,
// the states it is made of or comes from, else those of the same force told before.
func (r *deploymentReader) contributors(m *movement, end, hi int) []bilan.Contributor {
	out := []bilan.Contributor{}
	for _, f := range m.forces {
		out = joinStates(out, r.ofPhrase(f, m.leaving))
	}
	if !m.bare {
		out = joinStates(out, r.origins(m, end, hi))
	}
	if m.sender >= 0 && len(out) == 0 {
		out = joinStates(out, r.ofSender(m.sender))
	}
	if !m.bare && m.sender < 0 && m.verb != nil && m.verb.Tags.Has(lang.Contrib) {
		out = joinStates(out, r.countries(m.verb.To, r.d.Sentences[m.clause.Sent].To))
	}
	if len(out) == 0 && !m.bare {
		out = append(out, r.before(m.forces[0])...)
	}
	return out
}

// ofPhrase gives the states in a force's phrase. Of a force that leaves, a country behind a demonym is where it was:
// "troupes éthiopiennes de Somalie".
func (r *deploymentReader) ofPhrase(f int, leaving bool) []bilan.Contributor {
	from, end := r.d.Chunks[f].From, phraseEnd(r.d, f)
	list := r.demonyms(from, end)
	if len(list) > 0 && leaving {
		return list
	}
	if list = joinStates(list, r.countries(from, end)); len(list) > 0 {
		return list
	}
	if f > 0 && r.nation(f-1) && r.d.Chunks[f-1].Prep < 0 && inRow(r.d, r.d.Chunks[f-1].To, from) && r.d.Chunks[f].Number >= 0 {
		return r.demonyms(r.d.Chunks[f-1].From, r.d.Chunks[f-1].To) // "les Béninois, une quarantaine d'hommes"
	}
	return r.ofGroup(r.d.Chunks[f].Head)
}

// ofGroup gives the country that the name of a group tells: "French soldiers" as one entry.
func (r *deploymentReader) ofGroup(tok int) []bilan.Contributor {
	a := r.d.ActorAt(tok)
	if a == nil || a.Country == "" || a.Form != analysis.Group || a.Kind != bilan.ActorMilitary && a.Kind != bilan.ActorPolice {
		return nil
	}
	if i := r.focus.firstPlace(a.From); i < len(r.d.Places) && r.d.Places[i].From < a.To {
		return nil // "troops to Mali"
	}
	return []bilan.Contributor{{Country: a.Country, Span: r.d.Span(a.From, a.To)}}
}

// ofSender gives the states of who sends: a row of countries, a capital for its government, the country of a body.
func (r *deploymentReader) ofSender(k int) []bilan.Contributor {
	d := r.d
	from, end := d.Chunks[r.firstSender(k)].From, phraseEnd(d, k)
	if list := r.states(from, end); len(list) > 0 {
		return list
	}
	if list := r.hisCountry(k); len(list) > 0 {
		return list
	}
	for i := from; i < end; i++ {
		if p := d.PlaceAt(i); p != nil && d.Has(i, lang.Capital) {
			return []bilan.Contributor{{Country: p.Place.Country, Span: d.Span(p.From, p.To)}}
		}
		if a := d.ActorAt(i); a != nil && a.Country != "" && a.Kind != bilan.ActorMedia {
			return []bilan.Contributor{{Country: a.Country, Span: d.Span(a.From, a.To)}}
		}
	}
	return nil
}

// hisCountry gives the country of who speaks, when a sender is "his country".
func (r *deploymentReader) hisCountry(k int) []bilan.Contributor {
	d := r.d
	ch := &d.Chunks[k]
	if !d.Has(ch.Head, lang.Country) || !d.Has(ch.From, lang.Poss) {
		return nil
	}
	chain := d.ChainAt(ch.Head)
	for i := len(chain) - 1; i >= 0; i-- {
		if c := chain[i].Country; c != "" {
			return []bilan.Contributor{{Country: c, Span: d.Span(ch.From, ch.To)}}
		}
	}
	return nil
}

// origins gives the countries that a force is said to come from or to be made of, beside its phrase or its verb: "made
// up of units from Chad and Niger", «из Австрии вылетели».
func (r *deploymentReader) origins(m *movement, end, hi int) []bilan.Contributor {
	if m.leaving {
		return nil
	}
	d := r.d
	lo := end
	if m.clause != nil {
		lo = min(lo, m.clause.From)
	}
	for k := firstChunk(d, lo); k < len(d.Chunks) && d.Chunks[k].From < hi; k++ {
		ch := &d.Chunks[k]
		p := d.PlaceAt(ch.Head)
		if p == nil || p.Place.Precision != "country" {
			continue
		}
		if d.Has(ch.Prep, lang.From) && (ch.From < m.from || ch.From < end+6) || r.composed(end, ch.From, m) {
			return r.rowOfStates(k, hi)
		}
	}
	return nil
}

// rowOfStates gives the countries of phrase k and of those that follow it closely, up to token hi.
func (r *deploymentReader) rowOfStates(k, hi int) []bilan.Contributor {
	d := r.d
	out := r.countries(d.Chunks[k].From, d.Chunks[k].To)
	for n := k + 1; n < len(d.Chunks) && d.Chunks[n].From < hi && d.Chunks[n].From-d.Chunks[n-1].To <= 3; n++ {
		c := r.countries(d.Chunks[n].From, d.Chunks[n].To)
		if len(c) == 0 {
			break
		}
		out = joinStates(out, c)
	}
	return out
}

// composed reports whether a word of being made of stands between a force and a country, before the verb.
func (r *deploymentReader) composed(end, at int, m *movement) bool {
	for i := end; i < at && i < end+8; i++ {
		if r.d.Has(i, lang.Contrib) && !(m.verb != nil && i >= m.verb.From && i < m.verb.To) {
			return true
		}
	}
	return false
}

// firstSender gives the first phrase of a row of states that ends with phrase k: "Norway, Sweden and Denmark".
func (r *deploymentReader) firstSender(k int) int {
	d := r.d
	for ; k > 0 && d.Chunks[k-1].Prep < 0; k-- {
		if !r.isState(k-1) || !inRow(d, d.Chunks[k-1].To, d.Chunks[k].From) {
			break
		}
	}
	return k
}

// isState reports whether a phrase names a country, or its capital for its government.
func (r *deploymentReader) isState(k int) bool {
	d := r.d
	head := d.Chunks[k].Head
	if p := d.PlaceAt(head); p != nil && (p.Place.Precision == "country" || d.Has(head, lang.Capital) && d.Chunks[k].Prep < 0) {
		return true
	}
	a := d.ActorAt(head)
	return a != nil && a.Form == analysis.Capital && a.Country != ""
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

// states gives the states that tokens [from,to) name: by demonym or country.
func (r *deploymentReader) states(from, to int) []bilan.Contributor {
	return joinStates(r.demonyms(from, to), r.countries(from, to))
}

func (r *deploymentReader) demonyms(from, to int) []bilan.Contributor {
	var out []bilan.Contributor
	d := r.d
	for i := r.firstDemonym(from); i < len(d.Demonyms) && d.Demonyms[i].Tok < to; i++ {
		out = joinStates(out, []bilan.Contributor{{Country: d.Demonyms[i].Country, Span: d.Span(d.Demonyms[i].Tok, d.Demonyms[i].Tok+1)}})
	}
	return out
}

// countries gives the countries named in tokens [from,to), also by a capital that stands for its government.
func (r *deploymentReader) countries(from, to int) []bilan.Contributor {
	var out []bilan.Contributor
	d := r.d
	for i := r.focus.firstPlace(from); i < len(d.Places) && d.Places[i].From < to; i++ {
		if p := &d.Places[i]; p.Place.Country != "" && r.namesState(p) {
			out = joinStates(out, []bilan.Contributor{{Country: p.Place.Country, Span: d.Span(p.From, p.To)}})
		}
	}
	return out
}

// namesState reports whether a place is a country told for itself or as where a group comes from, or a capital that
// acts for it.
func (r *deploymentReader) namesState(p *analysis.Place) bool {
	a := r.d.ActorAt(p.From)
	if a != nil && a.Form == analysis.Capital {
		return true
	}
	if p.Place.Precision != "country" {
		return false
	}
	if a != nil && a.Kind == bilan.ActorMilitary && a.To == p.To && r.d.Has(p.From-1, lang.Of) {
		return true // "subdivisions des forces armées de Russie"
	}
	return a == nil || a.From == p.From && a.To == p.To || a.Form == analysis.Group && (r.d.Has(p.From-1, lang.From) || r.d.Has(p.From-1, lang.Of) || r.d.Pack.Genitive && p.From > a.Head)
}

// joinStates adds states to a list, each country once.
func joinStates(list, more []bilan.Contributor) []bilan.Contributor {
	for _, c := range more {
		if c.Country != "" && !sender(list, c.Country) {
			list = append(list, c)
		}
	}
	return list
}
