package keep

import (
	"sync"

	"bilan/internal/reconcile"
)

// cached is how many dispatches are remembered decoded, at least.
const cached = 2000

// renewal is the setting that marks, by chance, the last time that dispatches kept already were read anew: what is remembered of
// another mark may be out of date. A dispatch changes in no other way.
const renewal = "renewal"

// cache remembers dispatches that are kept. Those in it are not changed by anybody.
type cache struct {
	mu       sync.Mutex
	mark     string                         // of the last renewal
	now, old map[string]*reconcile.Dispatch // by id; the older half goes when the newer one is full
}

// at forgets all that is of another mark.
func (c *cache) at(mark string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mark != mark {
		c.mark, c.now, c.old = mark, nil, nil
	}
}

// get gives a dispatch as it is at a mark, or nil.
func (c *cache) get(mark, id string) *reconcile.Dispatch {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mark != mark {
		return nil
	}
	if d := c.now[id]; d != nil {
		return d
	}
	return c.old[id]
}

// put remembers a dispatch that was read out of the register at a mark.
func (c *cache) put(mark string, d *reconcile.Dispatch) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mark != mark {
		return
	}
	if c.now == nil || len(c.now) >= cached {
		c.now, c.old = map[string]*reconcile.Dispatch{}, c.now
	}
	c.now[d.ID] = d
}
