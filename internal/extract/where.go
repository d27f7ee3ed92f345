package extract

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
)

// focus is where and when the article stands as it is read: places and times left unsaid are taken from it.
type focus struct {
	d     *analysis.Doc
	place *bilan.Place // last place of an event told in the text
	title *bilan.Place
	line  *bilan.Place // of the dateline
}

func newFocus(d *analysis.Doc) *focus {
	f := &focus{d: d}
	for i := range d.Places {
		if d.Places[i].Dateline {
			f.line = &d.Places[i].Place
			break
		}
	}
	if d.Title != nil && len(d.Title.Places) > 0 {
		f.title = &d.Title.Places[0].Place
	}
	return f
}

// placeNear gives the place of tokens [from,to): inside them, else in their clause, else in their sentence, else the
// place in focus. Datelines count last.
func (f *focus) placeNear(from, to int) *bilan.Place {
	s := f.d.SentenceOf(from)
	lo, hi := from, to
	if c := f.d.ClauseAt(from); c != nil {
		lo, hi = min(lo, c.From), max(hi, c.To)
	}
	for _, r := range [][2]int{{from, to}, {lo, hi}, {s.From, s.To}} {
		if p := finestPlace(f.d, r[0], r[1], from, f.inActor); p != nil {
			f.place = p
			return p
		}
	}
	for _, p := range []*bilan.Place{f.place, f.title, f.line} {
		if p != nil {
			return p
		}
	}
	return nil
}

// inActor reports whether a place is part of the name of a body or person.
func (f *focus) inActor(p *analysis.Place) bool { return f.d.ActorAt(p.From) != nil }

// finestPlace gives the finest place inside tokens [from,to) that is not aside, the nearest to token at among equals.
func finestPlace(d *analysis.Doc, from, to, at int, aside func(*analysis.Place) bool) *bilan.Place {
	var best *analysis.Place
	for i := firstPlace(d, from); i < len(d.Places) && d.Places[i].From < to; i++ {
		p := &d.Places[i]
		if p.To > to || p.Dateline || aside(p) {
			continue
		}
		if best == nil || fineness(p.Place.Precision) > fineness(best.Place.Precision) ||
			fineness(p.Place.Precision) == fineness(best.Place.Precision) && distance(p.From, at) < distance(best.From, at) {
			best = p
		}
	}
	if best == nil {
		return nil
	}
	return &best.Place
}

// firstPlace gives the index of the first place that begins at token from or behind it.
func (f *focus) firstPlace(from int) int { return firstPlace(f.d, from) }

func firstPlace(d *analysis.Doc, from int) int {
	return sort.Search(len(d.Places), func(i int) bool { return d.Places[i].From >= from })
}

func distance(a, b int) int { return max(a-b, b-a) }

func fineness(precision string) int {
	switch precision {
	case "site":
		return 3
	case "city":
		return 2
	case "region":
		return 1
	}
	return 0
}

// timeNear gives the time told in the clause of tokens [from,to), else in their sentence; nil when none is.
func (f *focus) timeNear(from, to int) *bilan.When {
	s := f.d.SentenceOf(from)
	lo, hi := from, to
	if c := f.d.ClauseAt(from); c != nil {
		lo, hi = min(lo, c.From), max(hi, c.To)
	}
	for _, r := range [][2]int{{lo, hi}, {s.From, s.To}} {
		first := sort.Search(len(f.d.Times), func(i int) bool { return f.d.Times[i].From >= r[0] })
		for i := first; i < len(f.d.Times) && f.d.Times[i].From < r[1]; i++ {
			t := &f.d.Times[i]
			if t.To <= r[1] && !t.Vague && t.When.Value != "" {
				return &t.When
			}
		}
	}
	return nil
}
