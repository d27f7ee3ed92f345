package keep

import (
	"context"

	"bilan"
	"bilan/internal/reconcile"
	"bilan/internal/register"
)

// weights says which kinds of claim wait for a person, and which come first: those that the record is made of. Within a kind
// the reading that is least sure comes first.
var weights = map[bilan.Kind]int{bilan.KindCasualty: 300, bilan.KindDeployment: 200, bilan.KindDecision: 100}

// waiting gives the claims of a reading that nobody has decided about.
func waiting(r *bilan.Reading, told string, j *reconcile.Judged) []register.Waiting {
	var out []register.Waiting
	for i := range r.Claims {
		c := &r.Claims[i]
		weight, ok := weights[c.Kind]
		if !ok || j.Decided(bilan.ClaimRef(r.Article.ID, c.ID)) {
			continue
		}
		sure := int(c.Confidence*100 + 0.5)
		if c.Confidence == 0 {
			sure = 100
		}
		out = append(out, register.Waiting{Article: r.Article.ID, Claim: c.ID, Kind: c.Kind, Lang: r.Article.Lang, Source: r.Article.Publisher, Told: told,
			Sure: sure, Weight: weight + 100 - sure})
	}
	return out
}

// rewait says anew which claims of articles wait, after people decided about them.
func rewait(ctx context.Context, w register.Writer, articles []string, j *reconcile.Judged) error {
	var list []register.Waiting
	for _, id := range articles {
		row, err := w.Article(ctx, id)
		if err != nil {
			return err
		}
		reading, err := decodedReading(&row)
		if err != nil {
			return err
		}
		list = append(list, waiting(reading, row.Told, j)...)
	}
	return w.SetWaiting(ctx, articles, list)
}

// Waiting gives at most limit claims that wait for a person, after the one of a cursor, and how many wait in all.
func (k *Keeper) Waiting(ctx context.Context, f register.WaitingFilter, after string, limit int) (list []register.Waiting, total int64, err error) {
	if w, ok := weights[f.Kind]; ok && after == "" {
		after = register.WaitingCursor(w+101, 0, "") // the first of its kind: what comes before is not looked at
	}
	type asked struct {
		register.WaitingFilter
		after string
		limit int
	}
	err = k.Register.View(ctx, func(r register.Reader) error {
		list, err = atEdition(ctx, &k.answers, r, asked{f, after, limit}, answersKept, func() ([]register.Waiting, error) {
			return r.Waiting(ctx, f, register.Page{After: after, Limit: limit})
		})
		if err != nil {
			return err
		}
		total, err = k.countWaiting(ctx, r, f)
		return err
	})
	return list, total, err
}

func (k *Keeper) countWaiting(ctx context.Context, r register.Reader, f register.WaitingFilter) (int64, error) {
	return atEdition(ctx, &k.answers, r, f, answersKept, func() (int64, error) { return r.CountWaiting(ctx, f) })
}

// CountWaiting counts the claims that wait for a person.
func (k *Keeper) CountWaiting(ctx context.Context, f register.WaitingFilter) (n int64, err error) {
	err = k.Register.View(ctx, func(r register.Reader) error {
		n, err = k.countWaiting(ctx, r, f)
		return err
	})
	return n, err
}

// Counts gives how much the register holds.
func (k *Keeper) Counts(ctx context.Context) (c register.Counts, err error) {
	type all struct{}
	err = k.Register.View(ctx, func(r register.Reader) error {
		c, err = atEdition(ctx, &k.answers, r, all{}, answersKept, func() (register.Counts, error) { return r.Counts(ctx) })
		return err
	})
	return c, err
}
