package desk

import (
	"cmp"
	"net/http"
	"slices"

	"bilan/internal/desk/i18n"
	"bilan/internal/register"
)

// lookedAt is how many of the situations told last the list of outlets is made of.
const lookedAt = 20

func (d *Desk) sourceRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/sources", Role: Reader, Handler: d.sources}}
}

// sourcesView is who told what is kept, and how much that is.
type sourcesView struct {
	Counts  register.Counts
	Outlets []outletLine
	Watched []watchedLine
	Failing int
}

type outletLine struct {
	Name, Last, Path      string
	Langs                 []string
	Dispatches, Situation int
	last                  string
}

func (d *Desk) sources(w http.ResponseWriter, r *http.Request) error {
	l, v := VisitOf(r).Locale, &sourcesView{}
	var err error
	if v.Counts, err = d.config.Keeper.Counts(r.Context()); err != nil {
		return err
	}
	if v.Watched, v.Failing, err = d.watchedLines(r.Context(), l); err != nil {
		return err
	}
	if v.Outlets, err = d.outlets(r, l); err != nil {
		return err
	}
	return d.Page(w, r, "sources", l.T("nav.sources"), v)
}

// outlets gives the outlets of the situations told last, those with most dispatches first.
func (d *Desk) outlets(r *http.Request, l *i18n.Locale) ([]outletLine, error) {
	list, _, err := d.config.Keeper.Situations(r.Context(), "", lookedAt)
	if err != nil {
		return nil, err
	}
	by := map[string]*outletLine{}
	for i := range list {
		seen := map[string]bool{}
		for _, a := range list[i].Record.Articles {
			x := by[a.Publisher]
			if x == nil {
				x = &outletLine{Name: cmp.Or(a.Publisher, l.T("sources.unnamed")), Path: to("search", "", "q", a.Publisher)}
				by[a.Publisher] = x
			}
			x.Dispatches++
			if !seen[a.Publisher] {
				seen[a.Publisher] = true
				x.Situation++
			}
			if !slices.Contains(x.Langs, a.Lang) {
				x.Langs = append(x.Langs, a.Lang)
			}
			if instant(a.Published).After(instant(x.last)) {
				x.last, x.Last = a.Published, l.Moment(a.Published)
			}
		}
	}
	var out []outletLine
	for _, x := range by {
		slices.Sort(x.Langs)
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b outletLine) int {
		return cmp.Or(cmp.Compare(b.Dispatches, a.Dispatches), cmp.Compare(a.Name, b.Name))
	})
	return out, nil
}
