package desk

import (
	"cmp"
	"strings"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/export"
)

// claimView is a claim as a page shows it: what it tells, who says so, in which words.
type claimView struct {
	N                 int // within its dispatch, from 1
	Ref, Anchor       string
	Kind, KindKey     string
	Headline          string
	Assertion, HeldAs string // not said of what is simply asserted
	Facts             []claimFact
	Chain             []chainLink
	Words             string
	Confidence        int // percent; 0 when not estimated
	Rule              string
	Standing          []standing
	Title             bool   // its words stand in the title
	Back              string // of a note, for those who may write one
	Decide            string // address to decide about it, for those who may
}

type claimFact struct{ Name, Value string }

func (d *Desk) claimView(l *i18n.Locale, r *bilan.Reading, c *bilan.Claim, n int) claimView {
	ref := bilan.ClaimRef(r.Article.ID, c.ID)
	words := export.Evidence(c)
	v := claimView{N: n, Ref: ref, Anchor: claimAnchor(ref), Kind: string(c.Kind), KindKey: l.T("kind." + string(c.Kind)), Headline: d.headline(l, c), Facts: d.facts(l, c),
		Chain: d.chain(l, c.Attribution, r.Article.Publisher), Words: words.Text, Confidence: int(c.Confidence*100 + 0.5), Rule: c.Rule, Standing: d.ledger.standing(ref), Title: words.In == "title"}
	if c.Assertion != bilan.Asserted && c.Assertion != "" {
		v.Assertion, v.HeldAs = string(c.Assertion), l.T("assertion."+string(c.Assertion))
	}
	return v
}

// headline says what a claim tells, in a few words.
func (d *Desk) headline(l *i18n.Locale, c *bilan.Claim) string {
	switch {
	case c.Casualty != nil:
		k := c.Casualty
		return joined(" · ", l.T("outcome."+string(k.Outcome))+": "+countText(l, k.Count.Low, k.Count.High, k.Count.Qualifier), classText(l, k.Victims.Class))
	case c.Statement != nil:
		if c.Statement.Direct {
			return l.T("headline.quote", "who", speaker(l, c))
		}
		return l.T("headline.report", "who", speaker(l, c))
	case c.Decision != nil:
		return l.T("headline.decision", "who", cmp.Or(c.Decision.Body.Name, "?"))
	case c.Deployment != nil:
		return joined(" → ", c.Deployment.Force.Name, d.countryOf(l, c.Deployment.Host)) + ": " + l.T("status."+c.Deployment.Status)
	case c.Event != nil:
		return joined(": ", l.T("plover."+strings.ToLower(c.Event.Type)), joined(" → ", named(c.Event.Actor), named(c.Event.Target)))
	case c.Label != nil:
		return l.T("headline.label", "label", c.Label.Label.Text, "target", cmp.Or(named(c.Label.Target), "?"))
	}
	return string(c.Kind)
}

func speaker(l *i18n.Locale, c *bilan.Claim) string {
	if len(c.Attribution) == 0 {
		return l.T("headline.someone")
	}
	h := c.Attribution[len(c.Attribution)-1]
	return cmp.Or(h.Resolved, h.Name)
}

func classText(l *i18n.Locale, c bilan.Class) string {
	if c == bilan.Unspecified || c == "" {
		return ""
	}
	return l.T("class." + string(c))
}

func named(n *bilan.Named) string {
	if n == nil {
		return ""
	}
	return n.Name
}

func (d *Desk) countryOf(l *i18n.Locale, code string) string {
	if code == "" {
		return ""
	}
	return d.country(l, code)
}

// facts gives the fields of a claim that its headline leaves out.
func (d *Desk) facts(l *i18n.Locale, c *bilan.Claim) []claimFact {
	var out []claimFact
	add := func(key, value string) {
		if value != "" {
			out = append(out, claimFact{l.T(key), value})
		}
	}
	if k := c.Casualty; k != nil {
		add("fact.who", k.Victims.Text)
	}
	if p := c.Place; p != nil {
		add("fact.where", d.placeName(l, p.Name, p.Country, p.GeoNames))
	}
	if c.Time != nil {
		add("fact.when", l.Moment(c.Time.Value))
	}
	switch {
	case c.Casualty != nil:
		add("fact.scope", l.T("scope."+c.Casualty.Scope))
		add("fact.cause", words(c.Casualty.Cause))
	case c.Statement != nil:
		add("fact.channel", c.Statement.Channel)
	case c.Decision != nil:
		x := c.Decision
		add("fact.date", l.Day(x.Date))
		add("fact.basis", words(x.Basis))
		add("fact.purpose", words(x.Purpose))
		add("fact.duration", durationText(l, x.Duration))
	case c.Deployment != nil:
		d.deploymentFacts(l, c.Deployment, add)
	case c.Event != nil:
		add("fact.cause", words(c.Event.Cause))
	}
	return out
}

func (d *Desk) deploymentFacts(l *i18n.Locale, x *bilan.Deployment, add func(key, value string)) {
	if s := x.Strength; s != nil {
		add("fact.strength", countText(l, s.Low, s.High, s.Qualifier))
	}
	var from, tasks []string
	for _, k := range x.Contributors {
		s := d.country(l, k.Country)
		if k.Strength != nil {
			s += " " + countText(l, k.Strength.Low, k.Strength.High, k.Strength.Qualifier)
		}
		from = append(from, s)
	}
	for _, t := range x.Tasks {
		tasks = append(tasks, t.Text)
	}
	add("fact.from", strings.Join(from, ", "))
	add("fact.tasks", strings.Join(tasks, "; "))
	add("fact.decided_by", x.DecidedBy)
	add("fact.duration", durationText(l, x.Duration))
}

func words(s *bilan.Span) string {
	if s == nil {
		return ""
	}
	return s.Text
}

func durationText(l *i18n.Locale, x *bilan.Duration) string {
	if x == nil {
		return ""
	}
	return joined(" · ", x.Text, l.Day(x.From), l.Day(x.Until))
}
