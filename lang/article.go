package lang

import (
	"embed"
	"errors"
	"io/fs"
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

//go:embed article.yaml */article.yaml
var pageWords embed.FS

// BuiltinPageWords gives the page words of the languages that come with the program.
func BuiltinPageWords() ([]PageWords, error) { return LoadPageWords(pageWords) }

// LoadPageWords reads article.yaml of every folder of fsys, and article.yaml at its root, a list for languages
// that have no folder. A word used twice is no error; an unknown key, a wrong type or not twelve months is.
func LoadPageWords(fsys fs.FS) ([]PageWords, error) {
	var all []PageWords
	if err := readPageWords(fsys, pageWordsFile, &all); err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeUnavailable, "list language folders", "%w", err)
	}
	for _, e := range entries {
		if !e.IsDir() {
			continue
		}
		w := PageWords{Lang: e.Name()}
		if err := readPageWords(fsys, path.Join(e.Name(), pageWordsFile), &w); err != nil {
			return nil, err
		}
		all = append(all, w)
	}
	return all, checkPageWords(all)
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
	if err := yaml.UnmarshalWithOptions(data, v, yaml.Strict()); err != nil {
		return bilan.Errorf(bilan.CodeInvalid, "read "+name, "%w", err)
	}
	return nil
}

func checkPageWords(all []PageWords) error {
	for _, w := range all {
		if n := len(w.Months); n != 0 && n != 12 {
			return bilan.Errorf(bilan.CodeInvalid, "read "+pageWordsFile+" of "+w.Lang, "months: %d lists, want 12", n)
		}
		for _, words := range w.lists() {
			for _, s := range words {
				if s == "" || s != strings.ToLower(s) {
					return bilan.Errorf(bilan.CodeInvalid, "read "+pageWordsFile+" of "+w.Lang, "%q: want lower case", s)
				}
			}
		}
	}
	return nil
}

func (w *PageWords) lists() [][]string {
	return append([][]string{w.Byline, w.And, w.Staff, w.Credit, w.Update, w.Published, w.Updated, w.Related,
		w.Boilerplate, w.Furniture, w.Comments, w.Paywall, w.Tagline}, w.Months...)
}
