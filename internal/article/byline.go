package article

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

const h1 = atom.H1

// bylines chooses who signs: persons of the JSON-LD, then of meta elements, then of elements named so, then what
// organisation signs.
func (v *vocabulary) bylines(p *page, l *linked) []string {
	if out := v.names(l.authors, false); len(out) > 0 {
		return out
	}
	if out := v.names(p.head.authors, true); len(out) > 0 {
		return out
	}
	if out := v.visibleNames(p); len(out) > 0 {
		return out
	}
	return v.names(l.orgs, false)
}

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

// visibleNames reads the elements that are named as byline.
func (v *vocabulary) visibleNames(p *page) []string {
	core := p.elems[0]
	_ = core
	for i := range p.elems {
		e := &p.elems[i]
		if e.own&zByline == 0 || e.zone&(zJunk|zComment|zHidden) != 0 || e.end-e.start > 300 {
			continue
		}
		if out := v.namesIn(squeeze(string(p.text[e.start:e.end]))); len(out) > 0 {
			return out
		}
	}
	at := p.headBlock()
	for i := at + 1; i < len(p.blocks) && i < at+12; i++ {
		b := &p.blocks[i]
		if b.runes > 100 || b.zone&(zJunk|zComment) != 0 {
			continue
		}
		if s := squeeze(p.string(b)); v.opener(v.byline, s) > 0 {
			if out := v.namesIn(s); len(out) > 0 {
				return out
			}
		}
	}
	return nil
}

// namesIn reads names out of a byline: words with capitals up to a date, an address or a lower-case run.
func (v *vocabulary) namesIn(s string) []string {
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

// untilDate cuts a byline before the date, time or label that often follows.
func (v *vocabulary) untilDate(s string) string {
	for i, r := range s {
		if unicode.IsDigit(r) {
			return s[:i]
		}
	}
	return s
}

// nameLike reports whether s could be a person or agency: one to five words, each with a capital (particles aside),
// none of them a job.
func (v *vocabulary) nameLike(s string) bool {
	words := strings.Fields(s)
	if len(words) == 0 || len(words) > 5 || v.staff[fold(s)] || v.lines[fold(s)] {
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
