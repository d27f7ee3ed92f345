package reconcile

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// skeleton gives the consonants of a word in Latin letters, so that spellings of one name in several languages meet:
// Pachinian, Pashinyan and Пашинян are all "pSnn"; Tokaïev, Tokayev and Токаев "tkv". Sounds that the languages write
// differently are put together: sh, ch, tch, ш, щ, ч are S; j, zh, dj, ж are J; kh, h, х are left out, as vowels are,
// but for a vowel that begins the word ("a" for any).
func skeleton(word string) string {
	var out []byte
	for i, c := range letters(latin(word)) {
		switch {
		case strings.IndexByte("aeiouyh", c) >= 0:
			if i == 0 && c != 'h' {
				out = append(out, 'a')
			}
		case len(out) > 0 && out[len(out)-1] == c:
		default:
			out = append(out, c)
		}
	}
	return string(out)
}

// letters replaces groups of letters that are one sound.
func letters(s string) []byte { return []byte(sounds.Replace(s)) }

var sounds = strings.NewReplacer("tch", "S", "tsch", "S", "shch", "S", "sch", "S", "sh", "S", "ch", "S", "zh", "J", "dj", "J", "dzh", "J",
	"j", "J", "ge", "Je", "gi", "Ji", "kh", "h", "ph", "f", "gh", "g", "gu", "g", "ts", "s", "tz", "s", "z", "s", "ks", "ks", "x", "ks",
	"ck", "k", "qu", "k", "q", "k", "ce", "se", "ci", "si", "c", "k", "w", "v", "ff", "v", "f", "v")

// latin writes a word in lower-case Latin letters without marks. Letters of other scripts than Latin and Cyrillic stay.
func latin(word string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case cyrillic[r] != "":
			b.WriteString(cyrillic[r])
		case r == 'ь' || r == 'ъ' || r == '-' || r == '\'' || r == '’':
		case r == 'ø':
			b.WriteByte('o')
		case r == 'ł':
			b.WriteByte('l')
		case r == 'ß':
			b.WriteString("ss")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// cyrillic follows BGN/PCGN for Russian, with the Kazakh and Ukrainian letters; й is и with a mark once decomposed.
var cyrillic = map[rune]string{'а': "a", 'б': "b", 'в': "v", 'г': "g", 'д': "d", 'е': "e", 'ж': "zh", 'з': "z", 'и': "i", 'к': "k",
	'л': "l", 'м': "m", 'н': "n", 'о': "o", 'п': "p", 'р': "r", 'с': "s", 'т': "t", 'у': "u", 'ф': "f", 'х': "kh", 'ц': "ts", 'ч': "ch",
	'ш': "sh", 'щ': "shch", 'ы': "y", 'э': "e", 'ю': "yu", 'я': "ya", 'і': "i", 'ї': "i", 'є': "e", 'ґ': "g", 'қ': "k", 'ғ': "g",
	'ң': "n", 'ө': "o", 'ұ': "u", 'ү': "u", 'һ': "h", 'ә': "a"}
