package main

import (
	"context"
	"fmt"
	"iter"
	"time"

	"bilan"
	"bilan/internal/fetch"
	"bilan/internal/jobs"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// noter keeps what was received and hands over the jobs of reading it.
type noter struct {
	std     stdio
	keeper  *keep.Keeper
	queue   jobs.Queue
	batch   []keep.Addition
	noted   int
	again   int
	unread  int
	failed  error // of the first that was not noted
	stopped error // what broke the run off
}

// newNoter makes a noter for a register; one in SQLite has its jobs done at once.
func newNoter(e *engine, k *keep.Keeper, std stdio) (*noter, error) {
	n := &noter{std: std, keeper: k}
	if q, ok := k.Register.(jobs.Queue); ok {
		n.queue = q
		return n, nil
	}
	w, err := newWorker(e, k, 1, std)
	if err != nil {
		return nil, err
	}
	n.queue = &jobs.Now{Register: k.Register, Do: w.do, Tell: n.tell}
	return n, nil
}

// tell tells of a dispatch that cannot be read.
func (n *noter) tell(_ jobs.Job, err error, _ bool) {
	n.unread++
	n.failed = tell(n.std.err, result{err: err}, n.failed)
}

// run notes items, in batches.
func (n *noter) run(ctx context.Context, items iter.Seq[fetch.Item], total fileSizes) error {
	n.stopped = n.each(ctx, items, total)
	return verdict(n.stopped, n.failed, n.noted+n.again)
}

func (n *noter) each(ctx context.Context, items iter.Seq[fetch.Item], total fileSizes) error {
	p := newProgress(n.std, total)
	defer p.end()
	for it := range items {
		p.step(&it)
		c, data, err := received(&it, time.Now())
		if err != nil {
			n.unread++
			n.failed = tell(p.stderr(), result{err: err}, n.failed)
			continue
		}
		n.batch = append(n.batch, keep.Addition{Capture: c, Data: data})
		if len(n.batch) >= batchSize {
			if err := n.flush(ctx); err != nil {
				return err
			}
		}
	}
	return firstError(ctx.Err(), n.flush(ctx))
}

// flush keeps a batch: its bytes first, then its rows and jobs in one transaction. A capture whose row is there was noted, or
// read, before.
func (n *noter) flush(ctx context.Context) error {
	if err := n.keeper.PutData(ctx, n.batch); err != nil {
		return err
	}
	var captures []bilan.Capture
	var list []jobs.Job
	err := n.keeper.Register.View(ctx, func(r register.Reader) error {
		for i := range n.batch {
			c := &n.batch[i].Capture
			old, err := r.Capture(ctx, c.SHA256)
			if err == nil && old.URL == c.URL && old.Name == c.Name {
				continue
			}
			if err != nil && bilan.ErrorCode(err) != bilan.CodeNotFound {
				return err
			}
			captures, list = append(captures, *c), append(list, jobs.ToRead(c))
		}
		return nil
	})
	if err != nil {
		return err
	}
	n.again += len(n.batch) - len(list)
	n.batch = n.batch[:0]
	if len(list) == 0 {
		return nil
	}
	n.noted += len(list)
	return n.queue.Hand(ctx, func(w register.Writer) error { return w.PutCaptures(ctx, captures) }, list)
}

func (n *noter) summary() string {
	s := fmt.Sprintf("noted %d, kept already %d", n.noted, n.again)
	if n.unread > 0 {
		s += fmt.Sprintf(", unreadable %d", n.unread)
	}
	return s
}

// queueFor gives the queue of a register that has one.
func queueFor(k *keep.Keeper, op string) (jobs.Queue, error) {
	q, ok := k.Register.(jobs.Queue)
	if !ok {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: op, Err: errorString("a register in SQLite has no jobs: dispatches are read where they are added"),
			Hint: "name a database with --register postgres://user@host/name"}
	}
	return q, nil
}

// forReaders refuses flags that say how to read, of a command that does not.
func (f *readerFlags) forReaders() error {
	if f.Now == "" && f.Lang == "" && len(f.LangDir) == 0 {
		return nil
	}
	return &bilan.Error{Code: bilan.CodeInvalid, Op: "--later", Err: errorString("--now, --lang and --lang-dir say how to read"), Hint: "give them to `bilan work`"}
}
