package annotate

import (
	"fmt"
	"time"
)

const aDay = 24 * time.Hour

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// midnight cuts an instant to its day.
func midnight(t time.Time) time.Time { return date(t.Year(), int(t.Month()), t.Day()) }

// text gives the value in EDTF / ISO 8601.
func (c *candidate) text() string {
	if c.clock {
		s := c.from.Format("2006-01-02") + fmt.Sprintf("T%02d:%02d", c.hour, c.min)
		if c.offset != nil {
			s += offsetText(*c.offset)
		}
		return s
	}
	layout := map[string]string{"day": "2006-01-02", "week": "2006-01-02", "month": "2006-01", "year": "2006"}[c.precision]
	if !c.to.IsZero() && c.to.After(c.from) {
		return c.from.Format(layout) + "/" + c.to.Format(layout)
	}
	return c.from.Format(layout)
}

// resolve computes the value of c; false when there is no date to count from.
func (r *timeReader) resolve(c *candidate) bool {
	switch c.emit {
	case "day", "span":
		if _, ok := c.cap("wd2"); ok {
			return r.weekdays(c)
		}
		if _, ok := c.cap("d"); !ok {
			if _, ok := c.cap("iso"); !ok {
				return r.weekday(c)
			}
		}
		return r.day(c)
	case "weekday":
		return r.weekday(c)
	case "month":
		return r.month(c)
	case "year":
		return r.years(c)
	case "relative":
		return r.relative(c)
	case "clock":
		return r.atClock(c)
	}
	return r.part(c)
}

// day resolves a day of a month, or days from one to another.
func (r *timeReader) day(c *candidate) bool {
	c.precision = "day"
	if k, ok := c.cap("iso"); ok {
		c.from = r.digitDate(k)
		return !c.from.IsZero()
	}
	k, _ := c.cap("d")
	m, y, ok := r.monthYear(c, "m", "y")
	if k2, two := c.cap("d2"); two {
		m2, y2, ok2 := r.monthYear(c, "m2", "y2")
		if !ok2 {
			m2 = m
		}
		if y2 == 0 {
			y2 = y
		}
		if !ok {
			m = m2
		}
		if c.to = r.near(y2, m2, r.value(k2)); c.to.IsZero() {
			return false
		}
		if c.from = r.before(c.to, y, m, r.value(k)); c.from.IsZero() {
			return false
		}
		return true
	}
	if !ok {
		return r.dayOfWeek(c, r.value(k))
	}
	if c.from = r.near(y, m, r.value(k)); c.from.IsZero() {
		return false
	}
	if y == 0 && c.from.Sub(midnight(r.published)) > 45*aDay && !r.future(k) && !r.until(c.first) {
		c.from = c.from.AddDate(-1, 0, 0)
	}
	r.eve(c)
	return true
}

// eve turns the day that ends a night into the night: в ночь на среду.
func (r *timeReader) eve(c *candidate) {
	if _, ok := c.cap("eve"); ok {
		c.to = c.from
		c.from = c.from.Add(-aDay)
	}
}

func (c *candidate) has(name string) bool { _, ok := c.cap(name); return ok }
