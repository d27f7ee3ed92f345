package register

import (
	"encoding/binary"
	"slices"
)

// KeyHash gives the 64 bits that stand for a key in the database. Keys are only ever asked for, never listed, and there are
// dozens to an article: a number takes a third of the room and of the time. Two keys fall together about once in a million
// registers of 100,000 articles; the articles found then share no key, which comparing their digests shows.
func KeyHash(key string) int64 {
	h := uint64(14695981039346656037) // FNV-1a
	for i := range len(key) {
		h = (h ^ uint64(key[i])) * 1099511628211
	}
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd // spreads short keys over all bits
	h ^= h >> 33
	return int64(h)
}

// KeyHashes gives the hashes of keys, sorted, each once.
func KeyHashes(keys []string) []int64 {
	out := make([]int64, len(keys))
	for i, k := range keys {
		out[i] = KeyHash(k)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// PackKeys writes hashes as they are kept beside an article, to find its keys again.
func PackKeys(hashes []int64) []byte {
	b := make([]byte, 0, 8*len(hashes))
	for _, h := range hashes {
		b = binary.LittleEndian.AppendUint64(b, uint64(h))
	}
	return b
}

// UnpackKeys reads what PackKeys wrote.
func UnpackKeys(b []byte) []int64 {
	hashes := make([]int64, 0, len(b)/8)
	for ; len(b) >= 8; b = b[8:] {
		hashes = append(hashes, int64(binary.LittleEndian.Uint64(b)))
	}
	return hashes
}
