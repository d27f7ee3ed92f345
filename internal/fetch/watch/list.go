package watch

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"bilan"
	"bilan/internal/fetch/safe"
)

// Source is one thing to follow.
type Source struct {
	Name  string
	Kind  string // a name in Kinds
	URL   string
	Path  string // of a folder or a file, whose URL is file://…
	Every time.Duration
}

// List is what a file of sources says.
type List struct {
	Sources    []Source
	Timestamps []string // authorities that stamp what is fetched (RFC 3161)
}

// How often a source is visited.
const (
	DefaultEvery = 15 * time.Minute
	LeastEvery   = time.Minute
)

// listed is a source as a YAML file has it.
type listed struct {
	Name  string `yaml:"name"`
	Kind  string `yaml:"kind"`
	URL   string `yaml:"url"`
	Path  string `yaml:"path"`
	Every string `yaml:"every"`
}

// ReadList reads a list of sources: YAML with a key "sources", or OPML. Paths in it count from its own folder. Its errors say
// line and column.
func ReadList(name string, data []byte) (*List, error) {
	out := &List{}
	var err error
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		out.Sources, err = readOPML(data)
	} else {
		err = out.readYAML(data, filepath.Dir(name))
	}
	if err == nil && len(out.Sources) == 0 {
		err = fmt.Errorf("no source is listed")
	}
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: "read " + name, Err: err, Hint: "docs/sources.md shows a list"}
	}
	return out, nil
}

func (l *List) readYAML(data []byte, dir string) error {
	var file struct {
		Timestamps []string `yaml:"timestamps"`
		Sources    []listed `yaml:"sources"`
	}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&file); err != nil {
		return fmt.Errorf("%s", yaml.FormatError(err, false, false))
	}
	for i, a := range file.Timestamps {
		if !isWeb(a) || slices.Contains(file.Timestamps[:i], a) {
			return fmt.Errorf("[%s] timestamps: %q is no address of the web, or listed twice", position(data, fmt.Sprintf("$.timestamps[%d]", i)), a)
		}
	}
	l.Timestamps = file.Timestamps
	seen := map[string]bool{}
	for i, in := range file.Sources {
		s, field, err := in.source(dir)
		if err == nil && seen[s.URL] {
			err = fmt.Errorf("%s is listed twice", s.URL)
		}
		if err != nil {
			return fmt.Errorf("[%s] sources: %s: %w", position(data, fmt.Sprintf("$.sources[%d].%s", i, field), fmt.Sprintf("$.sources[%d]", i)), field, err)
		}
		seen[s.URL] = true
		l.Sources = append(l.Sources, s)
	}
	return nil
}

func isWeb(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// position tells where the first of some paths that is there stands.
func position(data []byte, paths ...string) string {
	for _, p := range paths {
		path, err := yaml.PathString(p)
		if err != nil {
			continue
		}
		if node, err := path.ReadNode(bytes.NewReader(data)); err == nil && node.GetToken() != nil {
			at := node.GetToken().Position
			return fmt.Sprintf("%d:%d", at.Line, at.Column)
		}
	}
	return "1:1"
}

// source checks a source. It gives the field that the error, if any, is about; that of the address when there is none.
func (l *listed) source(dir string) (s Source, field string, err error) {
	s = Source{Name: l.Name, Kind: l.Kind, URL: l.URL, Every: DefaultEvery}
	if s.Kind == "" {
		s.Kind = "feed"
	}
	if s.Kind != Folder && !slices.ContainsFunc(Kinds, func(k Kind) bool { return k.Name == s.Kind }) {
		return s, "kind", fmt.Errorf("no kind of source is called %q", s.Kind)
	}
	if l.Every != "" {
		if s.Every, err = time.ParseDuration(l.Every); err != nil || s.Every < LeastEvery {
			return s, "every", fmt.Errorf("%q is no time of a minute or more", l.Every)
		}
	}
	if s.Kind == Folder {
		field, err = l.place(&s, dir)
	} else {
		field, err = l.address(&s)
	}
	return s, field, err
}

// address takes the url of a source on the web.
func (l *listed) address(s *Source) (field string, err error) {
	if l.Path != "" {
		return "path", fmt.Errorf("only a source of kind %s has a path", Folder)
	}
	if !isWeb(l.URL) {
		return "url", fmt.Errorf("%q is no address of the web", l.URL)
	}
	u, err := url.Parse(l.URL)
	s.Name = cmp.Or(s.Name, u.Host)
	return "url", err
}

// place takes the path of a folder or file, which must be there: a name that was mistyped would wait for ever.
func (l *listed) place(s *Source, dir string) (field string, err error) {
	if l.URL != "" {
		return "url", fmt.Errorf("a source of kind %s has a path, no url", Folder)
	}
	if l.Path == "" {
		return "path", fmt.Errorf("a source of kind %s needs a path", Folder)
	}
	if s.Path = l.Path; !filepath.IsAbs(s.Path) {
		s.Path = filepath.Join(dir, s.Path)
	}
	if s.Path, err = filepath.Abs(s.Path); err != nil {
		return "path", err
	}
	if info, err := os.Stat(s.Path); err != nil || !info.IsDir() && !info.Mode().IsRegular() {
		return "path", fmt.Errorf("%s is no folder and no file", s.Path)
	}
	s.URL = (&url.URL{Scheme: "file", Path: filepath.ToSlash(s.Path)}).String()
	s.Name = cmp.Or(s.Name, filepath.Base(s.Path))
	return "path", nil
}

// readOPML takes every outline with an xmlUrl.
func readOPML(data []byte) ([]Source, error) {
	var out []Source
	if err := safe.CheckXML(data); err != nil {
		return nil, err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		line, column := d.InputPos()
		t, err := d.Token()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			line, column = d.InputPos()
			return nil, fmt.Errorf("[%d:%d] %w", line, column, err)
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "outline" {
			continue
		}
		l := listed{}
		for _, a := range start.Attr {
			switch strings.ToLower(a.Name.Local) {
			case "xmlurl":
				l.URL = a.Value
			case "title":
				l.Name = a.Value
			case "text":
				if l.Name == "" {
					l.Name = a.Value
				}
			}
		}
		if l.URL == "" {
			continue
		}
		s, field, err := l.source("")
		if err != nil {
			return nil, fmt.Errorf("[%d:%d] %s: %w", line, column, field, err)
		}
		out = append(out, s)
	}
}
