package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/export"
	"bilan/internal/register"
)

const reviewPath = "/review"

func (d *Desk) reviewRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/review", Role: Reviewer, Handler: d.review},
		{Method: "POST", Pattern: "/review", Role: Reviewer, Handler: d.decide},
		{Method: "POST", Pattern: "/notes", Role: Coder, Handler: d.writeNote},
	}
}

// reviewView is the queue with one claim of it.
type reviewView struct {
	Filter              reviewFilter
	Waiting             int64
	Claim               *claimView // nil when nothing waits
	Before, Words, Rest string     // the paragraph around the words
	Title, Published    string
	Publisher, Lang     string
	Path                string
	Skip, Again         string // addresses: the next claim, the queue's beginning
	Back                string // of the form: where to go on
	Stay                string // of a note: the claim is still to be decided
	Casualty            *casualtyForm
	Deployment          *deploymentForm
	Choose              string        // what to choose for: join, split, or nothing yet
	Join, Split         string        // addresses at which to choose
	Siblings            []eventChoice // to join with
	Others              []eventChoice // to split from
	Done                *standing     // what was decided just now
	DoneWhat            string
}

// reviewFilter is what a reviewer chose to see.
type reviewFilter struct {
	Kind, Lang, Source string
	Under              int
	Langs              []string
}

// eventChoice is a happening or a telling that a claim can be joined with or split from, by one of its claims.
type eventChoice struct{ Claim, Label, Text string }

func filterOf(q url.Values) reviewFilter {
	under, _ := strconv.Atoi(q.Get("under")) // a word that is no number chooses nothing
	return reviewFilter{Kind: q.Get("kind"), Lang: q.Get("lang_of"), Source: q.Get("source"), Under: max(under, 0)}
}

func (f *reviewFilter) register() register.WaitingFilter {
	return register.WaitingFilter{Kind: bilan.Kind(f.Kind), Lang: f.Lang, Source: f.Source, Under: f.Under}
}

// path gives the address of the queue with this filter, after a place.
func (f *reviewFilter) path(after string, more ...string) string {
	under := ""
	if f.Under > 0 {
		under = strconv.Itoa(f.Under)
	}
	return to("review", "", append([]string{"kind", f.Kind, "lang_of", f.Lang, "source", f.Source, "under", under, "after", after}, more...)...)
}

func (d *Desk) review(w http.ResponseWriter, r *http.Request) error {
	l, q := VisitOf(r).Locale, r.URL.Query()
	v := &reviewView{Filter: filterOf(q)}
	v.Filter.Langs = readLangs
	after := q.Get("after")
	list, total, err := d.config.Keeper.Waiting(r.Context(), v.Filter.register(), after, 1)
	if err != nil {
		return err
	}
	if err := d.ledger.update(r.Context()); err != nil {
		return err
	}
	v.Waiting, v.Again, v.Back = total, v.Filter.path(""), v.Filter.path(after)
	d.justDone(l, v, q.Get("done"))
	ref := q.Get("claim")
	if ref == "" && len(list) > 0 {
		ref, v.Skip = bilan.ClaimRef(list[0].Article, list[0].Claim), v.Filter.path(list[0].Cursor)
	}
	if ref != "" {
		v.Choose, v.Stay = q.Get("choose"), v.Filter.path(after, "claim", ref)
		v.Join, v.Split = v.Filter.path(after, "claim", ref, "choose", "join"), v.Filter.path(after, "claim", ref, "choose", "split")
		if err := d.reviewClaim(r.Context(), l, v, ref); err != nil {
			return err
		}
	}
	return d.Page(w, r, "review", l.T("review.title"), v)
}

// readLangs are the languages that dispatches are mostly in, for the filter.
var readLangs = []string{"en", "fr", "ru"}

// justDone tells what was decided a moment ago, so that it can be taken back.
func (d *Desk) justDone(l *i18n.Locale, v *reviewView, seq string) {
	n, err := strconv.ParseInt(seq, 10, 64)
	if err != nil {
		return
	}
	if list, undone, _ := d.ledger.last(n+1, 1); len(list) == 1 && list[0].Seq == n && !undone[n] {
		j := list[0]
		v.Done = &standing{Seq: j.Seq, Action: string(j.Action), Who: j.Who}
		v.DoneWhat = l.T("action.done." + string(j.Action))
	}
}

// reviewClaim fills the page with a claim and its words.
func (d *Desk) reviewClaim(ctx context.Context, l *i18n.Locale, v *reviewView, ref string) error {
	var reading *bilan.Reading
	var c *bilan.Claim
	err := d.config.Keeper.Register.View(ctx, func(r register.Reader) (err error) {
		reading, c, err = d.config.Keeper.ClaimOf(ctx, r, ref)
		return err
	})
	if err != nil {
		return err
	}
	a := &reading.Article
	x := d.claimView(l, reading, c, 1)
	v.Claim = &x
	v.Title, v.Publisher, v.Published, v.Lang = cmp.Or(a.Title, l.T("dispatch.untitled")), a.Publisher, l.Moment(a.Published), a.Lang
	v.Path = to("dispatches", a.ID) + "#" + x.Anchor
	text := a.Text
	if c.Span.In == "title" {
		text = a.Title
	}
	span := c.Span
	span.In = ""
	v.Before, v.Words, v.Rest = export.Around(text, &span, 600)
	v.forms(c)
	if v.Choose == "" {
		return nil
	}
	return d.choices(ctx, l, v, ref)
}

// casualtyForm and deploymentForm are what a correction can set.
type casualtyForm struct {
	Outcome, Class, Scope, Qualifier, Assertion string
	Low, High, Origin                           string
	Outcomes, Classes, Scopes                   []string
	Qualifiers, Assertions                      []string
}

type deploymentForm struct {
	Status, Host, Assertion string
	Statuses, Assertions    []string
}

var (
	outcomes   = strings.Fields("killed injured missing detained abducted displaced casualties")
	classes    = strings.Fields("unspecified civilians protesters security_forces military peacekeepers armed_group journalists medics aid_workers children")
	scopes     = strings.Fields("incident total new background")
	qualifiers = strings.Fields("exact at_least more_than about up_to less_than range vague")
	assertions = strings.Fields("asserted denied retracted unconfirmed planned")
	stages     = strings.Fields("requested announced deployed active withdrawing withdrawn")
)

func (v *reviewView) forms(c *bilan.Claim) {
	if k := c.Casualty; k != nil {
		f := &casualtyForm{Outcome: string(k.Outcome), Class: string(k.Victims.Class), Scope: k.Scope, Qualifier: string(k.Count.Qualifier), Assertion: string(c.Assertion),
			Low: digits(k.Count.Low), High: digits(k.Count.High), Outcomes: outcomes, Classes: classes, Scopes: scopes, Qualifiers: qualifiers, Assertions: assertions}
		if n := len(c.Attribution); n > 0 {
			f.Origin = cmp.Or(c.Attribution[n-1].Resolved, c.Attribution[n-1].Name)
		}
		v.Casualty = f
	}
	if x := c.Deployment; x != nil {
		v.Deployment = &deploymentForm{Status: x.Status, Host: x.Host, Assertion: string(c.Assertion), Statuses: stages, Assertions: assertions}
	}
}

func digits(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}

// decide writes down what a person decided, and goes on to the next claim.
func (d *Desk) decide(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	f := r.PostForm
	j := bilan.Judgement{Who: VisitOf(r).Who.Name, When: d.Now().UTC().Truncate(time.Second), Why: strings.TrimSpace(f.Get("why")), Action: bilan.Action(f.Get("action"))}
	switch j.Action {
	case bilan.Undo:
		j.Targets = f["seq"]
	case bilan.Join, bilan.Split:
		j.Targets = append([]string{f.Get("claim")}, f["with"]...)
	default:
		j.Targets = []string{f.Get("claim")}
	}
	if j.Action == bilan.Correct {
		j.Fields = corrected(f)
	}
	if j.Action == bilan.Note {
		j.Fields = map[string]string{"text": strings.TrimSpace(f.Get("text"))}
	}
	done, err := d.Decide(r.Context(), VisitOf(r).Who, j)
	if err != nil {
		return err
	}
	d.Changed()
	http.Redirect(w, r, withDone(OwnPath(f.Get("back")), done), http.StatusSeeOther)
	return nil
}

// writeNote writes a note about a claim, which decides nothing: more people may.
func (d *Desk) writeNote(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	r.PostForm.Set("action", string(bilan.Note))
	return d.decide(w, r)
}

// withDone adds to a path what was decided just now; an undo shows the queue as it is then.
func withDone(path string, j bilan.Judgement) string {
	u, err := url.Parse(path)
	if err != nil {
		return "/"
	}
	q := u.Query()
	q.Del("done")
	if j.Action != bilan.Undo {
		q.Set("done", strconv.FormatInt(j.Seq, 10))
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// corrected gives the fields whose value a person changed: each comes with the value it had.
func corrected(f url.Values) map[string]string {
	out := map[string]string{}
	for _, name := range strings.Fields("outcome class scope qualifier assertion low high origin status host") {
		if now, ok := f[name]; ok && strings.TrimSpace(now[0]) != f.Get("was_"+name) {
			out[name] = strings.TrimSpace(now[0])
		}
	}
	return out
}
