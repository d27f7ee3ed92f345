package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// furnitureLine reports whether a folded line is the page's furniture: comment forms, share bars, related links.
func (v *vocabulary) furnitureLine(f string) bool {
	f = strings.TrimSpace(f)
	if v.lines[strings.TrimRight(f, " .:!?…»›>→0123456789()")] || v.furniture.match(f) > 0 {
		return true
	}
	if i := strings.Index(f, "©"); (i >= 0 && i < 20 || strings.HasPrefix(f, "(c)")) && owned(f[max(i, 0):]) {
		return true
	}
	n := v.related.match(f)
	return n > 0 && relatedRest(f[n:])
}

// boxHeading reports whether a short folded text heads a box of links or comments.
func (v *vocabulary) boxHeading(f string) bool {
	f = strings.TrimSpace(f)
	if v.comments.match(f) > 0 || v.lines[strings.TrimRight(f, " .:!?…»›>→0123456789()")] {
		return true
	}
	n := v.related.match(f)
	return n > 0 && runesOf(f[n:]) < 20
}

// relatedRest reports whether what follows a related opener makes the line a link elsewhere: a colon, or nothing.
func relatedRest(rest string) bool {
	rest = strings.TrimSpace(rest)
	return rest == "" || strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "...") || strings.HasPrefix(rest, "|") || strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "»") || strings.HasPrefix(rest, "→")
}

// creditLine gives the maker that a short line credits a picture to: "(image : Reuters)", "Photo: EPA", "© AFP".
func (v *vocabulary) creditLine(line string) string {
	s := strings.TrimSpace(line)
	if runesOf(s) > 120 {
		return ""
	}
	s = unwrap(s)
	f := fold(s)
	if strings.HasPrefix(s, "©") || strings.HasPrefix(f, "(c)") {
		if owned(s) {
			return ""
		}
		return cleanCredit(strings.TrimPrefix(strings.TrimPrefix(s, "©"), "(c)"))
	}
	if len(f) != len(s) { // folding moved bytes: look at the letters only
		return v.creditFolded(s, f)
	}
	return v.creditAfter(s, f)
}

func (v *vocabulary) creditFolded(s, f string) string {
	i := strings.IndexAny(s, ":/")
	if i < 0 || v.credit.match(f) == 0 || runesOf(s[:i]) > 40 {
		return ""
	}
	return v.creditAfter(s, fold(s[:i])+s[i:])
}

func (v *vocabulary) creditAfter(s, f string) string {
	n := v.credit.match(f)
	if n == 0 || n >= len(s) {
		return ""
	}
	rest := strings.TrimLeft(s[min(n, len(s)):], " \u00a0\u202f")
	if !strings.HasPrefix(rest, ":") && !strings.HasPrefix(rest, "/") && !strings.HasPrefix(rest, "©") {
		return v.creditBy(f[:n], rest)
	}
	c := cleanCredit(rest[1:])
	if strings.HasPrefix(rest, "©") {
		c = cleanCredit(rest)
	}
	if c == "" || strings.ContainsAny(c, ".!?") && runesOf(c) > 60 || !makerLike(c) {
		return ""
	}
	return c
}

// owned tells a notice of who owns the text ("© 2017 …") from a picture's credit.
func owned(s string) bool {
	for _, w := range strings.Fields(strings.TrimLeft(s, "©(cC) ")) {
		w = strings.Trim(w, ".,;-–")
		return len(w) == 4 && (strings.HasPrefix(w, "19") || strings.HasPrefix(w, "20"))
	}
	return true
}

// creditBy reads a credit without a colon, after an opener of several words: "Picture by Ana Lima".
func (v *vocabulary) creditBy(opener, rest string) string {
	if !strings.Contains(opener, " ") || !v.nameLike(strings.TrimRight(rest, ".")) {
		return ""
	}
	return cleanCredit(rest)
}

// makerLike tells a maker's name from a sentence: most of its words begin with a capital or are no letters.
func makerLike(s string) bool {
	words, small := strings.Fields(s), 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			small++
		}
	}
	return len(words) <= 4 || small*2 <= len(words)
}

// unwrap takes one pair of brackets off a line that stands in them.
func unwrap(s string) string {
	for _, p := range [...]string{"()", "[]", "（）"} {
		r := []rune(p)
		if strings.HasPrefix(s, string(r[0])) && strings.HasSuffix(strings.TrimRight(s, "."), string(r[1])) {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimRight(s, "."), string(r[0])), string(r[1])))
		}
	}
	return s
}

// cleanCredit strips signs around a maker's name.
func cleanCredit(s string) string {
	s = strings.TrimFunc(squeeze(s), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(":;,.|/©–—-\u00a0", r)
	})
	if strings.Count(s, "(") != strings.Count(s, ")") {
		s = strings.Trim(s, "()")
	}
	return s
}

// sameText compares what two texts say, signs and case aside.
func sameText(a, b string) bool {
	return a != "" && b != "" && lettersOf(a) == lettersOf(b)
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if !letter(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
