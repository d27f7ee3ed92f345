package main

import (
	"bufio"
	"context"
	"fmt"
	"iter"
	"time"

	"bilan"
	"bilan/internal/fetch"
	"bilan/internal/keep"
	"bilan/internal/reconcile"
)

const (
	batchSize = 300 // dispatches kept in one transaction
	readAhead = 64  // dispatches read while a batch is being kept
)

// addCmd keeps dispatches in the register.
type addCmd struct {
	Paths []string `arg:"" help:"Files (pages, text, JSON lines, WARC, WACZ, mail, wire items, exports), folders, or - for standard input."`
	readerFlags
	registerFlags
	Later bool `help:"Only note what was received, to be read by bilan work (PostgreSQL; on SQLite it is read at once)."`
	Jobs  int  `short:"j" placeholder:"N" help:"Read this many dispatches at once; by itself one a core (${cores} here)."`
}

// Help is the long text of `bilan add --help`.
func (addCmd) Help() string {
	return `Reads dispatches and keeps them in the register with what was received, what was read and what it changes in the record. The
same bytes twice change nothing, so a run that was broken off is taken up by running it again.

  bilan add dispatches/
  zcat shard.jsonl.gz | bilan add -
  bilan add --later --register postgres://db/bilan archive.warc.gz`
}

func (c *addCmd) Run(ctx context.Context, std stdio) error {
	e, err := c.engine()
	if err != nil {
		return err
	}
	k, err := c.open(ctx)
	if err != nil {
		return err
	}
	src := &fetch.Source{Stdin: bufio.NewReader(std.in)}
	items := src.Items(ctx, c.Paths...)
	if c.Later {
		return firstError(c.note(ctx, e, k, items, std), k.Register.Close())
	}
	a := &adder{engine: e, keeper: k, jobs: c.Jobs, now: time.Now}
	err = a.run(ctx, items, measure(c.Paths), std)
	fmt.Fprintln(std.err, a.summary())
	return firstError(err, k.Register.Close())
}

// note notes items to be read later.
func (c *addCmd) note(ctx context.Context, e *engine, k *keep.Keeper, items iter.Seq[fetch.Item], std stdio) error {
	if err := c.forReaders(); err != nil {
		return err
	}
	n, err := newNoter(e, k, std)
	if err != nil {
		return err
	}
	err = n.run(ctx, items, measure(c.Paths))
	fmt.Fprintln(std.err, n.summary())
	return err
}

// adder reads inputs and keeps them in batches.
type adder struct {
	engine  *engine
	keeper  *keep.Keeper
	jobs    int
	now     func() time.Time
	batch   []keep.Addition
	kept    chan kept // of the batch that is being kept; nil when none is
	total   keep.Outcome
	changed map[string]bool
	unread  int
	failed  error // of the first that was not read
	stopped error // what ended the run before its inputs did
}

// addition is what one input came to.
type addition struct {
	result
	keep.Addition
}

func (a *adder) run(ctx context.Context, items iter.Seq[fetch.Item], total fileSizes, std stdio) error {
	p := newProgress(std, total)
	defer p.end()
	maker, err := a.engine.maker()
	if err != nil {
		return err
	}
	jobs := workers(a.jobs)
	err = ordered(ctx, items, jobs, max(readAhead, 4*jobs), func(it fetch.Item) addition { return a.one(ctx, maker, it) }, a.taker(ctx, p))
	a.stopped = a.end(ctx, err)
	return verdict(a.stopped, a.failed, a.total.Added+a.total.Again+a.total.Renewed)
}

// taker takes what was read into the batch, and keeps full batches; what was not read is told and noted.
func (a *adder) taker(ctx context.Context, p *progress) func(addition) error {
	return func(r addition) error {
		p.step(&r.item)
		if r.err != nil {
			a.unread++
			a.failed = tell(p.stderr(), r.result, a.failed)
			return nil
		}
		a.batch = append(a.batch, r.Addition)
		if len(a.batch) < batchSize {
			return nil
		}
		return a.flush(ctx)
	}
}

// one reads one item to what is kept of it.
func (a *adder) one(ctx context.Context, maker *reconcile.Digester, it fetch.Item) addition {
	c, data, err := received(&it, a.now())
	j := &job{engine: a.engine}
	r := j.one(ctx, it)
	if r.err = firstError(r.err, err); r.err != nil {
		return addition{result: r}
	}
	out := addition{result: r}
	out.Reading, out.Capture, out.Data = &out.reading, c, data
	out.Dispatch = a.engine.dispatch(maker, out.Reading, c.Seen)
	return out
}

// received gives what is kept of an item as it came: the capture, still without a name, and its bytes, which are never nil.
func received(it *fetch.Item, now time.Time) (bilan.Capture, []byte, error) {
	if it.Err != nil {
		return bilan.Capture{}, nil, it.Err
	}
	seen := now.UTC().Truncate(time.Second)
	if !it.At.IsZero() {
		seen = it.At.UTC().Truncate(time.Second)
	}
	data, media, err := it.Received()
	if data == nil {
		data = []byte{}
	}
	return bilan.Capture{URL: it.URL, Name: it.Name, MediaType: media, Status: it.Status, Header: it.Header, Seen: seen}, data, err
}

// flush begins to keep the batch, once the one before is kept: the next is read meanwhile.
func (a *adder) flush(ctx context.Context) error {
	if err := a.wait(); err != nil || len(a.batch) == 0 {
		return err
	}
	batch := a.batch
	a.batch = nil
	a.kept = make(chan kept, 1)
	go func() {
		out, err := a.keeper.Add(ctx, batch)
		a.kept <- kept{out, err}
	}()
	return nil
}

// kept is what became of a batch.
type kept struct {
	keep.Outcome
	err error
}

// wait waits for the batch that is being kept.
func (a *adder) wait() error {
	if a.kept == nil {
		return nil
	}
	out := <-a.kept
	a.kept = nil
	if out.err != nil {
		return out.err
	}
	a.total.Added += out.Added
	a.total.Again += out.Again
	a.total.Renewed += out.Renewed
	if a.changed == nil {
		a.changed = map[string]bool{}
	}
	for _, s := range out.Stories {
		a.changed[s] = true
	}
	return nil
}

// end keeps what is left, and waits for it, also when the reading was broken off by err.
func (a *adder) end(ctx context.Context, err error) error {
	if err == nil {
		err = a.flush(ctx)
	}
	return firstError(err, a.wait())
}

func (a *adder) summary() string {
	s := fmt.Sprintf("added %d, kept already %d", a.total.Added, a.total.Again)
	if a.total.Renewed > 0 {
		s += fmt.Sprintf(", read anew %d", a.total.Renewed)
	}
	if a.unread > 0 {
		s += fmt.Sprintf(", unreadable %d", a.unread)
	}
	return s + fmt.Sprintf("; stories changed: %d", len(a.changed))
}
