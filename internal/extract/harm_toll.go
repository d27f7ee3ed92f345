package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// undergo reads "suffered wounds", "a subi des blessures", «травмы получили 47 человек»: who has the harm is hurt.
func (r *harmReader) undergo(k int, v *analysis.Chunk) bool {
	cl := &r.d.Clauses[k]
	slots := append([]int{}, cl.Objects...)
	if cl.Subject >= 0 {
		slots = append(slots, cl.Subject)
	}
	for _, n := range append(slots[:len(slots):len(slots)], cl.Adjuncts...) {
		head := r.d.Tokens[r.d.Chunks[n].Head].Tags
		o := outcomeOf(r.fullTags(n))
		if o == "" && head.Has(lang.Injury) {
			o = bilan.Injured
		}
		if o == "" || !head.Has(lang.Injury) && !head.Has(lang.Wound) || r.countsPeople(n) && head.Has(lang.Person) {
			continue
		}
		for _, victim := range slots {
			if victim != n && (r.human(victim) || r.countsPeople(victim)) {
				r.note(k, victim, o, false)
				return true
			}
		}
	}
	return false
}

// tollClause reads "the death toll rose to 12", «число погибших достигло 16», "injuries stood at 40": the subject tells
// the outcome, a bare number behind the verb how many.
func (r *harmReader) tollClause(k int, v *analysis.Chunk) {
	cl := &r.d.Clauses[k]
	if cl.Subject >= 0 && r.tollOf(k, cl.Subject, v.From) {
		return
	}
	if v.Tags.Has(lang.Change) || v.Tags.Has(lang.Say) || v.Tags.Has(lang.Correct) {
		if n := r.directObject(cl, v); n >= 0 {
			r.tollOf(k, n, cl.To)
		}
	}
}

// tollOf reads the number behind phrase sub of clause k, whose words up to token end tell an outcome.
func (r *harmReader) tollOf(k, sub, end int) bool {
	cl := &r.d.Clauses[k]
	ch := &r.d.Chunks[sub]
	if ch.Number >= 0 || !ch.Tags.Has(lang.Toll) && !ch.Tags.Has(lang.VictNoun) && !ch.Tags.Has(lang.Injury) {
		return false
	}
	t := r.tagsBetween(ch.From, end)
	o := outcomeOf(t)
	if own := outcomeOf(ch.Tags); own != "" && ch.Tags.Has(lang.Toll) {
		o = own // "the number of people killed in the crush"
	}
	if o == "" || t.Has(lang.Animal) {
		return false
	}
	for n := max(cl.Verb, sub) + 1; n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		c := &r.d.Chunks[n]
		if !ch.Tags.Has(lang.Toll) && c.From > r.d.Chunks[max(cl.Verb, sub)].To+2 {
			return false // "the deceased was identified as X, 19"
		}
		if c.Kind == analysis.NounPhrase && c.Number >= 0 && countable(r.d, n) && r.d.Numbers[c.Number].Kind != analysis.ZeroCount {
			r.said[n] = harm{outcome: o, chunk: n, verb: cl.Verb, clause: k, from: ch.From, to: c.To, why: "toll", class: ch}
			return true
		}
	}
	return false
}

// broughtTo reads "bringing to 41 the number of dead", "portant à sept le nombre de tués": the number stands before the toll
// that it is.
func (r *harmReader) broughtTo(k int) {
	cl := &r.d.Clauses[k]
	for n := firstChunk(r.d, cl.From); n+1 < len(r.d.Chunks) && r.d.Chunks[n+1].From < cl.To; n++ {
		num, toll := &r.d.Chunks[n], &r.d.Chunks[n+1]
		if num.Number < 0 || num.From == 0 || !r.elliptical(n) || toll.From != num.To || toll.Number >= 0 || !r.d.Has(toll.Head, lang.Toll) {
			continue
		}
		o := outcomeOf(r.fullTags(n + 1))
		if t := &r.d.Tokens[num.From-1]; o == "" || !t.Has(lang.Total) && !t.Has(lang.Change) && !(num.Prep >= 0 && r.changes(num.Prep-1)) {
			continue
		}
		r.said[n] = harm{outcome: o, chunk: n, verb: -1, clause: k, from: num.From, to: toll.To, why: "toll", class: toll}
	}
}

// changes reports whether token i is a word of change.
func (r *harmReader) changes(i int) bool { return r.d.Has(i, lang.Change) || r.d.Has(i, lang.Total) }

func (r *harmReader) tagsBetween(from, to int) lang.Set {
	var t lang.Set
	for i := from; i < to; i++ {
		t = t.Or(r.d.Tokens[i].Tags)
	}
	return t
}

// verbless reads "Killed: 12", «погибших — 16»: a noun of harm, a dash or colon, a number.
func (r *harmReader) verbless(k int) {
	cl := &r.d.Clauses[k]
	var prev int = -1
	for n := firstChunk(r.d, cl.From); n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		ch := &r.d.Chunks[n]
		if prev >= 0 && r.adverbsBetween(r.d.Chunks[prev].To, ch.From) && ch.Number < 0 && ch.Tags.Any(harmTags) && r.bareAdjective(ch) && (r.human(prev) || r.countsPeople(prev)) {
			o := outcomeOf(ch.Tags) // "Catoosa teen dead after …"
			r.said[prev] = harm{outcome: o, chunk: prev, verb: -1, clause: k, from: r.d.Chunks[prev].From, to: ch.To, why: "headline"}
		}
		if prev >= 0 && ch.Number >= 0 && (r.joinedBySign(prev, n) || r.passes(prev, n)) {
			if o := outcomeOf(r.fullTags(prev)); o != "" && r.d.Chunks[prev].Number < 0 {
				r.said[n] = harm{outcome: o, chunk: n, verb: -1, clause: k, from: r.d.Chunks[prev].From, to: ch.To, why: "list"}
			}
		}
		prev = n
	}
}

// adverbsBetween reports whether tokens [from,to) are adverbs, or none: "three now dead".
func (r *harmReader) adverbsBetween(from, to int) bool {
	for i := from; i < to; i++ {
		if !r.d.Has(i, lang.Adv) {
			return false
		}
	}
	return true
}

// passes reports whether a number phrase begins with a verb that bounds it, right behind a toll: "the death toll tops 100".
func (r *harmReader) passes(prev, n int) bool {
	b, ch := &r.d.Chunks[prev], &r.d.Chunks[n]
	t := &r.d.Tokens[ch.From]
	return b.Kind == analysis.NounPhrase && b.To == ch.From && b.Tags.Has(lang.Toll) && t.Has(lang.V) && (t.Has(lang.BMore) || t.Has(lang.BAtLeast) || t.Has(lang.BAbout))
}
