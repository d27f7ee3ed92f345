package desk

import (
	"net/http"
	"slices"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
)

const (
	listed = 20 // situations on one page
	heads  = 3  // figures of each, one an outcome
)

func (d *Desk) situationRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/{$}", Role: Reader, Handler: d.situations},
		{Method: "GET", Pattern: "/situations/{id}", Role: Reader, Handler: d.situation},
	}
}

// situationsView is the list of what the register tells of.
type situationsView struct {
	List  []situationLine
	Next  string
	Saved []savedPage
}

// situationLine is a situation in the list.
type situationLine struct {
	Path, Title, First  string
	Type, Label, Begun  string
	Last                string
	Dispatches, Figures int
	Heads               []figureCard
	Missions            []missionLine
	Disputed, Ended     int
}

func (d *Desk) situations(w http.ResponseWriter, r *http.Request) error {
	list, next, err := d.config.Keeper.Situations(r.Context(), r.URL.Query().Get("after"), listed)
	if err != nil {
		return err
	}
	l := VisitOf(r).Locale
	v := situationsView{Next: next}
	if v.Saved, err = d.savedPages(r.Context(), VisitOf(r).Who); err != nil {
		return err
	}
	for i := range list {
		v.List = append(v.List, d.situationLine(l, &list[i]))
	}
	return d.Page(w, r, "situations", l.T("situations.title"), v)
}

func (d *Desk) situationLine(l *i18n.Locale, s *keep.Situation) situationLine {
	rec := &s.Record
	e := mainEvent(rec, "")
	x := situationLine{Path: to("situations", e.ID), Title: d.eventTitle(l, e), First: s.Title, Type: string(e.Type), Label: l.T("event." + string(e.Type)),
		Begun: l.Day(e.Start), Last: l.Moment(s.To), Dispatches: len(rec.Articles), Figures: len(rec.Figures)}
	now, seen := asOf{At: d.Now()}, map[bilan.Outcome]bool{}
	for _, f := range byWeightOf(rec) {
		x.Disputed += openDisputes(f)
		x.Ended += takenBack(f)
		if f.Scope != "background" && len(x.Heads) < heads && anyHeld(f) && !seen[f.Outcome] {
			seen[f.Outcome] = true
			x.Heads = append(x.Heads, d.card(l, f, now, 0, 0))
		}
	}
	x.Missions = d.missionLines(l, rec, now)
	return x
}

func anyHeld(f *bilan.Figure) bool {
	return slices.ContainsFunc(f.Entries, func(e bilan.Entry) bool { return e.Status == bilan.EntryHeld })
}

// openDisputes counts pairs of values of a figure that are held and can't both be right.
func openDisputes(f *bilan.Figure) int {
	n := 0
	for _, c := range f.Contradictions {
		if c.HeldTogether && c.Why == nil && f.Entries[c.Entries[0]].Until == nil && f.Entries[c.Entries[1]].Until == nil {
			n++
		}
	}
	return n
}

// takenBack counts values of a figure that were withdrawn or denied.
func takenBack(f *bilan.Figure) int {
	n := 0
	for i := range f.Entries {
		if s := f.Entries[i].Status; s == bilan.EntryRetracted || s == bilan.EntryDenied {
			n++
		}
	}
	return n
}
