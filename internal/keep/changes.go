package keep

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/register"
)

// Change is something that happened to the record at a moment: a value was told first, or an entry ended, or a mission's
// status changed.
type Change struct {
	At     string           `json:"at"`
	What   string           `json:"what"` // told, superseded, retracted, denied, or a mission's status
	Figure *bilan.Figure    `json:"figure,omitempty"`
	Entry  *bilan.Entry     `json:"entry,omitempty"`
	Force  string           `json:"force,omitempty"`
	Host   string           `json:"host,omitempty"`
	Claims []string         `json:"claims"`
	Event  *bilan.Happening `json:"event,omitempty"`
}

var errDone = errors.New("done")

// Changes gives what changed in the record after a moment, by the times of telling, in order: until now, or of what was known
// at a moment.
func (k *Keeper) Changes(ctx context.Context, since, asOf time.Time) ([]Change, error) {
	var out []Change
	take := func(part *bilan.Record) error {
		out = append(out, changes(part, since)...)
		return nil
	}
	var err error
	if asOf.IsZero() {
		err = k.changed(ctx, since, take)
	} else {
		err = k.Parts(ctx, asOf, take)
	}
	slices.SortStableFunc(out, func(a, b Change) int {
		x, y := moment(a.At), moment(b.At)
		return cmp.Or(x.Compare(y), strings.Compare(a.What, b.What), strings.Compare(strings.Join(a.Claims, " "), strings.Join(b.Claims, " ")))
	})
	return out, err
}

// ChangesOf gives what changed in a record, the last first.
func ChangesOf(r *bilan.Record) []Change {
	out := changes(r, time.Time{})
	slices.SortStableFunc(out, func(a, b Change) int { return moment(b.At).Compare(moment(a.At)) })
	return out
}

// changed calls f with the stories in which something was told after a moment.
func (k *Keeper) changed(ctx context.Context, since time.Time, f func(*bilan.Record) error) error {
	err := k.Register.View(ctx, func(r register.Reader) error {
		after := since.UTC().Format("2006-01-02T15:04:05Z")
		return eachStory(ctx, r, func(s *register.Story, part *bilan.Record) error {
			if s.To < after {
				return errDone
			}
			return f(part)
		})
	})
	if errors.Is(err, errDone) {
		return nil
	}
	return err
}

// changes gives what changed in one story.
func changes(part *bilan.Record, since time.Time) []Change {
	var out []Change
	events := map[string]*bilan.Happening{}
	for i := range part.Events {
		events[part.Events[i].ID] = &part.Events[i]
	}
	add := func(c Change) {
		if t := moment(c.At); !t.IsZero() && t.After(since) {
			out = append(out, c)
		}
	}
	for i := range part.Figures {
		f := part.Figures[i]
		entries := f.Entries
		f.Entries, f.Contradictions = nil, nil
		for n := range entries {
			e := &entries[n]
			add(Change{At: e.From, What: "told", Figure: &f, Entry: e, Claims: e.Claims[:1], Event: events[f.Event]})
			if e.Until != nil {
				add(Change{At: *e.Until, What: string(e.Status), Figure: &f, Entry: e, Claims: []string{e.EndedBy}, Event: events[f.Event]})
			}
		}
	}
	for i := range part.Missions {
		m := &part.Missions[i]
		for _, s := range m.Timeline {
			add(Change{At: s.Date, What: s.Status, Force: m.Force, Host: m.Host, Claims: s.Claims, Event: events[m.Event]})
		}
	}
	return out
}

// moment reads a time as entries have it; a day is its noon, as in reconciling.
func moment(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Add(12 * time.Hour)
	}
	return time.Time{}
}
