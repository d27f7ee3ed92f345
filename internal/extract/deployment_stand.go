package extract

import (
	"slices"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// starts reads "ont commencé à accomplir leurs tâches", "continuera de garder le pont", "a entamé son retrait".
func (r *deploymentReader) starts(k int, cl *analysis.Clause, v *analysis.Chunk) bool {
	force := r.subjectForce(cl)
	if force < 0 {
		return false
	}
	m := movement{forces: []int{force}, from: v.From, to: v.To, clause: cl, verb: v, sender: -1, state: state{"active", bilan.Asserted}}
	switch {
	case r.itsLeaving(k, cl):
		m.leaving, m.state.status = true, "withdrawing"
		if v.Tags.Has(lang.End) && v.Tense != lang.Fut {
			m.state.status = "withdrawn"
		}
		if v.Tense == lang.Fut {
			m.state.mood = bilan.Planned
		}
	case v.Tags.Has(lang.End) || !r.hasTask(k) || !r.isMission(force) && !r.isPronoun(force) && r.strength(force) == nil && !r.named(force):
		return false
	default:
		m.to = r.taskEnd(k)
	}
	return r.add(&m, nil)
}

// itsLeaving reports whether what a clause begins or ends is a force's own leaving: "son retrait", "pulling out".
func (r *deploymentReader) itsLeaving(k int, cl *analysis.Clause) bool {
	if k+1 < len(r.d.Clauses) && r.d.Clauses[k+1].From == cl.To && r.d.Clauses[k+1].Verb >= 0 {
		if v := &r.d.Chunks[r.d.Clauses[k+1].Verb]; v.From == cl.To && !v.Finite && r.goes(&r.d.Clauses[k+1], v) {
			return true // "began pulling out"
		}
	}
	for _, n := range cl.Objects {
		if h := &r.d.Tokens[r.d.Chunks[n].Head]; n > cl.Verb && h.Has(lang.N) && h.Has(lang.Leave) {
			return true
		}
	}
	return false
}

// asks reads "a réclamé 300 gendarmes supplémentaires", "asked Rome for 300 more soldiers".
func (r *deploymentReader) asks(cl *analysis.Clause, v *analysis.Chunk) bool {
	for _, n := range append(cl.Objects[:len(cl.Objects):len(cl.Objects)], cl.Adjuncts...) {
		ch := &r.d.Chunks[n]
		if n < cl.Verb || ch.Prep >= 0 && !r.d.Has(ch.Prep, lang.Pertain) || r.d.Has(ch.Prep, lang.Locative) || !r.isForce(n) && !r.crew(n) || r.strength(n) == nil {
			continue
		}
		return r.add(&movement{forces: r.row(n), from: v.From, to: v.To, clause: cl, verb: v, sender: -1, state: state{"requested", bilan.Planned}}, nil)
	}
	return false
}

// handsOver reads "Rwandan soldiers handed over their positions to the Mozambican army".
func (r *deploymentReader) handsOver(cl *analysis.Clause, v *analysis.Chunk) bool {
	n := cl.Subject
	if n < 0 || v.Passive || !r.troop(n) && !r.isWhole(n) || !r.toForce(cl) {
		return false
	}
	m := movement{forces: []int{n}, from: v.From, to: v.To, clause: cl, verb: v, sender: -1, leaving: true, state: state{"withdrawing", bilan.Asserted}}
	if v.Tense == lang.Fut || v.Tense == lang.Inf || v.Tense == lang.Cond {
		m.state.mood = bilan.Planned
	}
	return r.add(&m, nil)
}

// toForce reports whether something goes to an army or police in a clause.
func (r *deploymentReader) toForce(cl *analysis.Clause) bool {
	for _, list := range [][]int{cl.Objects, cl.Adjuncts} {
		for _, n := range list {
			if n < cl.Verb {
				continue
			}
			if a := r.d.ActorAt(r.d.Chunks[n].Head); a != nil && (a.Kind == bilan.ActorMilitary || a.Kind == bilan.ActorPolice) {
				return true
			}
		}
	}
	return false
}

// guards reports whether a clause has an adjunct or object of guarding: "приступили к охране аэропорта".
func (r *deploymentReader) guards(cl *analysis.Clause) bool {
	for _, list := range [][]int{cl.Objects, cl.Adjuncts} {
		for _, n := range list {
			if h := r.d.Chunks[n].Head; r.d.Has(h, lang.Guard) || r.d.Has(h, lang.Serve) || r.d.Has(h, lang.Task) {
				return true
			}
		}
	}
	return false
}

// hasTask reports whether clause k, or an infinitive right behind it, names tasks: "ont commencé à garder l'aéroport".
func (r *deploymentReader) hasTask(k int) bool {
	return r.guards(&r.d.Clauses[k]) || r.infinitive(k+1, r.d.Clauses[k].Sent) && r.guards(&r.d.Clauses[k+1])
}

// infinitive reports whether clause k is an infinitive of sentence s.
func (r *deploymentReader) infinitive(k, s int) bool {
	if k >= len(r.d.Clauses) || r.d.Clauses[k].Sent != s || r.d.Clauses[k].Verb < 0 {
		return false
	}
	return r.d.Chunks[r.d.Clauses[k].Verb].Tense == lang.Inf
}

func (r *deploymentReader) taskEnd(k int) int {
	cl := &r.d.Clauses[k]
	if k+1 < len(r.d.Clauses) && r.d.Clauses[k+1].Sent == cl.Sent && r.d.Clauses[k+1].Verb >= 0 && !r.d.Chunks[r.d.Clauses[k+1].Verb].Finite {
		return r.d.Clauses[k+1].To
	}
	return cl.To
}

// grows reads "the mission is to grow to 2,500", "довести её до 209 наблюдателей".
func (r *deploymentReader) grows(cl *analysis.Clause, v *analysis.Chunk) bool {
	force := -1
	for _, n := range append([]int{cl.Subject}, cl.Objects...) {
		if n >= 0 && force < 0 && (r.isMission(n) || r.isPronoun(n)) {
			force = n
		}
	}
	count := r.counted(v.To, cl.To)
	if force < 0 || count < 0 || r.tellsToll(cl, force) {
		return false
	}
	st := state{"active", bilan.Asserted}
	if v.Tense == lang.Fut || v.Tense == lang.Inf || v.Tense == lang.Cond || r.d.Has(v.Head, lang.Inf) {
		st = state{"announced", bilan.Planned}
	}
	return r.add(&movement{forces: []int{force}, from: v.From, to: r.d.Chunks[count].To, clause: cl, verb: v, state: st, sender: -1}, nil)
}

// tellsToll reports whether a clause puts a number to something else than the force: "rescuers have put the number of dead at 12".
func (r *deploymentReader) tellsToll(cl *analysis.Clause, force int) bool {
	return slices.ContainsFunc(cl.Objects, func(n int) bool {
		head := &r.d.Tokens[r.d.Chunks[n].Head]
		return n != force && head.Has(lang.Toll) && head.Has(lang.N)
	})
}

// stands reads where a force is: "800 sauveteurs sont déjà sur l'archipel", "est à pied d'œuvre", "the last are home".
func (r *deploymentReader) stands(cl *analysis.Clause, v *analysis.Chunk) bool {
	if v.Passive || v.Tense == lang.Inf || cl.Subject < 0 || !r.d.Has(v.Head, lang.Be) && !r.d.Has(v.Head, lang.Aux) && !r.d.Has(v.Head, lang.Prolong) && !v.Tags.Has(lang.Prolong) {
		return false
	}
	force := r.subjectForce(cl)
	if force < 0 {
		return false
	}
	m := movement{forces: r.row(force), from: v.From, to: v.To, clause: cl, verb: v, state: state{"active", bilan.Asserted}, sender: -1}
	if v.Tense == lang.Fut || v.Tense == lang.Cond {
		m.state = state{"announced", bilan.Planned}
	}
	switch {
	case r.goes(cl, v):
		m.state.status, m.leaving = "withdrawn", true
	case r.atWork(cl, v):
	case r.hereNow(cl, v) && (r.d.Chunks[force].Number >= 0 && countable(r.d, force) || r.named(force)):
	default:
		return false
	}
	return r.add(&m, r.tasks(r.d.ClauseIndex(v.Head)))
}

// atWork reports whether words behind a verb say that someone is at work: "à pied d'œuvre", "on the scene", "engagés".
func (r *deploymentReader) atWork(cl *analysis.Clause, v *analysis.Chunk) bool {
	for i := v.From; i < cl.To && i < v.To+3; i++ {
		t := &r.d.Tokens[i]
		if t.Has(lang.Serve) && !t.Has(lang.N) || t.Has(lang.Send) && t.Has(lang.PPart) {
			return true
		}
	}
	return false
}

// hereNow reports whether a place, or a noun of one, stands behind a preposition of place at the verb.
func (r *deploymentReader) hereNow(cl *analysis.Clause, v *analysis.Chunk) bool {
	for _, n := range cl.Adjuncts {
		ch := &r.d.Chunks[n]
		if ch.From-v.To > 3 || ch.From < v.To || r.d.Has(ch.Prep, lang.Of) || r.d.Has(ch.Prep, lang.From) {
			continue
		}
		h := &r.d.Tokens[ch.Head]
		if p := r.d.PlaceAt(ch.Head); p != nil && r.d.Has(ch.Prep, lang.Locative) || r.d.Has(ch.Prep, lang.Locative) && (h.Has(lang.PlaceHead) || h.Has(lang.Country) || h.Has(lang.Settlement) || h.Has(lang.Region)) {
			return true
		}
	}
	return false
}
