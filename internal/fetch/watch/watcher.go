package watch

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
)

// Fetcher fetches from the web: a *safe.Client.
type Fetcher interface {
	// Step makes one request; a redirect is an answer that says where to go on.
	Step(ctx context.Context, address string, header http.Header) (*safe.Answer, error)
	Getter
}

// Getter fetches a page, and follows redirects to it.
type Getter interface {
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
	// Add keeps what is in a file. Its error is one of keeping: the file is added again at the next visit.
	Add func(ctx context.Context, path string) (Added, error)
	// Turns shares hosts with other machines; nil when there are none.
	Turns Turns
	// Hand gives the pages that sources name to others; nil when they are fetched here and given to Keep.
	Hand Hand
	// Tell is told what came of each visit.
	Tell func(st *State)

	lanes   []*lane
	folders *lane // of its own: files may take long
	once    bool
	cancel  context.CancelFunc
	mu      sync.Mutex
	left    int // sources of one round that are not done yet
}

const (
	maxBackOff = 24 * time.Hour
	maxTries   = 3  // of a page, in a visit
	maxVisits  = 10 // in which a page fails, before it is given up
	saveEvery  = 50 // pages dealt with, after which the state is kept
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
	lanes := w.lanes
	if slices.ContainsFunc(sources, func(s Source) bool { return s.Kind == Folder }) {
		w.folders = newLane(w, ctx)
		lanes = append(slices.Clip(lanes), w.folders)
	}
	for _, s := range sources {
		st, err := loadState(ctx, w.Memory, s)
		if err != nil {
			return err
		}
		if once && st.Next.After(w.Clock.Now()) {
			continue
		}
		w.left++
		(&visit{w: w, source: s, state: st}).next()
	}
	if once && w.left == 0 {
		return nil
	}
	var wg sync.WaitGroup
	for _, l := range lanes {
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
	if strings.HasPrefix(address, "file:") {
		return w.folders
	}
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
