package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/watch"
	"bilan/internal/jobs"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// gather lets a worker fetch pages, too, when its register shares hosts with other machines.
func (w *worker) gather(client watch.Fetcher, log *captureLog) {
	w.log = log
	if turns, ok := w.keeper.Register.(watch.Turns); ok {
		w.pages = &watch.Singles{Fetcher: client, Clock: wallClock{}, Agent: "Bilan", Turns: turns}
	}
}

// fetchPage fetches a page and notes it to be read, in the transaction that ends the job.
func (w *worker) fetchPage(ctx context.Context, j jobs.Job, end jobs.End) error {
	a, err := w.pages.Get(ctx, j.URL)
	var busy *watch.Wait
	if errors.As(err, &busy) {
		return &jobs.Postponed{Wait: busy.For}
	}
	if err == nil && (a.Status >= 500 || a.Status == http.StatusTooManyRequests) {
		err = bilan.Errorf(bilan.CodeUnavailable, "fetch "+j.URL, "status %d", a.Status)
	}
	if err != nil {
		return err
	}
	captures, next, err := w.capture(ctx, a)
	if err != nil {
		return err
	}
	err = w.keeper.Register.Update(ctx, func(in register.Writer) error {
		if err := in.PutCaptures(ctx, captures); err != nil {
			return err
		}
		return end(in, next...)
	})
	if err == nil {
		w.fetched.Add(1)
	}
	return err
}

// capture keeps what was answered, and says what is to be read of it: a page, or nothing.
func (w *worker) capture(ctx context.Context, a *safe.Answer) ([]bilan.Capture, []jobs.Job, error) {
	if a.Status != http.StatusOK {
		return nil, nil, nil // nothing is there, which is no failure
	}
	it := watch.Item(a)
	c, data, err := received(&it, time.Now())
	if err != nil {
		return nil, nil, err
	}
	batch := []keep.Addition{{Capture: c, Data: data}}
	if err := w.keeper.PutData(ctx, batch); err != nil {
		return nil, nil, err
	}
	if err := w.log.write(ctx, a); err != nil {
		return nil, nil, err
	}
	c = batch[0].Capture
	return []bilan.Capture{c}, []jobs.Job{jobs.ToRead(&c)}, nil
}
