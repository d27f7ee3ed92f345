package lang

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
)

// A paradigm is a class of inflection: what is taken off a lemma, and the endings put on.
type paradigm struct {
	strip   string
	endings []ending
}

type ending struct {
	text string
	tags Set
}

// inflected is one form of a lemma with the grammar its paradigm gives it.
type inflected struct {
	form string
	tags Set
}

func (p *paradigm) forms(lemma string) ([]inflected, error) {
	stem, ok := strings.CutSuffix(lemma, p.strip)
	if !ok {
		return nil, fmt.Errorf("%q does not end in %q as its paradigm asks", lemma, p.strip)
	}
	out := make([]inflected, 0, len(p.endings))
	for _, e := range p.endings {
		out = append(out, inflected{stem + e.text, e.tags})
	}
	return out, nil
}

// parseParadigms reads lines "name | strip | ending:tag,tag …".
func parseParadigms(file string, data []byte, tags *tagTable) (map[string]*paradigm, error) {
	out := map[string]*paradigm{}
	err := eachLine(file, data, func(at Pos, line string) error {
		parts := strings.Split(line, "|")
		if len(parts) != 3 {
			return at.errorf("want \"name | strip | endings\", got %d parts", len(parts))
		}
		name := strings.TrimSpace(parts[0])
		if out[name] != nil {
			return at.errorf("paradigm %q stands twice", name)
		}
		p := &paradigm{strip: zero(Fold(strings.TrimSpace(parts[1])))}
		for _, f := range strings.Fields(parts[2]) {
			e, err := parseEnding(f, tags)
			if err != nil {
				return at.find(line, f).wrap(err)
			}
			p.endings = append(p.endings, e)
		}
		out[name] = p
		return nil
	})
	return out, err
}

func parseEnding(f string, tags *tagTable) (ending, error) {
	text, names, _ := strings.Cut(f, ":")
	e := ending{text: zero(Fold(text))}
	if names == "" {
		return e, nil
	}
	for _, n := range strings.Split(names, ",") {
		t, ok := tags.byName[n]
		if !ok {
			return e, fmt.Errorf("unknown tag %q", n)
		}
		e.tags.Add(t)
	}
	return e, nil
}

func zero(s string) string {
	if s == "0" {
		return ""
	}
	return s
}

// Pos is a place in a pack's file; line and column count from 1, columns in runes.
type Pos struct {
	File string
	Line int
	Col  int
}

// String gives file:line:column.
func (p Pos) String() string { return fmt.Sprintf("%s:%d:%d", p.File, p.Line, max(p.Col, 1)) }

func (p Pos) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: %s", p, fmt.Sprintf(format, args...))
}

func (p Pos) wrap(err error) error { return fmt.Errorf("%s: %w", p, err) }

func (p Pos) find(line, part string) Pos {
	if i := strings.Index(line, part); i >= 0 {
		p.Col = len([]rune(line[:i])) + 1
	}
	return p
}

// eachLine calls fn for each line that is neither empty nor a comment.
func eachLine(file string, data []byte, fn func(Pos, string) error) error {
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(make([]byte, 0, 64<<10), 1<<20)
	for n := 1; sc.Scan(); n++ {
		line := sc.Text()
		if t := strings.TrimSpace(line); t == "" || strings.HasPrefix(t, "#") {
			continue
		}
		if err := fn(Pos{file, n, 1}, line); err != nil {
			return err
		}
	}
	return sc.Err()
}
