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
)

// agentName is what sites know the program by.
func agentName() string { return "Bilan/" + version + " (news reader; keeps to robots.txt)" }

// fetchCmd fetches pages once.
type fetchCmd struct {
	URLs []string `arg:"" name:"url" help:"Addresses of pages."`
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
	log := newCaptureLog(c.Data, k.Register)
	a := &adder{engine: e, keeper: k, now: time.Now}
	err = a.run(ctx, fetched(ctx, client, log, c.URLs), fileSizes{}, std)
	fmt.Fprintln(std.err, a.summary())
	return firstError(err, log.close(), k.Register.Close())
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
