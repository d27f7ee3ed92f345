package annotate

import (
	"math"
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// andHalf adds a half: deux et demi, two and a half million, un million et demi.
func (p *numberReader) andHalf(n *numeral, s *sum) {
	k := n.to
	if p.d.Has(k, lang.Conj) {
		for k++; p.d.Has(k, lang.One) && k < n.to+2; k++ {
		}
	}
	if k >= len(p.d.Tokens) || k == n.to && !strings.Contains(p.d.Tokens[k].Fold, " ") {
		return
	}
	v, ok := p.d.Tokens[k].Value(lang.Half)
	if !ok || v != 50 {
		return
	}
	unit := 1.0
	if s.cur == 0 && s.last < math.Inf(1) {
		unit = s.last
	}
	n.value += unit / 2
	p.take(n, k+1)
	if m, ok := p.multAt(n.to); ok && m >= 1000 {
		n.value, n.mult = n.value*m, m
		p.take(n, n.to+1)
	}
}

// oneAndHalf reads полтора (value in hundredths) and what it multiplies.
func (p *numberReader) oneAndHalf(i int) numeral {
	v, _ := p.d.Tokens[i].Value(lang.Half)
	n := p.one(i, float64(v)/100, analysis.Cardinal)
	if m, ok := p.multAt(n.to); ok {
		n.value, n.mult = n.value*m, m
		p.take(&n, n.to+1)
	} else if u, ok := p.unitAt(n.to); ok {
		n.value, n.approx, n.mult = n.value*u, true, u
		p.take(&n, n.to+1)
	}
	return n
}

// collective reads une vingtaine, a dozen, двое; from ten on it is an approximate count.
func (p *numberReader) collective(i int) numeral {
	t := &p.d.Tokens[i]
	v, _ := t.Value(lang.Collect)
	n := p.one(i, float64(v), analysis.Cardinal)
	n.approx = v >= 10 && t.Has(lang.N)
	p.ofUnit(&n)
	return n
}

// singular reports whether a vague plural is the genitive singular of its collective: свыше тысячи, больше сотни.
func (p *numberReader) singular(i int) bool {
	t := &p.d.Tokens[i]
	_, num := t.Value(lang.Num)
	_, collect := t.Value(lang.Collect)
	if !num && !collect || t.W1 != t.W0+1 {
		return false
	}
	if t.Has(lang.Gen) && t.Has(lang.Sg) && i > 0 && p.d.Tokens[i-1].Tags.Any(boundTags) {
		return true
	}
	return !t.Has(lang.Pl)
}

// vague reads dozens, несколько, plusieurs centaines; a plural unit is at least two of it.
func (p *numberReader) vague(i int) numeral {
	t := &p.d.Tokens[i]
	v, _ := t.Value(lang.Vague)
	n := p.one(i, float64(v), analysis.VagueCount)
	if v == 0 {
		n.value = 3
	}
	if v <= 3 {
		p.severalUnits(&n)
		return n
	}
	p.ofUnit(&n)
	return n
}

// severalUnits reads несколько сотен, several thousand, quelques milliers.
func (p *numberReader) severalUnits(n *numeral) {
	t := n.to
	if m, ok := p.multAt(t); ok {
		n.value, n.mult = 2*m, m
		p.take(n, t+1)
		if m2, ok := p.multAt(n.to); ok && m2 > m {
			n.value, n.mult = n.value*m2, m2
			p.take(n, n.to+1)
		}
		return
	}
	if u, ok := p.unitAt(t); ok {
		n.value = 2 * u
		p.take(n, t+1)
		p.ofUnit(n)
	}
}

// inverted reports whether a unit stands before its number, which makes it approximate: тысяч десять.
func (p *numberReader) inverted(i int) bool {
	d := p.d
	t := &d.Tokens[i]
	if !d.Pack.Genitive || !t.Has(lang.Mult) || !t.Has(lang.Gen) || !t.Has(lang.Pl) || i+1 >= len(d.Tokens) {
		return false
	}
	if i > 0 && (d.Tokens[i-1].Is(analysis.Digit) || d.Has(i-1, lang.Num) || d.Has(i-1, lang.Vague)) {
		return false
	}
	v, ok := p.value(i + 1)
	return ok && v > 1 && v < 100 && !d.Tokens[i+1].Is(analysis.Line)
}

func (p *numberReader) inversion(i int) numeral {
	m, _ := p.multAt(i)
	n, _ := p.compound(i + 1)
	n.from, n.start, n.approx, n.mult = i, p.d.Tokens[i].Start, true, m
	n.value *= m
	return n
}

// article reads an indefinite article or "one" without a value; before a collective it belongs to it.
func (p *numberReader) article(i int) numeral {
	if p.d.Has(i+1, lang.Collect) && !p.d.Has(i+1, lang.Num) || p.d.Has(i+1, lang.Half) && p.d.Has(i, lang.Det) {
		if n, ok := p.words(i + 1); ok {
			n.from, n.start = i, p.d.Tokens[i].Start
			return n
		}
	}
	if p.isArticle(i) {
		return p.one(i, 1, analysis.ArticleOne)
	}
	return p.one(i, 1, analysis.Cardinal)
}

func (p *numberReader) ordinal(i int) (numeral, bool) {
	v, ok := p.d.Tokens[i].Value(lang.Ord)
	if !ok || v <= 0 {
		return numeral{}, false
	}
	n := p.one(i, float64(v), analysis.Ordinal)
	n.role, n.why = bilan.RoleOrdinal, "an ordinal word"
	return n, true
}
