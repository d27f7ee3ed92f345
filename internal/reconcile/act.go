package reconcile

import (
	"bilan"
	"bilan/lang"
)

// act makes a deployment or a decision compare.
func (g *Digester) act(p *lang.Pack, c *bilan.Claim) Act {
	a := Act{Claim: c.ID, Kind: c.Kind, Assertion: c.Assertion, Chain: g.chain(p, c.Attribution)}
	if c.Time != nil {
		a.Day = c.Time.Value
	}
	if c.Deployment != nil {
		g.deployment(p, &a, c.Deployment)
		a.Mission = tells(p, c.Deployment.Force.Name, "h:mission")
	} else {
		g.decision(p, &a, c)
	}
	return a
}

func (g *Digester) deployment(p *lang.Pack, a *Act, d *bilan.Deployment) {
	a.Status, a.Force, a.Host, a.DecidedBy, a.Duration = d.Status, d.Force.Name, d.Host, d.DecidedBy, d.Duration
	a.ForceBody = g.named(p, d.Force.Name, d.Force.Kind).Body
	a.DecidedBody = g.named(p, d.DecidedBy, bilan.ActorOrganisation).Body
	a.Strength = bounds(d.Strength)
	for _, k := range d.Contributors {
		a.Contributors = append(a.Contributors, Contribution{Country: k.Country, Strength: bounds(k.Strength), Units: k.Units})
	}
	for _, t := range d.Tasks {
		a.Tasks = append(a.Tasks, t.Text)
	}
}

func (g *Digester) decision(p *lang.Pack, a *Act, c *bilan.Claim) {
	d := c.Decision
	body := g.named(p, d.Body.Name, d.Body.Kind)
	if body.Country == "" {
		body.Country = d.Body.Country
	}
	a.Body, a.Action, a.Duration = &body, d.Action.Text, d.Duration
	if d.Date != "" {
		a.Day = d.Date
	}
	if d.Basis != nil {
		a.Basis = d.Basis.Text
	}
	a.Mission = tells(p, c.Span.Text+" "+d.Action.Text, "h:mission")
}

// tells reports whether a text has a word for a concept.
func tells(p *lang.Pack, text, concept string) bool {
	for _, f := range p.Concepts.Find(lang.Words(text)) {
		for _, n := range f.Names {
			if n == concept {
				return true
			}
		}
	}
	return false
}

func bounds(c *bilan.Count) *Bounds {
	if c == nil {
		return nil
	}
	return &Bounds{Low: c.Low, High: c.High, Qualifier: c.Qualifier}
}
