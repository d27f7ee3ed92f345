package desk

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
)

const (
	changesShown    = 12
	dispatchesShown = 80
)

// situationView is all that one situation's page shows.
type situationView struct {
	ID, Type, First  string // the event it is known by, its type, the title of the dispatch that told it first
	Begun            string
	AsOf             asOf
	Figures, Context []figureCard
	Rest             int    // figures not shown
	All              string // address of all figures
	Timeline         []timelineItem
	Changes          []changeLine
	Missions         []missionLine
	Dispatches       []dispatchLine
	Total            int // dispatches
	Outlets          int
	Map              *mapView
}

func (d *Desk) situation(w http.ResponseWriter, r *http.Request) error {
	s, at, err := d.situationAt(r)
	if err != nil {
		return err
	}
	v := d.situationView(VisitOf(r).Locale, r.PathValue("id"), &s, at)
	return d.Page(w, r, "situation", d.situationTitle(VisitOf(r).Locale, &s.Record, r.PathValue("id")), v)
}

func (d *Desk) situationView(l *i18n.Locale, id string, s *keep.Situation, at asOf) *situationView {
	rec := &s.Record
	v := &situationView{ID: id, First: s.Title, AsOf: at, Total: len(rec.Articles)}
	if e := mainEvent(rec, id); e != nil {
		v.Type, v.Begun = string(e.Type), l.Day(e.Start)
	}
	v.Figures, v.Context, v.Rest = d.cards(l, rec, at)
	v.All = inside(to("situations", id, "as_of", at.Param), "/figures")
	v.Timeline = d.timeline(l, rec, at)
	v.Changes = d.changeLines(l, rec, at)
	v.Missions = d.missionLines(l, rec, at)
	v.Dispatches, v.Outlets = d.dispatchLines(l, rec)
	v.Map = d.newMap(l, rec, at)
	return v
}

// mainEvent gives the event that a situation is about: the one asked for, else the one with most figures.
func mainEvent(r *bilan.Record, id string) *bilan.Happening {
	figures := map[string]int{}
	for i := range r.Figures {
		figures[r.Figures[i].Event] += told(&r.Figures[i])
	}
	var best *bilan.Happening
	for i := range r.Events {
		e := &r.Events[i]
		if e.ID == id {
			return e
		}
		if best == nil || figures[e.ID] > figures[best.ID] {
			best = e
		}
	}
	return best
}

func (d *Desk) situationTitle(l *i18n.Locale, r *bilan.Record, id string) string {
	if e := mainEvent(r, id); e != nil {
		return d.eventTitle(l, e)
	}
	return l.T("situation.untold")
}

// changeLine is something that changed.
type changeLine struct {
	At, What, Label string
	Value, Of, Who  string
	Path            string
}

func (d *Desk) changeLines(l *i18n.Locale, r *bilan.Record, at asOf) []changeLine {
	var out []changeLine
	for _, c := range keep.ChangesOf(r) {
		if len(out) == changesShown {
			break
		}
		x := changeLine{At: l.Moment(c.At), What: c.What, Label: l.T("change." + c.What)}
		if c.Entry != nil {
			x.Value, x.Of, x.Who = entryValue(l, c.Entry), strings.ToLower(figureTitle(l, c.Figure)), c.Entry.Origin.Name
			x.Path = to("figures", c.Figure.ID, "as_of", at.Param)
		} else {
			x.Of, x.Who = c.Force, d.country(l, c.Host)
		}
		out = append(out, x)
	}
	return out
}

// dispatchLine is a dispatch in a list.
type dispatchLine struct {
	Path, Title, Publisher, Published, Lang string
	Copy                                    string // kind of copy it is
	CopyOf                                  string // title of whose
	Version                                 bool
}

func (d *Desk) dispatchLines(l *i18n.Locale, r *bilan.Record) ([]dispatchLine, int) {
	list := slices.Clone(r.Articles)
	titles, outlets := map[string]string{}, map[string]bool{}
	for _, a := range list {
		titles[a.ID] = cmp.Or(a.Title, a.Publisher)
		outlets[strings.ToLower(a.Publisher)] = true
	}
	slices.SortStableFunc(list, func(a, b bilan.RecordArticle) int { return instant(b.Published).Compare(instant(a.Published)) })
	var out []dispatchLine
	for _, a := range list[:min(len(list), dispatchesShown)] {
		x := dispatchLine{Path: to("dispatches", a.ID), Title: cmp.Or(a.Title, l.T("dispatch.untitled")), Publisher: a.Publisher, Published: l.Moment(a.Published),
			Lang: a.Lang, Version: a.VersionOf != nil}
		if a.CopyOf != nil {
			x.Copy, x.CopyOf = l.T("copy."+string(a.CopyOf.Kind)), titles[a.CopyOf.Article]
		}
		out = append(out, x)
	}
	return out, len(outlets)
}
