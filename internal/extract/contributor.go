package extract

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// contributors gives the states whose troops a force is: demonyms and countries in its phrase, the state that sends it,
// the states it is made of or comes from, else those of the same force told before.
func (r *deploymentReader) contributors(m *movement, end, hi int) []bilan.Contributor {
	d := r.d
	out := []bilan.Contributor{}
	for _, f := range m.forces {
		out = joinStates(out, r.ofPhrase(f, m.leaving))
	}
	if m.bare {
		if m.sender >= 0 && len(out) == 0 {
			out = joinStates(out, r.ofSender(m.sender))
		}
		return out
	}
	out = joinStates(out, r.origins(m, end, hi))
	if m.sender >= 0 && len(out) == 0 {
		out = joinStates(out, r.ofSender(m.sender))
	}
	if m.clause != nil && m.verb != nil && m.verb.Tags.Has(lang.Contrib) && m.sender < 0 && m.clause.Verb >= 0 {
		out = joinStates(out, r.countries(m.verb.To, d.Sentences[m.clause.Sent].To))
	}
	if f := m.forces[0]; len(out) == 0 && r.last != nil && (r.isPronoun(f) || r.isRest(f) || r.again(f)) {
		out = append(out, plain(r.last.Contributors)...)
	}
	return out
}

// again reports whether a phrase names the force told before: the same head, told by its article or alone.
func (r *deploymentReader) again(k int) bool {
	d := r.d
	head := d.Tokens[d.Chunks[k].Head].Fold
	return d.Chunks[k].Number < 0 && d.Has(d.Chunks[k].Head, lang.Force) && len(head) > 3 && containsWord(foldWords(r.last.Force.Name), head)
}

// plain gives states without what was told of each.
func plain(list []bilan.Contributor) []bilan.Contributor {
	out := make([]bilan.Contributor, 0, len(list))
	for _, c := range list {
		out = append(out, bilan.Contributor{Country: c.Country, Span: c.Span})
	}
	return out
}

// ofPhrase gives the states in a force's phrase. Of a force that leaves, a country behind a demonym is where it was:
// "troupes éthiopiennes de Somalie".
func (r *deploymentReader) ofPhrase(f int, leaving bool) []bilan.Contributor {
	d := r.d
	from, end := d.Chunks[f].From, phraseEnd(d, f)
	list := r.demonyms(from, end)
	if len(list) > 0 && leaving {
		return list
	}
	return joinStates(list, r.countries(from, end))
}

// ofSender gives the states of who sends: a row of countries, the country of a body.
func (r *deploymentReader) ofSender(k int) []bilan.Contributor {
	d := r.d
	from, end := d.Chunks[r.firstSender(k)].From, phraseEnd(d, k)
	if list := r.states(from, end); len(list) > 0 {
		return list
	}
	for i := from; i < end; i++ {
		if a := d.ActorAt(i); a != nil && a.Country != "" && a.Kind != bilan.ActorMedia {
			return []bilan.Contributor{{Country: a.Country, Span: d.Span(a.From, a.To)}}
		}
	}
	return nil
}

// origins gives the countries that a force is said to come from or to be made of, beside its phrase or its verb: "made
// up of units from Chad and Niger", «из Австрии вылетели».
func (r *deploymentReader) origins(m *movement, end, hi int) []bilan.Contributor {
	d := r.d
	if m.leaving {
		return nil
	}
	var out []bilan.Contributor
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
			for n := k; n < len(d.Chunks) && d.Chunks[n].From < hi; n++ {
				c := r.countries(d.Chunks[n].From, d.Chunks[n].To)
				if n > k && (len(c) == 0 || d.Chunks[n].From-d.Chunks[n-1].To > 3) {
					break
				}
				out = joinStates(out, c)
			}
			break
		}
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
	if p := d.PlaceAt(head); p != nil && p.Place.Precision == "country" {
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
	for i := sort.Search(len(d.Demonyms), func(i int) bool { return d.Demonyms[i].Tok >= from }); i < len(d.Demonyms) && d.Demonyms[i].Tok < to; i++ {
		out = joinStates(out, []bilan.Contributor{{Country: d.Demonyms[i].Country, Span: d.Span(d.Demonyms[i].Tok, d.Demonyms[i].Tok+1)}})
	}
	return out
}

// countries gives the countries named in tokens [from,to), also by a capital that stands for its government.
func (r *deploymentReader) countries(from, to int) []bilan.Contributor {
	var out []bilan.Contributor
	d := r.d
	for i := r.focus.firstPlace(from); i < len(d.Places) && d.Places[i].From < to; i++ {
		p := &d.Places[i]
		a := d.ActorAt(p.From)
		if p.Place.Country != "" && (p.Place.Precision == "country" && (a == nil || a.Form == analysis.Capital || a.Form == analysis.FullName && a.To-a.From == p.To-p.From) || a != nil && a.Form == analysis.Capital) {
			out = joinStates(out, []bilan.Contributor{{Country: p.Place.Country, Span: d.Span(p.From, p.To)}})
		}
	}
	return out
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
