package annotate

import (
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

var (
	boundTags = lang.SetOf(lang.BAtLeast, lang.BMore, lang.BAbout, lang.BUpTo, lang.BLess)
	// skipTags may stand between a bound and its number: at least another 12, plus de ces 12.
	skipTags = lang.SetOf(lang.Det, lang.More, lang.Other, lang.Poss, lang.Total, lang.New)
)

// leftBounds takes in the bound words before a number; own are those its words carry ("une bonne dizaine").
func leftBounds(d *analysis.Doc, n *analysis.Number, own lang.Set) {
	all := own
	first := d.SentenceOf(n.NumFrom).From
	for k, skipped := n.NumFrom-1, 0; k >= first && skipped <= 2; k-- {
		t := &d.Tokens[k]
		b := t.Tags.And(boundTags)
		switch {
		case t.Is(analysis.Digit):
			skipped = 9
		case !b.Empty() && !newValue(d, k):
			all, n.From, skipped = all.Or(b), k, 0
		case t.Tags.Any(skipTags) || t.Has(lang.Sub) && k == n.NumFrom-1:
			skipped++
		default:
			skipped = 9
		}
	}
	applyBounds(n, all)
}

// newValue reports whether a bound word says no bound because a value changes: "возросло до 13", "fell under 12" not.
func newValue(d *analysis.Doc, k int) bool {
	return d.Has(k, lang.RangeTo) && d.Has(k, lang.BUpTo) && changes(d, k)
}

// changes reports whether a word before token k, in its sentence, says that a value changes.
func changes(d *analysis.Doc, k int) bool {
	first := d.SentenceOf(k).From
	for j := k - 1; j >= first && j >= k-8; j-- {
		if d.Has(j, lang.Change) {
			return true
		}
		if f := d.Tokens[j].Fold; f == ";" || f == ":" || f == "," {
			return false
		}
	}
	return false
}

// rightBounds takes in bound words directly behind a number: 13 or more, 100 с лишним, 12 maximum.
func rightBounds(d *analysis.Doc, n *analysis.Number) {
	k := n.NumTo
	if d.Is(k, "+") && !d.Tokens[k].Is(analysis.Space) && !glued(d, k+1) && n.Kind == analysis.Cardinal {
		n.To = k + 1
		applyBounds(n, lang.SetOf(lang.BAtLeast))
		return
	}
	if b, ok := closingBound(d, k, true); ok {
		n.To = k + 1
		applyBounds(n, b)
	}
}

// postBounds applies bounds behind the counted noun: 12 personnes au moins, 400 человек как минимум.
func postBounds(d *analysis.Doc) {
	for i := range d.Numbers {
		n := &d.Numbers[i]
		if n.Noun < n.NumTo || n.Qualifier != bilan.Exact {
			continue
		}
		if b, ok := closingBound(d, n.Noun+1, false); ok {
			applyBounds(n, b)
		}
	}
}

// closingBound gives the bound that token k closes a number phrase with; it is none when it opens the next number or
// governs the next noun.
func closingBound(d *analysis.Doc, k int, direct bool) (lang.Set, bool) {
	if k >= len(d.Tokens) || d.Tokens[k].Is(analysis.Line) {
		return lang.Set{}, false
	}
	t := &d.Tokens[k]
	b := t.Tags.And(boundTags)
	if b.Empty() {
		return b, false
	}
	several := strings.ContainsAny(t.Fold, " ") || strings.HasPrefix(t.Fold, "-")
	if d.NumberAt(k+1) != nil || startsNumber(d, k+1) {
		return b, false
	}
	ends := k+1 >= len(d.Tokens) || d.Tokens[k+1].Is(analysis.Punct) || d.Has(k+1, lang.Conj) || d.Tokens[k+1].Is(analysis.Line)
	switch {
	case direct && several && !t.Has(lang.Prep):
		return b, true
	case several && (ends || !d.Has(k+1, lang.N) && !d.Has(k+1, lang.Det)) && !t.Has(lang.Prep):
		return b, true
	}
	return b, ends && !b.Any(lang.SetOf(lang.BMore, lang.BLess)) && !t.Has(lang.Prep)
}

func startsNumber(d *analysis.Doc, k int) bool {
	return k < len(d.Tokens) && !d.Tokens[k].Is(analysis.Punct) && (d.Tokens[k].Is(analysis.Digit) || d.Has(k, lang.Num) || d.Has(k, lang.Collect))
}

// applyBounds narrows or opens the count by bound words; the strongest word wins.
func applyBounds(n *analysis.Number, b lang.Set) {
	if b.Empty() || n.Low == nil && n.High == nil || n.Kind == analysis.Ordinal || n.Kind == analysis.ZeroCount {
		return
	}
	q := bound(b)
	switch n.Qualifier {
	case bilan.Vague:
		return
	case bilan.Range:
		rangeBounds(n, q)
		return
	}
	v := n.Low
	if v == nil {
		v = n.High
	}
	setBound(n, q, v)
}

// bound gives the qualifier of a set of bound words; "at least some 200" is at least 200.
func bound(b lang.Set) bilan.Qualifier {
	switch {
	case b.Has(lang.BAtLeast):
		return bilan.AtLeast
	case b.Has(lang.BMore):
		return bilan.MoreThan
	case b.Has(lang.BLess):
		return bilan.LessThan
	case b.Has(lang.BUpTo):
		return bilan.UpTo
	}
	return bilan.About
}

func setBound(n *analysis.Number, q bilan.Qualifier, v *int64) {
	n.Qualifier = q
	switch q {
	case bilan.AtLeast, bilan.MoreThan:
		n.Low, n.High = v, nil
	case bilan.UpTo, bilan.LessThan:
		n.Low, n.High = nil, v
	default:
		n.Low, n.High = v, v
	}
}

func rangeBounds(n *analysis.Number, q bilan.Qualifier) {
	switch q {
	case bilan.AtLeast, bilan.MoreThan:
		setBound(n, q, n.Low)
	case bilan.UpTo, bilan.LessThan:
		setBound(n, q, n.High)
	}
}

// ranges joins two numbers that tell one: entre 20 et 30, от 60 до 70, 20-30.
func (p *numberReader) ranges() {
	out := p.out[:0]
	for i := 0; i < len(p.out); i++ {
		a := p.out[i]
		if i+1 < len(p.out) && p.joinable(&a, &p.out[i+1]) {
			a = p.joinRange(a, p.out[i+1])
			i++
		} else if i+1 < len(p.out) {
			p.markScore(&a, &p.out[i+1])
		}
		out = append(out, a)
	}
	p.out = out
}

// doubled joins a number told twice, in words and digits: "trente-quatre (34) personnes".
func (p *numberReader) doubled() {
	out := p.out[:0]
	for i := 0; i < len(p.out); i++ {
		a := p.out[i]
		if i+1 < len(p.out) && !a.digits && a.value > 0 {
			b := &p.out[i+1]
			if b.digits && b.value == a.value && b.from == a.to+1 && p.d.Is(a.to, "(") && p.d.Is(b.to, ")") {
				a.to, a.end = b.to+1, p.d.Tokens[b.to].End
				i++
			}
		}
		out = append(out, a)
	}
	p.out = out
}

// joinable reports whether b ends a range that a begins: a joint stands between them, with an opener before or a
// dash that holds them together.
func (p *numberReader) joinable(a, b *numeral) bool {
	d := p.d
	if !p.pair(a, b) {
		return false
	}
	low, high := p.scaled(a, b)
	if low >= high || a.bare && b.bare && isYear(a.value) && isYear(b.value) && (p.dash(a, b) || !d.Has(b.to, lang.N) || d.Has(b.to, lang.TimeUnit)) {
		return false
	}
	if p.dash(a, b) {
		return true
	}
	k := p.opener(a)
	joint := d.Has(a.to, lang.RangeTo) && !(k >= 0 && d.Has(a.to, lang.Conj) && d.Has(k, lang.NamePart)) // "deux jeunes de 19 et 24 ans"
	return k >= 0 && joint && (d.Has(a.to, lang.Conj) || !changes(d, k)) && (!d.Has(k, lang.Det) || d.Has(k, lang.RangeW))
}

// pair reports whether a and b are both plain amounts with one joint between.
func (p *numberReader) pair(a, b *numeral) bool {
	d := p.d
	switch {
	case b.from < a.to+1 || b.from > a.to+3 || a.span || b.span:
		return false
	case !amount(a) || !amount(b):
		return false
	case d.Tokens[a.to].Is(analysis.Line) || d.Tokens[b.from].Is(analysis.Line):
		return false
	case d.Has(b.to, lang.Month) || d.Has(a.from-1, lang.Month) || d.Is(a.from-1, ".") && d.Has(a.from-2, lang.Month):
		return false
	}
	for k := a.to + 1; k < b.from; k++ {
		if !d.Has(k, lang.Det) && !d.Has(k, lang.Prep) && d.Tokens[k].Tags.And(boundTags).Empty() {
			return false
		}
	}
	return d.Has(a.to, lang.RangeTo) || p.dash(a, b)
}

func amount(n *numeral) bool {
	return (n.kind == analysis.Cardinal || n.kind == analysis.ArticleOne || n.kind == analysis.InWord && n.role == bilan.RoleAge) &&
		n.role != bilan.RoleClock && n.role != bilan.RoleDate && n.role != bilan.RoleIdentifier && n.role != bilan.RoleScore
}

// dash reports whether a dash alone stands between a and b, with space on both sides or on neither.
func (p *numberReader) dash(a, b *numeral) bool {
	if b.from != a.to+1 {
		return false
	}
	switch t := &p.d.Tokens[a.to]; t.Fold {
	case "-", "–", "—", "−", "÷":
		return !t.Is(analysis.Space) && !p.d.Tokens[b.from].Is(analysis.Space)
	case "…":
		return true
	}
	return false
}

// opener gives the token of the word that opens a range before a, -1 when none does.
func (p *numberReader) opener(a *numeral) int {
	d := p.d
	for k := a.from - 1; k >= 0 && k >= a.from-2; k-- {
		if d.Has(k, lang.RangeW) {
			return k
		}
		if d.Tokens[k].Tags.And(boundTags).Empty() && !d.Has(k, lang.Det) {
			break
		}
	}
	return -1
}

// scaled gives both ends, the first in the unit of the second: 2–3 millions.
func (p *numberReader) scaled(a, b *numeral) (low, high float64) {
	if a.mult == 0 && b.mult >= 10 && a.value < b.mult && a.value*b.mult < b.value {
		return a.value * b.mult, b.value
	}
	return a.value, b.value
}

func (p *numberReader) joinRange(a, b numeral) numeral {
	low, high := p.scaled(&a, &b)
	r := b
	r.from, r.start, r.value, r.high, r.span, r.bare = a.from, a.start, low, high, true, false
	r.kind = analysis.Cardinal
	r.bounds, r.open = a.bounds, a.from
	if k := p.opener(&a); k >= 0 {
		r.open = k
	}
	return r
}

// markScore notes a score in both numbers: 3-1, where the first is not the smaller.
func (p *numberReader) markScore(a, b *numeral) {
	if p.dash(a, b) && a.bare && b.bare && a.value >= b.value && a.value < 200 {
		a.role, a.why = bilan.RoleScore, "two numbers with a dash"
		b.role, b.why = a.role, a.why
	}
}
