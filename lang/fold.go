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
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return strings.Map(foldRune, s)
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
