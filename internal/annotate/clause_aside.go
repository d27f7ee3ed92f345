package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// newSubject reports whether what stands in tokens [from,to) behind verb a can be the subject of another verb: a sign or
// conjunction stands there, or a tells what somebody said.
func (c *clauseCutter) newSubject(a, from, to int) bool {
	for i := from; i < to; i++ {
		if t := &c.d.Tokens[i]; t.Is(analysis.Punct) || t.Has(lang.Conj) || t.Has(lang.Sub) {
			return true
		}
	}
	return c.d.Chunks[a].Tags.Any(speechTags)
}

// saidOfMany reports whether all that stands between the speech verb a and verb b is b's subject, which a conjunction
// joins of two phrases: "said a policeman and two children were killed".
func (c *clauseCutter) saidOfMany(a, b int) bool {
	d, v := c.d, &c.d.Chunks[a]
	if d.Pack.HeadFirst || d.Pack.Genitive || !v.Finite || !v.Tags.Has(lang.Say) || a+1 >= b || d.Chunks[a+1].From != v.To || d.Chunks[b-1].To != d.Chunks[b].From {
		return false
	}
	if w := &d.Chunks[b]; !w.Passive || !w.Finite || !w.Tags.Any(harmTags) {
		return false
	}
	joined := false
	for i := v.To; i < d.Chunks[b].From; i++ {
		t := &d.Tokens[i]
		if t.Is(analysis.Punct) || t.Has(lang.Sub) || t.Has(lang.Rel) {
			return false
		}
		joined = joined || t.Has(lang.Conj) && d.NumberAt(i) == nil
	}
	return joined
}

// asideBefore gives the comma that opens the part or age told before the comma at i ("two others, including a boy, were
// hurt"), -1 when none is told.
func (c *clauseCutter) asideBefore(i, from int) int {
	for k := i - 1; k >= max(from, i-12); k-- {
		switch t := &c.d.Tokens[k]; {
		case c.d.Is(k, ",") && (c.d.Has(k+1, lang.PartOf) || c.someOf(k+1) || c.isAge(k+1) || k+1 < i && pastAdverbs(c.d, k+1) == i):
			return k
		case t.Is(analysis.Punct) && !c.d.Is(k, ","), t.Has(lang.Rel) && !t.Has(lang.PartOf), c.d.ChunkAt(k) != nil && c.d.ChunkAt(k).Kind == analysis.VerbGroup:
			return -1
		}
	}
	return -1
}

// someOf reports whether a word that counts and "of them" stand at token i: "many of them children".
func (c *clauseCutter) someOf(i int) bool {
	return c.d.Has(i+1, lang.PartOf) && !c.d.Has(i, lang.V) && !c.d.Tokens[min(i, len(c.d.Tokens)-1)].Is(analysis.Punct)
}

// isAge reports whether an age stands alone at token i.
func (c *clauseCutter) isAge(i int) bool {
	n := c.d.NumberAt(i)
	return n != nil && n.Role == bilan.RoleAge && n.Noun < 0 || c.d.Has(i, lang.UAge)
}

// apposed reports whether a phrase only says more of the one before it: it stands between commas, or is a bare number
// behind one (an age).
func (c *clauseCutter) apposed(n int) bool {
	ch := &c.d.Chunks[n]
	from := ch.From
	for from > 0 && c.d.Has(from-1, lang.Adv) && c.d.Pack.HeadFirst && !c.d.Pack.Genitive { // "le gouverneur, très pâle,"
		from--
	}
	if from == 0 || !c.d.Is(from-1, ",") || c.d.Has(ch.From, lang.Conj) {
		return false
	}
	return c.d.Is(c.phraseEnd(n), ",")
}

// aside reports whether a phrase stands in an insertion between subject and verb that counts a part of the subject or
// tells its age: "Thirty people, among them three children, were killed".
func (c *clauseCutter) aside(cl *analysis.Clause, n int) bool {
	d := c.d
	if cl.Verb < 0 || !d.Is(d.Chunks[cl.Verb].From-1, ",") {
		return false
	}
	for i := d.Chunks[n].From; i > d.Chunks[cl.Subject].To; i-- {
		if d.Is(i-1, ",") && (d.Has(i, lang.PartOf) || c.someOf(i) || d.Has(i, lang.UAge)) {
			return true
		}
	}
	return false
}

// dashed reports whether a phrase stands between two dashes behind the subject: "three others — two men and a woman —
// were wounded".
func (c *clauseCutter) dashed(cl *analysis.Clause, n int) bool {
	d := c.d
	if cl.Verb < 0 {
		return false
	}
	open := false
	for i := d.Chunks[cl.Subject].To; i < d.Chunks[n].From; i++ {
		open = open || dash(d, i)
	}
	for i := d.Chunks[n].To; open && i < d.Chunks[cl.Verb].From; i++ {
		if dash(d, i) {
			return true
		}
	}
	return false
}

// oblique reports whether a phrase is in a case that no subject stands in, and the clause has a subject already: «число
// погибших при пожаре и взрыве достигло».
func (c *clauseCutter) oblique(cl *analysis.Clause, n int) bool {
	d := c.d
	if !d.Pack.Genitive || nominative(d, n) != never || nominative(d, cl.Subject) != surely && !d.Tokens[d.Chunks[cl.Subject].Head].Has(lang.Toll) || d.Chunks[n].Number >= 0 {
		return false
	}
	return !d.Has(d.Chunks[n].Head, lang.Acc)
}

// namesBefore reports whether a phrase is a name in quotation marks that only names the noun right before it, which is not
// the subject: «после употребления напитка „Сидр“ выросло».
func (c *clauseCutter) namesBefore(cl *analysis.Clause, n int) bool {
	d, ch := c.d, &c.d.Chunks[n]
	if n == 0 || n-1 == cl.Subject || !d.Pack.Genitive || ch.Number >= 0 {
		return false
	}
	from := ch.From
	if q := d.QuoteAt(from); q == nil || q.From != from && q.From != from-1 {
		return false
	} else if q.From == from-1 {
		from--
	}
	b := &d.Chunks[n-1]
	return b.Kind == analysis.NounPhrase && b.To == from && (b.Prep >= 0 || b.Of >= 0 || !d.Has(b.Head, lang.Nom) || !d.Tokens[b.Head].Known)
}

func dash(d *analysis.Doc, i int) bool {
	switch d.Tokens[i].Fold {
	case "—", "–", "―", "-", "--":
		return true
	}
	return false
}

// reduced turns a form that can be past or participle into a passive participle where it stands behind a phrase that is
// another verb's object, and governs nothing: "a shooting that left two others injured".
func (c *clauseCutter) reduced(cl *analysis.Clause) bool {
	d := c.d
	v := &d.Chunks[cl.Verb]
	t := &d.Tokens[v.Head]
	if d.Pack.HeadFirst || d.Pack.Genitive || v.To-v.From > 1 || cl.From != v.From || !t.Has(lang.Past) || !t.Has(lang.PPart) || !t.Tags.Any(harmTags) {
		return false
	}
	if b := d.ChunkAt(v.From - 1); b == nil || b.Kind != analysis.NounPhrase {
		return false
	}
	if n := cl.Verb + 1; n < len(d.Chunks) && d.Chunks[n].From == v.To && d.Chunks[n].Kind == analysis.NounPhrase && !isTime(d, v.To) {
		return false
	}
	cl.Kind, v.Passive, v.Finite, v.Tense = analysis.Participial, true, false, lang.PPart
	return true
}

// actor gives the subject of a clause that acts for its mother's; who adds something is who spoke before: "The minister
// said the bridge was safe, adding that …".
func (c *clauseCutter) actor(cl *analysis.Clause) int {
	if c.d.Chunks[cl.Verb].Tags.Any(speechTags) {
		for k := cl.Mother; k >= 0 && c.d.Clauses[k].Sent == cl.Sent; k-- {
			if m := &c.d.Clauses[k]; m.Verb >= 0 && m.Subject >= 0 && m.Kind != analysis.Relative && c.d.Chunks[m.Verb].Tags.Any(speechTags) {
				return m.Subject
			}
		}
	}
	return c.d.Clauses[cl.Mother].Subject
}

// acting reports whether a clause tells what the subject of its mother does besides: "…, killing three and wounding 16
// before taking his own life".
func (c *clauseCutter) acting(cl *analysis.Clause) bool {
	v := &c.d.Chunks[cl.Verb]
	if cl.Kind != analysis.Participial || v.Tense != lang.Ger && v.Tense != lang.APart || cl.Mother < 0 || v.From == 0 || c.d.Clauses[cl.Mother].Sent != cl.Sent {
		return false
	}
	t := &c.d.Tokens[v.From-1]
	return t.Is(analysis.Punct) && t.Fold == "," || t.Has(lang.Conj) || (t.Has(lang.Prep) || t.Has(lang.Sub)) && cl.From == v.From-1
}

// inherited gives the subject that a clause takes from another: a relative's antecedent, a coordinate's subject.
func (c *clauseCutter) inherited(cl *analysis.Clause, from int) int {
	switch cl.Kind {
	case analysis.Relative, analysis.Participial:
		if c.acting(cl) {
			return c.actor(cl)
		}
		at := cl.From
		if cl.Opener >= 0 {
			at = cl.Opener
		}
		for n := min(firstChunk(c.d, at), len(c.d.Chunks)-1); n >= from; n-- {
			ch := &c.d.Chunks[n]
			if ch.To <= at && ch.Kind == analysis.NounPhrase {
				if ch.Of >= 0 && ch.Prep >= 0 {
					n = ch.Of + 1 // the relative speaks of the head, mostly
					continue
				}
				return n
			}
		}
	case analysis.Coordinate, analysis.Adverbial: // "was flown out after being shot"
		if cl.Mother >= 0 && (cl.Kind == analysis.Coordinate || c.bare(cl)) {
			return c.d.Clauses[cl.Mother].Subject
		}
	}
	return -1
}

// goesOnPlace reports whether a phrase in an oblique case goes on with the name of a place behind a preposition: «в
// Дербентском районе Дагестана».
func (c *clauseCutter) goesOnPlace(n int) bool {
	if n == 0 || !c.d.Pack.Genitive || nominative(c.d, n) != never {
		return false
	}
	b := &c.d.Chunks[n-1]
	return b.Prep >= 0 && b.To == c.d.Chunks[n].From && c.d.PlaceAt(c.d.Chunks[n].From) != nil
}
