package extract

import (
	"sort"
	"time"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// timeTold gives the time told right behind tokens [from,to), in their clause, else in their sentence outside what
// reports it.
func (s *scene) timeTold(from, to int) *bilan.When {
	sen := s.d.SentenceOf(from)
	lo, hi := s.clause(from, to)
	for _, r := range [][2]int{{to, min(to+8, hi)}, {lo, hi}, s.stretch(sen, from)} {
		if r[0] == to && !s.ofEvent(to) {
			continue
		}
		if t := s.firstTime(r[0], r[1]); t != nil {
			return t
		}
	}
	return nil
}

// stretch gives the part of a sentence up to the colon or semicolon behind token at: where cases leave clauses loose,
// what stands behind it has its own time.
func (s *scene) stretch(sen *analysis.Sentence, at int) [2]int {
	from, to := sen.From, sen.To
	for i := sen.From; i < sen.To && s.d.Pack.Genitive; i++ {
		if i >= at && (s.d.Is(i, ":") || s.d.Is(i, ";")) {
			to = i
			break
		}
	}
	return [2]int{from, to}
}

// ofEvent reports whether an event with its day complements what ends at token i: "32 morts des attentats du 22 mars".
func (s *scene) ofEvent(i int) bool {
	if i >= len(s.d.Tokens) || !s.d.Has(i, lang.Of) {
		return false
	}
	ch := s.d.ChunkAt(i + 1)
	if ch == nil {
		ch = s.d.ChunkAt(i)
	}
	return ch != nil && ch.Tags.Has(lang.Cause)
}

func (s *scene) firstTime(from, to int) *bilan.When {
	for i := s.timesFrom(from); i < len(s.d.Times) && s.d.Times[i].From < to; i++ {
		if t := &s.d.Times[i]; t.To <= to && s.aDay(t) {
			return &t.When
		}
	}
	return nil
}

func (s *scene) timesFrom(from int) int {
	return sort.Search(len(s.d.Times), func(i int) bool { return s.d.Times[i].From >= from })
}

// aDay reports whether a time tells a day or finer when something happened.
func (s *scene) aDay(t *analysis.Time) bool {
	return !t.Vague && t.When.Value != "" && t.When.Precision != "month" && t.When.Precision != "year" && !s.ofTelling(t.From)
}

// coarse gives the month or year that the sentence of a token tells, nil when it tells none, or since when.
func (s *scene) coarse(tok int) *bilan.When {
	sen := s.d.SentenceOf(tok)
	for i := s.timesFrom(sen.From); i < len(s.d.Times) && s.d.Times[i].From < sen.To; i++ {
		t := &s.d.Times[i]
		if !t.Vague && (t.When.Precision == "month" || t.When.Precision == "year") && !s.ofTelling(t.From) && !s.d.Has(t.From, lang.Since) && !(t.From > 0 && s.d.Has(t.From-1, lang.Since)) {
			return &t.When
		}
	}
	return nil
}

// eventDay gives the day of the happening as the body tells it first, in a clause with a cause ("the quake of Monday"),
// and the first day of all. Days long past or to come are others'.
func (s *scene) eventDay() (event, first *bilan.When) {
	for i := range s.d.Times {
		t := &s.d.Times[i]
		if !s.aDay(t) || !s.recent(t.When.Value) {
			continue
		}
		if s.tellsCause(t) {
			return &t.When, first
		}
		if first == nil {
			first = &t.When
		}
	}
	return nil, first
}

// tellsCause reports whether a cause is told in the clause of a time.
func (s *scene) tellsCause(t *analysis.Time) bool {
	c := s.d.ClauseAt(t.From)
	if c == nil || c.Verb >= 0 && s.d.Chunks[c.Verb].Tense == lang.Fut {
		return false
	}
	for k := firstChunk(s.d, c.From); k < len(s.d.Chunks) && s.d.Chunks[k].From < c.To; k++ {
		if s.d.Chunks[k].Tags.Has(lang.Cause) {
			return true
		}
	}
	return false
}

// recent reports whether a day is not after publication nor long before it.
func (s *scene) recent(value string) bool {
	if s.d.Published.IsZero() {
		return true
	}
	at, err := time.Parse(time.DateOnly, value[:min(len(value), 10)])
	if err != nil {
		return false
	}
	ago := s.d.Published.Sub(at)
	return ago > -24*time.Hour && ago < pastAfter
}

// stamp reports whether a time stamps what follows it: "20 h 45 –", "Mise à jour (19h50) –".
func (s *scene) stamp(tok int) bool {
	t := s.d.TimeAt(tok)
	if t == nil || t.From-s.d.SentenceOf(tok).From > 4 {
		return false
	}
	to := t.To
	for s.d.Is(to, ")") || s.d.Is(to, "]") {
		to++
	}
	return s.d.Is(to, "–") || s.d.Is(to, "—")
}

// ofTelling reports whether a time stands in a clause that tells who says it ("said on Tuesday"), or is the date of a
// document ("dans son édition de lundi") or a stamp.
func (s *scene) ofTelling(tok int) bool {
	for i := max(0, tok-2); i <= tok; i++ {
		if s.d.Has(i, lang.Channel) {
			return true
		}
	}
	if s.stamp(tok) {
		return true
	}
	c := s.d.ClauseAt(tok)
	if c == nil || c.Verb < 0 {
		return false
	}
	v := s.d.Chunks[c.Verb].Tags
	return c.Insert || (v.Has(lang.Say) || v.Has(lang.Announce)) && !v.Any(harmTags)
}
