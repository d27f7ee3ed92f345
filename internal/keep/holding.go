package keep

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"time"

	"bilan"
	"bilan/internal/reconcile"
	"bilan/internal/register"
)

// undecoded is a story's record whose parts are not decoded yet: a story has hundreds, of which a question wants a few.
type undecoded struct {
	Articles []json.RawMessage `json:"articles"`
	Events   []json.RawMessage `json:"events"`
	Figures  []json.RawMessage `json:"figures"`
}

// holding gives of a story the figures in which somebody holds a value, with the events they are of and the articles that tell
// them.
func holding(s *register.Story, value int64) (*bilan.Record, error) {
	var raw undecoded
	part := &bilan.Record{}
	err := decode(s.Body, &raw)
	if err == nil {
		err = raw.take(part, value)
	}
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "read story "+s.ID, "%w", err)
	}
	return part, nil
}

// holdingAt is holding, of a story now or as known at a moment.
func (k *Keeper) holdingAt(ctx context.Context, r register.Reader, id string, value int64, j *reconcile.Judged, asOf time.Time) (*bilan.Record, error) {
	if asOf.IsZero() {
		s, err := r.Story(ctx, id)
		if err != nil {
			return nil, err
		}
		return holding(&s, value)
	}
	part, err := k.storyAt(ctx, r, id, j, asOf)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(part)
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "read story "+id, "%w", err)
	}
	return holding(&register.Story{ID: id, Body: body}, value)
}

// judgedAt reads what people decided, which stories are made with that are not kept as they are: those of the past.
func judgedAt(ctx context.Context, r register.Reader, asOf time.Time) (*reconcile.Judged, error) {
	if asOf.IsZero() {
		return nil, nil
	}
	return judged(ctx, r)
}

func (u *undecoded) take(part *bilan.Record, value int64) error {
	events, articles := map[string]bool{}, map[string]bool{}
	figure := func(f *bilan.Figure) bool {
		if !holds(f, value) {
			return false
		}
		events[f.Event] = true
		for _, e := range f.Entries {
			for _, id := range e.Articles {
				articles[id] = true
			}
		}
		return true
	}
	var err error
	digits := []byte(strconv.FormatInt(value, 10))
	if part.Figures, err = decodedOf(u.Figures, func(b []byte) bool { return bytes.Contains(b, digits) }, figure); err != nil {
		return err
	}
	if part.Events, err = decodedOf(u.Events, nil, func(e *bilan.Happening) bool { return events[e.ID] }); err != nil {
		return err
	}
	part.Articles, err = decodedOf(u.Articles, nil, func(a *bilan.RecordArticle) bool { return articles[a.ID] })
	return err
}

// decodedOf decodes the things that are kept; those without a sign of it are not looked into.
func decodedOf[T any](list []json.RawMessage, sign func([]byte) bool, keep func(*T) bool) ([]T, error) {
	var out []T
	for _, b := range list {
		if sign != nil && !sign(b) {
			continue
		}
		var x T
		if err := decode(b, &x); err != nil {
			return nil, err
		}
		if keep(&x) {
			out = append(out, x)
		}
	}
	return out, nil
}

// holds reports whether an entry of a figure has the value as one of its bounds.
func holds(f *bilan.Figure, value int64) bool {
	return slices.ContainsFunc(f.Entries, func(e bilan.Entry) bool {
		low, high := closed(e.Low, e.High)
		return low == value || high == value
	})
}
