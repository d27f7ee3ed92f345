package desk

import (
	"cmp"
	"context"
	"net/http"
	"strconv"
	"strings"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/register"
)

const logged = 50 // judgements on one page

func (d *Desk) logRoutes() []Route {
	return []Route{{Method: "GET", Pattern: "/log", Role: Reader, Handler: d.showLog}}
}

// logView is who decided what.
type logView struct {
	Lines []logLine
	Next  string
	May   bool // take back
	Back  string
}

// logLine is one judgement.
type logLine struct {
	standing
	Day     string
	What    string // the action, as done
	Undone  bool
	Targets []logTarget
	Undoes  string
}

// logTarget is a claim that was judged, or an origin.
type logTarget struct{ Path, Text, Dispatch string }

func (d *Desk) showLog(w http.ResponseWriter, r *http.Request) error {
	if err := d.ledger.update(r.Context()); err != nil {
		return err
	}
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // no number: from the newest
	list, undone, more := d.ledger.last(before, logged)
	v, l := &logView{May: VisitOf(r).Who.Role >= Reviewer, Back: r.URL.RequestURI()}, VisitOf(r).Locale
	err := d.config.Keeper.Register.View(r.Context(), func(rd register.Reader) error {
		for i := range list {
			v.Lines = append(v.Lines, d.logLine(r.Context(), l, rd, &list[i], undone[list[i].Seq]))
		}
		return nil
	})
	if more {
		v.Next = to("log", "", "before", strconv.FormatInt(list[len(list)-1].Seq, 10))
	}
	if err != nil {
		return err
	}
	return d.Page(w, r, "log", l.T("log.title"), v)
}

func (d *Desk) logLine(ctx context.Context, l *i18n.Locale, rd register.Reader, j *bilan.Judgement, undone bool) logLine {
	x := logLine{standing: standingOf(j),
		What: l.T("action.done." + string(j.Action)), Undone: undone}
	if j.Action == bilan.Undo {
		x.Undoes = strings.Join(j.Targets, ", ")
		return x
	}
	for _, t := range j.Targets {
		x.Targets = append(x.Targets, d.logTarget(ctx, l, rd, t))
	}
	return x
}

// logTarget names what was judged for people: the claim's headline and its dispatch; an origin by its key, which is its name.
func (d *Desk) logTarget(ctx context.Context, l *i18n.Locale, rd register.Reader, target string) logTarget {
	if !strings.Contains(target, "#") {
		return logTarget{Text: target}
	}
	reading, c, err := d.config.Keeper.ClaimOf(ctx, rd, target)
	if err != nil {
		return logTarget{Text: l.T("log.gone")}
	}
	return logTarget{to("dispatches", reading.Article.ID) + "#" + claimAnchor(target), d.headline(l, c), cmp.Or(reading.Article.Title, l.T("dispatch.untitled"))}
}
