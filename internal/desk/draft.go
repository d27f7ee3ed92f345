package desk

import (
	"crypto/rand"
	"sync"
)

const (
	draftCount = 64
	draftBytes = 128 << 20
)

// drafts hold what was previewed and not kept yet. The oldest go when there are too many; nobody else can guess the name of one.
type drafts struct {
	mu    sync.Mutex
	order []string
	held  map[string][]Input
	bytes int
}

func newDrafts() *drafts { return &drafts{held: map[string][]Input{}} }

func (d *drafts) put(in []Input) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	name := rand.Text()
	d.held[name], d.order = in, append(d.order, name)
	d.bytes += size(in)
	for len(d.order) > 1 && (len(d.order) > draftCount || d.bytes > draftBytes) {
		d.drop(d.order[0])
	}
	return name
}

func (d *drafts) take(name string) ([]Input, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	in, ok := d.held[name]
	if ok {
		d.drop(name)
	}
	return in, ok
}

func (d *drafts) drop(name string) {
	d.bytes -= size(d.held[name])
	delete(d.held, name)
	for i, n := range d.order {
		if n == name {
			d.order = append(d.order[:i], d.order[i+1:]...)
			return
		}
	}
}

func size(in []Input) int {
	n := 0
	for i := range in {
		n += len(in[i].Data)
	}
	return n
}
