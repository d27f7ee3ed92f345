package watch

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"net/http"
	"net/url"
	"slices"
	"sync"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
)

// Fetcher fetches from the web: a *safe.Client.
type Fetcher interface {
	Get(ctx context.Context, address string, header http.Header) (*safe.Answer, error)
}

// Watcher follows sources. Its fields are set before Run and not changed after.
type Watcher struct {
	Fetcher Fetcher
	Memory  Memory
	Clock   Clock
	Agent   string         // what robots.txt calls us
	Chance  func() float64 // in [0,1), for jitter
	Lanes   int
	// Keep keeps a page, or notes that it is what it was; it is called from many goroutines.
	Keep func(ctx context.Context, p *Page) (Kept, error)
	// Tell is told what came of each visit.
	Tell func(st *State)

	lanes  []*lane
	once   bool
	cancel context.CancelFunc
	mu     sync.Mutex
	left   int // sources of one round that are not done yet
}

const (
	maxBackOff = 24 * time.Hour
	maxTries   = 3 // of a page
	jitter     = .1
)

// Run visits the sources when they are due, again and again; with once, each that is due one time, with its new pages.
func (w *Watcher) Run(ctx context.Context, sources []Source, once bool) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if err := w.remember(ctx, sources); err != nil {
		return err
	}
	w.lanes, w.left, w.once, w.cancel = nil, 0, once, cancel
	for range max(w.Lanes, 1) {
		w.lanes = append(w.lanes, newLane(w, ctx))
	}
	for _, s := range sources {
		st, err := loadState(ctx, w.Memory, s)
		if err != nil {
			return err
		}
		if once && st.Next.After(w.Clock.Now()) {
			continue
		}
		v := &visit{w: w, source: s, state: st}
		w.left++
		w.lane(s.URL).post(&task{due: st.Next, url: s.URL, do: v.run})
	}
	if once && w.left == 0 {
		return nil
	}
	var wg sync.WaitGroup
	for _, l := range w.lanes {
		wg.Go(l.serve)
	}
	wg.Wait()
	if once && w.left == 0 {
		return nil
	}
	return bilan.Errorf(bilan.CodeUnavailable, "watch", "%w", ctx.Err())
}

// remember keeps the list of sources, so that others can show it.
func (w *Watcher) remember(ctx context.Context, sources []Source) error {
	urls := make([]string, len(sources))
	for i, s := range sources {
		urls[i] = s.URL
	}
	data, err := json.Marshal(urls)
	if err != nil {
		return bilan.Errorf(bilan.CodeInternal, "watch", "%w", err)
	}
	return w.Memory.SetSetting(ctx, ListSetting, string(data))
}

func (w *Watcher) lane(address string) *lane {
	h := fnv.New32a()
	h.Write([]byte(hostOf(address)))
	return w.lanes[h.Sum32()%uint32(len(w.lanes))]
}

// done counts a source that was visited, and ends the round after the last.
func (w *Watcher) done() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.left--; w.left == 0 {
		w.cancel()
	}
}

// visit is one source and what came of asking it.
type visit struct {
	w      *Watcher
	source Source
	state  *State

	mu      sync.Mutex
	pending int // pages on their way, and the visit itself
	kept    int64
}

// run asks the source whether there is something new.
func (v *visit) run(l *lane, _ *task) {
	v.pending = 1
	header := http.Header{}
	if v.state.ETag != "" {
		header.Set("If-None-Match", v.state.ETag)
	}
	if v.state.LastModified != "" {
		header.Set("If-Modified-Since", v.state.LastModified)
	}
	a, err := l.get(v.source.URL, header)
	if err == nil && a.Status >= 400 {
		err = bilan.Errorf(bilan.CodeUnavailable, "fetch "+v.source.URL, "status %d", a.Status)
	}
	v.state.Visited = v.w.Clock.Now().UTC()
	if err == nil {
		err = v.take(l, a)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.pending--; l.ctx.Err() != nil {
		return
	}
	v.result(err)
	if v.pending == 0 {
		v.end(l)
	}
}

// take takes a document that may have something new.
func (v *visit) take(l *lane, a *safe.Answer) error {
	kind := kindOf(v.source.Kind)
	if kind.Links == nil {
		return v.takePage(l, a)
	}
	if a.Status == http.StatusNotModified {
		return nil
	}
	base, err := url.Parse(a.URL)
	if err != nil {
		return &bilan.Error{Code: bilan.CodeInvalid, Err: err}
	}
	links, err := kind.Links(a.Body, base)
	if err != nil {
		return err
	}
	var seen []string
	var fresh []Link
	for _, link := range links {
		switch key := link.key(); {
		case slices.Contains(v.state.Seen, key):
			seen = append(seen, key)
		case !slices.ContainsFunc(fresh, func(f Link) bool { return f.URL == link.URL }):
			fresh = append(fresh, link)
		}
	}
	v.state.Seen = seen
	v.state.ETag, v.state.LastModified = a.Header.Get("ETag"), a.Header.Get("Last-Modified")
	for _, link := range fresh {
		v.post(link, 0, v.w.Clock.Now())
	}
	return nil
}

// takePage keeps the page that is itself the source, when it is not what it was.
func (v *visit) takePage(l *lane, a *safe.Answer) error {
	k, err := v.w.Keep(l.ctx, &Page{Answer: a, Before: v.state.Last})
	if err != nil {
		return err
	}
	if k.New {
		v.kept++
	}
	v.state.Last = k.Seen
	if a.Status != http.StatusNotModified {
		v.state.ETag, v.state.LastModified = a.Header.Get("ETag"), a.Header.Get("Last-Modified")
	}
	return nil
}

// post gives a page to the lane of its host.
func (v *visit) post(link Link, tries int, due time.Time) {
	t := &task{due: due, url: link.URL, do: func(l *lane, _ *task) { v.page(l, link, tries) }}
	v.mu.Lock()
	v.pending++
	v.mu.Unlock()
	v.w.lane(link.URL).post(t)
}

// page fetches and keeps one page.
func (v *visit) page(l *lane, link Link, tries int) {
	a, err := l.get(link.URL, nil)
	if err == nil && a.Status >= 500 || err == nil && a.Status == http.StatusTooManyRequests {
		err = bilan.Errorf(bilan.CodeUnavailable, "fetch "+link.URL, "status %d", a.Status)
	}
	var k Kept
	if err == nil && a.Status == http.StatusOK {
		k, err = v.w.Keep(l.ctx, &Page{Answer: a})
	}
	if l.ctx.Err() != nil {
		return // it is new the next time, too
	}
	again := bilan.ErrorCode(err) == bilan.CodeUnavailable && tries+1 < maxTries
	if again {
		v.post(link, tries+1, v.w.Clock.Now().Add(time.Minute<<tries))
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.pending--
	if !again {
		v.state.Seen = append(v.state.Seen, link.key())
	}
	if k.New {
		v.kept++
	}
	if err != nil {
		v.state.LastError = fmt.Sprint(err)
	}
	if v.pending == 0 {
		v.end(l)
	}
}

// result notes whether the visit went well, and when to come again: later after each failure, never all at once.
func (v *visit) result(err error) {
	wait := v.source.Every
	if err != nil {
		v.state.Errors++
		v.state.LastError = fmt.Sprint(err)
		wait = min(wait<<min(v.state.Errors, 10), max(maxBackOff, wait))
	} else {
		v.state.Errors, v.state.LastError = 0, ""
	}
	spread := 1 + jitter*(2*v.w.Chance()-1)
	v.state.Next = v.state.Visited.Add(time.Duration(float64(wait) * spread))
}

// end keeps the state once all pages of a visit are dealt with. A run that is broken off before finds them new again.
func (v *visit) end(l *lane) {
	if v.kept > 0 {
		v.state.Captures += v.kept
		v.state.Changed = v.state.Visited
		v.kept = 0
	}
	if err := v.state.save(l.ctx, v.w.Memory); err != nil {
		v.state.LastError = fmt.Sprint(err)
	}
	if v.w.Tell != nil {
		v.w.Tell(v.state)
	}
	if v.w.once {
		v.w.done()
		return
	}
	v.w.lane(v.source.URL).post(&task{due: v.state.Next, url: v.source.URL, do: v.run})
}
