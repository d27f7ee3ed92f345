package reconcile

import (
	"math"
	"slices"
	"strings"
	"time"
)

// weighed is what comparing happenings asks of one over and over, made once.
type weighed struct {
	kinds    []kindCount
	norm     float64 // the length of kinds as a vector
	from, to int64   // days since 1970
	dated    bool
	sudden   bool // all kinds are of accidents: what happened once, in a moment
}

// kindCount is how often words tell a kind.
type kindCount struct {
	kind, class string
	n           float64
}

// Prepare readies a dispatch for being compared with many others. One that is not prepared gives the same record, slower. It
// must not be called while others use the dispatch.
func (d *Dispatch) Prepare() {
	for i := range d.Happened {
		h := &d.Happened[i]
		h.weighed = h.weigh()
	}
}

// weighing gives what was prepared.
func (h *Happened) weighing() *weighed {
	if h.weighed != nil {
		return h.weighed
	}
	return h.weigh()
}

func (h *Happened) weigh() *weighed {
	w := &weighed{}
	for k, n := range h.Kinds {
		class, _, _ := strings.Cut(k, ".")
		w.kinds = append(w.kinds, kindCount{k, class, float64(n)})
	}
	slices.SortFunc(w.kinds, func(a, b kindCount) int { return strings.Compare(a.kind, b.kind) })
	w.sudden = len(w.kinds) > 0 && !slices.ContainsFunc(w.kinds, func(k kindCount) bool { return k.class != "accident" })
	w.norm = math.Sqrt(dot(w.kinds, w.kinds))
	from, err1 := time.Parse(time.DateOnly, h.From)
	to, err2 := time.Parse(time.DateOnly, h.To)
	w.from, w.to, w.dated = from.Unix()/86400, to.Unix()/86400, err1 == nil && err2 == nil
	return w
}

func dot(a, b []kindCount) float64 {
	sum := 0.0
	for i := range a {
		for j := range b {
			sum += alike(&a[i], &b[j]) * a[i].n * b[j].n
		}
	}
	return sum
}

func alike(x, y *kindCount) float64 {
	switch {
	case x.kind == y.kind:
		return 1
	case vehicles[x.kind] && vehicles[y.kind]:
		return 0
	case x.class == y.class || violent[x.class] && violent[y.class]:
		return 0.3
	}
	return 0
}

// likeness is the cosine of two counts of words of kinds; kinds of one class ("accident.mine", "accident.fire") are half alike.
// Words that tell no kind are like all a little.
func likeness(a, b *weighed) float64 {
	if len(a.kinds) == 0 || len(b.kinds) == 0 {
		return 0.25
	}
	d := dot(a.kinds, b.kinds)
	if d == 0 {
		return 0
	}
	return min(1, d/(a.norm*b.norm))
}

// days speaks against two happenings whose days told lie apart, more when they are of a kind that is over in a moment.
func days(a, b *weighed) float64 {
	if !a.dated || !b.dated {
		return 0
	}
	switch gap := max(b.from-a.to, a.from-b.to); {
	case gap <= 1:
		return 0.5
	case gap > 2 && a.sudden && b.sudden:
		return -3
	case gap > 3:
		return -0.5
	}
	return 0
}
