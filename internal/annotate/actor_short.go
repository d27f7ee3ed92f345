package annotate

import (
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// short resolves "the ministry", "l'alliance", "the spokesman": the same head first, then what it can stand for.
func (c *cast) short(m *mention) int {
	if m.poss && m.human {
		c.owned(m)
		return -1
	}
	if m.human && !m.def && c.d.Words[c.d.Tokens[m.Head].W0].Shape&analysis.Cap != 0 {
		if i := c.surname(m); i >= 0 {
			return i
		}
	}
	best, other := -1, -1
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if k.human != m.human || k.Form == analysis.Group || k.Plural != m.Plural {
			continue
		}
		if m.human && (m.Fem && k.masc || m.masc && k.Fem) {
			continue
		}
		if c.sameHead(m, k) {
			if best >= 0 && c.members[best].name != k.name {
				other = i
			} else if best < 0 {
				best = i
			}
		}
	}
	if best >= 0 {
		if other >= 0 && !m.human && c.members[other].seen >= m.sent-2 && (!c.members[best].said || c.members[best].seen == c.members[other].seen) {
			return -1
		}
		return best
	}
	if !m.human {
		if i := c.part(m); i >= 0 {
			return i
		}
	}
	if m.indef {
		return -1
	}
	if m.human && m.def && !m.Plural && !m.tags.Has(lang.RoleNoun) {
		return c.only(m)
	}
	if !m.tags.Has(lang.StandIn) {
		return -1
	}
	return c.standIn(m)
}

// surname gives the named person whose surname a capitalised noun is: "Porter said".
func (c *cast) surname(m *mention) int {
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if k.human && k.named() && len(k.words) > 1 && k.words[len(k.words)-1] == c.d.Tokens[m.Head].Fold {
			return i
		}
	}
	return -1
}

// only gives the one named person without office told so far: "the farmer said" in a story of one farmer.
func (c *cast) only(m *mention) int {
	if !c.speaks(m) {
		return -1
	}
	best := -1
	for i := range c.members {
		k := &c.members[i]
		if !k.human || k.Form != analysis.FullName || !k.named() || k.weak {
			continue
		}
		if best >= 0 {
			return -1
		}
		best = i
	}
	if best < 0 || c.members[best].Role != "" || m.Fem && c.members[best].masc || m.masc && c.members[best].Fem || m.sent-c.members[best].seen > 3 {
		return -1
	}
	return best
}

// part finds the one body of whose name a capitalised short form is a part: "L'Intérieur".
func (c *cast) part(m *mention) int {
	if t := &c.d.Tokens[m.Head]; c.d.Words[t.W1-1].Shape&analysis.Cap == 0 || m.sent < 0 {
		return -1
	}
	words, best := c.telling(m), -1
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if k.human || k.weak || len(words) == 0 || len(k.words) < 2 || !containsAll(k.words[1:], words) {
			continue
		}
		if best >= 0 && c.members[best].name != k.name {
			return -1
		}
		best = i
	}
	return best
}

// sameHead reports whether member k was named with the same head: "ministry", "président".
func (c *cast) sameHead(m *mention, k *member) bool {
	if k.Form == analysis.ShortForm && k.bare {
		return k.key == m.key && !m.human
	}
	return k.key != "" && k.key == m.key || m.human && k.Role != "" && firstWord(lang.Fold(k.Role)) == m.key
}

func firstWord(s string) string {
	if i := strings.IndexAny(s, " '"); i > 0 {
		return s[:i]
	}
	return s
}

// standIn gives the nearest body or person that a general word can mean.
func (c *cast) standIn(m *mention) int {
	best := -1
	for i := range c.members {
		k := &c.members[i]
		if k.human != m.human || k.weak || !c.tells(k) || k.Plural || !m.human && !fits(m, k) {
			continue
		}
		if m.human && (!k.named() || m.Fem && k.masc || m.masc && k.Fem) {
			continue
		}
		if best < 0 || k.at >= c.members[best].at {
			best = i
		}
	}
	return best
}

// tells reports whether a member's name tells it apart: a full name, an acronym («МВД»).
func (c *cast) tells(k *member) bool {
	return k.Form == analysis.FullName || k.Form == analysis.ShortForm && k.proper && c.d.Pack.Genitive
}

// fits reports whether a general noun of body can mean member k.
func fits(m *mention, k *member) bool {
	if k.Kind == bilan.ActorMedia {
		return m.tags.Has(lang.KMedia) || m.tags.And(kindTags).Empty()
	}
	switch {
	case m.tags.Has(lang.KMedia):
		return false
	case m.tags.Has(lang.KGov):
		return k.Kind == bilan.ActorGovernment || k.Kind == bilan.ActorMilitary || k.Kind == bilan.ActorPolice
	case m.tags.Has(lang.KOrg):
		return k.proper && (k.Kind == bilan.ActorOrganisation || k.Kind == bilan.ActorMilitary && m.tags.Has(lang.KMil))
	}
	return true
}

var officeTags = lang.SetOf(lang.KGov, lang.KOrg, lang.KMil, lang.KPolice)

// owned names the owner of "its spokesman": the body told last.
func (c *cast) owned(m *mention) {
	best := -1
	for i := range c.members {
		k := &c.members[i]
		if k.human || k.weak || k.Form == analysis.Group || k.Kind == bilan.ActorMedia {
			continue
		}
		if best < 0 || k.at > c.members[best].at {
			best = i
		}
	}
	if best >= 0 && (m.tags.Has(lang.Spokes) || m.tags.Has(lang.RoleNoun) && m.tags.Any(officeTags)) && c.members[best].seen >= m.sent-2 {
		m.Resolved = m.Name + ", " + c.members[best].name
		m.Form = analysis.ShortForm
		m.Country = c.members[best].Country
	}
}
