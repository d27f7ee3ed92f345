package annotate

import (
	"slices"
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Chunks finds noun phrases and verb groups: the pieces that clauses are made of. A noun phrase is a head with its
// determiner, numeral and adjectives; what complements it ("of the ministry", a Russian genitive) is a phrase of its
// own tied by Of. A verb group is a main verb with its auxiliaries, negation and adverbs.
func Chunks(d *analysis.Doc) {
	var c chunker
	c.d = d
	d.Chunks = slices.Grow(d.Chunks[:0], len(d.Tokens)/2+8)
	for i := range d.Sentences {
		s := &d.Sentences[i]
		c.classes = classes(d, s, c.classes)
		c.sentence(s)
	}
	d.IndexChunks()
}

type chunker struct {
	d       *analysis.Doc
	base    int // token of classes[0]
	classes []wordClass
	last    int // index of the chunk just before, -1 when something but a preposition stands between
}

func (c *chunker) sentence(s *analysis.Sentence) {
	c.base, c.last = s.From, -1
	prep := -1
	for i := s.From; i < s.To; {
		switch class := c.class(i); {
		case class == wcPrep:
			prep = i
			i++
		case class == wcAux || class == wcVerb || class == wcNeg || c.clitic(i):
			i = c.verbGroup(i, s.To)
			prep = c.trailingPrep(i - 1)
		case class == wcDet || class == wcAdj || class == wcNoun || class == wcNumber || class == wcPron:
			i = c.nounPhrase(i, s.To, prep)
			prep = -1
		default:
			if class != wcAdv && !c.closing(i) {
				c.last, prep = -1, c.trailingPrep(i)
			}
			i++
		}
	}
}

// closing reports whether token i closes a quotation.
func (c *chunker) closing(i int) bool {
	q := c.d.QuoteAt(i)
	return q != nil && q.Closed && q.To == i+1
}

// trailingPrep gives token i when it is an entry of several words that ends in a preposition ("treated for"): what
// follows stands behind it. It gives -1 otherwise.
func (c *chunker) trailingPrep(i int) int {
	t := &c.d.Tokens[i]
	if t.W1-t.W0 < 2 || i < c.base {
		return -1
	}
	if e := c.d.Pack.Lexicon.Entry(c.d.Words[t.W1-1].ID); e.Tags.Has(lang.Prep) || e.Tags.Has(lang.Of) {
		return i
	}
	return -1
}

func (c *chunker) class(i int) wordClass { return c.classes[i-c.base] }

// clitic reports whether token i is an object pronoun that leans on the verb behind it ("les a tués").
func (c *chunker) clitic(i int) bool {
	if c.class(i) != wcPron || !c.d.Has(i, lang.Pron) || c.d.Has(i, lang.Nom) || !c.d.Has(i, lang.Acc) && !c.d.Has(i, lang.Refl) || !c.d.Pack.HeadFirst {
		return false
	}
	k := i + 1 - c.base
	return k < len(c.classes) && (c.classes[k] == wcAux || c.classes[k] == wcVerb)
}

// nounPhrase reads a phrase from token i and gives the token behind it.
func (c *chunker) nounPhrase(i, end, prep int) int {
	from, head, quoted := i, -1, false
	if c.class(i) == wcPron {
		return c.add(analysis.Chunk{Kind: analysis.NounPhrase, From: i, To: i + 1, Head: i, Tags: c.d.Tokens[i].Tags, Prep: prep, Of: -1, Number: -1})
	}
	for i < end {
		class := c.class(i)
		if class == wcNoun {
			if head >= 0 && !c.extendsHead(head, i) {
				break
			}
			if head < 0 || !c.d.Pack.HeadFirst {
				head = c.nounHead(i)
			}
			i = c.nounEnd(i)
			continue
		}
		if class == wcPoss && head >= 0 {
			i++
			continue
		}
		if i > from && head < 0 && c.quotedNoun(i, end) {
			i++
			quoted = true
			continue
		}
		if head >= 0 && class == wcNumber && c.class(i-1) == wcPoss && c.d.Has(i+1, lang.N) && c.d.NumberAt(i).Role != bilan.RolePeople && i+2 < end { // "Friday's three-train collision"
			i = max(i+1, c.numberEnd(i))
			continue
		}
		if head >= 0 && !(class == wcAdj && (c.d.Pack.HeadFirst || c.class(i-1) == wcPoss)) {
			break
		}
		if class == wcAdv && i > from && head < 0 && i+1 < end && c.class(i+1) == wcAdj {
			i++
			continue
		}
		if class != wcDet && class != wcAdj && class != wcNumber || class == wcDet && i > from && c.class(i-1) == wcNumber && !c.d.Has(i, lang.More) && !c.d.Has(i, lang.Other) {
			break
		}
		i = max(i+1, c.numberEnd(i))
	}
	if i == from {
		return i + 1
	}
	if quoted && i < end && c.d.QuoteAt(i) != nil && c.d.QuoteAt(i).To == i+1 {
		i++
	}
	if head < 0 {
		head = i - 1
	}
	return c.add(c.phrase(from, i, head, prep))
}

// extendsHead reports whether the noun at i belongs to the phrase whose head is at head: compounds in languages that
// put the head last, apposed names where it comes first.
func (c *chunker) extendsHead(head, i int) bool {
	if c.class(i-1) == wcPoss || c.class(i-1) == wcNumber && c.class(i-2) == wcPoss { // "Friday's collision", "Friday's three-train collision"
		return true
	}
	if c.d.Pack.Genitive {
		return c.d.Tokens[i].Is(analysis.Cap) && !c.d.Has(i, lang.Gen) && isTime(c.d, i) == isTime(c.d, head)
	}
	if c.d.Pack.HeadFirst {
		return c.d.Tokens[i].Is(analysis.Cap) || c.d.DemonymAt(i) != nil && c.d.NumberAt(i) == nil // "soldats russes"
	}
	if t := &c.d.Tokens[i]; t.Has(lang.Adj) && t.Tags.Any(harmTags) && (i+1 >= c.base+len(c.classes) || c.class(i+1) != wcNoun) {
		return false // "left a woman dead": told of her, not her name
	}
	return isTime(c.d, i) == isTime(c.d, head)
}

// isTime reports whether token i tells a time: part of a date, a weekday, a part of the day.
func isTime(d *analysis.Doc, i int) bool {
	t := &d.Tokens[i]
	return d.TimeAt(i) != nil || t.Has(lang.Weekday) || t.Has(lang.Month) || t.Has(lang.RelDay) || t.Has(lang.DayPart)
}

// nounHead gives the head of the noun at i: an actor's own head, else the noun.
func (c *chunker) nounHead(i int) int {
	if a := c.d.ActorAt(i); a != nil && a.Head >= i && a.Head < a.To {
		return a.Head
	}
	return i
}

func (c *chunker) nounEnd(i int) int {
	if a := c.d.ActorAt(i); a != nil && a.From <= i {
		return max(a.To, i+1)
	}
	if p := c.d.PlaceAt(i); p != nil {
		return max(p.To, i+1)
	}
	return i + 1
}

func (c *chunker) numberEnd(i int) int {
	if n := c.d.NumberAt(i); counts(n, i) {
		return max(n.To, n.NumTo)
	}
	return i + 1
}

// quotedNoun reports whether a short quotation goes on with the phrase at token i: `26 "armed criminals"`.
func (c *chunker) quotedNoun(i, end int) bool {
	q := c.d.QuoteAt(i)
	if q == nil || q.From != i || !q.Closed || q.To-q.From > 7 || q.To > end {
		return false
	}
	k := i + 1
	return c.class(k) == wcNoun || c.class(k) == wcAdj
}

func (c *chunker) phrase(from, to, head, prep int) analysis.Chunk {
	ch := analysis.Chunk{Kind: analysis.NounPhrase, From: from, To: to, Head: head, Prep: prep, Of: -1, Number: -1}
	for i := from; i < to; i++ {
		t := &c.d.Tokens[i]
		if i == head {
			ch.Tags = ch.Tags.Or(t.Tags)
		} else {
			ch.Tags = ch.Tags.Or(t.Tags.And(meaningTags))
		}
		if k := c.d.NumberIndex(i); k >= 0 && ch.Number < 0 && c.d.Numbers[k].Kind != analysis.InWord {
			ch.Number = k
		}
	}
	if c.complements(from, head, prep) {
		ch.Of = c.last
	}
	return ch
}

// complements reports whether a phrase complements the one just before it.
func (c *chunker) complements(from, head, prep int) bool {
	if c.last < 0 || c.d.Chunks[c.last].Kind != analysis.NounPhrase {
		return false
	}
	before := c.d.Chunks[c.last].To
	if c.closing(before) {
		before++ // « plusieurs centaines » de morts
	}
	if prep >= 0 {
		return prep == before && c.d.Has(prep, lang.Of)
	}
	if from == before && c.partitive(from) {
		return true
	}
	if k := c.d.NumberIndex(from); k >= 0 && c.d.PlaceAt(before-1) != nil {
		return false // "в Херсон 80 бойцов": who is counted does not belong to the place
	}
	return c.d.Pack.Genitive && from == before && c.d.Has(head, lang.Gen)
}

// partitive reports whether the article at i joins a numeral alone to those it takes some from: "deux des soldats".
func (c *chunker) partitive(i int) bool {
	b := &c.d.Chunks[c.last]
	return c.d.Has(i, lang.Of) && c.d.Has(i, lang.Det) && b.Number >= 0 && b.Head < c.d.Numbers[b.Number].To
}

// meaningTags are what a word beside the head may add to a phrase: whose it is, not its grammar.
var meaningTags = func() lang.Set {
	s := harmTags
	for t := lang.CCivil; t <= lang.CChild; t++ {
		s.Add(t)
	}
	for _, t := range []lang.Tag{lang.Suspect, lang.Harmless, lang.Other, lang.More, lang.Zero, lang.Hearsay, lang.SoCalled, lang.PeaceKp, lang.Weapon} {
		s.Add(t)
	}
	return s
}()

func (c *chunker) add(ch analysis.Chunk) int {
	c.d.Chunks = append(c.d.Chunks, ch)
	c.last = len(c.d.Chunks) - 1
	return ch.To
}

// verbGroup reads a group from token i and gives the token behind it.
func (c *chunker) verbGroup(i, end int) int {
	g := verbGroup{c: c, ch: analysis.Chunk{Kind: analysis.VerbGroup, From: i, To: i, Head: -1, Prep: -1, Of: -1, Number: -1}}
	for i < end && g.take(i) {
		i++
	}
	if g.ch.To <= g.ch.From {
		return g.ch.From + 1
	}
	if g.ch.Head < 0 {
		g.ch.Head = g.ch.To - 1
	}
	g.finish()
	return c.add(g.ch)
}

type verbGroup struct {
	c        *chunker
	ch       analysis.Chunk
	be, have bool
	modal    bool
	finite   lang.Tag // tense of the first finite form
	verbs    int
	paired   int // token of a verb that a conjunction joins to the group
}

// take adds token i to the group when it belongs there.
func (g *verbGroup) take(i int) bool {
	t := &g.c.d.Tokens[i]
	switch class := g.c.class(i); {
	case class == wcNeg:
		g.ch.Negated = true
	case class == wcAux:
		if g.verbs > 0 && (!t.Has(lang.PPart) && !t.Has(lang.Inf) || g.reports()) {
			return false
		}
		g.be = g.be || t.Has(lang.Be)
		g.have = g.have || t.Has(lang.Have)
		g.modal = g.modal || t.Has(lang.Modal)
		g.tense(t)
		if g.ch.Head < 0 {
			g.ch.Head = i
		}
	case class == wcVerb:
		return g.verb(i, t)
	case class == wcConj:
		return g.pair(i)
	case class == wcPron && strings.HasPrefix(t.Fold, "-"): // a-t-il, dit-elle
	case class == wcAdv || g.c.clitic(i) || class == wcPron && t.Has(lang.Refl):
		return g.within(i)
	case class == wcPrep && t.Has(lang.ToInf):
		return g.within(i)
	case g.beforeParticiple(i, class):
	default:
		return false
	}
	if i+1 > g.ch.To {
		g.ch.To = i + 1
	}
	return true
}

// beforeParticiple takes one small word between auxiliary and participle: "a tout perdu", "a depuis levé".
func (g *verbGroup) beforeParticiple(i int, class wordClass) bool {
	k := i + 1 - g.c.base
	if g.verbs > 0 || !g.be && !g.have || class != wcPron && class != wcPrep && class != wcDet || k >= len(g.c.classes) {
		return false
	}
	return g.c.classes[k] == wcVerb && g.c.d.Has(i+1, lang.PPart)
}

// within takes a word that may stand inside a group only if a verb follows.
func (g *verbGroup) within(i int) bool {
	k := i + 1 - g.c.base
	for n := 0; k < len(g.c.classes) && n < 3; k, n = k+1, n+1 {
		switch g.c.classes[k] {
		case wcVerb, wcAux:
			return true
		case wcAdv, wcNeg, wcPron:
			continue
		}
		return false
	}
	return false
}

// pair takes a conjunction between two verbs of harm in one form: "shot and killed" is one deed.
func (g *verbGroup) pair(i int) bool {
	k := i + 1 - g.c.base
	if g.verbs == 0 || k >= len(g.c.classes) || g.c.classes[k] != wcVerb {
		return false
	}
	a, b := g.c.d.Tokens[g.ch.Head].Tags, g.c.d.Tokens[i+1].Tags
	if !a.Any(harmTags) || !b.Any(harmTags) || !a.Any(b.And(formTags)) {
		return false
	}
	g.paired = i + 1
	return true
}

// formTags are the forms in which verbs can pair.
var formTags = lang.SetOf(lang.Past, lang.Pres, lang.Fut, lang.Inf, lang.PPart, lang.APart, lang.Ger)

func (g *verbGroup) verb(i int, t *analysis.Token) bool {
	if g.verbs > 0 && g.paired != i && !g.continues(t) {
		return false
	}
	g.verbs++
	g.ch.Head, g.ch.To = i, i+1
	g.ch.Tags = g.ch.Tags.Or(t.Tags)
	g.tense(t)
	return true
}

// continues reports whether a verb goes on with the group ("faire tuer", "begin to leave"), not with a new one.
func (g *verbGroup) continues(t *analysis.Token) bool {
	return t.Has(lang.Inf) && !g.reports() || t.Has(lang.PPart) && (g.be || g.have)
}

// reports reports whether the group's verb is one of speech: an infinitive behind it is what is said.
func (g *verbGroup) reports() bool {
	return g.ch.Tags.Any(speechTags) && g.c.d.Pack.HeadFirst
}

func (g *verbGroup) tense(t *analysis.Token) {
	for _, f := range []lang.Tag{lang.Cond, lang.Fut, lang.Past, lang.Pres} {
		if t.Has(f) && g.finite == lang.None {
			g.finite = f
			g.ch.Finite = true
			return
		}
	}
}

func (g *verbGroup) finish() {
	t := &g.c.d.Tokens[g.ch.Head]
	g.ch.Tense = g.finite
	participle := t.Has(lang.PPart) && !g.present(t)
	g.ch.Passive = participle && (g.be || !g.have && !g.ch.Finite) || participle && !t.Has(lang.Past) && !g.have
	switch {
	case g.verbs > 0 && participle && !g.be && !g.have && !t.Has(lang.Past):
		g.ch.Tense = lang.PPart
		g.ch.Finite = g.c.d.Pack.Genitive && !t.Tags.Any(caseTags) // a short participle is a predicate
	case g.ch.Tense == lang.None && (t.Has(lang.Inf) || participle && g.have && g.c.d.Has(g.ch.From, lang.Inf)): // "avoir renseigné"
		g.ch.Tense = lang.Inf
	case g.ch.Tense == lang.None && t.Has(lang.Ger):
		g.ch.Tense = lang.Ger
	case g.ch.Tense == lang.None && t.Has(lang.APart):
		g.ch.Tense = lang.APart
	}
}

// present reports whether a form that may be participle or present is the present: what it governs follows ("fait état
// de", "conduit une enquête").
func (g *verbGroup) present(t *analysis.Token) bool {
	if g.be || g.have || g.finite != lang.Pres || g.verbs != 1 {
		return false
	}
	i := g.ch.Head
	return t.W1-t.W0 > 1 || i+1 < len(g.c.d.Tokens) && opensObject(&g.c.d.Tokens[i+1])
}

var caseTags = lang.SetOf(lang.Nom, lang.Gen, lang.Dat, lang.Acc, lang.Ins, lang.Loc)
