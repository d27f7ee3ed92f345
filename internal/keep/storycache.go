package keep

import (
	"sync"

	"bilan"
	"bilan/internal/register"

	"github.com/zeebo/xxh3"
)

// storiesCached is how many stories are remembered decoded, at least.
const storiesCached = 200

// storyCache remembers the records of stories by a hash of the bytes that they are decoded from, so that what it gives is
// never out of date. Records in it are not changed by anybody.
type storyCache struct {
	mu       sync.Mutex
	now, old map[xxh3.Uint128]*bilan.Record // the older half goes when the newer one is full
}

// record decodes the record of a story, or gives the one that these bytes made before.
func (c *storyCache) record(s *register.Story) (*bilan.Record, error) {
	key := xxh3.Hash128(s.Body)
	c.mu.Lock()
	part := c.now[key]
	if part == nil {
		part = c.old[key]
	}
	c.mu.Unlock()
	if part != nil {
		return part, nil
	}
	part, err := decoded(s)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.now == nil || len(c.now) >= storiesCached {
		c.now, c.old = map[xxh3.Uint128]*bilan.Record{}, c.now
	}
	c.now[key] = part
	return part, nil
}
