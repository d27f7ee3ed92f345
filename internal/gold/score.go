package gold

import (
	"fmt"
	"slices"
	"strings"

	"bilan"
)

// Hits counts what was found rightly, found wrongly and missed.
type Hits struct{ TP, FP, FN int }

// PRF gives precision, recall and their harmonic mean; each is 0 where it has nothing to divide.
func (h Hits) PRF() (p, r, f float64) {
	p, r = ratio(h.TP, h.TP+h.FP), ratio(h.TP, h.TP+h.FN)
	if p+r > 0 {
		f = 2 * p * r / (p + r)
	}
	return p, r, f
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

func (h *Hits) add(o Hits) { h.TP += o.TP; h.FP += o.FP; h.FN += o.FN }

// Share counts how many of N asked fields were right.
type Share struct{ Right, N int }

func (s *Share) note(right bool) {
	s.N++
	if right {
		s.Right++
	}
}

// Tally is the score of one dispatch or, added up, of many.
type Tally struct {
	Dispatches int
	Kinds      map[bilan.Kind]Hits   // casualty, statement, deployment, decision
	Origin     Hits                  // casualties whose origin is right too
	Slots      map[string]Share      // of matched claims: "casualty class" and the like
	Numbers    Share                 // roles of numbers
	Trust      map[bilan.Trust]Share // of claims read that can be judged: right as they stand, with their origin
	Misses     []string              // one line for each miss and false alarm
}

func newTally() Tally {
	return Tally{Kinds: map[bilan.Kind]Hits{}, Slots: map[string]Share{}, Trust: map[bilan.Trust]Share{}}
}

// Add puts another tally's counts into t.
func (t *Tally) Add(o Tally) {
	if t.Kinds == nil {
		*t = newTally()
	}
	t.Dispatches += o.Dispatches
	for k, h := range o.Kinds {
		s := t.Kinds[k]
		s.add(h)
		t.Kinds[k] = s
	}
	for k, h := range o.Slots {
		s := t.Slots[k]
		t.Slots[k] = Share{s.Right + h.Right, s.N + h.N}
	}
	for k, h := range o.Trust {
		s := t.Trust[k]
		t.Trust[k] = Share{s.Right + h.Right, s.N + h.N}
	}
	t.Origin.add(o.Origin)
	t.Numbers = Share{t.Numbers.Right + o.Numbers.Right, t.Numbers.N + o.Numbers.N}
	t.Misses = append(t.Misses, o.Misses...)
}

func (t *Tally) slot(name string, right bool) {
	s := t.Slots[name]
	s.note(right)
	t.Slots[name] = s
}

func (t *Tally) miss(what string, d Dispatch, about, words string) {
	words = strings.Join(strings.Fields(words), " ")
	if r := []rune(words); len(r) > 110 {
		words = string(r[:110]) + "…"
	}
	t.Misses = append(t.Misses, fmt.Sprintf("%s %s: %s | %s", what, d.Article.ID, about, words))
}

// Score compares what was read with what should have been.
func Score(d Dispatch, r bilan.Reading) Tally {
	t := newTally()
	t.Dispatches = 1
	scoreCasualties(&t, d, r)
	for _, k := range []bilan.Kind{bilan.KindStatement, bilan.KindDeployment, bilan.KindDecision} {
		scoreByWords(&t, d, r, k)
	}
	scoreNumbers(&t, d, r)
	scoreTrust(&t, d, r)
	return t
}

// scoreTrust asks of the claims of each step of confidence how many are right.
func scoreTrust(t *Tally, d Dispatch, r bilan.Reading) {
	right, judged := Right(d, r)
	for i := range r.Claims {
		if step := r.Claims[i].Trust(); judged[i] && step != "" {
			s := t.Trust[step]
			s.note(right[i])
			t.Trust[step] = s
		}
	}
}

// chainNames gives the names of a chain, resolved where they can be.
func chainNames(hops []bilan.Hop) []string {
	var out []string
	for _, h := range hops {
		if h.Resolved != "" {
			out = append(out, h.Resolved)
		} else {
			out = append(out, h.Name)
		}
	}
	return out
}

func sameOrigin(want, got []string) bool {
	if len(want) == 0 || len(got) == 0 {
		return len(want) == len(got)
	}
	return sameName(got[len(got)-1], want[len(want)-1])
}

func sameChain(want, got []string) bool { return slices.EqualFunc(want, got, sameName) }

// scoreNumbers asks of each written-down number whether a number overlapping its words was given that role.
func scoreNumbers(t *Tally, d Dispatch, r bilan.Reading) {
	for _, w := range d.Numbers {
		start := strings.Index(d.Article.Text, w.Words)
		end := start + len(w.Words)
		right := slices.ContainsFunc(r.Numbers, func(n bilan.Number) bool {
			return n.Span.In == "" && n.Span.Start < end && n.Span.End > start && n.Role == w.Role
		})
		t.Numbers.note(right)
		if !right {
			t.miss("MISS", d, "number "+string(w.Role), w.Words)
		}
	}
}
