package main

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"bilan/internal/fetch/safe"
	"bilan/internal/jobs"
	"bilan/internal/keep"
)

// workCmd does jobs that others enqueued.
type workCmd struct {
	Once  bool   `help:"End when nothing is left that can be done now: for a timer of the system."`
	Only  string `enum:"read,fetch,all" default:"all" help:"Do only the reading, or only the fetching: read, fetch, all."`
	List  bool   `xor:"what" help:"Only print how many jobs there are, and which failed, with their last error."`
	Retry bool   `xor:"what" help:"Only let all jobs that failed or were given up be done again."`
	Jobs  int    `short:"j" placeholder:"N" help:"Read this many dispatches at once; by itself one a core (${cores} here)."`
	readerFlags
	answerFlags
}

// Help is the long text of `bilan work --help`.
func (workCmd) Help() string {
	return `Does the jobs of a register in PostgreSQL: fetches pages and reads what add --later and watch --later noted. Run it on any number of
machines; each must see the same captures (--captures s3://…, or a folder that they share). A worker that is killed loses nothing:
another takes its jobs. A job that fails is tried again later and later, ten times, then given up; --list shows it. End a
worker with Ctrl-C or SIGTERM: it finishes what it has in hand.

  bilan work --register postgres://db/bilan --captures /mnt/captures
  bilan work --once
  bilan work --list`
}

// inHand is how many captures a worker has in hand: more than it reads at once, since those that are read wait to be kept together.
const inHand = 100

// fetching is how many pages a worker has in hand: most wait for their host's turn, or for its answer.
const fetching = 32

func (c *workCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(k *keep.Keeper) error {
		q, err := queueFor(k, "work")
		if err != nil {
			return err
		}
		switch {
		case c.List:
			return c.list(ctx, std, q)
		case c.Retry:
			n, err := q.Retry(ctx)
			if err == nil {
				fmt.Fprintf(std.err, "%d jobs are to be done again\n", n)
			}
			return err
		}
		return c.work(ctx, std, k, q)
	})
}

func (c *workCmd) work(ctx context.Context, std stdio, k *keep.Keeper, q jobs.Queue) error {
	e, err := c.engine()
	if err != nil {
		return err
	}
	w, err := newWorker(e, k, workers(c.Jobs), std)
	if err != nil {
		return err
	}
	w.gather(safe.New(agentName()), newCaptureLog(c.Data, k.Register))
	if !c.Once {
		fmt.Fprintln(std.err, "at work; Ctrl-C ends it when what is in hand is done")
	}
	o := jobs.Options{AtOnce: map[jobs.Kind]int{}, Once: c.Once, Tell: w.tell, Log: slog.New(slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: slog.LevelError}))}
	if c.Only != "fetch" {
		o.AtOnce[jobs.Read] = max(inHand, 4*runtime.NumCPU())
	}
	if c.Only != "read" {
		o.AtOnce[jobs.Fetch] = fetching
	}
	stop := w.report(q)
	err = q.Work(ctx, w.do, o)
	stop()
	err = firstError(err, w.log.close())
	if err == nil && w.failed.Load() > 0 {
		return errPartial
	}
	return err
}

// listing is what --list tells.
type listing struct {
	jobs.Tally
	Failures []jobs.Failure `json:"failures"`
}

// maxListed is how many failed jobs are listed.
const maxListed = 1000

func (c *workCmd) list(ctx context.Context, std stdio, q jobs.Queue) error {
	t, err := q.Tally(ctx)
	if err != nil {
		return err
	}
	l := listing{Tally: t}
	if l.Failures, err = q.Failures(ctx, maxListed); err != nil {
		return err
	}
	return c.answer(std, &l, func() error { return printJobs(std, &l) })
}

func printJobs(std stdio, l *listing) error {
	t := tabwriter.NewWriter(std.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "waiting\t%d\nin hand\t%d\nto be tried again\t%d\ngiven up\t%d\ndone in the last hour\t%d\n", l.Waiting, l.Running, l.Again, l.GivenUp, l.Done)
	for _, f := range l.Failures {
		what := fmt.Sprintf("given up after %d", f.Tries)
		if !f.GivenUp {
			what = fmt.Sprintf("tried %d, again at %s", f.Tries, f.Next.Format(time.RFC3339))
		}
		fmt.Fprintf(t, "%s %s\t%s\t%s\n", f.Kind, f.About, what, strings.ReplaceAll(errorLine(errorString(f.Error)), "\n", "; "))
	}
	return unwritten(t.Flush())
}
