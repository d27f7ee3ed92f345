package annotate

import (
	"time"

	"bilan/lang"
)

// relative resolves yesterday, last week, two days ago, в прошлом году.
func (r *timeReader) relative(c *candidate) bool {
	base := r.published
	if c.has("anchor") || c.has("back") {
		base = c.focus
	}
	if base.IsZero() {
		return false
	}
	base = midnight(base)
	if k, ok := c.cap("unit"); ok {
		return r.units(c, base, k)
	}
	k, ok := c.cap("rel")
	switch {
	case !ok && c.has("anchor"):
		return c.shift(base, 1, 1, true)
	case !ok && c.has("back"):
		return c.shift(base, -1, 1, true)
	case !ok:
		return false
	}
	t := &r.d.Tokens[k]
	if v, ok := t.Value(lang.RelDay); ok {
		c.from, c.precision = base.Add(time.Duration(v)*aDay), "day"
		if part, ok := t.Value(lang.DayPart); ok && part == 23 && v == -1 { // last night
			c.to = c.from.Add(aDay)
		}
		return true
	}
	return r.units(c, base, k)
}

// units counts n units (days, weeks …) back or ahead from base.
func (r *timeReader) units(c *candidate, base time.Time, k int) bool {
	days, _ := r.d.Tokens[k].Value(lang.TimeUnit)
	n, shift := 1, 0
	if v, ok := c.cap("n"); ok {
		n = r.value(v)
	}
	switch {
	case c.has("ago"):
		shift = -n
	case c.has("ahead"):
		shift = n
	case c.has("anchor"), c.has("back"):
		return r.anchored(c, base, n, int(days))
	default:
		dir, ok := c.cap("dir")
		if !ok {
			dir = k
		}
		v, _ := r.d.Tokens[dir].Value(lang.RelUnit)
		shift = int(v) * n
	}
	return c.shift(base, shift, int(days), c.has("n") || c.has("ago"))
}

// anchored counts from the day told last: deux jours plus tard, the day before. The sign is the capture's tag.
func (r *timeReader) anchored(c *candidate, base time.Time, n, days int) bool {
	if c.has("back") {
		n = -n
	}
	return c.shift(base, n, days, true)
}

// shift moves base by n units of so many days and sets the precision that goes with the unit.
func (c *candidate) shift(base time.Time, n, days int, exact bool) bool {
	switch {
	case days <= 0 || n > 4000 || n < -4000:
		return false
	case days == 1 || days == 7 && exact:
		c.from, c.precision = base.AddDate(0, 0, n*days), "day"
	case days == 2:
		c.from, c.precision = weekStart(base).AddDate(0, 0, 7*n+5), "day"
		c.to = c.from.Add(aDay)
	case days == 7:
		c.from, c.precision = weekStart(base).AddDate(0, 0, 7*n), "week"
		c.to = c.from.AddDate(0, 0, 6)
	case days < 300:
		months := max(1, days/30)
		c.from, c.precision = date(base.Year(), int(base.Month())+n*months, 1), "month"
	default:
		c.from, c.precision = date(base.Year()+n*max(1, days/365), 1, 1), "year"
	}
	return true
}

func weekStart(t time.Time) time.Time { return t.AddDate(0, 0, 1-isoWeekday(t)) }
