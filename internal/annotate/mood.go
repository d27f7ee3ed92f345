package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Moods finds what the text does not simply assert: hearsay and its conditional, denials, withdrawals, what could not
// be verified. Each is a cue with a scope, like a source; the narrowest scope over a word decides.
func Moods(d *analysis.Doc) {
	m := moodFinder{d: d}
	for k := range d.Clauses {
		if cl := &d.Clauses[k]; !d.Sentences[cl.Sent].Skip && cl.Verb >= 0 {
			m.clause(k)
		}
	}
	for i := range d.Sentences {
		if s := &d.Sentences[i]; !s.Skip {
			m.words(i, s)
		}
	}
	d.IndexMoods()
}

type moodFinder struct {
	d *analysis.Doc
}

func (m *moodFinder) add(cueFrom, cueTo, from, to int, a bilan.Assertion, why string) {
	m.d.Moods = append(m.d.Moods, analysis.Mood{CueFrom: cueFrom, CueTo: cueTo, ScopeFrom: from, ScopeTo: to, Assertion: a, Rule: why})
}

// clause reads the mood that a verb gives: its own conditional, or denial and withdrawal of what it governs.
func (m *moodFinder) clause(k int) {
	d, cl := m.d, &m.d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	end := m.governed(k)
	switch {
	case m.deniesBehind(k):
	case v.Tags.Has(lang.Withdraw) && !v.Negated && m.ofBefore(cl, v):
		m.add(v.From, v.To, m.d.Sentences[cl.Sent-1].From, m.d.Sentences[cl.Sent].From, bilan.Retracted, "withdraws what stands before")
	case v.Tags.Has(lang.Withdraw) && !v.Negated && !m.movesForce(cl, v):
		m.add(v.From, v.To, min(m.withdrawn(cl), m.withSubject(cl, v)), end, bilan.Retracted, "withdraws")
	case v.Tags.Has(lang.CallName) && callsFalse(d, cl):
		m.add(v.From, v.To, m.denied(cl, v), end, bilan.Denied, "calls false")
	case v.Tags.Has(lang.Deny) && !v.Negated, v.Tags.Has(lang.Confirm) && v.Negated && (v.Tags.Has(lang.Say) || d.Pack.Genitive):
		a := bilan.Denied
		if v.Negated {
			a = bilan.Unconfirmed
		}
		m.add(v.From, v.To, m.denied(cl, v), end, a, "denies")
	case v.Negated && !d.Has(v.To, lang.Sub) && (v.Tags.Has(lang.Announce) || v.Tags.Has(lang.Say)) && m.tellsFigure(cl):
		m.add(v.From, v.To, v.To, cl.To, bilan.Denied, "did not tell")
	case m.calledFalse(cl, v):
		m.add(v.From, v.To, d.Sentences[cl.Sent].From, v.From, bilan.Denied, "called false")
	case v.Tense == lang.Cond && d.Pack.HeadFirst && !m.modal(v) && cl.Kind != analysis.Adverbial:
		m.add(v.From, v.To, cl.From, cl.To, bilan.Unconfirmed, "conditional of hearsay")
	}
}

// tellsFigure reports whether what a verb tells is a figure or a word for one, not what goes with it: "has published no toll
// of 164 dead" against "has not released the names of the 12 dead".
func (m *moodFinder) tellsFigure(cl *analysis.Clause) bool {
	if n := cl.Verb + 1; n < len(m.d.Chunks) && m.d.Chunks[n].From < cl.To && m.figure(n) && m.d.Chunks[cl.Verb].Tags.Has(lang.Say) {
		return true // "n'a jamais parlé de vingt morts"
	}
	for _, n := range cl.Objects {
		ch := &m.d.Chunks[n]
		if head := &m.d.Tokens[ch.Head]; ch.From < m.d.Chunks[cl.Verb].To || !head.Has(lang.Toll) && !head.Has(lang.SayNoun) && !(head.Has(lang.Kill) && m.d.NumberAt(ch.From) != nil) {
			continue
		}
		for i := ch.From; i < cl.To; i++ {
			if m.d.NumberAt(i) != nil {
				return true
			}
		}
	}
	return false
}

// figure reports whether a phrase right behind a verb that ends in a preposition, or behind its own, counts victims.
func (m *moodFinder) figure(n int) bool {
	ch := &m.d.Chunks[n]
	num := m.d.NumberAt(ch.From)
	return ch.Kind == analysis.NounPhrase && ch.Prep >= 0 && num != nil && num.Kind != analysis.ArticleOne && num.Kind != analysis.ZeroCount && m.d.Tokens[ch.Head].Tags.Any(harmTags)
}

// ofBefore reports whether a verb has as object a pronoun that stands for the sentence before: "ce chiffre est faux, nous
// le retirons".
func (m *moodFinder) ofBefore(cl *analysis.Clause, v *analysis.Chunk) bool {
	if cl.Sent == 0 || m.d.Sentences[cl.Sent-1].Para != m.d.Sentences[cl.Sent].Para {
		return false
	}
	for i := v.From; i < v.Head; i++ {
		if t := &m.d.Tokens[i]; t.Has(lang.Pron) && t.Has(lang.Acc) && !t.Has(lang.Refl) && !t.Has(lang.Nom) {
			return true
		}
	}
	return false
}

// calledFalse reports whether a clause says that what stands before its verb is not so: "reports of 60 dead are false".
func (m *moodFinder) calledFalse(cl *analysis.Clause, v *analysis.Chunk) bool {
	if v.Negated || !m.d.Has(v.Head, lang.Be) || cl.Kind == analysis.Adverbial {
		return false
	}
	for i := v.To; i < min(v.To+4, cl.To); i++ {
		if t := &m.d.Tokens[i]; t.Has(lang.Deny) && (t.Has(lang.Adj) || t.Has(lang.N)) {
			return true
		} else if !t.Has(lang.Adv) && !t.Has(lang.Adj) && !t.Has(lang.Det) && !t.Has(lang.One) && m.d.QuoteAt(i) == nil {
			return false
		}
	}
	return false
}

// withSubject gives where a clause begins, the subject of a passive taken in that a relative cut off: "le chiffre de 52
// morts, que …, est retiré".
func (m *moodFinder) withSubject(cl *analysis.Clause, v *analysis.Chunk) int {
	if v.Passive && cl.Subject >= 0 {
		return min(cl.From, m.d.Chunks[cl.Subject].From)
	}
	return cl.From
}

// movesForce reports whether what is withdrawn are troops or people, not words.
func (m *moodFinder) movesForce(cl *analysis.Clause, v *analysis.Chunk) bool {
	if !v.Tags.Has(lang.Leave) {
		return false
	}
	slots := cl.Objects
	if cl.Subject >= 0 && (len(slots) == 0 || v.Passive) {
		slots = append(slots[:len(slots):len(slots)], cl.Subject)
	}
	for _, n := range slots {
		t := m.d.Chunks[n].Tags
		if t.Has(lang.Force) || t.Has(lang.Unit) || t.Has(lang.PeaceKp) || t.Has(lang.CMilitary) || t.Has(lang.Person) && !t.Has(lang.Kill) {
			return true
		}
	}
	return false
}

// denied gives the token where what is denied begins: behind the verb, or before it when the denial is thrown in or
// what is denied stands first («слухи о гибели двоих в штабе назвали ложью»).
func (m *moodFinder) denied(cl *analysis.Clause, v *analysis.Chunk) int {
	switch {
	case cl.Insert, m.toldBefore(cl, v):
		return m.d.Sentences[cl.Sent].From
	case v.Passive && m.pointsBack(cl):
		return m.d.Sentences[cl.Sent-1].From
	case v.Passive:
		return cl.From
	}
	return v.To
}

// pointsBack reports whether a clause that opens its sentence speaks only of what the one before told: "That figure was
// rejected by the office".
func (m *moodFinder) pointsBack(cl *analysis.Clause) bool {
	d, s := m.d, &m.d.Sentences[cl.Sent]
	if cl.Sent == 0 || cl.From != s.From || d.Sentences[cl.Sent-1].Para != s.Para || m.counts(&analysis.Sentence{From: s.From, To: d.Chunks[cl.Verb].From}) {
		return false
	}
	return d.Has(s.From, lang.Anaphor)
}

// toldBefore reports whether what a verb speaks of stands before it, as cases allow: it is reflexive, or has no object
// but a word of falsehood behind it and no clause.
func (m *moodFinder) toldBefore(cl *analysis.Clause, v *analysis.Chunk) bool {
	d := m.d
	if !d.Pack.Genitive {
		return false
	}
	if d.Has(v.Head, lang.Refl) {
		return true
	}
	for _, n := range cl.Objects {
		if t := &d.Tokens[d.Chunks[n].Head]; !t.Has(lang.Deny) && !isTime(d, d.Chunks[n].Head) && !(nominative(d, n) != never && speaks(d, n)) {
			return false
		}
	}
	for _, n := range cl.Adjuncts {
		if ch := &d.Chunks[n]; ch.From > v.To && !d.Has(ch.Prep, lang.Locative) && !isTime(d, ch.Head) {
			return false
		}
	}
	next := d.ClauseAt(min(cl.To, len(d.Tokens)-1))
	return next == nil || next.Sent != cl.Sent || next.From < cl.To || next.Kind != analysis.That
}

// withdrawn gives the token where what is withdrawn begins: the clause itself, or what was told before when the clause
// only points to it («эта цифра отозвана»).
func (m *moodFinder) withdrawn(cl *analysis.Clause) int {
	d := m.d
	points := false
	for i := cl.From; i < cl.To; i++ {
		points = points || d.Has(i, lang.Anaphor)
	}
	s := &d.Sentences[cl.Sent]
	if !points {
		return cl.From
	}
	if cl.Sent > 0 && !m.counts(&analysis.Sentence{From: s.From, To: cl.From}) && d.Sentences[cl.Sent-1].Para == s.Para {
		return d.Sentences[cl.Sent-1].From
	}
	return s.From
}

// governed gives the end of clause k with the content clauses that hang on it.
func (m *moodFinder) governed(k int) int {
	end := m.d.Clauses[k].To
	for n := k + 1; n < len(m.d.Clauses) && m.d.Clauses[n].Sent == m.d.Clauses[k].Sent; n++ {
		c := &m.d.Clauses[n]
		if c.Kind == analysis.Coordinate && m.ownWords(k, c) {
			break
		}
		if c.From == end && (c.Kind == analysis.That || c.Kind == analysis.Relative || c.Kind == analysis.Coordinate || c.Kind == analysis.Participial || m.infinitive(c)) {
			end = c.To
		}
	}
	return end
}

// ownWords reports whether a clause joined to a denial says something of its own: "s'en défend et déplore deux blessés".
func (m *moodFinder) ownWords(k int, c *analysis.Clause) bool {
	if c.Verb < 0 || !m.d.Has(c.From, lang.Conj) {
		return false
	}
	v := &m.d.Chunks[c.Verb]
	return v.Finite && v.Tags.Any(speechTags) && !v.Tags.Has(lang.Deny) && !v.Negated
}

func (m *moodFinder) infinitive(c *analysis.Clause) bool {
	return c.Verb >= 0 && m.d.Chunks[c.Verb].Tense == lang.Inf
}

func (m *moodFinder) modal(v *analysis.Chunk) bool {
	for i := v.From; i < v.To; i++ {
		if m.d.Has(i, lang.Modal) {
			return true
		}
	}
	return false
}

// counts reports whether a sentence has a number that may be a figure of its own, or tells of harm.
func (m *moodFinder) counts(s *analysis.Sentence) bool {
	for i := s.From; i < s.To; i++ {
		if n := m.d.NumberAt(i); n != nil && n.Kind != analysis.ArticleOne && n.Kind != analysis.InWord || m.d.Tokens[i].Tags.Any(harmTags) {
			return true
		}
	}
	return false
}
