package postgres

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// Of many who ask for a host at once one gets it, and the others how long to wait.
func TestTurns(t *testing.T) {
	s := queue(t)
	again := openAt(t, s.pool.Config().ConnString()).(*store)
	var took atomic.Int64
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			wait, err := []*store{s, again}[i%2].Ask(t.Context(), "a.example", time.Minute)
			if err != nil || wait < 0 || wait > time.Minute {
				t.Errorf("wait %s, %v", wait, err)
			}
			if wait == 0 {
				took.Add(1)
			}
		})
	}
	wg.Wait()
	if took.Load() != 1 {
		t.Errorf("%d took the turn", took.Load())
	}
	var before time.Duration
	for range 3 {
		wait, err := again.Line(t.Context(), "a.example", 30*time.Second)
		if err != nil || wait <= before+20*time.Second || wait < time.Minute {
			t.Errorf("in line %s, after %s, %v", wait, before, err)
		}
		before = wait
	}
	if wait, err := s.Ask(t.Context(), "b.example", time.Millisecond); wait != 0 || err != nil {
		t.Errorf("another host: %s, %v", wait, err)
	}
	time.Sleep(5 * time.Millisecond)
	if err := s.Rest(t.Context(), "b.example", time.Hour); err != nil {
		t.Error(err)
	}
	if wait, err := again.Ask(t.Context(), "b.example", time.Second); wait < 59*time.Minute || err != nil {
		t.Errorf("a host to be left alone: %s, %v", wait, err)
	}
}
