package basemap

import (
	"math"
	"strings"
	"testing"
)

func TestAreas(t *testing.T) {
	areas, err := Areas()
	if err != nil || len(areas) < 200 {
		t.Fatalf("%d areas, %v", len(areas), err)
	}
	disputed := 0
	for _, a := range areas {
		if a.Disputed {
			disputed++
		}
		for _, r := range a.Rings {
			for _, p := range r {
				if math.Abs(p.X) > 180.01 || math.Abs(p.Y) > 90.01 {
					t.Fatalf("%s: %v", a.ID, p)
				}
			}
		}
	}
	if disputed < 6 {
		t.Errorf("%d disputed areas", disputed)
	}
}

// holder gives the areas that hold a place.
func holder(areas []Area, p Point) []Area {
	var out []Area
	for _, a := range areas {
		for _, r := range a.Rings {
			if inside(r, p) {
				out = append(out, a)
				break
			}
		}
	}
	return out
}

func inside(ring []Point, p Point) bool {
	in := false
	for i, a := range ring {
		b := ring[(i+len(ring)-1)%len(ring)]
		if (a.Y > p.Y) != (b.Y > p.Y) && p.X < (b.X-a.X)*(p.Y-a.Y)/(b.Y-a.Y)+a.X {
			in = !in
		}
	}
	return in
}

func TestPlacesLieInTheirCountries(t *testing.T) {
	areas, err := Areas()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		id       string
		at       Point
		disputed bool
	}{{"KZ", Point{71.4, 51.1}, false}, {"FR", Point{2.3, 48.8}, false}, {"MK", Point{21.4, 42}, false}, {"UA", Point{30.5, 50.4}, false}, {"", Point{34.1, 45.0}, true}, {"EH", Point{-12.5, 25}, true}, {"XK", Point{21.1, 42.6}, true}} {
		got := holder(areas, c.at)
		if len(got) != 1 || got[0].ID != c.id || got[0].Disputed != c.disputed {
			t.Errorf("%v: %d areas, %+v", c.at, len(got), c)
		}
	}
}

func TestShapesStayWithinTheView(t *testing.T) {
	areas, err := Areas()
	if err != nil {
		t.Fatal(err)
	}
	v := NewView(460, 300, []Point{{76.9, 43.25}, {71.4, 51.1}}, 5)
	shapes := v.Shapes(areas)
	found := false
	for _, s := range shapes {
		found = found || s.ID == "KZ"
		if strings.Contains(s.Path, "NaN") || !strings.HasPrefix(s.Path, "M") {
			t.Errorf("%s: %.60s", s.ID, s.Path)
		}
	}
	if !found || len(shapes) > 20 {
		t.Errorf("%d shapes, Kazakhstan among them: %v", len(shapes), found)
	}
	if p := v.At(Point{76.9, 43.25}); p.X < 0 || p.X > 460 || p.Y < 0 || p.Y > 300 {
		t.Errorf("Almaty at %v", p)
	}
	if e := Extent(areas, "FR"); len(e) != 2 || e[0].X < -6 || e[1].X > 10 {
		t.Errorf("France: %v", e)
	}
}

func FuzzClip(f *testing.F) {
	f.Add(1.0, 2.0, 30.0, 4.0, 5.0, 60.0)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g float64) {
		for _, p := range clip([]Point{{a, b}, {c, d}, {e, g}}, 0, 0, 10, 10) {
			if p.X < -1e-6 || p.X > 10+1e-6 {
				if math.IsInf(p.X, 0) || math.IsNaN(p.X) || math.Abs(a)+math.Abs(c)+math.Abs(e) > 1e9 {
					return
				}
				t.Errorf("%v", p)
			}
		}
	})
}
