package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

func hasDigit(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case '0' <= c && c <= '9':
			return true
		case c >= 0xC3 && c < 0xD2: // two bytes of a Latin, Greek or Cyrillic letter
			i++
		case c >= utf8.RuneSelf:
			return strings.IndexFunc(s, unicode.IsDigit) >= 0
		}
	}
	return false
}

// digitValue gives the value of a decimal digit of any script, -1 for other signs.
func digitValue(r rune) int {
	if '0' <= r && r <= '9' {
		return int(r - '0')
	}
	if !unicode.IsDigit(r) {
		return -1
	}
	v := 0
	for c := r - 1; v < 9 && unicode.IsDigit(c) && sameBlock(c, r); c-- {
		v++
	}
	return v
}

// sameBlock reports whether two digits belong to one run of ten; runs begin where the low nibble is 0 or 6.
func sameBlock(c, r rune) bool { return c/16 == r/16 || (r&15) < 6 && (c&15) >= 6 }

// leadingDigits gives the front of s that holds digits and the signs between them.
func leadingDigits(s string) string {
	end := 0
	for i, r := range s {
		switch {
		case unicode.IsDigit(r):
			end = i + utf8.RuneLen(r)
		case r == '.' || r == ',' || r == '\'' || r == ':':
		default:
			return s[:end]
		}
	}
	return s[:end]
}

// digitForm says what the separators of a number tell of its form.
type digitForm uint8

const (
	plainDigits digitForm = iota
	groupedDigits
	decimalDigits
	dottedDate   // 06.01.2022
	dottedPair   // 06.01: a day and month, or a decimal
	colonClock   // 19:30
	colonScore   // 3:1
	otherDigits  // 192.168.1.1
	tooLongDigit // more than 15 digits
)

// parseDigits gives the value of digits with separators by the pack's signs, and the form.
func parseDigits(p *lang.Pack, s string) (float64, digitForm) {
	if strings.Contains(s, ":") {
		return parseColon(p, s)
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) })
	seps := separators(s)
	first := atoi(parts, 0)
	switch {
	case len(seps) == 0 && utf8.RuneCountInString(s) > 15:
		return 0, tooLongDigit
	case len(seps) == 0:
		return first, plainDigits
	case looksDated(parts, seps):
		return first, dottedDate
	case len(seps) == 1 && p.Decimal != "" && seps == p.Decimal && seps != "'":
		return decimal(parts), decimalDigits
	case grouped(parts) && strings.Count(seps, seps[:1]) == len(seps):
		return joinGroups(parts), groupedDigits
	case grouped(parts[:len(parts)-1]) && seps[len(seps)-1] != seps[0] && strings.Count(seps, seps[:1]) == len(seps)-1:
		return joinGroups(parts[:len(parts)-1]) + decimal(parts[len(parts)-2:]) - atoi(parts, len(parts)-2), decimalDigits
	case seps == "." && dayMonth(parts):
		return decimal(parts), dottedPair
	case len(seps) == 1:
		return decimal(parts), decimalDigits
	}
	return first, otherDigits
}

func separators(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, s)
}

// grouped reports whether parts are groups of three digits behind a first of one to three.
func grouped(parts []string) bool {
	for i, s := range parts {
		n := utf8.RuneCountInString(s)
		if i == 0 && (n == 0 || n > 3 || s == "0") || i > 0 && n != 3 {
			return false
		}
	}
	return len(parts) > 1 && len(parts) < 6
}

func joinGroups(parts []string) float64 {
	v := 0.0
	for i := range parts {
		v = v*1000 + atoi(parts, i)
	}
	return v
}

func decimal(parts []string) float64 {
	if len(parts) < 2 {
		return atoi(parts, 0)
	}
	f := 1.0
	for range parts[1] {
		if f *= 10; f > 1e12 {
			break
		}
	}
	return atoi(parts, 0) + atoi(parts, 1)/f
}

// atoi reads parts[i]; it stops growing past what a count can hold.
func atoi(parts []string, i int) float64 {
	v := 0.0
	if i < 0 || i >= len(parts) {
		return 0
	}
	for _, r := range parts[i] {
		if d := digitValue(r); d >= 0 && v < 1e17 {
			v = v*10 + float64(d)
		}
	}
	return v
}

func looksDated(parts []string, seps string) bool {
	if len(parts) != 3 || seps != ".." {
		return false
	}
	d, m, y := atoi(parts, 0), atoi(parts, 1), parts[2]
	if len(parts[0]) == 4 {
		d, y = atoi(parts, 2), parts[0]
	}
	return d >= 1 && d <= 31 && m >= 1 && m <= 12 && len(parts[1]) <= 2 && (len(y) == 2 || len(y) == 4)
}

func dayMonth(parts []string) bool {
	d, m := atoi(parts, 0), atoi(parts, 1)
	return len(parts) == 2 && len(parts[0]) == 2 && len(parts[1]) == 2 && d >= 1 && d <= 31 && m >= 1 && m <= 12
}

func parseColon(p *lang.Pack, s string) (float64, digitForm) {
	parts := strings.Split(s, ":")
	h, m := atoi(parts, 0), atoi(parts, 1)
	if len(parts) <= 3 && h <= 24 && m < 60 && utf8.RuneCountInString(parts[1]) == 2 && !strings.ContainsAny(s, ".,'") {
		return h, colonClock
	}
	return h, colonScore
}

// digits reads the number that begins with digits at token i: 2.500, 12 000, 1'678, 10k, 5th, 13h00, 4,5 millions.
func (p *numberReader) digits(i int) (numeral, bool) {
	d := p.d
	t := &d.Tokens[i]
	num := leadingDigits(t.Fold)
	n := numeral{from: i, to: i + 1, start: t.Start, end: t.End, digits: true}
	var form digitForm
	n.value, form = parseDigits(d.Pack, num)
	n.note(form)
	if rest := t.Fold[len(num):]; rest != "" {
		p.suffix(&n, rest)
		return n, true
	}
	n.bare = form == plainDigits
	if form == plainDigits {
		p.groups(&n)
	}
	switch form {
	case plainDigits, groupedDigits, decimalDigits, dottedPair:
		p.multiply(&n)
	}
	p.tail(&n)
	return n, true
}

// note keeps what the form of the digits says of their role.
func (n *numeral) note(form digitForm) {
	switch form {
	case colonClock:
		n.role, n.why = bilan.RoleClock, "hours and minutes"
	case colonScore:
		n.role, n.why = bilan.RoleScore, "two numbers with a colon"
	case dottedDate:
		n.role, n.why = bilan.RoleDate, "a date in digits"
	case otherDigits, tooLongDigit:
		n.role, n.why = bilan.RoleIdentifier, "digits of no amount"
	}
}

// groups takes in groups of three digits behind a space: 12 000, 1 234 567.
func (p *numberReader) groups(n *numeral) {
	d := p.d
	if utf8.RuneCountInString(d.Tokens[n.from].Fold) > 3 || n.value == 0 {
		return
	}
	for k := n.to; k < len(d.Tokens); k++ {
		t := &d.Tokens[k]
		head := leadingDigits(t.Fold)
		gap := d.Text[d.Tokens[k-1].End:t.Start]
		if head != t.Fold || t.W1 != t.W0+1 || !d.Pack.GroupSign(gap) || t.Is(analysis.Line) {
			return
		}
		whole, frac, _ := strings.Cut(head, d.Pack.Decimal)
		if utf8.RuneCountInString(whole) != 3 || hasOther(whole) || hasOther(frac) || n.value > 1e12 {
			return
		}
		n.value = n.value*1000 + atoi([]string{whole}, 0)
		n.to, n.end, n.bare = k+1, t.End, false
		if frac != "" {
			n.value += decimal([]string{"0", frac})
			return
		}
	}
}

func hasOther(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) }) >= 0
}

// suffix reads letters glued to digits: a multiplier (10k), an ordinal ending (5th), a unit (10km), a clock (13h00).
func (p *numberReader) suffix(n *numeral, rest string) {
	lex := p.d.Pack.Lexicon
	tags, e := suffixTags(lex, rest)
	digit := strings.IndexFunc(rest, unicode.IsDigit)
	switch {
	case digit > 0 && p.clockSuffix(n, rest[:digit], rest[digit:]):
		n.role, n.why = bilan.RoleClock, "hours and minutes"
	case digit >= 0 || e == nil:
		n.kind, n.role, n.why = analysis.InWord, bilan.RoleIdentifier, "digits inside a name"
	case tags.Has(lang.Ord):
		n.kind, n.role, n.why = analysis.Ordinal, bilan.RoleOrdinal, "ordinal ending"
	case tags.Has(lang.Mult):
		m, _ := e.Value(lang.Mult)
		n.value, n.mult = n.value*float64(m), float64(m)
	case unitRole(tags) != "":
		n.role, n.why = unitRole(tags), "unit written with it"
	default:
		n.kind, n.role, n.why = analysis.InWord, bilan.RoleIdentifier, "digits inside a name"
	}
}

// suffixTags looks a suffix up as a tail ("-th") and as a word ("km").
func suffixTags(lex *lang.Lexicon, rest string) (lang.Set, *lang.Entry) {
	for _, w := range []string{"-" + rest, rest} {
		if id := lex.Word(w); id != 0 {
			if e := lex.Entry(id); !e.Tags.Empty() {
				return e.Tags, e
			}
		}
	}
	return lang.Set{}, nil
}

// clockSuffix reports whether letters and two digits behind n are minutes: 13h00.
func (p *numberReader) clockSuffix(n *numeral, letters, minutes string) bool {
	tags, _ := suffixTags(p.d.Pack.Lexicon, letters)
	head := leadingDigits(minutes)
	m := atoi([]string{head}, 0)
	return tags.Has(lang.UClock) && n.value <= 24 && m < 60 && utf8.RuneCountInString(head) == 2
}

// tail takes in a hyphenated end: "-летний", "-year-old", "-й". The end stays a token of its own.
func (p *numberReader) tail(n *numeral) {
	d := p.d
	if n.to >= len(d.Tokens) {
		return
	}
	t := &d.Tokens[n.to]
	if t.Is(analysis.Space) || !strings.HasPrefix(t.Fold, "-") || len(t.Fold) < 2 {
		return
	}
	tags := t.Tags
	switch {
	case tags.Has(lang.Ord) || tags.Has(lang.UOrdinal):
		n.kind, n.role, n.why = analysis.Ordinal, bilan.RoleOrdinal, "ordinal ending"
		n.to, n.end = n.to+1, t.End
	case tags.Has(lang.Mult):
		if m, ok := t.Value(lang.Mult); ok {
			n.value, n.mult = n.value*float64(m), float64(m)
			n.to, n.end = n.to+1, t.End
		}
	case tags.Has(lang.Num):
		n.to, n.end = n.to+1, t.End
	case unitRole(tags) != "":
		n.role, n.why = unitRole(tags), "unit written with it"
	}
}

// inWord reads digits inside a word that begins with letters: Su-25, COVID-19, mid-2021.
func (p *numberReader) inWord(i int) numeral {
	t := &p.d.Tokens[i]
	at := strings.IndexFunc(t.Fold, unicode.IsDigit)
	head := leadingDigits(t.Fold[at:])
	n := numeral{from: i, to: i + 1, start: t.Start, end: t.End, kind: analysis.InWord, digits: true}
	n.value, _ = parseDigits(p.d.Pack, head)
	n.role, n.why = bilan.RoleIdentifier, "digits inside a name"
	if !t.Is(analysis.Cap) && isYear(n.value) && at+len(head) == len(t.Fold) && strings.HasSuffix(t.Fold[:at], "-") {
		n.role, n.why = bilan.RoleDate, "a year behind a prefix"
	}
	return n
}

func isYear(v float64) bool { return v >= 1900 && v < 2100 && v == float64(int(v)) }
