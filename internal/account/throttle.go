package account

import (
	"fmt"
	"sync"
	"time"
)

// How many logins may fail in a quarter of an hour before the next has to wait.
const (
	failWindow    = 15 * time.Minute
	failsOfUser   = 10
	failsOfPlace  = 30
	mostThrottled = 50_000 // names and addresses that are counted at once
)

// Throttled says that too many logins failed.
type Throttled struct{ Wait time.Duration }

// Error says how long to wait.
func (t *Throttled) Error() string {
	return fmt.Sprintf("too many logins failed: try again in %d minutes", int(t.Wait.Minutes())+1)
}

// throttle counts logins that failed, by name and by address.
type throttle struct {
	now    func() time.Time
	mu     sync.Mutex
	counts map[string]*fails
}

type fails struct {
	n     int
	until time.Time
}

func newThrottle(now func() time.Time) *throttle {
	return &throttle{now: now, counts: map[string]*fails{}}
}

// take counts a login before it is tried, so that many at once gain nothing; ok gives back what take counted when it succeeds.
func (t *throttle) take(name, place string) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	a, b := t.of("name "+name, now), t.of("place "+place, now)
	if a.n >= failsOfUser || b.n >= failsOfPlace {
		until := a.until
		if b.n >= failsOfPlace && (a.n < failsOfUser || b.until.After(until)) {
			until = b.until
		}
		return &Throttled{until.Sub(now)}
	}
	a.n++
	b.n++
	return nil
}

func (t *throttle) ok(name, place string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.counts, "name "+name)
	if f := t.counts["place "+place]; f != nil && f.n > 0 {
		f.n--
	}
}

// of gives the count of a key. When there are too many keys those that ended go, and if none ended all: an attacker with so
// many addresses is not stopped by counting them.
func (t *throttle) of(key string, now time.Time) *fails {
	if f := t.counts[key]; f != nil && now.Before(f.until) {
		return f
	}
	if len(t.counts) >= mostThrottled {
		for k, f := range t.counts {
			if !now.Before(f.until) {
				delete(t.counts, k)
			}
		}
		if len(t.counts) >= mostThrottled {
			clear(t.counts)
		}
	}
	f := &fails{until: now.Add(failWindow)}
	t.counts[key] = f
	return f
}
