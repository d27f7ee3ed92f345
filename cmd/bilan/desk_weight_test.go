package main

import (
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// heaviest is how many bytes a page may have with all that it uses, its map apart.
const heaviest = 500_000

// TestDeskWeight opens pages in a browser that has nothing of them yet, and counts what comes. How long it was until something was
// seen is told and not judged: machines differ.
func TestDeskWeight(t *testing.T) {
	base, _ := demoDesk(t)
	b := openTab(t, base)
	pages := b.pages()
	if _, err := chromedp.Call(b.Context, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"en", "ru"} {
		for _, name := range []string{"situation", "figure", "dispatch", "review"} {
			b.open(pages[name] + "?lang=" + lang)
			got := eval[struct {
				Page, Assets, Map int
				Paint             float64
			}](b, `document.fonts.ready.then(() => new Promise(done => requestAnimationFrame(() => setTimeout(() => {
				const nav = performance.getEntriesByType("navigation")[0], paint = performance.getEntriesByName("first-contentful-paint")[0];
				const size = new TextEncoder(), map = document.querySelector(".map");
				done({Page: nav.decodedBodySize, Assets: performance.getEntriesByType("resource").reduce((n, r) => n + r.decodedBodySize, 0),
					Map: map ? size.encode(map.outerHTML).length : 0, Paint: paint ? paint.startTime : -1});
			}, 50))))`)
			weight := got.Page + got.Assets - got.Map
			t.Logf("%s %s: %d kB (page %d, assets %d, without its map of %d); first contentful paint after %.0f ms", name, lang, weight/1000, got.Page/1000, got.Assets/1000, got.Map/1000, got.Paint)
			if weight > heaviest || got.Page == 0 || got.Assets == 0 {
				t.Errorf("%s %s: %d bytes", name, lang, weight)
			}
		}
	}
}
