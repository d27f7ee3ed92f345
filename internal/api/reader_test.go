package api_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/desk"
	"bilan/internal/keep"
	"bilan/internal/read"
	"bilan/internal/reconcile"
	"bilan/lang"
)

// dispatches are those of the register of the tests.
var dispatches = []string{
	`{"id":"a1","publisher":"Herald","published":"2023-02-06T08:00:00Z","title":"Quake near Osh","text":"An earthquake struck near Osh in Kyrgyzstan on 6 February 2023. The Ministry of Emergencies said 12 people were killed and 40 injured."}`,
	`{"id":"a2","publisher":"Courier","published":"2023-02-07T08:00:00Z","title":"Quake toll rises","text":"The toll of the earthquake near Osh in Kyrgyzstan on 6 February 2023 has risen. The Ministry of Emergencies said 19 people were killed."}`,
	`{"id":"a3","publisher":"Post","published":"2022-01-06T10:00:00Z","title":"Peacekeepers sent","text":"The Collective Security Council of the CSTO decided on 6 January 2022 to send collective peacekeeping forces to Kazakhstan. Russia sent 3,000 troops."}`,
	`{"id":"a4","publisher":"Post","published":"2022-03-01T10:00:00Z","title":"Mine accident","text":"An explosion in a coal mine in Poland killed 9 miners on 1 March 2022, police said. A second quake was not reported."}`,
}

// newReader reads lines of JSON as the command line does.
func newReader(t testing.TB) func(context.Context, desk.Input) ([]keep.Addition, error) {
	places, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	pack, err := lang.Builtin().Get("en")
	if err != nil {
		t.Fatal(err)
	}
	maker := reconcile.NewDigester(places)
	return func(_ context.Context, in desk.Input) ([]keep.Addition, error) {
		a := bilan.Article{Lang: "en"}
		if err := json.Unmarshal(in.Data, &a); err != nil {
			return nil, bilan.Errorf(bilan.CodeInvalid, "read", "%w", err)
		}
		if a.ID == "" {
			a.ID = "sent"
		}
		seen := time.Date(2023, 6, 1, 0, 0, 0, 0, time.UTC)
		r := read.Article(pack, places, a, seen)
		return []keep.Addition{{Capture: bilan.Capture{Seen: seen}, Data: in.Data, Reading: &r, Dispatch: maker.Dispatch(pack, &r, seen)}}, nil
	}
}
