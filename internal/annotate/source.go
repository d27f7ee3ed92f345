package annotate

import (
	"slices"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// sourceOf gives the hops of the source that phrase k names: an actor, or a person or thing that speaks.
func sourceOf(d *analysis.Doc, k int) []bilan.Hop {
	ch := &d.Chunks[k]
	if ch.Kind == analysis.VerbGroup { // "dit-elle": the pronoun leans on the verb
		for i := ch.From; i < ch.To; i++ {
			if d.Tokens[i].Fold[0] == '-' {
				return []bilan.Hop{hopAt(d, i, i+1)}
			}
		}
		return nil
	}
	if hops, _ := besideMedium(d, ch.From); len(hops) > 0 {
		return hops
	}
	for i := ch.From; i < ch.To; i++ {
		if a := d.ActorAt(i); a != nil {
			return askedBy(d, a)
		}
	}
	end := ch.To
	if n := oneOf(d, k); n >= 0 {
		return []bilan.Hop{hopAt(d, d.Chunks[n].From, d.Chunks[n].To)}
	}
	for n := k + 1; n < len(d.Chunks) && d.Chunks[n].Of == n-1; n++ {
		end = d.Chunks[n].To
	}
	return []bilan.Hop{hopAt(d, ch.From, end)}
}

// askedBy gives the hop of actor a, behind the medium that an unnamed source spoke to: «источник ТАСС в полиции».
func askedBy(d *analysis.Doc, a *analysis.Actor) []bilan.Hop {
	h := analysis.Hop(d, a)
	if !d.Pack.Genitive || !d.Has(a.From, lang.KAnon) || a.From+1 >= a.To {
		return []bilan.Hop{h}
	}
	from, to := a.From+1, a.From+1
	if q := d.QuoteAt(from); q != nil && q.From == from && q.To <= a.To {
		from, to = q.Inner()
	}
	for ; to < a.To && d.Tokens[to].Is(analysis.Cap) && d.PlaceAt(to) == nil; to++ {
	}
	if to == from {
		return []bilan.Hop{h}
	}
	span := d.Span(from, to)
	who := d.Span(a.From, a.To)
	return []bilan.Hop{{Name: span.Text, Kind: bilan.ActorMedia, Span: span}, {Name: who.Text, Kind: bilan.ActorAnonymous, Span: who}}
}

// besideMedium reads an unnamed source at token i and the medium behind it that it spoke to: «источника ТАСС в
// полиции»; nothing when they are not there.
func besideMedium(d *analysis.Doc, i int) ([]bilan.Hop, int) {
	if !d.Pack.Genitive || !d.Has(i, lang.KAnon) || d.ActorAt(i) != nil || i+1 >= len(d.Tokens) {
		return nil, 0
	}
	m := d.ActorAt(i + 1)
	if m == nil || m.Kind != bilan.ActorMedia || m.From != i+1 {
		return nil, 0
	}
	end := m.To
	if next := d.ActorAt(min(end+1, len(d.Tokens)-1)); next != nil && next.From == end+1 && d.Has(end, lang.Prep) {
		end = next.To
	}
	who := d.Span(i, end)
	return []bilan.Hop{analysis.Hop(d, m), {Name: who.Text, Kind: bilan.ActorAnonymous, Span: who}}, end
}

// hopAt makes a hop of tokens [from,to): the actor there, else a person known by these words.
func hopAt(d *analysis.Doc, from, to int) bilan.Hop {
	for i := from; i < to; i++ {
		if a := d.ActorAt(i); a != nil {
			return analysis.Hop(d, a)
		}
	}
	h := bilan.Hop{Kind: bilan.ActorPerson}
	for i := from; i < to; i++ {
		switch t := &d.Tokens[i]; {
		case t.Has(lang.KWitness):
			h.Kind = bilan.ActorWitness
		case t.Has(lang.KAnon):
			h.Kind = bilan.ActorAnonymous
		}
	}
	for from+1 < to && (d.Has(from, lang.Det) || d.Has(from, lang.One)) {
		from++
	}
	h.Span = d.Span(from, to)
	h.Name = h.Span.Text
	return h
}

// relay finds the medium through which a source spoke: "told TASS", "à l'agence Interfax", "в эфире «Хабар 24»", "cité
// par RIA Novosti". It looks at the phrases of tokens [from,to) and gives nil when there is none.
func relay(d *analysis.Doc, from, to int, chain []bilan.Hop) []bilan.Hop {
	for i := from; i < to; i++ {
		a := d.ActorAt(i)
		if a == nil || a.Kind != bilan.ActorMedia || a.From < from || a.Form == analysis.ShortForm && d.Has(a.From-1, lang.Poss) {
			continue // "our paper" is the outlet itself
		}
		h := analysis.Hop(d, a)
		if !slices.ContainsFunc(chain, func(o bilan.Hop) bool { return o.Span == h.Span || o.Name == h.Name }) {
			return []bilan.Hop{h}
		}
	}
	return nil
}

// channelIn gives the words of the channel told in tokens [from,to): "dans un communiqué", "on Telegram".
func channelIn(d *analysis.Doc, from, to int) string {
	for i := from; i < to; i++ {
		if d.Has(i, lang.Channel) {
			return d.Tokens[i].Fold
		}
	}
	return ""
}
