package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bilan"
)

// facts gives a record as lines in the short form of the stories' gold.
func (g *storyGold) facts(r *bilan.Record) []string {
	f := &storyFacts{gold: g, record: r, told: map[string]string{}}
	for i := len(r.Articles) - 1; i >= 0; i-- {
		f.told[r.Articles[i].Published] = r.Articles[i].ID
	}
	f.nameEvents()
	f.articles()
	f.figures()
	f.missions()
	return f.lines
}

// storyFacts writes a record in the words of its gold.
type storyFacts struct {
	gold   *storyGold
	record *bilan.Record
	told   map[string]string // id of the article told at a moment
	names  map[string]string // of events
	lines  []string
}

func (f *storyFacts) add(format string, args ...any) {
	f.lines = append(f.lines, fmt.Sprintf(format, args...))
}

// nameEvents gives each event the name of the gold's event that shares most articles with it, the largest first.
func (f *storyFacts) nameEvents() {
	f.names = map[string]string{}
	tells := map[string][]string{}
	for _, a := range f.record.Articles {
		for _, e := range a.Events {
			tells[e] = append(tells[e], a.ID)
		}
	}
	events := slices.Clone(f.record.Events)
	slices.SortStableFunc(events, func(a, b bilan.Happening) int { return cmp.Compare(len(tells[b.ID]), len(tells[a.ID])) })
	taken := map[string]bool{}
	for _, e := range events {
		name := f.likest(tells[e.ID], taken)
		taken[name] = true
		f.names[e.ID] = name
		f.add("event %s: %s · %s", name, e.Type, strings.Join(tells[e.ID], " "))
	}
}

// likest gives the name of the gold's event that shares most of these articles and is not taken; of none, one made of them.
func (f *storyFacts) likest(articles []string, taken map[string]bool) string {
	best, most := "other("+strings.Join(articles, ",")+")", 0
	for name, e := range f.gold.Events {
		n := 0
		for _, id := range strings.Fields(e) {
			if slices.Contains(articles, id) {
				n++
			}
		}
		if !taken[name] && (n > most || n == most && n > 0 && name < best) {
			best, most = name, n
		}
	}
	return best
}

func (f *storyFacts) articles() {
	for _, a := range f.record.Articles {
		if a.CopyOf != nil {
			f.add("copy %s %s of %s", a.ID, a.CopyOf.Kind, a.CopyOf.Article)
		}
		if a.VersionOf != nil {
			f.add("version %s of %s", a.ID, *a.VersionOf)
		}
	}
}

func (f *storyFacts) figures() {
	keys := map[string]int{}
	for i := range f.record.Figures {
		keys[f.key(&f.record.Figures[i])]++
	}
	for i := range f.record.Figures {
		fig := &f.record.Figures[i]
		key := f.key(fig)
		if keys[key] > 1 && fig.Place != nil {
			key += " at " + fig.Place.Name
		}
		for _, e := range fig.Entries {
			f.add("figure %s: %s · %s · %s · %s → %s · %d outlets", key, value(e.Low, e.High, e.Qualifier), f.origin(e.Origin),
				e.Status, f.moment(&e.From), f.moment(e.Until), e.Outlets)
		}
		for _, c := range fig.Contradictions {
			f.contradiction(key, fig.Entries[c.Entries[0]], fig.Entries[c.Entries[1]], c.Why)
		}
	}
}

// key names a figure: its event, outcome, class of victims when they are told, and scope.
func (f *storyFacts) key(fig *bilan.Figure) string {
	words := []string{f.names[fig.Event], string(fig.Outcome), string(fig.Class), fig.Scope}
	if fig.Class == bilan.Unspecified {
		words[2] = ""
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

func (f *storyFacts) contradiction(key string, a, b bilan.Entry, why *string) {
	sides := []string{value(a.Low, a.High, a.Qualifier) + " " + f.origin(a.Origin), value(b.Low, b.High, b.Qualifier) + " " + f.origin(b.Origin)}
	slices.Sort(sides)
	excuse := ""
	if why != nil {
		excuse = ", but " + *why
	}
	f.add("contradiction %s: %s%s", key, strings.Join(sides, " ≠ "), excuse)
}

// origin gives the gold's name of an origin, or its own when the gold knows it by no name.
func (f *storyFacts) origin(o bilan.Origin) string {
	for short, names := range f.gold.Origins {
		for _, n := range names {
			if strings.Contains(strings.ToLower(o.Name), strings.ToLower(n)) {
				return short
			}
		}
	}
	return o.Name
}

// moment gives the article told at a moment; without one, now.
func (f *storyFacts) moment(at *string) string {
	if at == nil {
		return "now"
	}
	return cmp.Or(f.told[*at], *at)
}

func value(low, high *int64, q bilan.Qualifier) string {
	n := cmp.Or(low, high)
	if n == nil {
		return "unknown"
	}
	if low != nil && high != nil && *low != *high {
		return fmt.Sprintf("%d-%d", *low, *high)
	}
	if q != bilan.Exact && q != "" {
		return fmt.Sprintf("%s %d", q, *n)
	}
	return fmt.Sprint(*n)
}

func (f *storyFacts) missions() {
	for _, m := range f.record.Missions {
		name := fmt.Sprintf("mission %s in %s:", f.origin(bilan.Origin{Name: m.Force}), m.Host)
		f.add("%s status %s", name, m.Status)
		if d := m.Decided; d != nil {
			f.add("%s decided %s by %s", name, d.Date, d.Body)
		}
		for _, s := range m.Timeline {
			f.add("%s %s %s", name, s.Date, s.Status)
		}
		for _, c := range m.Contributors {
			part := name + " part of " + c.Country
			if c.Strength != nil {
				part += " " + value(c.Strength.Low, c.Strength.High, c.Strength.Qualifier)
			}
			f.add("%s", part)
		}
		for _, s := range m.Strength {
			f.add("%s strength %s", name, value(s.Low, s.High, s.Qualifier))
		}
		for _, task := range m.Tasks {
			f.add("%s task %s", name, task.Text)
		}
		if m.Duration != nil {
			f.add("%s duration %s", name, m.Duration.Text)
		}
	}
}
