package gold

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"bilan"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"
)

// checker turns a file into a dispatch and collects what is wrong with it, each with its place.
type checker struct {
	name        string
	src         []byte
	text, title string
	errs        []error
}

var (
	isoDate    = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	isoInstant = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$`)
	isoCountry = regexp.MustCompile(`^[A-Z]{2}$`)
)

// fail notes an error at a YAML path such as claims[2].words, or at its nearest parent that stands in the file.
func (c *checker) fail(at, format string, args ...any) {
	line, col := c.position(at)
	c.errs = append(c.errs, fmt.Errorf("%s:%d:%d: %s", c.name, line, col, fmt.Sprintf(format, args...)))
}

func (c *checker) position(at string) (line, col int) {
	f, err := parser.ParseBytes(c.src, 0)
	if err != nil {
		return 1, 1
	}
	for at != "" {
		if p, err := yaml.PathString("$." + at); err == nil {
			if n, err := p.FilterFile(f); err == nil && n.GetToken() != nil {
				return n.GetToken().Position.Line, n.GetToken().Position.Column
			}
		}
		at = at[:max(strings.LastIndexByte(at, '.'), 0)]
	}
	return 1, 1
}

func (c *checker) article(f file) bilan.Article {
	if c.text == "" {
		c.fail("text", "text is missing")
	}
	if f.Published != "" && !isoInstant.MatchString(f.Published) {
		c.fail("published", "published is no ISO 8601 date or instant: %q", f.Published)
	}
	return bilan.Article{
		ID: strings.TrimSuffix(path.Base(c.name), ".yaml"), URL: f.URL, Title: f.Title, Publisher: f.Publisher,
		Published: f.Published, Text: c.text,
		Sections: []bilan.Section{{Kind: bilan.SectionBody, Start: 0, End: len(c.text)}},
	}
}

// numbers keeps the wanted roles in the order of the words, so that reports do not depend on map order.
func (c *checker) numbers(roles map[string]string) []WantNumber {
	var out []WantNumber
	for _, w := range slices.Sorted(maps.Keys(roles)) {
		if !strings.Contains(c.text, w) {
			c.fail("numbers", "%q is not in the text", w)
		}
		c.oneOf("numbers", "role", roles[w], roleNames)
		out = append(out, WantNumber{Words: w, Role: bilan.Role(roles[w])})
	}
	return out
}

// words gives the evidence that a claim's words stand for: themselves, or all from A to B for "A [...] B".
func (c *checker) words(at, w string) string {
	a, b, cut := strings.Cut(w, " [...] ")
	for _, in := range []string{c.text, c.title} {
		i := strings.Index(in, a)
		if w == "" || i < 0 {
			continue
		}
		if !cut {
			return w
		}
		if j := strings.Index(in[i+len(a):], b); j >= 0 {
			return in[i : i+len(a)+j+len(b)]
		}
	}
	c.fail(at, "words are not in the text or title: %q", w)
	return w
}

func (c *checker) oneOf(at, what, got string, allowed []string) {
	if !slices.Contains(allowed, got) {
		c.fail(at, "%s is none of %s: %q", what, strings.Join(allowed, ", "), got)
	}
}

func (c *checker) matches(at, what, got string, re *regexp.Regexp) {
	if got != "" && !re.MatchString(got) {
		c.fail(at, "%s is not understood: %q", what, got)
	}
}

// syntaxError brings the YAML library's error into the form file:line:column: message.
func syntaxError(name string, err error) error {
	var y yaml.Error
	if errors.As(err, &y) && y.GetToken() != nil {
		p := y.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", name, p.Line, p.Column, cmp.Or(y.GetMessage(), "not understood"))
	}
	return fmt.Errorf("%s:1:1: %w", name, err)
}
