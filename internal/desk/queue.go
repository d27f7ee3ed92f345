package desk

import (
	"context"
	"sync"
	"time"

	"bilan/internal/keep"
	"bilan/internal/register"
)

const reviewPath = "/review"

// queue knows how many claims wait for a person, for the head of every page. It counts at most once a second.
type queue struct {
	keeper *keep.Keeper
	now    func() time.Time
	mu     sync.Mutex
	at     time.Time
	n      int64
}

func (q *queue) length(ctx context.Context) int64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	if now := q.now(); now.Sub(q.at).Abs() >= time.Second {
		err := q.keeper.Register.View(ctx, func(r register.Reader) (err error) {
			q.n, err = r.CountWaiting(ctx, register.WaitingFilter{})
			return err
		})
		if err != nil {
			return 0 // the page says its own errors
		}
		q.at = now
	}
	return q.n
}

// forget makes the next page count anew.
func (q *queue) forget() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.at = time.Time{}
}
