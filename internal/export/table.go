package export

import (
	"bufio"
	"io"
	"strings"

	"bilan"
)

// table writes claims for a person at a terminal: what is claimed, who says so through whom, the words. From 100 columns on
// the three stand beside one another, else below.
type table struct {
	out   *bufio.Writer
	width int
	ink   ink
	any   bool
}

func newTable(w io.Writer, o Options) Writer {
	return &table{out: bufio.NewWriter(w), width: tableWidth(o), ink: ink(o.Color)}
}

func tableWidth(o Options) int {
	if o.Width <= 0 {
		return 80
	}
	return min(max(o.Width, 30), 160)
}

func (t *table) Write(r *bilan.Reading) error {
	if t.any {
		t.line("")
	}
	t.any = true
	t.head(&r.Article)
	for _, k := range kinds {
		t.group(r, k.Kind, k.Title)
	}
	if len(r.Claims) == 0 {
		t.line("  " + t.ink.dim("no claims found"))
	}
	t.unexplained(r)
	t.problems(r)
	return t.out.Flush()
}

func (t *table) Close() error { return t.out.Flush() }

func (t *table) line(s string) {
	t.out.WriteString(strings.TrimRight(s, " "))
	t.out.WriteByte('\n')
}

// block writes text wrapped to the width, every line behind indent.
func (t *table) block(indent, text string, style func(string) string) {
	for _, l := range wrap(text, t.width-len(indent)) {
		t.line(indent + style(l))
	}
}

func (t *table) head(a *bilan.Article) {
	t.block("", clean(title(a)), t.ink.title)
	t.block("", clean(source(a)), t.ink.dim)
}

func (t *table) group(r *bilan.Reading, kind bilan.Kind, title string) {
	first := true
	for i := range r.Claims {
		c := &r.Claims[i]
		if c.Kind != kind {
			continue
		}
		if first {
			t.line("")
			t.line(t.ink.kind(kind, title))
		}
		first = false
		t.claim(r, c)
	}
}

func (t *table) claim(r *bilan.Reading, c *bilan.Claim) {
	what, who, words := t.what(c), clean(chainText(r, c)), "“"+clean(evidence(c).Text)+"”"
	if t.width < 100 {
		for _, l := range wrapStyled(what, t.width-2) {
			t.line("  " + l)
		}
		t.block("    ", who, t.ink.who)
		t.block("    ", words, t.ink.words)
		return
	}
	a := (t.width - 8) * 3 / 10
	b := (t.width - 8) * 3 / 10
	t.columns([]column{
		{a, wrapStyled(what, a)},
		{b, styled(wrap(who, b), t.ink.who)},
		{t.width - 8 - a - b, styled(wrap(words, t.width-8-a-b), t.ink.words)},
	})
}

// what is the claim's first column: headline, facts that fit a line, and how the text holds it.
func (t *table) what(c *bilan.Claim) []piece {
	head := clean(headline(c))
	if c.Statement != nil { // the speaker stands in the chain
		head = "said"
		if c.Statement.Direct {
			head = "quoted"
		}
	}
	out := []piece{{head, func(s string) string { return t.ink.kind(c.Kind, s) }}}
	if s := steps(c.Trust()); s != "" {
		out = append(out, piece{s, t.ink.dim})
	}
	if c.Assertion != bilan.Asserted && c.Assertion != "" {
		out = append(out, piece{string(c.Assertion), t.ink.warn})
	}
	for _, f := range facts(c) {
		switch f.Name {
		case "who", "where", "when", "date":
			out = append(out, piece{clean(f.Value), plain})
		default:
			out = append(out, piece{f.Name + ": " + clean(f.Value), plain})
		}
	}
	return out
}

type column struct {
	width int
	lines []string
}

func (t *table) columns(cols []column) {
	rows := 0
	for _, c := range cols {
		rows = max(rows, len(c.lines))
	}
	for i := range rows {
		var b strings.Builder
		b.WriteString("  ")
		for _, c := range cols {
			cell := ""
			if i < len(c.lines) {
				cell = c.lines[i]
			}
			b.WriteString(cell)
			b.WriteString(strings.Repeat(" ", max(c.width-width(cell), 0)+2))
		}
		t.line(b.String())
	}
}

func chainText(r *bilan.Reading, c *bilan.Claim) string {
	if len(c.Attribution) == 0 {
		return "own voice"
	}
	var names []string
	for _, l := range chainLinks(r, c) {
		if l.As != "" {
			l.Name += " (“" + l.As + "”)"
		}
		if !l.Outlet {
			names = append(names, l.Name)
		}
	}
	return strings.Join(names, " → ")
}

// unexplained lists the numbers that got no role, each in its words.
func (t *table) unexplained(r *bilan.Reading) {
	first := true
	for i := range r.Numbers {
		n := &r.Numbers[i]
		if n.Role != bilan.RoleUnexplained {
			continue
		}
		if first {
			t.line("")
			t.line(t.ink.warn("Numbers not explained"))
		}
		first = false
		before, words, after := around(r.Article.Text, &n.Span, 40)
		t.block("  ", clean(before+"["+words+"]"+after), plain)
	}
}

func (t *table) problems(r *bilan.Reading) {
	if len(r.Problems) == 0 {
		return
	}
	t.line("")
	t.line(t.ink.warn("Problems"))
	for i := range r.Problems {
		p := &r.Problems[i]
		text := clean(string(p.Code) + ": " + p.Message)
		if p.Span != nil {
			_, words, _ := around(r.Article.Text, p.Span, 0)
			text += " “" + clean(words) + "”"
		}
		t.block("  ", text, plain)
	}
}
