package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Concepts is a pack's concepts.txt: what offices and happenings are called in the language, by names that are the same in
// all languages. "ministère" and "ministry" are o:ministry, "émeutes" and «беспорядки» h:unrest; so records of many
// languages meet without a translation.
type Concepts struct {
	byStart map[string][]conceptPhrase // by the first runes of the first word
}

type conceptPhrase struct {
	words []conceptWord
	names []string
}

// conceptWord is a word to find: whole, or its beginning when stem is set.
type conceptWord struct {
	text string
	stem bool
}

const startRunes = 2

// Concept is a phrase found: words [From,To) mean Names.
type Concept struct {
	From, To int
	Names    []string
}

// Find gives the concepts in folded words (Words cuts them), longest phrase first at each word, without overlaps.
func (c *Concepts) Find(words []string) []Concept {
	var out []Concept
	for i := 0; c != nil && i < len(words); i++ {
		if p := c.at(words[i:]); p != nil {
			out = append(out, Concept{From: i, To: i + len(p.words), Names: p.names})
			i += len(p.words) - 1
		}
	}
	return out
}

// at gives the longest phrase that words begin with; of equal ones the one told by more letters.
func (c *Concepts) at(words []string) *conceptPhrase {
	var best *conceptPhrase
	list := c.byStart[startOf(words[0])]
	for i := range list {
		p := &list[i]
		if p.fits(words) && (best == nil || p.longer(best)) {
			best = p
		}
	}
	return best
}

func (p *conceptPhrase) fits(words []string) bool {
	if len(words) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		if words[i] != w.text && !(w.stem && strings.HasPrefix(words[i], w.text)) {
			return false
		}
	}
	return true
}

func (p *conceptPhrase) longer(q *conceptPhrase) bool {
	if len(p.words) != len(q.words) {
		return len(p.words) > len(q.words)
	}
	return len(p.words[0].text) > len(q.words[0].text)
}

// startOf gives the first runes of a word, what phrases are filed under.
func startOf(w string) string {
	n := 0
	for range startRunes {
		_, size := utf8.DecodeRuneInString(w[n:])
		n += size
	}
	return w[:n]
}

// Words cuts a text into its words, folded, with letters and digits only: signs and apostrophes part words.
func Words(text string) []string {
	return strings.FieldsFunc(Fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// loadConcepts reads concepts.txt, which a pack may leave out.
func loadConcepts(fsys fs.FS) (*Concepts, error) {
	const file = "concepts.txt"
	data, err := fs.ReadFile(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c := &Concepts{byStart: map[string][]conceptPhrase{}}
	var faults []error
	for i, line := range strings.Split(string(data), "\n") {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			if err := c.addLine(line); err != nil {
				faults = append(faults, fmt.Errorf("%s:%d:1: %w", file, i+1, err))
			}
		}
	}
	return c, errors.Join(faults...)
}

// addLine takes in "phrase, phrase = concept concept".
func (c *Concepts) addLine(line string) error {
	left, right, ok := strings.Cut(line, "=")
	names := strings.Fields(right)
	if !ok || len(names) == 0 {
		return errors.New(`want "word, several words, stem* = o:concept h:concept"`)
	}
	for _, n := range names {
		if !strings.HasPrefix(n, "o:") && !strings.HasPrefix(n, "h:") {
			return fmt.Errorf("the concept %q begins with neither o: (of an office) nor h: (of a happening)", n)
		}
	}
	for _, phrase := range strings.Split(left, ",") {
		if err := c.addPhrase(phrase, names); err != nil {
			return err
		}
	}
	return nil
}

func (c *Concepts) addPhrase(phrase string, names []string) error {
	p := conceptPhrase{names: names}
	for _, f := range strings.Fields(phrase) {
		base, stem := strings.CutSuffix(f, "*")
		parts := Words(base)
		if len(parts) == 0 {
			return fmt.Errorf("the phrase %q has no letters", phrase)
		}
		for i, w := range parts {
			p.words = append(p.words, conceptWord{text: w, stem: stem && i == len(parts)-1})
		}
	}
	if len(p.words) == 0 {
		return fmt.Errorf("an empty phrase before a comma")
	}
	first := p.words[0]
	if first.stem && utf8.RuneCountInString(first.text) < startRunes {
		return fmt.Errorf("the stem %q is too short: write two letters at least", first.text)
	}
	key := startOf(first.text)
	c.byStart[key] = append(c.byStart[key], p)
	return nil
}
