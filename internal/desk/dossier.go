package desk

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"net/http"
	"slices"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// dossierView is a situation on paper: all its figures with the words, and the list of sources.
type dossierView struct {
	CSS      template.CSS
	Made     string
	AsOf     string
	Begun    string
	Figures  []*figureView
	Missions []missionLine
	Changes  []changeLine
	Sources  []dossierSource
	Outlets  int
}

// dossierSource is a dispatch in the list of sources.
type dossierSource struct {
	N                                      int
	Title, Publisher, Published, URL, Lang string
	SHA256, Seen, Copy                     string
}

func (d *Desk) roomDossier(w http.ResponseWriter, r *http.Request) error {
	p, err := d.publicationOf(r)
	if err != nil {
		return err
	}
	return d.writeDossier(w, r, p.Title, p.Event, &p.Situation, asOf{At: d.Now()})
}

func (d *Desk) dossier(w http.ResponseWriter, r *http.Request) error {
	s, at, err := d.situationAt(r)
	if err != nil {
		return err
	}
	id := r.PathValue("id")
	return d.writeDossier(w, r, d.situationTitle(VisitOf(r).Locale, &s.Record, id), mainEvent(&s.Record, id), &s, at)
}

// writeDossier answers with one file that needs nothing else: its style stands in it, and the policy allows that style alone.
func (d *Desk) writeDossier(w http.ResponseWriter, r *http.Request, title string, e *bilan.Happening, s *keep.Situation, at asOf) error {
	l := VisitOf(r).Locale
	css, err := templateFiles.ReadFile("templates/dossier.css")
	if err != nil {
		return err
	}
	v := &dossierView{CSS: template.CSS(css), Made: l.Moment(d.Now().UTC().Format(time.RFC3339)), Missions: d.missionLines(l, &s.Record, at), Changes: d.changeLines(l, &s.Record, at)}
	if at.Active {
		v.AsOf = l.Moment(at.Param)
	}
	if e != nil {
		v.Begun = l.Day(e.Start)
	}
	if err := d.fillDossier(r, l, v, s, at); err != nil {
		return err
	}
	sum := sha256.Sum256(css)
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	w.Header().Set("Content-Disposition", `inline; filename="dossier.html"`)
	return d.execute(w, r, http.StatusOK, "dossier", "dossier", title, v)
}

func (d *Desk) fillDossier(r *http.Request, l *i18n.Locale, v *dossierView, s *keep.Situation, at asOf) error {
	figures := make([]*bilan.Figure, 0, len(s.Record.Figures))
	for i := range s.Record.Figures {
		if f := &s.Record.Figures[i]; f.Scope != "background" {
			figures = append(figures, f)
		}
	}
	slices.SortStableFunc(figures, byWeight)
	for _, f := range figures {
		x, err := d.figureView(r, l, &s.Record, f, at)
		if err != nil {
			return err
		}
		v.Figures = append(v.Figures, x)
	}
	return d.sourcesOf(r, l, v, &s.Record)
}

// sourcesOf lists the dispatches with their captures, the oldest first.
func (d *Desk) sourcesOf(r *http.Request, l *i18n.Locale, v *dossierView, rec *bilan.Record) error {
	list := slices.Clone(rec.Articles)
	slices.SortStableFunc(list, func(a, b bilan.RecordArticle) int { return instant(a.Published).Compare(instant(b.Published)) })
	outlets := map[string]bool{}
	err := d.config.Keeper.Register.View(r.Context(), func(rd register.Reader) error {
		for i, a := range list {
			row, err := rd.Article(r.Context(), a.ID)
			if err != nil {
				return err
			}
			x := dossierSource{N: i + 1, Title: cmp.Or(a.Title, l.T("dispatch.untitled")), Publisher: a.Publisher, Published: l.Moment(a.Published), Lang: a.Lang, SHA256: row.Capture.SHA256, Seen: l.Moment(row.Capture.Seen.UTC().Format(time.RFC3339))}
			if webAddress(a.URL) {
				x.URL = a.URL
			}
			if a.CopyOf != nil {
				x.Copy = l.T("copy." + string(a.CopyOf.Kind))
			}
			outlets[a.Publisher] = true
			v.Sources = append(v.Sources, x)
		}
		return nil
	})
	v.Outlets = len(outlets)
	return err
}
