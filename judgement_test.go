package bilan_test

import (
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"bilan"

	"pgregory.net/rapid"
)

func logOf(entries []bilan.Judgement) iter.Seq2[bilan.Judgement, error] {
	return func(yield func(bilan.Judgement, error) bool) {
		for _, j := range entries {
			if !yield(j, nil) {
				return
			}
		}
	}
}

func drawLog(t *rapid.T) []bilan.Judgement {
	word := rapid.StringN(0, 4, 8)
	n := rapid.IntRange(1, 6).Draw(t, "entries")
	out := make([]bilan.Judgement, n)
	prev := ""
	for i := range out {
		j := &out[i]
		j.Who, j.Why = word.Draw(t, "who"), word.Draw(t, "why")
		j.When = time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "when"), 0)
		j.Action = bilan.Action(word.Draw(t, "action"))
		j.Targets = rapid.SliceOfN(word, 0, 3).Draw(t, "targets")
		j.Fields = rapid.MapOfN(word, word, 0, 3).Draw(t, "fields")
		j.Link(int64(i), prev)
		prev = j.Hash
	}
	return out
}

// changes lists one change for each field of a judgement; each gives false when it left the judgement as it was.
var changes = map[string]func(t *rapid.T, j *bilan.Judgement) bool{
	"seq":    func(_ *rapid.T, j *bilan.Judgement) bool { j.Seq++; return true },
	"who":    func(_ *rapid.T, j *bilan.Judgement) bool { j.Who += "x"; return true },
	"when":   func(_ *rapid.T, j *bilan.Judgement) bool { j.When = j.When.Add(time.Microsecond); return true },
	"why":    func(_ *rapid.T, j *bilan.Judgement) bool { j.Why += " "; return true },
	"action": func(_ *rapid.T, j *bilan.Judgement) bool { j.Action += "s"; return true },
	"prev":   func(_ *rapid.T, j *bilan.Judgement) bool { j.Prev += "0"; return true },
	"hash":   func(_ *rapid.T, j *bilan.Judgement) bool { j.Hash = strings.Repeat("0", 64); return true },
	"target added": func(_ *rapid.T, j *bilan.Judgement) bool {
		j.Targets = append(slices.Clone(j.Targets), "")
		return true
	},
	"targets joined": func(_ *rapid.T, j *bilan.Judgement) bool {
		if len(j.Targets) < 2 {
			return false
		}
		j.Targets = []string{strings.Join(j.Targets, "")}
		return true
	},
	"target moved to a field": func(_ *rapid.T, j *bilan.Judgement) bool {
		if len(j.Targets) == 0 {
			return false
		}
		j.Fields = maps.Clone(j.Fields)
		_, had := j.Fields[j.Targets[0]]
		j.Fields[j.Targets[0]], j.Targets = "", j.Targets[1:]
		return !had
	},
	"field added": func(_ *rapid.T, j *bilan.Judgement) bool {
		j.Fields = maps.Clone(j.Fields)
		j.Fields["a name longer than any"] = ""
		return true
	},
	"action moved to why": func(_ *rapid.T, j *bilan.Judgement) bool {
		had := j.Action != ""
		j.Why, j.Action = j.Why+string(j.Action), ""
		return had
	},
}

// TestVerifyChainFindsAnyChange changes one field of one entry, as somebody with the database in hand could.
func TestVerifyChainFindsAnyChange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := drawLog(t)
		if seq, hash, err := bilan.VerifyChain(logOf(log)); err != nil || seq != int64(len(log)) || hash != log[len(log)-1].Hash {
			t.Fatalf("whole chain: %d %s %v", seq, hash, err)
		}
		at := rapid.IntRange(0, len(log)-1).Draw(t, "at")
		name := rapid.SampledFrom(slices.Sorted(maps.Keys(changes))).Draw(t, "change")
		if !changes[name](t, &log[at]) {
			return
		}
		_, _, err := bilan.VerifyChain(logOf(log))
		if want := fmt.Sprintf("verify judgement %d", at+1); err == nil || !strings.Contains(err.Error(), want) {
			t.Fatalf("change of %s: got %v, want %q", name, err, want)
		}
	})
}

// TestVerifyChainFindsRewriting gives a changed entry its right hash anew: the next one then no longer fits.
func TestVerifyChainFindsRewriting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		log := drawLog(t)
		at := rapid.IntRange(0, len(log)-1).Draw(t, "at")
		log[at].Who += "x"
		log[at].Hash = log[at].Sum()
		_, hash, err := bilan.VerifyChain(logOf(log))
		if at == len(log)-1 {
			if err != nil || hash != log[at].Hash {
				t.Fatalf("the last entry rewritten: %v", err)
			}
			return
		}
		if want := fmt.Sprintf("verify judgement %d", at+2); err == nil || !strings.Contains(err.Error(), want) {
			t.Fatalf("got %v, want %q", err, want)
		}
	})
}

func TestVerifyChainFindsMissingAndMoved(t *testing.T) {
	log := make([]bilan.Judgement, 4)
	prev := ""
	for i := range log {
		log[i] = bilan.Judgement{Who: "me", Action: bilan.Note, When: time.Unix(int64(i), 0)}
		log[i].Link(int64(i), prev)
		prev = log[i].Hash
	}
	for _, c := range []struct {
		order []int
		want  string
	}{
		{[]int{1, 2, 3}, "verify judgement 1"},
		{[]int{0, 2, 3}, "verify judgement 2"},
		{[]int{0, 2, 1, 3}, "verify judgement 2"},
		{[]int{0, 1, 1, 2}, "verify judgement 3"},
	} {
		var entries []bilan.Judgement
		for _, i := range c.order {
			entries = append(entries, log[i])
		}
		if _, _, err := bilan.VerifyChain(logOf(entries)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: got %v, want %q", c.order, err, c.want)
		}
	}
}

// TestSumStays keeps logs of earlier versions whole: the hash of a known entry may never change.
func TestSumStays(t *testing.T) {
	j := bilan.Judgement{Seq: 2, Who: "Ш. Оспанова", When: time.Date(2022, 1, 9, 10, 20, 0, 5000, time.FixedZone("", 6*3600)),
		Why: "count", Action: bilan.Correct, Targets: []string{"a#1"}, Fields: map[string]string{"casualty.count.low": "164", "b": ""}, Prev: "00"}
	const want = "d6993249ad05aded4b892883dead6dc47b838429872abd1ef94bb763fab9437f"
	if got := j.Sum(); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
