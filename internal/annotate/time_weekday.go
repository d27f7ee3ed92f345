package annotate

import (
	"time"

	"bilan/lang"
)

// dayOfWeek resolves a weekday with a day of the month and no month: mardi 4.
func (r *timeReader) dayOfWeek(c *candidate, day int) bool {
	if r.published.IsZero() {
		return false
	}
	k, has := c.cap("wd")
	p := midnight(r.published)
	for i := range 62 {
		for _, t := range []time.Time{p.Add(-time.Duration(i) * aDay), p.Add(time.Duration(i) * aDay)} {
			if t.Day() == day && (!has || isoWeekday(t) == r.weekdayOf(k)) {
				c.from = t
				r.eve(c)
				return true
			}
		}
	}
	return false
}

func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

func (r *timeReader) weekdayOf(k int) int {
	v, _ := r.d.Tokens[k].Value(lang.Weekday)
	return int(v)
}

// weekday resolves the nearest past day of that name, today included; the next one behind future words.
func (r *timeReader) weekday(c *candidate) bool {
	k, ok := c.cap("wd")
	if !ok || r.published.IsZero() {
		return false
	}
	c.precision = "day"
	c.from = r.nearest(r.weekdayOf(k), r.direction(c, k))
	r.eve(c)
	return true
}

// direction tells where a weekday lies: -1 before today, 0 today or before, 1 ahead.
func (r *timeReader) direction(c *candidate, k int) int {
	if rel, ok := c.cap("rel"); ok {
		if v, ok := r.d.Tokens[rel].Value(lang.RelUnit); ok && v != 0 {
			return int(v)
		}
	}
	if r.future(k) {
		return 1
	}
	return 0
}

// future reports whether the verb nearest to token k is in the future, or k ends a time still to come.
func (r *timeReader) future(k int) bool {
	s := r.d.SentenceOf(k)
	for off := 1; off < 12; off++ {
		for _, i := range []int{k - off, k + off} {
			if i < s.From || i >= s.To {
				continue
			}
			t := &r.d.Tokens[i]
			switch {
			case t.Has(lang.Fut):
				return true
			case t.Has(lang.PPart) && !t.Has(lang.N):
				return r.futureBefore(i)
			case t.Has(lang.Past):
				return false
			}
		}
	}
	return false
}

// futureBefore reports whether a participle at token i belongs to a future: "will be released", "sera jugé".
func (r *timeReader) futureBefore(i int) bool {
	for k := i - 1; k >= i-4; k-- {
		if r.d.Has(k, lang.Fut) {
			return true
		}
	}
	return false
}

// until reports whether the time that begins at token k is an end still to come: "jusqu'en mars", "until May".
func (r *timeReader) until(k int) bool {
	t := k - 1
	return r.d.Has(t, lang.RangeTo) || r.d.Has(t, lang.BUpTo) || r.d.Has(k, lang.BUpTo)
}

func (r *timeReader) nearest(weekday, dir int) time.Time {
	t := midnight(r.published)
	switch {
	case dir > 0:
		t = t.Add(aDay)
	case dir < 0:
		t = t.Add(-aDay)
	}
	for range 7 {
		if isoWeekday(t) == weekday {
			return t
		}
		if dir > 0 {
			t = t.Add(aDay)
		} else {
			t = t.Add(-aDay)
		}
	}
	return t
}

// weekdays resolves from one weekday to another: dans la nuit de mardi à mercredi.
func (r *timeReader) weekdays(c *candidate) bool {
	k, ok := c.cap("wd")
	k2, _ := c.cap("wd2")
	if !ok || r.published.IsZero() {
		return false
	}
	c.precision = "day"
	c.to = r.nearest(r.weekdayOf(k2), r.direction(c, k2))
	for c.from = c.to.Add(-aDay); isoWeekday(c.from) != r.weekdayOf(k); c.from = c.from.Add(-aDay) {
	}
	return true
}
