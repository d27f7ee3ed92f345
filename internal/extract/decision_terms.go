package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// terms fills in what a decision rests on, what it is for, when it was taken and how long it holds, from its evidence
// [from,to) and its sentence.
func (r *decisionReader) terms(c *bilan.Claim, s *analysis.Sentence, from, to int) {
	dec := c.Decision
	dec.Basis = r.basis(s)
	dec.Purpose = r.purpose(from, s.To)
	dec.Duration = duration(r.d, from, min(to+6, s.To))
	if c.Time != nil && len(c.Time.Value) >= 10 && !r.within(dec.Duration, c.Time) {
		dec.Date = c.Time.Value[:10]
	}
}

// within reports whether a time is the end of a duration, not the day of the decision.
func (r *decisionReader) within(du *bilan.Duration, t *bilan.When) bool {
	return du != nil && t.Span.Start >= du.Span.Start && t.Span.End <= du.Span.End
}

// basis gives what a decision is said to rest on in its sentence: "en vertu de l'article 16", "by decree".
func (r *decisionReader) basis(s *analysis.Sentence) *bilan.Span {
	d := r.d
	for i := s.From; i < s.To; i++ {
		if !d.Has(i, lang.Basis) {
			continue
		}
		end := i + 1
		for end < s.To && end < i+12 && !d.Is(end, ",") && !d.Is(end, ";") && !d.Is(end, ".") && !r.verbAt(end) {
			end++
		}
		span := d.Span(i, end)
		return &span
	}
	return nil
}

func (r *decisionReader) verbAt(i int) bool {
	ch := r.d.ChunkAt(i)
	return ch != nil && ch.Kind == analysis.VerbGroup
}

// purpose gives what a decision is for, told behind token from: "pour mettre fin à la crise".
func (r *decisionReader) purpose(from, to int) *bilan.Span {
	tasks := deploymentReader{d: r.d}
	for i := from; i < to; i++ {
		if r.d.Has(i, lang.Purpose) {
			if list := tasks.tasksFrom(i, to); len(list) > 0 {
				return &list[0]
			}
		}
	}
	return nil
}
