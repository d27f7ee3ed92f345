package main

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"slices"
	"time"

	"bilan/internal/fetch"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/watch"
	"bilan/internal/jobs"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// agentName is what sites know the program by.
func agentName() string { return "Bilan/" + version + " (news reader; keeps to robots.txt)" }

// fetchCmd fetches pages once.
type fetchCmd struct {
	URLs  []string `arg:"" name:"url" help:"Addresses of pages."`
	Later bool     `help:"Have bilan work fetch them, with the manners of bilan watch (PostgreSQL)."`
	readerFlags
	registerFlags
}

// Help is the long text of `bilan fetch --help`.
func (fetchCmd) Help() string {
	return `Fetches pages and keeps them in the register like bilan add. What was asked and answered is also written to a WARC file in the
folder warc/ of the register. Only public addresses are fetched, on ports 80 and 443, with at most five redirects.

  bilan fetch https://www.example.org/news/1`
}

func (c *fetchCmd) Run(ctx context.Context, std stdio) error {
	return c.run(ctx, std, safe.New(agentName()))
}

func (c *fetchCmd) run(ctx context.Context, std stdio, client watch.Getter) error {
	e, err := c.engine()
	if err != nil {
		return err
	}
	k, err := c.open(ctx)
	if err != nil {
		return err
	}
	if c.Later {
		return firstError(c.hand(ctx, std, k), k.Register.Close())
	}
	log := newCaptureLog(c.Data, k.Register)
	a := &adder{engine: e, keeper: k, now: time.Now}
	err = a.run(ctx, fetched(ctx, client, log, c.URLs), fileSizes{}, std)
	fmt.Fprintln(std.err, a.summary())
	return firstError(err, log.close(), k.Register.Close())
}

// hand has others fetch the pages.
func (c *fetchCmd) hand(ctx context.Context, std stdio, k *keep.Keeper) error {
	q, err := queueFor(k, "fetch --later")
	if err == nil {
		err = c.forReaders()
	}
	if err != nil {
		return err
	}
	var list []jobs.Job
	for i, u := range c.URLs {
		if !slices.Contains(c.URLs[:i], u) {
			list = append(list, jobs.Job{Kind: jobs.Fetch, URL: u})
		}
	}
	err = q.Hand(ctx, func(register.Writer) error { return nil }, list)
	if err == nil {
		fmt.Fprintf(std.err, "to be fetched: %d\n", len(list))
	}
	return err
}

// fetched gives the items of addresses, one after the other, each once.
func fetched(ctx context.Context, client watch.Getter, log *captureLog, urls []string) iter.Seq[fetch.Item] {
	return func(yield func(fetch.Item) bool) {
		for i, u := range urls {
			if slices.Contains(urls[:i], u) {
				continue
			}
			a, err := client.Get(ctx, u, http.Header{})
			if err == nil {
				err = log.write(ctx, a)
			}
			it := fetch.Item{Name: u, Err: err}
			if err == nil {
				it = watch.Item(a)
			}
			if !yield(it) {
				return
			}
		}
	}
}
