package reconcile

import (
	"slices"

	"github.com/zeebo/xxh3"
)

const (
	shingleWords = 5 // words of a shingle
	sampling     = 4 // one shingle in so many is kept
	keySampling  = 8 // and of these, one in so many is a key
)

// shingles hashes the runs of five words of a text and keeps the hashes that are divisible by four: of two texts, the same
// shingles are kept, so the share of the kept ones is that of all (FracMinHash; Irber et al. 2022). Unlike MinHash with a
// fixed number of bins it also tells how much of a short text lies in a long one, which is what a passage copied is.
// Sorted, without repeats.
func shingles(words []string) []uint32 {
	var out []uint32
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

// common counts what two sorted lists share.
func common(a, b []uint32) int {
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
