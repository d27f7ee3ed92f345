package desk

import (
	"cmp"
	"slices"

	"bilan"
	"bilan/internal/desk/basemap"
	"bilan/internal/desk/i18n"
)

const (
	mapWidth, mapHeight = 460, 300
	leastSpan           = 4.0 // degrees of latitude
	regionSize          = 0.7 // degrees: how wide a region is drawn when only it is known
	labels              = 8
)

// mapView is the map of a situation, ready to be drawn: nothing is drawn finer than it is known.
type mapView struct {
	W, H     int
	Shapes   []mapShape
	Spots    []mapSpot
	Disputed bool // some area shown is
	Regions  bool
	Country  bool
	Points   bool
	Label    string
}

type mapShape struct {
	Path, Title      string
	Disputed, Shaded bool
}

// mapSpot is a place: a point for a site or city, a wide disc for a region.
type mapSpot struct {
	X, Y, R           float64
	Precision         string
	Name, Title, Path string
	LabelX, LabelY    float64
	Anchor            string
	Named             bool
}

// located is a place with what is told of it.
type located struct {
	bilan.FigurePlace
	path, told string
	weight     int
}

// newMap draws the places of events and figures; nil when none has coordinates.
func (d *Desk) newMap(l *i18n.Locale, r *bilan.Record, at asOf) *mapView {
	places := d.located(l, r, at)
	areas, err := basemap.Areas()
	if len(places) == 0 || err != nil {
		return nil
	}
	shaded, corners := map[string]string{}, []basemap.Point{}
	for _, p := range places {
		if p.Precision == "country" {
			shaded[p.Country] = p.told
		} else {
			corners = append(corners, basemap.Point{X: p.Lon, Y: p.Lat})
		}
	}
	for code := range shaded {
		corners = append(corners, basemap.Extent(areas, code)...)
	}
	if len(corners) == 0 {
		return nil
	}
	view := basemap.NewView(mapWidth, mapHeight, corners, leastSpan)
	m := &mapView{W: mapWidth, H: mapHeight, Label: l.T("map.label")}
	for _, s := range d.atlas.shapes(view, areas) {
		told, known := shaded[s.ID]
		known = known && s.ID != ""
		x := mapShape{Path: s.Path, Disputed: s.Disputed, Shaded: known && !s.Disputed}
		if s.ID != "" {
			x.Title = joined(": ", d.country(l, s.ID), told)
		}
		m.Disputed, m.Country = m.Disputed || s.Disputed, m.Country || x.Shaded
		m.Shapes = append(m.Shapes, x)
	}
	m.spots(view, places)
	return m
}

// spots puts the places that are better known than by their country on the map.
func (m *mapView) spots(view basemap.View, places []located) {
	for _, p := range places {
		if p.Precision == "country" {
			continue
		}
		on := view.At(basemap.Point{X: p.Lon, Y: p.Lat})
		s := mapSpot{X: round1(on.X), Y: round1(on.Y), R: 4.5, Precision: p.Precision, Name: p.Name, Title: joined(": ", p.Name, p.told), Path: p.path, Named: len(m.Spots) < labels}
		if p.Precision == "region" {
			s.R = max(round1(view.Degrees(regionSize)), 12)
			m.Regions = true
		} else {
			m.Points = true
		}
		s.LabelX, s.LabelY, s.Anchor = s.X+8, s.Y+4, "start"
		if s.X > mapWidth*0.7 {
			s.LabelX, s.Anchor = s.X-8, "end"
		}
		for i := range m.Spots { // names do not lie over one another
			if o := &m.Spots[i]; o.Named && near(o, &s) {
				s.Named = false
			}
		}
		m.Spots = append(m.Spots, s)
	}
}

func near(a, b *mapSpot) bool {
	dy := a.LabelY - b.LabelY
	dx := a.LabelX - b.LabelX
	return dy > -12 && dy < 12 && dx > -90 && dx < 90
}

// located lists the places of events and figures, each once, those of most tellings first.
func (d *Desk) located(l *i18n.Locale, r *bilan.Record, at asOf) []located {
	by := map[string]*located{}
	add := func(p bilan.FigurePlace, path, text string, weight int) {
		if p.Lat == 0 && p.Lon == 0 {
			return
		}
		key := cmp.Or(p.Precision, "city") + p.Country + p.Name
		if p.Precision == "country" {
			key = "country" + p.Country
		}
		x := by[key]
		if x == nil {
			x = &located{FigurePlace: p}
			x.Name = d.local(l, p.Name, p.GeoNames)
			by[key] = x
		}
		if weight > x.weight {
			x.path, x.told, x.weight = path, text, weight
		}
	}
	for i := range r.Events {
		if e := &r.Events[i]; e.Place != nil {
			add(bilan.FigurePlace{Name: e.Place.Name, Country: e.Place.Country, GeoNames: e.Place.GeoNames, Lat: e.Place.Lat, Lon: e.Place.Lon, Precision: e.Place.Precision},
				to("situations", e.ID, "as_of", at.Param), d.eventTitle(l, e), 0)
		}
	}
	for i := range r.Figures {
		f := &r.Figures[i]
		if f.Place == nil || f.Scope == "background" {
			continue
		}
		add(*f.Place, to("figures", f.ID, "as_of", at.Param), joined(" ", figureTitle(l, f), heldText(l, f)), 1+told(f))
	}
	out := make([]located, 0, len(by))
	for _, x := range by {
		out = append(out, *x)
	}
	slices.SortFunc(out, func(a, b located) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.Name, b.Name)) })
	return out
}

// heldText writes the values of a figure that are held.
func heldText(l *i18n.Locale, f *bilan.Figure) string {
	var out []string
	for i := range f.Entries {
		if e := &f.Entries[i]; e.Until == nil && e.Status == bilan.EntryHeld {
			if v := entryValue(l, e); !slices.Contains(out, v) {
				out = append(out, v)
			}
		}
	}
	return joined(" / ", out...)
}
