package gazetteer

import (
	"strings"

	"bilan/gazetteer/internal/fold"
	"bilan/gazetteer/internal/pack"
)

// Kind says what an entity is.
type Kind uint8

// The kinds of entity.
const (
	Country Kind = Kind(pack.KindCountry)
	Region  Kind = Kind(pack.KindRegion) // first-level region of a country
	City    Kind = Kind(pack.KindCity)
	Area    Kind = Kind(pack.KindArea) // informal or disputed region: Donbass, Darfour, Sahel
	Body    Kind = Kind(pack.KindBody)
	Media   Kind = Kind(pack.KindMedia)
)

// Entity is one place, body or medium. Names come from Gazetteer.Name.
type Entity struct {
	Kind       Kind
	ID         string // of hand-listed entities: "body:un"; empty for GeoNames places
	Country    string // ISO 3166-1 alpha-2; empty for what belongs to none
	GeoNames   int64  // 0 when unknown
	Lat, Lon   float64
	Population int64  // of cities, regions and countries
	Zone       string // IANA time zone
	Parent     int32  // the region of a city, the country of a region; -1 for none
	Actor      string // of bodies and media: the claim's kind of actor, or "armed_group"
	Capital    bool
	Seat       bool // seat of a region
}

// Entity gives entity i. The index comes from Match, Country, ByID or Parent.
func (g *Gazetteer) Entity(i int32) Entity {
	d := g.d
	e := Entity{
		Kind: Kind(d.Kind[i]), ID: d.ID[i], Country: letters(d.Country[i]), GeoNames: d.GeoID[i],
		Lat: round(d.Lat[i]), Lon: round(d.Lon[i]), Population: d.Pop[i], Zone: d.Zones[d.Zone[i]], Parent: d.Parent[i],
	}
	switch e.Kind {
	case City:
		e.Capital, e.Seat = d.Sub[i] == pack.RankCapital, d.Sub[i] == pack.RankRegionSeat
	case Body, Media:
		e.Actor = pack.BodyKinds[d.Sub[i]]
	}
	return e
}

// round gives a stored coordinate its three decimals back.
func round(f float32) float64 {
	n := float64(f) * 1000
	if n < 0 {
		return float64(int64(n-0.5)) / 1000
	}
	return float64(int64(n+0.5)) / 1000
}

// Kind is Entity(i).Kind without the rest.
func (g *Gazetteer) Kind(i int32) Kind { return Kind(g.d.Kind[i]) }

// Len is the number of entities; they are numbered from 0.
func (g *Gazetteer) Len() int { return len(g.d.Kind) }

// Name gives the printed name of entity i in a language ("fr", "en", …): the language's own name, else the
// international one, else English.
func (g *Gazetteer) Name(i int32, lang string) string {
	d := g.d
	for _, l := range [...]string{lang, "", "en", "fr", "ru"} {
		bit := bitOf(l)
		for k := d.First[i]; k < d.First[i+1]; k++ {
			if d.Show[k]&bit != 0 {
				return d.Name(k)
			}
		}
	}
	if d.First[i] < d.First[i+1] {
		return d.Name(d.First[i])
	}
	return ""
}

func bitOf(lang string) uint8 {
	for i, l := range pack.Langs {
		if l == lang {
			return 1 << i
		}
	}
	return 0
}

// Country gives the entity of a country by its ISO 3166-1 alpha-2 code ("KZ").
func (g *Gazetteer) Country(code string) (int32, bool) {
	if g == nil {
		return 0, false
	}
	i, ok := g.countries[code]
	return i, ok
}

// ByID gives a hand-listed entity (body, medium, informal region) by its id.
func (g *Gazetteer) ByID(id string) (int32, bool) {
	i, ok := g.ids[id]
	return i, ok
}

// Within reports whether entity i is entity outer or lies in it by the chain of parents.
func (g *Gazetteer) Within(i, outer int32) bool {
	for range 8 {
		if i == outer {
			return true
		}
		if i < 0 {
			return false
		}
		i = g.d.Parent[i]
	}
	return false
}

// Base gives the dictionary form of the name under which a text mentions entity i: «Оренбургская область» for
// «Оренбургской области», and text itself where it is no inflected form.
func (g *Gazetteer) Base(i int32, text string) string {
	d := g.d
	key := fold.String(text)
	inflected, best, most := false, "", 0
	for k := d.First[i]; k < d.First[i+1]; k++ {
		f, name := d.Flags[k], d.Name(k)
		if f&(pack.Adj|pack.Person|pack.Hidden) != 0 {
			continue
		}
		other := fold.String(name)
		switch {
		case f&pack.Decline != 0:
			inflected = inflected || other == key
		case other == key:
			return text
		default:
			n := shared(key, other)
			if d.Show[k]&bitOf("ru") != 0 {
				n += 1 << 6 // the printed name, of two about as near
			}
			if n > most {
				best, most = name, n
			}
		}
	}
	if inflected && best != "" {
		return best
	}
	return text
}

// shared says how well b may be the base of a: by the bytes they begin with in common, a base of as many words before
// any other, and the shorter of two that are alike.
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	n = 16*n - len(b)
	if strings.Count(a, " ") == strings.Count(b, " ") {
		n += 1 << 16
	}
	return n
}
