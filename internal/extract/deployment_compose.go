package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// contributes reads "la force comprend des unités de Russie …", "la Russie fournira 2 500 hommes", "the contingent
// numbers 2,030 soldiers", "Kenya has pledged 1,000".
func (r *deploymentReader) contributes(k int, cl *analysis.Clause, v *analysis.Chunk) bool {
	st := state{"active", bilan.Asserted}
	if v.Tense == lang.Fut || v.Tense == lang.Cond || r.intends(v) || v.Tense == lang.Inf || v.Tags.Has(lang.Announce) && !r.numbers(cl, v) {
		st = state{"announced", bilan.Planned}
	}
	if force := r.subjectForce(cl); force >= 0 && !r.isRest(force) {
		return r.composition(cl, v, force, st)
	}
	if r.joins(cl, v) {
		return true
	}
	sender := r.sender(k, cl, -1)
	if sender >= 0 && r.completes(cl, v, sender) {
		return true
	}
	if sender < 0 || len(r.ofSender(sender)) == 0 && !r.isForce(sender) {
		return false
	}
	if st.status == "active" {
		st.status = "deployed"
	}
	for _, n := range append(cl.Objects, r.countedIn(cl, v)...) {
		if r.isForce(n) || r.crew(n) || r.isRest(n) || r.soldiers(n) {
			return r.add(&movement{forces: r.row(n), from: v.From, to: v.To, clause: cl, verb: v, state: st, sender: sender}, r.tasks(k))
		}
	}
	return false
}

// completes reads "le Bénin et le Togo compléteront l'effectif": states that join the force told just before.
func (r *deploymentReader) completes(cl *analysis.Clause, v *analysis.Chunk, sender int) bool {
	if r.last == nil || cl.Sent-r.lastSent > 1 || !r.isState(sender) || r.counted(v.To, cl.To) >= 0 {
		return false
	}
	for _, n := range cl.Objects {
		if h := &r.d.Tokens[r.d.Chunks[n].Head]; n > cl.Verb && h.Has(lang.Force) && !h.Has(lang.Person) && !h.Has(lang.Pl) && r.d.Has(r.d.Chunks[n].From, lang.Det) {
			r.last.Contributors = joinStates(r.last.Contributors, r.ofSender(sender))
			return true
		}
	}
	return false
}

// numbers reports whether a clause only counts: it has a number of people as object.
func (r *deploymentReader) numbers(cl *analysis.Clause, v *analysis.Chunk) bool {
	return !r.d.Has(v.Head, lang.Say) && r.counted(v.To, cl.To) >= 0
}

func (r *deploymentReader) countedIn(cl *analysis.Clause, v *analysis.Chunk) []int {
	if n := r.counted(v.To, cl.To); n >= 0 {
		return []int{n}
	}
	return nil
}

// composition reads what a force is said to count or to be made of.
func (r *deploymentReader) composition(cl *analysis.Clause, v *analysis.Chunk, force int, st state) bool {
	to := r.d.Sentences[cl.Sent].To
	n := r.counted(v.To, cl.To)
	states := r.countries(v.To, to)
	if len(states) == 0 && n < 0 {
		return false
	}
	m := movement{forces: []int{force}, from: v.From, to: v.To, clause: cl, verb: v, state: st, sender: -1}
	if len(states) > 1 {
		m.to = trimSigns(r.d, v.To, to)
	}
	if !r.add(&m, nil) {
		return false
	}
	if dep := r.last; n >= 0 {
		dep.Strength = r.count(n)
	}
	return true
}

// joins reads "в состав сил вошли подразделения России, …": those who enter a force behind the verb.
func (r *deploymentReader) joins(cl *analysis.Clause, v *analysis.Chunk) bool {
	for _, n := range cl.Objects {
		if n > cl.Verb && (r.isForce(n) || r.soldiers(n)) && len(r.countries(r.d.Chunks[n].From, r.d.Sentences[cl.Sent].To)) > 0 && (cl.Subject < 0 || cl.Subject == n || r.d.Pack.Genitive) {
			st := state{"deployed", bilan.Asserted}
			if v.Tense == lang.Fut {
				st = state{"announced", bilan.Planned}
			}
			m := movement{forces: []int{n}, from: v.From, to: trimSigns(r.d, v.To, r.d.Sentences[cl.Sent].To), clause: cl, verb: v, state: st, sender: -1}
			return r.add(&m, nil)
		}
	}
	return false
}

// counted gives the first phrase in tokens [from,to) that counts people, -1 when none does.
func (r *deploymentReader) counted(from, to int) int {
	d := r.d
	for k := firstChunk(d, from); k < len(d.Chunks) && d.Chunks[k].From < to; k++ {
		ch := &d.Chunks[k]
		if ch.Kind == analysis.VerbGroup {
			break
		}
		if ch.Number >= 0 && d.Numbers[ch.Number].Kind != analysis.ArticleOne && countable(d, k) && (r.people(k) || r.bareNumber(k)) {
			return k
		}
	}
	return -1
}

// bareNumber reports whether a phrase is a numeral alone.
func (r *deploymentReader) bareNumber(k int) bool {
	ch := &r.d.Chunks[k]
	n := r.d.NumberAt(ch.Head)
	return n != nil && phraseEnd(r.d, k) <= max(n.To, ch.To) && !r.d.Is(ch.To, "%")
}
