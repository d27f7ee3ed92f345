package desk

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"bilan"
	"bilan/internal/desk/i18n"
)

const figuresListed = 100 // on one page of the list of all

func (d *Desk) allFiguresRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/situations/{id}/figures", Role: Reader, Handler: d.allFigures}}
}

// figuresView is the list of all figures of a situation, those that people ask for first.
type figuresView struct {
	Situation, SituationPath string
	AsOf                     asOf
	Figures                  []figureCard
	Filter                   figureFilter
	Outcomes, Scopes         []string
	Total, From, To          int
	Earlier, Later           string // addresses
}

// figureFilter is which figures somebody chose to see.
type figureFilter struct{ Outcome, Scope, Words string }

func (f *figureFilter) lets(c *bilan.Figure, text string) bool {
	return (f.Outcome == "" || f.Outcome == string(c.Outcome)) && (f.Scope == "" || f.Scope == c.Scope) &&
		(f.Words == "" || strings.Contains(strings.ToLower(text), strings.ToLower(f.Words)))
}

func (d *Desk) allFigures(w http.ResponseWriter, r *http.Request) error {
	s, at, err := d.situationAt(r)
	if err != nil {
		return err
	}
	l := VisitOf(r).Locale
	v := d.figuresView(l, r.PathValue("id"), &s.Record, at, r.URL.Query())
	return d.Page(w, r, "figures", l.T("figures.title")+" · "+v.Situation, v)
}

func (d *Desk) figuresView(l *i18n.Locale, id string, rec *bilan.Record, at asOf, q url.Values) *figuresView {
	v := &figuresView{Situation: d.situationTitle(l, rec, id), SituationPath: to("situations", id, "as_of", at.Param), AsOf: at,
		Filter: figureFilter{q.Get("outcome"), q.Get("scope"), strings.TrimSpace(q.Get("q"))}}
	list := d.filtered(l, v, byWeightOf(rec))
	from, _ := strconv.Atoi(q.Get("from")) // no number: from the first
	v.Total, v.From = len(list), min(max(from, 0), len(list))
	v.To = min(v.From+figuresListed, len(list))
	page := func(from int) string {
		return to("situations", id, "as_of", at.Param, "outcome", v.Filter.Outcome, "scope", v.Filter.Scope, "q", v.Filter.Words, "from", digitsOf(from))
	}
	if v.From > 0 {
		v.Earlier = inside(page(max(v.From-figuresListed, 0)), "/figures")
	}
	if v.To < v.Total {
		v.Later = inside(page(v.To), "/figures")
	}
	for _, f := range list[v.From:v.To] {
		c := d.card(l, f, at, 0, 0)
		c.Ended = nil
		v.Figures = append(v.Figures, c)
	}
	return v
}

// filtered gives the figures that a filter lets through, and notes what can be chosen.
func (d *Desk) filtered(l *i18n.Locale, v *figuresView, all []*bilan.Figure) []*bilan.Figure {
	var out []*bilan.Figure
	for _, f := range all {
		if !slices.Contains(v.Outcomes, string(f.Outcome)) {
			v.Outcomes = append(v.Outcomes, string(f.Outcome))
		}
		if !slices.Contains(v.Scopes, f.Scope) {
			v.Scopes = append(v.Scopes, f.Scope)
		}
		text := figureTitle(l, f)
		if v.Filter.Words != "" && f.Place != nil {
			text += " " + f.Place.Name + " " + d.placeName(l, f.Place.Name, f.Place.Country, f.Place.GeoNames)
		}
		if v.Filter.lets(f, text) {
			out = append(out, f)
		}
	}
	slices.Sort(v.Scopes)
	return out
}

func digitsOf(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// inside puts a part at the end of the path of an address.
func inside(address, part string) string {
	path, query, ok := strings.Cut(address, "?")
	if !ok {
		return path + part
	}
	return path + part + "?" + query
}
