package lang

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

// Pack is all that is known of one language. It never changes after Load.
type Pack struct {
	Code          string            // ISO 639-1
	Names         map[string]string // of the language, by language code
	Script        string
	Letters       string   // that tell it from others of its script
	FunctionWords []string // folded
	Quotes        [][2]string
	Decimal       string
	Group         []string // signs between groups of three digits
	HeadFirst     bool     // noun phrases begin with their head (agent de police), complements follow
	Genitive      bool     // a noun in the genitive may follow another without preposition
	Lexicon       *Lexicon
	Concepts      *Concepts // nil when the pack has none

	abbreviations map[string]bool
	elisions      map[string]bool
	clitics       []string // folded, longest first
	rules         map[string]*RuleSet
	ruleList      []*Rule
	tags          *tagTable
}

// packFile is pack.yaml.
type packFile struct {
	Lang          string            `yaml:"lang"`
	Names         map[string]string `yaml:"names"`
	Script        string            `yaml:"script"`
	Letters       string            `yaml:"letters"`
	FunctionWords []string          `yaml:"function_words"`
	Quotes        [][]string        `yaml:"quotes"`
	Decimal       string            `yaml:"decimal"`
	Group         []string          `yaml:"group"`
	Abbreviations []string          `yaml:"abbreviations"`
	Elisions      []string          `yaml:"elisions"`
	Clitics       []string          `yaml:"clitics"`
	HyphenWords   string            `yaml:"hyphen_words"`
	HeadFirst     bool              `yaml:"head_first"`
	Genitive      bool              `yaml:"genitive"`
	Lists         []string          `yaml:"lists"` // tags of the pack's own
}

// Load reads the pack in fsys. All faults of a file's structure are returned with file:line:column, joined.
func Load(fsys fs.FS) (*Pack, error) {
	data, err := fs.ReadFile(fsys, "pack.yaml")
	if err != nil {
		return nil, fmt.Errorf("pack.yaml: %w", err)
	}
	var f packFile
	if err := decodeStrict("pack.yaml", data, &f); err != nil {
		return nil, err
	}
	p, err := newPack(fsys, &f)
	if err != nil {
		return nil, err
	}
	if err := p.loadLexicon(fsys); err != nil {
		return nil, err
	}
	if p.Concepts, err = loadConcepts(fsys); err != nil {
		return nil, err
	}
	if err := p.loadRules(fsys); err != nil {
		return p, err
	}
	p.Lexicon.words.close()
	p.Lexicon.addUp()
	return p, nil
}

func decodeStrict(file string, data []byte, v any) error {
	err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(v)
	if err == nil {
		return nil
	}
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		at := ye.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", file, at.Line, at.Column, ye.GetMessage())
	}
	return fmt.Errorf("%s:1:1: %w", file, err)
}

func newPack(fsys fs.FS, f *packFile) (*Pack, error) {
	if f.Lang == "" {
		return nil, errors.New("pack.yaml:1:1: the key lang is missing")
	}
	p := &Pack{
		Code: f.Lang, Names: f.Names, Script: f.Script, Letters: f.Letters, Decimal: f.Decimal, Group: f.Group,
		HeadFirst: f.HeadFirst, Genitive: f.Genitive,
		abbreviations: foldSet(f.Abbreviations), elisions: foldSet(f.Elisions), tags: newTagTable(),
	}
	for _, w := range f.FunctionWords {
		p.FunctionWords = append(p.FunctionWords, Fold(w))
	}
	for i, q := range f.Quotes {
		if len(q) != 2 {
			return nil, fmt.Errorf("%s: quotes: want pairs of an opening and a closing sign, got %q", place(fsys, "pack.yaml", fmt.Sprintf("$.quotes[%d]", i)), q)
		}
		p.Quotes = append(p.Quotes, [2]string{q[0], q[1]})
	}
	for _, c := range f.Clitics {
		p.clitics = append(p.clitics, Fold(c))
	}
	sort.Slice(p.clitics, func(i, j int) bool { return len(p.clitics[i]) > len(p.clitics[j]) })
	for i, name := range f.Lists {
		if err := p.tags.addList(name); err != nil {
			return nil, fmt.Errorf("%s: %w", place(fsys, "pack.yaml", fmt.Sprintf("$.lists[%d]", i)), err)
		}
	}
	return p, nil
}

func (t *tagTable) addList(name string) error {
	if _, ok := t.byName[name]; ok {
		return fmt.Errorf("the list %q is a tag already", name)
	}
	if len(t.names) > 255 {
		return errors.New("too many lists: a pack holds 256 tags")
	}
	t.byName[name] = Tag(len(t.names))
	t.names = append(t.names, name)
	return nil
}

func foldSet(words []string) map[string]bool {
	out := make(map[string]bool, len(words))
	for _, w := range words {
		out[Fold(w)] = true
	}
	return out
}

func (p *Pack) loadLexicon(fsys fs.FS) error {
	files, err := fs.Glob(fsys, "lexicon/*.txt")
	if err != nil {
		return err
	}
	p.Lexicon = newLexicon(formsIn(fsys, files))
	r := &lexiconReader{lex: p.Lexicon, tags: p.tags, split: p.cutWord}
	if data, err := fs.ReadFile(fsys, "lexicon/paradigms.txt"); err == nil {
		if r.paradigms, err = parseParadigms("lexicon/paradigms.txt", string(data), p.tags); err != nil {
			return err
		}
	}
	var faults []error
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		switch path.Base(file) {
		case "paradigms.txt":
		case "endings.txt":
			faults = append(faults, r.readEndings(file, string(data)))
		default:
			faults = append(faults, r.read(file, string(data)))
		}
	}
	return errors.Join(faults...)
}

// formsIn guesses the number of forms of lexicon files by their size: about one for twelve bytes.
func formsIn(fsys fs.FS, files []string) int {
	size := int64(0)
	for _, f := range files {
		if info, err := fs.Stat(fsys, f); err == nil {
			size += info.Size()
		}
	}
	return int(size / 12)
}

// Abbreviation reports whether a full stop after the folded word does not end a sentence.
func (p *Pack) Abbreviation(folded string) bool { return p.abbreviations[folded] }

// TagName gives a tag as lexicons write it.
func (p *Pack) TagName(t Tag) string {
	if int(t) < len(p.tags.names) {
		return p.tags.names[t]
	}
	return fmt.Sprintf("tag%d", t)
}

// TagNames gives the names of all tags in s, in tag order.
func (p *Pack) TagNames(s Set) []string {
	var out []string
	for i := range p.tags.names {
		if s.Has(Tag(i)) {
			out = append(out, p.tags.names[i])
		}
	}
	return out
}

// Tag gives the tag of a name; false when the pack has none.
func (p *Pack) Tag(name string) (Tag, bool) {
	t, ok := p.tags.byName[name]
	return t, ok
}

// GroupSign reports whether s may stand between groups of three digits.
func (p *Pack) GroupSign(s string) bool {
	for _, g := range p.Group {
		if g == s || g == " " && strings.TrimSpace(s) == "" && utf8.RuneCountInString(s) == 1 || g == "'" && Fold(s) == "'" {
			return true
		}
	}
	return false
}
