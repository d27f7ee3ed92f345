package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// documentOf gives whose words the verb of clause cl hands on: "the agency quotes a statement of the ministry", «издание
// приводит слова мэра». It gives nil when the object is no document, or nobody's.
func (a *attributor) documentOf(cl *analysis.Clause, chain []bilan.Hop) []bilan.Hop {
	d := a.d
	if !d.Pack.Genitive || len(cl.Objects) == 0 || chain[len(chain)-1].Kind == bilan.ActorPerson {
		return nil
	}
	k := cl.Objects[0]
	if ch := &d.Chunks[k]; ch.Prep >= 0 || !d.Has(ch.Head, lang.SayNoun) || k+1 >= len(d.Chunks) || d.Chunks[k+1].Of != k {
		return nil
	}
	act := d.ActorAt(d.Chunks[k+1].Head)
	if act == nil || act.Form == analysis.Group {
		return nil
	}
	return []bilan.Hop{analysis.Hop(d, act)}
}

// theirs reads «…: это данные МЧС», «таковы данные МЧС, которые приводит ТАСС»: a document that stands for what was told
// before it, and whose it is.
func (a *attributor) theirs(s *analysis.Sentence) {
	d := a.d
	for i := s.From; i+1 < s.To; i++ {
		act := d.ActorAt(min(i+2, s.To-1))
		if !d.Has(i, lang.Anaphor) || !d.Has(i+1, lang.SayNoun) || act == nil || act.From != i+2 {
			continue
		}
		chain := []bilan.Hop{analysis.Hop(d, act)}
		end := act.To
		for n := range d.Clauses { // «…, которые приводит ТАСС»
			if c := &d.Clauses[n]; c.Sent == d.Tokens[i].Sent && c.Kind == analysis.Relative && c.From >= end && c.Verb >= 0 && d.Chunks[c.Verb].Tags.Any(speechTags) {
				if src := a.behindRelative(c); src >= 0 {
					chain, end = append(sourceOf(d, src), chain...), c.To
				}
				break
			}
		}
		from := s.From
		if i == s.From && s.From > 0 && d.Sentences[d.Tokens[i].Sent-1].Para == s.Para {
			from = d.Sentences[d.Tokens[i].Sent-1].From
		}
		if from < i {
			a.add(analysis.Attribution{CueFrom: i, CueTo: end, ScopeFrom: from, ScopeTo: i, Chain: chain, Kind: analysis.Closing, Verb: -1, Quote: -1})
		}
		return
	}
}

// behindRelative gives who speaks in a relative clause, behind its verb; -1 when nobody does.
func (a *attributor) behindRelative(c *analysis.Clause) int {
	cutter := clauseCutter{d: a.d}
	return cutter.sourceBehind(c.Verb, &a.d.Sentences[c.Sent])
}
