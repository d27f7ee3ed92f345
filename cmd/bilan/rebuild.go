package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"time"

	"bilan"
	"bilan/internal/fetch"
	"bilan/internal/keep"
	"bilan/internal/reconcile"
)

// rebuildCmd reads every capture again.
type rebuildCmd struct {
	readerFlags
	registerFlags
	Force bool `help:"Read also what this version of the reader has read already."`
	Jobs  int  `short:"j" placeholder:"N" help:"Read this many dispatches at once; by itself one a core (${cores} here)."`
}

// Help is the long text of `bilan rebuild --help`.
func (rebuildCmd) Help() string {
	return `Reads every capture again with this program's reader, makes the record anew, and says what changed in it. Judgements stay. It can
be broken off and run again: what was read anew is not read twice.`
}

func (c *rebuildCmd) Run(ctx context.Context, std stdio) error {
	e, err := c.engine()
	if err != nil {
		return err
	}
	return c.with(ctx, func(k *keep.Keeper) error {
		if c.Force {
			k.Version += "/" + time.Now().UTC().Format(time.RFC3339)
		}
		before, err := k.Record(ctx, time.Time{})
		if err != nil {
			return err
		}
		a := &adder{engine: e, keeper: k, jobs: c.Jobs, now: time.Now}
		if err := c.readAgain(ctx, a, std); err != nil {
			return err
		}
		after, err := k.Record(ctx, time.Time{})
		if err != nil {
			return err
		}
		fmt.Fprintln(std.err, a.summary())
		return printRebuilt(std, keep.Compare(&before, &after))
	})
}

// readAgain reads the captures of all articles in order and keeps the new readings in batches.
func (c *rebuildCmd) readAgain(ctx context.Context, a *adder, std stdio) error {
	maker, err := a.engine.maker()
	if err != nil {
		return err
	}
	p := newProgress(std, fileSizes{})
	defer p.end()
	jobs := workers(a.jobs)
	err = ordered(ctx, a.keeper.Articles(ctx), jobs, 4*jobs, func(r keep.Row) addition { return a.again(ctx, maker, r) }, a.taker(ctx, p))
	return firstError(a.end(ctx, err), a.failed)
}

// again reads one capture.
func (a *adder) again(ctx context.Context, maker *reconcile.Digester, r keep.Row) addition {
	if r.Err != nil {
		return addition{result: result{err: r.Err}}
	}
	row := r.Article
	data, err := a.keeper.Blobs.Get(ctx, row.Capture.SHA256)
	if err != nil {
		return addition{result: result{item: fetch.Item{Name: row.ID}, err: err}}
	}
	return a.engine.capture(ctx, maker, row.Capture, data, row.ID)
}

// capture reads a capture whose blob is kept. Without an id the dispatch has the one that its bytes tell.
func (e *engine) capture(ctx context.Context, maker *reconcile.Digester, c bilan.Capture, data []byte, id string) addition {
	it := fetch.ItemOf(&c, data)
	it.ID = cmp.Or(id, it.ID)
	j := &job{engine: e}
	out := addition{result: j.one(ctx, it)}
	if out.err != nil {
		return out
	}
	out.Reading, out.Capture = &out.reading, c
	out.Dispatch = e.dispatch(maker, out.Reading, c.Seen)
	return out
}

func printRebuilt(std stdio, changes []string) error {
	w := bufio.NewWriter(std.out)
	if len(changes) == 0 {
		fmt.Fprintln(w, "the record is as it was")
	}
	for _, s := range changes {
		fmt.Fprintln(w, s)
	}
	return unwritten(w.Flush())
}
