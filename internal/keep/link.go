package keep

import (
	"cmp"
	"context"
	"slices"

	"bilan/internal/reconcile"
)

const (
	// neighbours is how many dispatches with one key are looked at: the last kept. A key that more have is too common to say
	// that two belong together, and another key then does.
	neighbours = 300
	// tried is how many dispatches of one story are compared with a new one, those that share most keys with it first: a
	// story has no end of dispatches, and one that belongs to it is like those nearest to it.
	tried = 40
)

// group is a set of stories and loose dispatches that become one story: a union of names.
type group map[string]string

func (g group) root(name string) string {
	for g[name] != "" {
		name = g[name]
	}
	return name
}

func (g group) join(a, b string) {
	if a, b = g.root(a), g.root(b); a != b {
		g[max(a, b)] = min(a, b)
	}
}

// linked joins new dispatches with the stories and with the dispatches that they belong to; it gives the names that were
// joined, those of stories and of dispatches without one, by the root of their group.
func (r *restory) linked(ctx context.Context, fresh []*reconcile.Dispatch) (map[string][]string, error) {
	var keys []string
	near := make([][]string, len(fresh))
	for i, d := range fresh {
		near[i] = d.Near()
		keys = append(keys, near[i]...)
	}
	sharing, err := r.w.Sharing(ctx, compacted(keys), neighbours)
	if err != nil {
		return nil, err
	}
	if err := r.learnStories(ctx, sharing, fresh); err != nil {
		return nil, err
	}
	g := group{}
	for i, d := range fresh {
		if err := r.link(ctx, g, d, nearest(d.ID, near[i], sharing)); err != nil {
			return nil, err
		}
	}
	return r.groups(g, fresh), nil
}

// learnStories finds the stories of all dispatches that the keys name and of the new ones.
func (r *restory) learnStories(ctx context.Context, sharing map[string][]string, fresh []*reconcile.Dispatch) (err error) {
	var ids []string
	for _, list := range sharing {
		ids = append(ids, list...)
	}
	for _, d := range fresh {
		ids = append(append(ids, d.ID), r.judged.Joined(d.ID)...)
	}
	r.storyOf, err = r.w.Memberships(ctx, compacted(ids))
	return err
}

// loose begins the name of a dispatch that has no story.
const loose = "\x00"

// name is what a dispatch is joined by: its story, or itself when it has none.
func (r *restory) name(id string) string { return cmp.Or(r.storyOf[id], loose+id) }

func (r *restory) groups(g group, fresh []*reconcile.Dispatch) map[string][]string {
	names := map[string]bool{}
	for _, d := range fresh {
		names[r.name(d.ID)] = true
	}
	for a, b := range g {
		names[a], names[b] = true, true
	}
	out := map[string][]string{}
	for name := range names {
		out[g.root(name)] = append(out[g.root(name)], name)
	}
	return out
}

// link joins one dispatch with what it belongs to. Of each story the nearest dispatches are compared first, and no more once
// one of them is linked: few comparisons decide, however large the stories are.
func (r *restory) link(ctx context.Context, g group, d *reconcile.Dispatch, near []string) error {
	known, err := r.w.Known(ctx, r.judged.Joined(d.ID))
	if err != nil {
		return err
	}
	for _, id := range known {
		g.join(r.name(d.ID), r.name(id))
	}
	compared := map[string]int{}
	for _, most := range []int{1, 8, tried} {
		var now, later []string
		for _, id := range near {
			name := g.root(r.name(id))
			switch {
			case name == g.root(r.name(d.ID)):
			case compared[name] < most:
				compared[name]++
				now = append(now, id)
			default:
				later = append(later, id)
			}
		}
		if err := r.compare(ctx, g, d, now); err != nil {
			return err
		}
		near = later
	}
	return nil
}

// compare joins a dispatch with those of ids that are linked with it.
func (r *restory) compare(ctx context.Context, g group, d *reconcile.Dispatch, ids []string) error {
	others, err := r.dispatches(ctx, ids)
	if err != nil {
		return err
	}
	for _, o := range others {
		a, b := g.root(r.name(d.ID)), g.root(r.name(o.ID))
		if a != b && reconcile.Linked(d, o) {
			g.join(a, b)
		}
	}
	return nil
}

// nearest gives the dispatches that have keys of one, those that have most of them first.
func nearest(self string, keys []string, sharing map[string][]string) []string {
	shared := map[string]int{}
	for _, k := range keys {
		for _, id := range sharing[k] {
			shared[id]++
		}
	}
	delete(shared, self)
	ids := make([]string, 0, len(shared))
	for id := range shared {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(shared[b]-shared[a], cmp.Compare(a, b)) })
	return ids
}
