package extract

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// formal reports whether a clause tells what is decided, and that it is no report, figure or victim: "rejects these
// accusations", "raised the number of detainees", "recognises at least 35 dead" are no acts.
func (r *decisionReader) formal(k int, cl *analysis.Clause, v *analysis.Chunk) bool {
	d := r.d
	if v.Passive {
		return cl.Subject >= 0 && r.actable(cl.Subject)
	}
	if v.Tags.Has(lang.Detain) {
		return true // a court's arrest, with whom it holds
	}
	if r.actIn(cl) >= 0 || cl.Kind == analysis.Relative && cl.Subject >= 0 && r.antecedentAct(cl) {
		return true
	}
	if next := r.content(k, cl); next != nil {
		return d.Chunks[next.Verb].Tense == lang.Inf || d.Has(d.Chunks[next.Verb].Head, lang.Inf) || !v.Tags.Any(reportTags)
	}
	if t := &d.Tokens[v.Head]; t.W1-t.W0 > 1 && t.Has(lang.Decide) {
		return true // "declared a state of emergency"
	}
	objects := 0
	for _, n := range cl.Objects {
		if n == cl.Subject || r.timely(n) {
			continue
		}
		if objects++; r.actable(n) && !v.Tags.Any(factTags) {
			return true
		}
	}
	if objects > 0 {
		return false
	}
	if r.participleBehind(k, cl) {
		return true
	}
	for _, n := range cl.Adjuncts {
		if ch := &d.Chunks[n]; n > cl.Verb && !r.timely(n) && !d.Has(ch.Prep, lang.Locative) && !d.Has(ch.Prep, lang.Of) && d.PlaceAt(ch.Head) == nil && ch.Number < 0 && d.ActorAt(ch.Head) == nil {
			return !d.Pack.Genitive || d.Has(ch.Prep, lang.Pertain)
		}
	}
	return false
}

// factTags are those of verbs that settle what is true rather than what shall be.
var factTags = lang.SetOf(lang.Deny, lang.Confirm, lang.Claim, lang.Withdraw)

// actIn gives the phrase of a clause that names an act, beside its subject; -1 when none does.
func (r *decisionReader) actIn(cl *analysis.Clause) int {
	d := r.d
	v := &d.Chunks[cl.Verb]
	from := v.To
	if d.Pack.Genitive {
		from = cl.From
	}
	for n := firstChunk(d, from); n < len(d.Chunks) && d.Chunks[n].From < cl.To; n++ {
		ch := &d.Chunks[n]
		if ch.Kind == analysis.NounPhrase && n != cl.Subject && d.Has(ch.Head, lang.Act) && (ch.Prep < 0 || d.Has(ch.Prep, lang.Locative) && d.Tokens[ch.Prep].W1-d.Tokens[ch.Prep].W0 > 1) && (ch.Of < 0 || ch.Of == cl.Verb || ch.Of > cl.Verb && r.timely(ch.Of)) {
			return n
		}
	}
	return -1
}

// antecedentAct reports whether a relative clause goes on with an act: "a decision that the council adopted".
func (r *decisionReader) antecedentAct(cl *analysis.Clause) bool {
	ch := r.d.ChunkAt(cl.From - 1)
	return ch != nil && ch.Kind == analysis.NounPhrase && r.d.Has(ch.Head, lang.Act)
}

// participleBehind reports whether a participle behind clause k took its object: "a autorisé, par arrêté, les tirs de
// défense renforcée".
func (r *decisionReader) participleBehind(k int, cl *analysis.Clause) bool {
	if k+1 >= len(r.d.Clauses) {
		return false
	}
	n := &r.d.Clauses[k+1]
	return n.From == cl.To && n.Kind == analysis.Participial && n.Subject >= 0 && r.d.Chunks[n.Subject].From == n.From && r.d.Is(n.From-1, ",") && r.actable(n.Subject)
}

// reportTags are those of verbs that may only tell something.
var reportTags = lang.SetOf(lang.Say, lang.Deny, lang.Confirm, lang.Claim, lang.Announce, lang.Withdraw)

// content gives the clause of content or the infinitive right behind clause k, nil when there is none.
func (r *decisionReader) content(k int, cl *analysis.Clause) *analysis.Clause {
	d := r.d
	if k+1 >= len(d.Clauses) {
		return nil
	}
	n := &d.Clauses[k+1]
	if n.Sent != cl.Sent || n.Verb < 0 || n.From != cl.To || n.Insert {
		return nil
	}
	v := &d.Chunks[n.Verb]
	infinitive := v.Tense == lang.Inf || d.Has(v.Head, lang.Inf) && (d.Has(v.From-1, lang.ToInf) || d.Has(v.From-1, lang.Of))
	if n.Kind == analysis.That || infinitive && v.From-n.From <= 3 {
		return n
	}
	return nil
}

// timely reports whether a phrase tells a time.
func (r *decisionReader) timely(n int) bool {
	h := r.d.Chunks[n].Head
	if r.d.Has(h, lang.Act) {
		return false // "day of mourning"
	}
	return r.d.TimeAt(h) != nil || r.d.Has(h, lang.Weekday) || r.d.Has(h, lang.RelDay) || r.d.Has(h, lang.DayPart)
}

// actable reports whether a phrase can be what is decided: no pronoun, bare number, report, figure or victim.
func (r *decisionReader) actable(n int) bool {
	d := r.d
	ch := &d.Chunks[n]
	h := &d.Tokens[ch.Head]
	if h.Has(lang.Act) {
		return true
	}
	if h.Has(lang.Toll) || h.Has(lang.DeathOf) && h.Has(lang.Kill) || h.Has(lang.SayNoun) || h.Has(lang.EvAccuse) || h.Has(lang.VictNoun) && (h.Has(lang.Person) || ch.Number >= 0) || h.Has(lang.Pron) && h.Has(lang.Neut) || d.NumberAt(ch.Head) != nil && ch.Head < d.NumberAt(ch.Head).To && ch.Head >= d.NumberAt(ch.Head).From {
		return false
	}
	for i := ch.From; i < phraseEnd(d, n); i++ {
		if nb := d.NumberAt(i); d.Has(i, lang.VictNoun) && nb == nil && ch.Number >= 0 || nb != nil && nb.Role == bilan.RoleArea {
			return false
		}
	}
	return true
}

// action gives the words of what is decided: from its first phrase that tells no time to the end of the clause, or the
// subject of a passive.
func (r *decisionReader) action(cl *analysis.Clause, v *analysis.Chunk, body *analysis.Actor) [2]int {
	d := r.d
	if v.Passive && cl.Subject >= 0 {
		return [2]int{d.Chunks[cl.Subject].From, phraseEnd(d, cl.Subject)}
	}
	end := r.actionEnd(cl)
	if t := &d.Tokens[v.Head]; t.W1-t.W0 > 1 && t.Has(lang.Decide) {
		return [2]int{v.Head, end}
	}
	from := v.To
	if body.From >= v.To {
		from = body.To
	}
	for _, n := range cl.Objects {
		if ch := &d.Chunks[n]; n != cl.Subject && !r.timely(n) && (ch.From >= from || d.Pack.Genitive && ch.From < v.From && ch.To <= v.From) {
			return r.objectAction(cl, v, ch, end)
		}
	}
	return [2]int{from, end}
}

// objectAction gives the words from an object on; one before the verb ("План … утвердил совет") ends with its phrase.
func (r *decisionReader) objectAction(cl *analysis.Clause, v, ch *analysis.Chunk, end int) [2]int {
	from := ch.From
	if ch.From < v.From {
		for n := cl.Verb; n > 0; n-- {
			if &r.d.Chunks[n] == ch {
				return [2]int{from, phraseEnd(r.d, n)}
			}
		}
	}
	return [2]int{from, max(end, ch.To)}
}

// actionEnd gives the end of what a clause decides: its own, with the content clause or infinitive behind it.
func (r *decisionReader) actionEnd(cl *analysis.Clause) int {
	to := cl.To
	first := sort.Search(len(r.d.Clauses), func(k int) bool { return r.d.Clauses[k].Sent >= cl.Sent })
	for k := first; k < len(r.d.Clauses) && to < len(r.d.Tokens); k++ {
		n := &r.d.Clauses[k]
		if n.Sent > r.d.Tokens[to].Sent {
			break
		}
		if n.From == to && (n.Kind == analysis.That || r.d.Chunks[max(n.Verb, 0)].Tense == lang.Inf || r.content(k-1, cl) == n) {
			to = n.To
		}
	}
	for to > cl.From && r.d.Tokens[to-1].Is(analysis.Punct) && r.d.QuoteAt(to-1) == nil {
		to--
	}
	return to
}
