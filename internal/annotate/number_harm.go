package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// harm reads verbs and nouns of harm beside a number without a noun: twelve were killed, toll of 16, dont trois.
func (w *witness) harm() {
	n := w.n
	if w.joinedAge() {
		w.b.add(bilan.RoleAge, 6, "joined to an age before it")
		return
	}
	if n.Noun >= 0 && !w.has(n.Noun, lang.More) && !w.has(n.Noun, lang.Other) || n.Kind == analysis.Ordinal || n.Kind == analysis.InWord {
		return
	}
	switch {
	case w.harmBehind():
		w.b.add(bilan.RolePeople, 4, "a verb of harm behind it")
	case w.has(n.To, lang.PartOf) || w.has(n.To+1, lang.PartOf) && w.has(n.To, lang.Prep):
		w.b.add(bilan.RolePeople, 3, "part of those told")
	case w.tollBefore():
		w.b.add(bilan.RolePeople, 4, "a toll before it")
	case w.has(n.From-1, lang.PartOf):
		w.b.add(bilan.RolePeople, 2, "part of those told")
	}
}

// joinedAge reports whether a number is a later one of ages told together: "aged 19 and 21", "aged 9, 11 and 14".
func (w *witness) joinedAge() bool {
	if !w.bare() || w.n.Noun >= 0 || w.n.Value > 115 {
		return false
	}
	for from := w.n.From; ; {
		before := w.d.NumberAt(from - 2)
		if before == nil || before.To != from-1 || !(w.has(from-1, lang.Conj) || w.tok(from-1).Fold == ",") {
			return false
		}
		from = before.From
		if w.has(from-1, lang.UAge) && !w.has(from-1, lang.UDuration) {
			return true
		}
	}
}

func (w *witness) harmBehind() bool {
	for k := w.n.To; k < w.n.To+6; k++ {
		t := w.tok(k)
		switch {
		case t.Tags.Any(outcomeTags) || t.Has(lang.ShotAt) || t.Has(lang.Undergo) || t.Has(lang.Condition):
			return true
		case t.Tags.Any(verbTags), t.Has(lang.Adv), t.Has(lang.Neg), t.Has(lang.More), t.Has(lang.Other), t.Has(lang.Pron), t.Has(lang.PartOf):
		default:
			return false
		}
	}
	return false
}

// tollBefore looks back, past small words, for a verb of harm or a noun that takes a toll.
func (w *witness) tollBefore() bool {
	for k, nouns := w.n.From-1, 0; k >= w.n.From-9; k-- {
		t := w.tok(k)
		switch {
		case t.Fold == "" || t.Fold == ";" || t.Fold == "." || w.d.NumberAt(k) != nil && w.d.NumberAt(k).Noun >= 0 && w.d.NumberAt(k).Kind != analysis.ArticleOne:
			return false
		case t.Has(lang.Toll) || t.Has(lang.VictNoun):
			return true
		case t.Tags.Any(outcomeTags) && nouns == 0:
			return true
		case t.Has(lang.N) && !t.Has(lang.V):
			nouns++
		}
	}
	return false
}

// agedInCommas reads "Smith, 41," and "(34)": an age between signs behind a person; also "two men, 25 and 30,".
func (w *witness) agedInCommas() {
	n := w.n
	p, q := w.tok(n.From-1).Fold, w.tok(n.To).Fold
	if w.pairOfAges() || q == "(" && w.d.ActorAt(n.From-2) != nil {
		q = ","
	}
	if !w.bare() || n.Value < 1 || n.Value > 110 || n.Noun >= 0 || !(p == "," && closesAge(q) || p == "(" && (q == ")" || q == ",")) {
		return
	}
	b := w.tok(n.From - 2)
	if b.Fold == "." { // "Jr., 25,"
		b = w.tok(n.From - 3)
	}
	if w.d.PlaceAt(n.From-2) != nil && w.d.ActorAt(n.From-2) == nil {
		return // "in Jakarta, 20, and in Bandung, 30"
	}
	if b.Is(analysis.Cap) && w.tok(n.From-3).Fold != "," || b.Tags.Any(peopleTags) {
		w.b.add(bilan.RoleAge, 5, "between commas behind a person")
	}
}

// closesAge reports whether a sign ends an age told in apposition.
func closesAge(sign string) bool {
	switch sign {
	case ",", ".", ";", "", ")", "—", "–":
		return true
	}
	return false
}

// pairOfAges reports whether a number and the one joined to it stand alone up to the next sign: "25 and 30,".
func (w *witness) pairOfAges() bool {
	k := w.n.To + 1
	if !w.has(w.n.To, lang.Conj) || !w.tok(k).Is(analysis.Digit) {
		return false
	}
	b := w.d.NumberAt(k)
	return b != nil && b.Noun < 0 && b.Value <= 110 && closesAge(w.tok(b.To).Fold)
}

// listMark reads the number of an item: "1." or "2)" at the beginning of a line.
func (w *witness) listMark() {
	n, t := w.n, &w.d.Tokens[w.n.NumFrom]
	if n.From == w.d.SentenceOf(n.From).From && w.bare() && (t.Is(analysis.Line) || n.From == 0) && n.Value < 100 {
		if q := w.tok(n.To).Fold; q == "." || q == ")" {
			w.b.add(bilan.RoleOrdinal, 4, "number of an item")
		}
	}
}
