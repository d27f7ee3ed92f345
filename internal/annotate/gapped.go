package annotate

import (
	"bilan"
	"bilan/internal/analysis"
)

// gapped reads what other sources count behind a verb that is left out: "Police spoke of ten dead, the hospital of
// thirteen", «X насчитал шестерых, Y — семерых». The source and a bare number stand alone between two signs.
func (a *attributor) gapped(s *analysis.Sentence, before int) {
	d := a.d
	if len(d.Attributions) == before { // nobody told a figure in the sentence
		return
	}
	for k := firstChunk(d, s.From); k+1 < len(d.Chunks) && d.Chunks[k+1].From < s.To; k++ {
		who, n := &d.Chunks[k], &d.Chunks[k+1]
		if who.Kind != analysis.NounPhrase || n.Kind != analysis.NounPhrase || !a.bareFigure(n) || !d.Is(who.From-1, ",") && !d.Is(who.From-1, ";") {
			continue
		}
		act := d.ActorAt(who.Head)
		if act == nil || act.Form == analysis.Group || act.Form == analysis.Pronoun || act.Kind == bilan.ActorPerson && act.Role == "" {
			continue
		}
		if !a.figureTold(s.From, who.From) || !joinsGap(d, who.To, n) || n.To < s.To && !d.Tokens[n.To].Is(analysis.Punct) {
			continue
		}
		for i := before; i < len(d.Attributions); i++ { // who told the figure before says no more
			if at := &d.Attributions[i]; at.Kind == analysis.Mother && at.ScopeFrom < who.From && at.ScopeTo > who.From {
				at.ScopeTo = who.From - 1
			}
		}
		a.add(analysis.Attribution{CueFrom: who.From, CueTo: n.From, ScopeFrom: n.From, ScopeTo: n.To, Chain: []bilan.Hop{analysis.Hop(d, act)},
			Kind: analysis.Gapped, Verb: -1, Quote: -1})
	}
}

// bareFigure reports whether a phrase is a number that may count people and nothing that it counts.
func (a *attributor) bareFigure(ch *analysis.Chunk) bool {
	n := a.d.NumberAt(ch.From)
	if n == nil || n.Kind != analysis.Cardinal || ch.To > n.To {
		return false
	}
	return n.Role == bilan.RolePeople || n.Role == bilan.RoleUnexplained || n.Role == ""
}

// joinsGap reports whether nothing but the verb's preposition, a dash or an adverb stands between a source and its number.
func joinsGap(d *analysis.Doc, from int, n *analysis.Chunk) bool {
	if n.From == from {
		return false // "the hospital 13": no gap shows
	}
	for i := from; i < n.From; i++ {
		if i != n.Prep && !dash(d, i) && d.ChunkAt(i) != nil {
			return false
		}
		if t := &d.Tokens[i]; t.Is(analysis.Punct) && !dash(d, i) {
			return false
		}
	}
	return n.Prep >= 0 || dash(d, from)
}
