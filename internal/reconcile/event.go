package reconcile

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"bilan"
)

// event is a happening of the record: those of dispatches that are the same.
type event struct {
	members []member // in order of telling
	out     bilan.Happening
}

// member is a dispatch's happening.
type member struct {
	d *Dispatch
	i int
}

// makeEvents puts the happenings of the story's dispatches together and gives, for each dispatch and happening, its event.
func (s *story) makeEvents() {
	var all []member
	for _, d := range s.ds {
		for i := range d.Happened {
			all = append(all, member{d, i})
		}
	}
	f := s.unite(all)
	s.eventOf = map[member]int{}
	at := map[int]int{}
	for x, m := range all {
		r := f.root(x)
		n, ok := at[r]
		if !ok {
			n = len(s.events)
			at[r] = n
			s.events = append(s.events, &event{})
		}
		s.events[n].members = append(s.events[n].members, m)
		s.eventOf[m] = n
	}
	for _, e := range s.events {
		e.make()
	}
}

// unite joins happenings that are the same, those that people joined, and parts what people split.
func (s *story) unite(all []member) forest {
	f := newForest(len(all))
	for x := range all {
		for y := range x {
			a, b := all[x], all[y]
			if f.root(x) != f.root(y) && (same(a.d, a.i, b.d, b.i) || s.copied(a, b)) {
				f.join(x, y)
			}
		}
	}
	at := map[member]int{}
	for x, m := range all {
		at[m] = x
	}
	s.joinJudged(f, at)
	return s.splitJudged(f, all, at)
}

// copied reports whether the first happenings of two dispatches are one because one is a copy or a state of the other. A passage
// taken over may be about anything, unless the dispatch tells no figure and no act of its own.
func (s *story) copied(a, b member) bool {
	if a.i != 0 || b.i != 0 {
		return false
	}
	of := func(x, y *Dispatch) bool {
		c := s.copies[x.ID]
		return c != nil && c.Article == y.ID && (c.Kind != bilan.Mixed || len(x.Tellings)+len(x.Acts) == 0)
	}
	return versions(a.d, b.d) || of(a.d, b.d) || of(b.d, a.d)
}

// make sums an event up: its kind, where, when, and the title of the dispatch that told it first.
func (e *event) make() {
	first := e.members[0]
	kinds := map[string]int{}
	for _, m := range e.members {
		h := &m.d.Happened[m.i]
		for k, n := range h.Kinds {
			class, _, _ := strings.Cut(k, ".")
			kinds[class] += n
		}
		e.days(h)
	}
	e.out.ID = "e" + digest(first.d.ID, strconv.Itoa(first.i))
	e.out.Type = typeOf(kinds)
	if len(kinds) == 0 && e.sent() {
		e.out.Type = bilan.MissionEvent
	}
	e.out.Title = first.d.Title
	if at := e.site(); at != nil {
		e.out.Place = at.place()
	}
	if e.out.Start == "" && !first.d.Told.IsZero() {
		e.out.Start = first.d.Told.Format("2006-01-02")
	}
}

// sent reports whether a dispatch of the event tells of an organisation's force.
func (e *event) sent() bool {
	return slices.ContainsFunc(e.members, func(m member) bool {
		return slices.ContainsFunc(m.d.Acts, func(a Act) bool { return a.ForceBody != "" })
	})
}

// site is the town or site that most dispatches put the event at; the region or country when none names one.
func (e *event) site() *Spot {
	votes := map[string]int{}
	places := map[string]*Spot{}
	for _, m := range e.members {
		h := &m.d.Happened[m.i]
		for i := range h.Spots {
			s := &h.Spots[i]
			k := s.Sounds
			switch s.Precision {
			case "site", "city":
				votes[k] += 10
			case "region":
				votes[k] += 2
			default:
				votes[k]++
			}
			if places[k] == nil {
				places[k] = s
			}
		}
	}
	return places[most(votes)]
}

func (e *event) days(h *Happened) {
	if h.From != "" && (e.out.Start == "" || h.From < e.out.Start) {
		e.out.Start = h.From
	}
}

// typeOf names the kind of happening that is told most.
func typeOf(kinds map[string]int) bilan.HappeningType {
	if k := most(kinds); k != "" {
		return bilan.HappeningType(k)
	}
	return bilan.OtherHappened
}

// most gives the key with the highest count, the first in the alphabet of equals.
func most(counts map[string]int) string {
	best := ""
	for k, n := range counts {
		if best == "" || n > counts[best] || n == counts[best] && k < best {
			best = k
		}
	}
	return best
}

func (s *Spot) place() *bilan.Place {
	return &bilan.Place{Name: s.Name, Country: s.Country, GeoNames: s.GeoNames, Lat: s.Lat, Lon: s.Lon, Precision: s.Precision}
}

// digest names a thing by what it is made of.
func digest(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:5])
}

// ids of the events a dispatch tells of, sorted.
func (s *story) eventIDs(d *Dispatch) []string {
	out := []string{}
	for i := range d.Happened {
		out = appendNew(out, s.events[s.eventOf[member{d, i}]].out.ID)
	}
	slices.Sort(out)
	return out
}
