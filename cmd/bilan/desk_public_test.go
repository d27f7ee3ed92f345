package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"bilan/internal/account"
	"bilan/internal/desk"
	"bilan/internal/door"
	"bilan/internal/fetch"
	"bilan/samples"

	"github.com/chromedp/chromedp"
)

// looks are ways to look at a page, with what axe looks for: each language light and dark, wide and on a phone in turn.
var looks = []struct {
	look
	axe string
}{
	{look{wide, "light", "en"}, axeAll}, {look{wide, "dark", "fr"}, ""}, {look{phone, "dark", "ru"}, axeLook},
	{look{phone, "dark", "en"}, ""}, {look{phone, "light", "fr"}, ""}, {look{wide, "light", "ru"}, ""},
}

// publishDemo publishes the situation of a desk, and gives the address of its page.
func publishDemo(b *tab) string {
	b.t.Helper()
	b.open(b.find("/", "/situations/") + "/publish")
	b.follow(chromedp.Click(chromedp.CSS("button.main")))
	return eval[string](b, `new URL(document.querySelector("dd a").href).pathname`)
}

// TestReadingRoomPages looks at what the public sees, in every way.
func TestReadingRoomPages(t *testing.T) {
	base, _ := demoDesk(t)
	i := newInspector(openTab(t, base))
	situation := i.find("/", "/situations/")
	public := publishDemo(i.tab)
	pages := map[string]string{"room": "/public", "situation": public, "figure": i.find(public, public+"/figures/"), "dossier": public + "/dossier", "publish": situation + "/publish"}
	for _, x := range looks {
		i.wear(x.look)
		for name, path := range pages {
			i.open(path)
			i.sound("public "+name, x.look, x.axe)
		}
	}
}

// TestReadingRoomStandsInFrames puts the snippet of the page Publish into a page of another site: the frame shows the situation.
func TestReadingRoomStandsInFrames(t *testing.T) {
	base, _ := demoDesk(t)
	i := newInspector(openTab(t, base))
	publishDemo(i.tab)
	snippet := eval[string](i.tab, `document.querySelector("#snippet").value`)
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := snippet
		if r.URL.Path == "/desk" {
			page = strings.Replace(snippet, "/public/", "/situations/", 1)
		}
		w.Header().Set("Content-Type", "text/html")
		w.Write([]byte("<!DOCTYPE html><html lang=en><title>Another site</title><h1>News</h1>" + page))
	}))
	defer other.Close()
	i.complaints.take()
	i.do(chromedp.Navigate(other.URL + "/"))
	eval[bool](i.tab, `new Promise(done => setTimeout(() => done(true), 500))`)
	if list := i.complaints.take(); len(list) > 0 {
		t.Errorf("the frame: %v", list)
	}
	i.do(chromedp.Navigate(other.URL + "/desk"))
	eval[bool](i.tab, `new Promise(done => setTimeout(() => done(true), 500))`)
	if list := i.complaints.take(); !strings.Contains(strings.Join(list, " "), "frame") {
		t.Errorf("a page of the desk stands in a frame: %v", list)
	}
}

// TestAccountPages goes the way of a new user: an admin logs in and invites, the user accepts, makes a token and changes the
// password; each page is looked at in every way.
func TestAccountPages(t *testing.T) {
	const word = "correct horse battery"
	base, _ := serveDeskWith(t, func(c *desk.Config) {
		a, err := accountsOf(c.Keeper)
		if err == nil {
			err = a.Add(t.Context(), "anna", account.Admin, word)
		}
		if err == nil {
			err = a.Add(t.Context(), "boris", account.Reviewer, word)
		}
		if err == nil {
			err = enter(c, &door.Door{Accounts: a})
		}
		if err != nil {
			t.Fatal(err)
		}
	}, &fetch.Source{FS: samples.Crisis}, ".")
	i := newInspector(openTab(t, base))
	all := func(name, path string) {
		t.Helper()
		for _, x := range looks {
			i.wear(x.look)
			i.open(path)
			i.sound(name, x.look, x.axe)
		}
	}
	all("login", "/login?next=/accounts")
	i.wear(look{wide, "light", "en"})
	i.open("/accounts")
	i.do(chromedp.SetValue(chromedp.CSS("#name"), "anna"), chromedp.SetValue(chromedp.CSS("#password"), "wrong"))
	i.follow(chromedp.Click(chromedp.CSS("form.card button.main")))
	if i.text("[role=alert]") == "" {
		t.Errorf("a wrong password: %q", i.text("main"))
	}
	i.complaints.take() // it was answered 401
	i.do(chromedp.SetValue(chromedp.CSS("#name"), "anna"), chromedp.SetValue(chromedp.CSS("#password"), word))
	i.follow(chromedp.Click(chromedp.CSS("form.card button.main")))
	if got := eval[string](i.tab, `location.pathname`); got != "/accounts" {
		t.Fatalf("after the login it is %s: %q", got, i.text("main"))
	}
	i.follow(chromedp.Click(chromedp.CSS("form[action='/accounts/invite'] button")))
	link, err := url.Parse(i.text(".note code"))
	if err != nil || link.Path == "" {
		t.Fatalf("%v %q", err, i.text("main"))
	}
	i.sound("invited", look{wide, "light", "en"}, axeAll)
	all("accounts", "/accounts")

	i.wear(look{wide, "light", "en"})
	i.open("/account")
	i.do(chromedp.SetValue(chromedp.CSS("#label"), "nightly export"))
	i.follow(chromedp.Click(chromedp.CSS("form[action='/account/tokens'] button")))
	if secret := i.text(".note code"); len(secret) < 20 {
		t.Errorf("a token: %q", secret)
	}
	i.sound("token", look{wide, "light", "en"}, axeAll)
	all("account", "/account")

	i.open("/account")
	i.follow(chromedp.Click(chromedp.CSS("form[action='/logout'] button")))
	all("invitation", link.RequestURI())
	i.open(link.RequestURI())
	i.do(chromedp.SetValue(chromedp.CSS("#name"), "clara"), chromedp.SetValue(chromedp.CSS("#password"), word+" 2"), chromedp.SetValue(chromedp.CSS("#again"), word+" 2"))
	i.follow(chromedp.Click(chromedp.CSS("form.card button.main")))
	if text := i.text(".foot .who"); !strings.Contains(text, "clara") {
		t.Errorf("after the invitation: %q", text)
	}
	i.complaints.take()
	i.open(link.RequestURI())
	i.complaints.take() // it was answered 404
	i.sound("a used invitation", looks[5].look, axeAll)
}
