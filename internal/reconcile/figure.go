package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"bilan"
)

// makeFigures sorts the story's tellings into figures with their entries.
func (s *story) makeFigures() {
	s.common()
	settle(s.tellers)
	s.gather()
	s.nationwide()
	cells := map[cell][]*teller{}
	var order []cell
	for _, t := range sorted(s.tellers) {
		c := t.cell()
		if cells[c] == nil {
			order = append(order, c)
		}
		cells[c] = append(cells[c], t)
	}
	byEvent := map[int][]*holding{}
	figures := map[cell][]*holding{}
	for _, c := range order {
		hs := holdings(cells[c])
		supersede(hs)
		figures[c] = hs
		byEvent[c.event] = append(byEvent[c.event], hs...)
	}
	for e, hs := range byEvent {
		retract(hs, s.endings(e))
	}
	for _, c := range order {
		if len(figures[c]) > 0 {
			s.figures = append(s.figures, s.figure(c, figures[c]))
		}
	}
}

// endings gives the tellings of an event that deny or withdraw, in order.
func (s *story) endings(event int) []*teller {
	var out []*teller
	for _, t := range s.tellers {
		if t.event == event && (t.Assertion == bilan.Denied || t.Assertion == bilan.Retracted) {
			out = append(out, t)
		}
	}
	return sorted(out)
}

func (s *story) figure(c cell, hs []*holding) bilan.Figure {
	slices.SortStableFunc(hs, func(a, b *holding) int { return order(a.tellers[0], b.tellers[0]) })
	f := bilan.Figure{Outcome: c.outcome, Class: c.class, Scope: c.scope, Period: c.period, Entries: []bilan.Entry{}, Contradictions: contradictions(hs)}
	if c.event >= 0 {
		f.Event = s.events[c.event].out.ID
	}
	if spot := hs[0].tellers[0].spot; spot != nil {
		f.Place = &bilan.FigurePlace{Name: spot.Name, Country: spot.Country, GeoNames: spot.GeoNames, Lat: spot.Lat, Lon: spot.Lon, Precision: spot.Precision}
	}
	for _, h := range hs {
		h.entry.Origins = independent(hs, h)
		f.Entries = append(f.Entries, h.entry)
	}
	f.ID = "f" + digest(f.Event, string(c.outcome), string(c.class), c.place, c.scope, fmt.Sprint(c.part), c.only, background(c, hs)+c.period)
	return f
}

// background tells figures without an event apart by their first telling.
func background(c cell, hs []*holding) string {
	if c.event >= 0 {
		return ""
	}
	return hs[0].tellers[0].ref()
}

// independent counts the origins behind an entry's value in its figure.
func independent(hs []*holding, h *holding) int {
	n := 0
	for _, o := range hs {
		if equal(o.entry.Low, h.entry.Low) && equal(o.entry.High, h.entry.High) && (o == h || o.who != h.who) {
			n++
		}
	}
	return n
}

// makeTellers takes the tellings out of the dispatches and finds who stands behind each.
func (s *story) makeTellers() {
	var mentions []*mention
	behind := map[*mention][]*teller{}
	for _, d := range s.ds {
		for i := range d.Tellings {
			t := s.teller(d, i)
			if t == nil {
				continue
			}
			s.tellers = append(s.tellers, t)
			m := s.mention(t)
			mentions = append(mentions, m)
			behind[m] = append(behind[m], t)
		}
	}
	s.speakers = speakers(mentions)
	s.judged.sameOrigins(s.speakers)
	for m, ts := range behind {
		for _, t := range ts {
			t.who = m.who
		}
	}
	s.unattributed()
}

func (s *story) teller(d *Dispatch, i int) *teller {
	k := &d.Tellings[i]
	if k.Assertion == bilan.Planned {
		return nil
	}
	t := &teller{Telling: k, d: d, event: -1, class: k.Class, spot: k.Spot, scope: scopeOf(k.Scope)}
	if k.Happened >= 0 {
		t.event = s.eventOf[member{d, k.Happened}]
	}
	if n, ok := s.alone[t.ref()]; ok {
		t.event = n
	}
	return t
}

// mention gives the origin of a telling as its dispatch names it: the last hop, or the outlet.
func (s *story) mention(t *teller) *mention {
	m := &mention{told: t.d}
	if t.spot != nil {
		m.context, m.spot = t.spot.Country, t.spot.Key
	}
	if n := len(t.Chain); n > 0 {
		m.s = t.Chain[n-1]
		return m
	}
	m.s = Source{Name: t.d.Publisher, Kind: bilan.ActorMedia}
	m.outlet = true
	return m
}

// unattributed gives a figure that a dispatch tells in its own voice to the one speaker whose figure it is, when another
// dispatch told it first or within a day: who tells a figure without naming its source is not another origin. With several
// speakers nothing is guessed.
func (s *story) unattributed() {
	type key struct {
		event int
		value string
	}
	owners := map[key][]*teller{}
	for _, t := range sorted(s.tellers) {
		if len(t.Chain) > 0 && t.Assertion == bilan.Asserted {
			k := key{t.event, t.value()}
			if !slices.ContainsFunc(owners[k], func(o *teller) bool { return o.who.group() == t.who.group() }) {
				owners[k] = append(owners[k], t)
			}
		}
	}
	for _, t := range s.tellers {
		if len(t.Chain) > 0 || t.event < 0 {
			continue
		}
		if w := s.sourceSpeaker(t); w != nil {
			t.who = w
			continue
		}
		if o := owners[key{t.event, t.value()}]; len(o) == 1 && !t.trivial() && (before(o[0], t) || within(o[0].d.Told, t.d.Told, day)) {
			t.who = o[0].who
		}
	}
}

const day = 24 * time.Hour

// trivial values are told of too many things to be the same figure.
func (t *teller) trivial() bool { return t.Low != nil && *t.Low < 3 }

// sourceSpeaker gives who stands behind a figure in the dispatch that t's dispatch is a copy of.
func (s *story) sourceSpeaker(t *teller) *speaker {
	c := s.copies[t.d.ID]
	if c == nil {
		return nil
	}
	for _, o := range s.tellers {
		if o.d.ID == c.Article && o.value() == t.value() {
			return o.who
		}
	}
	return nil
}

func compareFigures(a, b bilan.Figure) int { return strings.Compare(a.ID, b.ID) }
