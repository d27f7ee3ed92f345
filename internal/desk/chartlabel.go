package desk

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Sizes of the values written into a chart, in its units.
const (
	letterWidth = 6.4 // of a digit, a little more than most
	lineHeight  = 12
)

// box is where a value is written.
type box struct{ left, right, top, bottom float64 }

func (b box) meets(o box) bool {
	return b.left < o.right && o.left < b.right && b.top < o.bottom && o.top < b.bottom
}

func textWidth(s string) float64 { return letterWidth * float64(utf8.RuneCountInString(s)) }

// edge is how much room the values at the right edge want.
func (c *chart) edge(values []string) float64 {
	widest := float64(marginRight)
	for _, v := range values {
		widest = max(widest, textWidth(v)+8)
	}
	return min(widest, float64(c.W)/3)
}

// labels finds a place for the value of each step: at the right edge when it is still held, else above or below where it begins,
// to the right or the left of it. What finds no place is not written: the step's title and the list have it.
func (c *chart) labels() {
	var taken []box
	var beside []*chartStep
	var open []*chartStep
	for i := range c.Steps {
		s := &c.Steps[i]
		if s.Open {
			open = append(open, s)
		} else {
			beside = append(beside, s)
		}
	}
	slices.SortStableFunc(open, func(a, b *chartStep) int { return cmp.Compare(b.Y, a.Y) })
	lowest := c.Bottom + 4
	for i, s := range open {
		if i > 0 && open[i-1].Y == s.Y && open[i-1].Value == s.Value {
			s.Quiet = true // it stands there already
			continue
		}
		y := min(round1(s.Y+4), lowest)
		if y < c.Top-4 || s.Y-y > 3*lineHeight {
			beside = append(beside, s) // its line would not be found
			continue
		}
		s.LabelX, s.LabelY, s.Anchor = c.Right+4, y, "start"
		taken = append(taken, s.box())
		lowest = y - lineHeight
	}
	for _, s := range slices.Backward(beside) { // the newest first
		if taken = append(taken, box{}); !c.beside(s, taken[:len(taken)-1]) {
			s.Quiet = true
			taken = taken[:len(taken)-1]
			continue
		}
		taken[len(taken)-1] = s.box()
	}
}

// beside writes a value where its step begins, and reports whether there was room.
func (c *chart) beside(s *chartStep, taken []box) bool {
	for _, below := range []bool{false, true} {
		for _, anchor := range []string{"start", "end"} {
			s.Anchor, s.LabelX, s.LabelY = anchor, s.X1+4, round1(s.Y-6)
			if anchor == "end" {
				s.LabelX = s.X1 - 4
			}
			if below {
				s.LabelY = round1(s.Y + 13)
			}
			b := s.box()
			if b.left >= c.Left && b.right <= float64(c.W) && b.top >= 0 && b.bottom <= c.Bottom && !slices.ContainsFunc(taken, b.meets) {
				return true
			}
		}
	}
	return false
}

func (s *chartStep) box() box {
	w := textWidth(s.Value)
	b := box{s.LabelX, s.LabelX + w, s.LabelY - lineHeight + 2, s.LabelY + 2}
	if s.Anchor == "end" {
		b.left, b.right = s.LabelX-w, s.LabelX
	}
	return b
}
