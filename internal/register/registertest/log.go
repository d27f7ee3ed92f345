package registertest

import (
	"context"
	"fmt"
	"iter"
	"testing"
	"time"

	"bilan"
	"bilan/internal/register"
)

// entries reads the whole log in pages.
func entries(ctx context.Context, r register.Reader, limit int) iter.Seq2[bilan.Judgement, error] {
	return func(yield func(bilan.Judgement, error) bool) {
		for after := int64(0); ; {
			page, err := r.Judgements(ctx, after, limit)
			if err != nil {
				yield(bilan.Judgement{}, err)
				return
			}
			for _, j := range page {
				if after = j.Seq; !yield(j, nil) {
					return
				}
			}
			if len(page) == 0 {
				return
			}
		}
	}
}

func testLog(t *testing.T, s Store) {
	r := s.Open(t)
	var want []bilan.Judgement
	for i := range 7 {
		update(t, r, func(ctx context.Context, w register.Writer) error {
			j, err := w.Append(ctx, bilan.Judgement{Seq: 99, Prev: "not mine", Who: "Ш.", When: moment.In(time.FixedZone("", 6*3600)), Why: "<&\"'\\ \n",
				Action: bilan.Correct, Targets: []string{"a#1", fmt.Sprint(i)}, Fields: map[string]string{"casualty.count.low": "164", "": "é"}})
			want = append(want, j)
			return err
		})
	}
	update(t, r, func(ctx context.Context, w register.Writer) error { // two in one transaction, without lists
		for range 2 {
			j, err := w.Append(ctx, bilan.Judgement{Who: "x", When: moment, Action: bilan.Note})
			if want = append(want, j); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, r, func(ctx context.Context, r register.Reader) error {
		var got []bilan.Judgement
		for j, err := range entries(ctx, r, 2) {
			if err != nil {
				return err
			}
			got = append(got, j)
		}
		same(t, "log", got, want)
		seq, hash, err := bilan.VerifyChain(entries(ctx, r, 3))
		if seq != 9 || hash != want[8].Hash || err != nil {
			t.Errorf("chain: %d %s %v", seq, hash, err)
		}
		return nil
	})
	for name, j := range map[string]bilan.Judgement{"nobody": {When: moment, Action: bilan.Note}, "no time": {Who: "x", Action: bilan.Note},
		"nothing": {Who: "x", When: moment}, "not UTF-8": {Who: "x", When: moment, Action: bilan.Note, Why: "\xff"}} {
		coded(t, name, r.Update(t.Context(), func(w register.Writer) error { _, err := w.Append(t.Context(), j); return err }), bilan.CodeInvalid)
	}
}

func testSettings(t *testing.T, s Store) {
	r := s.Open(t)
	for _, value := range []string{"1", "", "Ю '\""} {
		update(t, r, func(ctx context.Context, w register.Writer) error { return w.SetSetting(ctx, "reader", value) })
		view(t, r, func(ctx context.Context, r register.Reader) error {
			got, err := r.Setting(ctx, "reader")
			same(t, "setting", got, value)
			return err
		})
	}
	view(t, r, func(ctx context.Context, r register.Reader) error {
		got, err := r.Setting(ctx, "never set")
		same(t, "unset", got, "")
		return err
	})
	coded(t, "no name", r.Update(t.Context(), func(w register.Writer) error { return w.SetSetting(t.Context(), "", "x") }), bilan.CodeInvalid)
}

func testCounts(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(3)...)
	putStories(t, r, story("s", "2022", "a000"))
	update(t, r, func(ctx context.Context, w register.Writer) error {
		_, err := w.Append(ctx, bilan.Judgement{Who: "x", When: moment, Action: bilan.Note})
		return err
	})
	view(t, r, func(ctx context.Context, r register.Reader) error {
		got, err := r.Counts(ctx)
		same(t, "counts", got, register.Counts{Captures: 3, Articles: 3, Stories: 1, Judgements: 1})
		return err
	})
}
