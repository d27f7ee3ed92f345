package lang

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// Folding must be the same as composing first and mapping each letter then, whatever shortcut it takes.
func TestFoldIsComposeThenMap(t *testing.T) {
	alphabet := rapid.SampledFrom([]rune("abZÉéÿßŒœİıаяёЁйЙЇї’ʼ‘´'‑‐-\u00ad\u0301\u0306\u0308ѝ҃ԱաمÅ가각\uFFFD÷×"))
	rapid.Check(t, func(r *rapid.T) {
		s := rapid.StringOf(alphabet).Draw(r, "s")
		want := strings.Map(foldRune, norm.NFC.String(s))
		if got := Fold(s); got != want {
			r.Fatalf("Fold(%q) = %q, want %q", s, got, want)
		}
		if !foldsTo(s, want) || foldsTo(s, want+"a") || foldsTo(s+"a", want) {
			r.Fatalf("foldsTo(%q, %q) is wrong", s, want)
		}
	})
}

// A folded word is found again and a word that was not added is not, however many there are.
func TestWordTable(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		words := rapid.SliceOf(rapid.StringMatching(`[a-cа-в]{0,6}`)).Draw(r, "words")
		table, ids := newWordTable(0), map[string]WordID{"": 0}
		for _, w := range words {
			id := table.intern([]byte(w))
			if old, ok := ids[w]; ok && old != id {
				r.Fatalf("%q is %d and %d", w, old, id)
			}
			ids[w] = id
		}
		table.close()
		for w, id := range ids {
			if got := table.find(w); got != id {
				r.Fatalf("find(%q) = %d, want %d", w, got, id)
			}
		}
		if got := table.find("zzz"); got != 0 {
			r.Fatalf("a strange word has id %d", got)
		}
	})
}
