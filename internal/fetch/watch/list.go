package watch

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml"

	"bilan"
)

// Source is one thing to follow.
type Source struct {
	Name  string
	Kind  string // a name in Kinds
	URL   string
	Every time.Duration
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
	Every string `yaml:"every"`
}

// ReadList reads a list of sources: YAML with a key "sources", or OPML. Its errors say line and column.
func ReadList(name string, data []byte) ([]Source, error) {
	var out []Source
	var err error
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("<")) {
		out, err = readOPML(data)
	} else {
		out, err = readYAML(data)
	}
	if err == nil && len(out) == 0 {
		err = fmt.Errorf("no source is listed")
	}
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: "read " + name, Err: err, Hint: "docs/sources.md shows a list"}
	}
	return out, nil
}

func readYAML(data []byte) ([]Source, error) {
	var file struct {
		Sources []listed `yaml:"sources"`
	}
	if err := yaml.NewDecoder(bytes.NewReader(data), yaml.Strict()).Decode(&file); err != nil {
		return nil, fmt.Errorf("%s", yaml.FormatError(err, false, false))
	}
	out, seen := make([]Source, 0, len(file.Sources)), map[string]bool{}
	for i, l := range file.Sources {
		s, field, err := l.source()
		if err == nil && seen[s.URL] {
			field, err = "url", fmt.Errorf("%s is listed twice", s.URL)
		}
		if err != nil {
			return nil, fmt.Errorf("[%s] sources: %s: %w", position(data, i, field), field, err)
		}
		seen[s.URL] = true
		out = append(out, s)
	}
	return out, nil
}

// position tells where a field of the i-th source stands.
func position(data []byte, i int, field string) string {
	for _, p := range []string{fmt.Sprintf("$.sources[%d].%s", i, field), fmt.Sprintf("$.sources[%d]", i)} {
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

func (l *listed) source() (s Source, field string, err error) {
	s = Source{Name: l.Name, Kind: l.Kind, URL: l.URL, Every: DefaultEvery}
	if s.Kind == "" {
		s.Kind = "feed"
	}
	if !slices.ContainsFunc(Kinds, func(k Kind) bool { return k.Name == s.Kind }) {
		return s, "kind", fmt.Errorf("no kind of source is called %q", s.Kind)
	}
	u, err := url.Parse(l.URL)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return s, "url", fmt.Errorf("%q is no address of the web", l.URL)
	}
	if s.Name == "" {
		s.Name = u.Host
	}
	if l.Every != "" {
		if s.Every, err = time.ParseDuration(l.Every); err != nil || s.Every < LeastEvery {
			return s, "every", fmt.Errorf("%q is no time of a minute or more", l.Every)
		}
	}
	return s, "", nil
}

// readOPML takes every outline with an xmlUrl.
func readOPML(data []byte) ([]Source, error) {
	var out []Source
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
		s, field, err := l.source()
		if err != nil {
			return nil, fmt.Errorf("[%d:%d] %s: %w", line, column, field, err)
		}
		out = append(out, s)
	}
}
