package annotate

import (
	"strings"
	"time"
	"unicode"

	"bilan/lang"
)

// monthYear reads the month and year captures; the year is 0 when untold.
func (r *timeReader) monthYear(c *candidate, mName, yName string) (m, y int, ok bool) {
	if k, has := c.cap(yName); has {
		y = r.value(k)
	}
	if k, has := c.cap("thisyear"); has && y == 0 && !r.published.IsZero() {
		if v, ok := r.d.Tokens[k].Value(lang.RelUnit); ok {
			y = r.published.Year() + int(v)
		}
	}
	k, has := c.cap(mName)
	if !has {
		return 0, y, false
	}
	v, _ := r.d.Tokens[k].Value(lang.Month)
	return int(v), y, v > 0
}

// near gives the day, in the year told or else the year that brings it nearest to the publication.
func (r *timeReader) near(y, m, d int) time.Time {
	if m < 1 || m > 12 || d < 1 || d > 31 {
		return time.Time{}
	}
	if y != 0 {
		return valid(y, m, d)
	}
	if r.published.IsZero() {
		return time.Time{}
	}
	p := midnight(r.published)
	var best time.Time
	for _, year := range []int{p.Year() - 1, p.Year(), p.Year() + 1} {
		t := valid(year, m, d)
		if !t.IsZero() && (best.IsZero() || absDays(t, p) < absDays(best, p)) {
			best = t
		}
	}
	return best
}

// before gives the day m/d not after end.
func (r *timeReader) before(end time.Time, y, m, d int) time.Time {
	if y == 0 {
		y = end.Year()
	}
	t := valid(y, m, d)
	if !t.IsZero() && t.After(end) {
		t = valid(y-1, m, d)
	}
	return t
}

func valid(y, m, d int) time.Time {
	if t := date(y, m, d); t.Day() == d {
		return t
	}
	return time.Time{}
}

func absDays(a, b time.Time) time.Duration {
	if d := a.Sub(b); d >= 0 {
		return d
	}
	return b.Sub(a)
}

// digitDate reads 2022-01-06, 06.01.2022, 06/01/22 and 01/06/2022 where only one reading is possible or the pack's
// decimal sign tells the order.
func (r *timeReader) digitDate(k int) time.Time {
	n := r.d.NumberAt(k)
	parts := strings.FieldsFunc(r.d.Text[n.Start:n.End], func(c rune) bool { return !unicode.IsDigit(c) })
	if len(parts) < 2 {
		return time.Time{}
	}
	a, b := int(atoi(parts, 0)), int(atoi(parts, 1))
	if len(parts) == 2 {
		if r.monthFirst() {
			a, b = b, a
		}
		return r.near(0, b, a)
	}
	y := int(atoi(parts, 2))
	if len(parts[0]) == 4 {
		a, y = y, a
	} else if b > 12 || r.monthFirst() && a <= 12 && strings.Contains(r.d.Text[n.Start:n.End], "/") {
		a, b = b, a
	}
	if y < 100 {
		y += 2000
	}
	return r.near(y, b, a)
}

// monthFirst reports whether the language writes 01/06 for 6 January: those with a decimal point do.
func (r *timeReader) monthFirst() bool { return r.d.Pack.Decimal == "." }

// month resolves a month; without a year the last one, or one of the next four months.
func (r *timeReader) month(c *candidate) bool {
	c.precision = "month"
	m, y, ok := r.monthYear(c, "m", "y")
	if !ok {
		return false
	}
	if y == 0 {
		if r.published.IsZero() {
			return false
		}
		y = r.nearYear(c, m)
	}
	c.from = date(y, m, 1)
	if m2, y2, ok := r.monthYear(c, "m2", "y2"); ok {
		if y2 == 0 {
			y2 = y
			if m2 < m {
				y2++
			}
		}
		if _, told := c.cap("y"); !told && y2 > y && c.has("y2") {
			c.from = date(y2, m, 1)
			if m > m2 {
				c.from = date(y2-1, m, 1)
			}
		}
		c.to = date(y2, m2, 1)
	}
	return true
}

func (r *timeReader) nearYear(c *candidate, m int) int {
	p := r.published
	if k, ok := c.cap("rel"); ok {
		v, _ := r.d.Tokens[k].Value(lang.RelUnit)
		switch {
		case v < 0 && m >= int(p.Month()):
			return p.Year() - 1
		case v > 0 && m <= int(p.Month()):
			return p.Year() + 1
		}
		return p.Year()
	}
	k, _ := c.cap("m")
	switch ahead := m - int(p.Month()); {
	case ahead > 0 && !r.future(k) && !r.until(c.first):
		return p.Year() - 1
	case ahead < -6 && r.future(k):
		return p.Year() + 1
	}
	return p.Year()
}

func (r *timeReader) years(c *candidate) bool {
	c.precision = "year"
	k, ok := c.cap("y")
	if !ok {
		return false
	}
	c.from = date(r.value(k), 1, 1)
	if k2, ok := c.cap("y2"); ok {
		c.to = date(r.value(k2), 1, 1)
	}
	return true
}
