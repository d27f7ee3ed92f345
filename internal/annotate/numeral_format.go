package annotate

import (
	"strings"
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
)

// format reads numbers written as several groups of digits with signs between: dates, telephone numbers, fractions.
func (p *numberReader) format(i int) (numeral, bool) {
	d := p.d
	if d.Is(i, "+") && glued(d, i+1) {
		return p.phone(i, i+1)
	}
	if d.Tokens[i].Is(analysis.Digit) && len(d.Tokens[i].Fold) < 3 && d.Is(i+1, "(") && glued(d, i+2) && d.Is(i+3, ")") && i+4 < len(d.Tokens) && d.Tokens[i+4].Is(analysis.Digit) {
		if n, ok := p.phone(i, i); ok {
			return n, true
		}
	}
	t := &d.Tokens[i]
	if !t.Is(analysis.Digit) || leadingDigits(t.Fold) != t.Fold {
		return numeral{}, false
	}
	if n, ok := p.spacedPhone(i); ok {
		return n, true
	}
	groups, to := p.joined(i)
	n := numeral{from: i, to: to, start: t.Start, end: d.Tokens[to-1].End, digits: true}
	n.value, _ = parseDigits(d.Pack, t.Fold)
	sign := ""
	if to > i+1 {
		sign = d.Tokens[i+1].Fold
	}
	switch {
	case len(groups) == 3 && dateGroups(groups):
		n.role, n.why = bilan.RoleDate, "a date in digits"
	case len(groups) >= 3 && phoneGroups(groups):
		n.role, n.why = bilan.RoleIdentifier, "a telephone number"
	case len(groups) == 2 && sign == "-" && localPhone(groups):
		n.role, n.why = bilan.RoleIdentifier, "a telephone number"
	case len(groups) == 2 && sign == "/":
		return slash(n, groups), true
	default:
		return numeral{}, false
	}
	return n, true
}

// spacedPhone reads groups of two or three digits in a row, too many and too uneven for one amount: 800 00 20 20.
func (p *numberReader) spacedPhone(i int) (numeral, bool) {
	d := p.d
	to, pairs, digits := i, 0, 0
	for ; to < len(d.Tokens) && d.Tokens[to].Is(analysis.Digit) && !hasOther(d.Tokens[to].Fold) && len(d.Tokens[to].Fold) <= 3; to++ {
		if to > i && d.Tokens[to].Is(analysis.Line) {
			break
		}
		digits += len(d.Tokens[to].Fold)
		if len(d.Tokens[to].Fold) == 2 {
			pairs++
		}
	}
	if to < i+4 || pairs < 3 || digits < 8 {
		return numeral{}, false
	}
	n := numeral{from: i, to: to, open: i, start: d.Tokens[i].Start, end: d.Tokens[to-1].End, digits: true}
	n.value, n.role, n.why = atoi([]string{d.Tokens[i].Fold}, 0), bilan.RoleIdentifier, "a telephone number"
	return n, true
}

// joined lists the groups of digits from token i that "-", "/" or "–" join without space.
func (p *numberReader) joined(i int) ([]string, int) {
	d := p.d
	groups, to := []string{d.Tokens[i].Fold}, i+1
	for to+1 < len(d.Tokens) && len(groups) < 6 {
		s, t := &d.Tokens[to], &d.Tokens[to+1]
		if s.Fold != "-" && s.Fold != "/" || s.Is(analysis.Space) || !glued(d, to+1) || s.Fold != d.Tokens[i+1].Fold || hasOther(t.Fold) {
			break
		}
		groups, to = append(groups, t.Fold), to+2
	}
	return groups, to
}

// glued reports whether token i is digits without a space before them.
func glued(d *analysis.Doc, i int) bool {
	return i < len(d.Tokens) && d.Tokens[i].Is(analysis.Digit) && !d.Tokens[i].Is(analysis.Space)
}

func dateGroups(g []string) bool {
	a, b, c := atoi(g, 0), atoi(g, 1), atoi(g, 2)
	switch {
	case len(g[0]) == 4:
		return isYear(a) && b >= 1 && b <= 12 && c >= 1 && c <= 31
	case len(g[2]) == 4:
		return isYear(c) && a >= 1 && b >= 1 && max(a, b) <= 31 && min(a, b) <= 12
	}
	return len(g[0]) == 2 && len(g[1]) == 2 && len(g[2]) == 2 && a >= 1 && a <= 31 && b >= 1 && b <= 12
}

func phoneGroups(g []string) bool {
	digits := 0
	for i, s := range g {
		n := utf8.RuneCountInString(s)
		if n > 4 || i > 0 && n < 2 {
			return false
		}
		digits += n
	}
	return digits >= 7
}

// localPhone reports whether two groups are a telephone number without its code, 686-3154, and no range of amounts.
func localPhone(g []string) bool {
	a, b := atoi(g, 0), atoi(g, 1)
	return len(g[0]) == 3 && len(g[1]) == 4 && (b < a || b > 2*a)
}

// slash reads 1/2 as a fraction, 9/11 and 24/7 as what they are called, other pairs as an identifier.
func slash(n numeral, g []string) numeral {
	a, b := atoi(g, 0), atoi(g, 1)
	switch {
	case a == 24 && b == 7:
		n.role, n.why = bilan.RoleDuration, "24/7"
	case a < b && b <= 10 && a > 0:
		n.value, n.role, n.why = a/b, bilan.RolePercent, "a fraction"
	case a >= 1 && a <= 12 && b >= 1 && b <= 31 || b >= 1 && b <= 12 && a >= 1 && a <= 31:
		n.role, n.why = bilan.RoleDate, "a day and month in digits"
	case isYear(a):
		n.role, n.why = bilan.RoleDate, "two years"
	default:
		n.role, n.why = bilan.RoleIdentifier, "two numbers with a stroke"
	}
	return n
}

// phone reads "+7 495 123-45-67" and "8 (495) 123-45-67" as one number, from token i with digits from first on; it
// needs seven digits.
func (p *numberReader) phone(i, first int) (numeral, bool) {
	d := p.d
	to, digits := first, 0
	for to < len(d.Tokens) && to < i+14 {
		t := &d.Tokens[to]
		switch {
		case t.Is(analysis.Line):
			to = -to
		case t.Is(analysis.Digit) && !hasOther(t.Fold):
			digits += len(t.Fold)
		case strings.ContainsAny(t.Fold, "-–()") && to+1 < len(d.Tokens) && (d.Tokens[to+1].Is(analysis.Digit) || t.Fold == ")"):
		default:
			to = -to
		}
		if to < 0 {
			to = -to
			break
		}
		to++
	}
	for to > i+1 && !d.Tokens[to-1].Is(analysis.Digit) {
		to--
	}
	if digits < 7 || digits > 15 {
		return numeral{}, false
	}
	n := numeral{from: i, to: to, start: d.Tokens[i].Start, end: d.Tokens[to-1].End, digits: true}
	n.value, n.role, n.why = atoi([]string{d.Tokens[first].Fold}, 0), bilan.RoleIdentifier, "a telephone number"
	return n, true
}
