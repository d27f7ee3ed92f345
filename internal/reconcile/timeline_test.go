package reconcile

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bilan"
)

// actsOf makes a dispatch an act: "told status assertion day", day "-" for none.
func actsOf(list ...string) []*Dispatch {
	var out []*Dispatch
	for i, s := range list {
		f := strings.Fields(s)
		told, _ := time.Parse(time.DateOnly, f[0])
		a := Act{Claim: "c", Kind: bilan.KindDeployment, Status: f[1], Assertion: bilan.Assertion(f[2]), Force: "AU force", ForceBody: "au", Host: "SO"}
		if f[3] != "-" {
			a.Day = f[3]
		}
		out = append(out, &Dispatch{ID: fmt.Sprintf("d%d", i), Published: f[0], Told: told, Lang: "en", Outlet: fmt.Sprint(i), Acts: []Act{a},
			Happened: []Happened{{Country: "SO"}}})
	}
	return out
}

// The first day of each status; what is only planned is an announcement, and no step home; nothing happened after it was told.
func TestTimeline(t *testing.T) {
	for _, c := range []struct {
		acts   []string
		want   string
		status string
	}{
		{[]string{"2024-03-01 announced planned 2024-03-05"}, "announced 2024-03-05", "announced"},
		{[]string{"2024-03-01 deployed planned -"}, "announced 2024-03-01", "announced"},
		{[]string{"2024-03-01 requested planned 2024-02-29", "2024-03-02 announced planned -"}, "requested 2024-02-29, announced 2024-03-02", "announced"},
		{[]string{"2024-03-01 active asserted -", "2024-03-05 withdrawing planned 2024-03-09"}, "active 2024-03-01", "active"},
		{[]string{"2024-03-01 active asserted -", "2024-03-05 withdrawn planned -"}, "active 2024-03-01", "active"},
		{[]string{"2024-03-01 active asserted -", "2024-03-05 withdrawing planned -", "2024-03-09 withdrawing asserted -"}, "active 2024-03-01, withdrawing 2024-03-09", "withdrawing"},
		{[]string{"2024-03-01 deployed asserted 2024-03-08"}, "deployed 2024-03-01", "deployed"},
		{[]string{"2024-03-09 withdrawing asserted 2024-03-08/2024-03-09"}, "withdrawing 2024-03-09", "withdrawing"},
		{[]string{"2024-03-01 deployed asserted -", "2024-03-09 withdrawing asserted 2024-03-08", "2024-03-20 withdrawn asserted 2024-03-19"}, "deployed 2024-03-01, withdrawing 2024-03-08, withdrawn 2024-03-19", "withdrawn"},
		{[]string{"2024-03-01 deployed denied -", "2024-03-02 announced planned -"}, "announced 2024-03-02", "announced"},
		{[]string{"2024-03-03 active asserted -", "2024-03-02 active asserted -"}, "active 2024-03-02", "active"},
	} {
		r := Record(actsOf(c.acts...), nil, time.Time{})
		if len(r.Missions) != 1 {
			t.Errorf("%v: %d missions", c.acts, len(r.Missions))
			continue
		}
		var steps []string
		for _, s := range r.Missions[0].Timeline {
			steps = append(steps, s.Status+" "+s.Date)
		}
		if got := strings.Join(steps, ", "); got != c.want || r.Missions[0].Status != c.status {
			t.Errorf("%v: %s (%s), want %s (%s)", c.acts, got, r.Missions[0].Status, c.want, c.status)
		}
	}
}
