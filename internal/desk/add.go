package desk

import (
	"errors"
	"net/http"
	"slices"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
)

// What Fetch says in the chain of its errors, so that the page can tell it in the reader's language.
var (
	ErrRefused = errors.New("not a public web address") // it may not be fetched from
	ErrNoPage  = errors.New("no page")                  // what is there is neither a page nor a text
)

var errNoArticle = errors.New("the page holds no article text")

const (
	addLimit  = 24 << 20 // bytes of an upload
	previewed = 12       // dispatches shown in full before they are kept
)

func (d *Desk) addRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/add", Role: Coder, Handler: d.add},
		{Method: "POST", Pattern: "/add", Role: Coder, Handler: d.preview, MaxBody: addLimit},
		{Method: "POST", Pattern: "/add/keep", Role: Coder, Handler: d.keepDraft},
	}
}

// addView is the form, with what was read of what somebody gave, before anything is kept.
type addView struct {
	Fetches  bool // addresses can be fetched
	Given    given
	Fault    *addFault
	Draft    string
	Readings []readingView
	More     int
	Claims   int
}

// addFault is why nothing could be read of what somebody gave.
type addFault struct{ Message, Detail, Hint string }

func (d *Desk) add(w http.ResponseWriter, r *http.Request) error {
	return d.Page(w, r, "add", VisitOf(r).Locale.T("add.title"), &addView{Fetches: d.config.Fetch != nil})
}

// preview reads what was given and shows it; it is kept when the person says so. When nothing could be read, the form comes
// again with what was written into it, and says why.
func (d *Desk) preview(w http.ResponseWriter, r *http.Request) error {
	inputs, additions, err := d.readGiven(r)
	l := VisitOf(r).Locale
	v := &addView{Fetches: d.config.Fetch != nil}
	if err != nil {
		if Status(err) == http.StatusInternalServerError || r.PostForm == nil {
			return err
		}
		v.Given, v.Fault = givenOf(r), faultOfAdd(l, err)
		return d.PageStatus(w, r, http.StatusUnprocessableEntity, "add", l.T("add.title"), v)
	}
	v.Draft = d.drafts.put(inputs)
	for i := range additions {
		v.Claims += len(additions[i].Reading.Claims)
		if i < previewed {
			v.Readings = append(v.Readings, d.readingView(l, additions[i].Reading))
		} else {
			v.More++
		}
	}
	return d.Page(w, r, "add", l.T("add.preview"), v)
}

func (d *Desk) readGiven(r *http.Request) ([]Input, []keep.Addition, error) {
	inputs, err := d.inputs(r)
	if err != nil {
		return nil, nil, err
	}
	additions, err := d.readAll(r, inputs)
	if err == nil && !slices.ContainsFunc(additions, isArticle) {
		err = &bilan.Error{Code: bilan.CodeInvalid, Err: errNoArticle}
	}
	return inputs, additions, err
}

func isArticle(a keep.Addition) bool {
	return !slices.ContainsFunc(a.Reading.Problems, func(p bilan.Problem) bool { return p.Code == bilan.NotArticle })
}

// faultOfAdd tells in a language why nothing was read; the program's own words stand below.
func faultOfAdd(l *i18n.Locale, err error) *addFault {
	f := &addFault{Detail: err.Error()}
	var e *bilan.Error
	if errors.As(err, &e) {
		f.Hint = e.Hint
	}
	switch code := bilan.ErrorCode(err); {
	case errors.Is(err, errNothing):
		return &addFault{Message: l.T("add.nothing")}
	case errors.Is(err, errNoArticle):
		return &addFault{Message: l.T("add.fault.not_article")}
	case errors.Is(err, ErrRefused):
		f.Message, f.Hint = l.T("add.fault.refused"), ""
	case errors.Is(err, ErrNoPage):
		f.Message = l.T("add.fault.no_page")
	case code == bilan.CodeNotFound:
		f.Message = l.T("add.fault.not_found")
	case code == bilan.CodeLimit:
		f.Message = l.T("fault.limit")
	case code == bilan.CodeUnavailable:
		f.Message = l.T("add.fault.unavailable")
	default:
		f.Message = l.T("fault.invalid")
	}
	return f
}

func (d *Desk) readAll(r *http.Request, inputs []Input) ([]keep.Addition, error) {
	var out []keep.Addition
	for _, in := range inputs {
		if d.config.Read == nil {
			return nil, bilan.Errorf(bilan.CodeUnavailable, "", "there is no reader")
		}
		list, err := d.config.Read(r.Context(), in)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

// keepDraft keeps what was previewed.
func (d *Desk) keepDraft(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	inputs, ok := d.drafts.take(r.PostForm.Get("draft"))
	if !ok {
		l := VisitOf(r).Locale
		return d.PageStatus(w, r, http.StatusNotFound, "add", l.T("add.title"), &addView{Fetches: d.config.Fetch != nil, Fault: &addFault{Message: l.T("add.gone")}})
	}
	additions, err := d.readAll(r, inputs)
	if err != nil {
		return err
	}
	for i := range inputs {
		if archive := inputs[i].Archive; archive != nil {
			if err := archive(r.Context()); err != nil {
				return err
			}
		}
	}
	if _, err := d.config.Keeper.Add(r.Context(), additions); err != nil {
		return err
	}
	d.Changed()
	next := "/"
	if len(additions) > 0 {
		next = to("dispatches", additions[0].Reading.Article.ID)
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}
