package keep

import (
	"context"
	"crypto/rand"
	"sync"

	"bilan/internal/register"
)

// edition is the setting that marks, by chance, the last change of the record: what was made of the record at the same mark
// holds still, whichever program changed it. A register that no program of today has changed has none.
const edition = "edition"

// How many answers are remembered.
const (
	answersKept  = 300
	listsKept    = 16
	longestKept  = 25 // situations in a list
	pastsKept    = 24
	readingsKept = 400
)

// edited marks that the record changes.
func edited(ctx context.Context, w register.Writer) error {
	return w.SetSetting(ctx, edition, rand.Text())
}

// Edition gives the mark of the last change of the record; another one tells that it has changed.
func (k *Keeper) Edition(ctx context.Context) (mark string, err error) {
	err = k.Register.View(ctx, func(r register.Reader) error {
		mark, err = r.Setting(ctx, edition)
		return err
	})
	return mark, err
}

// memo remembers what was made of the register at a mark. What is in it is not changed by anybody.
type memo struct {
	mu   sync.Mutex
	mark string
	held map[any]any
}

// get gives what was made of a key at a mark.
func (m *memo) get(mark string, key any) (any, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.mark != mark {
		return nil, false
	}
	v, ok := m.held[key]
	return v, ok
}

// put remembers what was made; all is forgotten when the mark is another or there is too much.
func (m *memo) put(mark string, key, value any, most int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.held == nil || m.mark != mark || len(m.held) >= most {
		m.mark, m.held = mark, map[any]any{}
	}
	m.held[key] = value
}

// remembered gives what was made of a key at a mark, or makes it. most is how much is remembered.
func remembered[T any](m *memo, mark string, key any, most int, make func() (T, error)) (T, error) {
	if v, ok := m.get(mark, key); ok {
		return v.(T), nil
	}
	v, err := make()
	if err == nil {
		m.put(mark, key, v, most)
	}
	return v, err
}

// atEdition gives an answer of the record as it is, made anew only when the record has changed. Keys of different answers are of
// different types.
func atEdition[T any](ctx context.Context, m *memo, r register.Reader, key any, most int, make func() (T, error)) (T, error) {
	mark, err := r.Setting(ctx, edition)
	switch {
	case err != nil:
		var none T
		return none, err
	case mark == "" || most == 0:
		return make()
	}
	return remembered(m, mark, key, most, make)
}
