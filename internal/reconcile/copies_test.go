package reconcile

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
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

// A passage of 80 words brings two texts together by a key in nine of ten cases.
func TestPassagesShareKeys(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	text := func(n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = fmt.Sprint("w", r.IntN(1_000_000))
		}
		return out
	}
	found := 0
	const pairs = 500
	for range pairs {
		passage := text(80)
		a := Dispatch{Shingles: shingles(slices.Concat(text(150), passage, text(40)))}
		b := Dispatch{Shingles: shingles(slices.Concat(text(60), passage, text(120)))}
		keys := a.Keys()
		if slices.ContainsFunc(b.Near(), func(k string) bool { return slices.Contains(keys, k) }) {
			found++
		}
	}
	if found < pairs*9/10 {
		t.Errorf("%d of %d passages share a key", found, pairs)
	}
}
