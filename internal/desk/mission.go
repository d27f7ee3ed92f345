package desk

import (
	"net/http"
	"slices"
	"strings"

	"bilan"
	"bilan/internal/desk/i18n"
)

func (d *Desk) missionRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/missions/{id}", Role: Reader, Handler: d.mission}}
}

// missionView is a mission from its decision to its withdrawal, each part with its words.
type missionView struct {
	AsOf                             asOf
	Force, Host, Status              string
	Event, EventPath                 string
	Decided                          *missionPart
	Steps, Tasks, Extensions, Strong []missionPart
	Contributors                     []missionPart
	Duration                         string
}

// missionPart is something told of a mission.
type missionPart struct {
	Label, Text, Value, Day string
	Tellings                []telling
	Rest                    int
}

func (d *Desk) mission(w http.ResponseWriter, r *http.Request) error {
	s, at, err := d.situationAt(r)
	if err != nil {
		return err
	}
	l := VisitOf(r).Locale
	i := slices.IndexFunc(s.Record.Missions, func(m bilan.Mission) bool { return m.ID == r.PathValue("id") })
	if i < 0 {
		return d.Page(w, r, "unknown_then", l.T("mission.unknown_then"), struct{ AsOf asOf }{at})
	}
	if err := d.ledger.update(r.Context()); err != nil {
		return err
	}
	m := &s.Record.Missions[i]
	b := missionBuilder{d: d, r: r, l: l}
	v := b.view(m, at)
	if b.err != nil {
		return b.err
	}
	if e := mainEvent(&s.Record, m.Event); e != nil {
		v.Event, v.EventPath = d.eventTitle(l, e), to("situations", e.ID, "as_of", at.Param)
	}
	return d.Page(w, r, "mission", m.Force, v)
}

// missionBuilder follows the parts of a mission to their words, until something fails.
type missionBuilder struct {
	d   *Desk
	r   *http.Request
	l   *i18n.Locale
	err error
}

func (b *missionBuilder) view(m *bilan.Mission, at asOf) *missionView {
	l, d := b.l, b.d
	v := &missionView{AsOf: at, Force: m.Force, Host: d.country(l, m.Host), Status: m.Status}
	if x := m.Decided; x != nil {
		p := b.part(missionPart{Label: x.Body, Text: x.Basis, Day: l.Day(x.Date)}, x.Claims)
		v.Decided = &p
	}
	for _, x := range m.Timeline {
		v.Steps = append(v.Steps, b.part(missionPart{Label: l.T("status." + x.Status), Day: l.Day(x.Date)}, x.Claims))
	}
	for _, x := range m.Contributors {
		p := missionPart{Label: d.country(l, x.Country), Text: x.Units}
		if s := x.Strength; s != nil {
			p.Value, p.Day = countText(l, s.Low, s.High, s.Qualifier), l.Day(s.From)
		}
		v.Contributors = append(v.Contributors, b.part(p, x.Claims))
	}
	slices.SortStableFunc(v.Contributors, func(a, b missionPart) int { return strings.Compare(a.Label, b.Label) })
	for _, x := range m.Strength {
		v.Strong = append(v.Strong, b.part(missionPart{Value: countText(l, x.Low, x.High, x.Qualifier), Day: l.Day(x.From)}, x.Claims))
	}
	for _, x := range m.Tasks {
		v.Tasks = append(v.Tasks, b.part(missionPart{Text: x.Text}, x.Claims))
	}
	for _, x := range m.Extensions {
		p := missionPart{Label: x.Body, Day: l.Day(x.Date)}
		if x.Until != "" {
			p.Value = l.T("mission.until", "day", l.Day(x.Until))
		}
		v.Extensions = append(v.Extensions, b.part(p, x.Claims))
	}
	if x := m.Duration; x != nil {
		v.Duration = joined(" · ", x.Text, l.Day(x.From), l.Day(x.Until))
	}
	return v
}

// part adds the words of at most two claims.
func (b *missionBuilder) part(p missionPart, refs []string) missionPart {
	const most = 2
	if b.err != nil {
		return p
	}
	shown := refs[:min(len(refs), most)]
	p.Rest = len(refs) - len(shown)
	steps, err := b.d.config.Keeper.Steps(b.r.Context(), shown)
	b.err = err
	for i := range steps {
		p.Tellings = append(p.Tellings, b.d.telling(b.l, &steps[i]))
	}
	return p
}
