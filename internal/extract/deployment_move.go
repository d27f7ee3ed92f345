package extract

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// moves reads a verb of sending, arriving, serving, leaving.
func (r *deploymentReader) moves(k int, cl *analysis.Clause, v *analysis.Chunk) bool {
	force := r.mover(k, cl, v)
	if force < 0 || r.elsewhere(cl, force) {
		return false
	}
	m := movement{forces: r.row(force), from: v.From, to: v.To, clause: cl, verb: v, sender: -1, leaving: r.goes(cl, v)}
	m.state = r.state(k, cl, v)
	if v.Tags.Has(lang.Send) && !v.Passive || m.leaving {
		m.sender = r.sender(k, cl, force)
	}
	return r.add(&m, r.tasks(k))
}

// elsewhere reports whether a clause brings people to a hospital, or to a visit, parade or match that they do not guard.
func (r *deploymentReader) elsewhere(cl *analysis.Clause, force int) bool {
	d := r.d
	guards := victimTags(d, force).Has(lang.CSecurity)
	for _, list := range [][]int{cl.Objects, cl.Adjuncts} {
		for _, n := range list {
			if h := &d.Tokens[d.Chunks[n].Head]; h.Has(lang.Hospital) || h.Has(lang.Visit) && h.Has(lang.N) && !guards {
				return true
			}
		}
	}
	left := d.Chunks[cl.Verb].Tags.Has(lang.Leave) // "left 40 people dead"
	for i := d.Chunks[cl.Verb].To; i < cl.To; i++ {
		if d.Has(i, lang.Hospital) || d.Has(i, lang.Condition) || left && (d.Has(i, lang.Kill) || d.Has(i, lang.Wound)) {
			return true
		}
	}
	return false
}

// goes reports whether a clause takes a force away: its verb does, or it sends it home.
func (r *deploymentReader) goes(cl *analysis.Clause, v *analysis.Chunk) bool {
	if v.Tags.Has(lang.Leave) && !v.Tags.Has(lang.Arrive) && !(v.Tags.Has(lang.Send) && !v.Tags.Has(lang.Withdraw)) {
		return true
	}
	for i := v.From; i < cl.To && i < v.To+3; i++ {
		if t := &r.d.Tokens[i]; t.Has(lang.Leave) && !t.Has(lang.V) && (!t.Has(lang.N) || t.Has(lang.Adv)) {
			return true
		}
	}
	return false
}

// sender gives the subject that sends a force, through the clauses that an infinitive depends on.
func (r *deploymentReader) sender(k int, cl *analysis.Clause, force int) int {
	for n := 0; n < 3 && k >= 0; n++ {
		c := &r.d.Clauses[k]
		if s := c.Subject; s >= 0 && s != force && c.Sent == cl.Sent {
			return r.teller(k, r.beforeComma(c, s))
		}
		k = c.Mother
	}
	return -1
}

// teller gives, for a pronoun that is the subject of clause k, the states that are the subject of the clause before:
// "Chad and Niger told the Union that they would send troops". Else it gives subject s.
func (r *deploymentReader) teller(k, s int) int {
	if k == 0 || !r.d.Has(r.d.Chunks[s].Head, lang.Pron) || r.d.Clauses[k-1].Sent != r.d.Clauses[k].Sent {
		return s
	}
	if b := r.d.Clauses[k-1].Subject; b >= 0 && r.isState(b) {
		return b
	}
	return s
}

// beforeComma gives the state that begins a clause when only an insertion stands between it and the verb: "Austria, long
// neutral, has sent". Else it gives subject s.
func (r *deploymentReader) beforeComma(cl *analysis.Clause, s int) int {
	d := r.d
	first := firstChunk(d, cl.From)
	if first >= s || !r.isState(first) || d.Chunks[first].Prep >= 0 || !d.Is(d.Chunks[first].To, ",") || !d.Is(d.Chunks[cl.Verb].From-1, ",") {
		return s
	}
	return first
}

// mover gives the force that a clause moves, -1 when none does: the object of sending, the subject of arriving,
// serving, leaving; the subject of a passive.
func (r *deploymentReader) mover(k int, cl *analysis.Clause, v *analysis.Chunk) int {
	sends := v.Tags.Has(lang.Send) || v.Tags.Has(lang.Leave)
	if sends && !v.Passive {
		for _, n := range cl.Objects {
			if r.isForce(n) || r.crew(n) || r.soldiers(n) || r.isRest(n) {
				return n
			}
		}
		if len(cl.Objects) > 0 && !v.Tags.Has(lang.Leave) && !v.Tags.Has(lang.Arrive) {
			return -1
		}
	}
	if v.Passive && !v.Tags.Has(lang.Send) && !v.Tags.Has(lang.Leave) && (!r.perfect(v) || !v.Tags.Has(lang.Arrive)) {
		return -1
	}
	if n := r.subjectForce(cl); n >= 0 && r.canMove(n, v) && !(n > 0 && r.isPair(n-1)) {
		return n
	}
	if n := cl.Subject; n >= 0 && (v.Passive && v.Tags.Has(lang.Send) && r.soldiers(n) || !r.sent(v) && r.troop(n)) {
		return n
	}
	if v.Tags.Has(lang.Serve) && !v.Tags.Has(lang.Send) && !r.d.Pack.Genitive && !r.inverted(cl) {
		return -1
	}
	for _, n := range cl.Objects {
		if (r.isForce(n) || r.crew(n)) && r.canMove(n, v) && (cl.Subject < 0 || r.d.Pack.Genitive || r.inverted(cl)) {
			return n
		}
	}
	if n := cl.Subject + 1; cl.Subject >= 0 && n < cl.Verb && r.d.Has(r.d.Chunks[n].Prep, lang.With) && r.crew(n) && !v.Tags.Has(lang.Serve) && !r.sent(v) {
		return n // "a plane with 80 firefighters"
	}
	if v.Tense == lang.Inf && cl.Subject < 0 && k > 0 && r.d.Clauses[k-1].Sent == cl.Sent {
		if n := r.d.Clauses[k-1].Subject; n >= 0 && (r.isForce(n) || r.crew(n)) {
			return n
		}
	}
	return -1
}

// sent reports whether a verb says that its subject sends somebody.
func (r *deploymentReader) sent(v *analysis.Chunk) bool {
	return v.Tags.Has(lang.Send) && !v.Passive && !v.Tags.Has(lang.Arrive)
}

// inverted reports whether a clause has no subject before its verb: "Sur place travaillent 190 sauveteurs".
func (r *deploymentReader) inverted(cl *analysis.Clause) bool {
	return cl.Subject < 0 || r.d.Chunks[cl.Subject].From >= r.d.Chunks[cl.Verb].From
}

// canMove reports whether a phrase is told closely enough to be a force at work: who only serves must be counted,
// named by its country or known.
func (r *deploymentReader) canMove(n int, v *analysis.Chunk) bool {
	if v.Tags.Has(lang.Send) && v.Passive && (r.soldiers(n) || r.isForce(n)) {
		return true
	}
	if v.Tags.Has(lang.Serve) && !v.Tags.Has(lang.Arrive) && !v.Tags.Has(lang.Leave) {
		return r.isWhole(n) || r.d.Chunks[n].Number >= 0 && countable(r.d, n) || r.named(n) || r.isRest(n)
	}
	return true
}

// subjectForce gives the force that is a clause's subject, also when an insertion between commas hides it: "The force,
// made up of units from Chad and Niger, has been sent".
func (r *deploymentReader) subjectForce(cl *analysis.Clause) int {
	d := r.d
	if n := cl.Subject; n >= 0 && (r.isForce(n) || r.crew(n) || r.isRest(n) || r.isPronoun(n) || r.nation(n) && r.isForce(r.row(n)[0])) {
		return n
	}
	v := &d.Chunks[cl.Verb]
	if cl.Subject >= 0 && d.Chunks[cl.Subject].From > v.From || !r.behindSign(v) {
		return -1
	}
	for k := firstChunk(d, d.Sentences[cl.Sent].From); k < cl.Verb; k++ {
		ch := &d.Chunks[k]
		if ch.Kind == analysis.NounPhrase && ch.Prep < 0 && ch.Of < 0 && r.isForce(k) {
			if e := phraseEnd(d, k); d.Is(e, ",") || d.Is(e, "(") {
				return k
			}
		}
	}
	return -1
}

// behindSign reports whether a verb stands behind a comma or bracket, with nothing but a time or adverb between.
func (r *deploymentReader) behindSign(v *analysis.Chunk) bool {
	i := v.From - 1
	for i > 0 && (r.d.TimeAt(i) != nil || r.d.Has(i, lang.Adv) || r.d.Has(i, lang.UOrdinal)) {
		i--
	}
	return r.d.Is(i, ",") || r.d.Is(i, ")")
}
