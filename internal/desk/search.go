package desk

import (
	"cmp"
	"net/http"
	"strconv"
	"strings"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/register"
)

const found = 25 // dispatches of one page of a search

func (d *Desk) searchRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/search", Role: Reader, Handler: d.search}}
}

// searchView is what was found.
type searchView struct {
	Query string
	Hits  []searchHit
	Who   []whoLine // for a number: who said it
	Next  string
}

// searchHit is a dispatch that was found.
type searchHit struct {
	dispatchLine
	Snippet string
}

// whoLine is a figure in which the number stands, with those who held it.
type whoLine struct {
	Path, Title, Place string
	Holders            []holder
}

func (d *Desk) search(w http.ResponseWriter, r *http.Request) error {
	l, q := VisitOf(r).Locale, r.URL.Query()
	v := &searchView{Query: strings.TrimSpace(q.Get("q"))}
	if v.Query == "" {
		return d.Page(w, r, "search", l.T("search.title"), v)
	}
	if err := d.whoSaid(r, l, v); err != nil {
		return err
	}
	if err := d.find(r, l, v, q.Get("after")); err != nil {
		return err
	}
	return d.Page(w, r, "search", l.T("search.of", "words", v.Query), v)
}

func (d *Desk) find(r *http.Request, l *i18n.Locale, v *searchView, after string) error {
	return d.config.Keeper.Register.View(r.Context(), func(rd register.Reader) error {
		hits, err := rd.Search(r.Context(), v.Query, register.Page{After: after, Limit: found})
		if err != nil {
			return err
		}
		for _, h := range hits {
			reading, err := d.config.Keeper.ReadingOf(r.Context(), rd, h.Article)
			if err != nil {
				return err
			}
			line := dispatchLine{Path: to("dispatches", h.Article), Title: cmp.Or(h.Title, l.T("dispatch.untitled")), Publisher: reading.Article.Publisher, Published: l.Moment(h.Told), Lang: h.Lang}
			v.Hits = append(v.Hits, searchHit{line, register.Snippet(reading.Article.Text, v.Query, 260)})
		}
		if len(hits) == found {
			v.Next = to("search", "", "q", v.Query, "after", hits[len(hits)-1].Article)
		}
		return nil
	})
}

// whoSaid tells, when a number was typed, who held it.
func (d *Desk) whoSaid(r *http.Request, l *i18n.Locale, v *searchView) error {
	n, err := strconv.ParseInt(strings.NewReplacer(" ", "", ",", "", "\u00a0", "", "\u202f", "").Replace(v.Query), 10, 64)
	if err != nil || n < 0 {
		return nil
	}
	rec, err := d.config.Keeper.Who(r.Context(), n, 20, time.Time{})
	if err != nil {
		return err
	}
	for i := range rec.Figures {
		v.Who = append(v.Who, d.whoLine(l, &rec.Figures[i], n))
	}
	return nil
}

func (d *Desk) whoLine(l *i18n.Locale, f *bilan.Figure, n int64) whoLine {
	x := whoLine{Path: to("figures", f.ID), Title: figureTitle(l, f)}
	if f.Place != nil {
		x.Place = d.placeName(l, f.Place.Name, f.Place.Country, f.Place.GeoNames)
	}
	colour := originColors(f)
	for i := range f.Entries {
		if low, high := bounds(&f.Entries[i]); low == n || high == n {
			h := d.holder(l, f, i, colour, d.Now())
			h.Path = x.Path + "#e" + strconv.Itoa(i)
			x.Holders = append(x.Holders, h)
		}
	}
	return x
}
