package keep

import (
	"encoding/json"
	"sync"

	"bilan/internal/reconcile"

	"github.com/zeebo/xxh3"
)

// cached is how many dispatches are remembered decoded, at least.
const cached = 2000

// cache remembers dispatches by a hash of the bytes that they are decoded from, so that what it gives is never out of date.
// Dispatches in it are not changed by anybody. Without a cache everything is decoded.
type cache struct {
	mu       sync.Mutex
	now, old map[xxh3.Uint128]*reconcile.Dispatch // the older half goes when the newer one is full
}

// dispatch decodes a dispatch, or gives the one that these bytes made before.
func (c *cache) dispatch(b []byte) (*reconcile.Dispatch, error) {
	key := xxh3.Hash128(b)
	if d := c.get(key); d != nil {
		return d, nil
	}
	d := &reconcile.Dispatch{}
	if err := json.Unmarshal(b, d); err != nil {
		return nil, err
	}
	d.Prepare()
	c.put(key, d)
	return d, nil
}

func (c *cache) get(key xxh3.Uint128) *reconcile.Dispatch {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if d := c.now[key]; d != nil {
		return d
	}
	return c.old[key]
}

func (c *cache) put(key xxh3.Uint128, d *reconcile.Dispatch) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == nil || len(c.now) >= cached {
		c.now, c.old = map[xxh3.Uint128]*reconcile.Dispatch{}, c.now
	}
	c.now[key] = d
}
