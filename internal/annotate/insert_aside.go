package annotate

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// hears reports whether a phrase names who was told or is cited: an actor, or people behind a verb of telling.
func (c *clauseCutter) hears(g, ch *analysis.Chunk) bool {
	for i := ch.From; i < ch.To; i++ {
		if c.d.ActorAt(i) != nil {
			return true
		}
	}
	head := &c.d.Tokens[ch.Head]
	return g.Tags.Has(lang.Tell) && ch.From == g.To && (head.Has(lang.Person) || head.Has(lang.RoleNoun) || head.Has(lang.Pron) || head.Has(lang.BodyHead))
}

// asSaying reports whether a verb group only closes a citation: "the agency quoted the minister as saying".
func (c *clauseCutter) asSaying(g, ch *analysis.Chunk) bool {
	t := &c.d.Tokens[ch.Head]
	return g.Tags.Has(lang.Cite) && ch.To-ch.From == 1 && t.Has(lang.Say) && t.W1-t.W0 > 1
}

// pastAside gives the token that stands before the adverbs and the bracket that end at token i: "Smith (R-Utah) often
// said".
func (c *clauseCutter) pastAside(i int) int {
	for i > 0 && c.d.Has(i, lang.Adv) && !c.d.Has(i, lang.N) && c.d.ActorAt(i) == nil && c.d.ChunkAt(i) == nil {
		i--
	}
	if c.d.Is(i, ",") && !c.d.Pack.Genitive {
		return c.pastApposition(i)
	}
	if !c.d.Is(i, ")") {
		return i
	}
	for k := i - 1; k > max(0, i-9); k-- {
		if c.d.Is(k, "(") {
			return k - 1
		}
	}
	return i
}

// pastApposition gives the token before the commas around what is told of a name, the second at token i: "Smith, who
// heads the unit, said", "Smith, the head of the unit, said". It gives i when no name stands there.
func (c *clauseCutter) pastApposition(i int) int {
	if a := c.d.ActorAt(i - 1); a != nil && a.To == i {
		for k := a.From; k < a.To; k++ {
			if c.d.Is(k, ",") { // the name holds what is told of it
				return i - 1
			}
		}
	}
	for k := i - 1; k > max(0, i-18); k-- {
		t := &c.d.Tokens[k]
		if c.d.QuoteAt(k) != nil && t.Is(analysis.Punct) && t.Fold != "," {
			return i
		}
		if !c.d.Is(k, ",") || k == i-1 {
			continue
		}
		at := k - 1
		if c.d.Is(at, ")") { // "Jordan (R-Ohio), a panel member, said"
			at = c.pastAside(at)
		}
		if n := c.d.ChunkAt(at); n != nil && n.Kind == analysis.NounPhrase && n.To == at+1 && c.person(at) && (c.d.Has(k+1, lang.Rel) || c.verbless(k+1, i)) {
			return at
		}
		if !c.verbless(k+1, i) {
			return i
		}
	}
	return i
}

// person reports whether an actor that is somebody, or a body, ends at token i.
func (c *clauseCutter) person(i int) bool {
	a := c.d.ActorAt(i)
	return a != nil && a.To == i+1
}

// verbless reports whether no verb group stands in tokens [from,to).
func (c *clauseCutter) verbless(from, to int) bool {
	for i := from; i < to; i++ {
		if ch := c.d.ChunkAt(i); ch != nil && ch.Kind == analysis.VerbGroup {
			return false
		}
	}
	return true
}

// subjectOf reports whether a finite verb stands right behind phrase k: "…, said the statement was wrong" tells what was
// said, not who said it.
func (c *clauseCutter) subjectOf(k int) bool {
	if c.d.Pack.Genitive || c.d.Chunks[k].Kind != analysis.NounPhrase {
		return false
	}
	n := c.d.ChunkIndex(sourceEnd(c.d, k))
	return n >= 0 && c.d.Chunks[n].Kind == analysis.VerbGroup && c.d.Chunks[n].Finite && c.d.Chunks[n].From == sourceEnd(c.d, k)
}
