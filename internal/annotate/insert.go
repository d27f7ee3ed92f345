package annotate

import (
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
	if c.signBefore(g.From, s) && g.From > s.From {
		if src := c.sourceBehind(v, s); src >= 0 {
			end := max(c.phraseEnd(src), g.To)
			return g.From, max(c.insertEnd(end, s), end), src
		}
	}
	src := c.sourceBefore(v)
	if src < 0 || !g.Tags.Any(speechTags) || !c.signBefore(c.d.Chunks[src].From, s) || c.d.Chunks[src].From == s.From {
		return 0, 0, -1
	}
	if end := c.insertEnd(g.To, s); end > 0 {
		return c.d.Chunks[src].From, end, src
	}
	return 0, 0, -1
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
	switch c.d.Tokens[i-1].Fold {
	case ",", "—", "–", "-", "»", "”", "\"", "!", "?", "…":
		return true
	}
	return false
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
	for k := v + 1; k < len(c.d.Chunks) && k <= v+3; k++ {
		n := &c.d.Chunks[k]
		if n.From > g.To+4 || n.To > s.To || !c.lightBetween(g.To, n.From) {
			return -1
		}
		if c.speaks(k) {
			return k
		}
		if n.Prep < 0 && !isTime(c.d, n.Head) || n.Kind == analysis.VerbGroup {
			return -1
		}
	}
	return -1
}

// lightBetween reports whether neither a sign nor a word that opens a clause stands in tokens [from,to).
func (c *clauseCutter) lightBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if t := &c.d.Tokens[i]; t.Is(analysis.Punct) || t.Has(lang.Sub) || t.Has(lang.Rel) || t.Has(lang.Conj) {
			return false
		}
	}
	return true
}

// sourceBefore gives the phrase right before verb group v that can speak, with what it complements.
func (c *clauseCutter) sourceBefore(v int) int {
	g := &c.d.Chunks[v]
	if v == 0 || c.d.Chunks[v-1].To != g.From {
		return -1
	}
	k := v - 1
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
	if t.Tags.Any(harmTags) && (t.Has(lang.DeathOf) || t.Has(lang.VictNoun)) {
		return false // the dead do not speak
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

func (c *clauseCutter) phraseEnd(k int) int {
	for k+1 < len(c.d.Chunks) && c.d.Chunks[k+1].Of == k {
		k++
	}
	return c.d.Chunks[k].To
}

// insertEnd gives the sign that ends a speech thrown in, from token i on: only complements behind prepositions and
// times may stand before it. It gives 0 when something else does.
func (c *clauseCutter) insertEnd(i int, s *analysis.Sentence) int {
	for n := 0; i < s.To && n < 14; n++ {
		t := &c.d.Tokens[i]
		switch t.Fold {
		case ",", ".", "—", "–", ";", ":", "«", "“", "\"", "!", "?", "…", "»", "”", ")":
			return i
		}
		if ch := c.d.ChunkAt(i); ch != nil {
			if ch.Kind == analysis.VerbGroup || ch.Prep < 0 && ch.Of < 0 && !isTime(c.d, i) && c.d.ActorAt(i) == nil {
				return 0
			}
			i = ch.To
			continue
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
