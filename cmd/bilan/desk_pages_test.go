package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// complaints gathers what pages write to the console as errors, violations of their policy among them.
type complaints struct {
	mu   sync.Mutex
	list []string
}

func (c *complaints) listen(b *tab) {
	err := chromedp.Listen(b.Context, func(ev any) {
		c.mu.Lock()
		defer c.mu.Unlock()
		switch e := ev.(type) {
		case *log.EventEntryAdded:
			if e.Entry.Level == "error" {
				c.list = append(c.list, e.Entry.Text)
			}
		case *runtime.EventExceptionThrown:
			c.list = append(c.list, e.ExceptionDetails.Text)
		}
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (c *complaints) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := c.list
	c.list = nil
	return out
}

// look is how a page is looked at.
type look struct {
	width       int64
	theme, lang string
}

func (l look) String() string { return fmt.Sprint(l.width, " ", l.theme, " ", l.lang) }

const (
	wide   = 1280
	phone  = 375
	narrow = 320 // to which a page of 1280 shrinks at four times its size: WCAG 2.2, 1.4.10
)

// What axe looks for: everything, the size of targets too; or what colours and widths change.
const (
	axeAll  = `{rules: {"target-size": {enabled: true}}}`
	axeLook = `{runOnly: ["color-contrast", "scrollable-region-focusable", "target-size"]}`
)

// inspector looks at pages: nothing may fail, break its policy, be wider than the screen, lack a text, or be a serious obstacle by
// axe.
type inspector struct {
	*tab
	axe        string
	complaints complaints
}

func newInspector(b *tab) *inspector {
	b.t.Helper()
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	if err != nil {
		b.t.Fatal(err)
	}
	b.do()
	i := &inspector{tab: b, axe: string(axe)}
	i.complaints.listen(b)
	return i
}

// wear sets the width of the screen, the colours and the language.
func (i *inspector) wear(l look) {
	i.t.Helper()
	i.do(chromedp.EmulateViewport(l.width, 900))
	for name, value := range map[string]string{"theme": l.theme, "lang": l.lang} {
		if _, err := chromedp.Call(i.Context, network.SetCookie, network.SetCookieParams{Name: name, Value: value, URL: i.base}); err != nil {
			i.t.Fatal(err)
		}
	}
}

// sound looks at the page that is open; axe is what axe looks for, "" for nothing.
func (i *inspector) sound(what string, l look, axe string) {
	i.t.Helper()
	what += " " + l.String()
	for _, s := range i.complaints.take() {
		i.t.Errorf("%s: %s", what, s)
	}
	i.fits(what, l.width)
	if text := eval[string](i.tab, `document.body.innerText`); strings.Contains(text, "⟦") {
		i.t.Errorf("%s: a text is missing: %.60s", what, text[strings.Index(text, "⟦"):])
	}
	if axe != "" {
		for _, s := range obstacles(i.tab, i.axe, axe) {
			i.t.Errorf("%s: %s", what, s)
		}
	}
	if l.width == phone {
		i.do(chromedp.EmulateViewport(narrow, 900))
		i.fits(what, narrow)
		i.do(chromedp.EmulateViewport(l.width, 900))
	}
}

// fits wants a page that does not scroll sideways.
func (i *inspector) fits(what string, width int64) {
	i.t.Helper()
	if w := eval[int64](i.tab, `document.documentElement.scrollWidth`); w > width {
		i.t.Errorf("%s: %d wide on a screen of %d: %s", what, w, width, eval[string](i.tab, `[...document.querySelectorAll("body *")].filter(e => e.getBoundingClientRect().right > innerWidth && !e.closest(".scroll, svg, nav")).map(e => e.tagName + "." + e.className).slice(0, 6).join(" ")`))
	}
}

// TestDeskPages opens every page, wide and on a phone, light and dark, in each language.
func TestDeskPages(t *testing.T) {
	base, k := demoDesk(t)
	watchSome(t, k)
	i := newInspector(openTab(t, base))
	pages := i.pages()
	for _, name := range []string{"past", "search"} {
		i.open(pages[name])
		i.follow(chromedp.Click(chromedp.CSS(".save button")))
	}
	for _, x := range []struct {
		look
		axe string
	}{{look{wide, "light", "en"}, axeAll}, {look{wide, "dark", "fr"}, ""}, {look{phone, "dark", "ru"}, axeLook}} {
		i.wear(x.look)
		for name, path := range pages {
			i.open(path)
			i.sound(name, x.look, x.axe)
		}
	}
}

// TestDeskFocus goes through pages by the tab key: what has the focus is in sight and marked.
func TestDeskFocus(t *testing.T) {
	base, _ := demoDesk(t)
	i := newInspector(openTab(t, base))
	still := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}} // nothing is on its way when it is looked at
	if _, err := chromedp.Call(i.Context, emulation.SetEmulatedMedia, still); err != nil {
		t.Fatal(err)
	}
	pages := i.pages()
	for _, l := range []look{{wide, "light", "en"}, {phone, "dark", "ru"}} {
		i.wear(l)
		for _, name := range []string{"situation", "review", "add"} {
			i.open(pages[name])
			for n := range 40 {
				i.do(chromedp.KeyEvent("\t"))
				if lost := eval[string](i.tab, focusLost); lost != "" {
					t.Errorf("%s %s: after %d tabs: %s", name, l, n+1, lost)
					break
				}
			}
		}
	}
}

// focusLost tells what is wrong with the element that has the focus: it is not marked, or wholly hidden below something else.
const focusLost = `(() => {
	const e = document.activeElement;
	if (!e || e === document.body) return "";
	const s = getComputedStyle(e), r = e.getBoundingClientRect(), name = e.outerHTML.slice(0, 120);
	if ((s.outlineStyle === "none" || parseFloat(s.outlineWidth) < 1.5) && e.tagName !== "MAIN" && !e.closest("svg")) return "no mark: " + name;
	if (r.bottom < 0 || r.top > innerHeight) return "out of sight: " + name;
	const points = [[.5, .5], [.1, .2], [.9, .8], [.1, .8], [.9, .2]].map(([x, y]) => document.elementFromPoint(r.left + r.width * x, r.top + r.height * y));
	return points.some((p) => p && (e.contains(p) || p.contains(e))) ? "" : "hidden: " + name;
})()`

// obstacles gives what axe finds serious on the page that is open.
func obstacles(b *tab, axe, options string) []string {
	eval[bool](b, axe+"; true")
	found := eval[string](b, `axe.run(document, Object.assign({resultTypes: ["violations"]}, `+options+`)).then(r => JSON.stringify(r.violations.filter(v => v.impact == "serious" || v.impact == "critical").map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160) + " " + (n.any[0] || {message: ""}).message).join(" | "))))`)
	var out []string
	if err := json.Unmarshal([]byte(found), &out); err != nil {
		b.t.Fatal(err)
	}
	return out
}

// TestDeskWay goes the whole way: add, read, review, the figure changes, as it was known before.
func TestDeskWay(t *testing.T) {
	base, k := demoDesk(t)
	b := openTab(t, base)
	figure := b.find(b.find("/", "/situations/"), "/figures/")

	// A new dispatch: seen first, then kept.
	b.open("/add")
	b.do(chromedp.SetValue(chromedp.CSS("#text"), "The unrest in Kazakhstan killed 238 people, the Prosecutor General's office said on Sunday."),
		chromedp.SetValue(chromedp.CSS("#title"), "Prosecutors raise toll to 238"), chromedp.SetValue(chromedp.CSS("#publisher"), "Highland Wire"),
		chromedp.SetValue(chromedp.CSS("#published"), "2022-01-16T09:00:00+06:00"))
	b.follow(chromedp.Click(chromedp.CSS("form.add button.main")))
	if text := b.text("main"); !strings.Contains(text, "238") || !strings.Contains(text, "Nothing is kept yet") {
		t.Fatalf("preview: %.300s", text)
	}
	before := counts(t, k)
	b.follow(chromedp.Click(chromedp.CSS("form.draft button.main")))
	if text := b.text("h1"); text != "Prosecutors raise toll to 238" {
		t.Errorf("the dispatch kept: %q", text)
	}
	if after := counts(t, k); after.Articles != before.Articles+1 {
		t.Errorf("kept %d dispatches", after.Articles-before.Articles)
	}

	// The figure changed; as known before, it did not.
	b.open(figure)
	if text := b.text(".holders"); !strings.Contains(text, "238") {
		t.Errorf("the figure holds %q", text)
	}
	b.open(figure + "?as_of=2022-01-15T23:00:00Z")
	if text := b.text(".holders"); strings.Contains(text, "238") || !strings.Contains(text, "225") {
		t.Errorf("as of 15 January the figure holds %q", text)
	}

	// Review by one key: the claim is rejected, the figure falls back, and an undo brings it back.
	b.open("/search?q=238+raise")
	b.follow(chromedp.Click(chromedp.CSS(".hits a")))
	b.follow(chromedp.Click(chromedp.CSS(".claim.casualty a[href^='/review']")))
	b.follow(chromedp.KeyEvent("r"))
	b.open(figure)
	if text := b.text(".holders"); strings.Contains(text, "238") {
		t.Errorf("a rejected claim is held: %q", text)
	}
	b.open("/log")
	if text := b.text(".log"); !strings.Contains(text, "rejected") || !strings.Contains(text, "238") {
		t.Errorf("log: %q", text)
	}
	b.follow(chromedp.Click(chromedp.CSS(".log form button")))
	b.open(figure)
	if text := b.text(".holders"); !strings.Contains(text, "238") {
		t.Errorf("after the undo the figure holds %q", text)
	}

	// Published: the public sees the figure, its history and feeds, until an editor ends it.
	b.follow(chromedp.Click(chromedp.CSS(".crumbs a[href^='/situations/']")))
	b.follow(chromedp.Click(chromedp.CSS(".papers a[href$='/publish']")))
	b.do(chromedp.SetValue(chromedp.CSS("#title"), "January in Kazakhstan"))
	b.follow(chromedp.Click(chromedp.CSS("button.main")))
	public := eval[string](b, `new URL(document.querySelector("dd a").href).pathname`)
	b.open(public)
	if b.text("h1") != "January in Kazakhstan" || !strings.Contains(b.text(".figures"), "238") {
		t.Errorf("the public sees %q, %.300s", b.text("h1"), b.text(".figures"))
	}
	for _, feed := range []string{"/feed.atom", "/feed.json"} {
		if text := get(t, base+public+feed); !strings.Contains(text, "238") {
			t.Errorf("%s does not tell the new value", feed)
		}
	}
	b.open(b.find(public, public+"/figures/"))
	if text := b.text(".history"); !strings.Contains(text, "The unrest in Kazakhstan killed 238 people") {
		t.Errorf("the public's history has no words: %.300s", text)
	}
}

// TestDeskReview goes through the queue by keys: accept, skip, correct, undo.
func TestDeskReview(t *testing.T) {
	base, k := demoDesk(t)
	b := openTab(t, base)
	b.open("/review?kind=casualty")
	n := counted(t, k)
	first := b.text(".judge h2")
	b.follow(chromedp.KeyEvent("a"))
	if got := counted(t, k); got != n-1 {
		t.Errorf("%d wait after one of %d was accepted", got, n)
	}
	if b.text(".judge h2") == "" || !strings.Contains(b.text(".done"), "accepted") {
		t.Errorf("after %q: %q", first, b.text("main"))
	}
	b.follow(chromedp.KeyEvent("u"))
	if got := counted(t, k); got != n {
		t.Errorf("%d of %d wait after the undo", got, n)
	}
	claim := eval[string](b, `document.querySelector("[name=claim]").value`)
	b.follow(chromedp.KeyEvent("s"))
	if eval[string](b, `document.querySelector("[name=claim]").value`) == claim {
		t.Error("a claim that is skipped stays")
	}
	b.do(chromedp.KeyEvent("c"), chromedp.WaitVisible(chromedp.CSS(".fields [name=high]")), chromedp.SetValue(chromedp.CSS(".fields [name=low]"), "77"), chromedp.SetValue(chromedp.CSS(".fields [name=high]"), "77"))
	claim = eval[string](b, `document.querySelector("[name=claim]").value`)
	b.follow(chromedp.Click(chromedp.CSS(".fields button.main")))
	b.open("/review?claim=" + strings.NewReplacer("#", "%23", ":", "%3A").Replace(claim))
	if text := b.text(".judge"); !strings.Contains(text, "corrected") || !strings.Contains(text, "77") {
		t.Errorf("a corrected claim: %q", text)
	}
	b.do(chromedp.KeyEvent("?"), chromedp.WaitVisible(chromedp.CSS("dialog[open]")))
	if !strings.Contains(b.text("dialog"), "Accept") {
		t.Error("the keys are not told")
	}
}

// TestDeskWithoutScripts reads and decides with scripts switched off: everything is links and forms.
func TestDeskWithoutScripts(t *testing.T) {
	base, k := demoDesk(t)
	b := openTab(t, base)
	if _, err := chromedp.Call(b.Context, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	b.open("/")
	b.follow(chromedp.Click(chromedp.CSS(".situation h2 a")))
	b.follow(chromedp.Click(chromedp.CSS(".asof .steps a[rel=prev]")))
	b.do(chromedp.WaitVisible(chromedp.CSS(".asof.past")))
	n := counted(t, k)
	b.open("/review?kind=casualty")
	b.follow(chromedp.Click(chromedp.CSS(".verdict [value=accept]")))
	if got := counted(t, k); got != n-1 {
		t.Errorf("%d wait after one of %d was accepted", got, n)
	}
	b.do(chromedp.WaitVisible(chromedp.CSS(".done button")))
}

// TestDeskLive wants an open page to say that the record has changed.
func TestDeskLive(t *testing.T) {
	base, _ := demoDesk(t)
	b, other := openTab(t, base), openTab(t, base)
	b.open("/")
	other.open("/review")
	if eval[bool](b, `document.getElementById("live").hidden`) == false {
		t.Error("it says so before anything changed")
	}
	eval[bool](b, `new Promise(done => setTimeout(() => done(true), 300))`)
	other.follow(chromedp.KeyEvent("a"))
	b.do(chromedp.WaitVisible(chromedp.CSS("#live button")))
}
