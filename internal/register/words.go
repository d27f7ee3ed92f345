package register

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxWords = 14000 // of a text are searched: PostgreSQL takes no more places, and no more than 1 MB of words
	maxTitle = 300   // words of a title are searched
	maxWord  = 64    // bytes, at which a word is cut off
)

// Words gives the words of a text as search compares them: letters and digits, in small letters, without accents, vowel signs
// or presentation forms: "Été" is ete, "ЁЛКА" елка, "مُحَمَّد" محمد. Scripts written without spaces give each letter as a word.
// Both databases index these words and fold nothing themselves, so both find the same.
func Words(text string) []string {
	var f folder
	f.fold(text)
	return f.words
}

// Words gives the words of an article's title and text, to be searched.
func (a *Article) Words() (title, text []string) {
	title = Words(a.Title)
	return title[:min(maxTitle, len(title))], Words(a.Text)
}

// folder cuts and folds a text.
type folder struct {
	words []string
	word  []byte
}

func (f *folder) fold(text string) {
	for i := 0; i < len(text) && len(f.words) < maxWords; {
		if c := text[i]; c < utf8.RuneSelf {
			f.ascii(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		f.rune(r, text[i:i+size])
		i += size
	}
	f.cut()
}

func (f *folder) cut() {
	if len(f.word) > 0 {
		f.words = append(f.words, string(f.word))
		f.word = f.word[:0]
	}
}

func (f *folder) ascii(c byte) {
	switch {
	case 'A' <= c && c <= 'Z':
		f.letter(rune(c) + 'a' - 'A')
	case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
		f.letter(rune(c))
	default:
		f.cut()
	}
}

// rune takes a letter apart into its base and marks and keeps the base.
func (f *folder) rune(r rune, s string) {
	apart := norm.NFKD.PropertiesString(s).Decomposition()
	if apart == nil {
		f.part(r)
		return
	}
	for len(apart) > 0 {
		r, size := utf8.DecodeRune(apart)
		f.part(r)
		apart = apart[size:]
	}
}

// part keeps what makes a word. Accents, and the vowel signs of Arabic and Hebrew, have a combining class of 10 or more; the
// vowel signs of Indic scripts, which words cannot do without, have less.
func (f *folder) part(r rune) {
	switch {
	case r < utf8.RuneSelf:
		f.ascii(byte(r))
	case r == tatweel || unicode.Is(unicode.Cf, r):
	case unicode.Is(unicode.M, r):
		if class := norm.NFKD.PropertiesString(string(r)).CCC(); class < 10 && class != voicing {
			f.letter(r)
		}
	case !unicode.IsLetter(r) && !unicode.IsNumber(r):
		f.cut()
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		f.cut()
		f.letter(r)
		f.cut()
	default:
		f.letter(small(r))
	}
}

func (f *folder) letter(r rune) {
	if len(f.word) < maxWord {
		f.word = utf8.AppendRune(f.word, r)
	}
}

const (
	tatweel = 'ـ' // only lengthens Arabic words
	voicing = 8   // the combining class of the marks on kana
)

// small gives one letter for all forms of a letter: Σ, σ and ς are σ.
func small(r rune) rune {
	if r == 'ς' {
		return 'σ'
	}
	return unicode.ToLower(r)
}
