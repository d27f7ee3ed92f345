package annotate

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"bilan/lang"
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

func (c *candidate) has(name string) bool { _, ok := c.cap(name); return ok }

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
