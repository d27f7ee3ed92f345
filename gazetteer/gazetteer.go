// Package gazetteer knows countries, regions, cities, informal regions, bodies and media by any of their names, and
// countries by their demonyms, in French, English, Russian, Arabic, Armenian, Kazakh (and Chinese for large cities).
//
// All of it is one committed file, places.bin.gz, written by gazetteer/gen from GeoNames, Unicode CLDR and the hand
// lists in gazetteer/hand. Russian cases are expanded there: a lookup compares whole words, it never strips endings.
// Loading decompresses the columns, slices them and fills one hash table of names; the names stay in one blob.
//
// A lookup goes over the words of a text: Match gives every name that begins at the first of them, longest first,
// with all entities that bear it. Which of them is meant is the caller's question: it knows the context.
package gazetteer

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"io"

	"bilan"
	"bilan/gazetteer/internal/fold"
	"bilan/gazetteer/internal/pack"
)

//go:embed places.bin.gz
var packed []byte

// Gazetteer is immutable and safe for concurrent use.
type Gazetteer struct {
	d         *pack.Data
	buckets   []uint32 // bucket b holds entries[buckets[b]:buckets[b+1]]
	entries   []entry
	owner     []int32 // by name: its entity
	starts    []uint8 // by hash of a first word: most words of a name that begins so, 0 for none
	countries map[string]int32
	ids       map[string]int32
}

// entry is one name under the hash of its folded form.
type entry struct {
	hash uint32
	name int32
}

const (
	startBits  = 18
	bucketBits = 17
)

func bucketOf(h uint32) uint32 { return fold.Mix(h) >> (32 - bucketBits) }
func startOf(h uint32) uint32  { return fold.Mix(h) >> (32 - startBits) }

// Default loads the gazetteer that ships with the program. It takes tens of milliseconds: load once.
func Default() (*Gazetteer, error) {
	raw, err := unpack(packed)
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInternal, Op: "gazetteer", Err: err}
	}
	return load(raw)
}

func unpack(b []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	out := bytes.NewBuffer(make([]byte, 0, sizeOf(b)+bytes.MinRead))
	_, err = io.Copy(out, z)
	return out.Bytes(), err
}

// sizeOf reads the length of the plain data from the end of a gzip member.
func sizeOf(b []byte) int {
	if len(b) < 4 {
		return 0
	}
	t := b[len(b)-4:]
	return min(int(t[0])|int(t[1])<<8|int(t[2])<<16|int(t[3])<<24, 64<<20)
}

func load(raw []byte) (*Gazetteer, error) {
	d, err := pack.Read(raw)
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInternal, Op: "gazetteer", Err: err}
	}
	g := &Gazetteer{d: d, countries: map[string]int32{}, ids: map[string]int32{}}
	g.index()
	for i, id := range d.ID {
		if id != "" {
			g.ids[id] = int32(i)
		}
		if d.Kind[i] == pack.KindCountry {
			g.countries[letters(d.Country[i])] = int32(i)
		}
	}
	return g, nil
}

// index sorts the names into buckets by hash: hash all, count, scatter.
func (g *Gazetteer) index() {
	d := g.d
	hashes := make([]uint32, len(d.Show))
	g.owner = make([]int32, len(d.Show))
	g.starts = make([]uint8, 1<<startBits)
	g.buckets = make([]uint32, 1<<bucketBits+1)
	for e := range d.Kind {
		for i := d.First[e]; i < d.First[e+1]; i++ {
			g.owner[i] = int32(e)
			if d.Flags[i]&pack.Hidden == 0 {
				k := fold.KeyOf(d.Name(i))
				s := &g.starts[startOf(k.First)]
				*s = max(*s, k.Words)
				hashes[i] = k.Hash
				g.buckets[bucketOf(hashes[i])+1]++
			}
		}
	}
	for b := range 1 << bucketBits {
		g.buckets[b+1] += g.buckets[b]
	}
	g.entries = make([]entry, g.buckets[1<<bucketBits])
	for i := len(hashes) - 1; i >= 0; i-- {
		if d.Flags[i]&pack.Hidden == 0 {
			b := bucketOf(hashes[i]) + 1
			g.buckets[b]--
			g.entries[g.buckets[b]] = entry{hashes[i], int32(i)}
		}
	}
	copy(g.buckets, g.buckets[1:])
	g.buckets[1<<bucketBits] = uint32(len(g.entries))
}

// bucket gives the entries that may have hash h.
func (g *Gazetteer) bucket(h uint32) []entry {
	b := bucketOf(h)
	return g.entries[g.buckets[b]:g.buckets[b+1]]
}

func letters(code uint16) string {
	if code == 0 {
		return ""
	}
	if i := int(code>>8-'A')*26 + int(code&0xFF-'A'); i >= 0 && 2*i+2 <= len(alpha2) {
		return alpha2[2*i : 2*i+2]
	}
	return string([]byte{byte(code >> 8), byte(code)})
}

// alpha2 holds all codes of two capitals, so that giving one allocates nothing.
var alpha2 = func() string {
	var all []byte
	for a := byte('A'); a <= 'Z'; a++ {
		for b := byte('A'); b <= 'Z'; b++ {
			all = append(all, a, b)
		}
	}
	return string(all)
}()
