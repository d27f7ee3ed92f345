package main

import (
	"context"
	"net"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"bilan/internal/api"
	"bilan/internal/desk"
	"bilan/internal/fetch"
	"bilan/internal/keep"
	"bilan/internal/register"
	"bilan/samples"

	cdpage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// tab is a page of a headless browser that looks at a desk.
type tab struct {
	context.Context
	t    *testing.T
	base string
}

// browserPath finds a Chromium; without one the test is skipped, in CI it fails.
func browserPath(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("tests in a browser take long")
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	if os.Getenv("CI") != "" {
		t.Fatal("no Chromium is installed (apt-get install chromium)")
	}
	t.Skip("no Chromium is installed")
	return ""
}

// openTab starts a browser. Whatever a page writes to its console as an error fails the test.
func openTab(t *testing.T, base string) *tab {
	t.Helper()
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(browserPath(t)), chromedp.NoSandbox, chromedp.DisableGPU)
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), opts...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 5*time.Minute)
	t.Cleanup(cancel)
	return &tab{ctx, t, base}
}

// do runs steps, and fails the test when one does.
func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b, steps...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// follow does something that leads to another page, and waits for it.
func (b *tab) follow(step chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if _, err := chromedp.RunResponse(b, step); err != nil {
		b.t.Fatal(err)
	}
}

func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	out, err := chromedp.Run(b.Context, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%.80s: %v", expression, err)
	}
	return out
}

// text gives what a person sees of an element.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return eval[string](b, `(document.querySelector(`+quoted(selector)+`) || {innerText: ""}).innerText`)
}

func quoted(s string) string { return "`" + strings.ReplaceAll(s, "`", "\\`") + "`" }

// before runs a script in every page before its own.
func (b *tab) before(script string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.Context, cdpage.AddScriptToEvaluateOnNewDocument, cdpage.AddScriptToEvaluateOnNewDocumentParams{Source: script}); err != nil {
		b.t.Fatal(err)
	}
}

// testClock is the time of desks under test: the days after the crisis of the samples.
func testClock() time.Time { return time.Date(2022, 1, 20, 12, 0, 0, 0, time.UTC) }

// serveDesk serves a desk over a fresh register filled with dispatches, and gives its address and its keeper.
func serveDesk(t testing.TB, src *fetch.Source, names ...string) (string, *keep.Keeper) {
	t.Helper()
	return serveDeskWith(t, nil, src, names...)
}

// serveDeskWith serves a desk that is not quite as by itself.
func serveDeskWith(t testing.TB, change func(*desk.Config), src *fetch.Source, names ...string) (string, *keep.Keeper) {
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
	if len(names) > 0 {
		fill(t, e, k, src, names...)
	}
	config := desk.Config{Keeper: k, Read: deskReader(e), Sources: watched(k.Register), Places: e.places, Now: testClock, Parts: []desk.Part{api.Part(deskReader(e))}}
	if change != nil {
		change(&config)
	}
	d, err := desk.New(config)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String(), k
}

func fill(t testing.TB, e *engine, k *keep.Keeper, src *fetch.Source, names ...string) {
	t.Helper()
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	a := &adder{engine: e, keeper: k, now: testClock}
	if err := a.run(t.Context(), src.Items(t.Context(), names...), fileSizes{}, stdio{null, null, null}); err != nil {
		t.Fatal(err)
	}
}

// demoDesk serves the sample dispatches.
func demoDesk(t testing.TB) (string, *keep.Keeper) {
	t.Helper()
	return serveDesk(t, &fetch.Source{FS: samples.Crisis}, ".")
}

// find gives the address of the first link on a page that begins with a path.
func (b *tab) find(on, begins string) string {
	b.t.Helper()
	b.open(on)
	path := eval[string](b, `(document.querySelector("main a[href^='`+begins+`']") || {getAttribute: () => ""}).getAttribute("href")`)
	if path == "" {
		b.t.Fatalf("no link to %s on %s", begins, on)
	}
	return path
}

// pages gives the address of each page of the desk, by name.
func (b *tab) pages() map[string]string {
	situation := b.find("/", "/situations/")
	return map[string]string{
		"situations": "/", "situation": situation, "past": situation + "?as_of=2022-01-09T18:00:00Z", "figures": situation + "/figures", "figure": b.find(situation, "/figures/"), "mission": b.find(situation, "/missions/"),
		"dispatch": b.find(situation, "/dispatches/withdrawn-en"), "review": "/review", "search": "/search?q=164", "add": "/add", "log": "/log", "sources": "/sources", "help": "/help",
	}
}

// counts gives how much a register holds.
func counts(t testing.TB, k *keep.Keeper) (c register.Counts) {
	t.Helper()
	err := k.Register.View(t.Context(), func(r register.Reader) (err error) {
		c, err = r.Counts(t.Context())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// counted gives how many claims of tolls wait.
func counted(t *testing.T, k *keep.Keeper) int64 {
	t.Helper()
	_, n, err := k.Waiting(t.Context(), register.WaitingFilter{Kind: "casualty"}, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
