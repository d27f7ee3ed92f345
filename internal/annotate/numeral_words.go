package annotate

import (
	"math"
	"strings"
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// words reads the number that begins with a word at token i.
func (p *numberReader) words(i int) (numeral, bool) {
	t := &p.d.Tokens[i]
	if !t.Tags.Any(numeralTags) {
		return p.hyphened(i)
	}
	has := t.Tags.Has
	switch {
	case has(lang.Zero) && !has(lang.Num):
		return p.one(i, 0, analysis.ZeroCount), true
	case has(lang.Both) && !p.multFollows(i):
		v, ok := t.Value(lang.Both)
		if !ok {
			v = 2
		}
		return p.one(i, float64(v), analysis.BothCount), true
	case p.inverted(i):
		return p.inversion(i), true
	case has(lang.Vague) && !p.singular(i):
		return p.vague(i), true
	case has(lang.Half) && has(lang.Num):
		return p.oneAndHalf(i), true
	case has(lang.Num), p.opensMult(i):
		return p.compound(i)
	case has(lang.Collect):
		return p.collective(i), true
	case has(lang.Half) && !has(lang.V) && !has(lang.Ord):
		v, _ := t.Value(lang.Half)
		n := p.one(i, float64(v), analysis.Cardinal)
		n.role, n.why = bilan.RolePercent, "a fraction"
		return n, true
	case has(lang.One):
		return p.article(i), true
	case has(lang.Ord):
		return p.ordinal(i)
	case has(lang.Mult) && utf8.RuneCountInString(t.Fold) > 3:
		v, _ := t.Value(lang.Mult)
		return p.one(i, float64(v), analysis.Cardinal), true
	}
	return p.hyphened(i)
}

// numeralTags mark the words that can begin a number.
var numeralTags = lang.SetOf(lang.Zero, lang.Num, lang.Both, lang.Mult, lang.Vague, lang.Half, lang.Collect, lang.One, lang.Ord)

func (p *numberReader) one(i int, v float64, k analysis.NumberKind) numeral {
	t := &p.d.Tokens[i]
	return numeral{from: i, to: i + 1, open: i, start: t.Start, end: t.End, value: v, kind: k, bounds: t.Tags.And(boundTags)}
}

// value gives the number a token stands for alone and whether it is one ("cent" is, "million" is not).
func (p *numberReader) value(i int) (float64, bool) {
	if i >= len(p.d.Tokens) {
		return 0, false
	}
	v, ok := p.d.Tokens[i].Value(lang.Num)
	return float64(v), ok
}

// mult gives the multiplier at token i; single letters multiply only where they touch the digits.
func (p *numberReader) multAt(i int) (float64, bool) {
	if i >= len(p.d.Tokens) || p.d.Tokens[i].Is(analysis.Line) {
		return 0, false
	}
	t := &p.d.Tokens[i]
	v, ok := t.Value(lang.Mult)
	if !ok || v < 2 || utf8.RuneCountInString(t.Fold) < 2 && t.Is(analysis.Space) {
		return 0, false
	}
	return float64(v), true
}

// unitAt gives what a collective noun at token i counts by, after a number: deux douzaines, три десятка.
func (p *numberReader) unitAt(i int) (float64, bool) {
	if i >= len(p.d.Tokens) {
		return 0, false
	}
	t := &p.d.Tokens[i]
	if v, ok := t.Value(lang.Collect); ok && v >= 10 && t.W1 == t.W0+1 {
		return float64(v), true
	}
	if v, ok := t.Value(lang.Vague); ok && v >= 16 && t.W1 == t.W0+1 {
		return float64(v) / 2, true
	}
	return 0, false
}

// opensMult reports whether token i is an article or "one" before a multiplier: a hundred, un million, сто тысяч.
func (p *numberReader) opensMult(i int) bool {
	if !p.d.Has(i, lang.One) {
		return false
	}
	_, ok := p.multAt(i + 1)
	return ok && !p.d.Has(i+1, lang.Collect)
}

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
	return p.one(i, 1, analysis.ArticleOne)
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

// hyphened reads numbers written in one word with hyphens: два-три, deux-cent-trois, two-year-old.
func (p *numberReader) hyphened(i int) (numeral, bool) {
	t := &p.d.Tokens[i]
	if t.W1 != t.W0+1 || !strings.Contains(t.Fold, "-") || strings.HasPrefix(t.Fold, "-") {
		return numeral{}, false
	}
	parts := strings.Split(t.Fold, "-")
	values, used := p.hyphenValues(parts)
	if len(values) == 0 {
		return numeral{}, false
	}
	n := p.one(i, values[0], analysis.Cardinal)
	if used == len(parts) {
		return n, n.joinValues(values)
	}
	if len(values) > 1 && !n.joinValues(values) {
		return numeral{}, false
	}
	n.end = t.Start + prefixLen(p.d.Text[t.Start:t.End], used)
	tags, _ := suffixTags(p.d.Pack.Lexicon, strings.Join(parts[used:], "-"))
	n.role, n.why = unitRole(tags), "unit written with it"
	if n.role == "" {
		n.role, n.why = bilan.RoleOther, "part of a compound word"
	}
	return n, true
}

// hyphenValues gives the numbers that the front parts stand for, the longest known joins first.
func (p *numberReader) hyphenValues(parts []string) (values []float64, used int) {
	lex := p.d.Pack.Lexicon
	for used < len(parts) {
		found := false
		for to := len(parts); to > used && !found; to-- {
			e := lex.Entry(lex.Word(strings.Join(parts[used:to], "-")))
			v, ok := e.Value(lang.Num)
			if !ok {
				v, ok = e.Value(lang.Collect)
			}
			if !ok {
				v, ok = e.Value(lang.Mult)
				ok = ok && used > 0
			}
			if ok && v > 0 {
				values, used, found = append(values, float64(v)), to, true
			}
		}
		if !found {
			break
		}
	}
	return values, used
}

// joinValues makes one number of several: a range of two that rise (два-три), else a compound.
func (n *numeral) joinValues(values []float64) bool {
	s := sum{last: math.Inf(1)}
	for k, v := range values {
		switch {
		case k > 0 && v >= 100 && (v == 100 || v == 1000 || v >= 1e6) && s.times(v):
		case s.fits(v):
			s.cur += v
		case len(values) == 2 && v > values[0] && v <= 10*values[0]:
			n.value, n.high, n.span = values[0], v, true
			return true
		default:
			return false
		}
	}
	n.value = s.total + s.cur
	return true
}

// prefixLen gives the bytes of the first n parts between hyphens.
func prefixLen(s string, n int) int {
	for i, r := range s {
		if r == '-' || r == '‑' || r == '‐' {
			if n--; n == 0 {
				return i
			}
		}
	}
	return len(s)
}

func (p *numberReader) multFollows(i int) bool {
	_, ok := p.multAt(i + 1)
	return ok && p.d.Has(i, lang.Num)
}
