package desk

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"bilan"
)

// TestAllFigures goes through the list of all figures page by page: each stands there once, and a filter holds on every page.
func TestAllFigures(t *testing.T) {
	d := newDesk(t, nil)
	l, at := d.catalog.Locales()[0], asOf{At: time.Date(2022, 1, 10, 0, 0, 0, 0, time.UTC)}
	rec := &bilan.Record{Events: []bilan.Happening{{ID: "e1", Type: "unrest"}}}
	for i := range 250 {
		f := *grown()
		f.ID, f.Event, f.Scope = fmt.Sprint("f", i), "e1", "total"
		if i%5 == 0 {
			f.Outcome = bilan.Injured
		}
		if i == 7 {
			f.Place = &bilan.FigurePlace{Name: "Almaty"}
		}
		rec.Figures = append(rec.Figures, f)
	}
	for _, c := range []struct {
		query string
		want  int
	}{{"", 250}, {"outcome=killed", 200}, {"outcome=injured", 50}, {"q=almaty", 1}, {"outcome=missing", 0}, {"scope=new", 0}} {
		seen, pages := map[string]bool{}, 0
		for next := "?" + c.query; next != ""; pages++ {
			u, err := url.Parse(next)
			if err != nil {
				t.Fatal(err)
			}
			v := d.figuresView(l, "e1", rec, at, u.Query())
			for _, f := range v.Figures {
				if seen[f.ID] {
					t.Errorf("%s: %s stands there twice", c.query, f.ID)
				}
				seen[f.ID] = true
			}
			if v.Total != c.want || len(v.Figures) > figuresListed || (v.Earlier != "") != (pages > 0) {
				t.Errorf("%s: %d figures, %d on a page, before: %q", c.query, v.Total, len(v.Figures), v.Earlier)
			}
			if next = v.Later; next != "" && !strings.HasPrefix(next, "/situations/e1/figures?") {
				t.Fatalf("the next page is %s", next)
			}
		}
		if len(seen) != c.want || pages != max(1, (c.want+figuresListed-1)/figuresListed) {
			t.Errorf("%s: %d figures on %d pages, want %d", c.query, len(seen), pages, c.want)
		}
	}
}

func TestAllFiguresPage(t *testing.T) {
	d, id := newRoom(t, toldBy, nil)
	w := ask(d, "GET", "/situations/"+id+"/figures?as_of=2023-02-06")
	if body := w.Body.String(); w.Code != 200 || !strings.Contains(body, `name="as_of" value="2023-02-06T23:59:59Z"`) || !strings.Contains(body, ">12<") || strings.Contains(body, ">19<") {
		t.Errorf("%d %s", w.Code, body)
	}
}

// TestSavedPages saves an address: it is theirs alone, stands on the first page, and can be dropped.
func TestSavedPages(t *testing.T) {
	who := Identity{"anna", Reader}
	d := newDesk(t, func(c *Config) { c.Authorise, c.LoginPath = authorised(&who), "/login" })
	post := func(path string, form url.Values) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "http://localhost"+path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		d.Handler().ServeHTTP(w, r)
		return w
	}
	const path = "/search?q=Almaty+%3C"
	form := url.Values{"title": {"Almaty <b>"}, "path": {path}, "back": {path}}
	if w := post("/saved", form); w.Code != 303 || w.Header().Get("Location") != path {
		t.Fatalf("%d %v", w.Code, w.Header())
	}
	if body := ask(d, "GET", path).Body.String(); !strings.Contains(body, `formaction="/saved/drop"`) {
		t.Error("the page does not say that it is saved")
	}
	if body := ask(d, "GET", "/").Body.String(); !strings.Contains(body, "Almaty &lt;b&gt;") || !strings.Contains(body, `href="/search?q=Almaty&#43;%3C"`) {
		t.Errorf("the first page has no %s in %s", path, body)
	}
	who.Name = "boris"
	if body := ask(d, "GET", "/").Body.String(); strings.Contains(body, "Almaty") {
		t.Error("boris sees what anna saved")
	}
	who.Name = "anna"
	post("/saved", form)
	if list, err := d.savedPages(t.Context(), who); err != nil || len(list) != 1 {
		t.Errorf("saved twice: %v %v", list, err)
	}
	if w := post("/saved", url.Values{"title": {"x"}, "path": {"https://evil.example/"}}); w.Code != 303 {
		t.Errorf("%d", w.Code)
	}
	if list, _ := d.savedPages(t.Context(), who); list[0].Path != "/" {
		t.Errorf("another site is saved: %v", list)
	}
	post("/saved/drop", form)
	if list, _ := d.savedPages(t.Context(), who); len(list) != 1 {
		t.Errorf("dropped: %v", list)
	}
	for i := range savedMost + 1 {
		if w := post("/saved", url.Values{"title": {"x"}, "path": {fmt.Sprint("/log?before=", i+1)}}); (w.Code == http.StatusSeeOther) != (i < savedMost-1) {
			t.Fatalf("%d: %d", i, w.Code)
		}
	}
}

// TestNotes lets a coder write a note about a claim: the log and the claim show it, and the claim waits as before.
func TestNotes(t *testing.T) {
	who := Identity{"anna", Coder}
	d, id := newRoom(t, toldBy, func(c *Config) { c.Authorise, c.LoginPath = authorised(&who), "/login" })
	s, _, err := d.Keeper().Situation(t.Context(), id, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	ref := claimOf(&s.Record, id)
	article, _, _ := strings.Cut(ref, "#")
	if !strings.Contains(ask(d, "GET", "/dispatches/"+article).Body.String(), `action="/notes"`) {
		t.Error("a coder finds no form for a note")
	}
	note := url.Values{"claim": {ref}, "text": {"Counted twice? <i>"}, "back": {"/dispatches/" + article}}
	if got := postForm(d, "/notes", note); got != 303 {
		t.Fatal(got)
	}
	for _, path := range []string{"/log", "/dispatches/" + article} {
		if body := ask(d, "GET", path).Body.String(); !strings.Contains(body, "Counted twice? &lt;i&gt;") || strings.Contains(body, "text=Counted") {
			t.Errorf("%s does not show the note", path)
		}
	}
	if got := postForm(d, "/notes", url.Values{"action": {"reject"}, "claim": {ref}}); got != 400 {
		t.Errorf("a coder rejects: %d", got)
	}
	if got := postForm(d, "/review", url.Values{"action": {"note"}, "claim": {ref}, "text": {"x"}}); got != 403 {
		t.Errorf("a coder reviews: %d", got)
	}
	who.Role = Reviewer
	body := ask(d, "GET", "/review?claim="+url.QueryEscape(ref)).Body.String()
	if !strings.Contains(body, "Counted twice? &lt;i&gt;") || !strings.Contains(body, `data-key="n"`) || strings.Count(body, `name="why"`) < 1 {
		t.Errorf("review: %s", body)
	}
}
