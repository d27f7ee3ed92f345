package main

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"bilan"
	"bilan/internal/fetch"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/warc"
	"bilan/internal/fetch/watch"
	"bilan/internal/jobs"
	"bilan/internal/keep"
	"bilan/internal/reconcile"
	"bilan/internal/register"
)

// watchCmd follows sources.
type watchCmd struct {
	List  string `arg:"" help:"List of sources, in YAML or OPML."`
	Once  bool   `help:"Visit each source that is due one time, fetch what is new, and end."`
	Later bool   `help:"Only visit the sources: bilan work fetches the pages that they name, and reads what came (PostgreSQL)."`
	readerFlags
	registerFlags
}

// Help is the long text of `bilan watch --help`.
func (watchCmd) Help() string {
	return `Visits feeds, news sitemaps, pages and folders on their schedule, fetches what is new and keeps it in the register. A host is asked at most
once a second, and as its robots.txt and Retry-After wish; what did not change is not sent again. When to come again, and the
last error, are kept in the register. End it with Ctrl-C; the next run goes on where it was.

  bilan watch sources.yaml
  bilan watch --once subscriptions.opml
  bilan watch --later --register postgres://db/bilan sources.yaml`
}

func (c *watchCmd) Run(ctx context.Context, std stdio) error {
	data, err := os.ReadFile(c.List)
	if err != nil {
		return bilan.Errorf(bilan.CodeNotFound, "read "+c.List, "%w", cause(err))
	}
	list, err := watch.ReadList(c.List, data)
	if err != nil {
		return err
	}
	e, err := c.engine()
	if err != nil {
		return err
	}
	k, err := c.open(ctx)
	if err != nil {
		return err
	}
	err = c.follow(ctx, std, e, k, list)
	return firstError(err, k.Register.Close())
}

func (c *watchCmd) follow(ctx context.Context, std stdio, e *engine, k *keep.Keeper, list *watch.List) error {
	places, err := e.places()
	if err != nil {
		return err
	}
	s := &gatherer{engine: e, keeper: k, maker: reconcile.NewDigester(places), log: newCaptureLog(c.Data, k.Register), std: std}
	client := safe.New(agentName())
	if c.Later {
		if s.queue, err = queueFor(k, "watch --later"); err != nil {
			return err
		}
	}
	w := &watch.Watcher{Fetcher: client, Memory: settings{k.Register}, Clock: wallClock{}, Agent: "Bilan", Chance: rand.Float64, Lanes: 16, Keep: s.keep, Add: s.add}
	w.Turns, _ = k.Register.(watch.Turns)
	if s.queue != nil {
		w.Hand = s.hand
	}
	var mu sync.Mutex
	w.Tell = func(st *watch.State) {
		mu.Lock()
		defer mu.Unlock()
		if st.Errors > 0 {
			fmt.Fprintf(std.err, "bilan: %s: %s; next at %s\n", st.Name, st.LastError, st.Next.Format(time.RFC3339))
			return
		}
		fmt.Fprintf(std.err, "%s: %d kept in all, next at %s\n", st.Name, st.Captures, st.Next.Format(time.RFC3339))
	}
	st, err := newStamper(ctx, c.Data, k, list.Timestamps, client)
	if err != nil {
		return err
	}
	end := st.start(ctx, std)
	err = w.Run(ctx, list.Sources, c.Once)
	if ctx.Err() != nil && !c.Once {
		err = nil // it was told to end
	}
	err = firstError(err, s.log.close())
	end()
	return err
}

// gatherer keeps pages as they come.
type gatherer struct {
	engine *engine
	keeper *keep.Keeper
	maker  *reconcile.Digester
	log    *captureLog
	std    stdio
	queue  jobs.Queue // when others read and fetch
	mu     sync.Mutex
}

// keep reads and keeps one page; what says the same as before is only noted. What cannot be read is told to the watcher.
func (s *gatherer) keep(ctx context.Context, p *watch.Page) (watch.Kept, error) {
	if p.Same() {
		p.Before.Drifted = p.Before.Drifted && p.Answer.Status == http.StatusNotModified
		return watch.Kept{Seen: p.Before}, s.note(p)
	}
	a := &adder{engine: s.engine, now: time.Now}
	r := a.one(ctx, s.maker, watch.Item(p.Answer))
	if r.err != nil {
		return watch.Kept{}, r.err
	}
	seen := p.Seen(fingerprint(&r.reading.Article))
	if seen.Text != "" && seen.Text == p.Before.Text {
		p.Before.Drifted = true
		return watch.Kept{Seen: p.Before}, s.note(p)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.log.write(ctx, p.Answer); err != nil {
		return watch.Kept{}, err
	}
	if s.queue != nil {
		return s.noted(ctx, p, seen, r.Addition)
	}
	var k watch.Kept
	_, err := s.keeper.AddWith(ctx, []keep.Addition{r.Addition}, func(w register.Writer, out keep.Outcome) error {
		if k = (watch.Kept{Seen: seen, New: out.Added > 0}); p.Note == nil {
			return nil
		}
		name, value, err := p.Note(k)
		if err != nil {
			return err
		}
		return w.SetSetting(ctx, name, value)
	})
	if err != nil {
		return watch.Kept{}, err
	}
	return k, nil
}

// noted notes a watched page to be read by others, with the state of its source.
func (s *gatherer) noted(ctx context.Context, p *watch.Page, seen watch.Seen, a keep.Addition) (watch.Kept, error) {
	k := watch.Kept{Seen: seen, New: true}
	batch := []keep.Addition{a}
	if err := s.keeper.PutData(ctx, batch); err != nil {
		return watch.Kept{}, err
	}
	c := batch[0].Capture
	return k, s.queue.Hand(ctx, func(w register.Writer) error {
		if err := w.PutCaptures(ctx, []bilan.Capture{c}); err != nil || p.Note == nil {
			return err
		}
		name, value, err := p.Note(k)
		if err != nil {
			return err
		}
		return w.SetSetting(ctx, name, value)
	}, []jobs.Job{jobs.ToRead(&c)})
}

// hand gives the pages that a source names to others, with its state.
func (s *gatherer) hand(ctx context.Context, name, value string, links []watch.Link) error {
	list := make([]jobs.Job, len(links))
	for i, l := range links {
		list[i] = jobs.Job{Kind: jobs.Fetch, URL: l.URL, Version: l.Version, Source: strings.TrimPrefix(name, watch.StatePrefix)}
	}
	return s.queue.Hand(ctx, func(w register.Writer) error { return w.SetSetting(ctx, name, value) }, list)
}

// add reads and keeps what is in a file, like bilan add. What could not be read is told, and is no fault of keeping.
func (s *gatherer) add(ctx context.Context, path string) (watch.Added, error) {
	if s.queue != nil {
		n := &noter{std: s.std, keeper: s.keeper, queue: s.queue}
		err := n.run(ctx, (&fetch.Source{}).Items(ctx, path), fileSizes{})
		if n.failed != nil {
			err = n.stopped
		}
		return watch.Added{New: n.noted, Unread: n.failed}, err
	}
	a := &adder{engine: s.engine, keeper: s.keeper, now: time.Now}
	err := a.run(ctx, (&fetch.Source{}).Items(ctx, path), fileSizes{}, s.std)
	if a.failed != nil {
		err = a.stopped
	}
	return watch.Added{New: a.total.Added, Unread: a.failed}, err
}

// note notes a visit of a page that says what it said; one whose record is not known leaves no trace but the source's state.
func (s *gatherer) note(p *watch.Page) error {
	if p.Before.URL == "" {
		return nil
	}
	return s.log.note(p)
}

// fingerprint names what was read of a page; empty when that is nothing.
func fingerprint(a *bilan.Article) string {
	if a.Text == "" {
		return ""
	}
	return warc.Digest([]byte(a.Title + "\n" + a.Text))
}

// settings keeps the watcher's memory among the settings of a register.
type settings struct{ register.Register }

// Setting gives a value, "" when there is none.
func (s settings) Setting(ctx context.Context, name string) (value string, err error) {
	err = s.View(ctx, func(r register.Reader) error {
		value, err = r.Setting(ctx, name)
		return err
	})
	return value, err
}

// SetSetting keeps a value.
func (s settings) SetSetting(ctx context.Context, name, value string) error {
	return s.Update(ctx, func(w register.Writer) error { return w.SetSetting(ctx, name, value) })
}

// wallClock is the time of the machine.
type wallClock struct{}

// Now tells the time.
func (wallClock) Now() time.Time { return time.Now() }

// Sleep waits until then, or for ctx, or to be woken.
func (wallClock) Sleep(ctx context.Context, until time.Time, wake <-chan struct{}) {
	var due <-chan time.Time
	if !until.IsZero() {
		t := time.NewTimer(cmp.Or(max(time.Until(until), 0), time.Nanosecond))
		defer t.Stop()
		due = t.C
	}
	select {
	case <-due:
	case <-wake:
	case <-ctx.Done():
	}
}
