package annotate

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// back gives the source that a word of token i stands for, told before it: the speaker of «по его словам», the body of
// «там добавили», the whole chain of «по тем же данным».
func (a *attributor) back(i int) []bilan.Hop {
	d := a.d
	t := &d.Tokens[i]
	at := a.before(i, func(at *analysis.Attribution) bool {
		return t.Has(lang.Anaphor) || a.standsFor(t, a.originOf(at))
	})
	switch {
	case at != nil && t.Has(lang.Anaphor):
		return at.Chain
	case at != nil:
		return []bilan.Hop{a.stand(i, at.Chain[len(at.Chain)-1])}
	case t.Has(lang.Anaphor):
		return nil
	}
	first := sort.Search(len(d.Actors), func(k int) bool { return d.Actors[k].From >= i })
	for k := first - 1; k >= 0 && d.Tokens[i].Sent-d.Tokens[d.Actors[k].From].Sent <= 2; k-- {
		act := &d.Actors[k]
		if (act.Form == analysis.FullName || act.Form == analysis.ShortForm && act.Kind != bilan.ActorPerson && d.Tokens[act.From].Sent == d.Tokens[i].Sent) && a.standsFor(t, act) {
			return []bilan.Hop{a.stand(i, analysis.Hop(d, act))}
		}
	}
	return nil
}

// before gives the attribution that begins last before token i, at most four sentences back, and that fits.
func (a *attributor) before(i int, fits func(*analysis.Attribution) bool) *analysis.Attribution {
	best := -1
	for s := a.d.Tokens[i].Sent; s >= 0 && s >= a.d.Tokens[i].Sent-4; s-- {
		for _, n := range a.touching[s] {
			at := &a.d.Attributions[n]
			if at.CueFrom < i && (best < 0 || at.CueFrom > a.d.Attributions[best].CueFrom) && fits(at) {
				best = int(n)
			}
		}
	}
	if best < 0 {
		return nil
	}
	return &a.d.Attributions[best]
}

// originOf gives the actor behind the last hop of an attribution's chain, nil when no mention is it.
func (a *attributor) originOf(at *analysis.Attribution) *analysis.Actor {
	span := at.Chain[len(at.Chain)-1].Span
	for i := at.CueFrom; i < at.CueTo; i++ {
		if act := a.d.ActorAt(i); act != nil && a.d.Tokens[act.From].Start <= span.Start && span.End <= a.d.Tokens[act.To-1].End {
			return act
		}
	}
	return nil
}

// standsFor reports whether the pronoun in token t can stand for an actor; «там» stands for a body.
func (a *attributor) standsFor(t *analysis.Token, act *analysis.Actor) bool {
	if act == nil {
		return false
	}
	if t.Has(lang.Adv) || t.Has(lang.N) {
		return act.Kind != bilan.ActorPerson && act.Kind != bilan.ActorWitness && act.Kind != bilan.ActorAnonymous
	}
	if t.Has(lang.Pl) {
		return act.Plural || act.Form == analysis.Group
	}
	fem, masc := a.genderOf(act)
	return !act.Plural && !(t.Has(lang.Fem) && masc && !fem) && !(t.Has(lang.Masc) && fem && !masc)
}

// genderOf gives the gender of an actor, as far as its name or its head tells it.
func (a *attributor) genderOf(act *analysis.Actor) (fem, masc bool) {
	d := a.d
	if act.Kind != bilan.ActorPerson || act.Form != analysis.FullName {
		h := &d.Tokens[act.Head]
		return act.Fem || h.Has(lang.Fem), h.Has(lang.Masc) || h.Has(lang.Neut)
	}
	fem, masc = surnameGender(d.Tokens[act.NameTo-1].Fold)
	for i := act.NameFrom; i < act.NameTo; i++ {
		fem, masc = fem || d.Has(i, lang.Forename) && d.Has(i, lang.Fem), masc || d.Has(i, lang.Forename) && d.Has(i, lang.Masc)
	}
	return fem || act.Fem, masc && !act.Fem
}

// stand gives the hop of a short word of token i that stands for another hop.
func (a *attributor) stand(i int, h bilan.Hop) bilan.Hop {
	full := h.Resolved
	if full == "" {
		full = h.Name
	}
	span := a.d.Span(i, i+1)
	return bilan.Hop{Name: span.Text, Kind: h.Kind, Role: h.Role, Country: h.Country, Resolved: full, Span: span}
}

// there gives the word of clause cl that stands for the body told before: «там же уточнили», «в сообщении говорится»
// without saying whose. It gives -1 when it has none.
func (a *attributor) there(cl *analysis.Clause) int {
	d := a.d
	if v := &d.Tokens[d.Chunks[cl.Verb].Head]; !d.Pack.Genitive || !v.Has(lang.Pl) && !v.Has(lang.Refl) {
		return -1
	}
	for i := cl.From; i < cl.To; i++ {
		if t := &d.Tokens[i]; t.Has(lang.Third) && t.Has(lang.Locative) {
			return i
		}
		if ch := d.ChunkAt(i); ch != nil && d.Has(d.Chunks[cl.Verb].Head, lang.Pres) && ch.Head == i && ch.Prep >= 0 && d.Has(ch.Prep, lang.Locative) && a.document(i) && bodyOf(d, d.ChunkIndex(i)) < 0 {
			return i
		}
	}
	return -1
}

// document reports whether token i is a paper or message in which something is said.
func (a *attributor) document(i int) bool {
	return a.d.Has(i, lang.SayNoun) || a.d.Has(i, lang.Channel)
}
