package gazetteer

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan/gazetteer/internal/fold"
	"bilan/gazetteer/internal/pack"
)

// Match is a name found at the start of a run of words, with all it may stand for.
type Match struct {
	Len      int     // words
	Entities []int32 // countries first, then capitals, then by population
	Flags    []Flags // of each entity under this name
}

// Flags tell how an entity bears a name.
type Flags uint8

// The flags.
const (
	Stop      Flags = 1 << iota // a common word of the language too: needs a locative or its country beside it
	ExactCase                   // matched in this case only: acronyms, names that are words too
	Core                        // name of a region without its head noun: "Almaty" of "Almaty Region"
	Alias                       // another spelling, less likely meant than a printed name
)

const maxKey = 160 // bytes; no name is longer when folded

// Match gives the names that begin at word 0 of n, longest first; nil when there is none. word(i) is word i as it
// stands in the text. Hyphens and apostrophes count as spaces, full stops are passed over; a name never runs over
// another sign. A word without a capital begins no name, but for particles ("al-Bab") and scripts without case.
func (g *Gazetteer) Match(n int, word func(i int) string, lang string) []Match {
	if n == 0 || g == nil || g.d == nil || !begins(word(0), n, word) {
		return nil
	}
	var out []Match
	s := scanner{g: g, n: n, word: word}
	for s.next() {
		if m, ok := g.places(&s, lang); ok {
			out = append(out, m)
		}
	}
	slices.Reverse(out)
	return out
}

// scanner walks over words and stops at each length at which the folded words may be a name.
type scanner struct {
	g      *Gazetteer
	n      int
	word   func(i int) string
	array  [maxKey]byte
	size   int    // of the key in array
	hashed int    // bytes of the key that are in hash
	hash   uint32 // of the key so far
	words  uint8  // in the key, hyphenated parts counted apart
	most   uint8  // words of the longest name that begins so, 0 for none
	begun  bool   // most is known
	at     int    // words of the text in the key
}

func (s *scanner) key() []byte { return s.array[:s.size] }

// next takes in one more word; false when no longer name is possible.
func (s *scanner) next() bool {
	for s.at < s.n && (s.at == 0 || s.words < s.most) { // most is 0 when no name begins with the first word
		if !s.grow() {
			return false
		}
		s.rehash()
		if s.most == 0 || s.words > s.most {
			return false
		}
		if s.candidates() {
			return true
		}
	}
	return false
}

// candidates reports whether any name has the key's hash.
func (s *scanner) candidates() bool {
	for _, e := range s.g.bucket(s.hash) {
		if e.hash == s.hash {
			return true
		}
	}
	return false
}

// grow adds the next word to the key.
func (s *scanner) grow() bool {
	if s.at > 0 {
		for s.at < s.n && passed(s.word(s.at)) {
			s.at++
		}
		if s.at >= s.n || stops(s.word(s.at)) {
			return false
		}
		s.array[s.size] = ' '
		s.size++
	}
	w := s.word(s.at)
	if s.size+len(w) > maxKey {
		return false
	}
	key := fold.Append(s.array[:s.size], w)
	if len(key) > maxKey || len(key) == s.size {
		return false
	}
	s.size = len(key)
	s.at++
	return true
}

// rehash hashes what grow added.
func (s *scanner) rehash() {
	if s.hashed == 0 {
		s.hash, s.words = fold.Basis, 1
	}
	for ; s.hashed < s.size; s.hashed++ {
		c := s.array[s.hashed]
		if c == ' ' {
			s.words++
			s.begin()
		}
		s.hash = fold.Step(s.hash, c)
	}
	s.begin()
}

// begin notes, at the end of the first word, how long names with that word are.
func (s *scanner) begin() {
	if !s.begun {
		s.begun, s.most = true, s.g.starts[startOf(s.hash)]
	}
}

// passed reports signs that may stand inside a name: "St. Louis", "N ' Djamena".
func passed(w string) bool {
	switch w {
	case ".", "-", "'", "’", "‑", "–", "":
		return true
	}
	return false
}

// stops reports a sign at which a name ends.
func stops(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

var particles = map[string]bool{
	"al": true, "el": true, "as": true, "ash": true, "ar": true, "an": true, "at": true, "az": true, "ad": true, "ed": true,
	"ech": true, "es": true, "er": true, "ez": true, "et": true, "аль": true, "эль": true, "эд": true, "эн": true, "ад": true, "аз": true, "ан": true, "ар": true, "ат": true, "ас": true, "аш": true, "эр": true, "эс": true, "эш": true,
	"la": true, "le": true, "les": true, "los": true, "las": true, "the": true, "l'": true, "l’": true, "'t": true, "s": true,
}

// begins reports whether a name may begin with word w.
func begins(w string, n int, word func(i int) string) bool {
	w = strings.TrimLeft(w, "\ufe0f\ufe0e") // left over from a sign before it
	c := w[0:min(1, len(w))]
	if c == "" {
		return false
	}
	if b := c[0]; b < utf8.RuneSelf {
		if b >= 'A' && b <= 'Z' {
			return true
		}
		if b < 'a' || b > 'z' {
			return b >= '0' && b <= '9'
		}
	} else if r, _ := utf8.DecodeRuneInString(w); !unicode.IsLower(r) {
		return unicode.IsLetter(r)
	}
	if particles[w] {
		return n > 1 && capital(word(1)) || n > 2 && passed(word(1)) && capital(word(2))
	}
	for i, r := range w { // "al-Bab", "d'Ivoire"
		if i > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// places collects the entities whose name is really the scanner's key.
func (g *Gazetteer) places(s *scanner, lang string) (Match, bool) {
	m := Match{Len: s.at}
	var array [maxKey]byte
	stop := stopBit(lang)
	for _, x := range g.bucket(s.hash) {
		if x.hash != s.hash {
			continue
		}
		f, text := g.d.Flags[x.name], g.d.Name(x.name)
		if f&(pack.Adj|pack.Person) != 0 || f&pack.Exact != 0 && !sameCase(text, s.at, s.word) {
			continue
		}
		e := g.owner[x.name]
		if string(fold.Append(array[:0], text)) == string(s.key()) && !slices.Contains(m.Entities, e) {
			m.Entities = append(m.Entities, e)
			m.Flags = append(m.Flags, flagsOf(f, stop))
		}
	}
	if len(m.Entities) > 1 {
		g.sort(&m)
	}
	return m, len(m.Entities) > 0
}

func stopBit(lang string) uint16 {
	switch lang {
	case "fr":
		return pack.StopFR
	case "ru":
		return pack.StopRU
	case "en":
		return pack.StopEN
	}
	return pack.StopEN | pack.StopFR | pack.StopRU
}

func flagsOf(f, stop uint16) (out Flags) {
	if f&stop != 0 {
		out |= Stop
	}
	if f&pack.Exact != 0 {
		out |= ExactCase
	}
	if f&pack.Core != 0 {
		out |= Core
	}
	if f&pack.Alias != 0 {
		out |= Alias
	}
	return out
}

// sameCase compares name and words letter by letter, signs and spaces left out.
func sameCase(name string, length int, word func(i int) string) bool {
	for i := range length {
		for _, r := range word(i) {
			if fold.Rune(r) <= ' ' {
				continue
			}
			name = strings.TrimLeftFunc(name, func(r rune) bool { return fold.Rune(r) <= ' ' })
			head, size := utf8.DecodeRuneInString(name)
			if head != r {
				return false
			}
			name = name[size:]
		}
	}
	return strings.TrimLeftFunc(name, func(r rune) bool { return fold.Rune(r) <= ' ' }) == ""
}

// sort puts the likeliest entity first, as far as the entities alone tell.
func (g *Gazetteer) sort(m *Match) {
	for i := 1; i < len(m.Entities); i++ {
		for k := i; k > 0 && g.before(m, k, k-1); k-- {
			m.Entities[k], m.Entities[k-1] = m.Entities[k-1], m.Entities[k]
			m.Flags[k], m.Flags[k-1] = m.Flags[k-1], m.Flags[k]
		}
	}
}

func (g *Gazetteer) before(m *Match, i, j int) bool {
	if x, y := m.Flags[i]&Alias, m.Flags[j]&Alias; x != y {
		return x < y
	}
	a, b := m.Entities[i], m.Entities[j]
	if x, y := g.order(a), g.order(b); x != y {
		return x < y
	}
	return g.d.Pop[a] > g.d.Pop[b]
}

// order: country, capital, area, city, region, body, medium.
func (g *Gazetteer) order(i int32) int {
	switch Kind(g.d.Kind[i]) {
	case Country:
		return 0
	case City:
		if g.d.Sub[i] == pack.RankCapital {
			return 1
		}
		return 3
	case Area:
		return 2
	case Region:
		return 4
	case Body:
		return 5
	}
	return 6
}
