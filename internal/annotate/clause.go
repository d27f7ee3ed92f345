package annotate

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// Clauses cuts each sentence into clauses, one around each verb group, and finds subject, objects and adjuncts by
// word order. An outer clause comes before the clauses inside it and covers them.
func Clauses(d *analysis.Doc) {
	c := clauseCutter{d: d}
	next := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		from := next
		for next < len(d.Chunks) && d.Chunks[next].From < s.To {
			next++
		}
		c.sentence(i, s, from, next)
	}
	d.IndexClauses()
}

type clauseCutter struct {
	d       *analysis.Doc
	inserts []analysis.Clause // of the sentence at hand
}

// inserted gives the speech thrown in that covers token i, nil when none does.
func (c *clauseCutter) inserted(i int) *analysis.Clause {
	for k := range c.inserts {
		if c.inserts[k].From <= i && i < c.inserts[k].To {
			return &c.inserts[k]
		}
	}
	return nil
}

// sentence cuts the sentence whose chunks are [from,to).
func (c *clauseCutter) sentence(si int, s *analysis.Sentence, from, to int) {
	first := len(c.d.Clauses)
	var verbs []int
	for k := from; k < to; k++ {
		if c.d.Chunks[k].Kind == analysis.VerbGroup {
			verbs = append(verbs, k)
		}
	}
	if len(verbs) == 0 {
		c.d.Clauses = append(c.d.Clauses, analysis.Clause{From: s.From, To: s.To, Sent: si, Verb: -1, Subject: -1, Opener: -1, Mother: -1})
		c.fill(first, from, to)
		return
	}
	c.cut(si, s, verbs)
	c.nest(first)
	for k := first; k < len(c.d.Clauses); k++ {
		c.fill(k, from, to)
	}
	c.d.Clauses = append(c.d.Clauses, c.inserts...)
}

// cut makes the clauses of a sentence. A speech thrown in (", said X,") stands inside the clause it interrupts.
func (c *clauseCutter) cut(si int, s *analysis.Sentence, verbs []int) {
	c.inserts = c.inserts[:0]
	mains := verbs[:0:0]
	for _, v := range verbs {
		if from, to, source := c.insert(v, s); source >= 0 {
			c.inserts = append(c.inserts, analysis.Clause{From: from, To: to, Sent: si, Verb: v, Subject: source, Opener: -1, Mother: -1, Insert: true})
			continue
		}
		mains = append(mains, v)
	}
	start := s.From
	for n, v := range mains {
		end := s.To
		if n+1 < len(mains) {
			end = c.border(v, mains[n+1], s)
		}
		c.d.Clauses = append(c.d.Clauses, c.clause(si, start, end, v))
		start = end
	}
	if len(mains) == 0 {
		c.d.Clauses = append(c.d.Clauses, analysis.Clause{From: s.From, To: s.To, Sent: si, Verb: -1, Subject: -1, Opener: -1, Mother: -1})
	}
}

func (c *clauseCutter) clause(si, from, to, verb int) analysis.Clause {
	cl := analysis.Clause{From: from, To: to, Sent: si, Verb: verb, Subject: -1, Opener: -1, Mother: -1}
	v := &c.d.Chunks[verb]
	for i := from; i < v.From; i++ {
		t := &c.d.Tokens[i]
		switch {
		case c.d.ActorAt(i) != nil && !t.Has(lang.Pron):
		case t.Has(lang.Rel) && (i == from || c.d.Is(i-1, ",") || c.d.Has(i-1, lang.Prep)):
			cl.Opener, cl.Kind = i, analysis.Relative
			if t.Has(lang.Sub) && !c.nominalBefore(i) {
				cl.Kind = analysis.That
			}
			return cl
		case t.Has(lang.Sub) && !t.Has(lang.Prep) && i <= from+1:
			cl.Opener, cl.Kind = i, analysis.Adverbial
			if t.Has(lang.Rel) || t.Has(lang.Pron) || t.Has(lang.Det) {
				cl.Kind = analysis.That
			}
			return cl
		}
	}
	if v.Tense == lang.PPart && !v.Finite || v.Tense == lang.APart || v.Tense == lang.Ger {
		cl.Kind = analysis.Participial
	}
	return cl
}

func (c *clauseCutter) nominalBefore(i int) bool {
	ch := c.d.ChunkAt(i - 1)
	return ch != nil && ch.Kind == analysis.NounPhrase
}

// border gives the token where the clause of verb b begins, between verbs a and b: at a subordinator or relative, else
// behind a stop sign, else at a conjunction, else before the last phrase without preposition (b's subject).
func (c *clauseCutter) border(a, b int, s *analysis.Sentence) int {
	from, to := c.d.Chunks[a].To, c.d.Chunks[b].From
	sign, conj := -1, -1
	if c.saidOfMany(a, b) {
		return from
	}
	for i := to - 1; i >= from; i-- {
		if ins := c.inserted(i); ins != nil {
			if sign < 0 {
				sign = ins.To - 1
			}
			i = ins.From
			continue
		}
		t := &c.d.Tokens[i]
		inName := c.d.ActorAt(i) != nil && c.d.ActorAt(i).From < i || c.d.NumberAt(i) != nil
		switch {
		case inName:
		case i == to-1 && c.d.Chunks[b].Finite && c.d.Is(i, ",") && c.asideBefore(i, from) > from && c.newSubject(a, from, c.asideBefore(i, from)):
			i = c.asideBefore(i, from)
		case t.Has(lang.Rel):
			if i > from && c.d.Has(i-1, lang.Prep) {
				return i - 1
			}
			return i
		case t.Has(lang.Sub) && !t.Has(lang.Prep), t.Has(lang.Sub) && c.opensClause(i, b):
			return i
		case t.Is(analysis.Punct) && sign < 0:
			sign = i
		case t.Has(lang.Conj) && conj < 0:
			conj = i
		}
	}
	if sign >= 0 && conj > sign && c.joinsVerbs(conj, b) {
		return conj
	}
	if sign >= 0 {
		return sign + 1
	}
	if conj >= 0 && c.joinsVerbs(conj, b) {
		return conj
	}
	return c.beforeSubject(b, from, to)
}

// opensClause reports whether a word that can be preposition or subordinator ("after", "depuis") opens the clause of
// verb b: the one phrase between is b's subject, which it then no longer governs.
func (c *clauseCutter) opensClause(i, b int) bool {
	v := &c.d.Chunks[b]
	if i+1 == v.From {
		return true
	}
	k := b - 1
	for k >= 0 && c.d.Chunks[k].Of >= 0 {
		k = c.d.Chunks[k].Of
	}
	if k < 0 || !v.Finite || c.d.Chunks[k].Prep != i || c.d.Chunks[b-1].To != v.From {
		return false
	}
	c.d.Chunks[k].Prep = -1
	return true
}

// joinsVerbs reports whether the conjunction at i joins verb b or its subject, not two nouns.
func (c *clauseCutter) joinsVerbs(i, b int) bool {
	v := &c.d.Chunks[b]
	if i+1 == v.From || i+2 == v.From && c.d.Has(i+1, lang.Pron) && c.d.Has(i+1, lang.Prep) {
		return true // "et a blessé", "et en a blessé"
	}
	if c.d.Pack.Genitive && c.sharesNumber(i, b) {
		return false
	}
	n := 0
	for k := b - 1; k >= 0 && c.d.Chunks[k].From > i; k-- {
		if c.d.Chunks[k].Prep < 0 {
			n++
		}
	}
	return n > 0 && (v.Finite || c.d.Pack.Genitive)
}

// sharesNumber reports whether the conjunction at i joins two nouns that one number before them counts, right before
// verb b: «748 полицейских и военнослужащих ранены».
func (c *clauseCutter) sharesNumber(i, b int) bool {
	k := firstChunk(c.d, i)
	if k == 0 || k >= b || c.d.Chunks[k].From != i+1 || c.d.Chunks[k].Number >= 0 || c.d.Chunks[k].Prep >= 0 || c.d.Chunks[b-1].To != c.d.Chunks[b].From {
		return false
	}
	for n := k + 1; n < b; n++ {
		if c.d.Chunks[n].Of < 0 {
			return false
		}
	}
	before := &c.d.Chunks[k-1]
	return before.Kind == analysis.NounPhrase && before.To == i && before.Number >= 0 && c.d.Has(c.d.Chunks[k].Head, lang.Gen)
}

func (c *clauseCutter) beforeSubject(b, from, to int) int {
	v := &c.d.Chunks[b]
	if !v.Finite {
		return v.From
	}
	if a := &c.d.Chunks[c.verbBefore(b)]; c.behindRelative(a) && c.bareBetween(a.To, v.From) == 1 {
		return v.From // the one phrase between is the relative verb's object
	}
	k := b - 1
	if c.d.Is(to-1, ",") {
		if at := c.asideBefore(to-1, from); at > from {
			k = c.d.ChunkIndex(at - 1)
		}
	}
	for ; k >= 0 && c.d.Chunks[k].From >= from; k-- {
		if ch := &c.d.Chunks[k]; ch.Kind == analysis.NounPhrase && ch.Prep < 0 && ch.Of < 0 {
			return ch.From
		}
	}
	return to
}

// behindRelative reports whether a relative stands before a verb group, adverbs apart: "that also injured".
func (c *clauseCutter) behindRelative(v *analysis.Chunk) bool {
	i := v.From - 1
	for i > 0 && c.d.Has(i, lang.Adv) && !c.d.Has(i, lang.Rel) {
		i--
	}
	return c.d.Has(i, lang.Rel)
}

// verbBefore gives the verb group before verb group b.
func (c *clauseCutter) verbBefore(b int) int {
	for k := b - 1; k > 0; k-- {
		if c.d.Chunks[k].Kind == analysis.VerbGroup {
			return k
		}
	}
	return 0
}

// bareBetween counts the phrases without preposition in tokens [from,to).
func (c *clauseCutter) bareBetween(from, to int) int {
	n := 0
	for k := firstChunk(c.d, from); k < len(c.d.Chunks) && c.d.Chunks[k].From < to; k++ {
		if c.d.Chunks[k].Prep < 0 && c.d.Chunks[k].Of < 0 && !isTime(c.d, c.d.Chunks[k].Head) {
			n++
		}
	}
	return n
}

// nest finds what each clause depends on and lets an outer clause reach over a relative inside it.
func (c *clauseCutter) nest(first int) {
	for k := first + 1; k < len(c.d.Clauses); k++ {
		cl, before := &c.d.Clauses[k], k-1
		cl.Mother = before
		if cl.Kind == analysis.Participial && c.sharesAuxiliary(cl, &c.d.Clauses[before]) {
			continue
		}
		c.sharesPassive(cl, &c.d.Clauses[before])
		if cl.Kind != analysis.Main {
			continue
		}
		// "X, qui a Y, a Z": the verb behind the relative has no subject of its own and goes on with the mother's
		prev := &c.d.Clauses[before]
		if c.reduced(cl) {
			continue
		}
		bare := c.bare(cl)
		if bare && prev.Kind == analysis.Relative && prev.Mother >= first && c.d.Clauses[prev.Mother].Verb < 0 {
			cl.Mother = prev.Mother
		}
		if bare {
			cl.Kind = analysis.Coordinate
		} else {
			cl.Mother = -1
		}
	}
}

// sharesAuxiliary turns a participle behind a conjunction into a coordinate that goes on with the auxiliary of the
// clause before: "ont tué un policier et blessé trois civils".
func (c *clauseCutter) sharesAuxiliary(cl, before *analysis.Clause) bool {
	v, w := &c.d.Chunks[cl.Verb], &c.d.Chunks[before.Verb]
	if !c.d.Has(cl.From, lang.Conj) || cl.From+1 != v.From || !c.d.Has(w.Head, lang.PPart) || !w.Finite {
		return false
	}
	cl.Kind = analysis.Coordinate
	v.Passive, v.Finite, v.Tense = w.Passive, true, w.Tense
	return true
}

// sharesPassive turns "was shot five times and killed": a participle behind a conjunction and a passive is one too.
func (c *clauseCutter) sharesPassive(cl, before *analysis.Clause) {
	v, w := &c.d.Chunks[cl.Verb], &c.d.Chunks[before.Verb]
	if !w.Passive || !c.d.Has(cl.From, lang.Conj) || cl.From+1 != v.From || v.From+1 != v.To || !c.d.Has(v.Head, lang.PPart) {
		return
	}
	if next := cl.Verb + 1; next < len(c.d.Chunks) && c.d.Chunks[next].From == v.To {
		return // it has an object of its own
	}
	v.Passive = true
}

// bare reports whether nothing but signs, conjunctions and adverbs stands before the clause's verb.
func (c *clauseCutter) bare(cl *analysis.Clause) bool {
	v := &c.d.Chunks[cl.Verb]
	for i := cl.From; i < v.From; i++ {
		if ch := c.d.ChunkAt(i); ch != nil && ch.Kind == analysis.NounPhrase && ch.Prep < 0 && !isTime(c.d, ch.Head) && c.inserted(i) == nil {
			return false
		}
	}
	return true
}

// fill sorts the phrases of clause k into subject, objects and adjuncts.
func (c *clauseCutter) fill(k, from, to int) {
	cl := &c.d.Clauses[k]
	for n := from; n < to; n++ {
		ch := &c.d.Chunks[n]
		if ch.Kind != analysis.NounPhrase || ch.From < cl.From || ch.From >= cl.To || ch.Of >= 0 || c.inserted(ch.From) != nil {
			continue
		}
		switch {
		case cl.Verb >= 0 && ch.Prep >= cl.From && ch.Prep < c.d.Chunks[cl.Verb].To && ch.Prep >= c.d.Chunks[cl.Verb].From && c.d.Chunks[cl.Verb].Tags.Any(governTags):
			cl.Objects = append(cl.Objects, n)
		case ch.Prep >= cl.From:
			cl.Adjuncts = append(cl.Adjuncts, n)
		case cl.Verb >= 0 && ch.From >= c.d.Chunks[cl.Verb].From:
			cl.Objects = append(cl.Objects, n)
		case isTime(c.d, ch.Head), cl.Subject >= 0 && c.d.Has(ch.From-1, lang.CauseBy) && !c.d.Has(ch.From-1, lang.V):
			cl.Adjuncts = append(cl.Adjuncts, n)
		case cl.Subject >= 0 && (c.oblique(cl, n) || c.goesOnPlace(n) || c.namesBefore(cl, n)):
			cl.Adjuncts = append(cl.Adjuncts, n)
		case cl.Subject >= 0 && (c.apposed(n) || c.aside(cl, n) || c.dashed(cl, n)):
		default:
			cl.Subject = n
		}
	}
	if cl.Subject < 0 && cl.Verb >= 0 {
		cl.Subject = c.inherited(cl, from)
	}
}

// governTags mark verbs that reach their object through the preposition they end in: "claimed the lives of", "suffer
// from".
var governTags = harmTags.Or(lang.SetOf(lang.Undergo, lang.ShotAt, lang.Lose, lang.Send, lang.Arrive, lang.Serve, lang.Leave, lang.Contrib))
