package annotate

import (
	"slices"
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// again gives the chain of the source told before that phrase k points to: "la même source", "the same official", «тот же
// источник». It is nil when the phrase does not point back, or to nobody who spoke.
func (a *attributor) again(k int) []bilan.Hop {
	d, ch := a.d, &a.d.Chunks[k]
	if !pointsBack(d, ch.From, ch.Head) {
		return nil
	}
	head, n := &d.Tokens[ch.Head], -1
	if act := d.ActorAt(ch.Head); act != nil && act.Resolved != "" && act.Kind != bilan.ActorPerson && act.Kind != bilan.ActorAnonymous {
		return nil // "the same ministry": the cast knows which
	}
	at := a.before(ch.From, func(at *analysis.Attribution) bool {
		n = hopCalled(at.Chain, head.Fold)
		return n >= 0
	})
	if at == nil && !head.Has(lang.KAnon) && !head.Has(lang.StandIn) && !head.Has(lang.SayNoun) {
		return nil
	}
	if at != nil {
		n = hopCalled(at.Chain, head.Fold)
	} else if at = a.before(ch.From, func(*analysis.Attribution) bool { return true }); at == nil {
		return nil
	} else {
		n = len(at.Chain) - 1
	}
	hops := slices.Clone(at.Chain[:n+1])
	last := &hops[n]
	full := fullName(*last)
	span := d.Span(ch.From, ch.To)
	*last = bilan.Hop{Name: span.Text, Kind: last.Kind, Role: last.Role, Country: last.Country, Resolved: full, Span: span}
	return hops
}

func fullName(h bilan.Hop) string {
	if h.Resolved != "" {
		return h.Resolved
	}
	return h.Name
}

// pointsBack reports whether a word that says "the same" stands in tokens from to head.
func pointsBack(d *analysis.Doc, from, head int) bool {
	for i := from; i <= head; i++ {
		if d.Has(i, lang.Same) {
			return true
		}
	}
	return false
}

// hopCalled gives the last hop of a chain in whose words the noun stands, in any form; -1 for none.
func hopCalled(chain []bilan.Hop, noun string) int {
	for n := len(chain) - 1; n >= 0; n-- {
		for _, w := range tellingWords(chain[n].Name + " " + chain[n].Role) {
			if stem(w) == stem(noun) {
				return n
			}
		}
	}
	return -1
}

// stem gives the first letters of a word, in which its forms agree.
func stem(w string) string {
	n := max(utf8.RuneCountInString(w)-2, 4)
	i := 0
	for at := range w {
		if i == n {
			return w[:at]
		}
		i++
	}
	return w
}
