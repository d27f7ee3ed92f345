package lang

import (
	"fmt"
	"strings"
)

// A paradigm is a class of inflection: what is taken off a lemma, and the endings put on.
type paradigm struct {
	strip   string
	endings []ending
	same    []int // by ending: the first that reads alike
}

type ending struct {
	text string
	tags Set
}

// stem gives what the endings are put on.
func (p *paradigm) stem(lemma string) (string, error) {
	stem, ok := strings.CutSuffix(lemma, p.strip)
	if !ok {
		return "", fmt.Errorf("%q does not end in %q as its paradigm asks", lemma, p.strip)
	}
	return stem, nil
}

func (p *paradigm) add(e ending) {
	p.same = append(p.same, len(p.endings))
	for i := range p.endings {
		if p.endings[i].text == e.text {
			p.same[len(p.endings)] = i
			break
		}
	}
	p.endings = append(p.endings, e)
}

// parseParadigms reads lines "name | strip | ending:tag,tag …".
func parseParadigms(file, data string, tags *tagTable) (map[string]*paradigm, error) {
	out := map[string]*paradigm{}
	err := eachLine(file, data, func(at Pos, line string) error {
		if n := strings.Count(line, "|") + 1; n != 3 {
			return at.errorf("want \"name | strip | endings\", got %d parts", n)
		}
		name, rest, _ := strings.Cut(line, "|")
		strip, endings, _ := strings.Cut(rest, "|")
		name = strings.TrimSpace(name)
		if out[name] != nil {
			return at.errorf("paradigm %q stands twice", name)
		}
		p := &paradigm{strip: zero(Fold(strings.TrimSpace(strip)))}
		n := strings.Count(endings, ":") + 1
		p.endings, p.same = make([]ending, 0, n), make([]int, 0, n)
		for f := range strings.FieldsSeq(endings) {
			e, err := parseEnding(f, tags)
			if err != nil {
				return at.find(line, f).wrap(err)
			}
			p.add(e)
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
	for n := range strings.SplitSeq(names, ",") {
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
func eachLine(file, data string, fn func(Pos, string) error) error {
	for n := 1; data != ""; n++ {
		line, rest, _ := strings.Cut(data, "\n")
		data = rest
		line = strings.TrimSuffix(line, "\r")
		if t := strings.TrimSpace(line); t == "" || t[0] == '#' {
			continue
		}
		if err := fn(Pos{file, n, 1}, line); err != nil {
			return err
		}
	}
	return nil
}
