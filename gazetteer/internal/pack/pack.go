// Package pack is the form in which the gazetteer is committed: columns of entities and, for each, its names.
//
// Every column is written apart (all latitudes, then all longitudes …) because like compresses with like; numbers are
// differences to the entity before, in zigzag varints; entities stand in the order country, region, id, so that the
// differences are small. Names are one blob of bytes with a column of lengths: loading is slicing, not parsing.
// Write and Read are each other's inverse; whoever changes one changes Version.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// Version is raised whenever the layout changes.
const Version = 1

// Entity is a place, body or medium as stored.
type Entity struct {
	Kind    uint8
	Country string // alpha-2 or empty
	Sub     uint8  // body: index in BodyKinds; region and city: rank
	GeoID   int64
	Lat     float64
	Lon     float64
	Pop     int64
	Zone    string
	Parent  int32 // index of another entity, -1 for none
	ID      string
	Names   []Name
}

// Name is one name of an entity.
type Name struct {
	Text  string
	Show  uint8  // bit of each language (Langs) whose printed name this is
	Flags uint16 // bits below
}

// Langs orders the bits of Name.Show.
var Langs = [8]string{"fr", "en", "ru", "ar", "hy", "kk", "zh", ""}

// Flags of a name.
const (
	StopFR  uint16 = 1 << iota // a common French word too: needs a locative
	StopEN                     // the same for English
	StopRU                     // the same for Russian
	Exact                      // matches in this case only (acronyms)
	Hidden                     // printed, never looked up
	Core                       // name of a region without its head noun
	Adj                        // demonym used as adjective
	Person                     // demonym naming a person
	InFR                       // this form belongs to French (demonyms)
	InEN                       // … English
	InRU                       // … Russian
	Decline                    // an inflected form
	Locate                     // adjective of a place that is not a country ("махачкалинский")
	Alias                      // a spelling of no language in particular: less likely meant than a printed name
)

// Reader-side view: columns as read, names still in the blob.
type Data struct {
	Kind, Sub   []uint8
	Country     []uint16 // two ASCII letters, 0 for none
	GeoID       []int64
	Lat, Lon    []float32
	Pop         []int64
	Zone        []uint16
	Zones       []string
	Parent      []int32
	ID          []string
	First       []int32 // entity i has the names First[i] … First[i+1]
	Off         []uint32
	Show        []uint8
	Flags       []uint16
	Blob        string
	NameOfLangs int
}

type writer struct{ b []byte }

func (w *writer) uint(v uint64)   { w.b = binary.AppendUvarint(w.b, v) }
func (w *writer) int(v int64)     { w.b = binary.AppendVarint(w.b, v) }
func (w *writer) str(s string)    { w.uint(uint64(len(s))); w.b = append(w.b, s...) }
func (w *writer) bytes(b ...byte) { w.b = append(w.b, b...) }
func scale(f float64) int64       { return int64(math.Round(f * 1000)) }
func code(country string) (u uint16) { // two letters as one number
	if len(country) == 2 {
		u = uint16(country[0])<<8 | uint16(country[1])
	}
	return u
}

// Write lays out the entities.
func Write(es []Entity) []byte {
	w := &writer{}
	w.uint(Version)
	w.uint(uint64(len(es)))
	for _, e := range es {
		w.bytes(e.Kind)
	}
	for _, e := range es {
		w.bytes(e.Sub)
	}
	for _, e := range es {
		u := code(e.Country)
		w.bytes(byte(u>>8), byte(u))
	}
	w.deltas(es, func(e Entity) int64 { return e.GeoID })
	w.deltas(es, func(e Entity) int64 { return scale(e.Lat) })
	w.deltas(es, func(e Entity) int64 { return scale(e.Lon) })
	for _, e := range es {
		w.uint(uint64(max(e.Pop, 0)))
	}
	w.zones(es)
	w.deltas(es, func(e Entity) int64 { return int64(e.Parent) })
	for _, e := range es {
		w.str(e.ID)
	}
	w.names(es)
	return w.b
}

func (w *writer) deltas(es []Entity, of func(Entity) int64) {
	last := int64(0)
	for _, e := range es {
		v := of(e)
		w.int(v - last)
		last = v
	}
}

func (w *writer) zones(es []Entity) {
	index := map[string]int{}
	var list []string
	for _, e := range es {
		if _, ok := index[e.Zone]; !ok {
			index[e.Zone] = len(list)
			list = append(list, e.Zone)
		}
	}
	w.uint(uint64(len(list)))
	for _, z := range list {
		w.str(z)
	}
	w.deltas(es, func(e Entity) int64 { return int64(index[e.Zone]) })
}

func (w *writer) names(es []Entity) {
	n := 0
	for _, e := range es {
		w.uint(uint64(len(e.Names)))
		n += len(e.Names)
	}
	w.uint(uint64(n))
	each := func(do func(Name)) {
		for _, e := range es {
			for _, name := range e.Names {
				do(name)
			}
		}
	}
	each(func(n Name) { w.uint(uint64(len(n.Text))) })
	each(func(n Name) { w.bytes(n.Show) })
	each(func(n Name) { w.uint(uint64(n.Flags)) })
	each(func(n Name) { w.b = append(w.b, n.Text...) })
}

var errShort = errors.New("pack: data cut short")

type reader struct {
	b   []byte
	at  int
	err error
}

func (r *reader) uint() uint64 {
	if r.at < len(r.b) && r.b[r.at] < 0x80 {
		r.at++
		return uint64(r.b[r.at-1])
	}
	v, n := binary.Uvarint(r.b[min(r.at, len(r.b)):])
	if n <= 0 {
		r.err = errShort
		return 0
	}
	r.at += n
	return v
}

func (r *reader) int() int64 {
	u := r.uint()
	return int64(u>>1) ^ -int64(u&1)
}

func (r *reader) take(n int) []byte {
	if n < 0 || r.err != nil || n > len(r.b)-r.at {
		r.err = errShort
		return nil
	}
	r.at += n
	return r.b[r.at-n : r.at : r.at]
}

func (r *reader) str() string { return string(r.take(int(r.uint()))) }

// count reads a length and refuses one that the rest of the data cannot hold.
func (r *reader) count() int {
	n := r.uint()
	if n > uint64(len(r.b)) {
		r.err = errShort
		return 0
	}
	return int(n)
}

func column[T int32 | int64 | uint16](r *reader, n int) []T {
	out := make([]T, n)
	var v int64
	for i := range out {
		v += r.int()
		out[i] = T(v)
	}
	return out
}

func degrees(r *reader, n int) []float32 {
	out := make([]float32, n)
	var v int64
	for i := range out {
		v += r.int()
		out[i] = float32(v) / 1000
	}
	return out
}

// Read slices what Write laid out. The columns alias b, which must not change afterwards.
func Read(b []byte) (*Data, error) {
	r := &reader{b: b}
	if v := r.uint(); v != Version {
		return nil, fmt.Errorf("pack: version %d, want %d", v, Version)
	}
	n := r.count()
	d := &Data{Kind: r.take(n), Sub: r.take(n), Country: make([]uint16, n)}
	for i, c := 0, r.take(2*n); i < n && c != nil; i++ {
		d.Country[i] = uint16(c[2*i])<<8 | uint16(c[2*i+1])
	}
	d.GeoID = column[int64](r, n)
	d.Lat, d.Lon = degrees(r, n), degrees(r, n)
	d.Pop = make([]int64, n)
	for i := range d.Pop {
		d.Pop[i] = int64(r.uint())
	}
	for range r.count() {
		d.Zones = append(d.Zones, r.str())
	}
	d.Zone = column[uint16](r, n)
	d.Parent = column[int32](r, n)
	d.ID = make([]string, n)
	for i := range d.ID {
		d.ID[i] = r.str()
	}
	d.readNames(r, n)
	if r.err != nil {
		return nil, r.err
	}
	return d, d.check()
}

func (d *Data) readNames(r *reader, n int) {
	d.First = make([]int32, n+1)
	for i := range n {
		d.First[i+1] = d.First[i] + int32(r.uint())
	}
	names := r.count()
	d.Off = make([]uint32, names+1)
	for i := range names {
		d.Off[i+1] = d.Off[i] + uint32(r.uint())
	}
	d.Show = r.take(names)
	d.Flags = make([]uint16, names)
	for i := range d.Flags {
		d.Flags[i] = uint16(r.uint())
	}
	d.Blob = text(r.take(int(d.Off[names])))
}

// check makes sure that no index points outside, once, so that lookups need not.
func (d *Data) check() error {
	n := len(d.Kind)
	if int(d.First[n]) != len(d.Show) {
		return errShort
	}
	for i := range d.Show {
		if d.Off[i] > d.Off[i+1] || int(d.Off[i+1]) > len(d.Blob) {
			return errShort
		}
	}
	for i := range n {
		if d.First[i] > d.First[i+1] || d.Parent[i] < -1 || int(d.Parent[i]) >= n || int(d.Zone[i]) >= len(d.Zones) {
			return fmt.Errorf("pack: entity %d points outside", i)
		}
	}
	return nil
}

// Name is the text of name i.
func (d *Data) Name(i int32) string { return d.Blob[d.Off[i]:d.Off[i+1]] }
