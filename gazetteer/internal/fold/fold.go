// Package fold brings names and words of a text to the one form under which they are compared.
//
// Folding lowers case, composes (NFC), writes ё as е and turns every hyphen, apostrophe, full stop and space into
// one single space, so that "Saint-Denis", "Saint Denis" and "SAINT‑DENIS" are the same key, as are "N’Djamena" and
// "N'Djamena". Accents stay: "Mali" is not "Málí". Folding is done on the fly, rune by rune, into the caller's buffer:
// a lookup allocates nothing.
package fold

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class of an ASCII byte: 0 dropped, ' ' a separator, else the folded byte.
var ascii = func() (t [128]byte) {
	for c := range t {
		switch {
		case 'A' <= c && c <= 'Z':
			t[c] = byte(c) + 'a' - 'A'
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '&', c == '+':
			t[c] = byte(c)
		default:
			t[c] = ' '
		}
	}
	return t
}()

// two holds the folded rune of every two-byte letter that needs no thought: 0 where Rune decides.
var two = func() (t [0x800]uint16) {
	for r := rune(0xC0); r < 0x530; r++ {
		if f := Rune(r); f > ' ' && f < 0x800 && (r < 0x300 || r >= 0x370) {
			t[r] = uint16(f)
		}
	}
	return t
}()

// Append adds the folded form of s to dst. A separator is written only between letters of s, so what is added never
// begins with a space, ends with one or holds two in a row. Loose combining marks are composed, or else dropped.
func Append(dst []byte, s string) []byte {
	start, pending, composed := len(dst), false, false
	for i := 0; i < len(s); {
		f := rune(' ')
		if c := s[i]; c < utf8.RuneSelf {
			f = rune(ascii[c])
			i++
		} else {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r >= 0x300 && r < 0x370 && !composed {
				s, i, dst, pending, composed = norm.NFC.String(s), 0, dst[:start], false, true
				continue
			}
			i += size
			if r == 'և' { // the Armenian ligature is written as two letters too
				dst = flush(dst, &pending)
				dst, r = append(dst, "ե"...), 'ւ'
			}
			if size == 2 && two[r] != 0 {
				f = rune(two[r])
			} else {
				f = Rune(r)
			}
		}
		if f <= ' ' {
			pending = pending || f == ' ' && len(dst) > start
			continue
		}
		dst = flush(dst, &pending)
		switch {
		case f < utf8.RuneSelf:
			dst = append(dst, byte(f))
		case f < 0x800:
			dst = append(dst, byte(0xC0|f>>6), byte(0x80|f&0x3F))
		default:
			dst = utf8.AppendRune(dst, f)
		}
	}
	return dst
}

// flush writes the separator that waits for a letter.
func flush(dst []byte, pending *bool) []byte {
	if *pending {
		*pending = false
		return append(dst, ' ')
	}
	return dst
}

// Rune folds one composed rune: a space for separators, -1 for what is dropped.
func Rune(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return rune(ascii[r])
	case r >= 'А' && r <= 'Я':
		return r + 32
	case r == 'ё', r == 'Ё':
		return 'е'
	case r >= 'а' && r <= 'я', r >= 0xDF && r <= 0xFF && r != 0xF7:
		return r
	case r >= 0xC0 && r <= 0xDE && r != 0xD7:
		return r + 32
	case r == 0xAD, r == 0x200B, r == 0x200C, r == 0x200D, r == 0xFEFF, r >= 0xFE00 && r <= 0xFE0F, r >= 0x300 && r < 0x370:
		return -1
	case r == 0x130: // İ: Turkish dotted capital, dotless when lowered by Unicode's rule without locale
		return 'i'
	case r >= 0x2B9 && r <= 0x2BF: // modifier apostrophes and the like
		return ' '
	case r >= 0x600 && r < 0x700:
		return arabic(r)
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
		return unicode.ToLower(r)
	}
	return ' '
}

// arabic unifies the spellings that print mixes: alef with and without hamza, final yeh, teh marbuta stays.
func arabic(r rune) rune {
	switch {
	case r == 'أ', r == 'إ', r == 'آ', r == 'ٱ':
		return 'ا'
	case r == 'ى', r == 'ی':
		return 'ي'
	case r == 'ک':
		return 'ك'
	case r == 'ـ', r >= 0x64B && r <= 0x65F:
		return -1
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return ' '
}

// String is Append for those who may allocate.
func String(s string) string { return string(Append(nil, s)) }

// Basis begins a hash; Step carries it on by one byte (FNV-1a), so that the hash of "a b" continues that of "a".
const Basis uint32 = 2166136261

// Step continues h by one byte.
func Step(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }

// Mix spreads a hash over all its bits; slots are taken from the mixed value.
func Mix(h uint32) uint32 {
	h ^= h >> 15
	h *= 0x2c1b3c6d
	h ^= h >> 12
	return h
}

// Key is what an index needs of a folded name.
type Key struct {
	Hash  uint32 // of all of it
	First uint32 // of its first word
	Words uint8
}

// KeyOf hashes s folded, without folding it into a buffer: a quarter million names are hashed when the gazetteer loads.
func KeyOf(s string) Key {
	k := Key{Hash: Basis, Words: 1}
	pending := false
	for i := 0; i < len(s); {
		c := s[i]
		var f rune
		switch {
		case c < utf8.RuneSelf:
			f = rune(ascii[c])
			i++
		case c < 0xE0 && i+1 < len(s):
			r := rune(c&0x1F)<<6 | rune(s[i+1]&0x3F)
			if f = rune(two[r&0x7FF]); f == 0 {
				return slowKey(s)
			}
			i += 2
		default:
			return slowKey(s)
		}
		if f == ' ' {
			pending = k.Hash != Basis
			continue
		}
		if pending {
			k.word()
			pending = false
		}
		if f >= utf8.RuneSelf {
			k.Hash = Step(k.Hash, byte(0xC0|f>>6))
			f = 0x80 | f&0x3F
		}
		k.Hash = Step(k.Hash, byte(f))
	}
	return k.end()
}

// word ends a word of the key.
func (k *Key) word() {
	if k.Words == 1 {
		k.First = k.Hash
	}
	k.Words++
	k.Hash = Step(k.Hash, ' ')
}

func (k Key) end() Key {
	if k.Words == 1 {
		k.First = k.Hash
	}
	return k
}

// slowKey is KeyOf for names with letters that need thought.
func slowKey(s string) Key {
	var buf [256]byte
	k := Key{Hash: Basis, Words: 1}
	for _, c := range Append(buf[:0], s) {
		if c == ' ' {
			k.word()
		} else {
			k.Hash = Step(k.Hash, c)
		}
	}
	return k.end()
}
