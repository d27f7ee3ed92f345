package annotate

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"bilan/lang"
)

func offsetText(minutes int) string {
	if minutes == 0 {
		return "Z"
	}
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// part resolves a part of a day without its day: the night before publication for a night, else it stays vague.
func (r *timeReader) part(c *candidate) bool {
	k, ok := c.cap("part")
	if !ok || r.published.IsZero() {
		return false
	}
	if v, _ := r.d.Tokens[k].Value(lang.DayPart); v > 6 {
		return false
	}
	c.to, c.precision = midnight(r.published), "day"
	c.from = c.to.Add(-aDay)
	return true
}

// clockTime reads the hour and minute of a clock candidate; false when they are none.
func (r *timeReader) clockTime(c *candidate) bool {
	c.clock, c.precision = true, "hour"
	if k, ok := c.cap("part"); ok && !c.has("h") {
		v, _ := r.d.Tokens[k].Value(lang.DayPart)
		c.hour = int(v)
		return v == 0 || v == 12
	}
	k, ok := c.cap("h")
	n := r.d.NumberAt(k)
	if !ok || n == nil || n.Low == nil && n.Role == "" {
		return false
	}
	parts := strings.FieldsFunc(r.d.Text[n.Start:n.End], func(c rune) bool { return !unicode.IsDigit(c) })
	c.hour = int(n.Value)
	switch {
	case len(parts) >= 2:
		c.hour, c.min, c.precision = int(atoi(parts, 0)), int(atoi(parts, 1)), "minute"
	case len(parts) == 1 && len(parts[0]) == 4:
		c.hour, c.min, c.precision = int(n.Value)/100, int(n.Value)%100, "minute"
	}
	if m, ok := c.cap("min"); ok {
		c.min, c.precision = r.value(m), "minute"
	}
	r.halfDay(c)
	r.zone(c)
	return c.hour >= 0 && c.hour <= 24 && c.min < 60
}

// halfDay moves an hour to the half of the day told: 7 p.m., 7 часов вечера.
func (r *timeReader) halfDay(c *candidate) {
	k, ok := c.cap("ap")
	if !ok {
		return
	}
	v, has := r.d.Tokens[k].Value(lang.DayPart)
	switch {
	case !has:
	case v >= 12 && c.hour < 12 && !(v >= 22 && c.hour < 6):
		c.hour += 12
	case v < 12 && c.hour == 12, v >= 22 && c.hour == 12:
		c.hour = 0
	}
}

func (r *timeReader) zone(c *candidate) {
	k, ok := c.cap("zone")
	if ap, has := c.cap("ap"); !ok && has && r.d.Has(ap, lang.ZoneW) {
		k, ok = ap, true
	}
	if !ok {
		return
	}
	if v, ok := r.d.Tokens[k].Value(lang.ZoneW); ok {
		offset := int(v)
		c.offset = &offset
		return
	}
	c.local = true
}

// atClock gives a clock its day: one beside it, else the day told last.
func (r *timeReader) atClock(c *candidate) bool {
	switch {
	case c.has("wd"):
		k, _ := c.cap("wd")
		c.from = r.dayFrom(r.weekdayOf(k), c, k)
	case !c.focus.IsZero():
		c.from = midnight(c.focus)
	default:
		return false
	}
	if c.from.IsZero() {
		return false
	}
	if c.hour == 24 {
		c.hour, c.from = 0, c.from.Add(aDay)
	}
	return true
}

func (r *timeReader) dayFrom(weekday int, c *candidate, k int) time.Time {
	if r.published.IsZero() {
		return time.Time{}
	}
	return r.nearest(weekday, r.direction(c, k))
}

// fullDate gives the date of a candidate that tells day, month and year itself.
func (r *timeReader) fullDate(c *candidate) time.Time {
	if k, ok := c.cap("iso"); ok {
		n := r.d.NumberAt(k)
		if strings.Count(r.d.Text[n.Start:n.End], "/")+strings.Count(r.d.Text[n.Start:n.End], "-")+strings.Count(r.d.Text[n.Start:n.End], ".") == 2 {
			return r.digitDate(k)
		}
		return time.Time{}
	}
	k, ok := c.cap("d")
	m, y, hasMonth := r.monthYear(c, "m", "y")
	if !ok || !hasMonth || y == 0 {
		return time.Time{}
	}
	return r.near(y, m, r.value(k))
}
