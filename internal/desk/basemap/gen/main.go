// Command gen makes areas.json.gz, the outlines of countries that maps are drawn over, of world-atlas' countries-50m.json
// (Natural Earth, public domain; joined by topojson, ISC): gen countries-50m.json > areas.json.gz.
//
// What Natural Earth draws as if nobody disputed it is marked: Crimea, which it draws within Russia, and the west of Western
// Sahara, which it draws within Morocco, become areas of their own.
package main

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"os"

	"golang.org/x/text/language"
)

type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
}

type geometry struct {
	ID         string
	Type       string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

// area is what is written: rings of hundredths of a degree, each point as the way from the one before.
type area struct {
	ID       string  `json:"id,omitempty"` // ISO 3166-1 alpha-2
	Disputed bool    `json:"disputed,omitempty"`
	Rings    [][]int `json:"rings"`
}

// disputed are areas of Natural Earth that states do not agree about.
var disputed = map[string]bool{"W. Sahara": true, "Kosovo": true, "N. Cyprus": true, "Somaliland": true, "Siachen Glacier": true}

func main() {
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(name string) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var t topology
	if err := json.Unmarshal(data, &t); err != nil {
		return err
	}
	var out []area
	for _, g := range t.Objects.Countries.Geometries {
		rings, err := t.rings(&g)
		if err != nil {
			return err
		}
		a := area{ID: code(&g), Disputed: disputed[g.Properties.Name]}
		for _, r := range rings {
			if a.ID == "RU" && crimea(r) {
				out = append(out, area{Disputed: true, Rings: [][]int{steps(r)}})
				continue
			}
			if a.ID == "MA" {
				if south := half(r, -1); len(south) > 2 {
					out = append(out, area{ID: "EH", Disputed: true, Rings: [][]int{steps(south)}})
				}
				r = half(r, 1)
			}
			a.Rings = append(a.Rings, steps(r))
		}
		out = append(out, a)
	}
	z, err := gzip.NewWriterLevel(os.Stdout, gzip.BestCompression)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(z).Encode(out); err != nil {
		return err
	}
	return z.Close()
}

// code gives the two letters of a country's number; what has none is disputed or no state.
func code(g *geometry) string {
	if g.Properties.Name == "Kosovo" {
		return "XK"
	}
	if r, err := language.ParseRegion(g.ID); err == nil && g.ID != "" {
		return r.String()
	}
	return ""
}

// crimea reports whether a ring is the peninsula: all of it between 32° and 37° east, 44° and 46.5° north.
func crimea(ring [][2]float64) bool {
	for _, p := range ring {
		if p[0] < 32 || p[0] > 37 || p[1] < 44 || p[1] > 46.5 {
			return false
		}
	}
	return true
}

// saharaNorth is the latitude at which Western Sahara ends and Morocco begins.
const saharaNorth = 27.667

// half gives the part of a ring north (1) or south (-1) of the border of Western Sahara.
func half(ring [][2]float64, sign float64) [][2]float64 {
	var out [][2]float64
	for i, p := range ring {
		q := ring[(i+len(ring)-1)%len(ring)]
		a, b := sign*(q[1]-saharaNorth), sign*(p[1]-saharaNorth)
		if a < 0 != (b < 0) {
			out = append(out, [2]float64{q[0] + (p[0]-q[0])*a/(a-b), saharaNorth})
		}
		if b >= 0 {
			out = append(out, p)
		}
	}
	return out
}

// rings gives the outer and inner rings of a country, in degrees.
func (t *topology) rings(g *geometry) ([][][2]float64, error) {
	var polygons [][][]int
	if g.Type == "Polygon" {
		polygons = make([][][]int, 1)
		if err := json.Unmarshal(g.Arcs, &polygons[0]); err != nil {
			return nil, err
		}
	} else if err := json.Unmarshal(g.Arcs, &polygons); err != nil {
		return nil, err
	}
	var out [][][2]float64
	for _, p := range polygons {
		for _, arcs := range p {
			var ring [][2]float64
			for _, a := range arcs {
				ring = append(ring, t.arc(a)...)
			}
			out = append(out, ring)
		}
	}
	return out, nil
}

// arc gives an arc in degrees; one with a negative number is gone backwards.
func (t *topology) arc(i int) [][2]float64 {
	back := i < 0
	if back {
		i = ^i
	}
	var out [][2]float64
	x, y := 0.0, 0.0
	for _, d := range t.Arcs[i] {
		x, y = x+d[0], y+d[1]
		out = append(out, [2]float64{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]})
	}
	if back {
		for a, b := 0, len(out)-1; a < b; a, b = a+1, b-1 {
			out[a], out[b] = out[b], out[a]
		}
	}
	return out
}

// steps writes a ring in hundredths of a degree, as ways.
func steps(ring [][2]float64) []int {
	var out []int
	px, py := 0, 0
	for i, p := range ring {
		x, y := hundredth(p[0]), hundredth(p[1])
		if i > 0 && x == px && y == py {
			continue
		}
		out = append(out, x-px, y-py)
		px, py = x, y
	}
	return out
}

func hundredth(v float64) int {
	if v < 0 {
		return int(v*100 - 0.5)
	}
	return int(v*100 + 0.5)
}
