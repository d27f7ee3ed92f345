package lang

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path"
	"strings"

	"github.com/goccy/go-yaml"

	"bilan"
)

// PageWords are the words a language puts around its articles: what opens a byline, a credit, an update,
// what invites to comment or subscribe, how months are called. All are lower case.
type PageWords struct {
	Lang        string     `yaml:"lang"`              // code; the folder's when left out
	Months      [][]string `yaml:"months"`            // twelve lists: full names, cases, short forms
	Byline      []string   `yaml:"byline"`            // words before an author's name
	And         []string   `yaml:"and"`               // words between two authors
	Staff       []string   `yaml:"staff"`             // words that are no part of an author's name: reporter, correspondent
	Credit      []string   `yaml:"credit"`            // words before the maker of a picture
	Update      []string   `yaml:"update"`            // labels that open an update
	Published   []string   `yaml:"published"`         // words before the date of publication
	Updated     []string   `yaml:"updated"`           // words before the date of the last change
	Related     []string   `yaml:"related"`           // openers of a line that links elsewhere
	Boilerplate []string   `yaml:"boilerplate"`       // openers of lines of the page's furniture
	Furniture   []string   `yaml:"boilerplate_lines"` // such lines as a whole: share, print
	Comments    []string   `yaml:"comments"`          // lines from which on everything is comments or their form
	Paywall     []string   `yaml:"paywall"`           // phrases of a page that shows a stub
	Tagline     []string   `yaml:"tagline"`           // openers of a last line on the makers of the text
}

// pageWordsFile is the name of the file in a language's folder, and of the one for languages without a folder.
const pageWordsFile = "article.yaml"

//go:embed article.yaml
var pageWords embed.FS

// BuiltinPageWords gives the page words of the languages that come with the program.
func BuiltinPageWords() ([]PageWords, error) {
	all, err := LoadPageWords(pageWords)
	if err != nil {
		return nil, err
	}
	own, err := LoadPageWords(builtin)
	return append(all, own...), err
}

// DirPageWords gives the page words of a folder on disk as AddDir reads it: of the pack in it, or of the packs in the
// folders below it.
func DirPageWords(dir string) ([]PageWords, error) {
	fsys := os.DirFS(dir)
	sample, err := loadSample(fsys)
	if errors.Is(err, fs.ErrNotExist) {
		return LoadPageWords(fsys)
	}
	if err != nil {
		return nil, err
	}
	one, err := pageWordsIn(fsys, pageWordsFile, sample.Lang)
	return []PageWords{one}, err
}

// LoadPageWords reads article.yaml of every folder of fsys, and article.yaml at its root, a list for languages
// that have no folder. A word used twice is no error; an unknown key, a wrong type or not twelve months is.
func LoadPageWords(fsys fs.FS) ([]PageWords, error) {
	var all []PageWords
	if err := readPageWords(fsys, pageWordsFile, &all); err != nil {
		return nil, err
	}
	for i := range all {
		if err := all[i].check(fsys, pageWordsFile, fmt.Sprintf("$[%d]", i)); err != nil {
			return nil, err
		}
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeUnavailable, "list language folders", "%w", err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		w, err := pageWordsIn(fsys, path.Join(e.Name(), pageWordsFile), e.Name())
		if err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	return all, nil
}

// pageWordsIn reads the page words of one language from its file.
func pageWordsIn(fsys fs.FS, name, code string) (PageWords, error) {
	w := PageWords{Lang: code}
	if err := readPageWords(fsys, name, &w); err != nil {
		return w, err
	}
	return w, w.check(fsys, name, "$")
}

// readPageWords fills v from a file; a missing file leaves it as it is.
func readPageWords(fsys fs.FS, name string, v any) error {
	data, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "read "+name, "%w", err)
	}
	if err := decodeStrict(name, data, v); err != nil {
		return &bilan.Error{Code: bilan.CodeInvalid, Err: err}
	}
	return nil
}

// check wants twelve months and every word in lower case; root is where the words stand in their file.
func (w *PageWords) check(fsys fs.FS, name, root string) error {
	if n := len(w.Months); n != 0 && n != 12 {
		return bilan.Errorf(bilan.CodeInvalid, "", "%s: months: %d lists, want 12", place(fsys, name, root+".months"), n)
	}
	for key, words := range w.lists() {
		for i, s := range words {
			if s == "" || s != strings.ToLower(s) {
				return bilan.Errorf(bilan.CodeInvalid, "", "%s: %q: want a word in lower case", place(fsys, name, fmt.Sprintf("%s.%s[%d]", root, key, i)), s)
			}
		}
	}
	return nil
}

// place gives the file:line:column of what stands at a YAML path.
func place(fsys fs.FS, name, at string) string {
	data, _ := fs.ReadFile(fsys, name)
	if p, err := yaml.PathString(at); err == nil {
		if n, err := p.ReadNode(bytes.NewReader(data)); err == nil {
			pos := n.GetToken().Position
			return fmt.Sprintf("%s:%d:%d", name, pos.Line, pos.Column)
		}
	}
	return name + ":1:1"
}

// lists gives each list of words with its key, in the order of the file.
func (w *PageWords) lists() iter.Seq2[string, []string] {
	return func(yield func(string, []string) bool) {
		for i, words := range w.Months {
			if !yield(fmt.Sprintf("months[%d]", i), words) {
				return
			}
		}
		for _, l := range []struct {
			key   string
			words []string
		}{
			{"byline", w.Byline}, {"and", w.And}, {"staff", w.Staff}, {"credit", w.Credit}, {"update", w.Update},
			{"published", w.Published}, {"updated", w.Updated}, {"related", w.Related}, {"boilerplate", w.Boilerplate},
			{"boilerplate_lines", w.Furniture}, {"comments", w.Comments}, {"paywall", w.Paywall}, {"tagline", w.Tagline},
		} {
			if !yield(l.key, l.words) {
				return
			}
		}
	}
}
