package annotate

import (
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// numberRules runs the pack's patterns that bound numbers or join two of them; those for roles run in NumberRoles.
func numberRules(d *analysis.Doc) {
	mark := len(d.Fired)
	drop := map[int]bool{}
	for s := range d.Sentences {
		d.Match("number", &d.Sentences[s], func(f analysis.Firing) { applyNumberRule(d, &f, drop) })
	}
	d.Fired = keepFirings(d.Fired, mark, func(f *analysis.Firing) bool { return !strings.HasPrefix(f.Rule.Emit, "role:") })
	if len(drop) == 0 {
		return
	}
	kept := d.Numbers[:0]
	for i := range d.Numbers {
		if !drop[i] {
			kept = append(kept, d.Numbers[i])
		}
	}
	d.Numbers = kept
	d.IndexNumbers()
}

// keepFirings drops firings from mark on that another pass notes.
func keepFirings(list []analysis.Firing, mark int, keep func(*analysis.Firing) bool) []analysis.Firing {
	out := list[:mark]
	for i := mark; i < len(list); i++ {
		if keep(&list[i]) {
			out = append(out, list[i])
		}
	}
	return out
}

// bySense gives the bound that an emit of layer "number" stands for.
var bySense = map[string]lang.Tag{"at_least": lang.BAtLeast, "more_than": lang.BMore, "about": lang.BAbout, "up_to": lang.BUpTo, "less_than": lang.BLess}

func applyNumberRule(d *analysis.Doc, f *analysis.Firing, drop map[int]bool) {
	if f.Rule.Emit == "range" {
		low, high := capNumber(d, f, "low"), capNumber(d, f, "high")
		if low >= 0 && high > low && !changed(d, low) && !drop[low] && !drop[high] && mergeRange(&d.Numbers[low], &d.Numbers[high]) {
			drop[high] = true
		}
		return
	}
	tag, ok := bySense[f.Rule.Emit]
	if n := capNumber(d, f, "n"); ok && n >= 0 && !drop[n] && d.Numbers[n].Qualifier == bilan.Exact {
		applyBounds(&d.Numbers[n], lang.SetOf(tag))
	}
}

// changed reports whether number i begins no range: it is a day (July 16 to 201) or what a value changed from.
func changed(d *analysis.Doc, i int) bool {
	n := &d.Numbers[i]
	if isYear(n.Value) && d.Tokens[n.NumFrom].Is(analysis.Digit) {
		return true
	}
	return d.Has(n.NumFrom-1, lang.Month) || d.Is(n.NumFrom-1, ".") && d.Has(n.NumFrom-2, lang.Month) || !d.Has(n.To, lang.Conj) && changes(d, n.From)
}

// capNumber gives the index of the number a capture holds, -1 when it holds none.
func capNumber(d *analysis.Doc, f *analysis.Firing, name string) int {
	from, _, ok := f.Cap(name)
	if !ok {
		return -1
	}
	return d.NumberIndex(from)
}

// mergeRange makes one range of two exact numbers that rise; false when they do not.
func mergeRange(a, b *analysis.Number) bool {
	plain := func(n *analysis.Number) bool {
		return (n.Kind == analysis.Cardinal || n.Kind == analysis.ArticleOne) && n.Role == "" && n.Low != nil && n.High != nil && *n.Low == *n.High
	}
	if !plain(a) || !plain(b) {
		return false
	}
	low, high := *a.Low, *b.High
	for m := int64(1000); m <= 1e9; m *= 1000 { // 2 or 3 million
		if high >= m && high%m == 0 && low < 1000 && high/m > low {
			low *= m
			break
		}
	}
	if low >= high || low < 1 {
		return false
	}
	a.Low, a.High, a.Qualifier, a.Kind = &low, &high, bilan.Range, analysis.Cardinal
	a.To, a.NumTo, a.End = b.To, b.NumTo, b.End
	return true
}
