package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

const h1 = atom.H1

// bylines chooses who signs: persons of the JSON-LD, then of meta elements, then of elements named so or lines that
// open as a byline, then what organisation signs. A name that is only the site's is believed last.
func (v *vocabulary) bylines(p *page, l *linked, publisher string) []string {
	site := append([]string{publisher}, l.orgs...)
	if out := v.names(l.authors, false); len(out) > 0 && !allIn(out, site) {
		return out
	}
	told := v.names(p.head.authors, true)
	if len(told) > 0 && !allIn(told, site) && !looksSite(told[0]) {
		return told
	}
	if out := v.visibleNames(p); len(out) > 0 {
		return out
	}
	return firstList(v.names(l.orgs, false), v.names(l.authors, false), told)
}

func firstList(lists ...[]string) []string {
	for _, l := range lists {
		if len(l) > 0 {
			return l
		}
	}
	return nil
}

// allIn reports whether every name of list is one of names, or holds one.
func allIn(list, names []string) bool {
	for _, x := range list {
		if !contains(names, x) {
			return false
		}
	}
	return true
}

// looksSite reports whether a name is an address.
func looksSite(s string) bool { return strings.Contains(s, "www.") || strings.Contains(s, "://") }

// names cleans a list of names and drops what is none.
func (v *vocabulary) names(list []string, split bool) (out []string) {
	for _, s := range list {
		parts := []string{s}
		if split {
			parts = v.splitNames(s)
		}
		for _, n := range parts {
			if n = v.cleanName(n); n != "" && !contains(out, n) {
				out = append(out, n)
			}
		}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if sameText(x, s) {
			return true
		}
	}
	return false
}

// cleanName takes the opener and signs off a name: "By JANE DOE |" → "JANE DOE"; "" when it is no name.
func (v *vocabulary) cleanName(s string) string {
	s = squeeze(s)
	if strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || strings.HasPrefix(s, "@") {
		return ""
	}
	for {
		n := v.opener(v.byline, s)
		if n == 0 {
			break
		}
		s = strings.TrimLeft(s[n:], " :.,-–—|\u00a0")
	}
	s = strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;:|/–—-•·\u00a0", r) })
	if s == "" || runesOf(s) > 80 || !strings.ContainsFunc(s, unicode.IsLetter) {
		return ""
	}
	return s
}

// opener gives how many bytes of s itself its opener takes, or 0.
func (v *vocabulary) opener(o openers, s string) int {
	f := fold(s)
	n := o.match(f)
	if n == 0 || n >= len(f) {
		return 0
	}
	k := utf8.RuneCountInString(f[:n])
	for i := range s {
		if k == 0 {
			return i
		}
		k--
	}
	return 0
}

// splitNames cuts "A, B and C" into names. A part of one word stays with its neighbour: "Smith, John".
func (v *vocabulary) splitNames(s string) []string {
	var out []string
	var cur []string
	end := func() {
		if len(cur) > 0 {
			out = append(out, strings.Join(cur, " "))
		}
		cur = nil
	}
	for _, w := range strings.Fields(s) {
		if v.and[strings.ToLower(w)] && len(cur) > 1 || w == "/" || w == "|" || w == "•" || w == "·" {
			end()
			continue
		}
		bare := strings.TrimRight(w, ",;")
		cur = append(cur, bare)
		if bare != w {
			end()
		}
	}
	end()
	return out
}

// visibleNames reads the elements that are named as byline, then lines that open as one: below the headline, and
// after the text, where some papers sign.
func (v *vocabulary) visibleNames(p *page) []string {
	for i := range p.elems {
		e := &p.elems[i]
		if e.own&zByline == 0 || e.zone&(zJunk|zComment|zHidden|zCaption|zCredit) != 0 || e.end-e.start > 300 {
			continue
		}
		if out := v.namesIn(squeeze(string(p.text[e.start:e.end]))); len(out) > 0 {
			return out
		}
	}
	at := p.headBlock()
	for i := range p.blocks {
		b := &p.blocks[i]
		if i <= at || b.runes > 100 || b.zone&(zJunk|zComment|zCaption|zCredit) != 0 {
			continue
		}
		s := squeeze(p.string(b))
		if n := v.opener(v.byline, s); n == 0 || i > at+12 && !v.signed(s, n) {
			continue
		}
		if out := v.namesIn(s); len(out) > 0 {
			return out
		}
	}
	return v.signature(p)
}

// signed reports whether a line far from the headline is all byline: an opener, then names of two words or more.
func (v *vocabulary) signed(s string, opener int) bool {
	names := v.bylineNames(s)
	return len(names) > 0 && strings.Contains(names[0], " ") && opener > 3
}

// signature reads a name alone in bold at the end of the text.
func (v *vocabulary) signature(p *page) []string {
	core := &p.elems[p.core()]
	for i := core.last - 1; i >= core.first && i > core.last-8; i-- {
		b := &p.blocks[i]
		if s := squeeze(p.string(b)); b.runes < 40 && b.bold*10 > b.runes*8 && b.zone&zApart == 0 && strings.Contains(s, " ") && v.nameLike(s) {
			return []string{s}
		}
		if isProse(p, b) {
			break
		}
	}
	return nil
}

// namesIn reads names out of a byline: words with capitals up to a date, an address or a lower-case run.
func (v *vocabulary) namesIn(s string) []string {
	if n := v.opener(v.published, s); n > 0 { // "Published by …"
		if rest := strings.TrimLeft(s[n:], " :\u00a0"); v.opener(v.byline, rest) > 0 {
			s = rest
		}
	}
	if n := v.opener(v.byline, s); n > 0 {
		s = strings.TrimLeft(s[n:], " :.,-–—|\u00a0")
	}
	s = v.untilDate(s)
	var out []string
	for _, n := range v.splitNames(s) {
		if n = v.cleanName(n); v.nameLike(n) && !contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// untilDate cuts a byline before the date, time or label that often follows, and takes off the words that lead there.
func (v *vocabulary) untilDate(s string) string {
	if i := strings.IndexFunc(s, unicode.IsDigit); i >= 0 {
		s = s[:i]
	}
	words := strings.Fields(s)
	for len(words) > 1 && v.leadsAway(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// leadsAway reports whether a word after a name belongs to what follows it: "on", "le", "am", "published", "March".
func (v *vocabulary) leadsAway(w string) bool {
	f := strings.Trim(fold(w), ".,:|-–—•·()/")
	if f == "" || v.months[f] > 0 || v.published.match(f) == len(f) || v.updated.match(f) == len(f) {
		return true
	}
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLower(r) && runesOf(f) <= 3
}

// nameLike reports whether s could be a person or agency: one to five words, each with a capital (particles aside),
// none of them a job.
func (v *vocabulary) nameLike(s string) bool {
	words := strings.Fields(s)
	f := fold(s)
	if len(words) == 0 || len(words) > 5 || v.staff[f] || v.lines[f] || v.published.match(f) == len(f) || v.months[f] > 0 {
		return false
	}
	caps := 0
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r) {
			caps++
		} else if runesOf(w) > 3 {
			return false
		}
	}
	return caps > 0 && (caps > 1 || len(words) == 1)
}
