package desk

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/export"
	"bilan/internal/keep"
	"bilan/internal/register"
)

func (d *Desk) dispatchRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/dispatches/{id}", Role: Reader, Handler: d.dispatch}}
}

// dispatchView is a dispatch with all that was read of it.
type dispatchView struct {
	readingView
	Situation, SituationPath string
	Copy                     string
	CopyPath, CopyTitle      string
	Share                    int // percent of its words
	CopiedBy                 []dispatchLine
	Versions                 []versionView
	Capture                  bilan.Capture
	Seen                     string
	Header                   [][2]string
}

// versionView is a state of a page and what it changed.
type versionView struct {
	dispatchLine
	Current bool
	Changes []versionChange
}

type versionChange struct{ Label, From, To string }

func (d *Desk) dispatch(w http.ResponseWriter, r *http.Request) error {
	id := r.PathValue("id")
	row, reading, err := d.reading(r.Context(), id)
	if err != nil {
		return err
	}
	if err := d.ledger.update(r.Context()); err != nil {
		return err
	}
	l := VisitOf(r).Locale
	v := &dispatchView{readingView: d.readingView(l, reading), Capture: row.Capture, Seen: l.Moment(row.Capture.Seen.UTC().Format("2006-01-02T15:04:05Z"))}
	for i := range v.Claims {
		if c := &v.Claims[i]; VisitOf(r).Who.Role >= Coder {
			c.Back = to("dispatches", id) + "#" + c.Anchor
		}
		if c := &v.Claims[i]; VisitOf(r).Who.Role >= Reviewer {
			c.Decide = to("review", "", "claim", c.Ref)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(row.Capture.Header)) {
		v.Header = append(v.Header, [2]string{name, row.Capture.Header[name]})
	}
	if err := d.kin(r.Context(), l, v, id); err != nil {
		return err
	}
	return d.Page(w, r, "dispatch", v.Name, v)
}

func (d *Desk) reading(ctx context.Context, id string) (row register.Article, reading *bilan.Reading, err error) {
	err = d.config.Keeper.Register.View(ctx, func(r register.Reader) error {
		if row, err = r.Article(ctx, id); err != nil {
			return err
		}
		reading, err = d.config.Keeper.ReadingOf(ctx, r, id)
		return err
	})
	return row, reading, err
}

// kin tells whose words a dispatch has, who has its words, what versions there are, and the situation it is of.
func (d *Desk) kin(ctx context.Context, l *i18n.Locale, v *dispatchView, id string) error {
	k, err := d.config.Keeper.Copies(ctx, id, time.Time{})
	if err != nil {
		return err
	}
	if c := k.Article.CopyOf; c != nil {
		v.Copy, v.CopyPath, v.Share, v.CopyTitle = l.T("copy."+string(c.Kind)), to("dispatches", c.Article), int(c.Share*100+0.5), l.T("dispatch.untitled")
		if _, r, err := d.reading(ctx, c.Article); err == nil && r.Article.Title != "" {
			v.CopyTitle = joined(" · ", r.Article.Publisher, r.Article.Title)
		}
	}
	v.CopiedBy, _ = d.dispatchLines(l, &bilan.Record{Articles: k.CopiedBy})
	if len(k.Versions) > 1 {
		for _, x := range k.Versions {
			v.Versions = append(v.Versions, d.versionView(l, &x, id))
		}
	}
	if len(k.Article.Events) > 0 {
		s, _, err := d.config.Keeper.Situation(ctx, k.Article.Events[0], time.Time{})
		if err != nil {
			return nil // told, but of no event that is kept
		}
		v.Situation, v.SituationPath = d.situationTitle(l, &s.Record, k.Article.Events[0]), to("situations", k.Article.Events[0])
	}
	return nil
}

func (d *Desk) versionView(l *i18n.Locale, x *keep.Version, id string) versionView {
	line, _ := d.dispatchLines(l, &bilan.Record{Articles: []bilan.RecordArticle{x.Article}})
	v := versionView{dispatchLine: line[0], Current: x.Article.ID == id}
	for _, c := range x.Changes {
		v.Changes = append(v.Changes, versionChange{l.T("version." + c.Kind), c.From, c.To})
	}
	return v
}

// readingView is what was read of a text, kept or not.
type readingView struct {
	Name, Title, Lang, Dir     string // Name is the title, or how a text without one is called
	TitleParts                 []export.Part
	Sections                   []export.Section
	Publisher, Published, URL  string
	Updated                    string
	Byline                     string
	Claims                     []claimView
	Problems                   []problemView
	Numbers                    []numberView
	Captions, Credits          []string
	Casualties, Others, Doubts int
}

type numberView struct{ Words, Role string }

// problemView is something that was seen and not read.
type problemView struct{ Code, Label, Before, Words, After string }

func (d *Desk) readingView(l *i18n.Locale, r *bilan.Reading) readingView {
	a := &r.Article
	lay := export.NewLayout(r)
	v := readingView{Name: cmp.Or(a.Title, l.T("dispatch.untitled")), Title: a.Title, TitleParts: lay.Title, Sections: lay.Sections, Lang: a.Lang, Publisher: a.Publisher,
		Published: l.Moment(a.Published), Updated: l.Moment(a.Updated), Byline: strings.Join(a.Byline, ", "), Captions: a.Captions, Credits: a.ImageCredits}
	if strings.HasPrefix(a.URL, "https://") || strings.HasPrefix(a.URL, "http://") {
		v.URL = a.URL
	}
	for i := range lay.Claims {
		v.Claims = append(v.Claims, d.claimView(l, r, &lay.Claims[i], i+1))
		if lay.Claims[i].Casualty != nil {
			v.Casualties++
		}
	}
	v.Others = len(v.Claims) - v.Casualties
	v.Problems = problems(l, r)
	v.Doubts = len(v.Problems)
	for _, n := range r.Numbers {
		v.Numbers = append(v.Numbers, numberView{n.Span.Text, l.T("number." + string(n.Role))})
	}
	return v
}

// problems lists what was not understood: what the reading says, and numbers that nothing explains.
func problems(l *i18n.Locale, r *bilan.Reading) []problemView {
	var out []problemView
	add := func(code bilan.ProblemCode, s *bilan.Span) {
		p := problemView{Code: string(code), Label: l.T("problem." + string(code))}
		p.Before, p.Words, p.After = export.Around(r.Article.Text, s, 50)
		out = append(out, p)
	}
	seen := map[int]bool{}
	for _, p := range r.Problems {
		add(p.Code, p.Span)
		if p.Span != nil && p.Code == bilan.NumberUnexplained {
			seen[p.Span.Start] = true
		}
	}
	for i := range r.Numbers {
		if n := &r.Numbers[i]; n.Role == bilan.RoleUnexplained && !seen[n.Span.Start] {
			add(bilan.NumberUnexplained, &n.Span)
		}
	}
	return out
}
