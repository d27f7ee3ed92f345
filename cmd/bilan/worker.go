package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"bilan"
	"bilan/internal/fetch/watch"
	"bilan/internal/jobs"
	"bilan/internal/keep"
	"bilan/internal/reconcile"
	"bilan/internal/register"
)

// worker does jobs.
type worker struct {
	engine   *engine
	keeper   *keep.Keeper
	together *keep.Together
	maker    *reconcile.Digester
	cores    chan struct{} // taken while reading
	err      io.Writer
	pages    *watch.Singles // nil: nothing is fetched
	log      *captureLog

	read, again, fetched, failed atomic.Int64
	mu                           sync.Mutex // of err
}

func newWorker(e *engine, k *keep.Keeper, cores int, std stdio) (*worker, error) {
	places, err := e.places()
	if err != nil {
		return nil, err
	}
	return &worker{engine: e, keeper: k, together: &keep.Together{Keeper: k}, maker: reconcile.NewDigester(places), cores: make(chan struct{}, cores), err: std.err}, nil
}

// do does a job.
func (w *worker) do(ctx context.Context, j jobs.Job, end jobs.End) error {
	switch {
	case j.Kind == jobs.Read:
		return w.readCapture(ctx, j, end)
	case j.Kind == jobs.Fetch && w.pages != nil:
		return w.fetchPage(ctx, j, end)
	}
	return bilan.Errorf(bilan.CodeInternal, "work", "no worker does %q", j.Kind)
}

// readCapture reads a capture and keeps the reading, in the transaction that ends the job.
func (w *worker) readCapture(ctx context.Context, j jobs.Job, end jobs.End) error {
	c := j.Capture()
	data, err := w.keeper.Blobs.Get(ctx, c.SHA256)
	if bilan.ErrorCode(err) == bilan.CodeNotFound {
		return &bilan.Error{Code: bilan.CodeUnavailable, Op: "get its capture", Err: err,
			Hint: "every worker must see the captures of the others: --captures s3://…, or a folder that the machines share"}
	}
	if err != nil {
		return err
	}
	select {
	case w.cores <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	a := w.engine.capture(ctx, w.maker, c, data, "")
	<-w.cores
	if a.err != nil {
		return a.err
	}
	out, err := w.together.Add(ctx, a.Addition, func(in register.Writer) error { return end(in) })
	w.read.Add(int64(out.Added + out.Renewed))
	w.again.Add(int64(out.Again))
	return err
}

// tell tells of a try that failed.
func (w *worker) tell(j jobs.Job, err error, last bool) {
	what := "it is tried again"
	if last {
		w.failed.Add(1)
		what = "given up"
	}
	w.say("bilan: %s %s: %s; %s", j.Kind, j.About(), strings.ReplaceAll(errorLine(err), "\n", "; "), what)
}

func (w *worker) say(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintf(w.err, format+"\n", args...)
}

// reportEvery is how often a worker tells what it did.
const reportEvery = 10 * time.Second

// report tells now and then what was done, until it is stopped, and then once more.
func (w *worker) report(q jobs.Queue) (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	wg.Go(func() {
		told := ""
		for every := time.NewTicker(reportEvery); ctx.Err() == nil; {
			select {
			case <-every.C:
			case <-ctx.Done():
				every.Stop()
			}
			if s := w.summary(); s != told {
				told = s
				w.say("%s", s+left(q))
			}
		}
	})
	return func() { cancel(); wg.Wait() }
}

func (w *worker) summary() string {
	s := fmt.Sprintf("read %d", w.read.Load())
	if n := w.fetched.Load(); n > 0 {
		s += fmt.Sprintf(", fetched %d", n)
	}
	if n := w.again.Load(); n > 0 {
		s += fmt.Sprintf(", kept already %d", n)
	}
	if n := w.failed.Load(); n > 0 {
		s += fmt.Sprintf(", given up %d", n)
	}
	return s
}

// left tells how much is left.
func left(q jobs.Queue) string {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	t, err := q.Tally(ctx)
	if err != nil {
		return "; the queue does not answer: " + errorLine(err)
	}
	return fmt.Sprintf("; waiting %d, to be tried again %d", t.Waiting+t.Running, t.Again)
}
