package desk

import (
	"context"
	"slices"
	"strconv"
	"sync"

	"bilan"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// ledger knows what people decided of each claim. The log is only added to, so each look reads on from the last.
type ledger struct {
	keeper    *keep.Keeper
	mu        sync.RWMutex
	after     int64
	byClaim   map[string][]int // places in all
	all       []bilan.Judgement
	undos     []int // places in all
	published []int // places in all
	undone    map[int64]bool
}

func newLedger(k *keep.Keeper) *ledger {
	return &ledger{keeper: k, byClaim: map[string][]int{}, undone: map[int64]bool{}}
}

// standing is a decision that counts.
type standing struct {
	Seq         int64
	Action      string
	Who, When   string
	Why, Fields string
	Note        string // what was written, of a note
}

func standingOf(j *bilan.Judgement) standing {
	s := standing{Seq: j.Seq, Action: string(j.Action), Who: j.Who, When: j.When.UTC().Format("2006-01-02T15:04:05Z"), Why: j.Why}
	if j.Action == bilan.Note {
		s.Note = j.Fields["text"]
	} else {
		s.Fields = fieldsText(j.Fields)
	}
	return s
}

// update reads what was added to the log.
func (g *ledger) update(ctx context.Context) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.keeper.Register.View(ctx, func(r register.Reader) error {
		for {
			list, err := r.Judgements(ctx, g.after, 1000)
			if err != nil || len(list) == 0 {
				return err
			}
			for i := range list {
				g.take(&list[i])
			}
		}
	})
}

func (g *ledger) take(j *bilan.Judgement) {
	g.after = j.Seq
	g.all = append(g.all, *j)
	if j.Action == bilan.Undo {
		g.undos = append(g.undos, len(g.all)-1)
		g.recount()
		return
	}
	if j.Action == bilan.Publish {
		g.published = append(g.published, len(g.all)-1)
	}
	for _, t := range j.Targets {
		g.byClaim[t] = append(g.byClaim[t], len(g.all)-1)
	}
}

// recount finds what does not count, as the record does: an undo that was itself taken back changes nothing.
func (g *ledger) recount() {
	clear(g.undone)
	for _, i := range slices.Backward(g.undos) {
		if g.undone[g.all[i].Seq] {
			continue
		}
		for _, t := range g.all[i].Targets {
			if seq, err := strconv.ParseInt(t, 10, 64); err == nil {
				g.undone[seq] = true
			}
		}
	}
}

// standing gives what counts of the decisions about a claim, in order.
func (g *ledger) standing(ref string) []standing {
	g.mu.RLock()
	defer g.mu.RUnlock()
	var out []standing
	for _, i := range g.byClaim[ref] {
		if j := &g.all[i]; !g.undone[j.Seq] {
			out = append(out, standingOf(j))
		}
	}
	return out
}

// decider tells who wrote a judgement, by its number.
func (g *ledger) decider(seq string) (string, bool) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	n, err := strconv.ParseInt(seq, 10, 64)
	if err != nil || n < 1 || n > int64(len(g.all)) {
		return "", false
	}
	return g.all[n-1].Who, true
}

// last gives at most n judgements, the newest first, after those newer than before (0: none), and whether each counts.
func (g *ledger) last(before int64, n int) (out []bilan.Judgement, undone map[int64]bool, more bool) {
	g.mu.RLock()
	defer g.mu.RUnlock()
	undone = map[int64]bool{}
	for _, j := range slices.Backward(g.all) {
		if before > 0 && j.Seq >= before {
			continue
		}
		if len(out) == n {
			return out, undone, true
		}
		out = append(out, j)
		undone[j.Seq] = g.undone[j.Seq]
	}
	return out, undone, false
}

// fieldsText writes the fields of a correction: "high=12, low=12".
func fieldsText(fields map[string]string) string {
	var out []string
	for k, v := range fields {
		out = append(out, k+"="+v)
	}
	slices.Sort(out)
	return joined(", ", out...)
}
