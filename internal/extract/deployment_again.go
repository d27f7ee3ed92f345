package extract

import (
	"strings"
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// before gives the states of a force told before, without what was told of each: of the last one for a pronoun or a
// number alone, of the one with the same head for a force told again ("the contingent").
func (r *deploymentReader) before(k int) []bilan.Contributor {
	if r.last == nil {
		return nil
	}
	if r.isPronoun(k) || r.isRest(k) {
		return plain(r.last.Contributors)
	}
	ch := &r.d.Chunks[k]
	head := &r.d.Tokens[ch.Head]
	if ch.Number >= 0 || !head.Has(lang.Force) || head.Has(lang.Person) || r.qualified(k) {
		return nil
	}
	for i := len(r.heads) - 1; i >= 0; i-- {
		if sameHead(r.heads[i], head.Fold) && len(r.out[i].Deployment.Contributors) > 0 {
			return plain(r.out[i].Deployment.Contributors)
		}
	}
	return nil
}

// qualified reports whether a force's phrase says more than its head: "the alliance's force", "a force of 30".
func (r *deploymentReader) qualified(k int) bool {
	d := r.d
	for i := d.Chunks[k].From; i < phraseEnd(d, k); i++ {
		if d.ActorAt(i) != nil && d.ActorAt(i).Form == analysis.FullName {
			return true
		}
	}
	return false
}

// plain gives states without what was told of each.
func plain(list []bilan.Contributor) []bilan.Contributor {
	out := make([]bilan.Contributor, 0, len(list))
	for _, c := range list {
		out = append(out, bilan.Contributor{Country: c.Country, Span: c.Span})
	}
	return out
}

// sameHead reports whether two heads, of one word or several, have a noun in common.
func sameHead(a, b string) bool {
	for _, x := range strings.Fields(a) {
		for _, y := range strings.Fields(b) {
			if len(x) > 3 && sameNoun(x, y) {
				return true
			}
		}
	}
	return false
}

// sameNoun reports whether two words are forms of one noun: alike but for an ending.
func sameNoun(a, b string) bool {
	if a == b {
		return true
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	stem := utf8.RuneCountInString(strings.ToValidUTF8(a[:n], ""))
	return stem >= 4 && utf8.RuneCountInString(a)-stem <= 3 && utf8.RuneCountInString(b)-stem <= 3
}
