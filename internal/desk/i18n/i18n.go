// Package i18n says the texts of the desk in the languages of its readers.
//
// Texts are data: a folder of files, one a language (en.yaml), each a flat list of keys and texts. A text names what is put
// into it in braces: "{n} dispatches". A text that depends on a number is a list of plural forms by their CLDR names (one,
// few, many, other). All languages have the same keys; Load refuses folders in which one is missing.
package i18n

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Catalog is the texts of all languages. It does not change once loaded.
type Catalog struct {
	locales map[string]*Locale
	order   []*Locale // by code, the language of first resort before all
	matcher language.Matcher
}

// fallback is the language of those who ask for none that is there.
const fallback = "en"

// Load reads folders of message files. A key twice, or one that not every language has, is an error.
func Load(folders ...fs.FS) (*Catalog, error) {
	c := &Catalog{locales: map[string]*Locale{}}
	for _, folder := range folders {
		names, err := fs.Glob(folder, "*.yaml")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if err := c.add(folder, name); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return c, c.finish()
}

func (c *Catalog) add(folder fs.FS, name string) error {
	data, err := fs.ReadFile(folder, name)
	if err != nil {
		return err
	}
	var raw map[string]any
	if err := yaml.UnmarshalWithOptions(data, &raw, yaml.Strict()); err != nil {
		return err
	}
	l, err := c.locale(strings.TrimSuffix(path.Base(name), ".yaml"))
	if err != nil {
		return err
	}
	for key, value := range raw {
		if _, twice := l.texts[key]; twice {
			return fmt.Errorf("the key %s is there already", key)
		}
		t, err := textOf(value)
		if err != nil {
			return fmt.Errorf("%s: %w", key, err)
		}
		l.texts[key] = t
	}
	return nil
}

func (c *Catalog) locale(code string) (*Locale, error) {
	if l := c.locales[code]; l != nil {
		return l, nil
	}
	tag, err := language.Parse(code)
	if err != nil {
		return nil, err
	}
	l := &Locale{Code: code, Dir: direction(tag), tag: tag, printer: message.NewPrinter(tag), texts: map[string]text{}}
	c.locales[code] = l
	return l, nil
}

// finish puts the languages in order and compares their keys.
func (c *Catalog) finish() error {
	first := c.locales[fallback]
	if first == nil {
		return errors.New("no messages in " + fallback)
	}
	c.order = []*Locale{first}
	var missing []string
	for _, code := range slices.Sorted(maps.Keys(c.locales)) {
		l := c.locales[code]
		if l != first {
			c.order = append(c.order, l)
		}
		missing = append(missing, lacking(l, first)...)
		missing = append(missing, lacking(first, l)...)
	}
	if missing != nil {
		return errors.New("missing: " + strings.Join(missing, ", "))
	}
	tags := make([]language.Tag, len(c.order))
	for i, l := range c.order {
		tags[i] = l.tag
	}
	c.matcher = language.NewMatcher(tags)
	return nil
}

// lacking names the keys of other that l does not have.
func lacking(l, other *Locale) []string {
	var out []string
	for _, key := range slices.Sorted(maps.Keys(other.texts)) {
		if _, ok := l.texts[key]; !ok {
			out = append(out, l.Code+" "+key)
		}
	}
	return out
}

// Locales gives all languages, the one of first resort before the others.
func (c *Catalog) Locales() []*Locale { return c.order }

// Locale gives a language by its code; nil when it is not there.
func (c *Catalog) Locale(code string) *Locale { return c.locales[code] }

// Match gives the language that suits what was asked for: a code, and else an Accept-Language header.
func (c *Catalog) Match(codes []string, accept string) *Locale {
	for _, code := range codes {
		if l := c.locales[code]; l != nil {
			return l
		}
	}
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil || len(tags) == 0 {
		return c.order[0]
	}
	_, i, _ := c.matcher.Match(tags...)
	return c.order[i]
}

// direction is the value of the dir attribute of a language's text.
func direction(tag language.Tag) string {
	script, _ := tag.Script()
	if slices.Contains([]string{"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm"}, script.String()) {
		return "rtl"
	}
	return "ltr"
}
