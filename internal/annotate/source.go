package annotate

import (
	"slices"
	"strings"

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
	if h, _ := apposedName(d, k); h != nil {
		return []bilan.Hop{*h}
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

// apposedName gives the person named behind the comma after somebody who has no name yet: "l'un d'eux, Modou Diagne, 22
// ans,", "son porte-parole, le capitaine Ibrahima Sow,", and the token behind the name. It is nil when nobody is.
func apposedName(d *analysis.Doc, k int) (*bilan.Hop, int) {
	ch := &d.Chunks[k]
	first := d.ActorAt(ch.Head)
	if first == nil && oneOf(d, k) < 0 && !pickedOut(d, ch) || first != nil && !nameless(d, first) && !(d.Has(ch.From, lang.One) && first.Kind == bilan.ActorOrganisation && first.Resolved == "") {
		return nil, 0
	}
	comma, s := sourceEnd(d, k), d.SentenceOf(ch.From)
	if comma+2 >= s.To || !d.Is(comma, ",") {
		return nil, 0
	}
	for i := comma + 1; i < min(comma+7, s.To) && !d.Tokens[i].Is(analysis.Punct); i++ {
		if a := d.ActorAt(i); a != nil && a.Kind == bilan.ActorPerson && a.Form == analysis.FullName && a.NameTo-a.NameFrom > 1 {
			h := analysis.Hop(d, a)
			return &h, a.To
		}
	}
	if a := d.ActorAt(comma + 1); a != nil && a.From == comma+1 && a.Form == analysis.FullName && a.Kind == bilan.ActorOrganisation && first != nil && first.Kind == bilan.ActorOrganisation && d.Is(a.To, ",") {
		h := analysis.Hop(d, a) // "a rights group, X,"
		return &h, a.To
	}
	to := namesEnd(d, comma+1, s.To)
	if to < comma+3 || !d.Is(to, ",") && !d.Is(to, ".") && !d.Has(to, lang.Prep) {
		return nil, 0
	}
	h := bilan.Hop{Kind: bilan.ActorPerson, Span: d.Span(comma+1, to)}
	h.Name = h.Span.Text
	if first != nil {
		h.Role = first.Role
	}
	return &h, to
}

// nameless reports whether an actor is somebody known by an office or as one of a group only.
func nameless(d *analysis.Doc, a *analysis.Actor) bool {
	if a.Kind != bilan.ActorPerson && a.Kind != bilan.ActorWitness && a.Role == "" || a.Resolved != "" && a.Form != analysis.ShortForm {
		return false
	}
	return a.NameTo == a.NameFrom || !d.Tokens[a.NameFrom].Is(analysis.Cap) || d.Tokens[a.NameFrom].Known && !d.Has(a.NameFrom, lang.Forename)
}

// namesEnd gives the token behind the run of capitalised words that begins at token i and is a name: two words or more,
// of which one is unknown or a forename. It gives i when there is none.
func namesEnd(d *analysis.Doc, i, to int) int {
	n, strange, k := 0, false, i
	for ; k < to; k++ {
		t := &d.Tokens[k]
		if _, rest, cut := strings.Cut(d.Text[t.Start:t.End], "-"); d.PlaceAt(k) != nil || !t.Is(analysis.Cap) && !(cut && rest != "" && !t.Known) && !t.Has(lang.NamePart) {
			break
		}
		n++
		strange = strange || !t.Known || t.Has(lang.Forename)
	}
	if n < 2 || !strange {
		return i
	}
	return k
}

// voice gives whom a source speaks through, told between it and its verb: "l'opposition, par la voix de son porte-parole X,
// avance …". It is nil when nobody is.
func (a *attributor) voice(cl *analysis.Clause, source int) []bilan.Hop {
	v := &a.d.Chunks[cl.Verb]
	for i := sourceEnd(a.d, source); i < v.From; i++ {
		if t := &a.d.Tokens[i]; t.Has(lang.Accord) && t.Has(lang.By) {
			hops, _ := a.sourcesBehind(i+1, &a.d.Sentences[cl.Sent])
			a.cited[i] = len(hops) > 0
			return hops
		}
	}
	return nil
}

// pickedOut reports whether a phrase picks one person out of those told before: "l'un d'eux", "one of them".
func pickedOut(d *analysis.Doc, ch *analysis.Chunk) bool {
	t := &d.Tokens[ch.From]
	return t.W1-t.W0 > 1 && t.Has(lang.One) && ch.To-ch.From == 1
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
	span, end := d.Span(from, to), a.To
	if next := d.ActorAt(min(end+1, len(d.Tokens)-1)); next != nil && next.From == end+1 && d.Has(end, lang.Prep) && end == to {
		end = next.To
	}
	who := d.Span(a.From, end)
	name := who.Text
	if rest := d.Span(to, end).Text; rest != "" && d.QuoteAt(a.From+1) == nil {
		name = d.Span(a.From, a.From+1).Text + " " + rest
	}
	return []bilan.Hop{{Name: span.Text, Kind: bilan.ActorMedia, Span: span}, {Name: name, Kind: bilan.ActorAnonymous, Span: who}}
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
		if a == nil || a.Kind != bilan.ActorMedia || a.From < from || a.Form == analysis.ShortForm && d.Has(a.From-1, lang.Poss) || d.Has(a.Head, lang.Channel) && a.To == a.Head+1 && d.Pack.Genitive {
			continue // "our paper" is the outlet itself
		}
		if a.Form == analysis.ShortForm && a.Resolved == "" && (a.Plural || d.Has(a.Head, lang.Pl)) {
			continue // "told the media": all of them
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
