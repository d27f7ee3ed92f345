package pack

import (
	"testing"

	"pgregory.net/rapid"
)

func entities(r *rapid.T) []Entity {
	name := rapid.Custom(func(r *rapid.T) Name {
		return Name{Text: rapid.String().Draw(r, "text"), Show: rapid.Uint8().Draw(r, "show"), Flags: rapid.Uint16().Draw(r, "flags")}
	})
	es := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) Entity {
		return Entity{
			Kind: rapid.Uint8().Draw(r, "kind"), Sub: rapid.Uint8().Draw(r, "sub"), Country: rapid.SampledFrom([]string{"", "KZ", "FR"}).Draw(r, "cc"),
			GeoID: rapid.Int64Range(0, 1<<40).Draw(r, "id"), Pop: rapid.Int64Range(0, 1<<40).Draw(r, "pop"), Zone: rapid.StringN(0, 5, 20).Draw(r, "zone"),
			Lat: float64(rapid.IntRange(-90000, 90000).Draw(r, "lat")) / 1000, ID: rapid.StringN(0, 5, 20).Draw(r, "hand"), Parent: -1,
			Names: rapid.SliceOfN(name, 0, 4).Draw(r, "names"),
		}
	}), 0, 8).Draw(r, "entities")
	for i := range es {
		es[i].Parent = int32(rapid.IntRange(-1, len(es)-1).Draw(r, "parent"))
	}
	return es
}

func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		es := entities(r)
		d, err := Read(Write(es))
		if err != nil {
			r.Fatal(err)
		}
		for i, e := range es {
			if d.Kind[i] != e.Kind || d.GeoID[i] != e.GeoID || d.Pop[i] != e.Pop || d.Zones[d.Zone[i]] != e.Zone || d.ID[i] != e.ID ||
				d.Parent[i] != e.Parent || float64(d.Lat[i])-e.Lat > 1e-4 || e.Lat-float64(d.Lat[i]) > 1e-4 {
				r.Fatalf("entity %d differs", i)
			}
			for k, n := range e.Names {
				j := d.First[i] + int32(k)
				if d.Name(j) != n.Text || d.Show[j] != n.Show || d.Flags[j] != n.Flags {
					r.Fatalf("name %d of %d differs", k, i)
				}
			}
		}
	})
}

// Cut or altered data is an error or other data, never a crash.
func FuzzRead(f *testing.F) {
	f.Add(Write([]Entity{{Country: "KZ", Parent: -1, Names: []Name{{Text: "Almaty"}}}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		if d, err := Read(b); err == nil {
			for i := range d.Show {
				d.Name(int32(i))
			}
		}
	})
}
