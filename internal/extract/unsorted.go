package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// unsorted makes "six people were shot" casualties where the article tells of dead too: who of the six died is not told.
// "Four others were shot" are those who did not die. Who was found with wounds or taken to hospital counts so only when
// the figures of the article add up to it.
func (r *casualtyReader) unsorted() {
	dead := r.dead()
	if dead == 0 {
		return
	}
	for i := range r.told {
		t := &r.told[i]
		if t.drop || t.outcome != bilan.Injured || t.number < 0 || !r.plural(t.number) || r.others(t.chunk) {
			continue
		}
		if t.shot || t.weak && r.addsUp(t, dead) {
			t.outcome = bilan.Casualties
		}
	}
}

// others reports whether a phrase counts others than those told before: "four others", and a bare "five"; not "the two".
func (r *casualtyReader) others(k int) bool {
	n := &r.d.Numbers[r.d.Chunks[k].Number]
	return another(r.d, k) || r.elliptic(k) && n.Kind != analysis.BothCount && !r.d.Has(r.d.Chunks[k].From, lang.Det)
}

// dead gives the largest number of dead that the article tells.
func (r *casualtyReader) dead() int64 {
	most := int64(0)
	for i := range r.told {
		if t := &r.told[i]; !t.drop && t.outcome == bilan.Killed && !t.none {
			most = max(most, r.low(t))
		}
	}
	return most
}

// low gives the least that a toll counts.
func (r *casualtyReader) low(t *toll) int64 {
	if t.number < 0 {
		return 1
	}
	if n := r.d.Numbers[t.number].Low; n != nil {
		return *n
	}
	return 0
}

// addsUp reports whether a toll of wounded is the dead alone, or the dead and other wounded together.
func (r *casualtyReader) addsUp(t *toll, dead int64) bool {
	n := r.low(t)
	if n == dead {
		return true
	}
	for i := range r.told {
		if o := &r.told[i]; o != t && !o.drop && o.outcome == bilan.Injured && r.low(o)+dead == n {
			return true
		}
	}
	return false
}
