package read

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
)

// docs/constructions.md tells the truth: each example is read to the claim, or the numbers, behind its arrow.
func TestConstructionsAreRead(t *testing.T) {
	page, err := os.ReadFile("../../docs/constructions.md")
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]int{}
	for n, line := range strings.Split(string(page), "\n") {
		m := example.FindStringSubmatch(line)
		if m == nil {
			if strings.HasPrefix(line, "- ") {
				t.Errorf("line %d is no example", n+1)
			}
			continue
		}
		p, err := builtin().Get(m[1])
		if err != nil {
			t.Fatal(err)
		}
		told[m[1]]++
		r := Article(p, g, bilan.Article{Lang: m[1], Text: m[2], Published: "2022-01-06"}, time.Time{})
		if all := facts(&r); !slices.ContainsFunc(all, func(f []string) bool { return holdsAll(f, strings.Split(m[3], " · ")) }) {
			t.Errorf("line %d: %s\n got %s\nwant %s", n+1, m[2], strings.Join(flat(all), "\n     "), m[3])
		}
	}
	if len(told) != 3 || told["en"] != told["fr"] || told["fr"] != told["ru"] {
		t.Errorf("examples by language: %v, want as many in each of three", told)
	}
}

var example = regexp.MustCompile(`^- ([a-z]{2}): (.+) → (.+)$`)

func holdsAll(facts, want []string) bool {
	return !slices.ContainsFunc(want, func(w string) bool { return !slices.Contains(facts, w) })
}

func flat(all [][]string) []string {
	var out []string
	for _, f := range all {
		out = append(out, strings.Join(f, " · "))
	}
	return out
}

// facts writes what a reading tells, a list for each claim and one for its numbers, in the words of the page.
func facts(r *bilan.Reading) [][]string {
	var numbers []string
	for _, n := range r.Numbers {
		numbers = append(numbers, fmt.Sprintf("%s is %s", n.Span.Text, n.Role))
	}
	out := [][]string{numbers}
	for i := range r.Claims {
		out = append(out, append(kindFacts(&r.Claims[i]), frameFacts(&r.Claims[i])...))
	}
	return out
}

func kindFacts(c *bilan.Claim) []string {
	switch {
	case c.Casualty != nil:
		return []string{fmt.Sprintf("%s %s", c.Casualty.Outcome, countFact(&c.Casualty.Count)), string(c.Casualty.Victims.Class)}
	case c.Statement != nil:
		return []string{"says “" + c.Statement.Content.Text + "”"}
	case c.Decision != nil:
		return []string{c.Decision.Body.Name + " decides"}
	case c.Event != nil:
		return []string{"event " + c.Event.Type}
	case c.Label != nil:
		return []string{"label “" + c.Label.Label.Text + "”"}
	case c.Deployment != nil:
		out := []string{c.Deployment.Status + " " + c.Deployment.Host}
		if s := c.Deployment.Strength; s != nil {
			out = append(out, "strength "+countFact(s))
		}
		for _, by := range c.Deployment.Contributors {
			out = append(out, "from "+by.Country)
		}
		return out
	}
	return nil
}

// frameFacts tells the place, time, assertion and chain of a claim.
func frameFacts(c *bilan.Claim) []string {
	out := []string{string(c.Assertion)}
	if p := c.Place; p != nil {
		out = append(out, "in "+p.Country, "in "+p.Name+" "+p.Country)
	}
	if c.Time != nil {
		out = append(out, "on "+c.Time.Value)
	}
	if c.Decision != nil && c.Decision.Date != "" {
		out = append(out, "on "+c.Decision.Date)
	}
	var hops []string
	for _, h := range c.Attribution {
		hops = append(hops, h.Name)
	}
	return append(out, "by "+strings.Join(hops, " > "))
}

func countFact(c *bilan.Count) string {
	switch {
	case c.Qualifier == bilan.Range:
		return fmt.Sprintf("%d–%d", *c.Low, *c.High)
	case c.Qualifier == bilan.Exact:
		return fmt.Sprint(*c.Low)
	case c.Low == nil:
		return fmt.Sprintf("%s %d", strings.ReplaceAll(string(c.Qualifier), "_", " "), *c.High)
	}
	return fmt.Sprintf("%s %d", strings.ReplaceAll(string(c.Qualifier), "_", " "), *c.Low)
}
