package gazetteer

import (
	"bilan/gazetteer/internal/pack"
)

const (
	hidden       = pack.Hidden
	demonymFlags = pack.Adj | pack.Person
)

func (g *Gazetteer) hasName(i int32, ok func(k int32) bool) bool {
	for k := g.d.First[i]; k < g.d.First[i+1]; k++ {
		if ok(k) {
			return true
		}
	}
	return false
}

func (g *Gazetteer) hasDemonym(i int32, lang string, person bool) bool {
	in := map[string]uint16{"fr": pack.InFR, "en": pack.InEN, "ru": pack.InRU}[lang]
	use := uint16(pack.Adj)
	if person {
		use = pack.Person
	}
	return g.hasName(i, func(k int32) bool { return g.d.Flags[k]&in != 0 && g.d.Flags[k]&use != 0 })
}

func (g *Gazetteer) cities(country string) []int32 {
	var out []int32
	for i := range int32(g.Len()) {
		if g.Kind(i) == City && letters(g.d.Country[i]) == country {
			out = append(out, i)
		}
	}
	return out
}
