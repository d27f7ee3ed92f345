package annotate

import (
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

func (p *numberReader) multFollows(i int) bool {
	_, ok := p.multAt(i + 1)
	return ok && p.d.Has(i, lang.Num)
}
