package bilan

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Sum gives the hash that Hash must hold: SHA-256 over all other fields. Each string is written with its length before it
// and each list with its number of strings, so that no two judgements are written alike; the time counts as a moment, in
// nanoseconds of UTC.
func (j *Judgement) Sum() string {
	b := []byte("bilan.judgement/1\n")
	field := func(s string) { b = append(append(strconv.AppendInt(b, int64(len(s)), 10), ':'), s...) }
	field(strconv.FormatInt(j.Seq, 10))
	field(j.Who)
	field(j.When.UTC().Format(time.RFC3339Nano))
	field(j.Why)
	field(string(j.Action))
	field(strconv.Itoa(len(j.Targets)))
	for _, t := range j.Targets {
		field(t)
	}
	field(strconv.Itoa(len(j.Fields)))
	for _, name := range slices.Sorted(maps.Keys(j.Fields)) {
		field(name)
		field(j.Fields[name])
	}
	field(j.Prev)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Link makes j the judgement after the one with number seq and hash prev (0 and "" before the first).
func (j *Judgement) Link(seq int64, prev string) {
	j.Seq, j.Prev = seq+1, prev
	j.Hash = j.Sum()
}

// VerifyChain reads the log from its first entry and names the first broken one. It gives the number and hash of the last
// entry; whoever noted them before can also tell that nothing was cut off the end since.
func VerifyChain(log iter.Seq2[Judgement, error]) (seq int64, hash string, err error) {
	for j, err := range log {
		if err != nil {
			return seq, hash, err
		}
		if fault := j.fault(seq, hash); fault != "" {
			return seq, hash, Errorf(CodeConflict, fmt.Sprintf("verify judgement %d", seq+1), "%s", fault)
		}
		seq, hash = j.Seq, j.Hash
	}
	return seq, hash, nil
}

// fault says what is wrong with j behind the entry with number seq and hash prev.
func (j *Judgement) fault(seq int64, prev string) string {
	switch {
	case j.Seq != seq+1:
		return fmt.Sprintf("the entry in its place has the number %d: entries are missing or moved", j.Seq)
	case j.Prev != prev:
		return "it does not name the entry before it: one of the two was changed"
	case j.Hash != j.Sum():
		return "its fields are not those it was written with"
	}
	return ""
}

// Undone gives the numbers of the judgements of a log that do not count: those that an undo takes back which counts itself.
func Undone(log []Judgement) map[int64]bool {
	out := map[int64]bool{}
	for _, j := range slices.Backward(log) {
		if j.Action != Undo || out[j.Seq] {
			continue
		}
		for _, t := range j.Targets {
			if seq, err := strconv.ParseInt(t, 10, 64); err == nil {
				out[seq] = true
			}
		}
	}
	return out
}
