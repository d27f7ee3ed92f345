package desk

import (
	"cmp"
	"math"
	"slices"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
)

// chart is the step chart of a figure's history, ready to be drawn: a line an origin, a step an entry.
type chart struct {
	W, H                     int
	Left, Right, Top, Bottom float64 // of the field
	Label, Path              string  // the figure's page
	Rules                    []chartRule
	Ticks                    []chartTick
	Steps                    []chartStep
}

// chartRule is a level line of the field.
type chartRule struct {
	Y     float64
	Label string
}

// chartTick is a day below the field.
type chartTick struct {
	X      float64
	Anchor string
	Label  string
}

// chartStep is one entry: a line at its value, a band between its bounds, and the rise from the entry before.
type chartStep struct {
	Color, Entry        int
	Status              bilan.EntryStatus
	Open                bool // its line goes on to the edge
	X1, X2, Y           float64
	Band                bool
	BandTop, BandHeight float64
	Fade                bool // an open bound: the band fades
	FadeTop             float64
	Join                bool
	JoinX, JoinY1       float64
	Value, Title        string
	LabelX, LabelY      float64
	Anchor              string // start or end
	Quiet               bool   // there is no room for the value
}

// Width is how long the step lasted.
func (s chartStep) Width() float64 { return round1(s.X2 - s.X1) }

// Struck reports whether the value was taken back: it is crossed out.
func (s chartStep) Struck() bool {
	return s.Status == bilan.EntryRetracted || s.Status == bilan.EntryDenied
}

const (
	marginLeft, marginRight, marginTop, marginBottom = 46, 44, 16, 26
	fadeHeight                                       = 14
	stepsDrawn                                       = 120 // the last
	colors                                           = 8   // of lines, in desk.css
)

// newChart lays out the history of a figure; nil when it has only one step, which words tell better.
func newChart(l *i18n.Locale, f *bilan.Figure, w, h int) *chart {
	if len(f.Entries) < 2 {
		return nil
	}
	c := &chart{Label: l.T("chart.label", "figure", figureTitle(l, f)), W: w, H: h, Left: marginLeft, Top: marginTop, Bottom: float64(h) - marginBottom}
	var still []string
	for i := range f.Entries {
		if f.Entries[i].Until == nil {
			still = append(still, markText(l, &f.Entries[i]))
		}
	}
	c.Right = float64(w) - c.edge(still)
	from, to := span(f)
	top := niceTop(highest(f))
	x := func(t time.Time) float64 {
		return round1(c.Left + (c.Right-c.Left)*t.Sub(from).Seconds()/to.Sub(from).Seconds())
	}
	y := func(v float64) float64 { return round1(c.Bottom - (c.Bottom-c.Top)*v/top) }
	c.rule(l, top, y)
	c.ticks(l, from, to, x)
	c.steps(l, f, x, y)
	c.labels()
	return c
}

// span gives the first and last moment of a chart: a little more than what happened.
func span(f *bilan.Figure) (from, to time.Time) {
	for _, e := range f.Entries {
		for _, s := range []*string{&e.From, e.Until} {
			if s == nil {
				continue
			}
			t := instant(*s)
			if t.IsZero() {
				continue
			}
			if from.IsZero() || t.Before(from) {
				from = t
			}
			if t.After(to) {
				to = t
			}
		}
	}
	rest := max(to.Sub(from)/8, 12*time.Hour)
	return from, to.Add(rest)
}

func highest(f *bilan.Figure) float64 {
	top := int64(1)
	for _, e := range f.Entries {
		low, high := bounds(&e)
		top = max(top, low, high)
	}
	return float64(top)
}

// niceTop gives the round number at or above v that the field ends with.
func niceTop(v float64) float64 {
	unit := math.Pow(10, math.Floor(math.Log10(v)))
	for _, m := range []float64{1, 1.5, 2, 3, 4, 5, 6, 8, 10} {
		if v <= m*unit*0.97 {
			return m * unit
		}
	}
	return 15 * unit
}

func (c *chart) rule(l *i18n.Locale, top float64, y func(float64) float64) {
	for _, part := range []float64{0, 0.5, 1} {
		v := top * part
		if v == math.Trunc(v) {
			c.Rules = append(c.Rules, chartRule{y(v), l.Number(int64(v))})
		}
	}
}

// ticks writes at most five days below the field, the first and last ones among them.
func (c *chart) ticks(l *i18n.Locale, from, to time.Time, x func(time.Time) float64) {
	const most = 4
	days := int(to.Sub(from).Hours()/24) + 1
	every := max((days+most-1)/most, 1)
	day := from.Truncate(24 * time.Hour)
	for i := 0; i <= days; i += every {
		t := day.AddDate(0, 0, i)
		if t.Before(from) {
			t = from
		}
		if at := x(t); at <= c.Right && (len(c.Ticks) == 0 || at > c.Ticks[len(c.Ticks)-1].X+48) {
			c.Ticks = append(c.Ticks, chartTick{X: at, Anchor: anchorAt(at, c.Left, c.Right), Label: tickLabel(l, t, days)})
		}
	}
}

func tickLabel(l *i18n.Locale, t time.Time, days int) string {
	if days > 500 {
		return l.Day(t.Format("2006-01"))
	}
	return l.Short(t.Format(time.DateOnly))
}

func anchorAt(x, left, right float64) string {
	switch {
	case x < left+24:
		return "start"
	case x > right-24:
		return "end"
	}
	return "middle"
}

func (c *chart) steps(l *i18n.Locale, f *bilan.Figure, x func(time.Time) float64, y func(float64) float64) {
	colour := originColors(f)
	last := map[int]*chartStep{} // of each colour, the step before
	order := inTime(f)
	for _, i := range order[max(0, len(order)-stepsDrawn):] {
		e := &f.Entries[i]
		s := chartStep{Color: colour[originKey(&e.Origin)], Entry: i, Status: e.Status, X1: x(instant(e.From)), X2: c.Right, Open: e.Until == nil}
		if e.Until != nil {
			s.X2 = x(instant(*e.Until))
		}
		s.X2 = max(s.X2, s.X1+3)
		low, high := bounds(e)
		s.Y = y(float64(low))
		if high != low {
			s.Band, s.BandTop, s.BandHeight = true, y(float64(high)), round1(y(float64(low))-y(float64(high)))
			s.Y = y(float64(low+high) / 2)
		}
		s.Fade = e.High == nil
		s.FadeTop = round1(s.Y - fadeHeight)
		if p := last[s.Color]; p != nil && p.Y != s.Y {
			s.Join, s.JoinX, s.JoinY1 = true, s.X1, p.Y
		}
		s.Value, s.Title = markText(l, e), entryTitle(l, e)
		c.Steps = append(c.Steps, s)
		last[s.Color] = &c.Steps[len(c.Steps)-1]
	}
}

// markText writes the value of an entry with signs, as there is little room.
func markText(l *i18n.Locale, e *bilan.Entry) string {
	low, high := bounds(e)
	sign := map[bilan.Qualifier]string{bilan.AtLeast: "≥ ", bilan.MoreThan: "> ", bilan.About: "≈ ", bilan.UpTo: "≤ ", bilan.LessThan: "< ", bilan.Vague: "≥ "}[e.Qualifier]
	if low != high {
		return l.Number(low) + "–" + l.Number(high)
	}
	return sign + l.Number(low)
}

// inTime gives the indexes of a figure's entries in the order in which they were told.
func inTime(f *bilan.Figure) []int {
	out, at := make([]int, len(f.Entries)), make([]time.Time, len(f.Entries))
	for i := range out {
		out[i], at[i] = i, instant(f.Entries[i].From)
	}
	slices.SortStableFunc(out, func(a, b int) int { return at[a].Compare(at[b]) })
	return out
}

// originColors gives each origin of a figure its colour, in the order in which they spoke first.
func originColors(f *bilan.Figure) map[string]int {
	out := map[string]int{}
	for _, i := range inTime(f) {
		if key := originKey(&f.Entries[i].Origin); out[key] == 0 {
			out[key] = len(out) + 1
		}
	}
	for k := range out {
		out[k] = (out[k] - 1) % colors
	}
	return out
}

func originKey(o *bilan.Origin) string { return cmp.Or(o.Key, o.Name) }

// bounds gives the bounds of an entry; an open one is equal to the other.
func bounds(e *bilan.Entry) (low, high int64) {
	switch {
	case e.Low == nil && e.High == nil:
		return 0, 0
	case e.Low == nil:
		return *e.High, *e.High
	case e.High == nil:
		return *e.Low, *e.Low
	}
	return *e.Low, *e.High
}

// instant reads a time of the record; a day is its noon, as when the record is made.
func instant(s string) time.Time {
	t, ok := i18n.Moment(s)
	if ok && len(s) == len(time.DateOnly) {
		t = t.Add(12 * time.Hour)
	}
	return t
}

func round1(v float64) float64 { return math.Round(v*10) / 10 }
