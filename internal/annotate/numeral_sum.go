package annotate

import (
	"math"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// A sum adds up the parts of a compound number.
type sum struct {
	total, cur float64
	last       float64 // the multiplier that went before; parts behind it are smaller
	fromDigits bool
}

// fits reports whether v may follow as the next smaller part: cent + trois, twenty + three, тысяча + двести.
func (s *sum) fits(v float64) bool {
	switch {
	case s.fromDigits && s.cur != 0:
		return false
	case s.cur == 0:
		return v < s.last && v > 0
	case math.Mod(s.cur, 1000) == 0:
		return v < 1000 && v > 0
	case math.Mod(s.cur, 100) == 0:
		return v < 100 && v > 0
	}
	return v < 10 && v > 0 && math.Mod(s.cur, 10) == 0 && math.Mod(s.cur, 100) >= 20
}

// times multiplies what stands before m: deux cents, 2,3 millions; false when m does not follow.
func (s *sum) times(m float64) bool {
	switch {
	case m < 1000:
		if s.cur < 1 || s.cur >= 100 || m > 100 {
			return false
		}
		s.cur *= m
	case m < s.last && s.cur > 0:
		s.total, s.cur, s.last, s.fromDigits = s.total+s.cur*m, 0, m, false
	default:
		return false
	}
	return true
}

// compound reads number words that belong together: two hundred and three, двести тридцать восемь.
func (p *numberReader) compound(i int) (numeral, bool) {
	s := sum{last: math.Inf(1)}
	v, ok := p.value(i)
	if !ok {
		v = 1
	}
	s.cur = v
	n := p.one(i, v, analysis.Cardinal)
	if p.isArticle(i) {
		n.kind = analysis.ArticleOne
	}
	if v == 0 {
		n.kind = analysis.ZeroCount
		return n, true
	}
	if p.d.Has(i, lang.Collect) && v >= 10 {
		n.approx = true
	}
	if v >= 1000 && math.Mod(v, 1000) == 0 { // mille deux cents
		s.total, s.cur, s.last = v, 0, 1000
	}
	if r := unitRole(p.d.Tokens[i].Tags); r != "" {
		n.role, n.why = r, "unit in the same word"
	}
	p.extend(&n, &s)
	if n.value != 1 && n.kind == analysis.ArticleOne {
		n.kind = analysis.Cardinal
	}
	p.tail(&n)
	return n, true
}

// isArticle reports whether token i is an indefinite article, not the numeral one.
func (p *numberReader) isArticle(i int) bool {
	t := &p.d.Tokens[i]
	if p.d.Has(i+1, lang.Of) { // "un de ses gardes"
		return false
	}
	return t.Has(lang.One) && t.Has(lang.Det) && !t.Has(lang.Pron) && t.W1 == t.W0+1
}

// multiply reads the multipliers behind digits: 4,5 тысячи, 2.3 million, 12 hundred.
func (p *numberReader) multiply(n *numeral) {
	s := sum{cur: n.value, last: math.Inf(1), fromDigits: true}
	p.extend(n, &s)
}

// extend adds the parts of a compound behind n.
func (p *numberReader) extend(n *numeral, s *sum) {
	for p.d.Pack != nil && n.to < len(p.d.Tokens) && !p.d.Tokens[n.to].Is(analysis.Line) {
		if !p.part(n, s) {
			break
		}
	}
	n.value = s.total + s.cur
	p.collectUnit(n)
	p.andHalf(n, s)
}

// part takes in one more part of a compound; false when none follows.
func (p *numberReader) part(n *numeral, s *sum) bool {
	k := n.to
	if m, ok := p.multAt(k); ok && s.times(m) {
		n.mult = m
		n.approx = n.approx || m == 12
		return p.take(n, p.pastStop(k))
	}
	if _, ok := p.multAt(k + 1); ok && !p.d.Tokens[k].Tags.And(boundTags).Empty() && p.d.Tokens[k].W1 > p.d.Tokens[k].W0+1 && s.last > 1e15 {
		n.bounds = n.bounds.Or(p.d.Tokens[k].Tags.And(boundTags)) // 15 с лишним тысяч
		return p.take(n, k+1)
	}
	if p.d.Has(k, lang.NumAnd) && (s.cur >= 100 && math.Mod(s.cur, 100) == 0 || s.cur == 0 && s.total > 0) && !s.fromDigits {
		if v, ok := p.value(k + 1); ok && v < 100 && s.fits(v) && !p.d.Has(k+1, lang.Both) {
			s.cur += v
			return p.take(n, k+2)
		}
	}
	if v, ok := p.value(k); ok && !p.d.Has(k, lang.Zero) && s.fits(v) && p.d.Tokens[k].Tags.And(boundTags).Empty() {
		s.cur += v
		return p.take(n, k+1)
	}
	if s.last < math.Inf(1) && s.cur == 0 && s.last >= 1000 {
		return p.digitsPart(n, s)
	}
	if o, ok := p.d.Tokens[k].Value(lang.Ord); ok && o > 0 && o < 100 && !n.digits && s.cur >= 20 && s.fits(float64(o)) {
		s.cur += float64(o)
		n.kind, n.role, n.why = analysis.Ordinal, bilan.RoleOrdinal, "an ordinal word"
		p.take(n, k+1)
		return false
	}
	return false
}

// pastStop gives the token behind token k and the stop of its abbreviation: тыс.
func (p *numberReader) pastStop(k int) int {
	d := p.d
	if d.Is(k+1, ".") && !d.Tokens[k+1].Is(analysis.Space) && k+2 < len(d.Tokens) && !d.Tokens[k+2].Is(analysis.Cap) &&
		(d.Pack.Abbreviation(d.Tokens[k].Fold) || d.Pack.Abbreviation(d.Tokens[k].Fold+".")) {
		return k + 2
	}
	return k + 1
}

func (p *numberReader) take(n *numeral, to int) bool {
	n.to, n.end = to, p.d.Tokens[to-1].End
	n.bare = false
	return true
}

// digitsPart takes in digits behind a multiplier that more of a number follow: 2 млн 300 тысяч, 3 millions 500 mille.
func (p *numberReader) digitsPart(n *numeral, s *sum) bool {
	t := &p.d.Tokens[n.to]
	if !n.digits || !t.Is(analysis.Digit) || hasOther(t.Fold) {
		return false
	}
	v := atoi([]string{t.Fold}, 0)
	m, ok := p.multAt(n.to + 1)
	if !ok || m >= s.last || v*m >= s.last {
		return false
	}
	s.total, s.last = s.total+v*m, m
	return p.take(n, n.to+2)
}

// collectUnit multiplies by a collective noun: две сотни, deux douzaines, trois dizaines de milliers.
func (p *numberReader) collectUnit(n *numeral) {
	u, ok := p.unitAt(n.to)
	if !ok || n.value < 1 || n.value >= 100 || n.value == 1 && p.d.Has(n.from, lang.One) && n.to > n.from+1 {
		return
	}
	n.value, n.approx, n.mult = n.value*u, true, u
	n.bounds = n.bounds.Or(p.d.Tokens[n.to].Tags.And(boundTags))
	p.take(n, n.to+1)
	p.ofUnit(n)
}

// ofUnit multiplies by what follows a collective: une dizaine de milliers, десяток тысяч, сотни тысяч.
func (p *numberReader) ofUnit(n *numeral) {
	k := n.to
	if p.d.Has(k, lang.Prep) {
		k++
	}
	if k >= len(p.d.Tokens) {
		return
	}
	t := &p.d.Tokens[k]
	m, ok := p.multAt(k)
	if !ok && t.W1 == t.W0+1 {
		if v, vague := t.Value(lang.Vague); vague && v >= 2000 {
			m, ok = float64(v)/2, true
		}
	}
	if ok && m >= 1000 && m > n.value {
		n.value, n.mult = n.value*m, m
		p.take(n, k+1)
	}
}
