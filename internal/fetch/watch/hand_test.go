package watch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
)

// TestHandedOver gives the pages of a source to others, each once, with the state that says so; what could not be given over is
// new the next time.
func TestHandedOver(t *testing.T) {
	clock := &leap{now: time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC)}
	items := 2
	srv := newWeb(t, clock, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/map" {
			http.NotFound(w, r)
			return
		}
		var b strings.Builder
		for i := range items {
			fmt.Fprintf(&b, "<url><loc>http://a.example.org/%d</loc></url>", i)
		}
		io.WriteString(w, "<urlset>"+b.String()+"</urlset>")
	})
	memory := &notes{m: map[string]string{}}
	w := watcher(clock, srv, memory, func(a *safe.Answer) { t.Errorf("%s was fetched here", a.URL) })
	var given []string
	broken := true
	w.Hand = func(ctx context.Context, name, value string, links []Link) error {
		if broken {
			return errors.New("the database is away")
		}
		for _, l := range links {
			given = append(given, l.URL)
		}
		return memory.SetSetting(ctx, name, value)
	}
	sources := []Source{{Kind: "sitemap", URL: "http://a.example.org/map", Every: time.Hour}}
	var last State
	w.Tell = func(st *State) { last = *st }
	visit := func() {
		t.Helper()
		clock.now = clock.now.Add(2 * time.Hour)
		if err := w.Run(t.Context(), sources, true); err != nil {
			t.Fatal(err)
		}
	}
	visit()
	if len(given) != 0 || last.Captures != 0 || len(last.Seen) != 0 || !strings.Contains(last.LastError, "away") {
		t.Errorf("given %v, %+v", given, last)
	}
	broken = false
	visit()
	items = 3
	visit()
	visit()
	slices.Sort(given)
	if want := []string{"http://a.example.org/0", "http://a.example.org/1", "http://a.example.org/2"}; !slices.Equal(given, want) || last.Captures != 3 {
		t.Errorf("given %v, %+v", given, last)
	}
}

// shared are turns that machines share, in the time of a test.
type shared struct {
	mu    sync.Mutex
	clock Clock
	free  map[string]time.Time
	line  map[string]time.Time
}

func (s *shared) Ask(_ context.Context, host string, pause time.Duration) (time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	if wait := s.free[host].Sub(now); wait > 0 {
		return wait, nil
	}
	s.free[host] = now.Add(pause)
	return 0, nil
}

func (s *shared) Line(_ context.Context, host string, pause time.Duration) (time.Duration, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.clock.Now()
	for _, at := range []time.Time{s.free[host], now} {
		if at.After(s.line[host]) {
			s.line[host] = at
		}
	}
	s.line[host] = s.line[host].Add(pause)
	return s.line[host].Sub(now), nil
}

func (s *shared) Rest(_ context.Context, host string, wait time.Duration) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free[host] = s.clock.Now().Add(wait)
	return nil
}

// TestSingles has two machines fetch pages of the same hosts: between two requests to one there is its pause, what robots.txt
// forbids is not fetched, and a host that wants to be left alone is.
func TestSingles(t *testing.T) {
	clock := &leap{now: time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC)}
	srv := newWeb(t, clock, func(w http.ResponseWriter, r *http.Request) {
		switch r.Header.Get("X-Host") + r.URL.Path {
		case "shut.example.org/robots.txt":
			io.WriteString(w, "User-agent: *\nDisallow: /private\n")
		case "busy.example.org/1":
			w.Header().Set("Retry-After", "600")
			w.WriteHeader(http.StatusServiceUnavailable)
		case "open.example.org/moved":
			w.Header().Set("Location", "http://new.example.org/1")
			w.WriteHeader(http.StatusMovedPermanently)
		case "open.example.org/round":
			w.Header().Set("Location", "http://open.example.org/round")
			w.WriteHeader(http.StatusFound)
		}
	})
	turns := &shared{clock: clock, free: map[string]time.Time{}, line: map[string]time.Time{}}
	a := &Singles{Fetcher: srv, Clock: clock, Agent: "bilan", Turns: turns}
	b := &Singles{Fetcher: srv, Clock: clock, Agent: "bilan", Turns: turns}
	for i := range 12 {
		m := []*Singles{a, b}[i%2]
		if _, err := m.Get(t.Context(), fmt.Sprintf("http://open.example.org/%d", i)); err != nil {
			t.Error(err)
		}
	}
	if srv.tooSoon > 0 || srv.requests["/robots.txt"] != 2 {
		t.Errorf("%d requests too soon, robots.txt asked for %d times", srv.tooSoon, srv.requests["/robots.txt"])
	}
	if got, err := a.Get(t.Context(), "http://open.example.org/moved"); err != nil || got.URL != "http://new.example.org/1" || len(got.Hops) != 2 {
		t.Errorf("a page that moved: %+v, %v", got, err)
	}
	if _, err := b.Get(t.Context(), "http://open.example.org/round"); bilan.ErrorCode(err) != bilan.CodeLimit || srv.tooSoon > 0 {
		t.Errorf("a page that moves without end: %v, %d requests too soon", err, srv.tooSoon)
	}
	if _, err := a.Get(t.Context(), "http://shut.example.org/private/1"); bilan.ErrorCode(err) != bilan.CodeInvalid {
		t.Errorf("what robots.txt forbids: %v", err)
	}
	if got, err := a.Get(t.Context(), "http://busy.example.org/1"); err != nil || got.Status != http.StatusServiceUnavailable {
		t.Errorf("%v", err)
	}
	var wait *Wait
	var before time.Duration
	for _, m := range []*Singles{a, b, a} {
		if _, err := m.Get(t.Context(), "http://busy.example.org/2"); !errors.As(err, &wait) || wait.For < 9*time.Minute || wait.For <= before {
			t.Fatalf("a host that wants to be left alone: %v, before %s", err, before)
		}
		before = wait.For
	}
}
