package register

import (
	"strings"
	"unicode/utf8"
)

// Snippet gives about width bytes of a text around the first place where a word that was searched stands, cut at blanks; ""
// when none does.
func Snippet(text, typed string, width int) string {
	terms, err := Query(typed)
	if err != nil {
		return ""
	}
	at := 0
	for _, word := range strings.Fields(text) {
		i := at + strings.Index(text[at:], word)
		if holds(word, terms) {
			return around(text, i, width)
		}
		at = i + len(word)
	}
	return ""
}

// holds tells whether a word, as written, begins a term.
func holds(word string, terms []Term) bool {
	for _, w := range Words(word) {
		for _, t := range terms {
			if w == t.Words[0] || t.Prefix && len(t.Words) == 1 && strings.HasPrefix(w, t.Words[0]) {
				return true
			}
		}
	}
	return false
}

// around cuts a text a third of width before at and two thirds behind.
func around(text string, at, width int) string {
	from, to := max(0, at-width/3), min(len(text), at+2*width/3)
	for from > 0 && text[from-1] != ' ' && from < at {
		from++
	}
	for to < len(text) && text[to] != ' ' && to > at {
		to--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	out := strings.Join(strings.Fields(text[from:to]), " ")
	if from > 0 {
		out = "… " + out
	}
	if to < len(text) {
		out += " …"
	}
	return out
}
