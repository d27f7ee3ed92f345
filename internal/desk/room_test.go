package desk

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/keep"
	"bilan/internal/read"
	"bilan/internal/reconcile"
	"bilan/lang"
)

// hostile is put into every text of a dispatch that a public page, a feed or a data block can show.
const hostile = "</script><script>alert(1)</script>\u2028\u2029<img src=x onerror=alert(2)>]]>&"

var toldBy = []bilan.Article{
	{ID: "r1", Publisher: "Herald " + hostile, URL: "https://herald.example/1", Published: "2023-02-06T08:00:00Z", Title: "Quake " + hostile, Text: "An earthquake struck near Osh in Kyrgyzstan on 6 February 2023. The Ministry of Emergencies said 12 people were killed and 40 injured."},
	{ID: "r2", Publisher: "Courier", URL: "javascript:alert(3)", Published: "2023-02-07T08:00:00Z", Title: hostile, Text: "The toll of the earthquake near Osh in Kyrgyzstan on 6 February 2023 has risen. The Ministry of Emergencies said 19 people were killed."},
}

// english is loaded once for all tests: that takes long under the race detector.
var english = sync.OnceValues(func() (*lang.Pack, error) { return lang.Builtin().Get("en") })

// newRoom makes a desk over a register of two hostile dispatches; id is that of their event.
func newRoom(t testing.TB, articles []bilan.Article, change func(*Config)) (d *Desk, id string) {
	t.Helper()
	d = newDesk(t, change)
	places, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	pack, err := english()
	if err != nil {
		t.Fatal(err)
	}
	maker := reconcile.NewDigester(places)
	seen := time.Date(2023, 2, 8, 0, 0, 0, 0, time.UTC)
	for _, a := range articles {
		a.Lang = "en"
		r := read.Article(pack, places, a, seen)
		add := keep.Addition{Capture: bilan.Capture{Seen: seen}, Data: []byte(a.ID + a.Text), Reading: &r, Dispatch: maker.Dispatch(pack, &r, seen)}
		if _, err := d.Keeper().Add(t.Context(), []keep.Addition{add}); err != nil {
			t.Fatal(err)
		}
	}
	list, _, err := d.Keeper().Situations(t.Context(), "", 1)
	if err != nil || len(list) == 0 {
		t.Fatalf("%d situations, %v", len(list), err)
	}
	return d, mainEvent(&list[0].Record, "").ID
}

func (d *Desk) publishNow(t testing.TB, id string, form url.Values) {
	t.Helper()
	s, _, err := d.Keeper().Situation(t.Context(), id, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	j := bilan.Judgement{When: time.Now(), Action: bilan.Publish, Targets: []string{claimOf(&s.Record, id)}, Fields: map[string]string{"title": form.Get("title")}}
	if _, err := d.Decide(t.Context(), Identity{"anna", Editor}, j); err != nil {
		t.Fatal(err)
	}
}

var dataBlock = regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)

// TestRoomIsInert publishes hostile dispatches: pages hold no markup of theirs, feeds and data blocks stay valid.
func TestRoomIsInert(t *testing.T) {
	d, id := newRoom(t, toldBy, nil)
	d.publishNow(t, id, url.Values{"title": {hostile}})
	figure := ""
	s, _, _ := d.Keeper().Situation(t.Context(), id, time.Time{})
	for _, f := range s.Record.Figures {
		if len(f.Entries) > 1 {
			figure = f.ID
		}
	}
	for _, target := range []string{"/public", "/public/1", "/public/1/figures/" + figure, "/public/1/dossier", "/situations/" + id + "/dossier", "/situations/" + id + "/publish", "/situations/" + id} {
		w := ask(d, "GET", target)
		body := w.Body.String()
		if w.Code != 200 || strings.Contains(body, "<script>") || strings.Contains(body, "<img") || strings.Contains(body, `"javascript:`) || strings.Contains(body, "onerror=alert(2)>") {
			t.Errorf("%s: %d, markup of a dispatch in the page", target, w.Code)
		}
		for _, m := range dataBlock.FindAllStringSubmatch(body, -1) {
			var v any
			if err := json.Unmarshal([]byte(m[1]), &v); err != nil || strings.ContainsAny(m[1], "<>\u2028\u2029") {
				t.Errorf("%s: %v in %s", target, err, m[1])
			}
		}
		if want := strings.HasPrefix(target, "/public/1") && !strings.HasSuffix(target, "dossier"); (len(dataBlock.FindAllString(body, -1)) == 1) != want {
			t.Errorf("%s: data block there: %t", target, !want)
		}
	}
	w := ask(d, "GET", "/public/1/feed.atom")
	var atom struct {
		Title string `xml:"title"`
		Entry []struct {
			ID    string `xml:"id"`
			Title string `xml:"title"`
			Link  []struct {
				Rel  string `xml:"rel,attr"`
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &atom); err != nil || atom.Title != hostile || w.Header().Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Errorf("%v %s", err, w.Body)
	}
	var feed struct{ Items []struct{ ID string } }
	if err := json.Unmarshal(ask(d, "GET", "/public/1/feed.json").Body.Bytes(), &feed); err != nil || len(feed.Items) != len(atom.Entry) {
		t.Errorf("%v, %d and %d items", err, len(feed.Items), len(atom.Entry))
	}
}

// TestFeedItemsStay adds a correction: it is a new item, and those there were keep their ids.
func TestFeedItemsStay(t *testing.T) {
	d, id := newRoom(t, toldBy[:1], nil)
	d.publishNow(t, id, nil)
	ids := func() map[string]bool {
		d.shelf.clear()
		var feed struct{ Items []struct{ ID string } }
		if err := json.Unmarshal(ask(d, "GET", "/public/1/feed.json").Body.Bytes(), &feed); err != nil {
			t.Fatal(err)
		}
		out := map[string]bool{}
		for _, x := range feed.Items {
			if out[x.ID] {
				t.Errorf("two items are called %s", x.ID)
			}
			out[x.ID] = true
		}
		return out
	}
	before := ids()
	more, _ := newRoom(t, toldBy, nil)
	d.config.Keeper, d.ledger = more.config.Keeper, newLedger(more.config.Keeper)
	d.publishNow(t, id, nil)
	after := ids()
	if len(after) < len(before)+2 || len(before) == 0 {
		t.Errorf("%d items before, %d after a new value", len(before), len(after))
	}
	for x := range before {
		if !after[x] {
			t.Errorf("item %s is gone", x)
		}
	}
}

// TestOnlyWhatIsPublishedIsPublic asks before, while and after a situation is published.
func TestOnlyWhatIsPublishedIsPublic(t *testing.T) {
	who := Identity{}
	d, id := newRoom(t, toldBy, nil)
	d.config.LoginPath = "/login"
	d.config.Authorise = authorised(&who)
	targets := []string{"/public/1", "/public/1/feed.atom", "/public/1/feed.json", "/public/1/dossier"}
	all := func(what string, want int) {
		t.Helper()
		d.shelf.clear()
		for _, target := range targets {
			if w := ask(d, "GET", target); w.Code != want {
				t.Errorf("%s: %s: %d, want %d", what, target, w.Code, want)
			}
		}
	}
	all("before", 404)
	d.publishNow(t, id, nil)
	all("published", 200)
	for _, target := range []string{"/", "/situations/" + id, "/situations/" + id + "/publish", "/situations/" + id + "/dossier"} {
		if w := ask(d, "GET", target); w.Code != 303 {
			t.Errorf("the public asks %s: %d", target, w.Code)
		}
	}
	if _, err := d.Decide(t.Context(), Identity{"boris", Reviewer}, bilan.Judgement{When: time.Now(), Action: bilan.Undo, Targets: []string{"1"}}); Status(err) != 403 {
		t.Errorf("a reviewer ends what an editor published: %v", err)
	}
	if _, err := d.Decide(t.Context(), Identity{"anna", Editor}, bilan.Judgement{When: time.Now(), Action: bilan.Undo, Targets: []string{"1"}}); err != nil {
		t.Fatal(err)
	}
	all("ended", 404)
}

func TestOnlyPublicPagesStandInFrames(t *testing.T) {
	d, id := newRoom(t, toldBy, nil)
	d.publishNow(t, id, nil)
	for target, embedded := range map[string]bool{"/public/1": true, "/public/1/feed.atom": false, "/public/1/dossier": false, "/public": false, "/situations/" + id: false, "/situations/" + id + "/publish": false} {
		h := ask(d, "GET", target).Header()
		if got := strings.Contains(h.Get("Content-Security-Policy"), "frame-ancestors *") && h.Get("X-Frame-Options") == ""; got != embedded {
			t.Errorf("%s may stand in a frame: %t", target, got)
		}
	}
}

func TestPublishPage(t *testing.T) {
	d, id := newRoom(t, toldBy, nil)
	post := func(form url.Values) int {
		return postForm(d, "/situations/"+id+"/publish", form)
	}
	if got := post(url.Values{"title": {"The quake"}}); got != 303 {
		t.Fatal(got)
	}
	if got := post(nil); got != 409 {
		t.Errorf("twice: %d", got)
	}
	body := ask(d, "GET", "/situations/"+id+"/publish").Body.String()
	if !strings.Contains(body, "&lt;iframe src=&#34;http://localhost/public/1&#34;") {
		t.Errorf("no snippet in %s", body)
	}
	if !strings.Contains(ask(d, "GET", "/public/1").Body.String(), "<h1>The quake</h1>") {
		t.Error("no headline")
	}
	if got := post(url.Values{"end": {"yes"}}); got != 303 {
		t.Errorf("end: %d", got)
	}
	if got := ask(d, "GET", "/public/1").Code; got != 404 {
		t.Errorf("ended: %d", got)
	}
}

// TestDossierNeedsNothing wants a file without a reference that has to be fetched, whose style the policy allows.
func TestDossierNeedsNothing(t *testing.T) {
	d, id := newRoom(t, toldBy, nil)
	for _, target := range []string{"/situations/" + id + "/dossier", "/situations/" + id + "/dossier?as_of=2023-02-06"} {
		w := ask(d, "GET", target)
		body := w.Body.String()
		if w.Code != 200 || regexp.MustCompile(`<link|<script|<img|src=|@import|url\(`).MatchString(strings.ReplaceAll(body, "src=x onerror", "")) {
			t.Errorf("%s: %d, it needs something", target, w.Code)
		}
		if !strings.Contains(w.Header().Get("Content-Security-Policy"), "style-src 'sha256-") || !strings.Contains(body, "SHA-256 <code>") {
			t.Errorf("%s: %v", target, w.Header())
		}
		if later := strings.Contains(body, "19"); later != !strings.Contains(target, "as_of") && !later {
			t.Errorf("%s holds the later value: %t", target, later)
		}
	}
}

// authorised lets everybody in as who says.
func authorised(who *Identity) func(*http.Request) (Identity, error) {
	return func(*http.Request) (Identity, error) { return *who, nil }
}

// postForm sends a form and gives the status.
func postForm(d *Desk, target string, form url.Values) int {
	r := httptest.NewRequest("POST", "http://localhost"+target, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r)
	return w.Code
}
