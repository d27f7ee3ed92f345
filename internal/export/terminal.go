package export

import (
	"strings"
	"unicode"

	"bilan"

	"github.com/jedib0t/go-pretty/v6/text"
)

// ink colours text where the terminal shows colours, and leaves it alone elsewhere.
type ink bool

func (k ink) paint(code, s string) string {
	if !k || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (k ink) title(s string) string { return k.paint("1", s) }
func (k ink) dim(s string) string   { return k.paint("2", s) }
func (k ink) words(s string) string { return k.paint("3", s) }
func (k ink) who(s string) string   { return k.paint("36", s) }
func (k ink) warn(s string) string  { return k.paint("33", s) }

func (k ink) kind(kind bilan.Kind, s string) string {
	code := map[bilan.Kind]string{
		bilan.KindCasualty: "1;31", bilan.KindDeployment: "1;32", bilan.KindDecision: "1;35",
		bilan.KindEvent: "1;33", bilan.KindStatement: "1;34", bilan.KindLabel: "1;36",
	}[kind]
	return k.paint(code, s)
}

func plain(s string) string { return s }

// piece is text with its style.
type piece struct {
	text  string
	style func(string) string
}

// wrapStyled sets pieces one after the other with " · " between, wrapped; no piece shares a line with half of another's words.
func wrapStyled(pieces []piece, limit int) []string {
	var lines []string
	line, used := "", 0
	for _, p := range pieces {
		w := width(p.text)
		switch {
		case used > 0 && used+3+w <= limit:
			line += " · " + p.style(p.text)
			used += 3 + w
			continue
		case used > 0:
			lines = append(lines, line)
		}
		parts := wrap(p.text, limit)
		for _, l := range parts[:len(parts)-1] {
			lines = append(lines, p.style(l))
		}
		last := parts[len(parts)-1]
		line, used = p.style(last), width(last)
	}
	return append(lines, line)
}

func styled(lines []string, style func(string) string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = style(l)
	}
	return out
}

// wrap breaks text at spaces into lines of at most limit columns; a longer word is broken where it must.
func wrap(s string, limit int) []string {
	limit = max(limit, 10)
	var lines []string
	line := ""
	for _, word := range strings.Fields(s) {
		if line != "" && width(line)+1+width(word) <= limit {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for width(word) > limit {
			head := text.Trim(word, limit)
			if head == "" {
				break
			}
			lines, word = append(lines, head), word[len(head):]
		}
		line = word
	}
	return append(lines, line)
}

// width is how many columns a terminal gives to s, escapes not counted.
func width(s string) int { return text.StringWidthWithoutEscSequences(s) }

// clean takes out of text from the web what could command a terminal: control characters and marks that turn the direction.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r), r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == unicode.ReplacementChar:
			return '·'
		}
		return r
	}, s)
}
