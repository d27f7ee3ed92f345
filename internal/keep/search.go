package keep

import (
	"context"
	"time"

	"bilan"
	"bilan/internal/register"
)

// Search calls f with at most limit dispatches that hold words, the best first, now or of those known at a moment.
func (k *Keeper) Search(ctx context.Context, words string, limit int, asOf time.Time, f func(*register.Hit, *bilan.Reading) error) error {
	return k.Register.View(ctx, func(r register.Reader) error {
		p := register.Page{Limit: limit}
		if !asOf.IsZero() {
			p.Limit = register.Searched
		}
		hits, err := r.Search(ctx, words, p)
		if err != nil {
			return err
		}
		for i := range hits {
			if limit == 0 {
				return nil
			}
			a, err := r.Article(ctx, hits[i].Article)
			if err != nil {
				return err
			}
			if !k.known(&a, asOf) {
				continue
			}
			reading, err := decodedReading(&a)
			if err != nil {
				return err
			}
			if err := f(&hits[i], reading); err != nil {
				return err
			}
			limit--
		}
		return nil
	})
}

// known reports whether an article was known at a moment.
func (k *Keeper) known(a *register.Article, asOf time.Time) bool {
	switch {
	case asOf.IsZero():
		return true
	case k.bySeen:
		return !a.Capture.Seen.After(asOf)
	}
	return a.Told <= asOf.UTC().Format("2006-01-02T15:04:05Z")
}
