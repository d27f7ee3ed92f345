package reconcile

import (
	"math"
	"time"

	"bilan"
)

// contradictions finds the pairs of entries of one figure, of different origins, that were held at one time and can't both
// be right.
func contradictions(list []*holding) []bilan.Contradiction {
	out := []bilan.Contradiction{}
	for i, a := range list {
		for j := i + 1; j < len(list); j++ {
			b := list[j]
			if a.who != b.who && overlap(a, b) && !compatible(&a.entry, &b.entry) {
				out = append(out, bilan.Contradiction{Entries: [2]int{i, j}, HeldTogether: a.entry.Until == nil && b.entry.Until == nil, Why: excuse(a, b)})
			}
		}
	}
	return out
}

// excuse says why two values may both hold: a toll that is told a day or more after another, and is larger, may have grown.
func excuse(a, b *holding) *string {
	first, second := a, b
	if before(b.tellers[0], a.tellers[0]) {
		first, second = b, a
	}
	_, high := limits(&first.entry)
	low, _ := limits(&second.entry)
	if low > high && second.tellers[0].d.Told.Sub(first.tellers[0].d.Told) >= 24*time.Hour {
		why := "told later: it may have grown"
		return &why
	}
	return nil
}

// overlap reports whether one entry began before the other ended. One that ended when it was told, by a larger value beside it,
// was never held.
func overlap(a, b *holding) bool {
	return a.lasted() && b.lasted() && (a.entry.Until == nil || b.tellers[0].d.Told.Before(a.until)) && (b.entry.Until == nil || a.tellers[0].d.Told.Before(b.until))
}

func (h *holding) lasted() bool { return h.entry.Until == nil || h.tellers[0].d.Told.Before(h.until) }

// compatible reports whether some number lies within the bounds of both; "about" gives a tenth to each side.
func compatible(a, b *bilan.Entry) bool {
	al, ah := limits(a)
	bl, bh := limits(b)
	return al <= bh && bl <= ah
}

func limits(e *bilan.Entry) (low, high float64) {
	low, high = 0, math.Inf(1)
	if e.Low != nil {
		low = float64(*e.Low)
	}
	if e.High != nil {
		high = float64(*e.High)
	}
	switch e.Qualifier {
	case bilan.About:
		low, high = low*0.9, high*1.1
	case bilan.MoreThan:
		low++
	case bilan.LessThan:
		high--
	}
	return low, high
}
