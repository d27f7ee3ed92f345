package annotate

import (
	"bilan"
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
	for i > 0 && (c.d.Has(i, lang.Adv) && !c.d.Has(i, lang.N) && c.d.ActorAt(i) == nil || unnamed(&c.d.Tokens[i])) && c.d.ChunkAt(i) == nil {
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

// tellsMedium reports whether a medium stands behind a verb whose object is its hearer: "the head, Eli Bin, told Army
// Radio"; the one who speaks stands before it.
func (c *clauseCutter) tellsMedium(v int, s *analysis.Sentence) bool {
	if c.d.Pack.HeadFirst || c.d.Pack.Genitive || !c.d.Chunks[v].Tags.Has(lang.Tell) {
		return false
	}
	k := c.sourceBehind(v, s)
	if k < 0 || c.d.Chunks[k].Kind != analysis.NounPhrase {
		return false
	}
	for i := c.d.Chunks[k].From; i < c.d.Chunks[k].To; i++ {
		if a := c.d.ActorAt(i); a != nil && a.Kind == bilan.ActorMedia {
			return true
		}
	}
	return c.sourceBefore(v) >= 0
}

// unnamed reports whether a token is words that only say that somebody keeps his name back: "who asked not to be named".
func unnamed(t *analysis.Token) bool {
	return t.W1-t.W0 > 1 && t.Has(lang.KAnon) && t.Has(lang.Adj) && !t.Has(lang.N)
}

// asideBetween reports whether only an adverb between two commas stands between the verb at token i and its subject, which
// opens the sentence: «Полиция, со своей стороны, сообщила …», "La marine, elle, annonce …".
func (c *clauseCutter) asideBetween(i int, s *analysis.Sentence) bool {
	d, k := c.d, i-1
	if !d.Is(k, ",") {
		return false
	}
	if c.longAside(k, s) {
		return true
	}
	for k--; k > s.From && (d.Has(k, lang.Adv) && !d.Has(k, lang.V) || d.Has(k, lang.Pron) && d.Has(k, lang.Third)); k-- {
	}
	if k >= i-2 || !d.Is(k, ",") {
		return false
	}
	n := d.ChunkIndex(k - 1)
	for n > 0 && d.Chunks[n].Of >= 0 {
		n = d.Chunks[n].Of
	}
	return n >= 0 && d.Chunks[n].Kind == analysis.NounPhrase && d.Chunks[n].From == s.From && c.speaks(n)
}

// longAside reports whether a participle's aside ends at the comma at token k and the one it speaks of, who opens the
// sentence, still waits for a verb: «Врач, попросившая не называть её имени, рассказала …».
func (c *clauseCutter) longAside(k int, s *analysis.Sentence) bool {
	d := c.d
	if !d.Pack.Genitive {
		return false
	}
	for o := k - 2; o > s.From; o-- {
		if ch := d.ChunkAt(o); ch != nil && ch.Kind == analysis.VerbGroup && ch.Finite {
			return false
		}
		if !d.Is(o, ",") {
			continue
		}
		if v := d.ChunkAt(o + 1); v == nil || v.Kind == analysis.VerbGroup && v.Tense != lang.APart && v.Tense != lang.PPart && v.Tense != lang.Ger || v.Kind == analysis.NounPhrase && !d.Has(o+1, lang.APart) && !d.Has(o+1, lang.PPart) {
			continue
		}
		n := d.ChunkIndex(o - 1)
		for n > 0 && d.Chunks[n].Of >= 0 {
			n = d.Chunks[n].Of
		}
		if n < 0 || d.Chunks[n].Kind != analysis.NounPhrase || !c.speaks(n) || nominative(d, n) == never {
			return false
		}
		for i := s.From; i < d.Chunks[n].From; i++ {
			if !c.lightBefore(i) && !d.Has(i, lang.Conj) {
				return false
			}
		}
		return true
	}
	return false
}

// wordsSetOff reports whether the closing mark at token i ends one or two words that are only set off from a sentence that
// goes on around them: a name nobody knows, not somebody's words.
func (c *clauseCutter) wordsSetOff(i int) bool {
	q := c.d.QuoteAt(i)
	if q == nil || q.To != i+1 || q.To-q.From > 4 || !c.d.Pack.Genitive {
		return false
	}
	return q.From > c.d.SentenceOf(q.From).From && !c.d.Tokens[q.From-1].Is(analysis.Punct) && !c.d.Tokens[i-1].Is(analysis.Punct) && !named(c.d, q)
}

// ofHarm reports whether phrase k is whom the noun of harm before it speaks of: «о задержании 25 человек».
func (c *clauseCutter) ofHarm(k int) bool {
	if !c.d.Pack.Genitive || k == 0 {
		return false
	}
	b, n := &c.d.Chunks[k-1], &c.d.Chunks[k]
	return b.Kind == analysis.NounPhrase && b.To == n.From && b.Prep >= 0 && n.Prep < 0 && n.Number >= 0 && c.d.Tokens[b.Head].Tags.Any(harmTags)
}

// deniesObject reports whether a verb of denial closes no quotation: who stands behind it is denied, where the object
// stands there ("a medic, reached by telephone, contradicted the ministry").
func (c *clauseCutter) deniesObject(g *analysis.Chunk) bool {
	return !c.d.Pack.HeadFirst && !c.d.Pack.Genitive && g.Tags.Has(lang.Deny) && !g.Passive && !c.quoteCloses(g.From)
}
