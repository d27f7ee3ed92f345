package annotate

import (
	"unicode/utf8"

	"bilan/internal/analysis"
	"bilan/lang"
)

// known finds the member that a named mention tells again: a surname, an acronym, a name without its country.
func (c *cast) known(m *mention) int {
	words := c.telling(m)
	if m.human && m.NameFrom <= m.Head && m.Role != "" {
		return c.holder(m, words)
	}
	best := -1
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if k.Form == analysis.Group {
			continue
		}
		if !c.matches(m, k, words) {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		if c.members[best].name == k.name {
			continue
		}
		return c.closer(m, best, i)
	}
	if best >= 0 && len(words) > len(c.members[best].words) && m.acronym == "" {
		c.fuller(best, m, words)
	}
	return best
}

// holder finds the person whose office a mention without name tells: "the health minister".
func (c *cast) holder(m *mention, words []string) int {
	if m.indef || m.Plural || m.poss {
		return -1
	}
	best := -1
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if !k.human || k.Plural || k.Role == "" || m.Fem && k.masc || m.masc && k.Fem || m.Country != "" && k.Country != "" && m.Country != k.Country {
			continue
		}
		if k.name == m.Name {
			return i
		}
		role := tellingWords(k.Role)
		if !containsAll(role, words) {
			continue
		}
		if best >= 0 && c.members[best].name != k.name {
			return -1
		}
		best = i
	}
	return best
}

// closer chooses between two members that both fit: the one of exactly this name, else the fuller of the same kind.
func (c *cast) closer(m *mention, a, b int) int {
	if c.members[a].name == m.Name {
		return a
	}
	if c.members[b].name == m.Name {
		return b
	}
	if m.weak || m.human {
		return a
	}
	return -1
}

// fuller lets a member bear the longer name that the text tells later.
func (c *cast) fuller(i int, m *mention, words []string) {
	k := &c.members[i]
	if k.human && m.human || !k.human && k.key == m.key {
		k.name, k.words = m.Name, words
	}
}

// matches reports whether a mention of these words may be member k.
func (c *cast) matches(m *mention, k *member, words []string) bool {
	if k.name == m.Name && !m.only || m.acronym == "" && k.acronym != "" && k.acronym == m.Name {
		return true
	}
	if len(words) == 0 || len(k.words) == 0 {
		return false
	}
	if m.only {
		return k.human && k.named() && len(k.words) > 1 && alike(words[0], k.words[len(k.words)-1])
	}
	if m.human || m.weak && k.human && k.NameFrom != k.NameTo {
		return k.human && c.samePerson(m, k, words)
	}
	if k.human {
		return false
	}
	if m.weak { // "L'Intérieur"
		return !k.human && k.tags.Has(lang.BodyHead) && len(k.words) > 1 && contains(k.words[1:], words[0])
	}
	if m.key != k.key || m.Kind != k.Kind || m.Country != "" && k.Country != "" && m.Country != k.Country {
		return false
	}
	small, big := words, k.words
	if len(small) > len(big) {
		small, big = big, small
	}
	return len(small) > 0 && containsAll(big, small)
}

// samePerson compares names of persons: surnames agree and no forename differs.
func (c *cast) samePerson(m *mention, k *member, words []string) bool {
	if k.Form != analysis.FullName || m.NameFrom <= m.Head && m.Role != "" || k.NameFrom <= k.Head && k.Role != "" && k.Head >= 0 && !k.named() {
		return m.Name == k.name
	}
	a, b := words[len(words)-1], k.words[len(k.words)-1]
	if !alike(a, b) {
		return len(words) == 1 && len(k.words) > 1 && alike(a, k.words[0]) && m.tags.Empty() && m.weak
	}
	if len(words) > 1 && len(k.words) > 1 {
		return alike(words[0], k.words[0])
	}
	return !(m.Fem && k.masc || m.masc && k.Fem)
}

// named reports whether the member is known by a name, not by a role alone.
func (k *member) named() bool { return k.NameFrom > k.Head || k.Role == "" }

// alike compares words, endings of inflection left out.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if a[:n] == "" || a[0] < utf8.RuneSelf {
		return false
	}
	return n >= 6 && len(a)-n <= 6 && len(b)-n <= 6 && n >= max(len(a), len(b))-8
}

func contains(list []string, w string) bool {
	for _, x := range list {
		if alike(x, w) {
			return true
		}
	}
	return false
}

func containsAll(big, small []string) bool {
	for _, w := range small {
		if !contains(big, w) {
			return false
		}
	}
	return true
}
