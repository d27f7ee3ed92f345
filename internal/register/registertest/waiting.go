package registertest

import (
	"context"
	"testing"

	"bilan"
	"bilan/internal/register"
)

// waiting makes a claim that waits.
func waiting(article, claim string, kind bilan.Kind, lang string, sure, weight int) register.Waiting {
	return register.Waiting{Article: article, Claim: claim, Kind: kind, Lang: lang, Source: "Вестник", Told: "2022-01-06", Sure: sure, Weight: weight}
}

func testWaiting(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(3)...)
	all := []register.Waiting{
		waiting("a002", "c1", bilan.KindCasualty, "ru", 40, 9), waiting("a001", "c.2", bilan.KindCasualty, "fr", 80, 9), waiting("a001", "c1", bilan.KindCasualty, "fr", 80, 9),
		waiting("a000", "c1", bilan.KindDeployment, "ru", 90, 2), waiting("a000", "c2", bilan.KindDecision, "ru", 50, -1),
	}
	update(t, r, func(ctx context.Context, w register.Writer) error {
		return w.SetWaiting(ctx, []string{"a000", "a001", "a002"}, all)
	})
	for _, c := range []struct {
		name   string
		filter register.WaitingFilter
		want   []int
	}{
		{"all", register.WaitingFilter{}, []int{0, 2, 1, 3, 4}}, {"kind", register.WaitingFilter{Kind: bilan.KindCasualty}, []int{0, 2, 1}},
		{"lang", register.WaitingFilter{Lang: "ru"}, []int{0, 3, 4}}, {"sure", register.WaitingFilter{Under: 80}, []int{0, 4}},
		{"source", register.WaitingFilter{Source: "Вестник", Kind: bilan.KindDecision}, []int{4}}, {"none", register.WaitingFilter{Source: "x"}, nil},
	} {
		var want []register.Waiting
		for _, i := range c.want {
			want = append(want, all[i])
		}
		waits(t, r, c.name, c.filter, want)
	}
	update(t, r, func(ctx context.Context, w register.Writer) error { // of an article kept in the same transaction
		a := article("new", "New", "words")
		if err := w.PutArticle(ctx, a); err != nil {
			return err
		}
		return w.SetWaiting(ctx, []string{"a000", "a001", "new"}, []register.Waiting{waiting("new", "c", bilan.KindCasualty, "en", 1, 1)})
	})
	waits(t, r, "replaced", register.WaitingFilter{}, []register.Waiting{all[0], waiting("new", "c", bilan.KindCasualty, "en", 1, 1)})
	coded(t, "no article", r.Update(t.Context(), func(w register.Writer) error {
		return w.SetWaiting(t.Context(), nil, []register.Waiting{waiting("nowhere", "c", bilan.KindCasualty, "en", 1, 1)})
	}), bilan.CodeNotFound)
	coded(t, "cursor", r.View(t.Context(), func(rd register.Reader) error {
		_, err := rd.Waiting(t.Context(), register.WaitingFilter{}, register.Page{After: "x", Limit: 1})
		return err
	}), bilan.CodeInvalid)
}

// waits compares what waits, read in pages of two, and its count.
func waits(t *testing.T, r register.Register, name string, f register.WaitingFilter, want []register.Waiting) {
	t.Helper()
	view(t, r, func(ctx context.Context, rd register.Reader) error {
		var got []register.Waiting
		for after := ""; ; {
			page, err := rd.Waiting(ctx, f, register.Page{After: after, Limit: 2})
			if err != nil {
				return err
			}
			if len(page) == 0 {
				break
			}
			after = page[len(page)-1].Cursor
			for _, x := range page {
				x.Cursor = ""
				got = append(got, x)
			}
		}
		same(t, name, got, want)
		n, err := rd.CountWaiting(ctx, f)
		same(t, name+", counted", n, int64(len(want)))
		return err
	})
}
