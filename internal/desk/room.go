package desk

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
)

// The reading room shows the public what an editor published: a situation, its figures, feeds of what changes, and a dossier.
// Publishing is a judgement of the log, about a claim, as claims keep their names whatever becomes of events; its number is the
// address. Undoing it ends it.
func (d *Desk) roomRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/public", Role: Public, Handler: d.shelf.kept(d.room)},
		{Method: "GET", Pattern: "/public/{n}", Role: Public, Handler: d.shelf.kept(d.roomSituation), Embed: true},
		{Method: "GET", Pattern: "/public/{n}/figures/{id}", Role: Public, Handler: d.shelf.kept(d.roomFigure), Embed: true},
		{Method: "GET", Pattern: "/public/{n}/feed.atom", Role: Public, Handler: d.shelf.kept(d.roomAtom)},
		{Method: "GET", Pattern: "/public/{n}/feed.json", Role: Public, Handler: d.shelf.kept(d.roomJSONFeed)},
		{Method: "GET", Pattern: "/public/{n}/dossier", Role: Public, Handler: d.shelf.kept(d.roomDossier)},
		{Method: "GET", Pattern: "/situations/{id}/dossier", Role: Reader, Handler: d.dossier},
		{Method: "GET", Pattern: "/situations/{id}/publish", Role: Editor, Handler: d.publishPage},
		{Method: "POST", Pattern: "/situations/{id}/publish", Role: Editor, Handler: d.publish},
	}
}

// published gives the publications that count, the newest first.
func (d *Desk) published(ctx context.Context) ([]bilan.Judgement, error) {
	if err := d.ledger.update(ctx); err != nil {
		return nil, err
	}
	d.ledger.mu.RLock()
	defer d.ledger.mu.RUnlock()
	var out []bilan.Judgement
	for _, i := range slices.Backward(d.ledger.published) {
		if j := d.ledger.all[i]; !d.ledger.undone[j.Seq] {
			out = append(out, j)
		}
	}
	return out, nil
}

// publication is what the public sees of a situation.
type publication struct {
	N         int64
	Base      string // path of its page
	Title     string
	Situation keep.Situation
	Event     *bilan.Happening
}

// publicationOf gives the publication that a request names; what is not published is as if it did not exist.
func (d *Desk) publicationOf(r *http.Request) (*publication, error) {
	list, err := d.published(r.Context())
	if err != nil {
		return nil, err
	}
	for i := range list {
		if strconv.FormatInt(list[i].Seq, 10) == r.PathValue("n") {
			return d.publication(r.Context(), VisitOf(r).Locale, &list[i])
		}
	}
	return nil, bilan.Errorf(bilan.CodeNotFound, "", "nothing is published here")
}

func (d *Desk) publication(ctx context.Context, l *i18n.Locale, j *bilan.Judgement) (*publication, error) {
	ref := j.Targets[0]
	s, err := d.config.Keeper.SituationOf(ctx, ref[:max(strings.LastIndexByte(ref, '#'), 0)])
	if err != nil {
		return nil, err
	}
	p := &publication{N: j.Seq, Base: to("public", strconv.FormatInt(j.Seq, 10)), Situation: s, Title: j.Fields["title"]}
	p.Event = mainEvent(&s.Record, ownEvent(&s.Record, ref, ""))
	if p.Title == "" {
		p.Title = l.T("situation.untold")
		if p.Event != nil {
			p.Title = d.eventTitle(l, p.Event)
		}
	}
	return p, nil
}

// roomLine is a publication in the list.
type roomLine struct{ Path, Title, Updated string }

func (d *Desk) room(w http.ResponseWriter, r *http.Request) error {
	const most = 100
	list, err := d.published(r.Context())
	if err != nil {
		return err
	}
	l := VisitOf(r).Locale
	var out []roomLine
	for i := range list[:min(len(list), most)] {
		p, err := d.publication(r.Context(), l, &list[i])
		if err != nil {
			d.config.Log.Warn("a publication has lost its claim", "judgement", list[i].Seq, "error", err.Error())
			continue
		}
		out = append(out, roomLine{p.Base, p.Title, l.Moment(p.Situation.To)})
	}
	return d.execute(w, r, http.StatusOK, "public", "room", l.T("room.title"), out)
}

// roomView is the public page of a situation.
type roomView struct {
	*situationView
	Base, Type string
	Updated    string
	LD         map[string]any
}

func (d *Desk) roomSituation(w http.ResponseWriter, r *http.Request) error {
	p, err := d.publicationOf(r)
	if err != nil {
		return err
	}
	l := VisitOf(r).Locale
	v := &roomView{situationView: d.situationView(l, eventID(p.Event), &p.Situation, asOf{At: d.Now()}), Base: p.Base, Updated: l.Moment(p.Situation.To)}
	for _, cards := range [][]figureCard{v.Figures, v.Context} {
		for i := range cards {
			rebase(&cards[i], p.Base)
		}
	}
	for i := range v.Changes {
		v.Changes[i].Path = strings.Replace(v.Changes[i].Path, "/figures/", p.Base+"/figures/", 1)
	}
	v.Type = l.T("event." + cmpType(p.Event))
	v.LD = d.liveBlog(r, l, p)
	return d.execute(w, r, http.StatusOK, "public", "room_situation", p.Title, v)
}

func eventID(e *bilan.Happening) string {
	if e == nil {
		return ""
	}
	return e.ID
}

func cmpType(e *bilan.Happening) string {
	if e == nil || e.Type == "" {
		return string(bilan.OtherHappened)
	}
	return string(e.Type)
}

// rebase lets the links of a figure stay in the reading room.
func rebase(c *figureCard, base string) {
	old := c.Path
	c.Path = base + to("figures", c.ID)
	for _, list := range [][]holder{c.Held, c.Ended} {
		for i := range list {
			list[i].Path = c.Path + strings.TrimPrefix(list[i].Path, old)
		}
	}
}

// roomFigureView is the public page of a figure.
type roomFigureView struct {
	*figureView
	Base, Situation string
	LD              []map[string]any
}

func (d *Desk) roomFigure(w http.ResponseWriter, r *http.Request) error {
	p, err := d.publicationOf(r)
	if err != nil {
		return err
	}
	f := figureOf(&p.Situation.Record, r.PathValue("id"))
	if f == nil {
		return bilan.Errorf(bilan.CodeNotFound, "", "nothing is published here")
	}
	l := VisitOf(r).Locale
	v, err := d.figureView(r, l, &p.Situation.Record, f, asOf{At: d.Now()})
	if err != nil {
		return err
	}
	rebase(&v.figureCard, p.Base)
	toSources(v, &p.Situation.Record)
	return d.execute(w, r, http.StatusOK, "public", "room_figure", v.Title+" · "+p.Title, &roomFigureView{v, p.Base, p.Title, d.claimsOf(r, l, p, f)})
}

// toSources lets words lead to where they stood: the pages of dispatches are not public.
func toSources(v *figureView, rec *bilan.Record) {
	urls := map[string]string{}
	for _, a := range rec.Articles {
		if webAddress(a.URL) {
			urls[to("dispatches", a.ID)] = a.URL
		}
	}
	lead := func(t *telling) {
		path, _, _ := strings.Cut(t.Path, "#")
		t.Path = urls[path]
	}
	for i := range v.Steps {
		for n := range v.Steps[i].Tellings {
			lead(&v.Steps[i].Tellings[n])
		}
		if v.Steps[i].EndedBy != nil {
			lead(v.Steps[i].EndedBy)
		}
	}
}

// publishView is the page on which an editor publishes a situation.
type publishView struct {
	ID, Title, Claim   string
	N                  int64
	Page, Atom, JSON   string // addresses, whole
	Snippet            string
	Dossier, Situation string
}

func (d *Desk) publishPage(w http.ResponseWriter, r *http.Request) error {
	v, err := d.publishView(r)
	if err != nil {
		return err
	}
	return d.Page(w, r, "publish", VisitOf(r).Locale.T("publish.title"), v)
}

func (d *Desk) publishView(r *http.Request) (*publishView, error) {
	s, _, err := d.config.Keeper.Situation(r.Context(), r.PathValue("id"), time.Time{})
	if err != nil {
		return nil, err
	}
	id := r.PathValue("id")
	v := &publishView{ID: id, Title: d.situationTitle(VisitOf(r).Locale, &s.Record, id), Claim: claimOf(&s.Record, eventID(mainEvent(&s.Record, id))), Situation: to("situations", id)}
	v.Dossier = v.Situation + "/dossier"
	list, err := d.published(r.Context())
	if err != nil {
		return nil, err
	}
	for i := range list {
		if article, _, _ := strings.Cut(list[i].Targets[0], "#"); slices.ContainsFunc(s.Record.Articles, func(a bilan.RecordArticle) bool { return a.ID == article }) {
			v.N = list[i].Seq
			v.Page = d.base(r) + to("public", strconv.FormatInt(v.N, 10))
			v.Atom, v.JSON = v.Page+"/feed.atom", v.Page+"/feed.json"
			v.Snippet = `<iframe src="` + v.Page + `" title="Bilan" width="100%" height="720" loading="lazy" style="border:0"></iframe>`
			break
		}
	}
	return v, nil
}

// publish publishes a situation, or takes that back.
func (d *Desk) publish(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	v, err := d.publishView(r)
	if err != nil {
		return err
	}
	j := bilan.Judgement{When: d.Now().UTC().Truncate(time.Second), Action: bilan.Publish, Targets: []string{v.Claim}}
	if title := strings.TrimSpace(r.PostForm.Get("title")); title != "" {
		j.Fields = map[string]string{"title": title[:min(len(title), 300)]}
	}
	switch {
	case r.PostForm.Get("end") != "":
		j = bilan.Judgement{When: j.When, Action: bilan.Undo, Targets: []string{strconv.FormatInt(v.N, 10)}}
	case v.N > 0:
		return bilan.Errorf(bilan.CodeConflict, "", "it is published already")
	case v.Claim == "":
		return bilan.Errorf(bilan.CodeInvalid, "", "no claim tells this situation")
	}
	if _, err := d.Decide(r.Context(), VisitOf(r).Who, j); err != nil {
		return err
	}
	d.shelf.clear()
	http.Redirect(w, r, v.Situation+"/publish", http.StatusSeeOther)
	return nil
}

// base is how whole addresses of this desk begin.
func (d *Desk) base(r *http.Request) string {
	if d.config.URL != "" {
		return strings.TrimRight(d.config.URL, "/")
	}
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
