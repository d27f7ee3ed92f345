package reconcile

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"slices"

	"github.com/zeebo/xxh3"
)

const (
	shingleWords = 5 // words of a shingle
	sampling     = 4 // one shingle in so many is kept
	keySampling  = 8 // and of these, one in so many is a key: a copied passage of 100 words has three
)

// shingles hashes the runs of five words of a text and keeps the hashes that are divisible by four: of two texts, the same
// shingles are kept, so the share of the kept ones is that of all (FracMinHash; Irber et al. 2022). Unlike MinHash with a
// fixed number of bins it also tells how much of a short text lies in a long one, which is what a passage copied is.
// Sorted, without repeats.
func shingles(words []string) Shingles {
	var out Shingles
	var buf []byte
	for i := 0; i+shingleWords <= len(words); i++ {
		buf = buf[:0]
		for _, w := range words[i : i+shingleWords] {
			buf = append(append(buf, w...), ' ')
		}
		if h := xxh3.Hash(buf); h%sampling == 0 {
			out = append(out, uint32(h>>32))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Shingles are sorted hashes. As JSON they are the base64 of the distances from one to the next, as varints: a third of
// what decimal numbers take.
type Shingles []uint32

// MarshalJSON writes the distances.
func (s Shingles) MarshalJSON() ([]byte, error) {
	var b []byte
	last := uint32(0)
	for _, h := range s {
		b = binary.AppendUvarint(b, uint64(h-last))
		last = h
	}
	return json.Marshal(base64.StdEncoding.EncodeToString(b))
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (s *Shingles) UnmarshalJSON(data []byte) error {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return err
	}
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return err
	}
	*s = (*s)[:0]
	last := uint64(0)
	for len(b) > 0 {
		d, n := binary.Uvarint(b)
		if n <= 0 || last+d > 1<<32-1 {
			return errors.New("shingles: not a list of distances")
		}
		last += d
		*s = append(*s, uint32(last))
		b = b[n:]
	}
	return nil
}

// common counts what two sorted lists share.
func common(a, b Shingles) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
