package reconcile

import (
	"slices"
	"strconv"
	"strings"

	"bilan"
)

// Judged is what people decided, without what they undid. A nil Judged is nothing decided.
type Judged struct {
	rejected map[string]bool              // claim refs
	fields   map[string]map[string]string // by claim ref
	joins    [][]string                   // claim refs
	splits   [][]string
	origins  [][]string // origin keys
	decided  map[string]bool
}

// Decided reports whether a person has said what a claim is worth.
func (j *Judged) Decided(ref string) bool { return j != nil && j.decided[ref] }

// Judge reads a log of judgements in order; of two about one field the later counts.
func Judge(log []bilan.Judgement) *Judged {
	j := &Judged{rejected: map[string]bool{}, fields: map[string]map[string]string{}, decided: map[string]bool{}}
	undone := map[string]bool{}
	for i := len(log) - 1; i >= 0; i-- {
		if e := &log[i]; e.Action == bilan.Undo && !undone[strconv.FormatInt(e.Seq, 10)] {
			for _, t := range e.Targets {
				undone[t] = true
			}
		}
	}
	for i := range log {
		if !undone[strconv.FormatInt(log[i].Seq, 10)] {
			j.take(&log[i])
		}
	}
	return j
}

func (j *Judged) take(e *bilan.Judgement) {
	switch e.Action {
	case bilan.Join:
		j.joins = append(j.joins, e.Targets)
	case bilan.Split:
		j.splits = append(j.splits, e.Targets)
	case bilan.SameOrigin:
		j.origins = append(j.origins, e.Targets)
	}
	for _, t := range e.Targets {
		switch e.Action {
		case bilan.Accept, bilan.Correct, bilan.Reject, bilan.SetScope:
			j.decided[t] = true
		}
		switch e.Action {
		case bilan.Reject:
			j.rejected[t] = true
		case bilan.Accept:
			delete(j.rejected, t)
		case bilan.Correct, bilan.SetScope:
			j.correct(t, e.Fields)
		}
	}
}

func (j *Judged) correct(ref string, fields map[string]string) {
	if j.fields[ref] == nil {
		j.fields[ref] = map[string]string{}
	}
	for k, v := range fields {
		j.fields[ref][k] = v
	}
}

// apply gives the dispatches with rejected claims left out and corrected ones corrected. The given ones stay as they are.
func (j *Judged) apply(ds []*Dispatch) []*Dispatch {
	out := slices.Clone(ds)
	if j == nil {
		return out
	}
	for i, d := range out {
		if j.touches(d) {
			out[i] = j.judged(d)
		}
	}
	return out
}

func (j *Judged) touches(d *Dispatch) bool {
	hit := func(claim string) bool {
		ref := bilan.ClaimRef(d.ID, claim)
		return j.rejected[ref] || j.fields[ref] != nil
	}
	return slices.ContainsFunc(d.Tellings, func(t Telling) bool { return hit(t.Claim) }) ||
		slices.ContainsFunc(d.Acts, func(a Act) bool { return hit(a.Claim) })
}

func (j *Judged) judged(d *Dispatch) *Dispatch {
	n := *d
	n.Tellings, n.Acts = nil, nil
	for _, t := range d.Tellings {
		if ref := bilan.ClaimRef(d.ID, t.Claim); !j.rejected[ref] {
			correctTelling(&t, j.fields[ref])
			n.Tellings = append(n.Tellings, t)
		}
	}
	for _, a := range d.Acts {
		if ref := bilan.ClaimRef(d.ID, a.Claim); !j.rejected[ref] {
			correctAct(&a, j.fields[ref])
			n.Acts = append(n.Acts, a)
		}
	}
	return &n
}

// Correctable lists the fields that a correction may set, each with a check of its new value.
var Correctable = map[string]func(string) bool{
	"outcome":   oneOf(bilan.Killed, bilan.Injured, bilan.Missing, bilan.Detained, bilan.Abducted, bilan.Displaced, bilan.Casualties),
	"class":     oneOf(bilan.Civilians, bilan.Protesters, bilan.SecurityForces, bilan.Military, bilan.Peacekeepers, bilan.ArmedGroup, bilan.Journalists, bilan.Medics, bilan.AidWorkers, bilan.Children, bilan.Unspecified),
	"scope":     oneOf("incident", "total", "new", "background"),
	"assertion": oneOf(bilan.Asserted, bilan.Denied, bilan.Retracted, bilan.Unconfirmed, bilan.Planned),
	"qualifier": oneOf(bilan.Exact, bilan.AtLeast, bilan.MoreThan, bilan.About, bilan.UpTo, bilan.LessThan, bilan.Range, bilan.Vague),
	"low":       number,
	"high":      number,
	"origin":    func(s string) bool { return strings.TrimSpace(s) != "" },
	"status":    oneOf(stages...),
	"host":      func(s string) bool { return len(s) == 2 && strings.ToUpper(s) == s },
}

func oneOf[S ~string](list ...S) func(string) bool {
	return func(s string) bool { return slices.Contains(list, S(s)) }
}

// number takes a whole number from 0 on, or nothing: an open bound.
func number(s string) bool {
	n, err := strconv.ParseInt(s, 10, 64)
	return s == "" || err == nil && n >= 0
}

func correctTelling(t *Telling, fields map[string]string) {
	for k, v := range fields {
		switch k {
		case "outcome":
			t.Outcome = bilan.Outcome(v)
		case "class":
			t.Class = bilan.Class(v)
		case "scope":
			t.Scope = v
			if v == "background" {
				t.Happened = -1
			}
		case "assertion":
			t.Assertion = bilan.Assertion(v)
		case "qualifier":
			t.Qualifier = bilan.Qualifier(v)
		case "low":
			t.Low = parsed(v)
		case "high":
			t.High = parsed(v)
		case "origin":
			t.Chain = append(slices.Clone(t.Chain[:max(0, len(t.Chain)-1)]), Source{Name: v, Names: []string{spotKey(0, v)}})
		}
	}
}

func correctAct(a *Act, fields map[string]string) {
	for k, v := range fields {
		switch k {
		case "status":
			a.Status = v
		case "host":
			a.Host = v
		case "assertion":
			a.Assertion = bilan.Assertion(v)
		}
	}
}

func parsed(s string) *int64 {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return nil
	}
	return &n
}
