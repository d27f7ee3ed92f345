package keep

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/internal/register"
)

// What comes from many goroutines is kept as if it had come in one batch, and one that cannot be kept hinders no other.
func TestTogether(t *testing.T) {
	k, calm := keeper(t), keeper(t)
	must[Outcome](t)(calm.Add(t.Context(), sample()))
	together := &Together{Keeper: k}
	boom := errors.New("boom")
	bad := said("bad", "A", time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC), "karaganda", 99, "ministry")
	var wg sync.WaitGroup
	var mu sync.Mutex
	added := 0
	for i, a := range append(sample(), bad) {
		wg.Go(func() {
			out, err := together.Add(t.Context(), a, func(w register.Writer) error {
				if a.Reading.Article.ID == "bad" {
					return boom
				}
				return w.SetSetting(t.Context(), "with "+a.Reading.Article.ID, "kept")
			})
			if a.Reading.Article.ID == "bad" != errors.Is(err, boom) {
				t.Errorf("%d: %v", i, err)
			}
			mu.Lock()
			defer mu.Unlock()
			added += out.Added
		})
	}
	wg.Wait()
	if added != 18 || text(t, k) != text(t, calm) {
		t.Errorf("added %d, or the record is another one", added)
	}
	err := k.Register.View(t.Context(), func(r register.Reader) error {
		value, err := r.Setting(t.Context(), "with d17")
		if value != "kept" {
			t.Errorf("what was to be written with it: %q", value)
		}
		if _, err := r.Article(t.Context(), "bad"); bilan.ErrorCode(err) != bilan.CodeNotFound {
			t.Errorf("what could not be kept: %v", err)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Who stops waiting leaves what is being kept alone.
func TestTogetherNotAwaited(t *testing.T) {
	k := keeper(t)
	together := &Together{Keeper: k}
	ctx, cancel := context.WithCancel(t.Context())
	begun, left := make(chan struct{}), make(chan struct{})
	go func() {
		<-begun
		cancel()
	}()
	_, err := together.Add(ctx, sample()[0], func(register.Writer) error {
		close(begun)
		<-left
		return nil
	})
	close(left)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	must[Outcome](t)(together.Add(t.Context(), sample()[1], func(register.Writer) error { return nil }))
	if rec := must[bilan.Record](t)(k.Record(t.Context(), time.Time{})); len(rec.Articles) != 2 {
		t.Errorf("%d articles are kept, want 2", len(rec.Articles))
	}
}
