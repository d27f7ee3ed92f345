package article

import (
	"context"
	"strings"

	"bilan"
)

// Plain reads plain text. What it marks are sections; the text stays as it stands, but for its encoding.
func (r *Reader) Plain(ctx context.Context, raw []byte, meta Meta) (bilan.Article, []bilan.Problem, error) {
	if len(raw) > MaxPage {
		return bilan.Article{}, nil, bilan.Errorf(bilan.CodeLimit, "read text", "%d bytes, at most %d are read", len(raw), MaxPage)
	}
	data, broken := decode(raw, meta.ContentType)
	if meta.ID == "" {
		meta.ID = contentID(raw)
	}
	a, problems, err := r.Line(ctx, string(data), meta)
	if broken && err == nil {
		problems = append(problems, brokenProblem())
	}
	return a, problems, err
}

// Line reads the text of a JSON line byte for byte and marks its sections.
func (r *Reader) Line(ctx context.Context, text string, meta Meta) (bilan.Article, []bilan.Problem, error) {
	if err := ctx.Err(); err != nil {
		return bilan.Article{}, nil, bilan.Errorf(bilan.CodeUnavailable, "read text", "%w", err)
	}
	var problems []bilan.Problem
	text, long := cut(text)
	if long {
		problems = append(problems, cutProblem())
	}
	a := bilan.Article{ID: meta.ID, URL: noNUL(meta.URL), Title: noNUL(meta.Title), Publisher: noNUL(meta.Publisher), Published: noNUL(meta.Published), Lang: langCode(meta.Lang), Text: text}
	if a.ID == "" {
		a.ID = contentID([]byte(text))
	}
	r.words.markSections(&a)
	problems = append(problems, r.identify(&a, meta.Lang)...)
	if strings.TrimSpace(text) == "" {
		problems = append(problems, notArticle("the text is empty"))
	}
	return a, problems, nil
}

// noNUL takes out what no database keeps in a text.
func noNUL(s string) string { return strings.ReplaceAll(s, "\x00", "") }

func notArticle(why string) bilan.Problem {
	return bilan.Problem{Code: bilan.NotArticle, Message: why}
}

// markSections parts the text line by line; sections follow each other without a gap.
func (v *vocabulary) markSections(a *bilan.Article) {
	m := marker{v: v, a: a, base: bilan.SectionBody}
	m.live = v.clockLines(a.Text) > 2
	for start := 0; start < len(a.Text); {
		end := start + strings.IndexByte(a.Text[start:], '\n') + 1
		if end == start {
			end = len(a.Text)
		}
		m.line(start, end)
		start = end
	}
}

// marker walks the lines of a text.
type marker struct {
	v     *vocabulary
	a     *bilan.Article
	base  bilan.SectionKind // of prose at this place: body, or update after an update's label
	label string
	live  bool // lines that begin with a clock open live entries
	told  int  // lines of text so far
	over  bool // comments have begun: nothing after is text
}

// line puts the line [start,end) into the last section or opens another.
func (m *marker) line(start, end int) {
	s := strings.TrimSpace(m.a.Text[start:end])
	if s == "" {
		m.add(bilan.Section{Kind: m.last(), End: end}, start, false)
		return
	}
	f := strings.TrimSpace(fold(s))
	switch {
	case m.over || m.told > 0 && runesOf(s) < 60 && m.v.comments.match(f) > 0:
		m.over = true
		m.add(bilan.Section{Kind: bilan.SectionBoilerplate, End: end}, start, false)
	case runesOf(s) < 400 && (m.v.furnitureLine(f) || m.v.taglineLine(f)):
		m.add(bilan.Section{Kind: bilan.SectionBoilerplate, End: end}, start, false)
	case m.credit(s, start, end), m.byline(s, start, end), m.update(s, f, start, end):
	case m.live && clockStart(s) > 0:
		m.base, m.label = bilan.SectionLiveEntry, ""
		label := strings.Trim(s[:clockStart(s)], "[")
		m.add(bilan.Section{Kind: m.base, End: end, Label: label, Time: m.labelTime(s[:min(len(s), clockStart(s)+6)])}, start, true)
	case m.told == 0 && m.v.comments.match(f) > 0 && runesOf(s) < 60: // a link above the text
		m.add(bilan.Section{Kind: bilan.SectionBoilerplate, End: end}, start, false)
	default:
		m.told++
		m.add(bilan.Section{Kind: m.base, Label: m.label, End: end}, start, false)
	}
}

func (m *marker) last() bilan.SectionKind {
	if n := len(m.a.Sections); n > 0 {
		return m.a.Sections[n-1].Kind
	}
	return m.base
}

// add extends the last section when it is of the same kind, unless a new one is asked for.
func (m *marker) add(s bilan.Section, start int, open bool) {
	n := len(m.a.Sections)
	if n > 0 && !open && m.a.Sections[n-1].Kind == s.Kind {
		m.a.Sections[n-1].End = s.End
		return
	}
	s.Start = start
	m.a.Sections = append(m.a.Sections, s)
}

// credit marks a line that credits a picture, alone or after its caption.
func (m *marker) credit(s string, start, end int) bool {
	if c := m.v.creditLine(s); c != "" {
		m.a.ImageCredits = appendNew(m.a.ImageCredits, c)
		m.add(bilan.Section{Kind: bilan.SectionCredit, End: end}, start, false)
		return true
	}
	if runesOf(s) > 300 || !strings.ContainsAny(s, ":©") {
		return false
	}
	caption, c := m.v.markedCaption(s)
	if c == "" || caption == "" {
		return false
	}
	m.a.ImageCredits = appendNew(m.a.ImageCredits, c)
	if strings.HasPrefix(caption, "(") && strings.HasSuffix(caption, ")") {
		return false // an agency's signature before the credit
	}
	m.a.Captions = appendNew(m.a.Captions, caption)
	m.add(bilan.Section{Kind: bilan.SectionCaption, End: end}, start, false)
	return true
}

// byline marks a short line that opens with a byline's words and holds nothing but names.
func (m *marker) byline(s string, start, end int) bool {
	if runesOf(s) > 80 || m.v.opener(m.v.byline, s) == 0 || strings.HasSuffix(s, ".") && strings.Contains(s, ",") {
		return false
	}
	names := m.v.bylineNames(s)
	if len(names) == 0 {
		return false
	}
	for _, n := range names {
		m.a.Byline = appendNew(m.a.Byline, n)
	}
	m.add(bilan.Section{Kind: bilan.SectionBoilerplate, End: end}, start, false)
	return true
}

// bylineNames gives the names of a line when it is all names and jobs; nil when anything else is in it.
func (v *vocabulary) bylineNames(s string) (out []string) {
	s = strings.TrimLeft(s[v.opener(v.byline, s):], " :.,-–—|\u00a0")
	for _, n := range v.splitNames(s) {
		switch n = v.cleanName(n); {
		case n == "" || v.staff[fold(n)]:
		case v.nameLike(n) && !strings.ContainsAny(n, "0123456789:!?«»\"“”"):
			out = append(out, n)
		default:
			return nil
		}
	}
	return out
}

// update opens an update section at a line that begins with an update's label.
func (m *marker) update(s, f string, start, end int) bool {
	n := m.v.updateLabel(s, f)
	if n == 0 {
		return false
	}
	m.base, m.label = bilan.SectionUpdate, strings.Trim(s[:n], " :.–—-([\u00a0\u202f")
	section := bilan.Section{Kind: m.base, Label: m.label, End: end, Time: m.labelTime(m.label)}
	if i := strings.IndexAny(m.label, "(["); i > 0 && !strings.ContainsAny(m.label[i:], ")]") {
		m.label = strings.TrimSpace(m.label[:i])
		section.Label = m.label
	}
	m.add(section, start, true)
	return true
}

// labelTime resolves the clock of an update's or entry's label against the day of publication.
func (m *marker) labelTime(label string) string {
	if t := m.v.dateText(label); t != "" {
		return t
	}
	toks := dateTokens(fold(label))
	for i := range toks {
		if c := clockAt(toks[i:]); c != "" && len(m.a.Published) >= 10 {
			return m.a.Published[:10] + c
		}
	}
	return ""
}

// updateLabel gives how many bytes the label takes: the opener with what belongs to it up to a colon ("Update 2 -",
// "Mise à jour à 14h30 :"), when the line goes on, or ends, as a label does. 0 when the line is no update.
func (v *vocabulary) updateLabel(s, f string) int {
	n := v.opener(v.update, s)
	if n == 0 {
		if v.update.match(f) == len(f) {
			return len(s)
		}
		return 0
	}
	rest := s[n:]
	if i := strings.IndexAny(rest, ":.–—-)]"); i >= 0 && runesOf(rest[:i]) < 30 {
		colon := strings.IndexByte(rest, ':')
		if colon >= 0 && colon < 40 && clockColon(rest, colon) { // 14:30
			if j := strings.IndexAny(rest[colon+1:], ":.–—-)]"); j >= 0 && j < 20 {
				return n + colon + 1 + j
			}
			if runesOf(rest) < 30 {
				return len(s)
			}
			return 0
		}
		if labelWords(rest[:i]) {
			return n + i
		}
	}
	if runesOf(rest) < 25 && strings.ContainsAny(rest, "0123456789") {
		return len(s)
	}
	return 0
}

// labelWords reports whether what stands between an opener and its colon is a number, a time or nothing.
func labelWords(s string) bool {
	s = strings.TrimSpace(s)
	return s == "" || strings.ContainsAny(s, "0123456789") && len(strings.Fields(s)) < 6
}

func clockColon(s string, i int) bool {
	return i > 0 && i+1 < len(s) && s[i-1] >= '0' && s[i-1] <= '9' && s[i+1] >= '0' && s[i+1] <= '9'
}

// clockStart gives the length of the clock a line begins with ("14:35", "9h05", "[14.35]"), when a sign or space follows.
func clockStart(s string) int {
	i := 0
	for i < len(s) && s[i] == '[' {
		i++
	}
	d := i
	for i < len(s) && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i == d || i-d > 2 || i >= len(s) || s[i] != ':' && s[i] != 'h' && s[i] != '.' {
		return 0
	}
	m := i + 1
	if m+2 > len(s) || s[m] < '0' || s[m] > '5' || s[m+1] < '0' || s[m+1] > '9' || len(s) > m+2 && s[m+2] >= '0' && s[m+2] <= '9' {
		return 0
	}
	return m + 2
}

func (v *vocabulary) clockLines(text string) (n int) {
	for _, l := range strings.Split(text, "\n") {
		if clockStart(strings.TrimSpace(l)) > 0 {
			n++
		}
	}
	return n
}

// taglineLine reports whether a folded line names the makers of the text: "(reporting by …; editing by …)".
func (v *vocabulary) taglineLine(f string) bool {
	return v.tagline.match(strings.TrimLeft(f, "([ —–-")) > 0
}
