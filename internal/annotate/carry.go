package annotate

import (
	"bilan"
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
		if s.Para != before.Para && !a.ofThem(s, before) || s.Skip || a.hasSource(s) {
			continue
		}
		at := a.lastIn(before)
		if floor := a.floorBefore(i); floor != nil {
			at = floor
		} else if !a.continuesToll(s.From) && !a.backshifted(s) && !a.addsToll(s) && !a.spellsOut(s) {
			continue
		} else if at == nil && i > 1 && d.Sentences[i-2].Para == s.Para && !a.hasSource(before) && a.continuesToll(s.From) {
			at = a.lastIn(&d.Sentences[i-2]) // what stands between told no figures
		}
		if at != nil {
			a.add(analysis.Attribution{CueFrom: at.CueFrom, CueTo: at.CueTo, ScopeFrom: s.From, ScopeTo: s.To, Chain: at.Chain, Kind: analysis.Carried, Verb: -1, Quote: -1})
		}
	}
}

// ofThem reports whether a sentence opens the paragraph behind that of another with a part of those counted there: "Of them,
// 103 died in the capital."
func (a *attributor) ofThem(s, before *analysis.Sentence) bool {
	return s.Para == before.Para+1 && a.d.Has(s.From, lang.PartOf) && !a.d.Has(s.From, lang.Prep)
}

// addsToll reports whether a sentence adds figures to those before: "trois civils ont également péri", "two more … also".
func (a *attributor) addsToll(s *analysis.Sentence) bool {
	also, figure := false, false
	for i := s.From; i < s.To; i++ {
		t := &a.d.Tokens[i]
		also = also || t.Has(lang.Also)
		if n := a.d.NumberAt(i); n != nil && n.Kind != analysis.ArticleOne && n.Kind != analysis.InWord {
			figure = figure || n.Role == bilan.RolePeople || n.Role == ""
		}
	}
	return also && figure
}

// spellsOut reports whether a sentence says who those are that the one before counted: «Это восемь полицейских», "They were
// eight guards".
func (a *attributor) spellsOut(s *analysis.Sentence) bool {
	d, i := a.d, s.From+1
	switch {
	case d.Has(s.From, lang.Anaphor):
	case d.Has(s.From, lang.Pron) && d.Has(i, lang.Be):
		i++
	default:
		return false
	}
	n := d.NumberAt(i)
	return n != nil && n.Kind != analysis.ArticleOne && n.Role == bilan.RolePeople
}

// floorBefore gives the attribution of who took the floor in the sentence before sentence i, or of whom it goes on to
// quote: "The minister gave parliament an account. Two nurses had died. …". It is nil when nobody did.
func (a *attributor) floorBefore(i int) *analysis.Attribution {
	for n := i - 1; n >= max(0, i-6) && a.d.Sentences[n].Para == a.d.Sentences[i].Para; n-- {
		if at, ok := a.floors[n]; ok {
			return &at
		}
		if a.hasSource(&a.d.Sentences[n]) {
			return nil
		}
	}
	return nil
}

// takesFloor notes that the subject of clause k takes the floor without saying what, if it does.
func (a *attributor) takesFloor(k int) bool {
	cl := &a.d.Clauses[k]
	if !a.leavesOpen(cl) || cl.Subject < 0 || cl.Insert || a.d.Chunks[cl.Verb].Negated || !speaks(a.d, cl.Subject) || !a.official(cl.Subject) {
		return false
	}
	chain, _ := a.chain(cl, cl.Subject, cl.From, cl.To)
	if len(chain) == 0 {
		return false
	}
	if a.floors == nil {
		a.floors = map[int]analysis.Attribution{}
	}
	a.floors[cl.Sent] = analysis.Attribution{CueFrom: a.d.Chunks[cl.Subject].From, CueTo: a.d.Chunks[cl.Verb].To, Chain: chain}
	return true
}

// opensSpeech reports whether a colon behind who takes the floor opens what is said: "le ministre fait le point : « … »".
func (a *attributor) opensSpeech(cl *analysis.Clause) bool {
	d := a.d
	if cl.Subject < 0 || !a.official(cl.Subject) {
		return false
	}
	for i := d.Chunks[cl.Verb].To; i < d.Sentences[cl.Sent].To; i++ {
		if d.Is(i, ":") {
			return true
		}
	}
	return false
}

// leavesOpen reports whether a clause that takes the floor says itself nothing: it has no figure, and no object but a word
// for what is said ("a dressé un premier bilan", "gave parliament an account").
func (a *attributor) leavesOpen(cl *analysis.Clause) bool {
	d, v := a.d, &a.d.Chunks[cl.Verb]
	if s := &d.Sentences[cl.Sent]; cl.From != s.From || a.numberIn(v.To, s.To) {
		return false
	}
	for i := v.To; i < d.Sentences[cl.Sent].To; i++ {
		if d.Is(i, ":") || d.QuoteAt(i) != nil && d.QuoteAt(i).From == i && a.long(d.QuoteIndex(i)) {
			return false
		}
	}
	if t := &d.Tokens[v.Head]; t.W1-t.W0 > 1 {
		return true
	}
	open := d.Pack.Genitive
	for _, n := range cl.Objects {
		t := &d.Tokens[d.Chunks[n].Head]
		open = open || t.Has(lang.Floor) || t.Has(lang.Toll) && !a.numberIn(d.Chunks[n].From, d.Chunks[n].To)
	}
	return open
}

// numberIn reports whether a number that may count people stands in tokens [from,to).
func (a *attributor) numberIn(from, to int) bool {
	for i := from; i < to; i++ {
		if n := a.d.NumberAt(i); n != nil && n.Kind != analysis.ArticleOne && n.Kind != analysis.Ordinal && (n.Role == bilan.RolePeople || n.Role == "" || n.Role == bilan.RoleUnexplained) {
			return true
		}
	}
	return false
}

// overList hands the source of an introduction that a colon or a full stop ends on to the lines of the list behind it.
func (a *attributor) overList(i int) {
	d := a.d
	at := a.lastIn(&d.Sentences[i-1])
	if at == nil && i > 1 && d.Is(d.Sentences[i-1].To-1, ":") && !d.Sentences[i-2].Skip {
		at = a.lastIn(&d.Sentences[i-2]) // "Bilan par département :" goes on with what stands before
	}
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
