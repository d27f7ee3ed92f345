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
		if a.listed(s) && a.introduces(before) {
			a.overList(i)
			continue
		}
		if s.Para != before.Para || s.Skip || a.hasSource(s) || !a.continuesToll(s.From) && !a.backshifted(s) {
			continue
		}
		if at := a.lastIn(before); at != nil {
			a.add(analysis.Attribution{CueFrom: at.CueFrom, CueTo: at.CueTo, ScopeFrom: s.From, ScopeTo: s.To, Chain: at.Chain, Kind: analysis.Carried, Verb: -1, Quote: -1})
		}
	}
}

// overList hands the source of an introduction that a colon or a full stop ends on to the lines of the list behind it.
func (a *attributor) overList(i int) {
	d := a.d
	at := a.lastIn(&d.Sentences[i-1])
	end := i
	for end < len(d.Sentences) && a.listed(&d.Sentences[end]) && (end == i || !a.hasSource(&d.Sentences[end])) {
		end++
	}
	if at == nil || a.hasSource(&d.Sentences[i]) {
		return
	}
	a.add(analysis.Attribution{CueFrom: at.CueFrom, CueTo: at.CueTo, ScopeFrom: d.Sentences[i].From, ScopeTo: d.Sentences[end-1].To, Chain: at.Chain, Kind: analysis.Carried, Verb: -1, Quote: -1})
}

// introduces reports whether a sentence is the introduction of a list: a colon ends it, or it has no verb and stands in
// the voice of a source ("Voici, d'après le Bureau, l'état des pertes.").
func (a *attributor) introduces(s *analysis.Sentence) bool {
	if a.d.Is(s.To-1, ":") {
		return true
	}
	return !a.listed(s) && a.hasSource(s) && !a.finiteIn(s.From, s.To)
}

// listed reports whether a sentence is a line of a list: a dash or bullet opens it.
func (a *attributor) listed(s *analysis.Sentence) bool {
	if s.From >= s.To || s.Skip {
		return false
	}
	switch t := &a.d.Tokens[s.From]; t.Fold {
	case "—", "–", "-", "•", "▪", "▪️", "*", "·":
		return t.Is(analysis.Line) || s.From == 0 || a.d.SentenceOf(s.From-1).Para != s.Para
	}
	return false
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
