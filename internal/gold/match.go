package gold

import (
	"fmt"
	"slices"

	"bilan"
)

// key is what makes two casualties the same figure: outcome and bounds. Repeats of a figure in one dispatch count once.
type key struct {
	outcome   bilan.Outcome
	low, high int64 // -1 is open
	bound     string
}

var bounds = map[bilan.Qualifier]string{
	bilan.Exact: "exact", bilan.AtLeast: "low", bilan.MoreThan: "low", bilan.Vague: "low", bilan.About: "about",
	bilan.UpTo: "high", bilan.LessThan: "high", bilan.Range: "range",
}

func keyOf(o bilan.Outcome, n bilan.Count) key {
	k := key{outcome: o, low: -1, high: -1, bound: bounds[n.Qualifier]}
	if n.Low != nil {
		k.low = *n.Low
	}
	if n.High != nil {
		k.high = *n.High
	}
	return k
}

func (k key) String() string {
	return fmt.Sprintf("%s %s %d–%d", k.outcome, k.bound, k.low, k.high)
}

// scoreCasualties pairs figures one to one. Casualties not told apart are read but not scored.
func scoreCasualties(t *Tally, d Dispatch, r bilan.Reading) {
	read, readKeys := map[key][]bilan.Claim{}, []key(nil)
	for _, c := range r.Claims {
		if c.Kind != bilan.KindCasualty || c.Casualty == nil || c.Casualty.Outcome == bilan.Casualties {
			continue
		}
		k := keyOf(c.Casualty.Outcome, c.Casualty.Count)
		if read[k] == nil {
			readKeys = append(readKeys, k)
		}
		read[k] = append(read[k], c)
	}
	wanted, hits := map[key]bool{}, Hits{}
	for _, w := range d.Claims {
		k := keyOf(w.Outcome, w.Count)
		if w.Kind != bilan.KindCasualty || w.Outcome == bilan.Casualties || wanted[k] {
			continue
		}
		wanted[k] = true
		if read[k] == nil {
			hits.FN++
			t.miss("MISS", d, k.String(), w.Words)
			continue
		}
		hits.TP++
		t.casualtySlots(w, read[k])
	}
	for _, k := range readKeys {
		if !wanted[k] {
			hits.FP++
			t.miss("FALSE", d, k.String(), read[k][0].Span.Text)
		}
	}
	t.Kinds[bilan.KindCasualty] = hits
	right := t.Slots["casualty origin"].Right
	t.Origin = Hits{TP: right, FP: hits.TP - right + hits.FP, FN: hits.TP - right + hits.FN}
}

// casualtySlots notes which fields are right in any of the claims that tell the figure.
func (t *Tally) casualtySlots(w Want, read []bilan.Claim) {
	ask := func(slot string, asked bool, right func(bilan.Claim) bool) {
		if asked {
			t.slot("casualty "+slot, slices.ContainsFunc(read, right))
		}
	}
	ask("origin", true, func(c bilan.Claim) bool { return sameOrigin(w.Chain, chainNames(c.Attribution)) })
	ask("chain", true, func(c bilan.Claim) bool { return sameChain(w.Chain, chainNames(c.Attribution)) })
	ask("assertion", true, func(c bilan.Claim) bool { return c.Assertion == w.Assertion })
	ask("class", true, func(c bilan.Claim) bool { return c.Casualty.Victims.Class == w.Class })
	ask("scope", w.Scope != "", func(c bilan.Claim) bool { return c.Casualty.Scope == w.Scope })
	ask("place", w.Place != "", func(c bilan.Claim) bool { return c.Place != nil && sameName(c.Place.Name, w.Place) })
	ask("country", w.Country != "", func(c bilan.Claim) bool { return c.Place != nil && c.Place.Country == w.Country })
	ask("date", w.Date != "", func(c bilan.Claim) bool {
		return c.Time != nil && len(c.Time.Value) >= 10 && c.Time.Value[:10] == w.Date
	})
}

// enough is how much of the shorter evidence's words must agree for two claims of a kind to be the same.
var enough = map[bilan.Kind]float64{bilan.KindStatement: .6, bilan.KindDeployment: .5, bilan.KindDecision: .5}

// scoreByWords notes which claims of a kind were found, and which fields of theirs are right.
func scoreByWords(t *Tally, d Dispatch, r bilan.Reading, kind bilan.Kind) {
	pairs, missed := pair(d, r, kind)
	hits := Hits{TP: len(pairs), FN: len(missed)}
	used := map[int]bool{}
	for w := range d.Claims {
		if at, ok := pairs[w]; ok {
			used[at] = true
			t.wordSlots(d.Claims[w], r.Claims[at])
		}
	}
	for _, w := range missed {
		t.miss("MISS", d, string(kind), d.Claims[w].Words)
	}
	for i, c := range r.Claims {
		if c.Kind == kind && !used[i] {
			hits.FP++
			t.miss("FALSE", d, string(kind), evidence(c))
		}
	}
	t.Kinds[kind] = hits
}

// pair matches claims of a kind greedily by the words that carry them: the index of a want to that of its claim, and the
// wants that nothing was found for.
func pair(d Dispatch, r bilan.Reading, kind bilan.Kind) (pairs map[int]int, missed []int) {
	pairs = map[int]int{}
	used := map[int]bool{}
	for i, w := range d.Claims {
		if w.Kind != kind {
			continue
		}
		best, at := 0.0, -1
		for k, c := range r.Claims {
			if o := overlap(evidence(c), w.Words); c.Kind == kind && !used[k] && o > best {
				best, at = o, k
			}
		}
		if at < 0 || best < enough[kind] {
			missed = append(missed, i)
			continue
		}
		used[at] = true
		pairs[i] = at
	}
	return pairs, missed
}

func evidence(c bilan.Claim) string {
	if c.Statement != nil && c.Statement.Content.Text != "" {
		return c.Statement.Content.Text
	}
	return c.Span.Text
}

func (t *Tally) wordSlots(w Want, c bilan.Claim) {
	t.slot(string(w.Kind)+" origin", sameOrigin(w.Chain, chainNames(c.Attribution)))
	switch {
	case c.Decision != nil:
		t.slot("decision body", sameName(c.Decision.Body.Name, w.Body))
	case c.Deployment != nil:
		t.slot("deployment host", c.Deployment.Host == w.Host)
		t.slot("deployment status", c.Deployment.Status == w.Status)
		for _, want := range w.Contributors {
			t.slot("deployment contributors", slices.ContainsFunc(c.Deployment.Contributors,
				func(x bilan.Contributor) bool { return x.Country == want }))
		}
	}
}
