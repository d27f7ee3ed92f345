package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// starts reads "ont commencé à accomplir leurs tâches", "вывод войск начался".
func (r *deploymentReader) starts(k int, cl *analysis.Clause, v *analysis.Chunk) bool {
	if cl.Subject < 0 || v.Tags.Has(lang.End) {
		return false
	}
	if r.isForce(cl.Subject) && r.hasTask(k) {
		return r.add(&movement{forces: []int{cl.Subject}, from: v.From, to: r.taskEnd(k), clause: cl, verb: v, state: state{"active", bilan.Asserted}, sender: -1}, nil)
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
	if force < 0 || count < 0 {
		return false
	}
	st := state{"active", bilan.Asserted}
	if v.Tense == lang.Fut || v.Tense == lang.Inf || v.Tense == lang.Cond || r.d.Has(v.Head, lang.Inf) {
		st = state{"announced", bilan.Planned}
	}
	return r.add(&movement{forces: []int{force}, from: v.From, to: r.d.Chunks[count].To, clause: cl, verb: v, state: st, sender: -1}, nil)
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
