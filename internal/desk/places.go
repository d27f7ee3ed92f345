package desk

import (
	"sync"

	"bilan/gazetteer"
	"bilan/internal/desk/basemap"
	"bilan/internal/desk/i18n"
)

// atlas knows the names of places in the languages of the desk.
type atlas struct {
	load  func() (*gazetteer.Gazetteer, error)
	index func() map[int64]int32 // place by its GeoNames id

	mu    sync.Mutex
	drawn map[basemap.View][]basemap.Shape // the outlines of the last maps
}

const mapsKept = 64

// shapes gives the outlines within a view, which are the same each time.
func (a *atlas) shapes(v basemap.View, areas []basemap.Area) []basemap.Shape {
	a.mu.Lock()
	out, ok := a.drawn[v]
	a.mu.Unlock()
	if ok {
		return out
	}
	out = v.Shapes(areas)
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.drawn == nil || len(a.drawn) >= mapsKept {
		a.drawn = map[basemap.View][]basemap.Shape{}
	}
	a.drawn[v] = out
	return out
}

func newAtlas(load func() (*gazetteer.Gazetteer, error)) *atlas {
	if load == nil {
		load = func() (*gazetteer.Gazetteer, error) { return nil, errNoAtlas }
	}
	a := &atlas{load: load}
	a.index = sync.OnceValue(a.indexed)
	return a
}

func (a *atlas) indexed() map[int64]int32 {
	g, err := a.load()
	if err != nil {
		return nil
	}
	out := make(map[int64]int32, g.Len())
	for i := range int32(g.Len()) {
		if e := g.Entity(i); e.GeoNames != 0 {
			out[e.GeoNames] = i
		}
	}
	return out
}

// country gives the name of a country in a language, and its code when there is none.
func (d *Desk) country(l *i18n.Locale, code string) string {
	g, err := d.atlas.load()
	if err != nil {
		return code
	}
	if i, ok := g.Country(code); ok {
		if name := g.Name(i, l.Code); name != "" {
			return name
		}
	}
	return code
}

// local gives the name of a place in a language; as it was told when the place is not known.
func (d *Desk) local(l *i18n.Locale, told string, id int64) string {
	i, ok := d.atlas.index()[id]
	if id == 0 || !ok {
		return told
	}
	g, err := d.atlas.load()
	if err != nil {
		return told
	}
	if name := g.Name(i, l.Code); name != "" {
		return name
	}
	return told
}
