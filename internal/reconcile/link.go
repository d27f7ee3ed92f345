package reconcile

import (
	"math"
	"slices"
	"time"

	"bilan"
)

// window is how long after one dispatch another may tell the same happening, when nothing but words and places says so.
const window = 10 * 24 * time.Hour

// enough is the evidence that makes two tellings one happening: the weights below add up to it.
const enough = 3.0

// same reports whether two dispatches tell one happening.
func same(a *Dispatch, i int, b *Dispatch, j int) bool { return evidence(a, i, b, j) >= enough }

// evidence weighs what speaks for two dispatches telling one happening. Those that put it in different countries must share
// a name of the title: one of them may have read the country wrong.
func evidence(a *Dispatch, i int, b *Dispatch, j int) float64 {
	h, k := &a.Happened[i], &b.Happened[j]
	if !within(a.Told, b.Told, window) {
		return 0
	}
	kinds, sent := likeness(h.weighing(), k.weighing()), mission(a, b)
	if kinds < 0.25 && sent == 0 {
		return 0
	}
	where := sharedPlace(h, k)
	if !agree(h.Country, k.Country) {
		if !entitled(h, k) {
			return 0
		}
		where = 0
	}
	return 2*kinds + where + sharedValues(a, i, b, j) + sharedNames(h, k) + days(h.weighing(), k.weighing()) + sent
}

// entitled reports whether a name of one title is in the other's, or is a place of the other happening.
func entitled(h, k *Happened) bool {
	in := func(a, b *Happened) bool {
		return slices.ContainsFunc(a.Titled, func(n string) bool {
			return slices.Contains(b.Titled, n) || slices.ContainsFunc(b.Spots, func(s Spot) bool { return s.Sounds == n })
		})
	}
	return in(h, k) || in(k, h)
}

// titled reports whether a name of one title is told beside the other happening. That of a country both are in says nothing:
// where they are is weighed as such.
func titled(h, k *Happened) bool {
	in := func(a, b *Happened) bool {
		return slices.ContainsFunc(a.Titled, func(n string) bool {
			if weighedAsPlace(a, b, n) || a.country(n) || b.country(n) {
				return false
			}
			_, ok := slices.BinarySearch(b.Names, n)
			return ok || slices.Contains(b.Titled, n)
		})
	}
	return in(h, k) || in(k, h)
}

// country reports whether a name is of a country that the happening is told to be in.
func (h *Happened) country(name string) bool {
	return slices.ContainsFunc(h.Spots, func(s Spot) bool { return s.Precision == "country" && s.Sounds == name })
}

// weighedAsPlace reports whether a name only says again that two accidents are in one town: a town has many accidents, where an
// uprising or an attack by which it is known is one.
func weighedAsPlace(a, b *Happened, name string) bool {
	return a.weighing().sudden && b.weighing().sudden && a.at(name) && b.at(name)
}

// at reports whether a name is of a place that the happening is told to be in.
func (h *Happened) at(name string) bool {
	return slices.ContainsFunc(h.Spots, func(s Spot) bool { return s.Sounds == name })
}

func within(a, b time.Time, d time.Duration) bool { return a.Sub(b).Abs() <= d }

// violent kinds of happening are told by each other's words: a riot is put down in battles.
var violent = map[string]bool{"unrest": true, "battle": true, "attack": true, "strike": true}

// vehicles are the kinds of accident that don't turn into each other, as a blast does into a fire.
var vehicles = map[string]bool{"accident.ship": true, "accident.train": true, "accident.air": true, "accident.road": true}

// sharedPlace weighs where: the same town or region speaks for one happening, towns far apart against it.
func sharedPlace(h, k *Happened) float64 {
	best := math.Inf(-1)
	for i := range h.Spots {
		for j := range k.Spots {
			best = max(best, placeWeight(&h.Spots[i], &k.Spots[j]))
		}
	}
	if math.IsInf(best, -1) {
		return 0
	}
	return best
}

func placeWeight(a, b *Spot) float64 {
	switch {
	case a.wide() && b.wide():
		return 1
	case a.wide() || b.wide():
		return 0.5
	case near(a, b):
		return 1.5
	case a.holds(b) || b.holds(a):
		return 1
	case distance(a, b) < 150:
		return 0.3
	}
	return -1
}

// sharedValues weighs figures that both tell: large exact ones are telling, one and two are not.
func sharedValues(a *Dispatch, i int, b *Dispatch, j int) float64 {
	sum := 0.0
	for x := range a.Tellings {
		for y := range b.Tellings {
			t, u := &a.Tellings[x], &b.Tellings[y]
			if t.Happened == i && u.Happened == j && t.Outcome == u.Outcome && equal(t.Low, u.Low) && equal(t.High, u.High) {
				sum += valueWeight(t)
				break
			}
		}
	}
	return min(sum, 2)
}

func valueWeight(t *Telling) float64 {
	n := int64(0)
	if t.Low != nil {
		n = *t.Low
	} else if t.High != nil {
		n = *t.High
	}
	switch {
	case n > 20:
		return 1.5
	case n > 5:
		return 1
	case n > 1:
		return 0.4
	}
	return 0.1
}

func equal(a, b *int64) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func sharedNames(h, k *Happened) float64 {
	n := 0
	for _, name := range h.Names {
		if _, ok := slices.BinarySearch(k.Names, name); ok && !weighedAsPlace(h, k, name) {
			n++
		}
	}
	sum := min(0.3*float64(n), 1.2)
	if titled(h, k) {
		sum += 0.7
	}
	return sum
}

// mission weighs that both tell of one organisation's force in one host.
func mission(a, b *Dispatch) float64 {
	for i := range a.Acts {
		for j := range b.Acts {
			x, y := &a.Acts[i], &b.Acts[j]
			if x.Kind == bilan.KindDeployment && y.Kind == x.Kind && x.Host != "" && x.Host == y.Host && x.ForceBody != "" && x.ForceBody == y.ForceBody {
				return 2
			}
		}
	}
	return 0
}
