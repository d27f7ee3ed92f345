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
	case v.Tags.Has(lang.Withdraw) && !v.Negated && !m.movesForce(cl, v):
		m.add(v.From, v.To, cl.From, end, bilan.Retracted, "withdraws")
	case v.Tags.Has(lang.Deny) && !v.Negated, v.Tags.Has(lang.Confirm) && v.Negated && v.Tags.Has(lang.Say):
		a := bilan.Denied
		if v.Negated {
			a = bilan.Unconfirmed
		}
		m.add(v.From, v.To, m.denied(cl, v), end, a, "denies")
	case v.Tense == lang.Cond && d.Pack.HeadFirst && !m.modal(v) && cl.Kind != analysis.Adverbial:
		m.add(v.From, v.To, cl.From, cl.To, bilan.Unconfirmed, "conditional of hearsay")
	}
}

// movesForce reports whether what is withdrawn are troops, not words.
func (m *moodFinder) movesForce(cl *analysis.Clause, v *analysis.Chunk) bool {
	if !v.Tags.Has(lang.Leave) {
		return false
	}
	slots := cl.Objects
	if cl.Subject >= 0 {
		slots = append(slots[:len(slots):len(slots)], cl.Subject)
	}
	for _, n := range slots {
		t := m.d.Chunks[n].Tags
		if t.Has(lang.Force) || t.Has(lang.Unit) || t.Has(lang.PeaceKp) || t.Has(lang.CMilitary) {
			return true
		}
	}
	return false
}

// denied gives the token where what is denied begins: behind the verb, or before it when the denial is thrown in.
func (m *moodFinder) denied(cl *analysis.Clause, v *analysis.Chunk) int {
	if cl.Insert {
		return m.d.Sentences[cl.Sent].From
	}
	if v.Passive {
		return cl.From
	}
	return v.To
}

// governed gives the end of clause k with the content clauses that hang on it.
func (m *moodFinder) governed(k int) int {
	end := m.d.Clauses[k].To
	for n := k + 1; n < len(m.d.Clauses) && m.d.Clauses[n].Sent == m.d.Clauses[k].Sent; n++ {
		c := &m.d.Clauses[n]
		if c.From == end && (c.Kind == analysis.That || c.Kind == analysis.Relative || c.Kind == analysis.Coordinate || c.Kind == analysis.Participial || m.infinitive(c)) {
			end = c.To
		}
	}
	return end
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

// words reads "reportedly", «якобы» over their clause, and "could not be verified" over its sentence, or over the
// sentence before when it says nothing else.
func (m *moodFinder) words(i int, s *analysis.Sentence) {
	for t := s.From; t < s.To; t++ {
		tok := &m.d.Tokens[t]
		switch {
		case tok.Has(lang.Hearsay):
			from, to := s.From, s.To
			if c := m.d.ClauseAt(t); c != nil {
				from, to = c.From, c.To
			}
			m.add(t, t+1, from, to, bilan.Unconfirmed, "hearsay")
		case tok.Has(lang.Unverif):
			from := s.From
			if i > 0 && m.d.Sentences[i-1].Para == s.Para && !m.counts(s) {
				from = m.d.Sentences[i-1].From
			}
			m.add(t, t+1, from, s.To, bilan.Unconfirmed, "not verified")
		}
	}
}

// counts reports whether a sentence has a number that may be a figure of its own.
func (m *moodFinder) counts(s *analysis.Sentence) bool {
	for i := s.From; i < s.To; i++ {
		if n := m.d.NumberAt(i); n != nil && n.Kind != analysis.ArticleOne && n.Kind != analysis.InWord {
			return true
		}
	}
	return false
}
