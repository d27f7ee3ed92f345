package annotate

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// carry hands sources on to sentences without one of their own: one that goes on with the figures of the sentence
// before, and one in free indirect speech, whose tense stands behind that of the telling ("had been detained").
func (a *attributor) carry() {
	d := a.d
	for i := 1; i < len(d.Sentences); i++ {
		s, before := &d.Sentences[i], &d.Sentences[i-1]
		if s.Para != before.Para || s.Skip || a.hasSource(s) || !a.continuesToll(s.From) && !a.backshifted(s) {
			continue
		}
		if at := a.lastIn(before); at != nil {
			a.add(analysis.Attribution{CueFrom: at.CueFrom, CueTo: at.CueTo, ScopeFrom: s.From, ScopeTo: s.To, Chain: at.Chain, Kind: analysis.Carried, Verb: -1, Quote: -1})
		}
	}
}

// backshifted reports whether the first verb of a sentence is a pluperfect: have in the past and a participle.
func (a *attributor) backshifted(s *analysis.Sentence) bool {
	d := a.d
	for n := firstChunk(d, s.From); n < len(d.Chunks) && d.Chunks[n].From < s.To; n++ {
		v := &d.Chunks[n]
		if v.Kind != analysis.VerbGroup {
			continue
		}
		for i := v.From; i < v.To; i++ {
			if t := &d.Tokens[i]; t.Has(lang.Past) && (t.Has(lang.Have) || t.Has(lang.Be) && d.Pack.HeadFirst) && d.Has(v.Head, lang.PPart) {
				return true
			}
		}
		return false
	}
	return false
}
