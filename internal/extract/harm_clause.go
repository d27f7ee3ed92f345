package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// clause notes the victims of clause k's predicate.
func (r *harmReader) clause(k int) {
	cl := &r.d.Clauses[k]
	r.noneLeft(k)
	r.apart(k)
	r.broughtTo(k)
	if cl.Verb < 0 {
		r.verbless(k)
		r.condition(k)
		return
	}
	v := &r.d.Chunks[cl.Verb]
	switch {
	case v.Tags.Has(lang.Condition) && r.condition(k): // "went to the hospital"
	case !v.Tags.Any(harmTags) && r.ledAway(k):
	case r.livesTaken(k, v):
	case v.Tags.Any(harmTags) || v.Tags.Has(lang.ShotAt):
		r.predicate(k, v)
		r.conditionAside(k)
	case v.Tags.Has(lang.Lose) && r.loses(k, v):
	case v.Tags.Has(lang.Undergo) && r.undergo(k, v):
	case r.condition(k):
		r.tollClause(k, v)
	case r.forcedOut(k, v):
	default:
		r.predicative(k, v)
		r.tollClause(k, v)
		r.taken(k, v)
	}
	r.withInjury(k)
	r.tollAt(k)
}

// withInjury reads "three people were found with gunshot wounds", "a boy with burns": who is told with harm is hurt.
func (r *harmReader) withInjury(k int) {
	cl := &r.d.Clauses[k]
	for n := firstChunk(r.d, cl.From); n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		ch := &r.d.Chunks[n]
		if ch.Prep < 0 || !r.d.Has(ch.Prep, lang.With) || !r.d.Has(ch.Head, lang.Injury) || n == 0 {
			continue
		}
		victim := n - 1
		if b := &r.d.Chunks[victim]; b.Kind != analysis.NounPhrase || b.Prep >= 0 && cl.Verb >= 0 && b.From >= r.d.Chunks[cl.Verb].To && cl.Subject >= 0 && (r.human(cl.Subject) || r.countsPeople(cl.Subject)) {
			victim = cl.Subject
		}
		if victim < 0 || !r.human(victim) && !r.countsPeople(victim) {
			continue
		}
		if _, told := r.said[victim]; !told {
			c := &r.d.Chunks[victim]
			r.said[victim] = harm{outcome: bilan.Injured, chunk: victim, verb: cl.Verb, clause: k, from: min(c.From, ch.From), to: ch.To, why: "with injury", weak: true}
		}
	}
}

// taken reads "sent four men to the hospital": who is sent or goes there is hurt.
func (r *harmReader) taken(k int, v *analysis.Chunk) {
	cl := &r.d.Clauses[k]
	if !v.Tags.Has(lang.Send) && !v.Tags.Has(lang.Arrive) && !v.Tags.Has(lang.Carry) {
		return
	}
	for _, n := range cl.Adjuncts {
		if ch := &r.d.Chunks[n]; !r.d.Has(ch.Head, lang.Hospital) && !r.d.Has(ch.To-1, lang.Hospital) {
			continue
		}
		victim := r.directObject(cl, v)
		if victim < 0 || v.Passive {
			victim = cl.Subject
		}
		if victim >= 0 && (r.human(victim) || r.countsPeople(victim)) {
			r.note(k, victim, bilan.Injured, false)
		}
		return
	}
}

// loses reads "la famille a perdu trois fils": the people lost are dead.
func (r *harmReader) loses(k int, v *analysis.Chunk) bool {
	n := r.directObject(&r.d.Clauses[k], v)
	if n < 0 || !r.d.Has(r.d.Chunks[n].Head, lang.Person) && !(r.elliptical(n) && r.d.Has(r.d.Chunks[n].Head, lang.Collect) && r.d.Pack.Genitive) {
		return false
	}
	r.note(k, n, bilan.Killed, false)
	return true
}

// livesTaken reads "the storm claimed 115 lives", "115 lives were lost": counted lives are so many dead.
func (r *harmReader) livesTaken(k int, v *analysis.Chunk) bool {
	if !v.Tags.Has(lang.LifeNoun) && !v.Tags.Has(lang.Lose) || v.Negated {
		return false
	}
	n := r.directObject(&r.d.Clauses[k], v)
	if v.Passive || n < 0 {
		n = r.d.Clauses[k].Subject
	}
	if n < 0 || r.d.Chunks[n].Number < 0 || !r.d.Has(r.d.Chunks[n].Head, lang.LifeNoun) || r.d.Chunks[n].Head < r.d.Numbers[r.d.Chunks[n].Number].To {
		return false
	}
	r.note(k, n, bilan.Killed, false)
	return true
}

// forcedOut reads "des centaines d'habitants ont dû quitter la ville": people who had to leave.
func (r *harmReader) forcedOut(k int, v *analysis.Chunk) bool {
	cl := &r.d.Clauses[k]
	if !v.Tags.Has(lang.Leave) || v.Passive || cl.Subject < 0 || r.directObject(cl, v) < 0 {
		return false
	}
	had := false
	for i := v.From; i < v.To; i++ {
		had = had || r.d.Has(i, lang.Modal) && r.d.Has(i, lang.PPart)
	}
	if s := r.withCounted(cl.Subject); !had || !s.Has(lang.UPeople) && !s.Has(lang.CCivil) {
		return false
	}
	r.note(k, cl.Subject, bilan.Displaced, false)
	return true
}

// withCounted gives the tags of a phrase and of what it counts.
func (r *harmReader) withCounted(k int) lang.Set {
	t := r.d.Chunks[k].Tags
	if k+1 < len(r.d.Chunks) && r.d.Chunks[k+1].Of == k {
		t = t.Or(r.d.Chunks[k+1].Tags)
	}
	return t
}

// condition reads "62 находятся в реанимации", "four in critical condition": a state that only the hurt are in.
func (r *harmReader) condition(k int) bool {
	cl := &r.d.Clauses[k]
	from, to := cl.From, cl.To
	if cl.Verb >= 0 {
		from = r.d.Chunks[cl.Verb].From
		if r.cliticObject(&r.d.Chunks[cl.Verb]) {
			return false
		}
	}
	found := false
	for i := from; i < to; i++ {
		if !r.d.Has(i, lang.Condition) || r.d.ClauseIndex(i) != k {
			continue
		}
		victim := cl.Subject
		if n := r.numberBefore(cl, i); cl.Verb < 0 || victim < 0 || n > cl.Verb && r.elliptical(n) {
			victim = n
		}
		if victim < 0 && cl.Verb < 0 && r.d.Pack.Genitive {
			victim = r.numberAfter(cl, i) // «в реанимации 15 человек»
		}
		if victim >= 0 && (r.human(victim) || r.countsPeople(victim)) {
			o := outcomeOf(r.d.Tokens[i].Tags)
			if o == "" {
				o = bilan.Injured
			}
			r.said[victim] = harm{outcome: o, chunk: victim, verb: cl.Verb, clause: k, from: r.d.Chunks[victim].From, to: i + 1, why: "condition"}
			found = true
		}
	}
	return found
}

// conditionAside reads a condition told of a bare number behind a clause of harm: «пострадали 63 человека, четверо — в
// тяжёлом состоянии».
func (r *harmReader) conditionAside(k int) {
	cl := &r.d.Clauses[k]
	for i := r.d.Chunks[cl.Verb].To; i < cl.To; i++ {
		if !r.d.Has(i, lang.Condition) || r.d.ClauseIndex(i) != k {
			continue
		}
		n := r.numberBefore(cl, i)
		if n <= cl.Verb || !r.elliptical(n) || !r.behindDash(n, i) {
			continue
		}
		if _, told := r.said[n]; !told {
			r.said[n] = harm{outcome: bilan.Injured, chunk: n, verb: -1, clause: k, from: r.d.Chunks[n].From, to: i + 1, why: "condition"}
		}
	}
}

// behindDash reports whether token i stands right behind phrase n, or behind a dash.
func (r *harmReader) behindDash(n, i int) bool {
	to := r.d.Chunks[n].To
	return to == i || to+1 == i && (r.d.Is(to, "—") || r.d.Is(to, "–"))
}

// cliticObject reports whether a verb group has its object before it: "les a placés en détention".
func (r *harmReader) cliticObject(v *analysis.Chunk) bool {
	for i := v.From; i < v.To; i++ {
		if t := &r.d.Tokens[i]; t.Has(lang.Pron) && t.Has(lang.Acc) && !t.Has(lang.Refl) && !t.Has(lang.Nom) && !t.Has(lang.Prep) {
			return true
		}
	}
	return false
}

// elliptical reports whether a phrase is a bare number: "forty lay in hospital, nine in grave condition".
func (r *harmReader) elliptical(k int) bool {
	ch := &r.d.Chunks[k]
	return ch.Number >= 0 && ch.To <= r.d.Numbers[ch.Number].To
}

// numberAfter gives the phrase of people with a number right behind token i in a clause, -1 when there is none.
func (r *harmReader) numberAfter(cl *analysis.Clause, i int) int {
	n := firstChunk(r.d, i+1)
	if n < len(r.d.Chunks) && r.d.Chunks[n].From <= i+2 && r.d.Chunks[n].From < cl.To && r.d.Chunks[n].Prep < 0 && r.countsPeople(n) {
		return n
	}
	return -1
}

// numberBefore gives the last phrase of people with a number before token i in a clause, -1 when there is none.
func (r *harmReader) numberBefore(cl *analysis.Clause, i int) int {
	for n := firstChunk(r.d, i) - 1; n >= 0 && r.d.Chunks[n].From >= cl.From; n-- {
		if r.d.Chunks[n].Kind == analysis.NounPhrase && r.countsPeople(n) {
			return n
		}
	}
	return -1
}

// predicative reads harm told by an adjective behind the verb: "one is dead", "left a woman dead", "was found dead".
func (r *harmReader) predicative(k int, v *analysis.Chunk) {
	cl := &r.d.Clauses[k]
	for n, o := range cl.Objects {
		ch := &r.d.Chunks[o]
		if ch.Number >= 0 || !ch.Tags.Any(harmTags) || !r.bareAdjective(ch) {
			continue
		}
		victim := cl.Subject
		if b := r.behindWhole(o - 1); n > 0 && cl.Objects[n-1] == b && r.d.Chunks[o-1].To == ch.From {
			victim = b
		} else if !v.Passive && !r.be(v) && !r.d.Has(ch.Head, lang.Ins) {
			continue
		}
		if victim >= 0 {
			r.note(k, victim, outcomeOf(ch.Tags), false)
		}
		return
	}
}

// behindWhole gives phrase k, or the one before it that it is named as a part of: "four soldiers including the gunman".
func (r *harmReader) behindWhole(k int) int {
	if k < 1 {
		return k
	}
	ch := &r.d.Chunks[k]
	if ch.Prep >= 0 && r.d.Has(ch.Prep, lang.PartOf) && r.d.Chunks[k-1].To == ch.Prep && r.countsPeople(k-1) {
		return k - 1
	}
	return k
}

// bareAdjective reports whether a phrase is adjectives alone: no noun that could be a victim itself.
func (r *harmReader) bareAdjective(ch *analysis.Chunk) bool {
	for i := ch.From; i < ch.To; i++ {
		if t := &r.d.Tokens[i]; !t.Has(lang.Adj) && !t.Has(lang.PPart) && !t.Has(lang.Adv) {
			return false
		}
	}
	return true
}

// be reports whether a verb group is a form of be and nothing else.
func (r *harmReader) be(v *analysis.Chunk) bool {
	for i := v.From; i < v.To; i++ {
		if r.d.Has(i, lang.Be) {
			return true
		}
	}
	return false
}

func (r *harmReader) predicate(k int, v *analysis.Chunk) {
	o := outcomeOf(v.Tags)
	if o == "" {
		o = bilan.Injured
	}
	victim := r.victim(k, v)
	if v.Tags.Has(lang.CauseOnly) && !v.Passive && !r.byCause(k) {
		return
	}
	if v.Negated && victim >= 0 && r.nobody(victim) {
		r.said[victim] = harm{outcome: o, chunk: victim, verb: r.d.Clauses[k].Verb, clause: k, from: min(v.From, r.d.Chunks[victim].From), to: max(v.To, r.d.Chunks[victim].To), why: "nobody", none: true}
		return
	}
	if victim >= 0 && (o != bilan.Injured || v.Tags.Has(lang.Wound) || r.human(victim)) {
		r.note(k, victim, o, v.Tags.Has(lang.ShotAt) && o == bilan.Injured)
	}
}

// byCause reports whether the subject of clause k is a disaster or a weapon: the flood that carries people away kills,
// the boat does not.
func (r *harmReader) byCause(k int) bool {
	s := r.d.Clauses[k].Subject
	if s < 0 {
		return false
	}
	t := r.withCounted(s)
	return t.Has(lang.Cause) || t.Has(lang.Weapon)
}

// nobody reports whether a phrase with a negated verb of harm says that none of them came to harm: people in general or
// a group, without number ("люди не пострадали", "les policiers n'ont pas été blessés").
func (r *harmReader) nobody(k int) bool {
	ch := &r.d.Chunks[k]
	head := &r.d.Tokens[ch.Head]
	return ch.Number < 0 && (head.Has(lang.Pl) && !head.Has(lang.Sg) && head.Has(lang.Person) || head.Has(lang.Person) && ch.To-ch.From == 1 && !head.Is(analysis.Cap|analysis.Upper) && !single(r.d, k))
}
