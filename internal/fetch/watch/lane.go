package watch

import (
	"container/heap"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/temoto/robotstxt"

	"bilan"
	"bilan/internal/fetch/safe"
)

// What a host is owed.
const (
	Pause       = time.Second // between two requests to a host
	maxPause    = 30 * time.Second
	robotsAge   = 24 * time.Hour
	robotsFault = time.Hour
	maxRetry    = 24 * time.Hour // of a Retry-After
	defaultWait = 5 * time.Minute
	robotsBytes = 500 << 10
)

// Clock tells the time and lets it pass.
type Clock interface {
	Now() time.Time
	// Sleep waits until then, until ctx is done, or until wake gives something. A zero until is never.
	Sleep(ctx context.Context, until time.Time, wake <-chan struct{})
}

// task is something to do at a host, not before due.
type task struct {
	due time.Time
	seq int
	url string
	do  func(l *lane, t *task)

	local bool // not of a host
}

// queue orders tasks by time.
type queue []*task

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return q[i].due.Before(q[j].due) || q[i].due.Equal(q[j].due) && q[i].seq < q[j].seq
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

// Push and Pop are container/heap's.
func (q *queue) Push(x any) { *q = append(*q, x.(*task)) }

// Pop takes the last.
func (q *queue) Pop() any {
	old := *q
	t := old[len(old)-1]
	*q = old[:len(old)-1]
	return t
}

// hostState is what a lane knows of a host.
type hostState struct {
	name   string
	free   time.Time // when it may be asked again
	pause  time.Duration
	robots *robotstxt.RobotsData
	until  time.Time // robots.txt holds so long
	err    error     // why robots.txt could not be fetched: nothing else is
}

// lane does the tasks of its hosts, one after the other. Others post tasks to it.
type lane struct {
	w     *Watcher
	ctx   context.Context
	hosts map[string]*hostState
	todo  queue
	seq   int

	mu     sync.Mutex
	posted []*task
	wake   chan struct{}
}

func newLane(w *Watcher, ctx context.Context) *lane {
	return &lane{w: w, ctx: ctx, hosts: map[string]*hostState{}, wake: make(chan struct{}, 1)}
}

// post gives a task to the lane; any goroutine may.
func (l *lane) post(t *task) {
	l.mu.Lock()
	l.posted = append(l.posted, t)
	l.mu.Unlock()
	l.rouse()
}

func (l *lane) rouse() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// collect takes what was posted.
func (l *lane) collect() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, t := range l.posted {
		l.add(t)
	}
	l.posted = l.posted[:0]
}

// serve does tasks when they are due, until ctx is done.
func (l *lane) serve() {
	for l.ctx.Err() == nil {
		l.collect()
		var until time.Time
		if len(l.todo) > 0 {
			if until = l.todo[0].due; !until.After(l.w.Clock.Now()) {
				l.step()
				continue
			}
		}
		l.w.Clock.Sleep(l.ctx, until, l.wake)
	}
}

func (l *lane) add(t *task) {
	l.seq++
	t.seq = l.seq
	heap.Push(&l.todo, t)
}

// step does the task that is due first, once its host is free and its robots.txt is known.
func (l *lane) step() {
	t := heap.Pop(&l.todo).(*task)
	if t.local {
		t.do(l, t)
		return
	}
	h, now := l.host(t.url), l.w.Clock.Now()
	if h.free.After(now) {
		t.due = h.free
		l.add(t)
		return
	}
	if mine, err := l.turn(h); err == nil && !mine {
		t.due = h.free
		l.add(t)
		return
	}
	if h.robots == nil || !now.Before(h.until) {
		if h.err = l.askRobots(h, t.url); h.err == nil {
			t.due = h.free
			l.add(t)
			return
		}
	}
	t.do(l, t)
}

func (l *lane) host(address string) *hostState {
	name := hostOf(address)
	h := l.hosts[name]
	if h == nil {
		h = &hostState{name: name, pause: Pause}
		l.hosts[name] = h
	}
	return h
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}

// get makes one request that robots.txt allows.
func (l *lane) get(address string, header http.Header) (*safe.Answer, error) {
	h := l.host(address)
	if h.err != nil {
		return nil, h.err
	}
	if !allowed(h, address, l.w.Agent) {
		return nil, bilan.Errorf(bilan.CodeInvalid, "fetch "+address, "robots.txt does not allow it")
	}
	a, err := l.w.Fetcher.Step(l.ctx, address, header)
	l.asked(h, a)
	return a, err
}

// asked notes when a host may be asked again.
func (l *lane) asked(h *hostState, a *safe.Answer) {
	now := l.w.Clock.Now()
	h.free = now.Add(h.pause)
	if a != nil && (a.Status == http.StatusTooManyRequests || a.Status == http.StatusServiceUnavailable) {
		wait := retryAfter(a.Header.Get("Retry-After"), now)
		h.free = now.Add(wait)
		l.rest(h, wait)
	}
}

// follow fetches an address. Each redirect is a request of its own to its host, made by the host's lane when it may be; the
// answer is given to then, on the lane of the last.
func (l *lane) follow(address string, header http.Header, then func(*lane, *safe.Answer, error)) {
	l.hop(address, header, nil, then)
}

func (l *lane) hop(address string, header http.Header, before []safe.Hop, then func(*lane, *safe.Answer, error)) {
	a, err := l.get(address, header)
	if err != nil {
		then(l, nil, err)
		return
	}
	a.Hops = append(before, a.Hops...)
	switch {
	case a.Onward == "":
		then(l, a, nil)
		return
	case len(a.Hops) > safe.MaxRedirects:
		then(l, nil, bilan.Errorf(bilan.CodeLimit, "fetch "+address, "more than %d redirects", safe.MaxRedirects))
		return
	}
	if hostOf(a.Onward) != hostOf(address) {
		header = nil
	}
	l.w.lane(a.Onward).post(&task{due: l.w.Clock.Now(), url: a.Onward, do: func(l *lane, _ *task) { l.hop(a.Onward, header, a.Hops, then) }})
}

// retryAfter reads seconds or a date.
func retryAfter(s string, now time.Time) time.Duration {
	wait := defaultWait
	if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
		wait = time.Duration(min(max(n, 0), int(maxRetry/time.Second))) * time.Second
	} else if t, err := http.ParseTime(s); err == nil {
		wait = t.Sub(now)
	}
	return min(max(wait, Pause), maxRetry)
}

// askRobots fetches a host's robots.txt, once a day; after a fault of the host, which forbids all, once an hour.
func (l *lane) askRobots(h *hostState, address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return &bilan.Error{Code: bilan.CodeInvalid, Err: err}
	}
	a, err := l.w.Fetcher.Get(l.ctx, u.Scheme+"://"+u.Host+"/robots.txt", nil)
	l.asked(h, a)
	if err != nil {
		return err
	}
	l.charge(h, a)
	age := robotsAge
	if a.Status >= 500 {
		age = robotsFault
	}
	h.until = l.w.Clock.Now().Add(age)
	h.robots, err = robotstxt.FromStatusAndBytes(a.Status, a.Body[:min(len(a.Body), robotsBytes)])
	if err != nil { // what nobody can read forbids nothing
		h.robots = &robotstxt.RobotsData{}
	}
	if g := h.robots.FindGroup(l.w.Agent); g != nil {
		h.pause = min(max(Pause, g.CrawlDelay), maxPause)
		h.free = l.w.Clock.Now().Add(h.pause)
	}
	return nil
}

// charge tells the lanes of other hosts that a robots.txt led to that these were asked.
func (l *lane) charge(h *hostState, a *safe.Answer) {
	for _, hop := range a.Hops {
		l.w.lane(hop.URL).post(&task{url: hop.URL, local: true, do: func(l *lane, t *task) {
			if other := l.host(t.url); other != h {
				l.asked(other, nil)
			}
		}})
	}
}

func allowed(h *hostState, address, agent string) bool {
	u, err := url.Parse(address)
	return err == nil && (h.robots == nil || h.robots.TestAgent(u.RequestURI(), agent))
}
