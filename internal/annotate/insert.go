package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// speechTags mark verbs that can report what somebody says.
var speechTags = lang.SetOf(lang.Say, lang.SayQuote, lang.Deny, lang.Confirm, lang.Accuse, lang.Announce, lang.Urge, lang.Claim)

// insert finds a speech thrown into a sentence around verb group v: ", a déclaré X dans un communiqué", "— сказал
// он,", ", police said Tuesday.". It gives its tokens and the source's phrase, -1 when v is none.
func (c *clauseCutter) insert(v int, s *analysis.Sentence) (from, to, source int) {
	g := &c.d.Chunks[v]
	if g.Tense == lang.Inf || !g.Tags.Any(speechTags) && !(g.Finite && c.quoteCloses(g.From)) {
		return 0, 0, -1
	}
	if c.asideBetween(g.From, s) {
		return 0, 0, -1
	}
	if c.signBefore(g.From, s) && g.From > s.From && !c.tellsMedium(v, s) && !c.deniesObject(g) {
		if src := c.sourceBehind(v, s); src >= 0 && !c.subjectOf(src) {
			end := max(sourceEnd(c.d, src), g.To)
			return g.From, max(c.insertEnd(g, end, s), end), src
		}
		if src := c.anybodyBehind(v, s); src >= 0 {
			return g.From, sourceEnd(c.d, src), src
		}
	}
	if src, end := c.bodyBehind(v, s); src >= 0 && g.From > s.From && c.signBefore(g.From, s) {
		return g.From, end, src
	}
	if g.Passive && c.d.Pack.HeadFirst && !c.d.Pack.Genitive { // "la direction avait été avertie deux fois"
		return 0, 0, -1
	}
	src := c.sourceBefore(v)
	if src < 0 || !g.Tags.Any(speechTags) || !c.signBefore(c.d.Chunks[src].From, s) || c.d.Chunks[src].From == s.From {
		return 0, 0, -1
	}
	if end := c.insertEnd(g, g.To, s); end > 0 && !(c.d.Pack.Genitive && c.opensContent(end, s)) {
		return c.d.Chunks[src].From, end, src
	}
	if c.quoteCloses(c.d.Chunks[src].From) { // "…," she said several months after her release
		return c.d.Chunks[src].From, g.To, src
	}
	return 0, 0, -1
}

// opensContent reports whether a content clause begins behind the sign at token i: «, мэр заявил, что …».
func (c *clauseCutter) opensContent(i int, s *analysis.Sentence) bool {
	return i+1 < s.To && (c.d.Is(i, ",") && c.d.Has(i+1, lang.Sub) || c.d.Is(i, ":"))
}

// quoteCloses reports whether a quotation ends right before token i: any verb there frames it ("s'amuse le cinéaste").
func (c *clauseCutter) quoteCloses(i int) bool {
	for k := i - 1; k >= 0 && k >= i-3; k-- {
		if q := c.d.QuoteAt(k); q != nil && q.To == k+1 && q.To-q.From > 4 {
			return true
		}
		if !c.d.Tokens[k].Is(analysis.Punct) {
			return false
		}
	}
	return false
}

// signBefore reports whether a sign that sets off a speech stands before token i.
func (c *clauseCutter) signBefore(i int, s *analysis.Sentence) bool {
	if i <= s.From {
		return i == s.From
	}
	for i > s.From+1 && c.d.Pack.Genitive && (c.lightBefore(i-1) || c.d.Has(i-1, lang.Sub) && c.d.Has(i-1, lang.Conj)) { // «, как выразился X»
		i--
	}
	switch c.d.Tokens[i-1].Fold {
	case ",", "—", "–", "-", "\"", "''", "!", "?", "…":
		return true
	case "»", "”":
		return !c.wordsSetOff(i - 1)
	}
	return false
}

// lightBefore reports whether token i is an adverb or a part of a time: «, ранее сообщил X».
func (c *clauseCutter) lightBefore(i int) bool {
	t := &c.d.Tokens[i]
	return t.Has(lang.Adv) && !t.Has(lang.V) && !t.Has(lang.Sub) || c.d.TimeAt(i) != nil
}

// sourceBehind gives the phrase right behind verb group v that can speak; the group itself when it holds a pronoun
// that leans on it ("dit-elle").
func (c *clauseCutter) sourceBehind(v int, s *analysis.Sentence) int {
	g := &c.d.Chunks[v]
	for i := g.From; i < g.To; i++ {
		if t := &c.d.Tokens[i]; t.Has(lang.Pron) && t.Fold[0] == '-' {
			return v
		}
	}
	maybe := -1
	for k := v + 1; k < len(c.d.Chunks) && k <= v+c.reach(3); k++ {
		n := &c.d.Chunks[k]
		if n.From > g.To+c.reach(4) || n.To > s.To || !c.lightBetween(g.To, n.From) {
			return maybe
		}
		if n.Of >= 0 && maybe >= 0 || c.ofHarm(k) {
			continue
		}
		if t := &c.d.Tokens[n.Head]; t.Has(lang.Pron) && t.Has(lang.Acc) && !t.Has(lang.Nom) && !c.d.Pack.HeadFirst && !c.d.Pack.Genitive {
			return maybe // "told us": who was told
		}
		if can := c.speaks(k); can && nominative(c.d, k) == surely {
			return c.nameOf(k, s)
		} else if can && nominative(c.d, k) == perhaps && !c.asked(g, k) {
			maybe = c.likelier(maybe, k)
			continue
		}
		if n.Kind == analysis.VerbGroup || n.Prep < 0 && !isTime(c.d, n.Head) && !c.d.Pack.Genitive {
			return maybe
		}
	}
	return maybe
}

// anybodyBehind gives the noun right behind a verb of speech that a quotation closes before: whatever it means, it
// speaks («сказал проходчик»). It gives -1 when there is none.
func (c *clauseCutter) anybodyBehind(v int, s *analysis.Sentence) int {
	g := &c.d.Chunks[v]
	if !c.d.Pack.Genitive || !g.Tags.Any(speechTags) || !c.quoteCloses(g.From) && !c.endsBehind(v, s) {
		return -1
	}
	for k := v + 1; k < min(v+4, len(c.d.Chunks)) && c.d.Chunks[k].To <= s.To; k++ {
		n := &c.d.Chunks[k]
		if n.Kind != analysis.NounPhrase || !c.lightBetween(g.To, n.From) {
			return -1
		}
		if n.Prep < 0 && n.Of < 0 && n.Number < 0 && !isTime(c.d, n.Head) && nominative(c.d, k) != never {
			return k
		}
	}
	return -1
}

// endsBehind reports whether a verb of saying behind a comma and one phrase end the sentence, which tells a figure before
// it: «…, сообщил областной управздрав.»
func (c *clauseCutter) endsBehind(v int, s *analysis.Sentence) bool {
	g := &c.d.Chunks[v]
	if v+1 >= len(c.d.Chunks) || !g.Tags.Has(lang.Say) || !g.Finite || g.Negated || c.d.Has(g.Head, lang.Pl) || g.From == 0 || !c.d.Is(g.From-1, ",") {
		return false
	}
	n := &c.d.Chunks[v+1]
	return n.Kind == analysis.NounPhrase && n.Prep < 0 && c.phraseEnd(v+1) >= trimEnd(c.d, s.To) && !c.d.Tokens[n.Head].Tags.Any(harmTags)
}

// bodyBehind gives the body behind a plural verb of speech without subject, and the token behind it: «, сообщили в
// Минздраве», «, уточнили там же».
func (c *clauseCutter) bodyBehind(v int, s *analysis.Sentence) (source, end int) {
	g := &c.d.Chunks[v]
	head := &c.d.Tokens[g.Head]
	if !c.d.Pack.Genitive || !g.Tags.Any(speechTags) || !head.Has(lang.Pl) && !head.Has(lang.Refl) && head.W1-head.W0 < 2 {
		return -1, 0
	}
	if t := &c.d.Tokens[min(g.To, s.To-1)]; t.Has(lang.Third) && t.Has(lang.Locative) {
		return v, g.To + 1
	}
	for k := v + 1; k < len(c.d.Chunks) && c.d.Chunks[k].To <= s.To && k <= v+4; k++ {
		n := &c.d.Chunks[k]
		if n.Kind != analysis.NounPhrase || !c.lightBetween(g.To, n.From) {
			return -1, 0
		}
		ends := n.Prep >= g.From && n.Prep < g.To // «следует из статистики ГАИ»
		if n.Prep < 0 || !c.d.Has(n.Prep, lang.Locative) && !ends {
			continue
		}
		if body := bodyOf(c.d, k); body >= 0 {
			end := sourceEnd(c.d, k)
			return body, max(c.insertEnd(g, end, s), end)
		}
	}
	return -1, 0
}

// bodyOf gives the phrase that names the body in phrase k: itself, or its complement («в сводке штаба»); -1 for none.
func bodyOf(d *analysis.Doc, k int) int {
	for i := d.Chunks[k].From; i < d.Chunks[k].To; i++ {
		if act := d.ActorAt(i); act != nil && (act.Kind != bilan.ActorMedia || d.Has(d.Chunks[k].Head, lang.Toll) || d.Has(d.Chunks[k].Head, lang.SayNoun)) {
			return k
		}
	}
	if k+1 < len(d.Chunks) && d.Chunks[k+1].Of == k && d.ActorAt(d.Chunks[k+1].Head) != nil {
		return k + 1
	}
	return -1
}

// asked reports whether phrase k is one medium and the verb stands in the plural: it is told, not tells («рассказали
// «Вестям» в минздраве»).
func (c *clauseCutter) asked(g *analysis.Chunk, k int) bool {
	a, v := c.d.ActorAt(c.d.Chunks[k].Head), &c.d.Tokens[g.Head]
	return c.d.Pack.Genitive && a != nil && a.Kind == bilan.ActorMedia && !a.Plural && v.Has(lang.Pl) && !v.Has(lang.Sg)
}

// nameOf gives the person named right behind the office of phrase k: «начальник отряда майор Иван Белов»; k itself when
// none is.
func (c *clauseCutter) nameOf(k int, s *analysis.Sentence) int {
	if !c.d.Pack.Genitive {
		return k
	}
	for i := c.d.Chunks[k].To; i < min(s.To, c.d.Chunks[k].To+9); i++ {
		t := &c.d.Tokens[i]
		if t.Is(analysis.Punct) && t.Fold != "-" || t.Has(lang.V) && !t.Has(lang.N) || t.Has(lang.Sub) || t.Has(lang.Rel) {
			return k
		}
		a, n := c.d.ActorAt(i), c.d.ChunkIndex(i)
		if a != nil && n > k && a.Kind == bilan.ActorPerson && a.Form == analysis.FullName && a.NameTo-a.NameFrom > 1 && nominative(c.d, n) != never {
			return n
		}
	}
	return k
}

// reach gives how far behind a verb its subject may stand: farther where cases free the order of words.
func (c *clauseCutter) reach(n int) int {
	if c.d.Pack.Genitive {
		return 2 * n
	}
	return n
}

// likelier gives the likelier subject of two phrases whose case does not show: the first, but a medium is rather told.
func (c *clauseCutter) likelier(old, k int) int {
	if old < 0 {
		return k
	}
	if a, b := c.d.ActorAt(c.d.Chunks[old].Head), c.d.ActorAt(c.d.Chunks[k].Head); a != nil && b != nil && a.Kind == bilan.ActorMedia && b.Kind != bilan.ActorMedia {
		return k
	}
	return old
}

// lightBetween reports whether neither a sign nor a word that opens a clause stands in tokens [from,to).
func (c *clauseCutter) lightBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if t := &c.d.Tokens[i]; t.Is(analysis.Punct) && !setsOffName(c.d, i) || t.Has(lang.Sub) || t.Has(lang.Rel) || t.Has(lang.Conj) {
			return false
		}
	}
	return true
}

// sourceBefore gives the phrase right before verb group v that can speak, with what it complements.
func (c *clauseCutter) sourceBefore(v int) int {
	g := &c.d.Chunks[v]
	k := c.d.ChunkIndex(c.pastAside(g.From - 1))
	if v == 0 || k < 0 || c.d.Chunks[k].Kind != analysis.NounPhrase {
		return -1
	}
	for n := 0; n < 4 && k > 0; n++ { // "the inspector in charge of the outpost": up to what its complements hang on
		if ch := &c.d.Chunks[k]; ch.Of >= 0 {
			k = ch.Of
		} else if ch.Prep >= 0 && c.d.Chunks[k-1].To == ch.Prep && c.d.Chunks[k-1].Kind == analysis.NounPhrase {
			k--
		} else {
			break
		}
	}
	if c.d.Chunks[k].Prep >= 0 || !c.speaks(k) {
		return -1
	}
	return k
}

// speaks reports whether a phrase can be a source: an actor, a person, a pronoun, a name.
func (c *clauseCutter) speaks(k int) bool {
	ch := &c.d.Chunks[k]
	if ch.Kind != analysis.NounPhrase || ch.Prep >= 0 || isTime(c.d, ch.Head) {
		return false
	}
	t := &c.d.Tokens[ch.Head]
	if t.Has(lang.Pron) {
		return true
	}
	if n := oneOf(c.d, k); n >= 0 {
		return c.d.ActorAt(c.d.Chunks[n].Head) != nil
	}
	if t.Has(lang.Toll) && c.d.Pack.HeadFirst && !c.d.Pack.Genitive && c.d.Has(ch.From, lang.One) {
		return false // ", avance un chiffre plus lourd"
	}
	if t.Tags.Any(harmTags) && (t.Has(lang.DeathOf) || t.Has(lang.VictNoun)) || t.Has(lang.Toll) && ch.Number < 0 && c.d.ActorAt(ch.Head) == nil && (c.counts(k) || c.d.Pack.HeadFirst && !c.d.Pack.Genitive) {
		return false // neither the dead speak nor a toll of them
	}
	if t.Has(lang.Person) || t.Has(lang.RoleNoun) || t.Has(lang.BodyHead) || t.Has(lang.Capital) || t.Has(lang.SayNoun) {
		return true
	}
	for i := ch.From; i < ch.To; i++ {
		if c.d.ActorAt(i) != nil || c.d.Tokens[i].Is(analysis.Cap) && !c.d.Tokens[i].Known {
			return true
		}
	}
	return false
}

// oneOf gives the phrase that "one of" picks somebody from ("l'un de ses porte-parole"), -1 when phrase k is no such words.
func oneOf(d *analysis.Doc, k int) int {
	ch := &d.Chunks[k]
	t := &d.Tokens[ch.Head]
	if !t.Has(lang.One) || k+1 >= len(d.Chunks) {
		return -1
	}
	if d.Chunks[k+1].Of == k || t.W1-t.W0 > 1 && d.Chunks[k+1].From == ch.To {
		return k + 1
	}
	return -1
}

// counts reports whether a number of victims complements phrase k: "un bilan de 42 morts".
func (c *clauseCutter) counts(k int) bool {
	if k+1 >= len(c.d.Chunks) || c.d.Chunks[k+1].Of != k {
		return false
	}
	return c.d.Chunks[k+1].Number >= 0
}

func (c *clauseCutter) phraseEnd(k int) int {
	for k+1 < len(c.d.Chunks) && c.d.Chunks[k+1].Of == k {
		k++
	}
	return c.d.Chunks[k].To
}

// insertEnd gives the sign that ends a speech thrown in, from token i on: only complements behind prepositions and
// times may stand before it, who was told it, and who is cited. It gives 0 when something else does.
func (c *clauseCutter) insertEnd(g *analysis.Chunk, i int, s *analysis.Sentence) int {
	for n := 0; i < s.To && n < 14; n++ {
		t := &c.d.Tokens[i]
		if setsOffName(c.d, i) {
			i++
			continue
		}
		switch t.Fold {
		case ",", ".", "—", "–", ";", ":", "«", "“", "\"", "''", "``", "!", "?", "…", "»", "”", ")":
			return i
		}
		if ch := c.d.ChunkAt(i); ch != nil {
			if ch.Number >= 0 && c.d.Tokens[ch.Head].Tags.Any(harmTags) {
				return 0 // a figure is what is said
			}
			if ch.Kind == analysis.VerbGroup && !c.asSaying(g, ch) || ch.Kind == analysis.NounPhrase && ch.Prep < 0 && ch.Of < 0 && !isTime(c.d, i) && !c.hears(g, ch) && !(c.d.Has(ch.Head, lang.Channel) && isTime(c.d, i-1)) {
				return 0
			}
			i = ch.To
			continue
		}
		if i >= g.To && (t.Has(lang.Accord) || cites(t)) && !t.Has(lang.Rel) { // "…, the site reports, citing the ministry"
			return i
		}
		if i > g.To && t.Has(lang.Sub) && !t.Has(lang.Rel) && !c.d.Pack.HeadFirst && c.d.TimeAt(i-1) != nil { // "…, the government said on Monday as it closed schools"
			return i
		}
		if t.Has(lang.Sub) || t.Has(lang.Rel) || t.Has(lang.Conj) {
			return 0
		}
		i++
	}
	if i >= s.To {
		return s.To
	}
	return 0
}
