package read

import (
	"fmt"
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// numbers lists the numbers of the text with their roles. One that a casualty claim counts by is its victims number;
// one that a deployment counts by is a strength. Articles and words for none are listed only when a claim counts by
// them.
func numbers(d *analysis.Doc, claims []bilan.Claim) []bilan.Number {
	counted := countSpans(claims)
	out := make([]bilan.Number, 0, len(d.Numbers))
	for i := range d.Numbers {
		n := &d.Numbers[i]
		role, claim := n.Role, ""
		if c := counted.covering(n); c != nil {
			role, claim = c.role, c.claim
		} else if n.Kind == analysis.ArticleOne || n.Kind == analysis.ZeroCount {
			continue
		}
		out = append(out, bilan.Number{Span: d.Bytes(n.Start, n.End), Value: n.Value, Role: role, Claim: claim})
	}
	return out
}

// countSpan is where a claim's count stands.
type countSpan struct {
	start, end int
	role       bilan.Role
	claim      string
	n          int // place among the counts as told
}

// counts are the spans of counts in the order of their beginnings.
type counts struct {
	list    []countSpan
	longest int
}

func countSpans(claims []bilan.Claim) counts {
	var out counts
	add := func(c *bilan.Count, role bilan.Role, claim string) {
		if c != nil && c.Span.In == "" && c.Span.End > c.Span.Start {
			out.list = append(out.list, countSpan{c.Span.Start, c.Span.End, role, claim, len(out.list)})
			out.longest = max(out.longest, c.Span.End-c.Span.Start)
		}
	}
	for i := range claims {
		c := &claims[i]
		if c.Casualty != nil {
			add(&c.Casualty.Count, bilan.RoleVictims, c.ID)
		}
		if c.Deployment != nil {
			add(c.Deployment.Strength, bilan.RoleStrength, "")
			for k := range c.Deployment.Contributors {
				add(c.Deployment.Contributors[k].Strength, bilan.RoleStrength, "")
			}
		}
	}
	sort.Slice(out.list, func(i, j int) bool { return out.list[i].start < out.list[j].start })
	return out
}

// before reports whether a count is the shorter one, or of two as long the one told first.
func (c *countSpan) before(o *countSpan) bool {
	if a, b := c.end-c.start, o.end-o.start; a != b {
		return a < b
	}
	return c.n < o.n
}

// covering gives the shortest count that a number stands in, nil when none does. Ages, dates and the like inside the
// words of a count keep their own role.
func (c *counts) covering(n *analysis.Number) *countSpan {
	switch n.Role {
	case bilan.RolePeople, bilan.RoleUnexplained, bilan.RoleOther, bilan.RoleStrength, "":
	default:
		return nil
	}
	var best *countSpan
	first := sort.Search(len(c.list), func(i int) bool { return c.list[i].start >= n.End-c.longest })
	for i := first; i < len(c.list) && c.list[i].start <= n.Start; i++ {
		if x := &c.list[i]; n.End <= x.end && (best == nil || x.before(best)) {
			best = x
		}
	}
	return best
}

// unexplained notes the numbers beside words of harm that no role was found for and no claim counts by.
func unexplained(d *analysis.Doc, list []bilan.Number) []bilan.Problem {
	var out []bilan.Problem
	for i := range list {
		if n := &list[i]; n.Role == bilan.RoleUnexplained && besideHarm(d, n) {
			s := n.Span
			out = append(out, bilan.Problem{Code: bilan.NumberUnexplained, Span: &s, Message: fmt.Sprintf("no role was found for %q beside words of harm", s.Text)})
		}
	}
	return out
}

var harmTags = lang.SetOf(lang.Kill, lang.Wound, lang.Miss, lang.Detain, lang.Abduct, lang.Displace, lang.Casual, lang.VictNoun)

// besideHarm reports whether a word of harm stands in the clause of a number, or in its sentence when it is in none.
func besideHarm(d *analysis.Doc, n *bilan.Number) bool {
	tok := d.TokenAt(n.Span.Start)
	if tok >= len(d.Tokens) {
		return false
	}
	s := d.SentenceOf(tok)
	from, to := s.From, s.To
	if c := d.ClauseAt(tok); c != nil {
		from, to = c.From, c.To
	}
	for i := from; i < to; i++ {
		if d.Tokens[i].Tags.Any(harmTags) {
			return !s.Skip
		}
	}
	return false
}
