package reconcile

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"bilan"

	"pgregory.net/rapid"
)

// A story of our own making: dispatches with random tellings about a few events.
func draw(t *rapid.T) []*Dispatch {
	n := rapid.IntRange(1, 12).Draw(t, "dispatches")
	out := make([]*Dispatch, n)
	for i := range out {
		out[i] = drawDispatch(t, i)
	}
	return out
}

var voices = []Source{
	{Name: "interior ministry", Kind: bilan.ActorGovernment, Offices: []string{"interior", "ministry"}},
	{Name: "МВД Казахстана", Kind: bilan.ActorGovernment, Offices: []string{"interior", "ministry"}, Country: "KZ"},
	{Name: "mayor", Kind: bilan.ActorPerson, Offices: []string{"mayor"}},
	{Name: "Serik Bek", Kind: bilan.ActorPerson, Names: []string{"bk", "srk"}},
}

func drawDispatch(t *rapid.T, i int) *Dispatch {
	spot := Spot{Name: "Almaty", Key: "1", Sounds: "almt", Country: "KZ", Precision: "city", Lat: 43, Lon: 77}
	d := &Dispatch{ID: fmt.Sprintf("d%02d", i), Publisher: rapid.SampledFrom([]string{"A", "B", "C"}).Draw(t, "publisher"), Lang: "en",
		Told:     time.Date(2022, 1, 5, rapid.IntRange(0, 96).Draw(t, "hour"), 0, 0, 0, time.UTC),
		Happened: []Happened{{Country: "KZ", Spots: []Spot{spot}, Kinds: map[string]int{"unrest": 3}}}}
	d.Published = d.Told.Format(time.RFC3339)
	d.Outlet = outletKey(d.Publisher)
	if rapid.IntRange(0, 5).Draw(t, "page") == 0 {
		d.URL = "https://a.example/page"
	}
	for k := range rapid.IntRange(0, 4).Draw(t, "tellings") {
		v := rapid.Int64Range(0, 30).Draw(t, "value")
		tell := Telling{Claim: fmt.Sprintf("c%d", k), Outcome: bilan.Killed, Class: bilan.Unspecified, Scope: "total", Low: &v, High: &v, Qualifier: bilan.Exact,
			Assertion: rapid.SampledFrom([]bilan.Assertion{bilan.Asserted, bilan.Asserted, bilan.Unconfirmed, bilan.Denied, bilan.Retracted}).Draw(t, "assertion"),
			Spot:      &spot, Start: 10 * k}
		if o := rapid.IntRange(0, len(voices)).Draw(t, "origin"); o < len(voices) {
			tell.Chain = []Source{voices[o]}
		}
		d.Tellings = append(d.Tellings, tell)
		d.Numbers = append(d.Numbers, v)
	}
	return d
}

// The record does not depend on the order in which dispatches come.
func TestAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ds := draw(t)
		want := text(Record(ds, nil, time.Time{}))
		r := rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed")))
		r.Shuffle(len(ds), func(i, j int) { ds[i], ds[j] = ds[j], ds[i] })
		if got := text(Record(ds, nil, time.Time{})); got != want {
			t.Fatalf("shuffled:\n%s\nwant\n%s", got, want)
		}
	})
}

// What was known at a moment is the record of what was told until then: nothing told later leaks into it.
func TestAsOfLeaksNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ds := draw(t)
		at := time.Date(2022, 1, 5, rapid.IntRange(0, 96).Draw(t, "at"), 0, 0, 0, time.UTC)
		got := Record(ds, nil, at)
		want := Record(Known(ds, at), nil, time.Time{})
		want.AsOf = got.AsOf
		if text(got) != text(want) {
			t.Fatalf("as of %s:\n%s\nwant\n%s", at, text(got), text(want))
		}
		for _, f := range got.Figures {
			for _, e := range f.Entries {
				if e.Until != nil && *e.Until > at.Format(time.RFC3339) {
					t.Fatalf("an entry ends at %s, after %s", *e.Until, at)
				}
			}
		}
	})
}

// Every entry leads to claims that exist, has an origin, and one of the statuses; what ended says when and by what.
func TestEntriesLeadToClaims(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ds := draw(t)
		claims := map[string]bool{}
		for _, d := range ds {
			for _, k := range d.Tellings {
				claims[bilan.ClaimRef(d.ID, k.Claim)] = true
			}
		}
		for _, f := range Record(ds, nil, time.Time{}).Figures {
			for _, e := range f.Entries {
				if e.Origin.Key == "" || e.Outlets == 0 || e.Origins == 0 || len(e.Claims) == 0 {
					t.Fatalf("entry without origin, outlets or claims: %+v", e)
				}
				if ended := e.Status == bilan.EntrySuperseded || e.Status == bilan.EntryDenied || e.Status == bilan.EntryRetracted; ended != (e.Until != nil) || ended != (e.EndedBy != "") {
					t.Fatalf("status %s, until %v, ended by %q", e.Status, e.Until, e.EndedBy)
				}
				for _, c := range append(e.Claims, e.EndedBy) {
					if c != "" && !claims[c] {
						t.Fatalf("no claim %q", c)
					}
				}
			}
		}
	})
}

func text(r bilan.Record) string {
	b, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		panic(err)
	}
	return string(b)
}

// Running totals of other months or years are other figures; of an incident a month is no period.
func TestPeriods(t *testing.T) {
	n, m := int64(1200), int64(340)
	telling := func(id, scope, day string, n *int64) *Dispatch {
		at := time.Date(2024, 5, 11, 8, 0, 0, 0, time.UTC)
		return &Dispatch{ID: id, Told: at, Published: at.Format(time.RFC3339), Outlet: id, Publisher: id, Happened: []Happened{{Country: "LY", Kinds: map[string]int{"migration": 3}, Names: []string{"lb"}, Titled: []string{"lb"}}},
			Tellings: []Telling{{Claim: "c", Outcome: bilan.Killed, Class: bilan.Unspecified, Scope: scope, Assertion: bilan.Asserted, Low: n, High: n, Qualifier: bilan.Exact, Day: day,
				Chain: []Source{{Name: "IOM", Kind: bilan.ActorOrganisation, Body: "iom"}}}}}
	}
	for _, c := range []struct {
		a, b *Dispatch
		want []string // period and values of each figure
	}{
		{telling("a", "total", "2023", &n), telling("b", "total", "2024", &m), []string{"2023: 1200", "2024: 340"}},
		{telling("a", "total", "2024-01/2024-03", &n), telling("b", "total", "2024", &m), []string{"2024-01/2024-03: 1200", "2024: 340"}},
		{telling("a", "total", "2024", &m), telling("b", "total", "2024", &n), []string{"2024: 340 1200"}},
		{telling("a", "total", "2024-05-10", &m), telling("b", "total", "", &n), []string{": 340 1200"}},
		{telling("a", "incident", "2024-04", &m), telling("b", "incident", "2024-05-10", &n), []string{": 340 1200"}},
		{telling("a", "total", "2024-05-01/2024-05-10", &m), telling("b", "total", "2024-05-10", &n), []string{": 340 1200"}},
	} {
		r := Record([]*Dispatch{c.a, c.b}, nil, time.Time{})
		var got []string
		for _, f := range r.Figures {
			line := f.Period + ":"
			for _, e := range f.Entries {
				line += fmt.Sprint(" ", *e.Low)
			}
			got = append(got, line)
		}
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
