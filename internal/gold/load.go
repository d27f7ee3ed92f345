package gold

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bilan"

	"github.com/goccy/go-yaml"
)

// file is a gold file as it stands on disk.
type file struct {
	Title     string            `yaml:"title"`
	Publisher string            `yaml:"publisher"`
	Published string            `yaml:"published"`
	URL       string            `yaml:"url"`
	Note      string            `yaml:"note"` // what the dispatch is there to test; for people
	Text      string            `yaml:"text"`
	Claims    []entry           `yaml:"claims"`
	Numbers   map[string]string `yaml:"numbers"`
}

// entry is one claim of a file; exactly one of its kind keys is set.
type entry struct {
	Casualty   string `yaml:"casualty"`   // outcome
	Statement  string `yaml:"statement"`  // direct or indirect
	Decision   string `yaml:"decision"`   // body
	Deployment string `yaml:"deployment"` // status
	Event      string `yaml:"event"`      // type
	Label      string `yaml:"label"`      // the naming words

	Words        string   `yaml:"words"`
	Assertion    string   `yaml:"assertion"`
	Chain        []string `yaml:"chain"`
	Place        string   `yaml:"place"`
	Country      string   `yaml:"country"`
	Date         string   `yaml:"date"`
	Count        string   `yaml:"count"`
	Class        string   `yaml:"class"`
	Scope        string   `yaml:"scope"`
	Force        string   `yaml:"force"`
	Host         string   `yaml:"host"`
	Contributors []string `yaml:"contributors"`
	Strength     string   `yaml:"strength"`
}

// Load reads every *.yaml of folder dir of fsys, in the order of their names, as dispatches in language lang.
// It returns all errors of all files joined, each beginning with file:line:column, and no dispatch if there is one.
func Load(fsys fs.FS, dir, lang string) ([]Dispatch, error) {
	names, err := fs.Glob(fsys, path.Join(dir, "*.yaml"))
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInvalid, "read gold", "%w", err)
	}
	slices.Sort(names)
	var out []Dispatch
	var errs []error
	for _, name := range names {
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, bilan.Errorf(bilan.CodeUnavailable, "read gold", "%w", err)
		}
		d, err := Parse(name, src)
		d.Article.Lang = lang
		out, errs = append(out, d), append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Err: err}
	}
	return out, nil
}

// Parse reads one gold file. name stands in error messages and, less its folder and ending, becomes the article's id.
func Parse(name string, src []byte) (Dispatch, error) {
	var f file
	if err := yaml.UnmarshalWithOptions(src, &f, yaml.Strict()); err != nil {
		return Dispatch{}, syntaxError(name, err)
	}
	c := &checker{name: name, src: src, text: strings.TrimRight(f.Text, "\n"), title: f.Title}
	d := Dispatch{File: name, Article: c.article(f)}
	for i, e := range f.Claims {
		d.Claims = append(d.Claims, c.claim(i, e))
	}
	d.Numbers = c.numbers(f.Numbers)
	return d, errors.Join(c.errs...)
}
