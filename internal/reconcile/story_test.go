package reconcile

import (
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

var noon = time.Date(2025, 3, 2, 12, 0, 0, 0, time.UTC)

func TestArticleWrittenWithABody(t *testing.T) {
	places, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	g := NewDigester(places)
	pack, err := lang.Builtin().Get("fr")
	if err != nil {
		t.Fatal(err)
	}
	for name, body := range map[string]string{
		"la force de l'Union africaine": "body:au", "soldats de l’Union africaine": "body:au", "Union africaine": "body:au",
		"l'opposition": "", "l'": "", "O'Brien": "",
	} {
		if got := g.named(pack, name, bilan.ActorOrganisation).Body; got != body {
			t.Errorf("%q is of %q, want %q", name, got, body)
		}
	}
}

func TestCommonNounsAreOneOrigin(t *testing.T) {
	d := &Dispatch{ID: "a"}
	for _, c := range []struct {
		a, b Source
		one  bool
	}{
		{Source{Name: "opposition", Kind: bilan.ActorOrganisation}, Source{Name: "Opposition", Kind: bilan.ActorGovernment}, true},
		{Source{Name: "opposition", Kind: bilan.ActorOrganisation}, Source{Name: "rebels", Kind: bilan.ActorOrganisation}, false},
		{Source{Name: "officials", Kind: bilan.ActorAnonymous}, Source{Name: "officials", Kind: bilan.ActorGovernment}, false},
		{Source{Name: "100", Kind: bilan.ActorMedia}, Source{Name: "100", Kind: bilan.ActorMedia}, false},
	} {
		got := len(speakers([]*mention{{s: c.a, told: d}, {s: c.b, told: d}})) == 1
		if got != c.one {
			t.Errorf("%v and %v: one is %v, want %v", c.a, c.b, got, c.one)
		}
	}
}

func TestVehiclesStayApart(t *testing.T) {
	one := func(kind string) *weighed { return (&Happened{Kinds: map[string]int{kind: 2}}).weigh() }
	for _, c := range []struct {
		a, b  string
		alike bool
	}{
		{"accident.ship", "accident.road", false},
		{"accident.train", "accident.train", true},
		{"accident.ship", "accident.fire", true},
		{"disaster.quake", "disaster.slide", true},
	} {
		if got := likeness(one(c.a), one(c.b)) > 0; got != c.alike {
			t.Errorf("%s and %s alike: %v, want %v", c.a, c.b, got, c.alike)
		}
	}
}

func TestCountryInTitleSaysNothing(t *testing.T) {
	in := func(title, sounds, precision string) *Happened {
		return &Happened{Titled: []string{title}, Names: []string{title}, Spots: []Spot{{Sounds: sounds, Precision: precision}}}
	}
	if titled(in("mtks", "mtks", "country"), in("mtks", "mtks", "country")) {
		t.Error("a country's name in both titles speaks for one happening")
	}
	if !titled(in("mtks", "mtks", "city"), in("mtks", "mtks", "city")) {
		t.Error("a town's name in both titles says nothing")
	}
}

// Accidents of one town within a few days are told apart by their days and kinds; those that may be one stay together.
func TestAccidentsOfOneTown(t *testing.T) {
	dead := int64(31)
	told := func(kind, day string, value *int64) *Dispatch {
		h := Happened{Country: "PE", Spots: []Spot{{Sounds: "lm", Precision: "city", Country: "PE", Key: "1"}}, Kinds: map[string]int{kind: 3}, Titled: []string{"lm"}, Names: []string{"lm"}, From: day, To: day}
		d := &Dispatch{Told: noon, Happened: []Happened{h}}
		if value != nil {
			d.Tellings = []Telling{{Outcome: bilan.Killed, Low: value, High: value}}
		}
		return d
	}
	for _, c := range []struct {
		name string
		a, b *Dispatch
		one  bool
	}{
		{"one fire", told("accident.fire", "2025-03-01", nil), told("accident.fire", "2025-03-02", nil), true},
		{"one fire, no day in one", told("accident.fire", "2025-03-01", nil), told("accident.fire", "", nil), true},
		{"two fires, days apart, one toll", told("accident.fire", "2025-02-25", &dead), told("accident.fire", "2025-03-02", &dead), false},
		{"a fire and a derailment", told("accident.fire", "2025-03-01", nil), told("accident.train", "2025-03-01", nil), false},
		{"a burning train", told("accident.fire", "2025-03-01", &dead), told("accident.train", "2025-03-01", &dead), true},
		{"riots days apart", told("unrest", "2025-02-25", nil), told("unrest", "2025-03-02", nil), true},
	} {
		if got := same(c.a, 0, c.b, 0); got != c.one {
			t.Errorf("%s: one is %v, want %v (%.1f)", c.name, got, c.one, evidence(c.a, 0, c.b, 0))
		}
	}
}

func TestTranslations(t *testing.T) {
	source := &Dispatch{ID: "s", Lang: "en", Outlet: "wire", Told: noon, Numbers: []int64{31, 8}, URL: "https://wire.example/1"}
	later := &Dispatch{ID: "t", Lang: "en", Outlet: "wire", Told: noon.Add(time.Hour), Numbers: []int64{31, 8, 60}, URL: "https://wire.example/1"}
	for _, c := range []struct {
		name    string
		numbers []int64
		credits []string
		want    string
	}{
		{"both numbers and the credit", []int64{31, 8}, []string{"wire"}, "s"},
		{"both numbers without a credit", []int64{31, 8}, nil, ""},
		{"one number with a credit", []int64{31}, []string{"wire"}, ""},
		{"the later state has more of the numbers", []int64{31, 8, 60}, []string{"wire"}, "t"},
		{"other numbers too", []int64{31, 8, 5, 7}, []string{"wire"}, ""},
	} {
		d := &Dispatch{ID: "d", Lang: "ru", Outlet: "other", Told: noon.Add(2 * time.Hour), Numbers: c.numbers, Credits: c.credits}
		got := ""
		if k := sourceOf(d, []*Dispatch{source, later}); k != nil {
			got = k.Article
		}
		if got != c.want {
			t.Errorf("%s: a translation of %q, want %q", c.name, got, c.want)
		}
	}
}

// sent is a dispatch of a deployment, some days after the first.
func sent(id string, days int, act Act) *Dispatch {
	act.Kind, act.Claim, act.Host, act.Assertion = bilan.KindDeployment, "c", "KM", bilan.Asserted
	return &Dispatch{ID: id, Publisher: id, Outlet: id, Lang: "en", Told: noon.AddDate(0, 0, days), Acts: []Act{act}, Happened: []Happened{{Country: "KM"}}}
}

func TestMissionOverMonths(t *testing.T) {
	n := int64(1200)
	ds := []*Dispatch{
		sent("a", 0, Act{Status: "announced", Force: "a force of 1,200 troops", DecidedBy: "African Union", DecidedBody: "body:au", Strength: &Bounds{Low: &n, High: &n}}),
		sent("b", 2, Act{Status: "deployed", Force: "The first troops of the African Union force", ForceBody: "body:au"}),
		sent("c", 90, Act{Status: "withdrawing", Force: "The African Union force", ForceBody: "body:au"}),
		sent("d", 400, Act{Status: "deployed", Force: "The African Union observers", ForceBody: "body:au"}),
	}
	ds[0].Happened, ds[1].Happened = append(ds[0].Happened[:0], Happened{Country: "KM", Kinds: map[string]int{"unrest": 2}}), append(ds[1].Happened[:0], Happened{Country: "KM", Kinds: map[string]int{"unrest": 2}})
	ds[0].Happened[0].Spots = []Spot{{Name: "Moroni", Key: "1", Sounds: "mrn", Country: "KM", Precision: "city"}}
	ds[1].Happened[0].Spots = ds[0].Happened[0].Spots
	r := Record(ds, nil, time.Time{})
	if len(r.Missions) != 2 {
		t.Fatalf("%d missions, want one of three dispatches and one a year later: %+v", len(r.Missions), r.Missions)
	}
	for _, m := range r.Missions {
		if len(m.Claims) == 3 && (m.Force != "The African Union force" || m.Status != "withdrawing" || len(m.Strength) != 1) {
			t.Errorf("mission %q, %s, strengths %v", m.Force, m.Status, m.Strength)
		}
	}
	for _, e := range r.Events {
		if want := map[bool]bilan.HappeningType{true: bilan.Unrest, false: bilan.MissionEvent}[e.Place != nil && e.Place.Name == "Moroni"]; e.Type != want {
			t.Errorf("event %+v is no %s", e, want)
		}
	}
}

func TestNeverHeldContradictsNothing(t *testing.T) {
	tell := func(claim string, value int64, start int, name string) Telling {
		return Telling{Claim: claim, Outcome: bilan.Killed, Class: bilan.Unspecified, Scope: "incident", Assertion: bilan.Asserted, Qualifier: bilan.Exact,
			Low: &value, High: &value, Start: start, Chain: []Source{{Name: name, Kind: bilan.ActorOrganisation, Offices: []string{name}}}}
	}
	d := &Dispatch{ID: "a", Publisher: "a", Outlet: "a", Told: noon, Happened: []Happened{{Country: "KG", Kinds: map[string]int{"disaster.quake": 2}}},
		Tellings: []Telling{tell("c1", 31, 0, "ministry"), tell("c2", 8, 10, "ministry"), tell("c3", 40, 20, "redcross")}}
	for _, f := range Record([]*Dispatch{d}, nil, time.Time{}).Figures {
		if len(f.Contradictions) != 1 {
			t.Errorf("%d contradictions, want that of 31 and 40 alone: %+v", len(f.Contradictions), f.Entries)
		}
	}
}
