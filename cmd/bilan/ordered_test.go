package main

import (
	"context"
	"errors"
	"iter"
	"os"
	"runtime"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"
)

func count(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

// TestOrderedKeepsOrderAndWindow: results come in order, and never more than the window (and the one in the source's hand)
// are begun and not yet emitted.
func TestOrderedKeepsOrderAndWindow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, jobs, window := rapid.IntRange(0, 200).Draw(t, "n"), rapid.IntRange(1, 9).Draw(t, "jobs"), rapid.IntRange(1, 20).Draw(t, "window")
		var begun atomic.Int64
		next := 0
		work := func(i int) int {
			begun.Add(1)
			if i%7 == 0 {
				runtime.Gosched()
			}
			return i * i
		}
		err := ordered(context.Background(), count(n), jobs, window, work, func(v int) error {
			if v != next*next {
				t.Fatalf("got %d in place of %d", v, next*next)
			}
			next++
			if open := int(begun.Load()) - next; open > max(window, jobs)+1 {
				t.Fatalf("%d open, window %d", open, window)
			}
			return nil
		})
		if err != nil || next != n {
			t.Fatalf("emitted %d of %d: %v", next, n, err)
		}
	})
}

func TestOrderedStopsAtError(t *testing.T) {
	stop := errors.New("stop")
	emitted := 0
	err := ordered(context.Background(), count(1000), 4, 8, func(i int) int { return i }, func(i int) error {
		if emitted++; i == 5 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || emitted != 6 {
		t.Errorf("%v after %d", err, emitted)
	}
}

// TestInterrupt: a run that waits for its input ends when it is interrupted, with its own exit code, and what it printed is whole.
func TestInterrupt(t *testing.T) {
	inR, inW := pipe(t)
	outR, outW := pipe(t)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan int)
	go func() {
		done <- run(ctx, []string{"read", "-", "--format", "jsonl"}, stdio{inR, outW, os.Stderr})
		outW.Close()
	}()
	if _, err := inW.WriteString(`{"id":"1","lang":"en","text":"One man died."}` + "\n"); err != nil {
		t.Fatal(err)
	}
	first := make([]byte, 1)
	if _, err := outR.Read(first); err != nil {
		t.Fatal(err)
	}
	cancel()
	if code := <-done; code != exitInterrupted {
		t.Errorf("exit code %d", code)
	}
}

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}
