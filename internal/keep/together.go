package keep

import (
	"context"
	"sync"

	"bilan/internal/register"
)

// Together keeps additions that come one by one from many goroutines: those that came while others were being kept are kept
// in one transaction, so a register that is slow to commit has larger batches to keep.
type Together struct {
	Keeper *Keeper

	mu      sync.Mutex
	waiting []*coming
	busy    bool
}

// coming is one addition that waits.
type coming struct {
	Addition
	also func(register.Writer) error
	done chan ending
}

// ending is what became of an addition.
type ending struct {
	Outcome
	err error
}

// most is how many additions are kept in one transaction.
const most = 100

// Add keeps an addition, with what else is to be written in its transaction. An addition that cannot be kept hinders no other.
// The end of ctx ends the wait, not what is being kept.
func (t *Together) Add(ctx context.Context, a Addition, also func(register.Writer) error) (Outcome, error) {
	c := &coming{a, also, make(chan ending, 1)}
	t.mu.Lock()
	t.waiting = append(t.waiting, c)
	if !t.busy {
		t.busy = true
		go t.serve(context.WithoutCancel(ctx))
	}
	t.mu.Unlock()
	select {
	case e := <-c.done:
		return e.Outcome, e.err
	case <-ctx.Done():
		return Outcome{}, ctx.Err()
	}
}

// serve keeps what waits until nothing does.
func (t *Together) serve(ctx context.Context) {
	for {
		t.mu.Lock()
		n := min(len(t.waiting), most)
		list := t.waiting[:n:n]
		t.waiting = t.waiting[n:]
		if n == 0 {
			t.busy, t.waiting = false, nil
		}
		t.mu.Unlock()
		if n == 0 {
			return
		}
		t.keep(ctx, list)
	}
}

// keep keeps a list in one transaction or, when that fails, each on its own.
func (t *Together) keep(ctx context.Context, list []*coming) {
	batch := make([]Addition, len(list))
	for i, c := range list {
		batch[i] = c.Addition
	}
	out, err := t.Keeper.AddWith(ctx, batch, func(w register.Writer, _ Outcome) error {
		for _, c := range list {
			if err := c.also(w); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && len(list) > 1 {
		for _, c := range list {
			t.keep(ctx, []*coming{c})
		}
		return
	}
	for i, c := range list {
		e := ending{Outcome{Stories: out.Stories}, err}
		if i == 0 { // counts are told once
			e.Outcome = out
		}
		c.done <- e
	}
}
