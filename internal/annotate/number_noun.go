package annotate

import (
	"strings"

	"bilan/internal/analysis"
	"bilan/lang"
)

// countedNoun gives the token of the noun that a number counts, -1 when it has none: adjectives, "of the", "d'entre"
// are passed over; an elliptic number gives its "others" or "more".
func countedNoun(d *analysis.Doc, n *analysis.Number) int {
	if n.Kind == analysis.InWord {
		return -1
	}
	last := d.SentenceOf(n.NumFrom).To
	found, elliptic := -1, -1
	from := repeated(d, n)
	for k := from; k < last && k < from+8; k++ {
		t := &d.Tokens[k]
		switch {
		case found < 0 && opensQuote(d, t) && k <= from+1:
		case t.Is(analysis.Punct), d.NumberAt(k) != nil && d.NumberAt(k) != n && d.NumberAt(k).Kind != analysis.ArticleOne:
			return firstFound(found, elliptic)
		case found >= 0:
			if !extendsNoun(d, found, k) {
				return found
			}
			if isNoun(t) {
				found = k
			}
		case t.Tags.Any(lang.SetOf(lang.Other, lang.More)):
			elliptic = k
		case t.Tags.Any(lang.SetOf(lang.PartOf)) && !t.Has(lang.Prep):
			return firstFound(elliptic, -1)
		case t.Has(lang.Weekday) || t.Has(lang.Month) || t.Has(lang.RelDay):
			return elliptic
		case isNoun(t) && (k == n.To || !verbNow(d, k)):
			if found = k; d.Pack.HeadFirst && !leads(t) {
				return k
			}
		case passedOver(d, n, k):
		default:
			return firstFound(elliptic, unknownNoun(d, from, last))
		}
	}
	return firstFound(found, firstFound(elliptic, unknownNoun(d, from, last)))
}

// unknownNoun gives the word directly behind a number when no lexicon knows it: it is most likely what is counted.
func unknownNoun(d *analysis.Doc, k, last int) int {
	if k >= last || d.Tokens[k].Known || d.Tokens[k].Shape&(analysis.Punct|analysis.Cap|analysis.Digit|analysis.Line) != 0 || strings.HasPrefix(d.Tokens[k].Fold, "-") {
		return -1
	}
	return k
}

func opensQuote(d *analysis.Doc, t *analysis.Token) bool {
	for _, q := range d.Pack.Quotes {
		if t.Fold == lang.Fold(q[0]) {
			return true
		}
	}
	return false
}

// repeated gives the token behind a repetition in brackets: trente-quatre (34) personnes, five (5) people.
func repeated(d *analysis.Doc, n *analysis.Number) int {
	m := d.NumberAt(n.To + 1)
	if d.Is(n.To, "(") && d.Is(n.To+2, ")") && m != nil && m.Value == n.Value {
		return n.To + 3
	}
	if d.Is(n.From-1, "(") && d.Is(n.To, ")") {
		if m := d.NumberAt(n.From - 2); m != nil && m.Value == n.Value {
			return n.To + 1
		}
	}
	return n.To
}

func firstFound(a, b int) int {
	if a >= 0 {
		return a
	}
	return b
}

func isNoun(t *analysis.Token) bool {
	return t.Has(lang.N) || t.Has(lang.VictNoun) || t.Has(lang.Person)
}

// leads reports whether a head-first language may put this word before its noun: "jeunes", «раненых» солдат.
func leads(t *analysis.Token) bool {
	return t.Has(lang.Adj) && !t.Has(lang.VictNoun)
}

// verbNow reports whether token k, a noun by its form, is a verb here: an auxiliary stands before it.
func verbNow(d *analysis.Doc, k int) bool {
	return d.Has(k, lang.V) && (d.Has(k-1, lang.Aux) || d.Has(k-1, lang.Be) || d.Has(k-1, lang.Have) || d.Has(k-1, lang.Pron))
}

// passedOver reports whether token k may stand between a number and its noun.
func passedOver(d *analysis.Doc, n *analysis.Number, k int) bool {
	t := &d.Tokens[k]
	switch {
	case t.Has(lang.Be) || t.Has(lang.Have) || t.Has(lang.Aux):
		return false
	case t.Has(lang.Adj), t.Has(lang.Poss), t.Has(lang.New), t.Has(lang.Total):
		return true
	case t.Has(lang.PPart) && !t.Has(lang.Past), t.Has(lang.APart) && !t.Has(lang.Ger):
		return d.Pack.Genitive || !t.Has(lang.V)
	case t.Has(lang.Prep):
		return k == n.To && of(d, n, k)
	case t.Has(lang.Det):
		return k > n.To || t.Has(lang.Prep) || !d.Pack.HeadFirst
	case t.Is(analysis.Cap) && !t.Known:
		return !d.Pack.HeadFirst
	}
	return !t.Known && (t.Tags.Has(lang.Adj) || nounFollows(d, k) && !d.Pack.HeadFirst || nounFollows(d, k) && d.Pack.Genitive)
}

// of reports whether the preposition at k joins a number to its noun: dizaines de, dozens of, 12 of the, trois des; "14 at
// the hospital" are not counted by their place.
func of(d *analysis.Doc, n *analysis.Number, k int) bool {
	return d.Pack.HeadFirst || n.Kind == analysis.VagueCount || !d.Has(k, lang.RangeW) && (d.Pack.Genitive || !d.Has(k, lang.Locative))
}

// extendsNoun reports whether token k carries the noun phrase on behind a noun: head-last languages put nouns before
// the head (police officers), and a participle used as a noun may precede it (раненых солдат).
func extendsNoun(d *analysis.Doc, found, k int) bool {
	t, f := &d.Tokens[k], &d.Tokens[found]
	if t.Is(analysis.Line) || t.Has(lang.Weekday) || t.Has(lang.Month) || t.Has(lang.RelDay) {
		return false
	}
	if d.Pack.HeadFirst || d.Pack.Genitive {
		return k == found+1 && leadsNoun(d, f) && t.Has(lang.N) && (!t.Has(lang.V) || t.Has(lang.Pl)) && t.Has(lang.Pl)
	}
	switch {
	case f.Has(lang.Pl) && !f.Has(lang.Sg):
		return t.Has(lang.N) && t.Has(lang.Pl) && !t.Has(lang.V) && !f.Has(lang.UAge)
	case t.Has(lang.N) && (!t.Has(lang.V) || t.Has(lang.Pl)):
		return true
	}
	return t.Has(lang.Adj) && !t.Has(lang.V) && nounFollows(d, k)
}

// leadsNoun reports whether the word found may be an adjective of the noun behind it.
func leadsNoun(d *analysis.Doc, f *analysis.Token) bool {
	return f.Has(lang.Adj) || d.Pack.Genitive && (f.Has(lang.PPart) || f.Has(lang.APart))
}

func nounFollows(d *analysis.Doc, k int) bool {
	return d.Has(k+1, lang.N) && d.Has(k+1, lang.Pl)
}
