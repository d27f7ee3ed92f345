package desk

import (
	"bytes"
	"context"
	"embed"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"reflect"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/register"
)

//go:embed templates
var templateFiles embed.FS

//go:embed i18n/messages
var messageFiles embed.FS

// View is what a template gets.
type View struct {
	*Visit
	Title   string
	Here    string // the path and query asked for, to come back to
	Links   []navLink
	kept    func() bool
	Locales []*i18n.Locale
	Data    any
}

// navLink is a link of the head of a page.
type navLink struct {
	Link
	Current bool
	Count   int64
}

// ownLinks are the links of the desk itself.
var ownLinks = []Link{
	{"/", "nav.situations", Reader},
	{reviewPath, "nav.review", Reviewer},
	{"/search", "nav.search", Reader},
	{"/add", "nav.add", Coder},
	{"/sources", "nav.sources", Reader},
	{"/log", "nav.log", Reader},
}

// pages are the templates of all pages in all languages.
type pages struct {
	set map[string]map[string]*template.Template // language → page → template
}

func loadMessages(parts []Part) (*i18n.Catalog, error) {
	own, err := fs.Sub(messageFiles, "i18n/messages")
	if err != nil {
		return nil, err
	}
	folders := []fs.FS{own}
	for _, p := range parts {
		if p.Messages != nil {
			folders = append(folders, p.Messages)
		}
	}
	c, err := i18n.Load(folders...)
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "load messages", "%w", err)
	}
	return c, nil
}

// loadPages parses each page once a language, with functions that speak it.
func (d *Desk) loadPages() (*pages, error) {
	p := &pages{set: map[string]map[string]*template.Template{}}
	for _, l := range d.catalog.Locales() {
		base, err := template.New("").Funcs(d.funcs(l)).ParseFS(templateFiles, "templates/*.html")
		if err != nil {
			return nil, bilan.Errorf(bilan.CodeInternal, "load templates", "%w", err)
		}
		p.set[l.Code] = map[string]*template.Template{}
		own, err := fs.Sub(templateFiles, "templates/pages")
		if err != nil {
			return nil, err
		}
		if err := p.add(l.Code, base, own); err != nil {
			return nil, err
		}
		for _, part := range d.config.Parts {
			if part.Templates == nil {
				continue
			}
			if err := p.add(l.Code, base, part.Templates); err != nil {
				return nil, err
			}
		}
	}
	return p, nil
}

// add parses the pages of a folder over the shared frame.
func (p *pages) add(code string, base *template.Template, folder fs.FS) error {
	names, err := fs.Glob(folder, "*.html")
	if err != nil {
		return err
	}
	for _, file := range names {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if p.set[code][name] != nil {
			return bilan.Errorf(bilan.CodeInternal, "load templates", "two pages are called %s", name)
		}
		t, err := base.Clone()
		if err == nil {
			t, err = t.ParseFS(folder, file)
		}
		if err != nil {
			return bilan.Errorf(bilan.CodeInternal, "load templates", "%w", err)
		}
		p.set[code][name] = t
	}
	return nil
}

// Page answers with a page: the template of a name, with a title and data.
func (d *Desk) Page(w http.ResponseWriter, r *http.Request, name, title string, data any) error {
	return d.page(w, r, http.StatusOK, name, title, data)
}

// PageStatus answers with a page and a status other than 200.
func (d *Desk) PageStatus(w http.ResponseWriter, r *http.Request, status int, name, title string, data any) error {
	return d.page(w, r, status, name, title, data)
}

func (d *Desk) page(w http.ResponseWriter, r *http.Request, status int, name, title string, data any) error {
	return d.execute(w, r, status, "layout", name, title, data)
}

// execute writes a template of a page whole or not at all.
func (d *Desk) execute(w http.ResponseWriter, r *http.Request, status int, root, name, title string, data any) error {
	v := View{Visit: VisitOf(r), Title: title, Here: r.URL.RequestURI(), Locales: d.catalog.Locales(), Data: data}
	if r.Method != http.MethodGet {
		v.Here = "/"
	}
	v.Links = d.links(r, v.Who.Role)
	v.kept = func() bool {
		list, err := d.savedPages(r.Context(), v.Who)
		return err == nil && slices.ContainsFunc(list, func(p savedPage) bool { return p.Path == v.Here })
	}
	t := d.pages.set[v.Locale.Code][name]
	if t == nil {
		return bilan.Errorf(bilan.CodeInternal, "", "there is no template %s", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, root, v); err != nil {
		return bilan.Errorf(bilan.CodeInternal, "show "+name, "%w", err)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", v.Locale.Code)
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, err := b.WriteTo(w)
	return err
}

// links gives the links that somebody may follow.
func (d *Desk) links(r *http.Request, role Role) []navLink {
	var out []navLink
	add := func(l Link) {
		if role >= l.Role {
			out = append(out, navLink{Link: l, Current: r.URL.Path == l.Path || l.Path != "/" && strings.HasPrefix(r.URL.Path, l.Path+"/")})
		}
	}
	for _, l := range ownLinks {
		add(l)
		if l.Path == reviewPath && role >= l.Role {
			out[len(out)-1].Count = d.waiting(r.Context())
		}
	}
	for _, p := range d.config.Parts {
		for _, l := range p.Links {
			add(l)
		}
	}
	return out
}

// waiting counts the claims that wait for a person, for the head of every page.
func (d *Desk) waiting(ctx context.Context) int64 {
	n, err := d.config.Keeper.CountWaiting(ctx, register.WaitingFilter{})
	if err != nil {
		return 0 // the page says its own errors
	}
	return n
}

// funcs are what templates can ask, in one language.
func (d *Desk) funcs(l *i18n.Locale) template.FuncMap {
	return template.FuncMap{
		"t": l.T, "n": l.Value,
		"day": l.Day, "moment": l.Moment, "short": l.Short,
		"age":     func(from string, now time.Time) string { return age(l, from, now) },
		"country": func(code string) string { return d.country(l, code) },
		"asset":   d.assets.url,
		"to":      to,
		"first":   first,
		"list":    func(values ...string) []string { return values },
		"choice":  newChoice,
		"note":    func(ref, back string) noteForm { return noteForm{ref, back} },
		"goKey":   func(path string) string { return goKeys[path] },
		"joined":  joined,
		"keys":    func() any { return keyGroups },
		"kinds":   func() []bilan.Kind { return kinds },
		"minus":   func(a, b int) int { return a - b },
		"add":     func(a, b int) int { return a + b },
	}
}

// age says how long ago a moment of the record is; nothing when it is none.
func age(l *i18n.Locale, from string, now time.Time) string {
	t, ok := i18n.Moment(from)
	if !ok || now.Before(t) {
		return ""
	}
	return l.Age(now.Sub(t))
}

// goKeys are the keys that lead to pages.
var goKeys = map[string]string{"/": "g s", reviewPath: "g r", "/add": "g a", "/log": "g l"}

// choice is a field of a form with a closed list of values, whose texts begin with Prefix.
type choice struct {
	Name, Prefix, Now string
	Values            []string
}

func newChoice(name, prefix, now string, values []string) choice {
	return choice{name, prefix, now, values}
}

// noteForm is the form of a note about a claim.
type noteForm struct{ Ref, Back string }

// Saved reports whether who asks has saved this page.
func (v View) Saved() bool { return v.kept() }

// Reads reports whether somebody may read the pages that are not public.
func (v View) Reads() bool { return v.Who.Role >= Reader }

// kinds are the kinds of claim, in the order in which people ask.
var kinds = []bilan.Kind{bilan.KindCasualty, bilan.KindDeployment, bilan.KindDecision, bilan.KindEvent, bilan.KindStatement, bilan.KindLabel}

// first gives at most n of the beginning of a list, of any type.
func first(n int, list any) any {
	v := reflect.ValueOf(list)
	if v.Kind() != reflect.Slice || v.Len() <= n {
		return list
	}
	return v.Slice(0, n).Interface()
}
