package analysis

import "bilan"

// Hop gives the link of an attribution chain that an actor makes. Its span is the name when there is one, else the
// whole mention; verb and channel are left to the caller.
func Hop(d *Doc, a *Actor) bilan.Hop {
	from, to := a.From, a.To
	if a.Form == FullName && a.NameTo > a.NameFrom {
		from, to = a.NameFrom, a.NameTo
	}
	h := bilan.Hop{Name: a.Name, Kind: a.Kind, Role: a.Role, Country: a.Country, Span: d.Span(from, to)}
	if a.Resolved != a.Name {
		h.Resolved = a.Resolved
	}
	return h
}
