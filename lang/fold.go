package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form under which words are looked up: NFC, lower case, ё as е, typographic apostrophes and
// hyphens as plain ones. Text that is folded already is returned as it is, without a copy.
func Fold(s string) string {
	if folded(s) {
		return s
	}
	if composable(s) && !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return strings.Map(foldRune, s)
}

// composable reports whether a word has signs that normalisation might join or reorder: combining marks, or scripts
// beyond the alphabets whose letters are written as one.
func composable(s string) bool {
	for _, r := range s {
		if r >= 0x300 && r < 0x370 || r >= 0x483 && r < 0x488 || r >= 0x590 {
			return true
		}
	}
	return false
}

func folded(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return false
		}
	}
	return true
}

func foldRune(r rune) rune {
	switch r {
	case 'ё', 'Ё':
		return 'е'
	case '’', 'ʼ', '‘', '´', '`':
		return '\''
	case '‑', '‐':
		return '-'
	case '\u00ad', '\u0301': // soft hyphen, stress mark
		return -1
	}
	return unicode.ToLower(r)
}
