package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bilan"
)

// mark is a stretch of the text with one reason to be shown: a claim, a source, a problem.
type mark struct {
	start, end int
	class      string // kind of claim, or "source", "doubt", "unexplained"
	claim      int    // number of the claim from 1; 0 for other marks
}

// Part is a piece of text over which the marks do not change.
type Part struct {
	Text    string
	Classes string // for the class attribute; empty for plain text
	Refs    []int  // claims whose words begin here
	Note    string // what a problem says, for the title attribute
}

// marks gives all marks of a reading in the text ("") or the title ("title"). Spans that do not fit are left out: the
// page must show whatever a reading holds.
func marks(r *bilan.Reading, in string, limit int) []mark {
	var out []mark
	add := func(s *bilan.Span, class string, claim int) {
		if s != nil && s.In == in && s.Start >= 0 && s.End <= limit && s.Start < s.End {
			out = append(out, mark{s.Start, s.End, class, claim})
		}
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		words := evidence(c)
		add(&words, string(c.Kind), i+1)
		for j := range c.Attribution {
			add(&c.Attribution[j].Span, "source", 0)
		}
	}
	for i := range r.Numbers {
		if r.Numbers[i].Role == bilan.RoleUnexplained {
			add(&r.Numbers[i].Span, "unexplained", 0)
		}
	}
	for i := range r.Problems {
		class := "doubt"
		if r.Problems[i].Code == bilan.NumberUnexplained {
			class = "unexplained"
		}
		add(r.Problems[i].Span, class, 0)
	}
	slices.SortStableFunc(out, func(a, b mark) int { return cmp.Compare(a.start, b.start) })
	return out
}

// cut divides text[from:to] where marks begin and end. marks must be in order of their start.
func cut(text string, from, to int, marks []mark) []Part {
	var out []Part
	var open []mark
	next := 0
	for at := from; at < to; {
		open = slices.DeleteFunc(open, func(m mark) bool { return m.end <= at })
		begun := []int(nil)
		for next < len(marks) && marks[next].start <= at {
			if m := marks[next]; m.end > at {
				open = append(open, m)
				if m.claim > 0 && m.start == at {
					begun = append(begun, m.claim)
				}
			}
			next++
		}
		end := to
		if next < len(marks) {
			end = min(end, marks[next].start)
		}
		for _, m := range open {
			end = min(end, m.end)
		}
		for end < to && !utf8.RuneStart(text[end]) {
			end++
		}
		out = append(out, Part{Text: text[at:end], Classes: classes(open), Refs: begun})
		at = end
	}
	return out
}

// layers are how the page shows claims over one another, innermost first: ground colour, first and second line below.
var layers = []string{"in-", "under-", "below-"}

// classes names all that covers a part; the innermost claim gives the ground colour, the others lines below it.
func classes(open []mark) string {
	if len(open) == 0 {
		return ""
	}
	sorted := slices.Clone(open)
	slices.SortStableFunc(sorted, func(a, b mark) int { return cmp.Compare(a.end-a.start, b.end-b.start) })
	names := []string{"m"}
	depth := 0
	for _, m := range sorted {
		if m.claim == 0 {
			names = append(names, m.class)
			continue
		}
		if depth < len(layers) {
			names = append(names, layers[depth]+m.class)
		}
		names = append(names, "c"+strconv.Itoa(m.claim))
		depth++
	}
	return strings.Join(dedupe(names), " ")
}

func dedupe(names []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(names, func(n string) bool {
		dup := seen[n]
		seen[n] = true
		return dup
	})
}

// sections lays the text out by its sections; what lies between them is body.
func sections(r *bilan.Reading) []Section {
	text := r.Article.Text
	ms := marks(r, "", len(text))
	var out []Section
	at := 0
	for _, s := range r.Article.Sections {
		if s.Start < at || s.End > len(text) || s.Start >= s.End {
			continue
		}
		out = appendSection(out, bilan.Section{Kind: bilan.SectionBody, Start: at, End: s.Start}, text, ms)
		out = appendSection(out, s, text, ms)
		at = s.End
	}
	return appendSection(out, bilan.Section{Kind: bilan.SectionBody, Start: at, End: len(text)}, text, ms)
}

func appendSection(out []Section, s bilan.Section, text string, ms []mark) []Section {
	v := Section{Kind: string(s.Kind), Time: s.Time}
	if !strings.HasPrefix(strings.TrimSpace(text[s.Start:s.End]), s.Label) {
		v.Label = s.Label // else the text tells it
	}
	for at := s.Start; at < s.End; {
		end := s.End
		if i := strings.Index(text[at:s.End], "\n"); i >= 0 {
			end = at + i
		}
		if strings.TrimSpace(text[at:end]) != "" {
			v.Paragraphs = append(v.Paragraphs, cut(text, at, end, within(ms, at, end)))
		}
		at = end + 1
	}
	if len(v.Paragraphs) == 0 {
		return out
	}
	return append(out, v)
}

// within gives the marks that touch text[from:to], in order; a mark that began before keeps its place but not its number.
func within(ms []mark, from, to int) []mark {
	var out []mark
	for _, m := range ms {
		if m.start < to && m.end > from {
			out = append(out, m)
		}
	}
	return out
}
