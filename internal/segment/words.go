package segment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan/internal/analysis"
	"bilan/lang"
)

// words cuts text into runs of letters and digits and single signs. Signs inside a word stay with it where they
// belong to it: porte-parole, l'ordre (cut after by the pack's elisions), 12.500, 19:30, U.S.
func words(p *lang.Pack, text string, room []analysis.Word) []analysis.Word {
	w := wordCutter{p: p, text: text, out: slices.Grow(room, len(text)/6+8)}
	for w.i < len(text) {
		r, n := utf8.DecodeRuneInString(text[w.i:])
		switch {
		case r == '\n' || r == '\r' || r == '\u2029':
			w.space |= analysis.Space | analysis.Line
			w.i += n
		case unicode.IsSpace(r) || r == '\u200b' || r == '\ufeff':
			w.space |= analysis.Space
			w.i += n
		case inWord(r) || w.tail(r, w.i+n):
			w.word()
		default:
			if doubled(text[w.i:]) {
				n = 2
			}
			w.add(w.i, w.i+n, analysis.Punct)
			w.i += n
		}
	}
	return w.out
}

// doubled reports whether s begins with a quotation mark typed as two signs.
func doubled(s string) bool {
	return strings.HasPrefix(s, "''") || strings.HasPrefix(s, "``")
}

type wordCutter struct {
	p     *lang.Pack
	text  string
	i     int
	space analysis.Shape
	out   []analysis.Word
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\u00ad'
}

func (w *wordCutter) add(start, end int, s analysis.Shape) {
	fold, id := w.p.Lexicon.Fold(w.text[start:end])
	w.out = append(w.out, analysis.Word{Start: start, End: end, Fold: fold, ID: id, Shape: s | w.space})
	w.space = 0
}

// word adds the word that begins at i, cut at elisions and clitics.
func (w *wordCutter) word() {
	start := w.i
	end := w.extent(start)
	w.i = end
	if !lang.Hinged(w.text[start:end]) {
		w.add(start, end, shape(w.text[start:end]))
		return
	}
	for n := w.p.CutFront(w.text[start:end]); n > 0; n = w.p.CutFront(w.text[start:end]) {
		w.add(start, start+n, shape(w.text[start:start+n]))
		start += n
	}
	if n := w.p.CutBack(w.text[start:end]); n > 0 {
		w.add(start, end-n, shape(w.text[start:end-n]))
		start = end - n
	}
	w.add(start, end, shape(w.text[start:end]))
}

// tail reports whether the hyphen r begins the rest of a word that starts with digits: "-year-old", «-летний».
func (w *wordCutter) tail(r rune, next int) bool {
	if r != '-' && r != '‑' && r != '‐' || w.space != 0 || len(w.out) == 0 || w.out[len(w.out)-1].Shape&analysis.Digit == 0 {
		return false
	}
	after, _ := utf8.DecodeRuneInString(w.text[next:])
	return unicode.IsLetter(after)
}

// extent gives the end of the word that begins at start.
func (w *wordCutter) extent(start int) int {
	i := start
	for i < len(w.text) {
		if n := letter(w.text[i:]); n > 0 {
			i += n
			continue
		}
		r, n := utf8.DecodeRuneInString(w.text[i:])
		if inWord(r) || i == start {
			i += n
			continue
		}
		if !w.joins(r, i, i+n) {
			break
		}
		i += n
	}
	return w.dotted(start, i)
}

// letter gives the length of the letter or digit that s begins with when it is one of the common alphabets, else 0.
func letter(s string) int {
	switch c := s[0]; {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return 1
	case c < 0xC3 || len(s) < 2:
		return 0
	case c == 0xD0 || c == 0xD1, c == 0xC3 && s[1] != 0x97 && s[1] != 0xB7: // Cyrillic; accented Latin without × ÷
		if s[1] >= 0x80 && s[1] < 0xC0 {
			return 2
		}
	}
	return 0
}

// joins reports whether the sign r at [at,next) stands inside a word.
func (w *wordCutter) joins(r rune, at, next int) bool {
	switch r {
	case '\'', '’', 'ʼ', '-', '‑', '‐', '.', ',', ':', '_', '@', '&':
	default:
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(w.text[:at])
	after, _ := utf8.DecodeRuneInString(w.text[next:])
	db, da := unicode.IsDigit(before), unicode.IsDigit(after)
	switch r {
	case '\'', '’', 'ʼ':
		return inWord(after)
	case '-', '‑', '‐':
		return inWord(after) && !db
	case '.':
		return db && da || unicode.IsLetter(before) && unicode.IsLower(after) && !w.sentenceEnd(at, after)
	case ',', ':':
		return db && da
	case '_', '@':
		return inWord(after)
	case '&':
		return unicode.IsUpper(before) && unicode.IsUpper(after)
	}
	return false
}

// sentenceEnd tells a full stop without a space behind it ("Friday.it") from one inside a name ("vlast.kz"): names
// are written small or hold no more than a short ending.
func (w *wordCutter) sentenceEnd(at int, after rune) bool {
	rest := w.text[at+1:]
	n := strings.IndexFunc(rest, func(r rune) bool { return !inWord(r) })
	if n < 0 {
		n = len(rest)
	}
	return utf8.RuneCountInString(rest[:n]) > 5
}

// dotted takes in the full stops of "U.S." and "т.е.": single letters each followed by one.
func (w *wordCutter) dotted(start, end int) int {
	i, letters := start, 0
	for i < len(w.text) {
		r, n := utf8.DecodeRuneInString(w.text[i:])
		if !unicode.IsLetter(r) || i+n >= len(w.text) || w.text[i+n] != '.' {
			break
		}
		i += n + 1
		letters++
	}
	if letters >= 2 && i >= end {
		return i
	}
	return end
}

func shape(s string) analysis.Shape {
	var sh analysis.Shape
	if c := s[0]; 'a' <= c && c <= 'z' {
		return sh
	}
	upper := 0
	for i, r := range s {
		if i == 0 && unicode.IsUpper(r) {
			sh |= analysis.Cap
		}
		if i == 0 && unicode.IsDigit(r) {
			sh |= analysis.Digit
		}
		if unicode.IsLetter(r) {
			if !unicode.IsUpper(r) {
				return sh
			}
			upper++
		}
	}
	if upper > 1 {
		sh |= analysis.Upper
	}
	return sh
}
