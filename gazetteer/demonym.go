package gazetteer

import (
	"bilan/gazetteer/internal/fold"
	"bilan/gazetteer/internal/pack"
)

// Demonym is an adjective or noun of a country: "kazakh", "Kazakhs", «российский».
type Demonym struct {
	Len     int // words: "South Korean" is two
	Country string
	Person  bool // may name a person
	Adj     bool // may be an adjective
}

// Demonym looks one word up as a demonym of lang ("fr", "en", "ru").
func (g *Gazetteer) Demonym(word, lang string) (country string, person, adj bool) {
	d, _ := g.MatchDemonym(1, func(int) string { return word }, lang)
	return d.Country, d.Person, d.Adj
}

// MatchDemonym gives the longest demonym that begins at word 0 of n. Where several countries share one
// ("Congolese", "Dominican"), the most populous is meant.
func (g *Gazetteer) MatchDemonym(n int, word func(i int) string, lang string) (Demonym, bool) {
	var in uint16
	switch lang {
	case "fr":
		in = pack.InFR
	case "en":
		in = pack.InEN
	case "ru":
		in = pack.InRU
	}
	if n == 0 || in == 0 || g == nil || g.d == nil || in == pack.InEN && !capital(word(0)) {
		return Demonym{}, false
	}
	var best Demonym
	s := scanner{g: g, n: n, word: word}
	for s.next() {
		if d, ok := g.demonym(&s, in); ok {
			best = d
		}
	}
	return best, best.Len > 0
}

func (g *Gazetteer) demonym(s *scanner, in uint16) (d Demonym, ok bool) {
	var array [maxKey]byte
	people := int64(-1)
	for _, x := range g.bucket(s.hash) {
		f := g.d.Flags[x.name]
		if x.hash != s.hash || f&(pack.Adj|pack.Person) == 0 || f&in == 0 || f&pack.Locate != 0 {
			continue
		}
		e := g.owner[x.name]
		if g.d.Pop[e] <= people || string(fold.Append(array[:0], g.d.Name(x.name))) != string(s.key()) {
			continue
		}
		people = g.d.Pop[e]
		d = Demonym{Len: s.at, Country: letters(g.d.Country[e]), Person: f&pack.Person != 0, Adj: f&pack.Adj != 0}
	}
	return d, people >= 0
}

// CityAdjective gives the city that a Russian adjective is made from: «махачкалинский» airport, «киевских» officials.
func (g *Gazetteer) CityAdjective(word string) (entity int32, ok bool) {
	s := scanner{g: g, n: 1, word: func(int) string { return word }}
	if g == nil || g.d == nil || !s.next() {
		return 0, false
	}
	var array [maxKey]byte
	for _, x := range g.bucket(s.hash) {
		if x.hash == s.hash && g.d.Flags[x.name]&pack.Locate != 0 && string(fold.Append(array[:0], g.d.Name(x.name))) == string(s.key()) {
			return g.owner[x.name], true
		}
	}
	return 0, false
}
