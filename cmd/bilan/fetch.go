package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"iter"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"bilan"
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

func (c *fetchCmd) run(ctx context.Context, std stdio, client watch.Fetcher) error {
	e, err := c.engine()
	if err != nil {
		return err
	}
	k, err := c.open(ctx)
	if err != nil {
		return err
	}
	log := &captureLog{dir: filepath.Join(c.Data, "warc")}
	a := &adder{engine: e, keeper: k, now: time.Now}
	err = a.run(ctx, fetched(ctx, client, log, c.URLs), fileSizes{}, std)
	fmt.Fprintln(std.err, a.summary())
	return firstError(err, log.close(), k.Register.Close())
}

// fetched gives the items of addresses, one after the other.
func fetched(ctx context.Context, client watch.Fetcher, log *captureLog, urls []string) iter.Seq[fetch.Item] {
	return func(yield func(fetch.Item) bool) {
		for _, u := range urls {
			a, err := client.Get(ctx, u, http.Header{})
			if err == nil {
				err = log.write(a)
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

// captureLog is the WARC file of a run, begun with its first capture.
type captureLog struct {
	dir  string
	mu   sync.Mutex
	file *os.File
	out  *watch.Archive
}

func (l *captureLog) write(a *safe.Answer) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.out == nil {
		if err := l.begin(a.At); err != nil {
			return bilan.Errorf(bilan.CodeUnavailable, "write "+l.dir, "%w", cause(err))
		}
	}
	return l.out.Write(a)
}

func (l *captureLog) begin(at time.Time) (err error) {
	if err = os.MkdirAll(l.dir, 0o755); err != nil {
		return err
	}
	name := fmt.Sprintf("bilan-%s-%s.warc.gz", at.UTC().Format("20060102150405"), rand.Text()[:6])
	if l.file, err = os.OpenFile(filepath.Join(l.dir, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644); err != nil {
		return err
	}
	l.out, err = watch.NewArchive(l.file, "Bilan/"+version, at)
	return err
}

// close makes the file durable.
func (l *captureLog) close() error {
	if l.file == nil {
		return nil
	}
	err := l.file.Sync()
	if closed := l.file.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write "+l.file.Name(), "%w", cause(err))
	}
	return nil
}
