package article

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan/lang"
)

// vocabulary joins the page words of all languages: a page often mixes them (its engine speaks another
// language than its author), and none of these phrases means something else elsewhere.
type vocabulary struct {
	months    map[string]int
	byline    openers
	and       map[string]bool
	staff     map[string]bool
	credit    openers
	update    openers
	published openers
	updated   openers
	related   openers
	furniture openers         // openers of furniture lines
	lines     map[string]bool // furniture lines as a whole
	comments  openers
	paywall   []string
	tagline   openers
}

func newVocabulary(all []lang.PageWords) *vocabulary {
	v := &vocabulary{months: map[string]int{}, and: map[string]bool{}, staff: map[string]bool{}, lines: map[string]bool{}}
	var by, cr, up, pu, ud, re, fu, co, ta []string
	for _, w := range all {
		for i, names := range w.Months {
			for _, n := range names {
				if _, taken := v.months[fold(n)]; !taken {
					v.months[fold(n)] = i + 1
				}
			}
		}
		addAll(v.and, w.And)
		addAll(v.staff, w.Staff)
		addAll(v.lines, w.Furniture)
		by, cr, up = append(by, w.Byline...), append(cr, w.Credit...), append(up, w.Update...)
		pu, ud, re = append(pu, w.Published...), append(ud, w.Updated...), append(re, w.Related...)
		fu, co, ta = append(fu, w.Boilerplate...), append(co, w.Comments...), append(ta, w.Tagline...)
		for _, p := range w.Paywall {
			v.paywall = append(v.paywall, fold(p))
		}
	}
	v.byline, v.credit, v.update = newOpeners(by), newOpeners(cr), newOpeners(up)
	v.published, v.updated, v.related = newOpeners(pu), newOpeners(ud), newOpeners(re)
	v.furniture, v.comments, v.tagline = newOpeners(fu), newOpeners(co), newOpeners(ta)
	return v
}

func addAll(set map[string]bool, words []string) {
	for _, w := range words {
		set[fold(w)] = true
	}
}

// openers finds the phrase a line begins with: phrases by their first word, longest first.
type openers map[string][]string

func newOpeners(phrases []string) openers {
	o := openers{}
	for _, p := range phrases {
		p = fold(p)
		o[firstWord(p)] = append(o[firstWord(p)], p)
	}
	for _, list := range o {
		sort.Slice(list, func(i, j int) bool { return len(list[i]) > len(list[j]) })
	}
	return o
}

// match gives how many bytes of the folded line its longest opener takes, 0 for none. A phrase ends at a word's end.
func (o openers) match(folded string) int {
	for _, p := range o[firstWord(folded)] {
		if strings.HasPrefix(folded, p) && wordEnds(p, folded[len(p):]) {
			return len(p)
		}
	}
	return 0
}

// begins reports whether a text, not folded, begins with the first word of a phrase.
func (o openers) begins(s string) bool {
	w := firstWord(s)
	var buf [48]byte
	if len(w) > len(buf)/2 {
		return false
	}
	low := buf[:0]
	for _, r := range w {
		if r == 'ё' || r == 'Ё' {
			r = 'е'
		}
		low = utf8.AppendRune(low, unicode.ToLower(r))
	}
	_, ok := o[string(low)]
	return ok
}

func wordEnds(p, rest string) bool {
	last, _ := utf8.DecodeLastRuneInString(p)
	next, n := utf8.DecodeRuneInString(rest)
	return n == 0 || !letter(last) || !letter(next)
}

func letter(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) }

func firstWord(s string) string {
	if i := strings.IndexFunc(s, func(r rune) bool { return !letter(r) && r != '%' && r != '@' }); i > 0 {
		return s[:i]
	}
	return s
}

// fold lowers and evens apostrophes and spaces, keeping byte lengths of the sides apart: it is only for comparing.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '’', 'ʼ', '´', '`':
			return '\''
		case '\u00a0', '\u202f', '\u2009', '\t':
			return ' '
		case '\u00ad', '\u200b', '\ufeff':
			return -1
		case 'ё', 'Ё':
			return 'е'
		}
		return unicode.ToLower(r)
	}, s)
}
