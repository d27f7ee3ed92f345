package analysis

import "bilan"

// Hop gives the link of an attribution chain that an actor makes; verb and channel are left to the caller.
func Hop(d *Doc, a *Actor) bilan.Hop {
	return bilan.Hop{Name: a.Name, Kind: a.Kind, Role: a.Role, Country: a.Country, Resolved: a.Resolved, Span: d.Span(a.From, a.To)}
}
