package annotate

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// pronoun gives the member that "he", "elle", «они» stands for: the nearest that fits, speakers and subjects first.
func (c *cast) pronoun(m *mention) int {
	t := &c.d.Tokens[m.Head]
	best, score := -1, 60
	for i := range c.members {
		k := &c.members[i]
		away := (m.From - k.at) / 25 // sentences, about: items of a list are short
		if !c.agrees(t, m, k) || away > 6 {
			continue
		}
		s := 100 - 10*away
		if k.said {
			s += 15
		} else if k.weak {
			s -= 30
		}
		if !k.human && !k.weak && t.Has(lang.Masc) != t.Has(lang.Fem) {
			s -= 15
		}
		if k.human && k.Form == analysis.Group && !k.Plural && !k.said && k.seen != m.sent {
			s -= 20 // somebody told of in passing
		}
		if k.To == m.From-1 && k.sent == m.sent && c.d.Is(k.To, ",") {
			s += 30 // "Quant à la mission, elle …"
		}
		if k.first {
			s += 10
		}
		if k.seen == m.sent && k.human {
			s += 20
		}
		if k.human && k.named() && !k.weak {
			s += 15
		}
		if s > score || s == score && best >= 0 && k.at > c.members[best].at {
			best, score = i, s
		}
	}
	return best
}

// agrees reports whether a pronoun can stand for member k by gender and number.
func (c *cast) agrees(t *analysis.Token, m *mention, k *member) bool {
	if k.inQuote && !m.inQuote || k.inner && k.human {
		return false
	}
	plural := t.Has(lang.Pl) && !t.Has(lang.Sg)
	if plural != k.Plural {
		return plural && !k.human && !c.d.Pack.HeadFirst && !c.d.Pack.Genitive && k.tags.Has(lang.Pl)
	}
	fem, masc, neut := t.Has(lang.Fem), t.Has(lang.Masc), t.Has(lang.Neut)
	gendered := c.d.Pack.HeadFirst || c.d.Pack.Genitive
	if !k.human && !k.weak {
		if k.Form == analysis.Group {
			return false
		}
		if !gendered {
			return neut && !masc && !fem && (k.Form != analysis.Capital || k.seen == m.sent)
		}
		if k.Form == analysis.Capital || k.tags.Has(lang.Capital) {
			return false
		}
		return !k.inner && (fem && k.Fem || masc && k.masc)
	}
	if neut && !masc {
		return false
	}
	return !(fem && !masc && k.masc || masc && !fem && k.Fem)
}
