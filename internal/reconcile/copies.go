package reconcile

import (
	"math"
	"slices"
	"strings"
	"time"

	"bilan"
)

const (
	passageShare  = 0.25 // of a text's shingles that make it a copy of another publisher's
	passageWords  = 40   // that a copied passage has at least
	wholeShare    = 0.6  // of its shingles: the text adds little
	lengthOfWhole = 0.7  // of the source's words: not shortened
	copyWindow    = 30 * 24 * time.Hour
)

// copyOf says whether d takes over words of s, told before it.
func copyOf(d, s *Dispatch) *bilan.CopyOf {
	if d.ID == s.ID || !earlier(s, d) || d.Told.Sub(s.Told) > copyWindow || samePublisher(d, s) || versions(d, s) {
		return nil
	}
	if d.Lang == s.Lang {
		return passage(d, s)
	}
	return translation(d, s)
}

// earlier orders dispatches by when they were told, then by id.
func earlier(a, b *Dispatch) bool {
	if !a.Told.Equal(b.Told) {
		return a.Told.Before(b.Told)
	}
	return a.ID < b.ID
}

func samePublisher(a, b *Dispatch) bool {
	return a.Outlet != "" && a.Outlet == b.Outlet
}

// versions reports whether two dispatches are states of one page.
func versions(a, b *Dispatch) bool { return a.URL != "" && a.URL == b.URL }

// passage compares shingles in one language.
func passage(d, s *Dispatch) *bilan.CopyOf {
	n := common(d.Shingles, s.Shingles)
	if n*sampling+shingleWords-1 < passageWords || len(d.Shingles) == 0 {
		return nil
	}
	share := float64(n) / float64(len(d.Shingles))
	if share < passageShare && n*sampling < 3*passageWords {
		return nil
	}
	return &bilan.CopyOf{Article: s.ID, Kind: copyKind(share, d, s), Share: math.Round(share*100) / 100}
}

func copyKind(share float64, d, s *Dispatch) bilan.CopyKind {
	switch {
	case share < wholeShare:
		return bilan.Mixed
	case float64(d.Words) < lengthOfWhole*float64(s.Words):
		return bilan.Cut
	}
	return bilan.Reprint
}

// translation compares what a translator keeps: the numbers in their order, and the credit. With a credit half of the
// numbers must be there, of only two both and no other; without one nearly all of a longer list.
func translation(d, s *Dispatch) *bilan.CopyOf {
	short := min(len(d.Numbers), len(s.Numbers))
	if short < 2 || !within(d.Told, s.Told, 3*24*time.Hour) {
		return nil
	}
	n := sequence(d.Numbers, s.Numbers)
	share := float64(n) / float64(short)
	credited := credits(d, s)
	alike := n == len(d.Numbers) && n == len(s.Numbers)
	if credited && (share >= 0.5 && n >= 3 || alike) || share >= 0.85 && n >= 6 {
		return &bilan.CopyOf{Article: s.ID, Kind: bilan.Translation, Share: math.Round(share*100) / 100}
	}
	return nil
}

// credits reports whether d names the publisher of s.
func credits(d, s *Dispatch) bool {
	k := s.Outlet
	return k != "" && slices.ContainsFunc(d.Credits, func(c string) bool {
		return c == k || len(c) > 3 && (strings.HasPrefix(k, c+" ") || strings.HasPrefix(c, k+" "))
	})
}

// sequence is the length of the longest common subsequence of two lists.
func sequence(a, b []int64) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		left := 0
		for j, y := range b {
			up := row[j+1]
			switch {
			case x == y:
				row[j+1] = left + 1
			case row[j] > up:
				row[j+1] = row[j]
			}
			left = up
		}
	}
	return row[len(b)]
}

// sourceOf picks, of those whose words a dispatch may have taken, the one it shares most with; of equals the one told first, but
// of states of one page the one with more of the numbers.
func sourceOf(d *Dispatch, others []*Dispatch) *bilan.CopyOf {
	var best *bilan.CopyOf
	var from *Dispatch
	for _, s := range others {
		c := copyOf(d, s)
		if c == nil {
			continue
		}
		better := best == nil || rank(d, s, c) > rank(d, from, best) || rank(d, s, c) == rank(d, from, best) && likelier(d, s, from)
		if better {
			best, from = c, s
		}
	}
	return best
}

// likelier orders two equal sources of d.
func likelier(d, s, o *Dispatch) bool {
	if versions(s, o) {
		if n, m := sequence(d.Numbers, s.Numbers), sequence(d.Numbers, o.Numbers); n != m {
			return n > m
		}
	}
	return earlier(s, o)
}

// rank prefers the one credited, then the one that more is taken of.
func rank(d, s *Dispatch, c *bilan.CopyOf) float64 {
	r := c.Share
	if credits(d, s) {
		r++
	}
	return r
}
