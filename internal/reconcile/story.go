package reconcile

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Keys are what a dispatch may share with others of its story: two that are linked have a key in common. Near gives those
// that others are looked for by, which for the time buckets are the neighbours too.
func (d *Dispatch) Keys() []string { return d.keys(0) }

// Near gives the keys of dispatches that may be linked with d.
func (d *Dispatch) Near() []string { return d.keys(1) }

func (d *Dispatch) keys(around int64) []string {
	var out []string
	if d.URL != "" {
		out = append(out, "u "+d.URL)
	}
	for _, s := range d.Shingles {
		if s%keySampling == 0 {
			out = append(out, fmt.Sprintf("s %08x", s))
		}
	}
	bucket := d.Told.Unix() / int64(window/time.Second)
	for i := range d.Happened {
		h := &d.Happened[i]
		for b := bucket - around; b <= bucket+around; b++ {
			for _, kind := range h.main() {
				out = append(out, fmt.Sprintf("h %s %s %d", h.Country, kind, b))
			}
			for _, name := range h.Titled {
				out = append(out, fmt.Sprintf("n %s %d", name, b))
			}
		}
	}
	for i := range d.Tellings {
		t := &d.Tellings[i]
		if t.Happened < 0 || valueWeight(t) < 1 {
			continue
		}
		for b := bucket - around; b <= bucket+around; b++ {
			for _, country := range d.Happened[t.Happened].valued(around > 0) {
				out = append(out, fmt.Sprintf("v %s %s %s %s %d", country, t.Outcome, bound(t.Low), bound(t.High), b))
			}
		}
	}
	for i := range d.Acts {
		if a := &d.Acts[i]; a.Host != "" && a.ForceBody != "" {
			out = append(out, "m "+a.Host+" "+a.ForceBody)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// anywhere stands for the country in keys by which dispatches are found that don't tell where.
const anywhere = "*"

// valued gives the countries in the keys of a happening's figures, those kept or those looked for: the same figure in another
// country is another happening's, and is not looked at.
func (h *Happened) valued(looking bool) []string {
	switch {
	case !looking:
		return []string{h.Country, anywhere}
	case h.Country == "":
		return []string{anywhere}
	}
	return []string{h.Country, ""}
}

// main gives the classes of kinds that a happening's words tell most, at most three.
func (h *Happened) main() []string {
	sum := map[string]int{}
	for k, n := range h.Kinds {
		class, _, _ := strings.Cut(k, ".")
		if violent[class] {
			class = "violence"
		}
		sum[class] += n
	}
	var out []string
	for k := range sum {
		out = append(out, k)
	}
	slices.SortFunc(out, func(a, b string) int {
		if sum[a] != sum[b] {
			return sum[b] - sum[a]
		}
		return strings.Compare(a, b)
	})
	if len(out) == 0 {
		return []string{"any"}
	}
	return out[:min(len(out), 3)]
}

// missionWindow is how long after one dispatch of a mission another may tell its next step: months pass before a force goes home.
const missionWindow = 183 * 24 * time.Hour

// Linked reports whether two dispatches belong to one story: they tell one happening or one mission, are states of one page, or
// one takes over the other's words.
func Linked(a, b *Dispatch) bool {
	if versions(a, b) || within(a.Told, b.Told, missionWindow) && mission(a, b) > 0 {
		return true
	}
	for i := range a.Happened {
		for j := range b.Happened {
			if same(a, i, b, j) {
				return true
			}
		}
	}
	return copyOf(a, b) != nil || copyOf(b, a) != nil
}

// Stories parts dispatches into stories; what people joined is one story. Each is in order of telling, and the stories are in
// order of their first.
func Stories(ds []*Dispatch, j *Judged) [][]*Dispatch {
	ds = InOrder(ds)
	f := newForest(len(ds))
	byKey := map[string][]int{}
	for i, d := range ds {
		for _, k := range d.Keys() {
			byKey[k] = append(byKey[k], i)
		}
	}
	for i, d := range ds {
		tried := map[int]bool{i: true}
		for _, k := range d.Near() {
			for _, j := range byKey[k] {
				if !tried[j] && j < i {
					tried[j] = true
					if f.root(i) != f.root(j) && Linked(d, ds[j]) {
						f.join(i, j)
					}
				}
			}
		}
	}
	j.joinStories(ds, f)
	return parts(ds, f)
}

// InOrder gives dispatches in order of telling, as those of a story are.
func InOrder(ds []*Dispatch) []*Dispatch {
	ds = slices.Clone(ds)
	slices.SortFunc(ds, compare)
	return ds
}

func parts(ds []*Dispatch, f forest) [][]*Dispatch {
	at := map[int]int{}
	var out [][]*Dispatch
	for i, d := range ds {
		r := f.root(i)
		n, ok := at[r]
		if !ok {
			n = len(out)
			at[r] = n
			out = append(out, nil)
		}
		out[n] = append(out[n], d)
	}
	return out
}

func compare(a, b *Dispatch) int {
	if earlier(a, b) {
		return -1
	}
	if earlier(b, a) {
		return 1
	}
	return 0
}
