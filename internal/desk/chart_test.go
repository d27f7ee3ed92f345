package desk

import (
	"net/http/httptest"
	"testing"
	"time"

	"bilan"
)

func count(n int64) *int64 { return &n }

func until(s string) *string { return &s }

// grown is a figure that one origin raised, another doubts, and a third took back.
func grown() *bilan.Figure {
	health, police, wire := bilan.Origin{Key: "health", Name: "Health"}, bilan.Origin{Key: "police", Name: "Police"}, bilan.Origin{Name: "Wire"}
	return &bilan.Figure{ID: "f1", Outcome: bilan.Killed, Class: bilan.Unspecified, Scope: "total", Entries: []bilan.Entry{
		{Origin: health, Low: count(20), High: count(20), Qualifier: bilan.Exact, From: "2022-01-08T10:00:00Z", Status: bilan.EntryHeld, Claims: []string{"b#1"}},
		{Origin: health, Low: count(12), High: count(12), Qualifier: bilan.Exact, From: "2022-01-06", Until: until("2022-01-08T10:00:00Z"), Status: bilan.EntrySuperseded, Claims: []string{"a#1"}},
		{Origin: police, Low: count(5), Qualifier: bilan.AtLeast, From: "2022-01-07", Status: bilan.EntryHeld, Claims: []string{"c#1"}},
		{Origin: wire, Low: count(100), High: count(160), Qualifier: bilan.Range, From: "2022-01-07", Until: until("2022-01-09"), Status: bilan.EntryRetracted, Claims: []string{"d#1"}},
	}, Contradictions: []bilan.Contradiction{{Entries: [2]int{0, 2}, HeldTogether: true}, {Entries: [2]int{0, 3}, HeldTogether: true}}}
}

func TestChart(t *testing.T) {
	l := newDesk(t, nil).catalog.Locales()[0]
	c := newChart(l, grown(), 460, 190)
	if len(c.Steps) != 4 || len(c.Rules) < 2 || len(c.Ticks) < 2 {
		t.Fatalf("%+v", c)
	}
	by := map[int]chartStep{}
	for _, s := range c.Steps {
		by[s.Entry] = s
		if s.X1 < c.Left || s.X2 > c.Right || s.X2 <= s.X1 || s.Y < c.Top || s.Y > c.Bottom {
			t.Errorf("outside of the field: %+v", s)
		}
	}
	if by[0].Color != by[1].Color || by[0].Color == by[2].Color || !by[0].Join || by[0].JoinY1 != by[1].Y || by[1].X2 != by[0].X1 {
		t.Errorf("one line an origin: %+v %+v", by[0], by[1])
	}
	if !by[0].Open || by[1].Open || by[0].Y >= by[1].Y {
		t.Errorf("what is held goes on, more is higher: %+v", by[0])
	}
	if !by[2].Fade || by[2].Value != "≥ 5" || !by[3].Band || by[3].Value != "100–160" || !by[3].Struck() {
		t.Errorf("bounds: %+v %+v", by[2], by[3])
	}
	one := grown()
	one.Entries = one.Entries[:1]
	if newChart(l, one, 460, 190) != nil {
		t.Error("one step is drawn")
	}
}

func TestCard(t *testing.T) {
	d := newDesk(t, nil)
	c := d.card(d.catalog.Locales()[0], grown(), asOf{At: time.Date(2022, 1, 10, 0, 0, 0, 0, time.UTC)}, 460, 190)
	if len(c.Held) != 2 || c.Held[0].Value != "20" || c.Held[1].Value != "at least 5" || len(c.Ended) != 2 {
		t.Errorf("%+v", c)
	}
	if len(c.Open()) != 1 || c.Open()[0].B.Origin != "Police" {
		t.Errorf("what is held by both: %+v", c.Open())
	}
}

func TestCountText(t *testing.T) {
	d := newDesk(t, nil)
	for _, c := range []struct {
		lang      string
		low, high *int64
		q         bilan.Qualifier
		want      string
	}{
		{"en", count(1300), count(1300), bilan.Exact, "1,300"}, {"fr", count(1300), nil, bilan.MoreThan, "plus de 1\u00a0300"}, {"ru", nil, count(7), bilan.UpTo, "до 7"},
		{"en", count(24), nil, bilan.Vague, "some 24 or more"}, {"en", count(0), count(0), bilan.Exact, "none"}, {"en", count(3), count(9), bilan.Range, "3–9"}, {"en", count(50), count(50), bilan.About, "about 50"},
		{"en", nil, nil, "", "no number"},
	} {
		if got := countText(d.catalog.Locale(c.lang), c.low, c.high, c.q); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.lang, c.q, got, c.want)
		}
	}
}

func TestMomentAsked(t *testing.T) {
	for in, want := range map[string]string{"": "0001-01-01T00:00:00Z", "2022-01-09": "2022-01-09T23:59:59Z", "2022-01-09T18:00:00%2B06:00": "2022-01-09T12:00:00Z", "2022-01-09T18:00": "2022-01-09T18:00:00Z"} {
		got, err := momentAsked(httptest.NewRequest("GET", "/?as_of="+in, nil))
		if err != nil || got.Format(time.RFC3339) != want {
			t.Errorf("%q: %v %v", in, got, err)
		}
	}
	if _, err := momentAsked(httptest.NewRequest("GET", "/?as_of=yesterday", nil)); bilan.ErrorCode(err) != bilan.CodeInvalid {
		t.Errorf("yesterday: %v", err)
	}
}

func TestPaths(t *testing.T) {
	for want, got := range map[string]string{
		"/dispatches/a%2Fb%23c%3F": to("dispatches", "a/b#c?"), "/review": to("review", "", "kind", ""), "/search?q=a+b%26": to("search", "", "q", "a b&"), "/figures/f1?as_of=x": to("figures", "f1", "as_of", "x"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
