// Package basemap draws the outlines of countries, without network: of Natural Earth (public domain), with what states
// dispute marked as such. It names nothing; names come from the gazetteer.
package basemap

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"sync"
)

//go:embed areas.json.gz
var packed []byte

// Point is a place in degrees, or on a drawing.
type Point struct{ X, Y float64 }

// Area is a country, or a part of one that is disputed.
type Area struct {
	ID       string // ISO 3166-1 alpha-2; empty for what is no state
	Disputed bool
	Rings    [][]Point // degrees, east and north
}

// Areas gives all areas.
var Areas = sync.OnceValues(load)

func load() ([]Area, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	var raw []struct {
		ID       string
		Disputed bool
		Rings    [][]int
	}
	if err := json.NewDecoder(z).Decode(&raw); err != nil {
		return nil, err
	}
	out := make([]Area, len(raw))
	for i, a := range raw {
		out[i] = Area{ID: a.ID, Disputed: a.Disputed}
		for _, steps := range a.Rings {
			out[i].Rings = append(out[i].Rings, ringOf(steps))
		}
	}
	return out, nil
}

func ringOf(steps []int) []Point {
	ring := make([]Point, len(steps)/2)
	x, y := 0, 0
	for i := range ring {
		x, y = x+steps[2*i], y+steps[2*i+1]
		ring[i] = Point{float64(x) / 100, float64(y) / 100}
	}
	return ring
}

// View is a window on the world, drawn W wide and H high: distances are true in its middle.
type View struct {
	W, H     float64
	mid      Point
	scale    float64 // units of the drawing a degree of latitude
	flatness float64 // how much shorter a degree of longitude is
}

// NewView makes the window that holds some places, in degrees, with some room around them and at least span degrees of latitude.
func NewView(w, h float64, places []Point, span float64) View {
	low, high := places[0], places[0]
	for _, p := range places {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	v := View{W: w, H: h, mid: Point{(low.X + high.X) / 2, (low.Y + high.Y) / 2}}
	v.flatness = max(math.Cos(v.mid.Y*math.Pi/180), 0.15)
	height := max((high.Y-low.Y)*1.3, span)
	width := (high.X - low.X) * v.flatness * 1.3
	v.scale = min(h/height, w/max(width, 0.001))
	return v
}

// At gives where a place stands on the drawing.
func (v View) At(p Point) Point {
	return Point{v.W/2 + (p.X-v.mid.X)*v.flatness*v.scale, v.H/2 - (p.Y-v.mid.Y)*v.scale}
}

// Degrees gives how long some degrees of latitude are on the drawing.
func (v View) Degrees(n float64) float64 { return n * v.scale }

// Shape is an area as far as it lies within a view, as the path of an SVG.
type Shape struct {
	ID       string
	Disputed bool
	Path     string
}

// Shapes gives the areas that a view shows; disputed ones last, to lie over the others.
func (v View) Shapes(areas []Area) []Shape {
	var out, over []Shape
	for i := range areas {
		var path strings.Builder
		for _, ring := range areas[i].Rings {
			v.draw(&path, ring)
		}
		if path.Len() == 0 {
			continue
		}
		s := Shape{areas[i].ID, areas[i].Disputed, path.String()}
		if s.Disputed {
			over = append(over, s)
		} else {
			out = append(out, s)
		}
	}
	return append(out, over...)
}

// draw writes what of a ring lies within the view, without points too near to be seen apart.
func (v View) draw(b *strings.Builder, ring []Point) {
	on := make([]Point, len(ring))
	for i, p := range ring {
		on[i] = v.At(p)
	}
	on = clip(on, -2, -2, v.W+2, v.H+2)
	if len(on) < 3 {
		return
	}
	last := Point{math.Inf(1), 0}
	command := "M"
	for _, p := range on {
		if math.Hypot(p.X-last.X, p.Y-last.Y) < 0.8 {
			continue
		}
		fmt.Fprintf(b, "%s%.1f %.1f", command, p.X, p.Y)
		last, command = p, "L"
	}
	b.WriteString("Z")
}

// clip cuts a ring to a rectangle, side by side (Sutherland and Hodgman).
func clip(ring []Point, x0, y0, x1, y1 float64) []Point {
	ring = side(ring, func(p Point) float64 { return p.X - x0 })
	ring = side(ring, func(p Point) float64 { return x1 - p.X })
	ring = side(ring, func(p Point) float64 { return p.Y - y0 })
	return side(ring, func(p Point) float64 { return y1 - p.Y })
}

// side keeps what lies where in is not negative.
func side(ring []Point, in func(Point) float64) []Point {
	var out []Point
	for i, p := range ring {
		q := ring[(i+len(ring)-1)%len(ring)]
		a, b := in(q), in(p)
		if a < 0 != (b < 0) {
			t := a / (a - b)
			out = append(out, Point{q.X + (p.X-q.X)*t, q.Y + (p.Y-q.Y)*t})
		}
		if b >= 0 {
			out = append(out, p)
		}
	}
	return out
}

// Extent gives the corners of the largest part of a country, as far as one window shows it; none when it is not there.
func Extent(areas []Area, id string) []Point {
	var best []Point
	size := 0.0
	for i := range areas {
		if areas[i].ID != id || areas[i].Disputed {
			continue
		}
		for _, ring := range areas[i].Rings {
			low, high := corners(ring)
			if s := (high.X - low.X) * (high.Y - low.Y); s > size {
				size, best = s, []Point{low, high}
			}
		}
	}
	return best
}

func corners(ring []Point) (low, high Point) {
	low, high = ring[0], ring[0]
	for _, p := range ring {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	return low, high
}
