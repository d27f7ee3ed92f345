package annotate

import (
	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/lang"
)

// entity gives the body or medium that the gazetteer names at token i, and the end of its name; -1 when none does.
func (f *actorFinder) entity(i int) (int32, int) {
	if f.g == nil || i < f.s.From || i >= f.s.To {
		return -1, 0
	}
	t := &f.d.Tokens[i]
	if t.Is(analysis.Punct) || !t.Is(analysis.Cap) && !t.Is(analysis.Digit) {
		return -1, 0
	}
	first, last := t.W0, f.d.Tokens[f.s.To-1].W1
	for _, m := range f.d.NamesAt(f.g, i, min(last-first, 12)) {
		end := f.tokenEnd(i, first+m.Len)
		if end == 0 {
			continue
		}
		place := false
		for k, e := range m.Entities {
			if kind := f.g.Kind(e); kind != gazetteer.Body && kind != gazetteer.Media {
				place = true
				continue
			}
			if place && !f.speaks(end) && !f.spoken(i-1) && !f.tag(i-1, lang.KMedia) {
				continue // "Sabah" is a paper where it speaks, else a place
			}
			if m.Flags[k]&gazetteer.Stop != 0 && f.opening(i) && !f.speaks(end) {
				continue
			}
			return e, end
		}
	}
	return -1, 0
}

// tokenEnd gives the end of the tokens that cover words up to w, 0 when w lies inside a token.
func (f *actorFinder) tokenEnd(i, w int) int {
	for ; i < f.s.To; i++ {
		if f.d.Tokens[i].W1 == w {
			return i + 1
		}
		if f.d.Tokens[i].W1 > w {
			return 0
		}
	}
	return 0
}

// entityName adds what the gazetteer knows.
func (f *actorFinder) entityName(i, end int, e int32) int {
	if f.tag(i, lang.Det) && end-i > 1 && f.g.Kind(e) == gazetteer.Body {
		i++
	}
	m := f.newMention(i, end, i)
	m.Entity = e
	m.Kind, m.Country = f.entityOf(e)
	m.key = m.Name
	if f.d.Tokens[i].W1-f.d.Tokens[i].W0 == 1 && end-i > 1 {
		for k := i; k < end; k++ { // "Организация Договора …": later told as «организация»
			if f.head(k) {
				m.Head, m.key, m.tags = k, f.dictionary(k), f.d.Tokens[k].Tags
				break
			}
		}
	}
	return f.finish(m)
}

// entityOf gives kind and country of a body or medium.
func (f *actorFinder) entityOf(e int32) (bilan.ActorKind, string) {
	x := f.g.Entity(e)
	switch k := bilan.ActorKind(x.Actor); k {
	case bilan.ActorMedia, bilan.ActorGovernment, bilan.ActorMilitary, bilan.ActorPolice, bilan.ActorOrganisation:
		return k, x.Country
	}
	if x.Kind == gazetteer.Media {
		return bilan.ActorMedia, x.Country
	}
	return bilan.ActorOrganisation, x.Country
}
