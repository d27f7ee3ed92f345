package desk

import (
	"net/http"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
)

const (
	listed = 20 // situations on one page
	heads  = 3  // figures of each
)

func (d *Desk) situationRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/{$}", Role: Reader, Handler: d.situations},
		{Method: "GET", Pattern: "/situations/{id}", Role: Reader, Handler: d.situation},
	}
}

// situationsView is the list of what the register tells of.
type situationsView struct {
	List []situationLine
	Next string
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
	now := asOf{At: d.Now()}
	cards, _ := d.cards(l, rec, now)
	for _, c := range cards {
		if len(c.Held) > 0 && len(x.Heads) < heads {
			x.Heads = append(x.Heads, c)
		}
		for _, n := range c.Notes {
			if n.Excuse == "" {
				x.Disputed++
			}
		}
		for _, h := range c.Ended {
			if h.Status == bilan.EntryRetracted || h.Status == bilan.EntryDenied {
				x.Ended++
			}
		}
	}
	x.Missions = d.missionLines(l, rec, now)
	return x
}
