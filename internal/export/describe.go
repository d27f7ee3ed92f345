package export

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"bilan"
)

// fact is one thing a claim tells, for people.
type fact struct{ Name, Value string }

// headline says what a claim tells, in a few words.
func headline(c *bilan.Claim) string {
	switch {
	case c.Casualty != nil:
		return casualtyLine(c.Casualty)
	case c.Statement != nil:
		return statementLine(c)
	case c.Decision != nil:
		return orUnknown(c.Decision.Body.Name) + " decides"
	case c.Deployment != nil:
		return strings.TrimSpace(orUnknown(c.Deployment.Force.Name) + to(c.Deployment.Host) + ": " + c.Deployment.Status)
	case c.Event != nil:
		return eventLine(c.Event)
	case c.Label != nil:
		return labelLine(c.Label)
	}
	return string(c.Kind)
}

func statementLine(c *bilan.Claim) string {
	how := " is reported to say"
	if c.Statement.Direct {
		how = " says"
	}
	if len(c.Attribution) == 0 {
		return "someone" + how
	}
	h := c.Attribution[len(c.Attribution)-1]
	return cmp.Or(h.Resolved, h.Name) + how
}

func casualtyLine(k *bilan.Casualty) string {
	what := map[bilan.Outcome]string{bilan.Casualties: "killed or injured"}[k.Outcome]
	if what == "" {
		what = string(k.Outcome)
	}
	return what + " " + countText(&k.Count)
}

func eventLine(e *bilan.Event) string {
	out := strings.ToLower(e.Type)
	if e.Actor != nil {
		out += ": " + e.Actor.Name
	}
	if e.Target != nil {
		out += " → " + e.Target.Name
	}
	return out
}

func labelLine(l *bilan.Label) string {
	out := "“" + l.Label.Text + "”"
	if l.Target != nil {
		out += " for " + l.Target.Name
	}
	return out
}

// steps draws how far a claim can be trusted, "" when that was not estimated.
func steps(t bilan.Trust) string {
	return map[bilan.Trust]string{bilan.TrustHigh: "●●●", bilan.TrustMedium: "●●○", bilan.TrustLow: "●○○"}[t]
}

// facts gives the fields of a claim that its headline leaves out.
func facts(c *bilan.Claim) []fact {
	var out []fact
	add := func(name, value string) {
		if value != "" {
			out = append(out, fact{name, value})
		}
	}
	if c.Casualty != nil {
		add("who", victims(&c.Casualty.Victims))
	}
	add("where", placeText(c.Place))
	if c.Time != nil && (c.Decision == nil || c.Decision.Date != c.Time.Value) {
		add("when", dateText(c.Time.Value))
	}
	switch {
	case c.Casualty != nil:
		if c.Casualty.Scope != "incident" {
			add("scope", c.Casualty.Scope)
		}
		add("cause", spanText(c.Casualty.Cause))
	case c.Statement != nil:
		add("channel", c.Statement.Channel)
	case c.Decision != nil:
		decisionFacts(c.Decision, add)
	case c.Deployment != nil:
		deploymentFacts(c.Deployment, add)
	case c.Event != nil:
		add("cause", spanText(c.Event.Cause))
	}
	return out
}

func decisionFacts(d *bilan.Decision, add func(name, value string)) {
	add("date", dateText(d.Date))
	add("basis", spanText(d.Basis))
	add("purpose", spanText(d.Purpose))
	add("duration", durationText(d.Duration))
}

func deploymentFacts(d *bilan.Deployment, add func(name, value string)) {
	if d.Strength != nil {
		add("strength", countText(d.Strength))
	}
	var from, tasks []string
	for _, k := range d.Contributors {
		s := k.Country
		if k.Strength != nil {
			s += " " + countText(k.Strength)
		}
		if k.Units != "" {
			s += " (" + k.Units + ")"
		}
		from = append(from, s)
	}
	for _, t := range d.Tasks {
		tasks = append(tasks, t.Text)
	}
	add("from", strings.Join(from, ", "))
	add("tasks", strings.Join(tasks, "; "))
	add("decided by", d.DecidedBy)
	add("duration", durationText(d.Duration))
}

func victims(v *bilan.Victims) string {
	class := strings.ReplaceAll(string(v.Class), "_", " ")
	if v.Class == bilan.Unspecified || class == "" {
		return v.Text
	}
	if v.Text == "" || strings.EqualFold(v.Text, class) {
		return class
	}
	return class + " (“" + v.Text + "”)"
}

// countText says a count in words: "at least 13".
func countText(n *bilan.Count) string {
	if n == nil {
		return ""
	}
	lo, hi := bound(n.Low), bound(n.High)
	switch n.Qualifier {
	case bilan.AtLeast:
		return "at least " + lo
	case bilan.MoreThan:
		return "more than " + lo
	case bilan.About:
		return "about " + lo
	case bilan.UpTo:
		return "up to " + hi
	case bilan.LessThan:
		return "fewer than " + hi
	case bilan.Range:
		return lo + "–" + hi
	case bilan.Vague:
		return "“" + n.Span.Text + "” (at least " + lo + ")"
	}
	if n.Low != nil && *n.Low == 0 {
		return "none"
	}
	return lo
}

func bound(n *int64) string {
	if n == nil {
		return "?"
	}
	s := strconv.FormatInt(*n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func placeText(p *bilan.Place) string {
	switch {
	case p == nil:
		return ""
	case p.Country == "" || p.Name == p.Country:
		return p.Name
	}
	return p.Name + " " + p.Country
}

// dateText writes days and minutes as people do, and leaves other EDTF forms as they are.
func dateText(v string) string {
	for _, f := range []struct{ in, out string }{
		{"2006-01-02T15:04Z07:00", "2 Jan 2006 15:04 -07:00"}, {time.RFC3339, "2 Jan 2006 15:04 -07:00"},
		{"2006-01-02T15:04", "2 Jan 2006 15:04"}, {"2006-01-02", "2 Jan 2006"}, {"2006-01", "Jan 2006"},
	} {
		if t, err := time.Parse(f.in, v); err == nil {
			return t.Format(f.out)
		}
	}
	return v
}

func durationText(d *bilan.Duration) string {
	if d == nil {
		return ""
	}
	if d.Text != "" { // the words tell the days; these only make them clear
		return strings.TrimSpace(d.Text + bracketed(join(" to ", dateText(d.From), dateText(d.Until))))
	}
	out := ""
	if d.Limited {
		out = "limited"
	}
	if d.From != "" {
		out += " from " + dateText(d.From)
	}
	if d.Until != "" {
		out += " until " + dateText(d.Until)
	}
	return strings.TrimSpace(out)
}

func bracketed(s string) string {
	if s == "" {
		return ""
	}
	return " (" + s + ")"
}

func spanText(s *bilan.Span) string {
	if s == nil {
		return ""
	}
	return s.Text
}

func to(host string) string {
	if host == "" {
		return ""
	}
	return " → " + host
}

func orUnknown(s string) string {
	if s == "" {
		return "?"
	}
	return s
}

// link is one speaker of a chain, for people.
type link struct {
	Name, Kind, Verb, Role, As string
	Outlet                     bool // the dispatch itself
	Alone                      bool // the outlet is the only link: its own voice
}

// chainLinks draws a chain as people tell it: the origin first, then those it came through, the outlet last.
func chainLinks(r *bilan.Reading, c *bilan.Claim) []link {
	var out []link
	for i := len(c.Attribution) - 1; i >= 0; i-- {
		h := c.Attribution[i]
		l := link{Name: h.Name, Kind: string(h.Kind), Verb: h.Verb}
		if !strings.EqualFold(h.Role, h.Name) {
			l.Role = h.Role
		}
		if h.Resolved != "" && h.Resolved != h.Name {
			l.Name, l.As = h.Resolved, h.Name
		}
		out = append(out, l)
	}
	outlet := r.Article.Publisher
	if outlet == "" {
		outlet = "this dispatch"
	}
	return append(out, link{Name: outlet, Outlet: true, Alone: len(out) == 0})
}

// evidence is the words of a claim that are shown beside it.
func evidence(c *bilan.Claim) bilan.Span {
	if c.Statement != nil && c.Statement.Content.Text != "" {
		return c.Statement.Content
	}
	return c.Span
}

// around gives a span with some text before and after it, cut at spaces.
func around(text string, s *bilan.Span, n int) (before, words, after string) {
	if s == nil || s.In != "" || s.Start < 0 || s.End > len(text) || s.Start > s.End {
		return "", spanText(s), ""
	}
	before, after = text[:s.Start], text[s.End:]
	if len(before) > n {
		before = before[len(before)-n:]
		before = "…" + before[max(strings.IndexByte(before, ' '), 0):]
	}
	if len(after) > n {
		after = after[:n]
		if i := strings.LastIndexByte(after, ' '); i >= 0 {
			after = after[:i]
		}
		after += " …"
	}
	return strings.ToValidUTF8(before, ""), text[s.Start:s.End], strings.ToValidUTF8(after, "")
}

// kinds gives the claims in groups, in the order in which people ask: the toll first.
var kinds = []struct {
	Kind  bilan.Kind
	Title string
}{
	{bilan.KindCasualty, "Casualties"}, {bilan.KindDeployment, "Deployments"}, {bilan.KindDecision, "Decisions"},
	{bilan.KindEvent, "Events"}, {bilan.KindStatement, "Statements"}, {bilan.KindLabel, "Labels"},
}

func source(a *bilan.Article) string {
	var parts []string
	for _, s := range []string{a.Publisher, strings.Join(a.Byline, ", "), dateText(a.Published), langText(a.Lang), short(a)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, " · ")
}

// title names the article for people: by its title, or how its body begins.
func title(a *bilan.Article) string {
	if a.Title != "" {
		return a.Title
	}
	text := a.Text
	for _, s := range a.Sections {
		if s.Kind == bilan.SectionBody && s.Start >= 0 && s.Start < s.End && s.End <= len(text) {
			text = text[s.Start:s.End]
			break
		}
	}
	first, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if r := []rune(first); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return cmp.Or(first, short(a))
}

func langText(code string) string {
	if name := map[string]string{"fr": "French", "en": "English", "ru": "Russian"}[code]; name != "" {
		return name
	}
	return code
}

// short names the article: its URL, or its id, which for a hash is cut to twelve digits.
func short(a *bilan.Article) string {
	if a.URL != "" {
		return a.URL
	}
	if h, ok := strings.CutPrefix(a.ID, "sha256:"); ok && len(h) > 12 {
		return h[:12]
	}
	return a.ID
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
