package analysis

import (
	"sort"

	"bilan"
	"bilan/lang"
)

// ChainAt gives the chain of those who tell token tok: the hops of every attribution that covers it, the widest
// first, but media before those they quote. It is empty, never nil, in the outlet's own voice.
func (d *Doc) ChainAt(tok int) []bilan.Hop {
	var over []*Attribution
	for _, i := range d.told.over(d, tok) {
		a := &d.Attributions[i]
		if a.ScopeFrom <= tok && tok < a.ScopeTo && !(a.CueFrom <= tok && tok < a.CueTo) {
			over = append(over, a)
		}
	}
	chain := []bilan.Hop{}
	if len(over) == 0 {
		return chain
	}
	sort.SliceStable(over, func(i, j int) bool {
		return over[i].ScopeTo-over[i].ScopeFrom > over[j].ScopeTo-over[j].ScopeFrom
	})
	over = d.deniedLast(over)
	sort.SliceStable(over, func(i, j int) bool { return over[i].relays() && !over[j].relays() })
	for _, a := range over {
		for _, h := range a.Chain {
			if !holds(chain, h) {
				chain = append(chain, h)
			}
		}
	}
	return chain
}

// InCue reports whether token tok belongs to words that say who says so, of an attribution of its sentence.
func (d *Doc) InCue(tok int) bool {
	for _, i := range d.told.over(d, tok) {
		if a := &d.Attributions[i]; a.CueFrom <= tok && tok < a.CueTo {
			return true
		}
	}
	return false
}

// OnlyCarried reports whether token tok is told by somebody only because speech goes on from a sentence before.
func (d *Doc) OnlyCarried(tok int) bool {
	found := false
	for _, i := range d.told.over(d, tok) {
		a := &d.Attributions[i]
		if a.ScopeFrom > tok || tok >= a.ScopeTo {
			continue
		}
		if a.Kind != Carried {
			return false
		}
		found = true
	}
	return found
}

// deniedLast cuts off those whose words somebody denies: "the army rejected the toll that the radio told" is the army's.
// The list stands in the order from the widest.
func (d *Doc) deniedLast(over []*Attribution) []*Attribution {
	for i, a := range over {
		if a.Kind == Mother && a.Verb >= 0 && d.Tokens[a.Verb].Has(lang.Deny) {
			return over[:i+1]
		}
	}
	return over
}

// relays reports whether a medium stands first in the chain.
func (a *Attribution) relays() bool { return a.Chain[0].Kind == bilan.ActorMedia }

// holds reports whether a chain has the same source already.
func holds(chain []bilan.Hop, h bilan.Hop) bool {
	for _, o := range chain {
		if o.Span == h.Span || fullName(o) == fullName(h) {
			return true
		}
	}
	return false
}

func fullName(h bilan.Hop) string {
	if h.Resolved != "" {
		return h.Resolved
	}
	return h.Name
}

// AssertionAt gives how the text holds token tok: the mood with the narrowest scope that covers it, else asserted.
func (d *Doc) AssertionAt(tok int) bilan.Assertion {
	if m := d.MoodAt(tok); m != nil {
		return m.Assertion
	}
	return bilan.Asserted
}

// MoodAt gives the mood with the narrowest scope that covers token tok, nil when none does. A denial or withdrawal of
// hearsay is stronger than the hearsay in it.
func (d *Doc) MoodAt(tok int) *Mood {
	var best *Mood
	for _, i := range d.held.over(d, tok) {
		m := &d.Moods[i]
		if m.ScopeFrom > tok || tok >= m.ScopeTo {
			continue
		}
		if best == nil || m.firm() && !best.firm() || m.firm() == best.firm() && m.ScopeTo-m.ScopeFrom < best.ScopeTo-best.ScopeFrom {
			best = m
		}
	}
	return best
}

// firm reports whether a mood says that something is not so, and not only that it is doubtful.
func (m *Mood) firm() bool { return m.Assertion == bilan.Denied || m.Assertion == bilan.Retracted }

// GappedAt reports whether token tok opens a figure that another source counts behind a verb left out.
func (d *Doc) GappedAt(tok int) bool {
	for _, i := range d.told.over(d, tok) {
		if a := &d.Attributions[i]; a.Kind == Gapped && a.ScopeFrom == tok {
			return true
		}
	}
	return false
}
