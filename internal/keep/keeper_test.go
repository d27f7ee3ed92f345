package keep

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/internal/reconcile"
	"bilan/internal/register"
	"bilan/internal/register/blob"
	"bilan/internal/register/sqlite"
)

func keeper(t *testing.T) *Keeper {
	t.Helper()
	reg, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "bilan.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { reg.Close() })
	blobs, err := blob.OpenFolder(filepath.Join(t.TempDir(), "captures"))
	if err != nil {
		t.Fatal(err)
	}
	return &Keeper{Register: reg, Blobs: blobs, Version: "1"}
}

// told makes a dispatch that tells how many an office says were killed somewhere.
func said(id, publisher string, at time.Time, place string, n int64, office string) Addition {
	claim := bilan.Claim{ID: "c1", Kind: bilan.KindCasualty, Assertion: bilan.Asserted, Span: bilan.Span{Text: fmt.Sprint(n, " killed")},
		Casualty: &bilan.Casualty{Outcome: bilan.Killed, Scope: "incident", Count: bilan.Count{Low: &n, High: &n, Qualifier: bilan.Exact}}}
	r := &bilan.Reading{Schema: bilan.ReadingSchema, Article: bilan.Article{ID: id, Publisher: publisher, Published: at.Format(time.RFC3339), Text: id, Title: place}, Claims: []bilan.Claim{claim}}
	spot := reconcile.Spot{Name: place, Key: place, Sounds: place, Country: "KZ", Precision: "city"}
	d := &reconcile.Dispatch{ID: id, Publisher: publisher, Outlet: publisher, Told: at, Published: r.Article.Published, Title: place,
		Happened: []reconcile.Happened{{Country: "KZ", Spots: []reconcile.Spot{spot}, Kinds: map[string]int{"accident.mine": 3}, Names: []string{place}, Titled: []string{place}}},
		Tellings: []reconcile.Telling{{Claim: "c1", Outcome: bilan.Killed, Class: bilan.Unspecified, Scope: "incident", Assertion: bilan.Asserted, Low: &n, High: &n,
			Qualifier: bilan.Exact, Spot: &spot, Chain: []reconcile.Source{{Name: office, Kind: bilan.ActorGovernment, Offices: []string{office}}}}}}
	return Addition{Capture: bilan.Capture{Seen: at}, Data: []byte(fmt.Sprint(id, n, office)), Reading: r, Dispatch: d}
}

// story gives dispatches of two accidents, told by three outlets over three days.
func sample() []Addition {
	start := time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)
	var out []Addition
	for i := range 18 {
		place, n := "karaganda", int64(4+i/6)
		if i%3 == 2 {
			place, n = "zhezkazgan", int64(20+i/9)
		}
		out = append(out, said(fmt.Sprintf("d%02d", i), []string{"A", "B", "C"}[i%3], start.Add(time.Duration(i)*4*time.Hour), place, n, []string{"ministry", "mayor"}[i%2]))
	}
	return out
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func text(t *testing.T, k *Keeper) string {
	t.Helper()
	b, err := json.MarshalIndent(must[bilan.Record](t)(k.Record(t.Context(), time.Time{})), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Dispatch by dispatch, in any order, in batches or alone: the register holds the record that all of them make together.
func TestAddedOneByOne(t *testing.T) {
	all := sample()
	var ds []*reconcile.Dispatch
	for i := range all {
		ds = append(ds, all[i].Dispatch)
	}
	rec := reconcile.Record(ds, nil, time.Time{})
	want, err := json.MarshalIndent(rec, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	if len(rec.Events) != 2 {
		t.Fatalf("the sample has %d events, want 2", len(rec.Events))
	}
	for seed := range uint64(4) {
		k := keeper(t)
		batch := slices.Clone(all)
		rand.New(rand.NewPCG(1, seed)).Shuffle(len(batch), func(i, j int) { batch[i], batch[j] = batch[j], batch[i] })
		for part := range slices.Chunk(batch, int(1+seed*3)) {
			must[Outcome](t)(k.Add(t.Context(), part))
		}
		if got := text(t, k); got != string(want) {
			t.Errorf("seed %d:\n%s\nwant\n%s", seed, got, want)
		}
	}
}

// The same bytes twice change nothing; other bytes under the same id are a dispatch of their own.
func TestAddTwice(t *testing.T) {
	k := keeper(t)
	must[Outcome](t)(k.Add(t.Context(), sample()))
	before := text(t, k)
	out := must[Outcome](t)(k.Add(t.Context(), sample()))
	if out.Added != 0 || out.Again != 18 || len(out.Stories) != 0 || text(t, k) != before {
		t.Errorf("added again: %+v", out)
	}
	other := sample()[:1]
	other[0].Data = []byte("something else")
	if out = must[Outcome](t)(k.Add(t.Context(), other)); out.Added != 1 {
		t.Errorf("other bytes: %+v", out)
	}
}

// A moment in the past shows what had been told.
func TestAsOf(t *testing.T) {
	k := keeper(t)
	all := sample()
	must[Outcome](t)(k.Add(t.Context(), all))
	at := all[8].Dispatch.Told
	got := must[bilan.Record](t)(k.Record(t.Context(), at))
	past := keeper(t)
	must[Outcome](t)(past.Add(t.Context(), sample()[:9]))
	want := must[bilan.Record](t)(past.Record(t.Context(), time.Time{}))
	want.AsOf = got.AsOf
	a, _ := json.Marshal(got)
	b, _ := json.Marshal(want)
	if string(a) != string(b) {
		t.Errorf("as of the ninth:\n%s\nwant\n%s", a, b)
	}
}

// A withdrawal told or seen later shows in no answer about a moment before, told or seen; the answers now all show it.
func TestLaterRetractionNeverLeaks(t *testing.T) {
	k := keeper(t)
	day := time.Date(2024, 3, 1, 8, 0, 0, 0, time.UTC)
	first := said("first", "A", day, "karaganda", 164, "ministry")
	again := said("again", "B", day.Add(2*time.Hour), "karaganda", 164, "ministry")
	taken := said("taken", "A", day.Add(20*time.Hour), "karaganda", 164, "ministry")
	taken.Dispatch.Tellings[0].Assertion, taken.Reading.Claims[0].Assertion = bilan.Retracted, bilan.Retracted
	late := said("late", "C", day.Add(time.Hour), "karaganda", 170, "mayor") // told early, found three days later
	for i, a := range []*Addition{&first, &again, &taken, &late} {
		a.Capture.Seen = day.Add([]time.Duration{1, 3, 30, 72}[i] * time.Hour)
		a.Dispatch.Seen = a.Capture.Seen
		a.Reading.Article.Text = "killed in karaganda"
		must[Outcome](t)(k.Add(t.Context(), []Addition{*a}))
	}
	for _, c := range []struct {
		name   string
		keeper *Keeper
		at     time.Time
		status bilan.EntryStatus // of 164
		known  string            // dispatches that search finds
		mayor  bool              // 170 is known
	}{
		{"now", k, time.Time{}, bilan.EntryRetracted, "again first late taken", true},
		{"before it was told", k, day.Add(19 * time.Hour), bilan.EntryHeld, "again first late", true},
		{"when it was told", k, day.Add(20 * time.Hour), bilan.EntryRetracted, "again first late taken", true},
		{"told, but not seen", k.Seen(), day.Add(24 * time.Hour), bilan.EntryHeld, "again first", false},
		{"seen", k.Seen(), day.Add(30 * time.Hour), bilan.EntryRetracted, "again first taken", false},
		{"all seen", k.Seen(), day.Add(90 * time.Hour), bilan.EntryRetracted, "again first late taken", true},
		{"first seen", k.Seen(), day.Add(time.Hour), bilan.EntryHeld, "first", false},
	} {
		t.Run(c.name, func(t *testing.T) { neverLeaks(t, c.keeper, c.at, c.status, c.known, c.mayor) })
	}
}

func neverLeaks(t *testing.T, k *Keeper, at time.Time, status bilan.EntryStatus, known string, mayor bool) {
	rec := must[bilan.Record](t)(k.Record(t.Context(), at))
	who := must[bilan.Record](t)(k.Who(t.Context(), 164, 9, at))
	found := must[*bilan.Record](t)(k.Find(t.Context(), rec.Events[0].ID, at))
	for name, r := range map[string]*bilan.Record{"record": &rec, "who": &who, "find": found} {
		for _, e := range r.Figures[0].Entries {
			if *e.Low == 164 && e.Status != status {
				t.Errorf("%s: 164 is %s, want %s", name, e.Status, status)
			}
		}
	}
	if has := len(must[bilan.Record](t)(k.Who(t.Context(), 170, 9, at)).Figures) > 0; has != mayor {
		t.Errorf("170 is known: %v", has)
	}
	for _, c := range must[[]Change](t)(k.Changes(t.Context(), time.Time{}, at)) {
		if c.What == string(bilan.EntryRetracted) && status != bilan.EntryRetracted {
			t.Errorf("changes tell of the withdrawal")
		}
	}
	var ids []string
	err := k.Search(t.Context(), "karaganda", 9, at, func(h *register.Hit, _ *bilan.Reading) error {
		ids = append(ids, h.Article)
		return nil
	})
	slices.Sort(ids)
	if got := strings.Join(ids, " "); err != nil || got != known {
		t.Errorf("found %s, want %s (%v)", got, known, err)
	}
	_, err = k.Copies(t.Context(), "taken", at)
	if is := err == nil; is != strings.Contains(known, "taken") {
		t.Errorf("the withdrawal's dispatch: %v", err)
	}
}

// What is decided shows in the record, and undoing it restores the record exactly.
func TestDecideAndUndo(t *testing.T) {
	k := keeper(t)
	must[Outcome](t)(k.Add(t.Context(), sample()))
	before := text(t, k)
	when := time.Date(2024, 4, 1, 0, 0, 0, 0, time.UTC)
	for _, j := range []bilan.Judgement{
		{Action: bilan.Reject, Targets: []string{"d00#c1"}},
		{Action: bilan.Correct, Targets: []string{"d01#c1"}, Fields: map[string]string{"low": "7", "high": "7"}},
		{Action: bilan.SetScope, Targets: []string{"d02#c1"}, Fields: map[string]string{"scope": "background"}},
		{Action: bilan.Join, Targets: []string{"d00#c1", "d02#c1"}},
		{Action: bilan.Split, Targets: []string{"d00#c1", "d03#c1"}},
		{Action: bilan.SameOrigin, Targets: []string{"mayor:KZ", "ministry:KZ"}},
	} {
		j.Who, j.When = "ana", when
		done, err := k.Decide(t.Context(), j)
		if err != nil {
			t.Fatalf("%s: %v", j.Action, err)
		}
		if text(t, k) == before {
			t.Errorf("%s changes nothing", j.Action)
		}
		undo := bilan.Judgement{Who: "ana", When: when, Action: bilan.Undo, Targets: []string{fmt.Sprint(done.Seq)}}
		if _, err := k.Decide(t.Context(), undo); err != nil {
			t.Fatal(err)
		}
		if text(t, k) != before {
			t.Errorf("undoing %s leaves something", j.Action)
		}
	}
}

// A judgement about what does not exist, or with a wrong value, is refused and leaves no trace in the log.
func TestDecideWrong(t *testing.T) {
	k := keeper(t)
	must[Outcome](t)(k.Add(t.Context(), sample()[:2]))
	for _, c := range []struct {
		j    bilan.Judgement
		code bilan.Code
	}{
		{bilan.Judgement{Action: bilan.Reject, Targets: []string{"d00#none"}}, bilan.CodeNotFound},
		{bilan.Judgement{Action: bilan.Reject, Targets: []string{"none#c1"}}, bilan.CodeNotFound},
		{bilan.Judgement{Action: bilan.Reject, Targets: []string{"d00"}}, bilan.CodeInvalid},
		{bilan.Judgement{Action: bilan.Reject}, bilan.CodeInvalid},
		{bilan.Judgement{Action: "praise", Targets: []string{"d00#c1"}}, bilan.CodeInvalid},
		{bilan.Judgement{Action: bilan.Join, Targets: []string{"d00#c1"}}, bilan.CodeInvalid},
		{bilan.Judgement{Action: bilan.Correct, Targets: []string{"d00#c1"}, Fields: map[string]string{"low": "many"}}, bilan.CodeInvalid},
		{bilan.Judgement{Action: bilan.Correct, Targets: []string{"d00#c1"}, Fields: map[string]string{"colour": "red"}}, bilan.CodeInvalid},
		{bilan.Judgement{Action: bilan.Undo, Targets: []string{"9"}}, bilan.CodeNotFound},
		{bilan.Judgement{Action: bilan.SameOrigin, Targets: []string{"mayor:KZ", "nobody"}}, bilan.CodeNotFound},
	} {
		c.j.Who, c.j.When = "ana", time.Unix(1, 0)
		if _, err := k.Decide(t.Context(), c.j); bilan.ErrorCode(err) != c.code {
			t.Errorf("%+v: %v, want %s", c.j, err, c.code)
		}
	}
	n := 0
	err := k.Register.View(t.Context(), logCounter(t.Context(), &n))
	if err != nil || n != 0 {
		t.Errorf("%d judgements kept, %v", n, err)
	}
}

func logCounter(ctx context.Context, n *int) func(register.Reader) error {
	return func(r register.Reader) error {
		return Log(ctx, r, func(*bilan.Judgement) error { *n++; return nil })
	}
}
