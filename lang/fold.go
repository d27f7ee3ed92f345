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
	n := foldedPart(s)
	if n == len(s) {
		return s
	}
	if composable(s[n:]) && !norm.NFC.IsNormalString(s) {
		return strings.Map(foldRune, norm.NFC.String(s))
	}
	return string(appendFold(make([]byte, 0, 64), s, n))
}

// appendFold adds s to dst folded; its first n bytes are folded already.
func appendFold(dst []byte, s string, n int) []byte {
	dst = append(dst, s[:n]...)
	for n < len(s) {
		if c := s[n]; c < utf8.RuneSelf {
			dst = append(dst, lowerASCII(c))
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if f := foldRune(r); f >= 0 {
			dst = utf8.AppendRune(dst, f)
		}
		n += size
	}
	return dst
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// foldedPart gives the length of the part at the front of s that folding leaves alone.
func foldedPart(s string) int {
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c < utf8.RuneSelf:
			if lowerASCII(c) != c {
				return i
			}
			i++
		case i+1 < len(s) && small(c, s[i+1]):
			i += 2
		default:
			return i
		}
	}
	return len(s)
}

// small reports whether two bytes are a small letter of French or Russian, other than ё.
func small(a, b byte) bool {
	switch a {
	case 0xC3: // ß to ÿ
		return b >= 0x9F && b < 0xC0
	case 0xD0: // а to п
		return b >= 0xB0 && b < 0xC0
	case 0xD1: // р to я
		return b >= 0x80 && b < 0x90
	}
	return false
}

// composable reports whether a word has signs that normalisation might join or reorder: combining marks, or scripts
// beyond the alphabets whose letters are written as one.
func composable(s string) bool {
	for _, r := range s {
		switch {
		case r < 0x300, r >= 0x370 && r < 0x483, r >= 0x488 && r < 0x590:
		case r >= 0x2010 && r < 0x2028, r >= 0x2030 && r < 0x205F: // dashes, quotation marks, dots
		default:
			return true
		}
	}
	return false
}

// foldsTo reports whether s is c when folded.
func foldsTo(s, c string) bool {
	if composable(s) {
		return Fold(s) == c
	}
	for _, r := range s {
		f := foldRune(r)
		if f < 0 {
			continue
		}
		want, n := utf8.DecodeRuneInString(c)
		if n == 0 || f != want {
			return false
		}
		c = c[n:]
	}
	return c == ""
}

func foldRune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return rune(lowerASCII(byte(r)))
	case r >= 'а' && r <= 'я', r >= 0xDF && r <= 0xFF:
		return r
	case r >= 'А' && r <= 'Я':
		return r + 32
	}
	switch r {
	case 'ё', 'Ё':
		return 'е'
	case '’', 'ʼ', '‘', '´':
		return '\''
	case '‑', '‐':
		return '-'
	case '\u00ad', '\u0301': // soft hyphen, stress mark
		return -1
	}
	return unicode.ToLower(r)
}
