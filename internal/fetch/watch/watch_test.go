package watch

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
)

// leap is a clock that jumps to whatever is waited for.
type leap struct {
	mu  sync.Mutex
	now time.Time
	end time.Time // when ctx is cancelled; zero is never
	cut context.CancelFunc
}

func (c *leap) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *leap) Sleep(ctx context.Context, until time.Time, wake <-chan struct{}) {
	select {
	case <-wake:
		return
	default:
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.end.IsZero() && (until.IsZero() || until.After(c.end)) {
		c.cut()
		return
	}
	if until.After(c.now) {
		c.now = until
	}
}

// notes is a memory.
type notes struct {
	mu sync.Mutex
	m  map[string]string
}

func (n *notes) Setting(_ context.Context, name string) (string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.m[name], nil
}

func (n *notes) SetSetting(_ context.Context, name, value string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.m[name] = value
	return nil
}

// web is a server that plays every host, and notes who was asked when.
type web struct {
	clock    *leap
	client   *http.Client
	mu       sync.Mutex
	asked    map[string]time.Time // host → last request
	requests map[string]int       // by path, without the host
	tooSoon  int
	statuses map[int]int
}

func newWeb(t *testing.T, clock *leap, h http.HandlerFunc) *web {
	w := &web{clock: clock, asked: map[string]time.Time{}, requests: map[string]int{}, statuses: map[int]int{}}
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	w.client = &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, srv.Listener.Addr().String())
	}, MaxIdleConns: 4, MaxIdleConnsPerHost: 1}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	return w
}

// Step asks the server in the name of the host.
func (w *web) Step(ctx context.Context, address string, header http.Header) (*safe.Answer, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	host := req.URL.Host
	req.Header = header.Clone()
	if req.Header == nil {
		req.Header = http.Header{}
	}
	req.Header.Set("X-Host", host)
	req.Host = host
	req.URL.Host = "one.example.org" // one connection for all
	resp, err := w.client.Do(req)
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeUnavailable, "fetch", "%w", err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.clock.Now()
	if last, ok := w.asked[host]; ok && now.Sub(last) < Pause {
		w.tooSoon++
	}
	w.asked[host] = now
	w.requests[req.URL.Path]++
	w.statuses[resp.StatusCode]++
	a := &safe.Answer{URL: address, Status: resp.StatusCode, Header: resp.Header, Raw: body, Body: body, At: now, Onward: resp.Header.Get("Location")}
	a.Hops = []safe.Hop{{URL: address, Status: a.Status, Header: a.Header, At: now}}
	return a, err
}

// Get is Step: no robots.txt of this web sends on.
func (w *web) Get(ctx context.Context, address string, header http.Header) (*safe.Answer, error) {
	return w.Step(ctx, address, header)
}

func watcher(clock *leap, f Fetcher, m Memory, keep func(*safe.Answer)) *Watcher {
	var mu sync.Mutex
	return &Watcher{Fetcher: f, Memory: m, Clock: clock, Agent: "bilan", Chance: func() float64 { return .5 }, Lanes: 1,
		Keep: func(_ context.Context, p *Page) (Kept, error) {
			mu.Lock()
			defer mu.Unlock()
			if p.Same() {
				return Kept{Seen: p.Before}, nil
			}
			keep(p.Answer)
			return Kept{Seen: p.Seen(""), New: true}, nil
		}}
}

// TestManyFeeds follows 1,000 feeds of 50 items each, first all new, then half of them changed.
func TestManyFeeds(t *testing.T) {
	feeds, items := 1000, 50
	if testing.Short() {
		feeds = 50
	}
	round := 1
	version := func(feed int) int { // the second half changes in the second round
		if feed*2 >= feeds {
			return round
		}
		return 1
	}
	clock := &leap{now: time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC)}
	srv := newWeb(t, clock, func(w http.ResponseWriter, r *http.Request) {
		host := r.Header.Get("X-Host")
		feed, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(host, "h"), ".example.org"))
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/feed":
			tag := fmt.Sprintf(`"%d"`, version(feed))
			w.Header().Set("ETag", tag)
			if r.Header.Get("If-None-Match") == tag {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			io.WriteString(w, `<rss version="2.0"><channel><title>x</title>`)
			for i := range items {
				fmt.Fprintf(w, "<item><title>t</title><link>/item/%d</link></item>", i+10*(version(feed)-1)) // ten new ones in the second version
			}
			io.WriteString(w, "</channel></rss>")
		default:
			io.WriteString(w, "<p>"+host+r.URL.Path+"</p>")
		}
	})
	var sources []Source
	for i := range feeds {
		sources = append(sources, Source{Name: fmt.Sprint(i), Kind: "feed", URL: fmt.Sprintf("http://h%d.example.org/feed", i), Every: 15 * time.Minute})
	}
	kept := map[string]int{}
	memory := &notes{m: map[string]string{}}
	w := watcher(clock, srv, memory, func(a *safe.Answer) { kept[a.URL]++ })
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	want := feeds * items
	for round = 1; round <= 2; round++ {
		if err := w.Run(context.Background(), sources, true); err != nil {
			t.Fatal(err)
		}
		if len(kept) != want {
			t.Fatalf("round %d: %d pages kept, want %d", round, len(kept), want)
		}
		want += feeds / 2 * 10
		runtime.ReadMemStats(&after)
		clock.now = clock.now.Add(time.Hour)
	}
	for address, n := range kept {
		if n != 1 {
			t.Fatalf("%s: kept %d times", address, n)
		}
	}
	if srv.tooSoon > 0 {
		t.Errorf("%d requests within a second of the one before", srv.tooSoon)
	}
	if got := srv.statuses[http.StatusNotModified]; got < feeds/2*95/100 {
		t.Errorf("%d of %d unchanged feeds answered 304", got, feeds/2)
	}
	if after.HeapInuse > before.HeapInuse+300<<20 {
		t.Errorf("%d MiB of heap", after.HeapInuse>>20)
	}
	t.Logf("%d feeds: %d pages, %d answers 304, heap %d MiB", feeds, len(kept), srv.statuses[304], after.HeapInuse>>20)
}

// TestManners checks robots.txt, crawl delay, Retry-After, back-off and a watched page, over a day.
func TestManners(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	start := time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC)
	clock := &leap{now: start, end: start.Add(24 * time.Hour), cut: cancel}
	srv := newWeb(t, clock, func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("X-Host") + r.URL.Path {
		case "shut.example.org/robots.txt":
			io.WriteString(w, "User-agent: *\nDisallow: /private\n")
		case "slow.example.org/robots.txt":
			io.WriteString(w, "User-agent: *\nCrawl-delay: 7\n")
		case "busy.example.org/feed":
			w.Header().Set("Retry-After", "7200")
			w.WriteHeader(http.StatusTooManyRequests)
		case "broken.example.org/feed":
			io.WriteString(w, "<html>no feed")
		case "live.example.org/":
			fmt.Fprintf(w, "<p>as of %s</p>", clock.Now().Truncate(6*time.Hour))
		case "shut.example.org/feed", "slow.example.org/feed":
			io.WriteString(w, `{"version":"https://jsonfeed.org/version/1","title":"x","items":[{"id":"1","url":"/private/1"},{"id":"2","url":"/open/2"},{"id":"3","url":"/open/3"}]}`)
		default:
			if strings.HasSuffix(r.URL.Path, "robots.txt") {
				http.NotFound(w, r)
			}
		}
	})
	var sources []Source
	for _, s := range []Source{{Kind: "feed", URL: "http://shut.example.org/feed"}, {Kind: "feed", URL: "http://slow.example.org/feed"}, {Kind: "feed", URL: "http://busy.example.org/feed"},
		{Kind: "feed", URL: "http://broken.example.org/feed"}, {Kind: "page", URL: "http://live.example.org/"}} {
		s.Every = time.Hour
		sources = append(sources, s)
	}
	kept, visits := map[string]int{}, map[string]int{}
	w := watcher(clock, srv, &notes{m: map[string]string{}}, func(a *safe.Answer) { kept[a.URL]++ })
	states := map[string]State{}
	w.Tell = func(st *State) { visits[st.URL]++; states[st.URL] = *st }
	if err := w.Run(ctx, sources, false); bilan.ErrorCode(err) != bilan.CodeUnavailable {
		t.Fatal(err)
	}
	if kept["http://shut.example.org/private/1"] != 0 || kept["http://slow.example.org/private/1"] != 1 || kept["http://shut.example.org/open/2"] != 1 {
		t.Errorf("kept %v", kept)
	}
	if n := kept["http://live.example.org/"]; n != 4 {
		t.Errorf("the watched page was kept %d times, want one a version", n)
	}
	if n := visits["http://live.example.org/"]; n < 23 || n > 25 {
		t.Errorf("%d visits of an hourly page in a day", n)
	}
	if n := visits["http://busy.example.org/feed"]; n > 12 {
		t.Errorf("%d visits of a host that asks for two hours", n)
	}
	if n := visits["http://broken.example.org/feed"]; n > 5 || states["http://broken.example.org/feed"].Errors != n {
		t.Errorf("%d visits of a broken feed, %+v", n, states["http://broken.example.org/feed"])
	}
	if srv.tooSoon > 0 {
		t.Errorf("%d requests too soon", srv.tooSoon)
	}
}

// TestBrokenOff runs again after a run that was cut short: what was not kept is fetched, and nothing else.
func TestBrokenOff(t *testing.T) {
	clock := &leap{now: time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC)}
	srv := newWeb(t, clock, func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/map":
			io.WriteString(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>http://a.example.org/1</loc></url><url><loc>http://a.example.org/2</loc><lastmod>2024-05-10</lastmod></url></urlset>`)
		}
	})
	memory, kept := &notes{m: map[string]string{}}, map[string]int{}
	ctx, cancel := context.WithCancel(context.Background())
	w := watcher(clock, srv, memory, func(a *safe.Answer) { kept[a.URL]++; cancel() })
	sources := []Source{{Kind: "sitemap", URL: "http://a.example.org/map", Every: time.Hour}}
	if err := w.Run(ctx, sources, true); err == nil || len(kept) != 1 {
		t.Fatalf("%v %v", err, kept)
	}
	if err := w.Run(context.Background(), sources, true); err != nil || len(kept) != 2 {
		t.Fatalf("%v %v", err, kept)
	}
	before := len(srv.requests)
	if err := w.Run(context.Background(), sources, true); err != nil || len(srv.requests) != before {
		t.Errorf("a source that is not due was asked: %v", err)
	}
}

func TestLists(t *testing.T) {
	list, err := ReadList("s.yaml", []byte("timestamps: [https://tsa.example.org/]\nsources:\n  - url: https://example.org/feed\n  - {name: Map, kind: sitemap, url: https://example.org/map.xml, every: 5m}\n"))
	if err != nil || len(list.Sources) != 2 || len(list.Timestamps) != 1 {
		t.Fatalf("%+v %v", list, err)
	}
	got := list.Sources
	if got[0] != (Source{Name: "example.org", Kind: "feed", URL: "https://example.org/feed", Every: DefaultEvery}) || got[1].Every != 5*time.Minute {
		t.Errorf("%+v %v", got, err)
	}
	list, err = ReadList("s.opml", []byte(`<opml version="2.0"><body><outline text="News"><outline text="A" xmlUrl="https://example.org/feed"/></outline></body></opml>`))
	if err != nil || len(list.Sources) != 1 || list.Sources[0].Name != "A" {
		t.Errorf("%+v %v", list, err)
	}
	for file, want := range map[string]string{
		"sources:\n  - url: https://example.org/\n    evry: 5m\n":                  "[3:5]",
		"sources:\n  - url: https://example.org/\n    kind: rss\n":                 "[3:11]",
		"sources:\n  - url: ftp://example.org/\n":                                  "[2:10]",
		"sources:\n  - url: https://example.org/\n    every: 5s\n":                 "[3:12]",
		"sources:\n  - url: https://example.org/\n  - url: https://example.org/\n": "[3:10]",
		"sources:\n  - {kind: folder, url: https://example.org/}\n":                "[2:25]",
		"sources:\n  - kind: folder\n    path: /nowhere/at all\n":                  "[3:11]",
		"sources:\n  - kind: folder\n":                                             "[2:",
		"sources:\n  - kind: feed\n    path: /tmp\n":                               "[3:11]",
		"sources:\n  - {kind: folder, path: .}\n  - {kind: folder, path: ./}\n":    "[3:26]",
		"sources:\n  - name: x\n":                                                  "[2:",
		"timestamps:\n  - ftp://example.org\nsources: []\n":                        "[2:5]",
		"timestamps: [http://a.org, http://a.org]\n":                               "[1:28]",
		"sources: []\n":       "no source",
		"sources:\n  - [a]\n": "[2:5]",
		"<opml>\n<body><outline xmlUrl='mailto:x'/></body></opml>": "[2:7]",
		"<opml>\n<body></opml>": "[2:",
	} {
		if _, err := ReadList("s", []byte(file)); bilan.ErrorCode(err) != bilan.CodeInvalid || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", file, err, want)
		}
	}
}

// TestKinds gives every kind a document of its own and what is none.
func TestKinds(t *testing.T) {
	base := mustURL(t, "https://example.org/dir/doc")
	for kind, docs := range map[string][]string{
		"feed": {`<rss version="2.0"><channel><item><link>../a</link></item></channel></rss>`, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><updated>2024-05-10T00:00:00Z</updated><link href="/a"/></entry></feed>`,
			`{"version":"https://jsonfeed.org/version/1.1","title":"x","items":[{"id":"1","url":"https://example.org/a"}]}`},
		"sitemap": {`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="n"><url><loc> https://example.org/a </loc><news:news><news:title>x</news:title></news:news></url><url><loc>javascript:x</loc></url></urlset>`},
	} {
		for _, doc := range docs {
			links, err := kindOf(kind).Links([]byte(doc), base)
			if err != nil || len(links) != 1 || links[0].URL != "https://example.org/a" {
				t.Errorf("%s %.30s: %v %v", kind, doc, links, err)
			}
		}
		for _, bad := range []string{"", "\x00", "<rss", "<html><p>x", `<!DOCTYPE x [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>`} {
			if links, err := kindOf(kind).Links([]byte(bad), base); len(links) > 0 || err != nil && bilan.ErrorCode(err) == bilan.CodeInternal {
				t.Errorf("%s %q: %v %v", kind, bad, links, err)
			}
		}
	}
	if len(Kinds) != 3 {
		t.Error("a kind without a test")
	}
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// TestRedirects goes on to other hosts when these may be asked, as their robots.txt wishes, and not without end.
func TestRedirects(t *testing.T) {
	clock := &leap{now: time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC)}
	srv := newWeb(t, clock, func(w http.ResponseWriter, r *http.Request) {
		switch host := r.Header.Get("X-Host"); {
		case r.URL.Path == "/robots.txt" && host == "b.example.org":
			io.WriteString(w, "User-agent: *\nDisallow: /7\n")
		case r.URL.Path == "/robots.txt":
			http.NotFound(w, r)
		case r.URL.Path == "/feed":
			http.Redirect(w, r, "http://c.example.org/moved", http.StatusMovedPermanently)
		case r.URL.Path == "/moved":
			io.WriteString(w, `<rss version="2.0"><channel><title>x</title>`)
			for i := range 10 {
				fmt.Fprintf(w, "<item><link>http://a.example.org/%d</link></item>", i)
			}
			io.WriteString(w, "<item><link>http://a.example.org/loop</link></item></channel></rss>")
		case r.URL.Path == "/loop":
			http.Redirect(w, r, "http://a.example.org/loop", http.StatusFound)
		case host == "a.example.org":
			http.Redirect(w, r, "http://b.example.org"+r.URL.Path, http.StatusFound)
		}
	})
	kept := map[string]int{}
	w := watcher(clock, srv, &notes{m: map[string]string{}}, func(a *safe.Answer) { kept[a.URL] += len(a.Hops) })
	var st State
	w.Tell = func(s *State) { st = *s }
	if err := w.Run(t.Context(), []Source{{Kind: "feed", URL: "http://a.example.org/feed", Every: time.Hour}}, true); err != nil {
		t.Fatal(err)
	}
	if len(kept) != 9 || kept["http://b.example.org/3"] != 2 || kept["http://b.example.org/7"] != 0 {
		t.Errorf("kept %v", kept)
	}
	if srv.requests["/loop"] != safe.MaxRedirects+1 {
		t.Errorf("a loop was followed %d times", srv.requests["/loop"])
	}
	if srv.tooSoon > 0 || st.Errors != 0 {
		t.Errorf("%d requests too soon; %+v", srv.tooSoon, st)
	}
}

// FuzzKinds reads any document as that of any kind of source, and any list.
func FuzzKinds(f *testing.F) {
	for _, s := range []string{`<rss version="2.0"><channel><item><link>../a</link><pubDate>x</pubDate></item></channel></rss>`, `<feed xmlns="http://www.w3.org/2005/Atom"><entry><updated>2024-05-10T00:00:00Z</updated><link href="/a"/></entry></feed>`,
		`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"https://example.org/a"}]}`, `<sitemapindex><sitemap><loc>/a</loc><lastmod>2024</lastmod></sitemap></sitemapindex>`,
		`<urlset xmlns:n="n"><url><loc>/a</loc><n:news><n:publication_date>2024-05-10</n:publication_date></n:news></url></urlset>`, "sources:\n  - {url: https://example.org/, every: 5m}\n", `<opml><body><outline text="A" xmlUrl="https://example.org/"/></body></opml>`} {
		f.Add([]byte(s))
	}
	base, _ := url.Parse("https://example.org/")
	f.Fuzz(func(t *testing.T, doc []byte) {
		for _, k := range Kinds {
			if k.Links == nil {
				continue
			}
			links, err := k.Links(doc, base)
			for _, l := range links {
				if u, bad := url.Parse(l.URL); bad != nil || u.Scheme != "http" && u.Scheme != "https" {
					t.Errorf("%s: %q", k.Name, l.URL)
				}
			}
			if bilan.ErrorCode(err) == bilan.CodeInternal {
				t.Error(err)
			}
		}
		if list, err := ReadList("x", doc); err == nil && len(list.Sources) == 0 {
			t.Error("an empty list")
		}
	})
}
