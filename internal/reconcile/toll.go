package reconcile

import (
	"cmp"
	"slices"
	"strings"

	"bilan"
)

// teller is a telling in its story.
type teller struct {
	*Telling
	d      *Dispatch
	event  int // index of the story's events; -1 for background
	who    *speaker
	class  bilan.Class
	spot   *Spot
	scope  string
	copied bool // the dispatch is a copy of another that tells it too
}

// ref names the claim in the register.
func (t *teller) ref() string { return bilan.ClaimRef(t.d.ID, t.Claim) }

// value writes outcome and bounds: what tellings of one figure's value share.
func (t *teller) value() string {
	return string(t.Outcome) + " " + bound(t.Low) + " " + bound(t.High)
}

// settle makes the class and the place of tellings of one value one: a telling that leaves open who the victims were
// means those of the tellings that say it, when these agree; the place is the one that most of them tell.
func settle(list []*teller) {
	groups := map[string][]*teller{}
	for _, t := range list {
		k := t.value() + " " + bound64(int64(t.event)) + " " + t.scope
		groups[k] = append(groups[k], t)
	}
	for _, g := range groups {
		settleClass(g)
		settlePlace(g)
	}
}

func settleClass(g []*teller) {
	var told bilan.Class
	for _, t := range g {
		if t.class != bilan.Unspecified && told != "" && told != t.class {
			return
		}
		if t.class != bilan.Unspecified {
			told = t.class
		}
	}
	for _, t := range g {
		t.class = cmp.Or(told, t.class)
	}
}

func settlePlace(g []*teller) {
	votes := map[string]int{}
	for _, t := range g {
		if t.spot != nil {
			votes[t.spot.Key]++
		}
	}
	var best *teller
	for _, t := range g {
		if t.spot == nil {
			continue
		}
		if best == nil || votes[t.spot.Key] > votes[best.spot.Key] || votes[t.spot.Key] == votes[best.spot.Key] && before(t, best) {
			best = t
		}
	}
	if best == nil {
		return
	}
	for _, t := range g {
		if t.spot == nil || t.spot.wide() || best.spot.wide() || near(t.spot, best.spot) || best.spot.holds(t.spot) || t.spot.holds(best.spot) {
			t.spot = best.spot
		}
	}
}

// before orders tellings by when they were told, then by dispatch and place in it.
func before(a, b *teller) bool { return order(a, b) < 0 }

func order(a, b *teller) int {
	return cmp.Or(a.d.Told.Compare(b.d.Told), strings.Compare(a.d.ID, b.d.ID), cmp.Compare(a.Start, b.Start), strings.Compare(a.Claim, b.Claim))
}

// cell is the figure a telling belongs to.
type cell struct {
	event   int
	outcome bilan.Outcome
	class   bilan.Class
	place   string
	scope   string
	part    bool
	only    string // of background: the value, since one cannot tell whether two are one figure
}

func (t *teller) cell() cell {
	c := cell{event: t.event, outcome: t.Outcome, class: t.class, scope: t.scope}
	if t.spot != nil {
		c.place = cmp.Or(t.spot.Key, t.spot.Country)
	}
	c.part = t.PartOf != "" && t.class == bilan.Unspecified && t.scope == "total"
	if t.event < 0 {
		c.only = t.value()
	}
	return c
}

// scopeOf puts an incident's toll and a running total of a happening together: they are the same quantity, told as it grows.
func scopeOf(scope string) string {
	if scope == "incident" || scope == "" {
		return "total"
	}
	return scope
}

func sorted(list []*teller) []*teller {
	slices.SortStableFunc(list, order)
	return list
}
