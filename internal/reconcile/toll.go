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
	if best := usual(g); best != nil {
		for _, t := range g {
			if t.spot == nil || t.spot.wide() || best.wide() || near(t.spot, best) || best.holds(t.spot) || t.spot.holds(best) {
				t.spot = best
			}
		}
	}
}

// usual is the place that most tellings tell, the one told first of equals.
func usual(g []*teller) *Spot {
	votes := map[string]int{}
	var best *teller
	for _, t := range g {
		if t.spot != nil {
			votes[t.spot.Key]++
		}
	}
	for _, t := range g {
		if t.spot == nil {
			continue
		}
		if best == nil || votes[t.spot.Key] > votes[best.spot.Key] || votes[t.spot.Key] == votes[best.spot.Key] && before(t, best) {
			best = t
		}
	}
	if best == nil {
		return nil
	}
	return best.spot
}

// gather puts the tolls of a happening that is in one place, a crash or an attack, at that place, however its dispatches
// name it: off the coast, in the region, at the town where the dead are brought. Only a dispatch that tells tolls of several
// places for one outcome means each of them.
func (s *story) gather() {
	byEvent := map[int][]*teller{}
	for _, t := range s.tellers {
		if t.event >= 0 && local[s.events[t.event].out.Type] {
			byEvent[t.event] = append(byEvent[t.event], t)
		}
	}
	for e, g := range byEvent {
		at := s.events[e].site()
		for _, t := range g {
			if at != nil && !listed(t, g) {
				t.spot = at
			}
		}
	}
}

// nationwide puts at the country what cannot be a part of it: a figure that a speaker tells of a town, larger than the one
// that the same speaker tells of the country at that time. The town then is where the dispatch was written.
func (s *story) nationwide() {
	for _, t := range s.tellers {
		if t.event < 0 || t.spot.wide() || t.Low == nil || local[s.events[t.event].out.Type] {
			continue
		}
		for _, o := range s.tellers {
			if o.event == t.event && o.spot != nil && o.spot.wide() && o.spot.Country == t.spot.Country && o.Outcome == t.Outcome && o.class == t.class && o.Low != nil &&
				*o.Low < *t.Low && o.who.group() == t.who.group() && within(o.d.Told, t.d.Told, window) {
				t.spot = o.spot
				break
			}
		}
	}
}

// common puts the civilians of an accident or a disaster with its victims at large: nobody else is hurt in it, and one
// dispatch says "migrants" where another says "people".
func (s *story) common() {
	for _, t := range s.tellers {
		if t.event >= 0 && t.class == bilan.Civilians && peaceful[s.events[t.event].out.Type] {
			t.class = bilan.Unspecified
		}
	}
}

// peaceful happenings have no parties.
var peaceful = map[bilan.HappeningType]bool{bilan.Accident: true, bilan.Disaster: true, bilan.Migration: true, bilan.Epidemic: true}

// local happenings are in one place.
var local = map[bilan.HappeningType]bool{bilan.Accident: true, bilan.Attack: true, bilan.Strike: true, bilan.Crime: true, bilan.Migration: true}

// listed reports whether a telling's dispatch tells the same outcome of another place too.
func listed(t *teller, g []*teller) bool {
	return slices.ContainsFunc(g, func(o *teller) bool {
		return o.d == t.d && o.Outcome == t.Outcome && o.class == t.class && o.PartOf == "" && t.PartOf == "" && o.spot != nil && t.spot != nil && !o.spot.wide() &&
			!t.spot.wide() && !near(o.spot, t.spot)
	})
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
	period  string // EDTF, of a running total that names one
	only    string // of background: the value, since one cannot tell whether two are one figure
}

func (t *teller) cell() cell {
	c := cell{event: t.event, outcome: t.Outcome, class: t.class, scope: t.scope}
	if t.spot != nil {
		c.place = cmp.Or(t.spot.Key, t.spot.Country)
	}
	c.part = t.PartOf != "" && t.class == bilan.Unspecified && t.scope == "total" && !t.elsewhere()
	c.period = t.period()
	if t.event < 0 {
		c.only = t.value()
	}
	return c
}

// elsewhere reports whether a part of a toll is that of one place of several: "164 in the country, 103 of them in the capital"
// tells the capital's toll.
func (t *teller) elsewhere() bool {
	if t.Telling.Spot == nil || t.Telling.Spot.wide() {
		return false
	}
	return slices.ContainsFunc(t.d.Tellings, func(whole Telling) bool {
		return whole.Claim == t.PartOf && (whole.Spot == nil || whole.Spot.Key != t.Telling.Spot.Key)
	})
}

// period is the month, the year, or the months or years from one to another that a running total is told of: "since January",
// "in 2023". Of an incident a month only says vaguely when it was.
func (t *teller) period() string {
	if t.Telling.Scope != "total" && t.Telling.Scope != "background" || t.Day == "" {
		return ""
	}
	for _, end := range strings.Split(t.Day, "/") {
		if len(end) > len("2006-01") {
			return ""
		}
	}
	return t.Day
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
