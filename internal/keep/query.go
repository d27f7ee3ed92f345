package keep

import (
	"context"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/reconcile"
	"bilan/internal/register"
)

// storyPage is how many stories are listed at once.
const storyPage = 500

func compacted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// eachStory calls f with each story and its part of the record, the one told last first.
func eachStory(ctx context.Context, r register.Reader, f func(*register.Story, *bilan.Record) error) error {
	p := register.Page{Limit: storyPage}
	for {
		list, err := r.Stories(ctx, p)
		if err != nil || len(list) == 0 {
			return err
		}
		for i := range list {
			part, err := storyRecord(ctx, r, list[i].ID)
			if err != nil {
				return err
			}
			if err := f(&list[i], part); err != nil {
				return err
			}
		}
		p.After = list[len(list)-1].ID
	}
}

func storyRecord(ctx context.Context, r register.Reader, id string) (*bilan.Record, error) {
	s, err := r.Story(ctx, id)
	if err != nil {
		return nil, err
	}
	return decoded(&s)
}

// decoded reads the record of a story.
func decoded(s *register.Story) (*bilan.Record, error) {
	part := &bilan.Record{}
	if err := decode(s.Body, part); err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "read story "+s.ID, "%w", err)
	}
	return part, nil
}

// Record gives the whole record, now or as known at a moment.
func (k *Keeper) Record(ctx context.Context, asOf time.Time) (bilan.Record, error) {
	var out bilan.Record
	err := k.Parts(ctx, asOf, func(part *bilan.Record) error {
		reconcile.Merge(&out, *part)
		return nil
	})
	out.Schema = bilan.RecordSchema
	reconcile.Sort(&out)
	if !asOf.IsZero() {
		at := asOf.UTC().Format(time.RFC3339)
		out.AsOf = &at
		if k.bySeen {
			out.AsOfBy = "seen"
		}
	}
	return out, err
}

// Parts calls f with the record of each story, now or as known at a moment, until f fails.
func (k *Keeper) Parts(ctx context.Context, asOf time.Time, f func(*bilan.Record) error) error {
	return k.Register.View(ctx, func(r register.Reader) error {
		if asOf.IsZero() {
			return eachStory(ctx, r, func(_ *register.Story, part *bilan.Record) error { return f(part) })
		}
		j, err := judged(ctx, r)
		if err != nil {
			return err
		}
		return k.eachPast(ctx, r, j, asOf, f)
	})
}

// eachPast makes each story as it was known at a moment.
func (k *Keeper) eachPast(ctx context.Context, r register.Reader, j *reconcile.Judged, asOf time.Time, f func(*bilan.Record) error) error {
	at := asOf.UTC().Format("2006-01-02T15:04:05Z")
	p := register.Page{Limit: storyPage}
	for {
		list, err := r.Stories(ctx, p)
		if err != nil || len(list) == 0 {
			return err
		}
		for i := range list {
			if list[i].From > at && !k.bySeen {
				continue
			}
			if err := k.past(ctx, r, &list[i], j, asOf, f); err != nil {
				return err
			}
		}
		p.After = list[len(list)-1].ID
	}
}

// past makes a story as it was known. What one dispatch told later joined may have been several stories then.
func (k *Keeper) past(ctx context.Context, r register.Reader, s *register.Story, j *reconcile.Judged, asOf time.Time, f func(*bilan.Record) error) error {
	if s.Articles == nil {
		full, err := r.Story(ctx, s.ID)
		if err != nil {
			return err
		}
		s = &full
	}
	ds, err := load(ctx, r, s.Articles)
	if err != nil {
		return err
	}
	made := reconcile.Record
	if k.bySeen {
		made = reconcile.RecordSeen
	}
	part := made(ds, j, asOf)
	return f(&part)
}

// Who gives the parts of the record in which a value is held by anybody, now or as known at a moment, the one told last first.
func (k *Keeper) Who(ctx context.Context, value int64, limit int, asOf time.Time) (out bilan.Record, err error) {
	type asked struct {
		value int64
		limit int
	}
	err = k.Register.View(ctx, func(r register.Reader) error {
		if !asOf.IsZero() {
			out, err = k.who(ctx, r, value, limit, asOf)
			return err
		}
		out, err = atEdition(ctx, &k.lists, r, asked{value, limit}, listsKept, func() (bilan.Record, error) { return k.who(ctx, r, value, limit, asOf) })
		return err
	})
	return out, err
}

func (k *Keeper) who(ctx context.Context, r register.Reader, value int64, limit int, asOf time.Time) (out bilan.Record, err error) {
	ids, err := r.ValueStories(ctx, value, value, limit)
	if err != nil {
		return out, err
	}
	j, err := judgedAt(ctx, r, asOf)
	if err != nil {
		return out, err
	}
	for _, id := range ids {
		part, err := k.holdingAt(ctx, r, id, value, j, asOf)
		if err != nil {
			return out, err
		}
		reconcile.Merge(&out, *part)
	}
	out.Schema = bilan.RecordSchema
	reconcile.Sort(&out)
	return out, nil
}

// Find gives the part of the record that holds an event, figure or mission, now or as known at a moment; an error of code
// not_found when nothing has the id.
func (k *Keeper) Find(ctx context.Context, id string, asOf time.Time) (*bilan.Record, error) {
	var found *bilan.Record
	err := k.Register.View(ctx, func(r register.Reader) error {
		stories, err := r.ValueStories(ctx, number(id), number(id), storyPage)
		if err != nil {
			return err
		}
		j, err := judged(ctx, r)
		if err != nil {
			return err
		}
		for _, s := range stories {
			part, err := k.storyAt(ctx, r, s, j, asOf)
			if err != nil {
				return err
			}
			if Has(part, id) {
				found = part
				return nil
			}
		}
		return bilan.Errorf(bilan.CodeNotFound, "find "+id, "no event, figure or mission has this id")
	})
	return found, err
}

// storyAt gives a story's record, now or as known at a moment.
func (k *Keeper) storyAt(ctx context.Context, r register.Reader, id string, j *reconcile.Judged, asOf time.Time) (*bilan.Record, error) {
	if asOf.IsZero() {
		return storyRecord(ctx, r, id)
	}
	var out bilan.Record
	err := k.past(ctx, r, &register.Story{ID: id}, j, asOf, func(part *bilan.Record) error { out = *part; return nil })
	return &out, err
}

// Has reports whether a record holds an event, figure or mission of an id.
func Has(r *bilan.Record, id string) bool {
	return slices.ContainsFunc(r.Events, func(e bilan.Happening) bool { return e.ID == id }) ||
		slices.ContainsFunc(r.Figures, func(f bilan.Figure) bool { return f.ID == id }) ||
		slices.ContainsFunc(r.Missions, func(m bilan.Mission) bool { return m.ID == id })
}

// Claim gives a claim by its ref, with the reading it stands in.
func Claim(ctx context.Context, r register.Reader, ref string) (*bilan.Reading, *bilan.Claim, error) {
	article, claim, err := cutRef(ref)
	if err != nil {
		return nil, nil, err
	}
	reading, err := Reading(ctx, r, article)
	if err != nil {
		return nil, nil, err
	}
	c, err := claimIn(reading, claim)
	return reading, c, err
}

// cutRef gives the article and the id of the claim that a ref names.
func cutRef(ref string) (article, claim string, err error) {
	i := strings.LastIndexByte(ref, '#')
	if i < 0 {
		return "", "", bilan.Errorf(bilan.CodeInvalid, "find claim "+ref, "a claim is named by its article and its id: ARTICLE#CLAIM")
	}
	return ref[:i], ref[i+1:], nil
}

func claimIn(r *bilan.Reading, id string) (*bilan.Claim, error) {
	for i := range r.Claims {
		if r.Claims[i].ID == id {
			return &r.Claims[i], nil
		}
	}
	return nil, bilan.Errorf(bilan.CodeNotFound, "find claim "+bilan.ClaimRef(r.Article.ID, id), "the article has no such claim")
}

// Reading gives the reading of an article that is kept.
func Reading(ctx context.Context, r register.Reader, article string) (*bilan.Reading, error) {
	a, err := r.Article(ctx, article)
	if err != nil {
		return nil, err
	}
	return decodedReading(&a)
}

func decodedReading(a *register.Article) (*bilan.Reading, error) {
	reading := &bilan.Reading{}
	if err := decode(a.Reading, reading); err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "read what is kept of "+a.ID, "%w", err)
	}
	return reading, nil
}
