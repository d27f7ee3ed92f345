package watch

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// subject is a source of some kind whose contents a test sets.
type subject struct {
	kind     string
	many     bool // it holds more than one item
	document func(items map[string]int) string
}

// subjects are the kinds of source, each with the document that names its items; version 2 of an item is a later state of it.
var subjects = []subject{
	{"feed", true, func(items map[string]int) string {
		var b strings.Builder
		b.WriteString(`<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>`)
		for _, name := range slices.Sorted(maps.Keys(items)) {
			fmt.Fprintf(&b, `<entry><id>%s</id><link href="/item/%s"/><updated>2024-05-0%dT00:00:00Z</updated></entry>`, name, name, items[name])
		}
		return b.String() + "</feed>"
	}},
	{"sitemap", true, urlset},
	{"index", true, func(items map[string]int) string {
		return fmt.Sprintf(`<sitemapindex><sitemap><loc>/map</loc><lastmod>2024-05-0%d</lastmod></sitemap></sitemapindex>`, 1+len(items)%3+slices.Max(append(slices.Collect(maps.Values(items)), 0)))
	}},
	{"page", false, nil},
	{Folder, true, nil},
}

func urlset(items map[string]int) string {
	var b strings.Builder
	b.WriteString("<urlset>")
	for _, name := range slices.Sorted(maps.Keys(items)) {
		fmt.Fprintf(&b, "<url><loc>/item/%s</loc><lastmod>2024-05-0%d</lastmod></url>", name, items[name])
	}
	return b.String() + "</urlset>"
}

// stage is a subject on its host or in its folder, and a register that keeps the same bytes once.
type stage struct {
	*testing.T
	subject
	source   Source
	clock    *leap
	web      *web
	memory   *notes
	items    map[string]int
	down     bool
	retry    string // of the answer 429
	robots   string
	register map[string]int // item and bytes → how often they came
	state    State
	cutAfter int // additions after which the run is cut off
	cut      context.CancelFunc
}

func newStage(t *testing.T, s subject) *stage {
	st := &stage{T: t, subject: s, clock: &leap{now: time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC)}, memory: &notes{m: map[string]string{}}, items: map[string]int{}, register: map[string]int{}}
	st.web = newWeb(t, st.clock, st.serve)
	st.source = Source{Kind: s.kind, URL: "http://a.example.org/doc", Every: time.Hour}
	if s.kind == "index" {
		st.source.Kind = "sitemap"
	}
	if s.kind == Folder {
		st.source.Path = filepath.Join(t.TempDir(), "in")
		st.source.URL = "file://" + st.source.Path
	}
	return st
}

func (s *stage) serve(w http.ResponseWriter, r *http.Request) {
	body := ""
	switch {
	case r.URL.Path == "/robots.txt":
		body = s.robots
	case s.retry != "":
		w.Header().Set("Retry-After", s.retry)
		w.WriteHeader(http.StatusTooManyRequests)
		return
	case s.down:
		w.WriteHeader(http.StatusInternalServerError)
		return
	case r.URL.Path == "/map":
		body = urlset(s.items)
	case strings.HasPrefix(r.URL.Path, "/item/"):
		name := strings.TrimPrefix(r.URL.Path, "/item/")
		body = fmt.Sprintf("%s, version %d", name, s.items[name])
	case s.document != nil:
		body = s.document(s.items)
	default:
		body = fmt.Sprintf("a, version %d", s.items["a"])
	}
	tag := fmt.Sprintf(`"%x"`, body)
	w.Header().Set("ETag", tag)
	if r.Header.Get("If-None-Match") == tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	io.WriteString(w, body)
}

// set puts an item of some version there.
func (s *stage) set(name string, version int) {
	s.Helper()
	s.items[name] = version
	if s.kind != Folder {
		return
	}
	path := filepath.Join(s.source.Path, name+".txt")
	when := s.clock.now.Add(-time.Minute)
	if err := firstOf(os.MkdirAll(s.source.Path, 0o755), os.WriteFile(path, fmt.Appendf(nil, "%s, version %d", name, version), 0o644), os.Chtimes(path, when, when)); err != nil {
		s.Fatal(err)
	}
}

func firstOf(errs ...error) error {
	i := slices.IndexFunc(errs, func(err error) bool { return err != nil })
	if i < 0 {
		return nil
	}
	return errs[i]
}

// fail makes the source fail, or puts it back.
func (s *stage) fail(down bool) {
	s.down = down
	from, to := s.source.Path, s.source.Path+" gone"
	if !down {
		from, to = to, from
	}
	if s.kind == Folder {
		if err := os.Rename(from, to); err != nil {
			s.Fatal(err)
		}
	}
}

// keep keeps bytes, once, and cuts the run off when that is wanted.
func (s *stage) keep(body string) (isNew bool) {
	s.web.mu.Lock()
	defer s.web.mu.Unlock()
	s.register[body]++
	if s.cutAfter > 0 && len(s.register) >= s.cutAfter {
		s.cut()
	}
	return s.register[body] == 1
}

// round visits the source when it is due next, and not before.
func (s *stage) round() error {
	s.Helper()
	if next := s.state.Next; next.After(s.clock.now) {
		s.clock.now = next
	}
	ctx, cancel := context.WithCancel(s.Context())
	defer cancel()
	s.cut = cancel
	w := watcher(s.clock, s.web, s.memory, nil)
	w.Keep = func(_ context.Context, p *Page) (Kept, error) {
		if p.Same() {
			return Kept{Seen: p.Before}, nil
		}
		return Kept{p.Seen(""), s.keep(string(p.Answer.Body))}, nil
	}
	w.Add = func(_ context.Context, path string) (a Added, err error) {
		data, err := os.ReadFile(path)
		if err == nil && s.keep(string(data)) {
			a.New = 1
		}
		return a, err
	}
	w.Tell = func(st *State) { s.state = *st }
	return w.Run(ctx, []Source{s.source}, true)
}

// rounds visits the source n times, and wants that the register then holds these.
func (s *stage) rounds(n int, want ...string) {
	s.Helper()
	for range n {
		if err := s.round(); err != nil {
			s.Fatal(err)
		}
	}
	s.holds(want...)
}

func (s *stage) holds(want ...string) {
	s.Helper()
	if got := slices.Sorted(maps.Keys(s.register)); !slices.Equal(got, want) {
		s.Errorf("kept %q, want %q", got, want)
	}
}

// behaviours are what every kind of source keeps to; web ones are about hosts.
var behaviours = []struct {
	name string
	web  bool
	try  func(*stage)
}{
	{"what is new is kept once", false, func(s *stage) {
		s.set("a", 1)
		s.rounds(3, "a, version 1")
		if s.state.Captures != 1 || s.state.Errors != 0 || s.register["a, version 1"] != 1 {
			s.Errorf("%+v, %v", s.state, s.register)
		}
	}},
	{"what comes later is kept, too", false, func(s *stage) {
		s.set("a", 1)
		s.rounds(1, "a, version 1")
		if s.many {
			s.set("b", 1)
			s.rounds(1, "a, version 1", "b, version 1")
		}
	}},
	{"what changed is kept as a version", false, func(s *stage) {
		s.set("a", 1)
		s.rounds(2, "a, version 1")
		s.set("a", 2)
		s.rounds(2, "a, version 1", "a, version 2")
		if s.state.Captures != 2 {
			s.Errorf("%+v", s.state)
		}
	}},
	{"what did not change is not sent", true, func(s *stage) {
		s.set("a", 1)
		s.rounds(11, "a, version 1")
		if n := s.web.statuses[http.StatusNotModified]; n != 10 {
			s.Errorf("%d of 10 visits answered 304", n)
		}
	}},
	{"what fails is asked later and later, and is lost by nothing", false, func(s *stage) {
		s.set("a", 1)
		s.rounds(1, "a, version 1")
		s.fail(true)
		before := time.Duration(0)
		for i := range 4 {
			s.rounds(1, "a, version 1")
			wait := s.state.Next.Sub(s.state.Visited)
			if wait <= before || s.state.Errors != i+1 || s.state.LastError == "" {
				s.Errorf("after %d failures: %v after %v, %+v", i+1, wait, before, s.state)
			}
			before = wait
		}
		s.fail(false)
		s.set("a", 2)
		s.rounds(1, "a, version 1", "a, version 2")
		if s.state.Errors != 0 || s.state.LastError != "" || s.state.Next.Sub(s.state.Visited) > 2*s.source.Every {
			s.Errorf("%+v", s.state)
		}
	}},
	{"a host that asks for time has it", true, func(s *stage) {
		s.set("a", 1)
		s.retry = "7200"
		start := s.clock.now
		s.rounds(1)
		s.retry = ""
		s.rounds(1, "a, version 1")
		if wait := s.clock.now.Sub(start); wait < 2*time.Hour {
			s.Errorf("asked again after %v", wait)
		}
	}},
	{"what robots.txt forbids is not asked for", true, func(s *stage) {
		s.set("a", 1)
		s.robots = "User-agent: *\nDisallow: /doc\n"
		s.rounds(2)
		if s.web.requests["/doc"] > 0 || !strings.Contains(s.state.LastError, "robots.txt") {
			s.Errorf("%v %+v", s.web.requests, s.state)
		}
	}},
	{"a run that is cut off loses nothing and doubles nothing", false, func(s *stage) {
		want := []string{"a, version 1"}
		s.set("a", 1)
		for _, name := range []string{"b", "c", "d", "e", "f"} {
			if s.many {
				s.set(name, 1)
				want = append(want, name+", version 1")
			}
		}
		for s.cutAfter = 1; s.cutAfter < len(want); s.cutAfter++ {
			if err := s.round(); err == nil {
				s.Fatal("not cut off")
			}
			s.clock.now = s.clock.now.Add(Pause) // a program takes so long to begin again
		}
		s.cutAfter = 0
		s.rounds(2, want...)
		if s.many && s.register["a, version 1"] > 6 {
			s.Error(s.register)
		}
	}},
}

// TestConformance holds every kind of source to the same behaviours.
func TestConformance(t *testing.T) {
	for _, sub := range subjects {
		for _, b := range behaviours {
			if b.web && sub.kind == Folder {
				continue
			}
			t.Run(sub.kind+"/"+b.name, func(t *testing.T) {
				s := newStage(t, sub)
				b.try(s)
				if s.web.tooSoon > 0 {
					t.Errorf("%d requests too soon", s.web.tooSoon)
				}
			})
		}
	}
	for _, k := range Kinds {
		if !slices.ContainsFunc(subjects, func(s subject) bool { return s.kind == k.Name }) {
			t.Errorf("%s is not held to anything", k.Name)
		}
	}
}
