package desk

import (
	"net/http"
	"slices"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
)

const (
	tellingsShown = 2  // tellings of an entry that are followed to their words; the others are counted
	disputesShown = 12 // pairs of values, those that nothing excuses first
	entriesShown  = 16 // entries of a figure with their words, the last; of those before only the value, until asked for
)

func (d *Desk) figureRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/figures/{id}", Role: Reader, Handler: d.figure}}
}

// figureView is a figure with its history, step by step.
type figureView struct {
	figureCard
	AsOf           asOf
	Event          string
	EventPath      string
	Steps          []figureStep
	Contradictions []dispute
	Earlier        int    // steps not shown
	All            string // address that shows them
}

// figureStep is an entry with the words that tell it.
type figureStep struct {
	holder
	Tellings []telling
	Rest     int // tellings not shown
	Copies   int
	EndedBy  *telling
}

// telling is one dispatch's words for a value, with the chain that leads to who says so.
type telling struct {
	Before, Words, After  string
	Chain                 []chainLink
	Path, Title, Lang     string
	Publisher, Published  string
	First, Copy, Verified bool
	Standing              []standing
}

func (d *Desk) figure(w http.ResponseWriter, r *http.Request) error {
	s, at, err := d.situationAt(r)
	if err != nil {
		return err
	}
	l := VisitOf(r).Locale
	f := figureOf(&s.Record, r.PathValue("id"))
	if f == nil {
		return d.Page(w, r, "unknown_then", l.T("figure.unknown_then"), struct{ AsOf asOf }{at})
	}
	v, err := d.figureView(r, l, &s.Record, f, at)
	if err != nil {
		return err
	}
	return d.Page(w, r, "figure", v.Title+" · "+v.Event, v)
}

func figureOf(r *bilan.Record, id string) *bilan.Figure {
	i := slices.IndexFunc(r.Figures, func(f bilan.Figure) bool { return f.ID == id })
	if i < 0 {
		return nil
	}
	return &r.Figures[i]
}

func (d *Desk) figureView(r *http.Request, l *i18n.Locale, rec *bilan.Record, f *bilan.Figure, at asOf) (*figureView, error) {
	v := &figureView{figureCard: d.card(l, f, at, wideWidth, wideHeight), AsOf: at}
	v.Contradictions = v.Notes[:min(len(v.Notes), disputesShown)]
	if e := mainEvent(rec, f.Event); e != nil {
		v.Event, v.EventPath = d.eventTitle(l, e), to("situations", e.ID, "as_of", at.Param)
	}
	if err := d.ledger.update(r.Context()); err != nil {
		return nil, err
	}
	colour, order := originColors(f), inTime(f)
	if r.URL.Query().Get("all") == "" && len(order) > entriesShown {
		v.Earlier = len(order) - entriesShown
		order = order[v.Earlier:]
		v.All = to("figures", f.ID, "as_of", at.Param, "all", "1")
	}
	for _, i := range order {
		s, err := d.figureStep(r, l, f, i, colour, at)
		if err != nil {
			return nil, err
		}
		v.Steps = append(v.Steps, s)
	}
	return v, nil
}

func (d *Desk) figureStep(r *http.Request, l *i18n.Locale, f *bilan.Figure, i int, colour map[string]int, at asOf) (figureStep, error) {
	e := &f.Entries[i]
	out := figureStep{holder: d.holder(l, f, i, colour, at.At), Copies: len(e.Copies)}
	refs := e.Claims[:min(len(e.Claims), tellingsShown)]
	out.Rest = len(e.Claims) - len(refs)
	if e.EndedBy != "" {
		refs = append(slices.Clone(refs), e.EndedBy)
	}
	steps, err := d.config.Keeper.Steps(r.Context(), refs)
	if err != nil {
		return out, err
	}
	for n := range steps {
		t := d.telling(l, &steps[n])
		t.First = steps[n].Article.ID == e.FirstToldBy
		t.Copy = slices.Contains(e.Copies, steps[n].Article.ID)
		if e.EndedBy != "" && n == len(steps)-1 {
			out.EndedBy = &t
		} else {
			out.Tellings = append(out.Tellings, t)
		}
	}
	return out, nil
}

// telling makes what a page shows of a step: the paragraph, cut around the words.
func (d *Desk) telling(l *i18n.Locale, s *keep.Step) telling {
	t := telling{Words: s.Words.Text, Verified: s.Verified, Title: s.Article.Title, Lang: s.Article.Lang, Publisher: s.Article.Publisher, Published: l.Moment(s.Article.Published),
		Path: to("dispatches", s.Article.ID) + "#" + claimAnchor(s.Claim), Chain: d.chain(l, s.Chain, s.Article.Publisher), Standing: d.ledger.standing(s.Claim)}
	if t.Title == "" {
		t.Title = l.T("dispatch.untitled")
	}
	end := min(s.At+len(s.Words.Text), len(s.Context))
	if s.At >= 0 && s.At <= end {
		t.Before, t.Words, t.After = clip(s.Context[:s.At], true), s.Context[s.At:end], clip(s.Context[end:], false)
	}
	return t
}
