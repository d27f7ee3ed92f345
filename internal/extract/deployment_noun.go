package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// noun reads "l'envoi d'une force", "the withdrawal of troops", and the noun alone for the force told before: «вывод
// начнётся».
func (r *deploymentReader) noun(k int) {
	d := r.d
	ch := &d.Chunks[k]
	head := &d.Tokens[ch.Head]
	if !head.Tags.Any(moveTags) || !head.Has(lang.N) || head.Has(lang.Serve) || head.Has(lang.Force) || head.Has(lang.Person) {
		return
	}
	leaving := head.Has(lang.Leave)
	m := movement{from: ch.From, to: ch.To, sender: -1, leaving: leaving, state: r.nounState(k, leaving)}
	if m.state.status == "" {
		return
	}
	if head.W1-head.W0 > 1 && d.Pack.Genitive { // «вывод войск»
		m.forces = []int{k}
		r.nounClaim(&m, k, -1)
		return
	}
	for n := k + 1; n < len(d.Chunks) && n <= k+5; n++ {
		c := &d.Chunks[n]
		if c.Kind == analysis.VerbGroup || d.Tokens[c.From].Sent != d.Tokens[ch.From].Sent {
			break
		}
		if r.seen[n] {
			return
		}
		if !r.isForce(n) && !r.crew(n) && !r.soldiers(n) || c.Of < 0 && !d.Has(c.Prep, lang.Of) && !(d.Pack.Genitive && c.Prep < 0 && d.Has(c.Head, lang.Gen)) {
			continue
		}
		if m.forces = r.row(n); head.Has(lang.Arrive) && !head.Has(lang.Send) && r.strength(n) == nil && !r.named(n) {
			return // "avant l'arrivée des gendarmes"
		}
		r.nounClaim(&m, k, n)
		return
	}
	if r.last != nil && d.Tokens[ch.From].Sent-r.lastSent <= 3 && leaving && r.alone(k) {
		m.forces = []int{k}
		m.clause = d.ClauseAt(ch.Head)
		r.nounClaim(&m, k, k)
	}
}

// nounClaim adds the claim of a noun and takes in what stands behind its force: a task, a duration, a place.
func (r *deploymentReader) nounClaim(m *movement, k, force int) {
	d := r.d
	e := r.forceEnd(m.forces[len(m.forces)-1])
	s := d.SentenceOf(e - 1)
	for n := firstChunk(d, e); n < len(d.Chunks) && d.Chunks[n].From < s.To && d.Chunks[n].From-m.to < 12; n++ {
		c := &d.Chunks[n]
		if c.Kind == analysis.VerbGroup || c.Prep < 0 || c.Prep > max(e, m.to)+1 || r.d.PlaceAt(c.Head) == nil {
			break
		}
		m.to = c.To
	}
	m.to = max(m.to, e)
	before := r.last
	if !r.add(m, r.tasksFrom(e, s.To)) {
		return
	}
	if force == k && before != nil {
		r.last.Force = before.Force
		r.last.Contributors = plain(before.Contributors)
		r.last.Strength = nil
	}
}

// alone reports whether a noun of leaving is the subject of its clause, told with a verb of going on: "Le retrait devra
// être bouclé", «вывод начнётся».
func (r *deploymentReader) alone(k int) bool {
	cl := r.d.ClauseAt(r.d.Chunks[k].Head)
	if cl == nil || cl.Verb < 0 || cl.Subject != k || r.d.Has(r.d.Chunks[k].From, lang.One) {
		return false
	}
	v := r.d.Chunks[cl.Verb].Tags
	return v.Has(lang.Begin) || v.Has(lang.End) || v.Has(lang.Prolong)
}

// decidedTags are what verbs say of a moving that is more than an idea.
var decidedTags = lang.SetOf(lang.Decide, lang.Announce, lang.Ask, lang.Urge, lang.Begin, lang.End, lang.Prolong, lang.Contrib, lang.Say, lang.Confirm)

// nounState gives the state that a noun of moving tells, from what is said of it: asked for, begun, over, decided.
func (r *deploymentReader) nounState(k int, leaving bool) state {
	d := r.d
	cl := d.ClauseAt(d.Chunks[k].Head)
	st := state{"announced", bilan.Planned}
	if leaving {
		st = state{"withdrawing", bilan.Planned}
	}
	if cl == nil || cl.Verb < 0 {
		return st
	}
	v := &d.Chunks[cl.Verb]
	done := !r.bound(v) && (v.Tense == lang.Past || v.Passive && v.Tense != lang.Fut || r.perfect(v))
	switch {
	case v.Negated && !v.Tags.Has(lang.Ask):
		return state{}
	case !v.Tags.Any(decidedTags):
		return state{} // considered, spoken of
	case (v.Tags.Has(lang.Ask) || v.Tags.Has(lang.Urge)) && !v.Tags.Has(lang.Decide) && cl.Subject != k:
		if !leaving {
			st.status = "requested"
		}
	case cl.Subject == k && v.Tags.Has(lang.Begin) && (done || v.Tense == lang.Pres && !r.bound(v)):
		st.mood = bilan.Asserted
		if !leaving {
			st.status = "deployed"
		}
	case cl.Subject == k && v.Tags.Has(lang.End) && done:
		st = state{"deployed", bilan.Asserted}
		if leaving {
			st.status = "withdrawn"
		}
	case cl.Subject != k && v.Tags.Has(lang.End) && done && leaving:
		st = state{"withdrawn", bilan.Asserted}
	case cl.Subject != k && v.Tags.Has(lang.Begin) && done:
		st.mood = bilan.Asserted
	}
	return st
}
