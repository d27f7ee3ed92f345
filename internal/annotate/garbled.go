package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Garbled notes sentences that are cut: a name and a participle of speech without its auxiliary and nothing else ("CSTO
// déclaré."), debris of machine translation. Who spoke the quotation just before one is doubtful.
func Garbled(d *analysis.Doc) {
	for i := range d.Sentences {
		s := &d.Sentences[i]
		if s.Skip || !cut(d, s) {
			continue
		}
		span := d.Span(s.From, s.To)
		d.Problems = append(d.Problems, bilan.Problem{Code: bilan.Garbled, Span: &span, Message: "a cut sentence: it has a speaker and no speech"})
		if i > 0 && d.Sentences[i-1].Para == s.Para {
			doubtQuote(d, &d.Sentences[i-1])
		}
	}
}

func cut(d *analysis.Doc, s *analysis.Sentence) bool {
	if s.To-s.From > 6 {
		return false
	}
	c := d.ClauseAt(s.From)
	if c == nil || c.Verb < 0 || c.Subject < 0 || len(c.Objects)+len(c.Adjuncts) > 0 {
		return false
	}
	v := &d.Chunks[c.Verb]
	return v.Tags.Any(speechTags) && v.Tense == lang.PPart && !v.Finite && d.ActorAt(d.Chunks[c.Subject].Head) != nil && d.In == ""
}

// doubtQuote flags the quotation that ends in a sentence.
func doubtQuote(d *analysis.Doc, s *analysis.Sentence) {
	for k := range d.Quotes {
		q := &d.Quotes[k]
		if q.Depth > 0 || q.To <= s.From || q.From >= s.To {
			continue
		}
		span := d.Span(q.From, q.To)
		d.Problems = append(d.Problems, bilan.Problem{Code: bilan.SpeakerDoubtful, Span: &span, Message: "two speakers are named for this quotation"})
	}
}
