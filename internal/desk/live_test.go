package desk

import (
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// TestOthersChangeTheRecord lets another program decide: open pages are told, and what was remembered is made anew.
func TestOthersChangeTheRecord(t *testing.T) {
	d, id := newRoom(t, toldBy, nil)
	other := &keep.Keeper{Register: d.Keeper().Register, Blobs: d.Keeper().Blobs, Version: "test"}
	s, _, err := d.Keeper().Situation(t.Context(), id, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	ref, figure := "", ""
	for _, f := range s.Record.Figures {
		for _, e := range f.Entries {
			if e.Low != nil && *e.Low == 19 {
				ref, figure = e.Claims[0], f.ID
			}
		}
	}
	shows := func() bool {
		t.Helper()
		w := ask(d, "GET", "/figures/"+figure)
		return w.Code == 200 && strings.Contains(w.Body.String(), ">19<")
	}
	past := func() bool {
		t.Helper()
		s, _, err := d.Keeper().Situation(t.Context(), id, time.Date(2023, 2, 7, 12, 0, 0, 0, time.UTC))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range s.Record.Figures {
			for _, e := range f.Entries {
				if e.Low != nil && *e.Low == 19 {
					return true
				}
			}
		}
		return false
	}
	waiting := func() int64 {
		t.Helper()
		n, err := d.Keeper().CountWaiting(t.Context(), register.WaitingFilter{})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	c, err := d.live.subscribe()
	if err != nil {
		t.Fatal(err)
	}
	d.live.look(t.Context())
	n := waiting()
	if ref == "" || !shows() || !past() || n == 0 {
		t.Fatalf("%q: the value is not held, %d wait", ref, n)
	}
	d.live.look(t.Context())
	select {
	case <-c:
		t.Error("told of a change before there was one")
	default:
	}
	if _, err := other.Decide(t.Context(), bilan.Judgement{Who: "boris", When: time.Now(), Action: bilan.Reject, Targets: []string{ref}}); err != nil {
		t.Fatal(err)
	}
	d.live.look(t.Context())
	select {
	case <-c:
	default:
		t.Error("a change by another program is not told")
	}
	if shows() || past() || waiting() != n-1 {
		t.Errorf("remembered though rejected: now %t, then %t, %d of %d wait", shows(), past(), waiting(), n)
	}
}
