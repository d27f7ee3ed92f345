package gold

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"bilan"
)

// Result is one dispatch with its score.
type Result struct {
	Dispatch Dispatch
	Tally    Tally
}

// Report prints a language's score as it is committed: the whole first, then a line a dispatch. It depends on nothing
// but its arguments, so that a changed line in a diff is a changed reading.
func Report(lang string, results []Result) string {
	var sum Tally
	sum.Add(newTally())
	for _, r := range results {
		sum.Add(r.Tally)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# Score of %s on its own gold; written by: bilan lang score %s --write\n\n", lang, lang)
	fmt.Fprintf(&b, "dispatches %d\n\n", sum.Dispatches)
	row(&b, "casualty", sum.Kinds[bilan.KindCasualty])
	row(&b, "figure with its origin", sum.Origin)
	for _, k := range []bilan.Kind{bilan.KindStatement, bilan.KindDeployment, bilan.KindDecision} {
		row(&b, string(k), sum.Kinds[k])
	}
	fmt.Fprintf(&b, "\nroles of numbers           %s\n", share(sum.Numbers))
	for _, k := range slices.Sorted(maps.Keys(sum.Slots)) {
		fmt.Fprintf(&b, "%-26s %s\n", k, share(sum.Slots[k]))
	}
	b.WriteByte('\n')
	for _, k := range []bilan.Trust{bilan.TrustHigh, bilan.TrustMedium, bilan.TrustLow} {
		if s := sum.Trust[k]; s.N > 0 {
			fmt.Fprintf(&b, "%-26s %s\n", "right at "+string(k)+" confidence", share(s))
		}
	}
	fmt.Fprintf(&b, "\n%-36s casualty   origin     statement  deployment decision   (right/false/missed)\n", "dispatch")
	for _, r := range results {
		b.WriteString(dispatchRow(r))
	}
	return b.String()
}

func row(b *strings.Builder, name string, h Hits) {
	p, r, f := h.PRF()
	fmt.Fprintf(b, "%-26s P %.3f  R %.3f  F1 %.3f   (right %d, false %d, missed %d)\n", name, p, r, f, h.TP, h.FP, h.FN)
}

func share(s Share) string { return fmt.Sprintf("%.3f  (%d of %d)", ratio(s.Right, s.N), s.Right, s.N) }

func dispatchRow(r Result) string {
	cells := []string{fmt.Sprintf("%-36s", r.Dispatch.Article.ID)}
	for _, h := range []Hits{
		r.Tally.Kinds[bilan.KindCasualty], r.Tally.Origin, r.Tally.Kinds[bilan.KindStatement],
		r.Tally.Kinds[bilan.KindDeployment], r.Tally.Kinds[bilan.KindDecision],
	} {
		cells = append(cells, fmt.Sprintf("%-10s", fmt.Sprintf("%d/%d/%d", h.TP, h.FP, h.FN)))
	}
	return strings.TrimRight(strings.Join(cells, " "), " ") + "\n"
}
