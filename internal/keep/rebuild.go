package keep

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"bilan"
	"bilan/internal/register"
)

// Row is an article that is kept, or the error that ended the list.
type Row struct {
	register.Article
	Err error
}

// Articles gives all articles that are kept, without readings, in the order of their ids. Each page is read on its own, so
// that others write meanwhile.
func (k *Keeper) Articles(ctx context.Context) iter.Seq[Row] {
	return func(yield func(Row) bool) {
		p := register.Page{Limit: 1000}
		for {
			var list []register.Article
			err := k.Register.View(ctx, func(r register.Reader) (err error) {
				list, err = r.Articles(ctx, p)
				return err
			})
			if err != nil {
				yield(Row{Err: err})
				return
			}
			for _, a := range list {
				if !yield(Row{Article: a}) {
					return
				}
			}
			if len(list) < p.Limit {
				return
			}
			p.After = list[len(list)-1].ID
		}
	}
}

// Compare tells in lines what differs between two records: entries that came and went, and those that ended otherwise.
func Compare(before, after *bilan.Record) []string {
	old, now := entryLines(before), entryLines(after)
	var out []string
	for line := range old {
		if !now[line] {
			out = append(out, "- "+line)
		}
	}
	for line := range now {
		if !old[line] {
			out = append(out, "+ "+line)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if c := strings.Compare(a[2:], b[2:]); c != 0 {
			return c
		}
		return strings.Compare(b, a)
	})
	return out
}

func entryLines(r *bilan.Record) map[string]bool {
	out := map[string]bool{}
	for i := range r.Figures {
		f := &r.Figures[i]
		place := ""
		if f.Place != nil {
			place = f.Place.Name
		}
		for _, e := range f.Entries {
			out[fmt.Sprintf("%s %s %s %s %s: %s to %s, %s, %s", e.From, f.Outcome, f.Class, place, f.Scope, bound(e.Low), bound(e.High), e.Origin.Name, e.Status)] = true
		}
	}
	for i := range r.Missions {
		m := &r.Missions[i]
		for _, s := range m.Timeline {
			out[fmt.Sprintf("%s %s in %s: %s", s.Date, m.Force, m.Host, s.Status)] = true
		}
	}
	return out
}

func bound(n *int64) string {
	if n == nil {
		return "?"
	}
	return fmt.Sprint(*n)
}
