package keep

import (
	"context"
	"slices"
	"time"

	"bilan"
	"bilan/internal/register"
)

// Situation is one story of the record: what some dispatches tell together, sharing nothing with others. Whoever gets one reads
// it and changes nothing in it.
type Situation struct {
	Story    string // id of the register.Story
	Title    string
	From, To string // first and last time told
	Record   bilan.Record
}

// Situations gives stories that tell an event, the one told last first: at most limit of them after the one whose Story is
// after. next is where to go on, "" at the end.
func (k *Keeper) Situations(ctx context.Context, after string, limit int) (out []Situation, next string, err error) {
	type list struct {
		after string
		limit int
	}
	type answer struct {
		list []Situation
		next string
	}
	most := listsKept
	if limit > longestKept {
		most = 0
	}
	err = k.Register.View(ctx, func(r register.Reader) error {
		a, err := atEdition(ctx, &k.lists, r, list{after, limit}, most, func() (a answer, err error) {
			a.list, a.next, err = k.situations(ctx, r, after, limit)
			return a, err
		})
		out, next = a.list, a.next
		return err
	})
	return out, next, err
}

func (k *Keeper) situations(ctx context.Context, r register.Reader, after string, limit int) (out []Situation, next string, err error) {
	p := register.Page{After: after, Limit: limit + limit/4 + 1} // few stories tell no event
	for {
		list, err := r.Stories(ctx, p)
		if err != nil || len(list) == 0 {
			return out, "", err
		}
		for i := range list {
			if len(out) == limit {
				return out, next, nil
			}
			p.After, next = list[i].ID, list[i].ID
			full, err := r.Story(ctx, list[i].ID)
			if err != nil {
				return nil, "", err
			}
			part, err := k.stories.record(&full)
			if err != nil {
				return nil, "", err
			}
			if len(part.Events) > 0 {
				out = append(out, Situation{list[i].ID, list[i].Title, list[i].From, list[i].To, *part})
			}
		}
	}
}

// Situation gives the story that holds an event, figure or mission, now or as known at a moment; an error of code not_found
// when nothing has the id now. Ids of then may differ: all of the story is given. moments are those at which it changed until now.
func (k *Keeper) Situation(ctx context.Context, id string, asOf time.Time) (out Situation, moments []time.Time, err error) {
	type held struct{ id string }
	type answer struct {
		situation Situation
		moments   []time.Time
	}
	err = k.Register.View(ctx, func(r register.Reader) error {
		now, err := atEdition(ctx, &k.answers, r, held{id}, answersKept, func() (a answer, err error) {
			s, part, err := k.holder(ctx, r, id)
			if err == nil {
				a = answer{Situation{s.ID, s.Title, s.From, s.To, *part}, momentsOf(part)}
			}
			return a, err
		})
		if err != nil {
			return err
		}
		out, moments = now.situation, now.moments
		if asOf.IsZero() {
			return nil
		}
		out.Record, err = k.then(ctx, r, out.Story, asOf)
		return err
	})
	return out, moments, err
}

// then makes a story as it was known at a moment.
func (k *Keeper) then(ctx context.Context, r register.Reader, story string, asOf time.Time) (bilan.Record, error) {
	type past struct {
		story string
		at    int64
	}
	made := func() (out bilan.Record, err error) {
		j, err := judged(ctx, r)
		if err != nil {
			return out, err
		}
		err = k.past(ctx, r, &register.Story{ID: story}, j, asOf, func(part *bilan.Record) error { out = *part; return nil })
		return out, err
	}
	return atEdition(ctx, &k.pasts, r, past{story, asOf.UnixNano()}, pastsKept, made)
}

// holder gives the story that holds an event, figure or mission.
func (k *Keeper) holder(ctx context.Context, r register.Reader, id string) (*register.Story, *bilan.Record, error) {
	stories, err := r.ValueStories(ctx, number(id), number(id), storyPage)
	if err != nil {
		return nil, nil, err
	}
	for _, story := range stories {
		s, err := r.Story(ctx, story)
		if err != nil {
			return nil, nil, err
		}
		part, err := k.stories.record(&s)
		if err != nil {
			return nil, nil, err
		}
		if Has(part, id) {
			return &s, part, nil
		}
	}
	return nil, nil, bilan.Errorf(bilan.CodeNotFound, "find "+id, "no event, figure or mission has this id")
}

// momentsOf gives the moments at which something changed in a record, in order, each once.
func momentsOf(r *bilan.Record) []time.Time {
	var out []time.Time
	for _, c := range changes(r, time.Time{}) {
		out = append(out, moment(c.At))
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal)
}

// MainEvent gives the event that a record is mostly about: the one whose figures have most entries.
func MainEvent(r *bilan.Record) *bilan.Happening {
	told := map[string]int{}
	for i := range r.Figures {
		told[r.Figures[i].Event] += len(r.Figures[i].Entries)
	}
	var best *bilan.Happening
	for i := range r.Events {
		if e := &r.Events[i]; best == nil || told[e.ID] > told[best.ID] {
			best = e
		}
	}
	return best
}

// SituationOf gives the story that holds an article, as it is now.
func (k *Keeper) SituationOf(ctx context.Context, article string) (out Situation, err error) {
	err = k.Register.View(ctx, func(r register.Reader) error {
		a, err := r.Article(ctx, article)
		if err != nil {
			return err
		}
		s, err := r.Story(ctx, a.Story)
		if err != nil {
			return err
		}
		part, err := k.stories.record(&s)
		if err == nil {
			out = Situation{s.ID, s.Title, s.From, s.To, *part}
		}
		return err
	})
	return out, err
}
