package desk

import (
	"fmt"
	"testing"
	"time"

	"bilan"
)

// TestChartLabels wants values that never lie over one another nor leave the picture, however many origins hold how close values
// of whatever length.
func TestChartLabels(t *testing.T) {
	l := newDesk(t, nil).catalog.Locales()[0]
	for _, origins := range []int{2, 6, 14, 40} {
		for _, large := range []int64{40, 1_200_000} {
			f := &bilan.Figure{ID: "f1", Outcome: bilan.Killed, Class: bilan.Unspecified, Scope: "total"}
			begun := time.Date(2022, 1, 5, 0, 0, 0, 0, time.UTC)
			for i := range origins {
				at, v := begun.Add(time.Duration(i)*time.Hour), large+int64(i%3)
				first, last := v, v+large/7
				f.Entries = append(f.Entries,
					bilan.Entry{Origin: bilan.Origin{Name: fmt.Sprint("Office ", i)}, Low: &v, High: &v, Qualifier: bilan.Exact, From: at.Format(time.RFC3339), Until: until(at.Add(30 * time.Hour).Format(time.RFC3339)), Status: bilan.EntrySuperseded, Claims: []string{"a#1"}},
					bilan.Entry{Origin: bilan.Origin{Name: fmt.Sprint("Office ", i)}, Low: &first, High: &last, Qualifier: bilan.Range, From: at.Add(30 * time.Hour).Format(time.RFC3339), Status: bilan.EntryHeld, Claims: []string{"b#1"}})
			}
			c := newChart(l, f, cardWidth, cardHeight)
			var seen []box
			for i := range c.Steps {
				s := &c.Steps[i]
				if s.Quiet {
					continue
				}
				b := s.box()
				if b.left < 0 || b.right > float64(c.W) || b.top < 0 || b.bottom > float64(c.H) {
					t.Errorf("%d origins of %d: %q leaves the picture: %+v", origins, large, s.Value, b)
				}
				for _, o := range seen {
					if o.meets(b) {
						t.Errorf("%d origins of %d: %q lies over another: %+v %+v", origins, large, s.Value, b, o)
					}
				}
				seen = append(seen, b)
			}
			if len(seen) < min(origins, 3) {
				t.Errorf("%d origins of %d: only %d values are written", origins, large, len(seen))
			}
		}
	}
}
