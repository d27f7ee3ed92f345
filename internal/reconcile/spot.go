package reconcile

import (
	"math"
	"strconv"
	"strings"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// spot makes a place compare. A country has its own name in the language, whatever words told it ("nationwide").
func (g *Digester) spot(p *bilan.Place, code string) *Spot {
	if p == nil {
		return nil
	}
	if i, ok := g.places.Country(p.Country); ok && p.Precision == "country" && p.GeoNames == 0 {
		e := g.places.Entity(i)
		p = &bilan.Place{Name: g.places.Name(i, code), Country: p.Country, GeoNames: e.GeoNames, Lat: e.Lat, Lon: e.Lon, Precision: p.Precision}
	}
	s := &Spot{Name: p.Name, Key: spotKey(p.GeoNames, p.Name), Sounds: spotKey(0, p.Name), Country: p.Country, Lat: p.Lat, Lon: p.Lon, Precision: p.Precision, GeoNames: p.GeoNames}
	if i, ok := g.byID()[p.GeoNames]; ok && p.GeoNames != 0 {
		if e := g.places.Entity(i); e.Kind == gazetteer.City && e.Parent >= 0 {
			s.Region = spotKey(g.places.Entity(e.Parent).GeoNames, g.places.Name(e.Parent, "en"))
		}
	}
	return s
}

// spotKey is the GeoNames id of a place, or the skeletons of its name.
func spotKey(id int64, name string) string {
	if id != 0 {
		return strconv.FormatInt(id, 10)
	}
	var parts []string
	for _, w := range lang.Words(name) {
		parts = append(parts, skeleton(w))
	}
	return strings.Join(parts, " ")
}

// wide reports whether a spot is a country or unknown: it can hold any other of the country.
func (s *Spot) wide() bool { return s == nil || s.Precision == "country" || s.Key == "" }

// holds reports whether o lies in s.
func (s *Spot) holds(o *Spot) bool {
	if s.wide() {
		return s == nil || o == nil || s.Country == o.Country
	}
	return o != nil && (s.Key == o.Key || s.Key == o.Region)
}

// near reports whether two spots may be one place: the same, or less than 30 km apart.
func near(a, b *Spot) bool {
	if a.Key == b.Key || len(a.Sounds) > 2 && a.Sounds == b.Sounds && agree(a.Country, b.Country) {
		return true
	}
	return a.Precision != "region" && b.Precision != "region" && distance(a, b) < 30
}

// distance is in kilometres along a great circle; far when a place has no coordinates.
func distance(a, b *Spot) float64 {
	if a.Lat == 0 && a.Lon == 0 || b.Lat == 0 && b.Lon == 0 {
		return math.Inf(1)
	}
	const radius, deg = 6371, math.Pi / 180
	h := hav((b.Lat-a.Lat)*deg) + math.Cos(a.Lat*deg)*math.Cos(b.Lat*deg)*hav((b.Lon-a.Lon)*deg)
	return 2 * radius * math.Asin(math.Sqrt(min(1, h)))
}

func hav(x float64) float64 { s := math.Sin(x / 2); return s * s }
