package annotate

import (
	"math"
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

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
