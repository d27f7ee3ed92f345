package reconcile

import (
	"sync"

	"bilan/gazetteer"
)

// Digester makes dispatches out of readings. It is safe for concurrent use.
type Digester struct {
	places *gazetteer.Gazetteer
	byID   func() map[int64]int32 // GeoNames id → entity
}

// NewDigester makes a Digester that knows places, bodies and media from g.
func NewDigester(g *gazetteer.Gazetteer) *Digester {
	return &Digester{places: g, byID: sync.OnceValue(func() map[int64]int32 {
		ids := make(map[int64]int32, g.Len())
		for i := range int32(g.Len()) {
			if id := g.Entity(i).GeoNames; id != 0 {
				ids[id] = i
			}
		}
		return ids
	})}
}
