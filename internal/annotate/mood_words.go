package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// words reads "reportedly", «якобы» over their clause, "could not be verified" over its sentence, or over the sentence
// before when it says nothing else, and what is told to have been a mistake.
func (m *moodFinder) words(i int, s *analysis.Sentence) {
	if m.d.Pack.Genitive && m.d.Has(s.From, lang.Deny) && m.d.Is(s.From+1, ":") {
		m.add(s.From, s.From+1, s.From+1, s.To, bilan.Denied, "called false") // «ВБРОС: …»
	}
	for t := s.From; t < s.To; t++ {
		tok := &m.d.Tokens[t]
		switch {
		case tok.Has(lang.Hearsay) && m.d.NumberAt(t) != nil: // "trente, peut-être trente-cinq"
		case tok.Has(lang.Deny) && !tok.Has(lang.V) && !tok.Has(lang.N):
			m.denies(i, s, t)
		case tok.Has(lang.Hearsay) && !m.doubtsPerson(t):
			from, to := s.From, s.To
			if c := m.d.ClauseAt(t); c != nil {
				from, to = m.aside(c, t), c.To
			}
			m.add(t, t+1, from, to, bilan.Unconfirmed, "hearsay")
		case tok.Has(lang.Unverif):
			from := s.From
			if i > 0 && m.d.Sentences[i-1].Para == s.Para && !m.counts(s) {
				from = m.d.Sentences[m.counted(i)].From
			}
			m.add(t, t+1, from, s.To, bilan.Unconfirmed, "not verified")
		case tok.Has(lang.Withdraw) && !tok.Has(lang.N):
			m.mistake(t, s)
		case tok.Has(lang.Neg) && m.d.Is(t-1, ",") && m.instead(t, s): // "five died then, not four"
			m.add(t, t+1, t, m.d.NumberAt(t+1).To, bilan.Retracted, "instead of")
		case tok.Has(lang.Correct) && tok.Has(lang.Versus):
			if n := m.d.NumberAt(t + 1); n != nil {
				m.add(t, t+1, t, n.To, bilan.Retracted, "instead of")
			}
		}
	}
}

// instead reports whether a bare number behind a negation ends what is said, and another number stands before.
func (m *moodFinder) instead(t int, s *analysis.Sentence) bool {
	n := m.d.NumberAt(t + 1)
	if n == nil || n.From != t+1 || n.To < s.To && !m.d.Tokens[n.To].Is(analysis.Punct) {
		return false
	}
	for i := s.From; i < t; i++ {
		if b := m.d.NumberAt(i); b != nil && b.Kind != analysis.ArticleOne {
			return true
		}
	}
	return false
}

// denies reads words that deny: what follows ("il n'est pas exact que"), what their clause says ("la rumeur de 60 morts
// est dénuée de tout fondement"), or the sentence before when theirs tells nothing else ("c'est faux").
func (m *moodFinder) denies(i int, s *analysis.Sentence, t int) {
	switch c := m.d.ClauseAt(t); {
	case m.d.Has(t, lang.Sub):
		m.add(t, t+1, t+1, s.To, bilan.Denied, "denies")
	case i > 0 && m.d.Has(s.From, lang.Anaphor) && m.d.Sentences[i-1].Para == s.Para:
		m.add(t, t+1, m.d.Sentences[i-1].From, t, bilan.Denied, "denied of what stands before")
	case c != nil && m.d.Has(t, lang.Adj) && c.From < t:
		m.add(t, t+1, c.From, t, bilan.Denied, "denied of it")
	case i > 0 && m.d.Sentences[i-1].Para == s.Para && !m.counts(s):
		m.add(t, t+1, m.d.Sentences[i-1].From, t, bilan.Denied, "denies")
	}
}

// counted gives the sentence with a number that sentence i may speak of: the one before, or the one before that in the
// paragraph when the first has no number.
func (m *moodFinder) counted(i int) int {
	before := i - 1
	if n := i - 2; n >= 0 && m.d.Pack.Genitive && !m.counts(&m.d.Sentences[before]) && m.d.Sentences[n].Para == m.d.Sentences[i].Para && m.counts(&m.d.Sentences[n]) {
		return n
	}
	return before
}

// mistake reads «по ошибке говорилось о 64 погибших» and «в удалённом сообщении говорилось, что …».
func (m *moodFinder) mistake(t int, s *analysis.Sentence) {
	d := m.d
	tok := &d.Tokens[t]
	switch c := d.ClauseAt(t); {
	case c == nil || c.Verb < 0 || !d.Chunks[c.Verb].Tags.Any(speechTags):
	case tok.Has(lang.Adv), tok.Has(lang.PPart) && tok.Tags.Any(caseTags) && (d.Has(t+1, lang.SayNoun) || d.Has(t+1, lang.Channel)):
		m.add(t, t+1, t, s.To, bilan.Retracted, "told by mistake")
	}
}

// doubtsPerson reports whether a word of doubt only says who somebody may be, not what happened: «предполагаемые
// наводчики задержаны», "trois djihadistes présumés".
func (m *moodFinder) doubtsPerson(t int) bool {
	ch := m.d.ChunkAt(t)
	return ch != nil && ch.Kind == analysis.NounPhrase && ch.Head != t && m.d.Has(t, lang.Adj) && m.d.Has(ch.Head, lang.Person)
}

// aside gives the token where the scope of a word of doubt at t begins: its clause, or the part behind the sign before
// it when the verb stands before that sign («насчитали шестерых, другие — якобы семерых»).
func (m *moodFinder) aside(c *analysis.Clause, t int) int {
	if c.Verb < 0 || !m.d.Pack.Genitive {
		return c.From
	}
	for i := t - 1; i >= m.d.Chunks[c.Verb].To; i-- {
		if m.d.Tokens[i].Is(analysis.Punct) && !setsOffName(m.d, i) {
			return i
		}
	}
	return c.From
}
