package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// A victimCast keeps the single victims of an article apart and knows them again: "a 19-year-old man", "the man",
// "he", "John Smith".
type victimCast struct {
	d     *analysis.Doc
	known []person
}

type person struct {
	fem, masc bool
	class     bilan.Class
	noun      string
	names     []string
	apart     bool // counted on from others: "a fourth person"
	at        int  // token of the last mention
	chunk     int  // phrase of the last mention
}

func newVictimCast(d *analysis.Doc) *victimCast { return &victimCast{d: d} }

// find gives the victim that phrase k speaks of, a new one if nobody fits.
func (c *victimCast) find(k int) int {
	p := c.describe(k)
	pronoun := c.d.Has(c.d.Chunks[k].Head, lang.Pron)
	for i := len(c.known) - 1; i >= 0; i-- {
		if c.fits(&c.known[i], &p, pronoun, k) {
			c.merge(&c.known[i], &p)
			return i
		}
	}
	c.known = append(c.known, p)
	return len(c.known) - 1
}

func (c *victimCast) describe(k int) person {
	ch := &c.d.Chunks[k]
	head := &c.d.Tokens[ch.Head]
	p := person{fem: head.Has(lang.Fem), masc: head.Has(lang.Masc), class: classOf(ch.Tags), apart: countedOn(c.d, k), at: ch.Head, chunk: k}
	if p.fem && p.masc {
		p.fem, p.masc = false, false
	}
	if head.Has(lang.Person) {
		p.noun = head.Fold
	}
	for i := ch.From; i < ch.To; i++ {
		t := &c.d.Tokens[i]
		if t.Is(analysis.Cap) && (!t.Known || t.Has(lang.Forename)) && i > c.d.SentenceOf(i).From || t.Has(lang.Forename) {
			p.names = append(p.names, t.Fold)
		}
	}
	return p
}

func (c *victimCast) fits(old, p *person, pronoun bool, k int) bool {
	if old.fem && p.masc || old.masc && p.fem {
		return false
	}
	if pronoun {
		return true
	}
	if k-old.chunk == 1 && joined(c.d, old.chunk, k) {
		return false // told side by side
	}
	if len(old.names) > 0 && len(p.names) > 0 {
		return shareName(old.names, p.names)
	}
	if old.apart != p.apart {
		return false // "a fourth person" is none of the three
	}
	if len(p.names) > 0 || len(old.names) > 0 {
		return true
	}
	if p.apart || another(c.d, k) {
		return false
	}
	if c.d.Has(c.d.Chunks[k].From, lang.Poss) { // "his father": somebody else than "he", unless told before
		return old.noun == p.noun
	}
	return old.noun == p.noun || !c.indefinite(k)
}

// another reports whether a phrase says that it brings in somebody else.
func another(d *analysis.Doc, k int) bool {
	ch := &d.Chunks[k]
	for i := ch.From; i < ch.To; i++ {
		if d.Has(i, lang.Other) || d.Has(i, lang.More) {
			return true
		}
	}
	return false
}

// countedOn reports whether a phrase counts on from others with an ordinal.
func countedOn(d *analysis.Doc, k int) bool {
	for i := d.Chunks[k].From; i < d.Chunks[k].To; i++ {
		if n := d.NumberAt(i); n != nil && n.Kind == analysis.Ordinal && n.Value >= 2 {
			return true
		}
	}
	return false
}

func (c *victimCast) indefinite(k int) bool {
	ch := &c.d.Chunks[k]
	return c.d.Has(ch.From, lang.One)
}

func (c *victimCast) merge(old, p *person) {
	old.fem, old.masc = old.fem || p.fem, old.masc || p.masc
	old.names = append(old.names, p.names...)
	old.at, old.chunk = p.at, p.chunk
	if old.noun == "" {
		old.noun = p.noun
	}
}

func shareName(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}
