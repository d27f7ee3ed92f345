package watch

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"bilan/internal/fetch/safe"
)

// TestIndex follows an index of sitemaps: its newest maps, each read again only when the index dates it anew.
func TestIndex(t *testing.T) {
	clock := &leap{now: time.Date(2024, 5, 30, 0, 0, 0, 0, time.UTC)}
	dates, pages, tag := map[int]string{}, map[int]int{}, 1
	for i := 1; i <= 25; i++ {
		dates[i], pages[i] = fmt.Sprintf("2024-05-%02d", i), 2
	}
	srv := newWeb(t, clock, func(w http.ResponseWriter, r *http.Request) {
		etag := fmt.Sprintf(`"%d"`, tag)
		var n int
		switch {
		case r.URL.Path == "/index":
			w.Header().Set("ETag", etag)
			if r.Header.Get("If-None-Match") == etag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			io.WriteString(w, `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
			for i := 1; i <= 25; i++ {
				fmt.Fprintf(w, "<sitemap><loc>/map/%d</loc><lastmod>%s</lastmod></sitemap>", i, dates[i])
			}
			io.WriteString(w, "<sitemap><loc>/nested</loc><lastmod>2024-05-29</lastmod></sitemap></sitemapindex>")
		case r.URL.Path == "/nested":
			io.WriteString(w, `<sitemapindex><sitemap><loc>/map/1</loc></sitemap></sitemapindex>`)
		case strings.HasPrefix(r.URL.Path, "/map/"):
			fmt.Sscanf(r.URL.Path, "/map/%d", &n)
			var doc bytes.Buffer
			doc.WriteString(`<urlset>`)
			for p := range pages[n] {
				fmt.Fprintf(&doc, "<url><loc>/page/%d/%d</loc></url>", n, p)
			}
			doc.WriteString(`</urlset>`)
			if n%2 == 0 { // packed, and sent as a file
				z := gzip.NewWriter(w)
				z.Write(doc.Bytes())
				z.Close()
				return
			}
			w.Write(doc.Bytes())
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		}
	})
	kept, memory := map[string]int{}, &notes{m: map[string]string{}}
	w := watcher(clock, srv, memory, func(a *safe.Answer) { kept[a.URL]++ })
	var st State
	w.Tell = func(s *State) { st = *s }
	sources := []Source{{Kind: "sitemap", URL: "http://a.example.org/index", Every: time.Hour}}
	round := func(name string, maps, all int) {
		t.Helper()
		before := 0
		for path, n := range srv.requests {
			if strings.HasPrefix(path, "/map/") {
				before -= n
			}
		}
		if err := w.Run(context.Background(), sources, true); err != nil {
			t.Fatal(err)
		}
		for path, n := range srv.requests {
			if strings.HasPrefix(path, "/map/") {
				before += n
			}
		}
		if before != maps || len(kept) != all {
			t.Errorf("%s: %d maps asked, want %d; %d pages kept, want %d", name, before, maps, len(kept), all)
		}
		for address, n := range kept {
			if n != 1 {
				t.Errorf("%s: %s kept %d times", name, address, n)
			}
		}
		clock.now = clock.now.Add(2 * time.Hour)
	}
	round("first", maxMaps-1, 2*(maxMaps-1)) // one of the newest is an index itself
	if !strings.Contains(st.LastError, "an index of sitemaps in an index") {
		t.Errorf("last error %q", st.LastError)
	}
	round("unchanged", 0, 2*(maxMaps-1))
	dates[7], pages[7], tag = "2024-05-28", 3, 2
	round("one changed", 1, 2*(maxMaps-1)+1)
	pages[9] = 9
	round("changed, but not dated anew", 0, 2*(maxMaps-1)+1)
	if kept["http://a.example.org/page/1/0"] > 0 {
		t.Error("an old map was read")
	}
	if srv.tooSoon > 0 {
		t.Errorf("%d requests too soon", srv.tooSoon)
	}
}

// TestIndexUndated asks the maps of an index without dates each time, whether they changed.
func TestIndexUndated(t *testing.T) {
	clock := &leap{now: time.Date(2024, 5, 30, 0, 0, 0, 0, time.UTC)}
	srv := newWeb(t, clock, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/index":
			io.WriteString(w, `<sitemapindex><sitemap><loc>/map/1</loc></sitemap><sitemap><loc>/map/1</loc></sitemap></sitemapindex>`)
		case "/map/1":
			w.Header().Set("ETag", `"1"`)
			if r.Header.Get("If-None-Match") != "" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			io.WriteString(w, `<urlset><url><loc>/page</loc></url></urlset>`)
		case "/robots.txt":
			http.NotFound(w, r)
		}
	})
	kept := 0
	w := watcher(clock, srv, &notes{m: map[string]string{}}, func(*safe.Answer) { kept++ })
	for range 3 {
		if err := w.Run(context.Background(), []Source{{Kind: "sitemap", URL: "http://a.example.org/index", Every: time.Hour}}, true); err != nil {
			t.Fatal(err)
		}
		clock.now = clock.now.Add(2 * time.Hour)
	}
	if kept != 1 || srv.requests["/map/1"] != 3 || srv.statuses[http.StatusNotModified] != 2 {
		t.Errorf("%d kept, %v %v", kept, srv.requests, srv.statuses)
	}
}

// TestNewestFirst takes the pages that a sitemap dates last.
func TestNewestFirst(t *testing.T) {
	links, err := sitemapLinks([]byte(`<urlset xmlns:n="x"><url><loc>http://e.org/none</loc></url><url><loc>http://e.org/old</loc><lastmod>2019</lastmod></url>
		<url><loc>http://e.org/news</loc><n:news><n:publication_date>2024-05-10T10:00+06:00</n:publication_date></n:news></url><url><loc>http://e.org/day</loc><lastmod>2024-05-10</lastmod></url></urlset>`), mustURL(t, "http://e.org/"))
	var got []string
	for _, l := range links {
		got = append(got, strings.TrimPrefix(l.URL, "http://e.org/"))
	}
	if err != nil || strings.Join(got, " ") != "news day old none" {
		t.Errorf("%v %v", got, err)
	}
}
