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

// broughtTo reads "bringing to 41 the number of dead", "évalue à sept le nombre de tués": the number stands before the toll
// that it is.
func (r *harmReader) broughtTo(k int) {
	cl := &r.d.Clauses[k]
	for n := firstChunk(r.d, cl.From); n+1 < len(r.d.Chunks) && r.d.Chunks[n+1].From < cl.To; n++ {
		num, toll := &r.d.Chunks[n], &r.d.Chunks[n+1]
		if num.Number < 0 || num.From == 0 || !r.elliptical(n) || toll.From != num.To || toll.Number >= 0 || !r.d.Has(toll.Head, lang.Toll) {
			continue
		}
		o := outcomeOf(r.fullTags(n + 1))
		if o == "" || !r.puts(num.From-1) && !(num.Prep >= 0 && r.puts(num.Prep-1)) {
			continue
		}
		r.said[n] = harm{outcome: o, chunk: n, verb: -1, clause: k, from: num.From, to: toll.To, why: "toll", class: toll}
	}
}

// puts reports whether token i, or the one before an adverb there, is a word of change or a verb of counting: "évalue désormais".
func (r *harmReader) puts(i int) bool {
	if i > 0 && r.d.Has(i, lang.Adv) && !r.d.Has(i, lang.V) {
		i--
	}
	return i >= 0 && (r.d.Has(i, lang.Change) || r.d.Has(i, lang.Total) || r.d.Has(i, lang.Toll) && r.d.Has(i, lang.V))
}

// tollAt reads "with the death toll at 41": a toll and a bare number behind a preposition, whatever the clause tells.
func (r *harmReader) tollAt(k int) {
	cl := &r.d.Clauses[k]
	for n := firstChunk(r.d, cl.From) + 1; n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		ch, b := &r.d.Chunks[n], &r.d.Chunks[n-1]
		if _, told := r.said[n]; told || ch.Number < 0 || ch.Prep < 0 || ch.Prep != b.To || !r.d.Has(ch.Prep, lang.Locative) || !r.bareCount(n) {
			continue
		}
		o := outcomeOf(r.tagsBetween(b.From, b.To))
		if o != "" && b.Kind == analysis.NounPhrase && b.Tags.Has(lang.Toll) && b.Number < 0 {
			r.said[n] = harm{outcome: o, chunk: n, verb: cl.Verb, clause: k, from: b.From, to: ch.To, why: "toll", class: b}
		}
	}
}

// bareCount reports whether a phrase is a count of people and nothing else: not "in 12 regions", "in 12 of the regions".
func (r *harmReader) bareCount(n int) bool {
	ch := &r.d.Chunks[n]
	num := &r.d.Numbers[ch.Number]
	return countable(r.d, n) && ch.Head >= num.From && ch.Head < num.To && ch.To <= num.To && (ch.To >= len(r.d.Tokens) || !r.d.Has(ch.To, lang.Of))
}

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
