package desk

import (
	"strings"
	"unicode/utf8"

	"bilan"
	"bilan/internal/desk/i18n"
)

// chainLink is one speaker of a chain.
type chainLink struct {
	Name, Kind, KindKey string
	As                  string // the short form or pronoun of the text
	Verb                string
	Country             string
	Outlet, Origin      bool
}

// chain draws who says so: the origin first, then those through whom it came, the outlet last.
func (d *Desk) chain(l *i18n.Locale, hops []bilan.Hop, outlet string) []chainLink {
	var out []chainLink
	for i := len(hops) - 1; i >= 0; i-- {
		h := hops[i]
		c := chainLink{Name: h.Name, Kind: string(h.Kind), Verb: h.Verb}
		if h.Kind != "" {
			c.KindKey = l.T("actor." + string(h.Kind))
		}
		if h.Country != "" {
			c.Country = d.country(l, h.Country)
		}
		if h.Resolved != "" && h.Resolved != h.Name {
			c.Name, c.As = h.Resolved, h.Name
		}
		out = append(out, c)
	}
	if outlet == "" {
		outlet = l.T("chain.this")
	}
	out = append(out, chainLink{Name: outlet, Kind: "media", KindKey: l.T("chain.outlet"), Outlet: true})
	out[0].Origin = true
	return out
}

// clipped is how much of a paragraph is shown on each side of the words.
const clipped = 220

// clip cuts the text before or after words at a space.
func clip(s string, before bool) string {
	if len(s) <= clipped {
		return s
	}
	if before {
		s = s[len(s)-clipped:]
		for len(s) > 0 && !utf8.RuneStart(s[0]) {
			s = s[1:]
		}
		return "…" + s[max(strings.IndexByte(s, ' '), 0):]
	}
	s = s[:clipped]
	for len(s) > 0 && !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	if i := strings.LastIndexByte(s, ' '); i >= 0 {
		s = s[:i]
	}
	return s + " …"
}

// claimAnchor is the place of a claim on its dispatch's page.
func claimAnchor(ref string) string { return "c-" + ref[strings.LastIndexByte(ref, '#')+1:] }
