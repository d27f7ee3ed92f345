package annotate

import (
	"sort"
	"time"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Times fills doc.Times: dates, weekdays, relative days, parts of days, hours, months and years, resolved against the
// publication, or against a full date of the text when there is none. It needs Numbers. What cannot be resolved is
// Vague and a problem. ZoneTimes adds the zones of places later.
func Times(d *analysis.Doc) {
	r := &timeReader{d: d, published: d.Published}
	found := r.candidates()
	if r.published.IsZero() {
		r.published = textDate(found)
	}
	r.resolveAll(found)
	r.publish(found)
	d.IndexTimes()
}

// resolveAll computes days first, each counting from the day told last, then gives the hours their days.
func (r *timeReader) resolveAll(found []candidate) {
	day := r.published
	for i := range found {
		c := &found[i]
		c.focus = day
		if c.clock {
			continue
		}
		if c.vague = !r.resolve(c); c.isDay() {
			day = c.from
		}
	}
	for i := range found {
		if c := &found[i]; c.clock {
			c.focus = r.dayBeside(found, i)
			c.vague = !r.resolve(c)
		}
	}
}

func (c *candidate) isDay() bool {
	return !c.clock && !c.vague && c.precision == "day" && c.to.IsZero()
}

// dayBeside gives the day nearest to the clock found[i] in its sentence, else the day in focus there.
func (r *timeReader) dayBeside(found []candidate, i int) time.Time {
	best, day := 1<<30, found[i].focus
	sent := r.d.Tokens[found[i].first].Sent
	k := i // found is in text order
	for k > 0 && r.d.Tokens[found[k-1].first].Sent == sent {
		k--
	}
	for ; k < len(found) && r.d.Tokens[found[k].first].Sent == sent; k++ {
		c := &found[k]
		if !c.isDay() {
			continue
		}
		dist := max(c.first-found[i].last, found[i].first-c.last)
		if dist < best {
			best, day = dist, c.from
		}
	}
	return day
}

// candidate is a time phrase on its way to a value.
type candidate struct {
	first, last int // tokens [first,last)
	emit        string
	parts       map[string][2]int // captures
	focus       time.Time         // the day told last before it
	full        time.Time         // a date complete in itself

	from, to  time.Time // resolved; to is the last day of an interval
	precision string
	clock     bool
	hour, min int
	offset    *int // minutes from UTC
	local     bool
	vague     bool
}

func (c *candidate) cap(name string) (int, bool) {
	p, ok := c.parts[name]
	return p[0], ok && p[1] > p[0]
}

type timeReader struct {
	d         *analysis.Doc
	published time.Time
}

// candidates finds the time phrases of the text; of those that overlap the longest stays.
func (r *timeReader) candidates() []candidate {
	var all []candidate
	for s := range r.d.Sentences {
		r.d.Match("time", &r.d.Sentences[s], func(f analysis.Firing) {
			c := candidate{first: f.From, last: f.To, emit: f.Rule.Emit, parts: map[string][2]int{}}
			for _, p := range f.Caps {
				c.parts[p.Name] = [2]int{p.From, p.To}
			}
			if r.plausible(&c) {
				c.full = r.fullDate(&c)
				all = append(all, c)
			}
		})
	}
	for i := range r.d.Tokens {
		all = r.single(all, i)
	}
	return longest(all)
}

// longest keeps, of candidates that overlap, the longest, of those the one that tells more parts, of those the first.
// The result is in text order.
func longest(all []candidate) []candidate {
	sort.SliceStable(all, func(i, j int) bool {
		a, b := &all[i], &all[j]
		if a.last-a.first != b.last-b.first {
			return a.last-a.first > b.last-b.first
		}
		if len(a.parts) != len(b.parts) {
			return len(a.parts) > len(b.parts)
		}
		return a.first < b.first
	})
	taken := map[int]bool{}
	var out []candidate
	for i := range all {
		if c := &all[i]; free(taken, c) {
			for k := c.first; k < c.last; k++ {
				taken[k] = true
			}
			out = append(out, *c)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].first < out[j].first })
	return out
}

func free(taken map[int]bool, c *candidate) bool {
	for k := c.first; k < c.last; k++ {
		if taken[k] {
			return false
		}
	}
	return true
}

// single reads what one token or number says alone: yesterday, 06.01.2022, 19h30, last year, Tuesday.
func (r *timeReader) single(all []candidate, i int) []candidate {
	t := &r.d.Tokens[i]
	n := r.d.NumberAt(i)
	if n == nil && !t.Tags.Any(singleTimes) {
		return all
	}
	c := candidate{first: i, last: i + 1, parts: map[string][2]int{}}
	switch {
	case n != nil && n.NumFrom == i && n.Role == bilan.RoleDate:
		c.emit, c.last, c.parts["iso"] = "day", n.NumTo, [2]int{i, n.NumTo}
	case n != nil && n.NumFrom == i && n.Role == bilan.RoleClock:
		c.emit, c.last, c.parts["h"] = "clock", n.NumTo, [2]int{i, n.NumTo}
	case n != nil && n.NumFrom == i && r.looseYear(n):
		c.emit, c.last, c.parts["y"] = "year", n.NumTo, [2]int{i, n.NumTo}
	case t.Has(lang.RelDay), t.Has(lang.RelUnit) && t.Has(lang.TimeUnit):
		c.emit, c.parts["rel"] = "relative", [2]int{i, i + 1}
	case t.Has(lang.Weekday) && t.Is(analysis.Cap) || t.Has(lang.Weekday) && len(t.Fold) > 4:
		c.emit, c.parts["wd"] = "weekday", [2]int{i, i + 1}
	default:
		return all
	}
	if !r.plausible(&c) {
		return all
	}
	c.full = r.fullDate(&c)
	return append(all, c)
}

// singleTimes mark words that can tell a time alone.
var singleTimes = lang.SetOf(lang.RelDay, lang.RelUnit, lang.Weekday)

// looseYear reports whether four digits without a month are a year: "in 2018", "(2011)", "depuis 2004".
func (r *timeReader) looseYear(n *analysis.Number) bool {
	d := r.d
	t := &d.Tokens[n.NumFrom]
	if !isYear(n.Value) || n.Qualifier != bilan.Exact || n.NumTo != n.NumFrom+1 || hasOther(t.Fold) || !t.Is(analysis.Digit) {
		return false
	}
	p := n.NumFrom - 1
	if d.Is(p, "(") && d.Is(n.NumTo, ")") {
		return true
	}
	return (d.Has(p, lang.Locative) || d.Has(p, lang.Since) || d.Has(p, lang.Season) || d.Has(p, lang.UDate)) && (n.Noun < 0 || n.Noun != n.NumTo || !d.Has(n.Noun, lang.Person))
}

// plausible checks the numbers of a candidate and cuts off parts that do not belong: "6 janvier 150 morts".
func (r *timeReader) plausible(c *candidate) bool {
	for _, name := range []string{"y", "y2"} {
		if k, ok := c.cap(name); ok && !r.year(k) {
			if c.parts[name][1] < c.last {
				return false
			}
			c.last = k
			delete(c.parts, name)
		}
	}
	for _, name := range []string{"d", "d2"} {
		if k, ok := c.cap(name); ok {
			if n := r.d.NumberAt(k); n == nil || n.Value < 1 || n.Value > 31 || n.Kind == analysis.InWord || n.Value != float64(int(n.Value)) {
				return false
			}
		}
	}
	if k, ok := c.cap("part"); ok && c.emit == "weekday" && r.d.Has(k, lang.UClock) { // 5 a.m. on Tuesday
		return false
	}
	for c.last > c.first+1 && r.d.Tokens[c.last-1].Is(analysis.Punct) {
		c.last--
	}
	return c.last > c.first && (c.emit != "clock" || r.clockTime(c)) && (c.emit != "year" || len(c.parts) > 0)
}

func (r *timeReader) year(k int) bool {
	n := r.d.NumberAt(k)
	return n != nil && isYear(n.Value) && n.NumTo == n.NumFrom+1 && r.d.Tokens[n.NumFrom].Is(analysis.Digit) && !hasOther(r.d.Tokens[n.NumFrom].Fold)
}

func (r *timeReader) value(k int) int {
	if n := r.d.NumberAt(k); n != nil {
		return int(n.Value)
	}
	return 0
}

// publish writes the candidates to the Doc; a clock takes the day beside it.
func (r *timeReader) publish(found []candidate) {
	for i := range found {
		c := &found[i]
		t := analysis.Time{From: c.first, To: c.last, Vague: c.vague, Local: c.local}
		t.When.Span = r.d.Span(c.first, c.last)
		if !c.vague {
			t.When.Value, t.When.Precision = c.text(), c.precision
		} else if c.emit != "part" {
			s := t.When.Span
			r.d.Problems = append(r.d.Problems, bilan.Problem{Code: bilan.DateUnresolved, Span: &s, Message: "no date to count from"})
		}
		r.d.Times = append(r.d.Times, t)
	}
}

// textDate gives the first date that is complete in itself.
func textDate(found []candidate) time.Time {
	for i := range found {
		if !found[i].full.IsZero() {
			return found[i].full
		}
	}
	return time.Time{}
}
