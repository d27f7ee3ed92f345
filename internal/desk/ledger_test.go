package desk

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/internal/register"
)

// judge writes judgements into the log of a desk, as they come.
func judge(t *testing.T, d *Desk, list ...bilan.Judgement) {
	t.Helper()
	for _, j := range list {
		j.When = time.Date(2022, 1, 6, 0, 0, 0, 0, time.UTC)
		err := d.Keeper().Register.Update(t.Context(), func(w register.Writer) error { _, err := w.Append(t.Context(), j); return err })
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := d.ledger.update(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestLedgerCountsUndos(t *testing.T) {
	d := newDesk(t, nil)
	standing := func() string {
		var out []string
		for _, s := range d.ledger.standing("a#1") {
			out = append(out, s.Action)
		}
		return strings.Join(out, " ")
	}
	judge(t, d, bilan.Judgement{Who: "ann", Action: bilan.Reject, Targets: []string{"a#1"}}, bilan.Judgement{Who: "ann", Action: bilan.Correct, Targets: []string{"a#1"}, Fields: map[string]string{"low": "1", "high": "2"}})
	if got := standing(); got != "reject correct" || d.ledger.standing("a#1")[1].Fields != "high=2, low=1" {
		t.Errorf("%q", got)
	}
	judge(t, d, bilan.Judgement{Who: "bob", Action: bilan.Undo, Targets: []string{"1"}})
	if got := standing(); got != "correct" {
		t.Errorf("after an undo %q", got)
	}
	judge(t, d, bilan.Judgement{Who: "bob", Action: bilan.Undo, Targets: []string{"3"}})
	if got := standing(); got != "reject correct" {
		t.Errorf("after the undo of the undo %q", got)
	}
	list, undone, more := d.ledger.last(4, 2)
	if len(list) != 2 || list[0].Seq != 3 || !undone[3] || undone[2] || !more {
		t.Errorf("%v %v %v", list, undone, more)
	}
}

// TestOnlyEditorsTakeBackWhatOthersDecided posts undos as several people.
func TestOnlyEditorsTakeBackWhatOthersDecided(t *testing.T) {
	who := Identity{}
	d := newDesk(t, nil)
	judge(t, d, bilan.Judgement{Who: "ann", Action: bilan.Note, Targets: []string{"a#1"}, Fields: map[string]string{"text": "x"}})
	d.config.Authorise = func(*http.Request) (Identity, error) { return who, nil }
	for _, c := range []struct {
		who  Identity
		want int
	}{{Identity{"ann", Coder}, 403}, {Identity{"bob", Reviewer}, 403}, {Identity{"ann", Reviewer}, 303}, {Identity{"eve", Editor}, 303}} {
		who = c.who
		r := httptest.NewRequest("POST", "http://localhost/review", strings.NewReader(url.Values{"action": {"undo"}, "seq": {"1"}, "back": {"/log"}}.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		d.Handler().ServeHTTP(w, r)
		if w.Code != c.want {
			t.Errorf("%v: %d, want %d", c.who, w.Code, c.want)
		}
	}
}

func TestDraftsAreBounded(t *testing.T) {
	d := newDrafts()
	first := d.put([]Input{{Data: make([]byte, 10)}})
	for range draftCount {
		d.put([]Input{{Data: []byte("x")}})
	}
	if _, ok := d.take(first); ok || len(d.held) != draftCount {
		t.Errorf("%d drafts are held, the first among them: %v", len(d.held), ok)
	}
	last := d.put([]Input{{Name: "a", Data: []byte("y")}})
	if in, ok := d.take(last); !ok || in[0].Name != "a" {
		t.Error("the last draft is gone")
	}
	if _, ok := d.take(last); ok {
		t.Error("a draft is taken twice")
	}
}
