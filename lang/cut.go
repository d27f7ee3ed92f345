package lang

import (
	"slices"
	"unicode/utf8"
)

// CutFront gives the bytes of an elided word that stands at the front of word ("l’" in "l’ordre"), 0 for none.
func (p *Pack) CutFront(word string) int {
	if len(p.elisions) == 0 || !Hinged(word) {
		return 0
	}
	for i, r := range word {
		if r != '\'' && r != '’' && r != 'ʼ' {
			continue
		}
		n := i + utf8.RuneLen(r)
		if n < len(word) && p.elisions[Fold(word[:n])] {
			return n
		}
		return 0
	}
	return 0
}

// CutBack gives the bytes of a clitic that stands at the end of word ("’s", "-t-il"), 0 for none.
func (p *Pack) CutBack(word string) int {
	if len(p.clitics) == 0 || !Hinged(word) || slices.Contains(p.clitics, word) {
		return 0
	}
	for _, c := range p.clitics {
		if n := tail(word, utf8.RuneCountInString(c)); n > 0 && foldsTo(word[len(word)-n:], c) {
			if n == len(word) {
				return 0 // the clitic itself, as in its own entry
			}
			return n
		}
	}
	return 0
}

// Hinged reports whether a word has a hyphen or apostrophe, plain or typographic, so that something may be cut off it.
func Hinged(word string) bool {
	for i := 0; i < len(word); i++ {
		switch word[i] {
		case '-', '\'', 0xE2, 0xCA: // the lead bytes of ’ ‑ and ʼ
			return true
		}
	}
	return false
}

// tail gives the bytes of the last n runes of s, 0 when s is shorter.
func tail(s string, n int) int {
	i := len(s)
	for ; n > 0; n-- {
		if i == 0 {
			return 0
		}
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return len(s) - i
}

// cutWord cuts a folded word as the tokenizer does.
func (p *Pack) cutWord(word string) []string {
	var out []string
	for n := p.CutFront(word); n > 0; n = p.CutFront(word) {
		out, word = append(out, word[:n]), word[n:]
	}
	if n := p.CutBack(word); n > 0 {
		return append(out, word[:len(word)-n], word[len(word)-n:])
	}
	return append(out, word)
}
