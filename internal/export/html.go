package export

import (
	"bufio"
	"cmp"
	"embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"bilan"
)

//go:embed page.html page.css
var pageFiles embed.FS

// scoped is parts of the text with the number of their dispatch.
type scoped struct {
	N     int
	Parts []Part
}

var pageFuncs = template.FuncMap{
	"scope": func(n int, parts []Part) scoped { return scoped{n, parts} },
	"inc":   func(i int) int { return i + 1 },
	"steps": steps,
}

// page writes one HTML page that needs nothing else: no script, no fonts, no network. Each reading is written as it comes;
// only titles are kept, for the list at the end.
type page struct {
	out    *bufio.Writer
	tmpl   *template.Template
	begun  bool
	titles []string
}

func newHTML(w io.Writer, _ Options) Writer {
	return &page{out: bufio.NewWriter(w), tmpl: template.Must(template.New("page").Funcs(pageFuncs).ParseFS(pageFiles, "page.html"))}
}

func (p *page) begin() error {
	if p.begun {
		return nil
	}
	p.begun = true
	css, err := pageFiles.ReadFile("page.css")
	if err != nil {
		return err
	}
	return p.tmpl.ExecuteTemplate(p.out, "head", struct {
		CSS   template.CSS
		Kinds any
	}{template.CSS(append(css, lights()...)), kinds})
}

// lit is how many claims of a dispatch light up their words when a person points at them: without a script each needs a rule.
const lit = 150

// lights gives those rules.
func lights() []byte {
	var b []byte
	for n := 1; n <= lit; n++ {
		if n > 1 {
			b = append(b, ',')
		}
		b = fmt.Appendf(b, ".dispatch:has(.n%d:is(:hover,:target,:focus-within)) .c%d", n, n)
	}
	return append(b, "{background:var(--ink);color:var(--paper)}\n"...)
}

func (p *page) Write(r *bilan.Reading) error {
	if err := p.begin(); err != nil {
		return err
	}
	v := newDispatchView(len(p.titles)+1, r)
	p.titles = append(p.titles, v.Title)
	if err := p.tmpl.ExecuteTemplate(p.out, "dispatch", v); err != nil {
		return err
	}
	return p.out.Flush()
}

func (p *page) Close() error {
	if err := p.begin(); err != nil {
		return err
	}
	if err := p.tmpl.ExecuteTemplate(p.out, "foot", p.titles); err != nil {
		return err
	}
	return p.out.Flush()
}

// dispatchView is what the template shows of one reading.
type dispatchView struct {
	N          int
	Title      string
	TitleParts []Part
	Source     string
	URL        string
	Lang       string
	Sections   []Section
	Claims     []claimView
	Tallies    []tallyView
	Numbers    []numberView
	Problems   []problemView
	Captions   []string
	Credits    []string
}

type claimView struct {
	N                                       int // within the dispatch, from 1
	Kind, Headline, Assertion, Rule, PartOf string
	Trust                                   bilan.Trust
	Facts                                   []fact
	Chain                                   []link
	Words                                   string
}

type tallyView struct {
	Kind string
	Text string
}

type numberView struct{ Words, Role string }

type problemView struct{ Code, Message, Before, Words, After string }

// Section is a stretch of the text with one use, laid out.
type Section struct {
	Kind, Label, Time string
	Paragraphs        [][]Part
}

func newDispatchView(n int, r *bilan.Reading) dispatchView {
	r = inTextOrder(r)
	a := &r.Article
	v := dispatchView{
		N: n, Title: title(a), Source: source(a), Lang: a.Lang, Captions: a.Captions, Credits: a.ImageCredits,
		Sections: sections(r), Claims: claimViews(r), Tallies: tallies(r), Problems: problemViews(r),
	}
	if a.Title != "" {
		v.TitleParts = cut(a.Title, 0, len(a.Title), marks(r, "title", len(a.Title)))
	}
	if strings.HasPrefix(a.URL, "https://") || strings.HasPrefix(a.URL, "http://") {
		v.URL = a.URL
	}
	for _, x := range r.Numbers {
		v.Numbers = append(v.Numbers, numberView{x.Span.Text, string(x.Role)})
	}
	return v
}

// inTextOrder gives the reading with its claims as their words stand, those of the title first, so that a person finds the
// claim beside its words.
func inTextOrder(r *bilan.Reading) *bilan.Reading {
	out := *r
	out.Claims = slices.Clone(r.Claims)
	slices.SortStableFunc(out.Claims, func(a, b bilan.Claim) int {
		x, y := evidence(&a), evidence(&b)
		return cmp.Or(-cmp.Compare(x.In, y.In), cmp.Compare(x.Start, y.Start), cmp.Compare(y.End, x.End))
	})
	return &out
}

func claimViews(r *bilan.Reading) []claimView {
	number := map[string]int{}
	for i, c := range r.Claims {
		number[c.ID] = i + 1
	}
	var out []claimView
	for i := range r.Claims {
		c := &r.Claims[i]
		v := claimView{
			N: i + 1, Kind: string(c.Kind), Headline: headline(c), Rule: c.Rule, Facts: facts(c),
			Chain: chainLinks(r, c), Words: evidence(c).Text, Trust: c.Trust(),
		}
		if c.Assertion != bilan.Asserted {
			v.Assertion = string(c.Assertion)
		}
		if c.Casualty != nil && number[c.Casualty.PartOf] > 0 {
			v.Facts = append(v.Facts, fact{"part of", "claim " + strconv.Itoa(number[c.Casualty.PartOf])})
		}
		out = append(out, v)
	}
	return out
}

func tallies(r *bilan.Reading) []tallyView {
	var out []tallyView
	for _, k := range kinds {
		n := 0
		for _, c := range r.Claims {
			if c.Kind == k.Kind {
				n++
			}
		}
		if n > 0 {
			out = append(out, tallyView{string(k.Kind), plural(n, string(k.Kind), strings.ToLower(k.Title))})
		}
	}
	return out
}

func problemViews(r *bilan.Reading) []problemView {
	var out []problemView
	for i := range r.Problems {
		p := &r.Problems[i]
		v := problemView{Code: strings.ReplaceAll(string(p.Code), "_", " "), Message: p.Message}
		v.Before, v.Words, v.After = around(r.Article.Text, p.Span, 40)
		out = append(out, v)
	}
	for i := range r.Numbers {
		if n := &r.Numbers[i]; n.Role == bilan.RoleUnexplained && !problemAt(r, n.Span) {
			v := problemView{Code: "number unexplained", Message: "what this number counts was not found out"}
			v.Before, v.Words, v.After = around(r.Article.Text, &n.Span, 40)
			out = append(out, v)
		}
	}
	return out
}

// problemAt says whether a problem tells of the number already.
func problemAt(r *bilan.Reading, s bilan.Span) bool {
	for _, p := range r.Problems {
		if p.Code == bilan.NumberUnexplained && p.Span != nil && p.Span.In == s.In && p.Span.Start <= s.Start && p.Span.End >= s.End {
			return true
		}
	}
	return false
}
