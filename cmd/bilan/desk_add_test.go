package main

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"bilan/internal/desk"
	"bilan/internal/fetch/safe"
	"bilan/internal/register"

	"github.com/chromedp/chromedp"
)

const (
	minersURL  = "https://news.example.org/1"
	minersPage = "<html><head><title>Two miners killed near Perm</title></head><body><article><h1>Two miners killed near Perm</h1><p>Two miners were killed near Perm on Tuesday, the regional ministry said in a statement that evening.</p><p>Work at the mine was stopped until the end of the week, the ministry said.</p></article></body></html>"
)

// minersWeb is a web with a page, an address without one, a picture, and a page that is no article.
func minersWeb() answers {
	at := time.Date(2024, 5, 10, 8, 0, 0, 0, time.UTC)
	answer := func(address, media, body string, status int) *safe.Answer {
		h := http.Header{"Content-Type": {media}}
		return &safe.Answer{URL: address, Status: status, Header: h, Raw: []byte(body), Body: []byte(body), At: at, Hops: []safe.Hop{{URL: address, Status: status, Header: h, At: at}}}
	}
	return answers{
		minersURL:                         answer(minersURL, "text/html; charset=utf-8", minersPage, 200),
		"https://news.example.org/gone":   answer("https://news.example.org/gone", "text/html", "gone", 404),
		"https://news.example.org/1.jpg":  answer("https://news.example.org/1.jpg", "image/jpeg", "\xff\xd8", 200),
		"https://news.example.org/log-in": answer("https://news.example.org/log-in", "text/html", "<html><title>Log in</title><body><form><input name=name></form></body></html>", 200),
	}
}

// sendForm sends the form of adding, in a language.
func sendForm(t *testing.T, d *desk.Desk, path, lang string, fields map[string]string) *httptest.ResponseRecorder {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for k, v := range fields {
		if err := form.WriteField(k, v); err != nil {
			t.Fatal(err)
		}
	}
	form.Close()
	r := httptest.NewRequest("POST", "http://localhost"+path+"?lang="+lang, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	w := httptest.NewRecorder()
	d.Handler().ServeHTTP(w, r)
	return w
}

// addingDesk makes a desk whose addresses are fetched from a made-up web, and inside addresses from nowhere.
func addingDesk(t *testing.T) (*desk.Desk, *captureLog) {
	t.Helper()
	f := registerFlags{Data: t.TempDir()}
	k, err := f.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { k.Register.Close() })
	e, err := (&readerFlags{}).engine()
	if err != nil {
		t.Fatal(err)
	}
	log := newCaptureLog(f.Data, k.Register)
	d, err := desk.New(desk.Config{Keeper: k, Read: deskReader(e), Fetch: deskFetcher(minersWeb(), log), Places: e.places, Now: testClock})
	if err != nil {
		t.Fatal(err)
	}
	return d, log
}

// TestDeskFetches shows what is read of the page at an address, and keeps it with its status, time and headers when told so.
func TestDeskFetches(t *testing.T) {
	d, log := addingDesk(t)
	page := sendForm(t, d, "/add", "en", map[string]string{"url": minersURL})
	draft := regexp.MustCompile(`name="draft" value="(\w+)"`).FindStringSubmatch(page.Body.String())
	if page.Code != 200 || draft == nil || !strings.Contains(page.Body.String(), "Two miners were killed") {
		t.Fatalf("%d %s", page.Code, page.Body)
	}
	if n := counts(t, d.Keeper()); n.Captures != 0 || log.file != nil {
		t.Errorf("kept before anybody said so: %+v", n)
	}
	keep := httptest.NewRequest("POST", "http://localhost/add/keep", strings.NewReader("draft="+draft[1]))
	keep.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got := httptest.NewRecorder()
	if d.Handler().ServeHTTP(got, keep); got.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
	if err := log.close(); err != nil {
		t.Fatal(err)
	}
	if got := archived(t, log.dir); len(got) != 1 || got[0] != minersPage {
		t.Errorf("archived %q", got)
	}
	err := d.Keeper().Register.View(t.Context(), func(r register.Reader) error {
		list, err := r.Captures(t.Context(), register.Page{Limit: 10})
		if err != nil || len(list) != 1 || list[0].Status != 200 || list[0].URL != minersURL || list[0].Seen.Year() != 2024 || list[0].Header["Content-Type"] == "" {
			t.Errorf("%v %+v", err, list)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestDeskFetchFaults says in the reader's language why an address gave nothing, and leaves the form as it was.
func TestDeskFetchFaults(t *testing.T) {
	d, _ := addingDesk(t)
	inside, err := desk.New(desk.Config{Keeper: d.Keeper(), Fetch: deskFetcher(safe.New("test"), &captureLog{})})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		d                  *desk.Desk
		address, lang, say string
	}{
		{d, "https://news.example.org/gone", "en", "There is no page at this address."},
		{d, "https://news.example.org/1.jpg", "fr", "n’est ni une page ni un texte"},
		{d, "https://news.example.org/log-in", "ru", "Статьи здесь не найдено"},
		{d, "https://silent.example.org/", "en", "could not be fetched"},
		{d, "", "en", "Give a text, an address or a file"},
		{inside, "http://127.0.0.1/", "en", "only public pages of the web"},
		{inside, "http://169.254.169.254/latest/meta-data", "ru", "только общедоступные страницы"},
		{inside, "file:///etc/passwd", "fr", "seules les pages publiques"},
	} {
		got := sendForm(t, c.d, "/add", c.lang, map[string]string{"url": c.address, "title": "As I heard it"})
		body := got.Body.String()
		if got.Code != http.StatusUnprocessableEntity || !strings.Contains(body, c.say) || !strings.Contains(body, `value="As I heard it"`) || !strings.Contains(body, `value="`+c.address+`"`) {
			t.Errorf("%s: %d %.1500s", c.address, got.Code, body[max(strings.Index(body, "<main"), 0):])
		}
	}
	if n := counts(t, d.Keeper()); n.Captures != 0 {
		t.Errorf("kept %d captures", n.Captures)
	}
}

// TestDeskDrop drops files and an address on the page of adding: what is read of them is shown.
func TestDeskDrop(t *testing.T) {
	base, k := serveDeskWith(t, func(c *desk.Config) { c.Fetch = deskFetcher(minersWeb(), &captureLog{}) }, nil)
	b := openTab(t, base)
	for _, drop := range []string{
		`dt.items.add(new File(["From: Highland Wire <w@example.org>\nSubject: Two killed\nMIME-Version: 1.0\nContent-Type: text/plain\n\nTwo miners were killed near Perm on Tuesday, the ministry said.\n"], "wire.eml"))`,
		`dt.items.add(new File(["Two miners were killed near Perm on Tuesday, the ministry said."], "note.txt")); dt.items.add(new File(["Three were killed in Almaty on Friday, police said."], "other.txt"))`,
		`dt.setData("text/uri-list", "# news\r\n` + minersURL + `\r\n")`,
	} {
		b.open("/add")
		b.follow(chromedp.Evaluate[chromedp.Void](`{const dt = new DataTransfer(); ` + drop + `; document.querySelector("h1").dispatchEvent(new DragEvent("drop", {dataTransfer: dt, bubbles: true, cancelable: true}))}`))
		if text := b.text("main"); !strings.Contains(text, "iners were killed near Perm") || !strings.Contains(text, "Nothing is kept yet") {
			t.Errorf("%.40s: %.300s", drop, text)
		}
	}
	if n := counts(t, k); n.Captures != 0 {
		t.Errorf("kept %d captures", n.Captures)
	}
}
