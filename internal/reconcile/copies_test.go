package reconcile

import (
	"encoding/json"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestSequence(t *testing.T) {
	for _, c := range []struct {
		a, b []int64
		want int
	}{{nil, nil, 0}, {[]int64{1, 2, 3}, []int64{1, 2, 3}, 3}, {[]int64{5, 1, 2, 9, 3}, []int64{1, 2, 3}, 3}, {[]int64{3, 2, 1}, []int64{1, 2, 3}, 1}} {
		if n := sequence(c.a, c.b); n != c.want {
			t.Errorf("%v %v: %d, want %d", c.a, c.b, n, c.want)
		}
	}
}

// The longest common subsequence is the same both ways and no longer than either list.
func TestSequenceProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.Int64Range(0, 5), 0, 12)
		a, b := list.Draw(t, "a"), list.Draw(t, "b")
		n := sequence(a, b)
		if n != sequence(b, a) || n > min(len(a), len(b)) || sequence(a, a) != len(a) {
			t.Fatalf("%v %v: %d and %d", a, b, n, sequence(b, a))
		}
	})
}

// Shingles come back from JSON as they were, and other JSON is an error, no panic.
func TestShinglesJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfDistinct(rapid.Uint32(), func(v uint32) uint32 { return v }).Draw(t, "hashes")
		slices.Sort(list)
		data, err := json.Marshal(Shingles(list))
		if err != nil {
			t.Fatal(err)
		}
		var got Shingles
		if err := json.Unmarshal(data, &got); err != nil || !slices.Equal(got, list) {
			t.Fatalf("%v: %v, %v", list, got, err)
		}
		_ = json.Unmarshal([]byte(rapid.String().Draw(t, "junk")), &got)
	})
}
