package lang

import (
	_ "embed"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"bilan"
)

// Sample is what tells a language from others: its script, the letters its alphabet has beyond the common ones of
// the script, and its most frequent words.
type Sample struct {
	Lang          string   `yaml:"lang"`
	Script        string   `yaml:"script"` // Unicode name: Latin, Cyrillic
	Letters       string   `yaml:"letters"`
	FunctionWords []string `yaml:"function_words"`
}

//go:embed rivals.yaml
var rivalsFile []byte

// Rivals gives the samples of languages that no pack reads.
func Rivals() ([]Sample, error) {
	var out []Sample
	if err := yaml.UnmarshalWithOptions(rivalsFile, &out, yaml.Strict()); err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "read rivals.yaml", "%w", err)
	}
	return out, nil
}

// Sample gives what identifies the pack's language.
func (p *Pack) Sample() Sample {
	return Sample{Lang: p.Code, Script: p.Script, Letters: p.Letters, FunctionWords: p.FunctionWords}
}

// Identifier tells languages apart by script, letters and function words. It never changes after NewIdentifier and
// is safe for concurrent use.
type Identifier struct {
	samples   []Sample
	supported map[string]bool
	scripts   []script
	words     map[string][]int
	letters   map[rune][]int
}

// script is one script and the samples written in it.
type script struct {
	table *unicode.RangeTable
	langs []int
}

// Guess is the language of a text. Lang is "" when nothing fits. Sure means that no other language comes near.
type Guess struct {
	Lang string
	Sure bool
}

// NewIdentifier makes an identifier of the languages that packs read and their rivals. A rival of the same code as
// a supported language is left out.
func NewIdentifier(supported, rivals []Sample) *Identifier {
	id := &Identifier{supported: map[string]bool{}, words: map[string][]int{}, letters: map[rune][]int{}}
	for _, s := range supported {
		if s.Script != "" {
			id.add(s)
		}
		id.supported[s.Lang] = true
	}
	for _, s := range rivals {
		if !id.supported[s.Lang] {
			id.add(s)
		}
	}
	return id
}

func (id *Identifier) add(s Sample) {
	k := len(id.samples)
	id.samples = append(id.samples, s)
	seen := map[string]bool{}
	for _, w := range s.FunctionWords {
		if w = Fold(w); !seen[w] {
			seen[w] = true
			id.words[w] = append(id.words[w], k)
		}
	}
	for _, r := range s.Letters {
		id.letters[r] = append(id.letters[r], k)
	}
	table := unicode.Scripts[s.Script]
	for i := range id.scripts {
		if id.scripts[i].table == table {
			id.scripts[i].langs = append(id.scripts[i].langs, k)
			return
		}
	}
	id.scripts = append(id.scripts, script{table, []int{k}})
}

// Supports reports whether a pack reads the language.
func (id *Identifier) Supports(lang string) bool { return id.supported[lang] }

// sampleBytes is how much of a text is looked at.
const sampleBytes = 4000

// Identify guesses the language of a text.
func (id *Identifier) Identify(text string) Guess {
	if len(text) > sampleBytes {
		end := sampleBytes
		for !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	s := id.scriptOf(text)
	if s == nil {
		return Guess{}
	}
	if len(s.langs) == 1 && len(id.samples[s.langs[0]].FunctionWords) == 0 {
		return Guess{Lang: id.samples[s.langs[0]].Lang, Sure: true}
	}
	return id.best(s, id.weigh(text, s))
}

// scriptOf gives the script of most letters. Kana among Han, as in Japanese, decides for kana.
func (id *Identifier) scriptOf(text string) *script {
	counts, last := make([]int, len(id.scripts)), 0
	for _, r := range text {
		if r < utf8.RuneSelf && !('a' <= r|0x20 && r|0x20 <= 'z') || !unicode.IsLetter(r) {
			continue
		}
		if unicode.Is(id.scripts[last].table, r) {
			counts[last]++
			continue
		}
		for i := range id.scripts {
			if unicode.Is(id.scripts[i].table, r) {
				counts[i]++
				last = i
				break
			}
		}
	}
	return id.most(counts)
}

func (id *Identifier) most(counts []int) *script {
	best, top := -1, 0
	for i, n := range counts {
		if id.scripts[i].table == unicode.Hiragana {
			n *= 4
		}
		if n > top {
			best, top = i, n
		}
	}
	if best < 0 {
		return nil
	}
	return &id.scripts[best]
}

// Weights of the evidence: a strange letter says more against a language than a known word says for it.
const (
	strangeLetter = 5.0
	knownLetter   = 4.0
)

// weigh scores each language of the script: the share of words it knows, rare ones counting more, and of letters
// that it does or does not write.
func (id *Identifier) weigh(text string, s *script) []float64 {
	score := make([]float64, len(id.samples))
	words, letters, strange := 0.0, 0.0, 0.0
	known := make([]float64, len(id.samples))
	var buf []byte
	eachWord(text, func(w string) {
		words++
		buf = lowerWord(buf[:0], w)
		langs := id.words[string(buf)]
		for _, k := range langs {
			score[k] += 1 / math.Sqrt(float64(len(langs)))
		}
		for _, r := range w {
			letters++
			if r < utf8.RuneSelf {
				continue
			}
			if langs := id.letters[unicode.ToLower(r)]; len(langs) > 0 {
				strange++
				for _, k := range langs {
					known[k]++
				}
			}
		}
	})
	for _, k := range s.langs {
		own := known[k]
		score[k] = score[k]/max(words, 1) + (knownLetter*own/8-strangeLetter*(strange-own))/max(letters, 1)
	}
	return score
}

// lowerWord appends a word as Fold gives it, composed letters aside: lower case, ё as е, an even apostrophe.
func lowerWord(dst []byte, w string) []byte {
	for _, r := range w {
		switch {
		case r < utf8.RuneSelf:
			if 'A' <= r && r <= 'Z' {
				r += 'a' - 'A'
			}
			dst = append(dst, byte(r))
			continue
		case r == '’':
			r = '\''
		case r == 'ё' || r == 'Ё':
			r = 'е'
		}
		dst = utf8.AppendRune(dst, unicode.ToLower(r))
	}
	return dst
}

// best picks the language of the highest score; between supported ones and rivals that score the same, it is not sure.
func (id *Identifier) best(s *script, score []float64) Guess {
	first, second := -1, -1
	for _, k := range s.langs {
		switch {
		case first < 0 || score[k] > score[first]:
			first, second = k, first
		case second < 0 || score[k] > score[second]:
			second = k
		}
	}
	if score[first] < .04 {
		return Guess{}
	}
	sure := second < 0 || score[first]-score[second] > .05
	return Guess{Lang: id.samples[first].Lang, Sure: sure}
}

// eachWord calls f for every run of letters, an apostrophe at its end kept: "l'".
func eachWord(text string, f func(string)) {
	start := -1
	for i, r := range text {
		if unicode.IsLetter(r) || unicode.IsMark(r) {
			if start < 0 {
				start = i
			}
			continue
		}
		if start >= 0 {
			end := i
			if r == '\'' || r == '’' {
				end += utf8.RuneLen(r)
			}
			f(text[start:end])
		}
		start = -1
		if r == '\'' && strings.HasPrefix(text[i:], "'n ") {
			start = i
		}
	}
	if start >= 0 {
		f(text[start:])
	}
}
