package desk

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"bilan"
	"bilan/internal/keep"
)

const (
	lookAgain = 2 * time.Second  // how often the register is looked at while somebody listens
	heartbeat = 20 * time.Second // keeps a silent stream open
	listeners = 500              // at once
)

// live tells open pages that the record has changed: by this desk, or by another program that keeps the same register.
type live struct {
	keeper  *keep.Keeper
	mu      sync.Mutex
	open    map[chan struct{}]bool
	closed  chan struct{}
	once    sync.Once
	looked  bool
	edition string // of the record, when it was looked at last
}

func newLive(k *keep.Keeper) *live {
	return &live{keeper: k, open: map[chan struct{}]bool{}, closed: make(chan struct{})}
}

func (l *live) notify() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for c := range l.open {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

func (l *live) close() { l.once.Do(func() { close(l.closed) }) }

// watch looks at the register until the context ends.
func (l *live) watch(ctx context.Context) {
	t := time.NewTicker(lookAgain)
	defer t.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
			l.look(ctx)
		}
	}
}

func (l *live) look(ctx context.Context) {
	l.mu.Lock()
	idle := len(l.open) == 0
	l.mu.Unlock()
	if idle {
		return
	}
	now, err := l.keeper.Edition(ctx)
	if err != nil {
		return
	}
	if l.looked && now != l.edition {
		l.notify()
	}
	l.looked, l.edition = true, now
}

// serve sends an event each time the record changes.
func (l *live) serve(w http.ResponseWriter, r *http.Request) error {
	c, err := l.subscribe()
	if err != nil {
		return err
	}
	defer l.unsubscribe(c)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	if err := out.SetWriteDeadline(time.Time{}); err != nil {
		return err
	}
	say := ": open\n\n"
	for {
		if _, err := fmt.Fprint(w, say); err != nil || out.Flush() != nil {
			return nil
		}
		select {
		case <-r.Context().Done():
			return nil
		case <-l.closed:
			return nil
		case <-c:
			say = "event: changed\ndata: {}\n\n"
		case <-time.After(heartbeat):
			say = ": still here\n\n"
		}
	}
}

func (l *live) subscribe() (chan struct{}, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.open) >= listeners {
		return nil, bilan.Errorf(bilan.CodeUnavailable, "", "too many pages are open")
	}
	c := make(chan struct{}, 1)
	l.open[c] = true
	return c, nil
}

func (l *live) unsubscribe(c chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.open, c)
}
