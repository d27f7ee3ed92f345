package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// decider gives the body that decides: the subject, or the agent of a passive.
func (r *decisionReader) decider(cl *analysis.Clause, v *analysis.Chunk) *analysis.Actor {
	if !v.Passive {
		return r.subject(cl, v)
	}
	for _, list := range [][]int{cl.Adjuncts, cl.Objects} {
		for _, n := range list {
			if ch := &r.d.Chunks[n]; r.d.Has(ch.Prep, lang.By) || r.d.Has(ch.Head, lang.Ins) && !r.d.Has(ch.Head, lang.Act) {
				if a := r.official(n); a != nil {
					return a
				}
			}
		}
	}
	return nil
}

// subject gives the body that is a clause's subject: by its head, by what completes it ("the Appellate Division of the
// Supreme Court"), as a capital that stands for its government, or before an insertion ("Leaders of the bloc, meeting in
// Abuja, ordered").
func (r *decisionReader) subject(cl *analysis.Clause, v *analysis.Chunk) *analysis.Actor {
	d := r.d
	if n := cl.Subject; n >= 0 && (d.Chunks[n].From < v.From || d.Pack.Genitive || !d.Is(v.From-1, ",")) {
		if a := r.official(n); a != nil {
			return a
		}
		if n+1 < len(d.Chunks) && d.Chunks[n+1].Of == n && !d.Has(d.Chunks[n].Head, lang.Person) && !d.Has(d.Chunks[n].Head, lang.SayNoun) {
			if a := r.official(n + 1); a != nil && d.Chunks[n].Number < 0 {
				return a
			}
		}
		return r.capital(n)
	}
	if first := firstChunk(d, d.Sentences[cl.Sent].From); d.Is(v.From-1, ",") && first < cl.Verb && d.Chunks[first].Prep < 0 && d.Is(phraseEnd(d, first), ",") {
		return r.official(first)
	}
	return nil
}

// capital gives the government that a capital stands for as the subject of deciding.
func (r *decisionReader) capital(n int) *analysis.Actor {
	d := r.d
	ch := &d.Chunks[n]
	p := d.PlaceAt(ch.Head)
	if p == nil || ch.Prep >= 0 || !d.Has(p.From, lang.Capital) || d.ActorAt(ch.Head) != nil {
		return nil
	}
	return &analysis.Actor{From: p.From, To: p.To, Head: p.From, NameFrom: p.From, NameTo: p.To, Name: d.String(p.From, p.To),
		Kind: bilan.ActorGovernment, Country: p.Place.Country, Form: analysis.Capital, Entity: -1}
}

// official gives the actor of phrase k when it can decide formally: no medium, witness, police, plain person or loose group.
func (r *decisionReader) official(k int) *analysis.Actor {
	ch := &r.d.Chunks[k]
	for i := ch.From; i < ch.To; i++ {
		a := r.d.ActorAt(i)
		if a == nil || a.Form == analysis.Group && a.Kind != bilan.ActorGovernment && !r.d.Has(a.Head, lang.KGov) {
			continue
		}
		if r.public(a) || r.publicBefore(a) {
			return a
		}
	}
	return nil
}

// public reports whether an actor can decide for others: what is a government's or an army's, a body that the gazetteer
// knows, and whoever bears a word of such a body or office. Companies, clubs and managers decide nothing formally.
func (r *decisionReader) public(a *analysis.Actor) bool {
	switch {
	case a.Form == analysis.Pronoun:
		return false
	case a.Kind == bilan.ActorGovernment || a.Kind == bilan.ActorMilitary || r.d.Has(a.Head, lang.KGov):
		return true
	case a.Kind == bilan.ActorOrganisation && a.Entity >= 0:
		return true
	case a.Kind != bilan.ActorOrganisation && a.Kind != bilan.ActorPerson:
		return false
	}
	return publicWords(r.d, a.From, a.To)
}

// publicWords reports whether a token, or a word inside one, of [from,to) names a body or office that can decide for others.
func publicWords(d *analysis.Doc, from, to int) bool {
	for i := from; i < to; i++ {
		if d.Has(i, lang.Public) {
			return true
		}
	}
	for i := d.Tokens[from].W0; i < d.Tokens[to-1].W1; i++ {
		w := &d.Words[i]
		if d.Pack.Lexicon.Entry(w.ID).Tags.Has(lang.Public) {
			return true
		}
		if e := d.Pack.Lexicon.Exact(d.Text[w.Start:w.End]); e != nil && e.Tags.Has(lang.Public) {
			return true // "Union", not "union"
		}
	}
	return false
}

// publicBefore reports whether a pronoun or short name stands for somebody told as public before.
func (r *decisionReader) publicBefore(a *analysis.Actor) bool {
	for i := range r.d.Actors {
		b := &r.d.Actors[i]
		if b.From >= a.From {
			return false
		}
		if b.Form != analysis.Group && b.FullName() == a.FullName() && r.public(b) {
			return true
		}
	}
	return false
}

// named gives an actor as a noun of a claim.
func named(d *analysis.Doc, a *analysis.Actor) bilan.Named {
	h := analysis.Hop(d, a)
	n := bilan.Named{Name: h.Name, Kind: h.Kind, Country: h.Country, Span: h.Span}
	if h.Resolved != "" {
		n.Name = h.Resolved
	}
	return n
}
