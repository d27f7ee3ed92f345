package main

import (
	"context"
	"iter"
	"sync"
)

// ordered applies work to each item on jobs goroutines and gives the results to emit in the items' order. At most
// window items are begun and not yet emitted, so memory does not grow with their number. It stops at emit's first
// error, or when ctx ends. What it started has ended when it returns, but after the end of ctx it does not wait: items may
// hang in a read from a terminal that nothing can break off.
func ordered[I, O any](ctx context.Context, items iter.Seq[I], jobs, window int, work func(I) O, emit func(O) error) error {
	ctx, cancel := context.WithCancel(ctx)
	type task struct {
		item I
		done chan O
	}
	todo := make(chan task)
	queue := make(chan chan O, max(window, jobs))
	var wg sync.WaitGroup
	for range jobs {
		wg.Go(func() {
			for t := range todo {
				t.done <- work(t.item)
			}
		})
	}
	wg.Go(func() {
		defer close(queue)
		defer close(todo)
		for item := range items {
			t := task{item, make(chan O, 1)}
			select {
			case queue <- t.done:
			case <-ctx.Done():
				return
			}
			todo <- t
		}
	})
	defer cancel()
	for {
		select {
		case done, more := <-queue:
			if !more {
				wg.Wait()
				return ctx.Err()
			}
			if err := emit(<-done); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
