package desk

import (
	"cmp"
	"slices"
	"strings"

	"bilan"
	"bilan/internal/desk/i18n"
)

// timelineItem is a day of a situation: a happening or a step of a mission.
type timelineItem struct {
	sort        string
	Day         string
	Kind        string // event or mission
	Label, Text string
	Lang        string
	Path        string
}

// timeline gives the happenings and the missions' steps in order of their days.
func (d *Desk) timeline(l *i18n.Locale, r *bilan.Record, at asOf) []timelineItem {
	var out []timelineItem
	for i := range r.Events {
		e := &r.Events[i]
		if e.Type == bilan.MissionEvent && len(r.Missions) > 0 || e.Start == "" {
			continue
		}
		day := l.Day(e.Start)
		if e.End != nil && *e.End != e.Start {
			day = l.T("date.range", "from", day, "to", l.Day(*e.End))
		}
		out = append(out, timelineItem{e.Start, day, "event", d.eventTitle(l, e), e.Title, "", ""})
	}
	for i := range r.Missions {
		out = append(out, d.steps(l, &r.Missions[i], at)...)
	}
	slices.SortStableFunc(out, func(a, b timelineItem) int { return cmp.Compare(a.sort, b.sort) })
	return out
}

// steps gives what happened to a mission.
func (d *Desk) steps(l *i18n.Locale, m *bilan.Mission, at asOf) []timelineItem {
	path := to("missions", m.ID, "as_of", at.Param)
	item := func(date, label, text string) timelineItem {
		return timelineItem{date, l.Day(date), "mission", label, text, "", path}
	}
	var out []timelineItem
	if m.Decided != nil && m.Decided.Date != "" {
		out = append(out, item(m.Decided.Date, l.T("mission.decided"), joined(" · ", m.Decided.Body, m.Decided.Basis)))
	}
	for _, s := range m.Timeline {
		out = append(out, item(s.Date, l.T("status."+s.Status), m.Force))
	}
	for _, x := range m.Extensions {
		text := x.Body
		if x.Until != "" {
			text = joined(" · ", text, l.T("mission.until", "day", l.Day(x.Until)))
		}
		out = append(out, item(x.Date, l.T("mission.extended"), text))
	}
	return out
}

// missionLine is a mission in a list.
type missionLine struct {
	Path, Force, Host, Status, Label string
	Decided, Strength                string
	From                             []string
}

func (d *Desk) missionLines(l *i18n.Locale, r *bilan.Record, at asOf) []missionLine {
	var out []missionLine
	for i := range r.Missions {
		m := &r.Missions[i]
		x := missionLine{Path: to("missions", m.ID, "as_of", at.Param), Force: m.Force, Host: d.country(l, m.Host), Status: m.Status, Label: l.T("status." + m.Status)}
		if m.Decided != nil {
			x.Decided = joined(", ", m.Decided.Body, l.Day(m.Decided.Date))
		}
		if n := len(m.Strength); n > 0 {
			s := &m.Strength[n-1]
			x.Strength = countText(l, s.Low, s.High, s.Qualifier)
		}
		for _, c := range m.Contributors {
			x.From = append(x.From, d.country(l, c.Country))
		}
		slices.SortFunc(x.From, strings.Compare)
		out = append(out, x)
	}
	return out
}
