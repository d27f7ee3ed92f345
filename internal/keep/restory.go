package keep

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"bilan"
	"bilan/internal/reconcile"
	"bilan/internal/register"
)

// restory makes stories anew after dispatches were added or judged.
type restory struct {
	w       register.Writer
	judged  *reconcile.Judged
	cache   *cache // nil: everything is read
	mark    string // of the last renewal
	known   map[string]*reconcile.Dispatch
	storyOf map[string]string // of dispatches, as before
	apart   bool              // what was linked may be no more: a dispatch was read anew, or a judgement taken back
}

// run finds the stories that the dispatches belong to and makes them anew; it gives the ids of those made.
func (r *restory) run(ctx context.Context, fresh []*reconcile.Dispatch) ([]string, error) {
	r.known = map[string]*reconcile.Dispatch{}
	for _, d := range fresh {
		r.known[d.ID] = d
	}
	groups, err := r.linked(ctx, fresh)
	if err != nil {
		return nil, err
	}
	var made []string
	for _, root := range slices.Sorted(maps.Keys(groups)) {
		ids, err := r.remake(ctx, groups[root])
		if err != nil {
			return nil, err
		}
		made = append(made, ids...)
	}
	slices.Sort(made)
	return made, nil
}

// remake makes one story of stories and dispatches, or several when they may come apart.
func (r *restory) remake(ctx context.Context, names []string) ([]string, error) {
	old, err := r.w.StoriesOf(ctx, r.membersOf(names))
	if err != nil {
		return nil, err
	}
	var members []string
	for _, s := range old {
		members = append(members, s.Articles...)
	}
	for _, name := range names {
		if id, ok := strings.CutPrefix(name, loose); ok {
			members = append(members, id)
		}
	}
	ds, err := r.dispatches(ctx, compacted(members))
	if err != nil {
		return nil, err
	}
	if r.apart {
		return r.replace(ctx, old, reconcile.Stories(ds, r.judged))
	}
	return r.replace(ctx, old, [][]*reconcile.Dispatch{reconcile.InOrder(ds)})
}

// membersOf gives a dispatch of each story.
func (r *restory) membersOf(names []string) []string {
	one := map[string]string{}
	for id, story := range r.storyOf {
		one[story] = max(one[story], id)
	}
	var out []string
	for _, name := range names {
		if id := one[name]; id != "" {
			out = append(out, id)
		}
	}
	return out
}

// dispatches gives dispatches by id, each read from the register once.
func (r *restory) dispatches(ctx context.Context, ids []string) ([]*reconcile.Dispatch, error) {
	var missing []string
	for _, id := range ids {
		if r.known[id] == nil {
			r.known[id] = r.cache.get(r.mark, id)
		}
		if r.known[id] == nil {
			missing = append(missing, id)
		}
	}
	list, err := load(ctx, r.w, missing)
	if err != nil {
		return nil, err
	}
	for _, d := range list {
		r.known[d.ID] = d
		r.cache.put(r.mark, d)
	}
	out := make([]*reconcile.Dispatch, len(ids))
	for i, id := range ids {
		out[i] = r.known[id]
	}
	return out, nil
}

// load reads dispatches out of the register.
func load(ctx context.Context, r register.Reader, ids []string) ([]*reconcile.Dispatch, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	digests, err := r.Digests(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]*reconcile.Dispatch, len(ids))
	for i, b := range digests {
		out[i] = &reconcile.Dispatch{}
		if err := decode(b, out[i]); err != nil {
			return nil, bilan.Errorf(bilan.CodeInternal, "read what is kept of "+ids[i], "%w", err)
		}
	}
	for _, d := range out {
		d.Prepare()
	}
	return out, nil
}

// replace puts the stories that dispatches make in the place of old ones.
func (r *restory) replace(ctx context.Context, old []register.Story, parts [][]*reconcile.Dispatch) ([]string, error) {
	var made []string
	for _, part := range parts {
		s, err := storyOf(part, r.judged)
		if err != nil {
			return nil, err
		}
		if err := r.w.PutStory(ctx, s); err != nil {
			return nil, err
		}
		made = append(made, s.ID)
	}
	slices.Sort(made)
	for _, s := range old {
		if _, ok := slices.BinarySearch(made, s.ID); !ok {
			if err := r.w.DropStory(ctx, s.ID); err != nil {
				return nil, err
			}
		}
	}
	return made, nil
}

// storyOf makes what is kept of a story. It is named by its first dispatch.
func storyOf(ds []*reconcile.Dispatch, j *reconcile.Judged) (*register.Story, error) {
	part := reconcile.Story(ds, j)
	body, err := json.Marshal(&part)
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "keep a story", "%w", err)
	}
	s := &register.Story{ID: "s:" + ds[0].ID, Title: titleOf(ds), From: told(ds[0]), To: told(ds[len(ds)-1]), Body: body, Values: values(&part)}
	for _, d := range ds {
		s.Articles = append(s.Articles, d.ID)
	}
	slices.Sort(s.Articles)
	return s, nil
}

// titleOf is the title of the first dispatch that has one.
func titleOf(ds []*reconcile.Dispatch) string {
	for _, d := range ds {
		if strings.TrimSpace(d.Title) != "" {
			return d.Title
		}
	}
	return ""
}

// values lists what entries hold, for who looks for a number.
func values(r *bilan.Record) []register.Value {
	seen := map[register.Value]bool{}
	var out []register.Value
	for i := range r.Figures {
		f := &r.Figures[i]
		for _, e := range f.Entries {
			v := register.Value{Outcome: f.Outcome}
			if f.Place != nil {
				v.Country = f.Place.Country
			}
			v.Low, v.High = closed(e.Low, e.High)
			if !seen[v] {
				seen[v] = true
				out = append(out, v)
			}
		}
	}
	return append(out, names(r)...)
}

// named is the outcome of values that are not figures but stand for the ids of events, figures and missions, so that a story
// is found by them as it is by a figure.
const named bilan.Outcome = "id"

// names gives the values that a story's ids stand for.
func names(r *bilan.Record) []register.Value {
	var out []register.Value
	add := func(id string) { out = append(out, register.Value{Low: number(id), High: number(id), Outcome: named}) }
	for i := range r.Events {
		add(r.Events[i].ID)
	}
	for i := range r.Figures {
		add(r.Figures[i].ID)
	}
	for i := range r.Missions {
		add(r.Missions[i].ID)
	}
	return out
}

// number is what an id is looked for by: larger than any figure is.
func number(id string) int64 { return register.KeyHash(id)&(1<<62-1) | 1<<62 }

// closed puts the other bound for one that is open.
func closed(low, high *int64) (int64, int64) {
	switch {
	case low == nil && high == nil:
		return 0, 0
	case low == nil:
		return *high, *high
	case high == nil:
		return *low, *low
	}
	return *low, *high
}
