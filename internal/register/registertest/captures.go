package registertest

import (
	"context"
	"errors"
	"testing"

	"bilan"
	"bilan/internal/register"
)

// testPutCaptures notes captures before they are read: their rows stay as they first came, also when articles follow.
func testPutCaptures(t *testing.T, s Store) {
	r := s.Open(t)
	a := article("a", "title", "text")
	other := a.Capture
	other.URL, other.Name = "https://b.example/a", "b.html"
	only := article("b", "title", "text").Capture
	update(t, r, func(ctx context.Context, w register.Writer) error {
		return w.PutCaptures(ctx, []bilan.Capture{a.Capture, only})
	})
	update(t, r, func(ctx context.Context, w register.Writer) error { return w.PutCaptures(ctx, []bilan.Capture{other}) })
	put(t, r, a)
	view(t, r, func(ctx context.Context, rd register.Reader) error {
		c, err := rd.Counts(ctx)
		same(t, "counts", c, register.Counts{Captures: 2, Articles: 1})
		got, err2 := rd.Capture(ctx, a.Capture.SHA256)
		same(t, "capture", got, a.Capture)
		return errors.Join(err, err2)
	})
	for _, c := range []bilan.Capture{{SHA256: "x", Seen: moment}, {SHA256: Sha("a")}, {SHA256: Sha("a"), Seen: moment, URL: "a\x00"}} {
		err := r.Update(t.Context(), func(w register.Writer) error { return w.PutCaptures(t.Context(), []bilan.Capture{c}) })
		coded(t, "a capture that is none", err, bilan.CodeInvalid)
	}
}
