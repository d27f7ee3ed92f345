package desk

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
	"bilan/internal/keep"
)

// asOf is the control that moves a page to a moment.
type asOf struct {
	Active        bool
	At            time.Time // the moment, or now
	Param         string    // of links that stay at the moment; "" is now
	Input         string    // of the field, UTC
	Earlier       string    // addresses
	Later, Now    string
	Permanent     string
	Strip         []stripPoint
	StripW, Range int
	From, To      string
}

// stripPoint is a moment at which something changed.
type stripPoint struct {
	X             float64
	Path, Label   string
	Known, Latest bool // told by the moment of the page; the last of these
}

// momentAsked reads as_of of a request: a day (its end, in UTC), a moment, or nothing, which is now.
func momentAsked(r *http.Request) (time.Time, error) {
	s := r.URL.Query().Get("as_of")
	if s == "" {
		return time.Time{}, nil
	}
	t, ok := i18n.Moment(s)
	if !ok {
		return t, &bilan.Error{Code: bilan.CodeInvalid, Op: "as_of", Err: errNoMoment, Hint: "2022-01-09, 2022-01-09T18:00:00Z"}
	}
	if len(s) == len(time.DateOnly) {
		t = t.Add(24*time.Hour - time.Second)
	}
	return t.UTC(), nil
}

const (
	stripWidth  = 1000
	stripPoints = 120 // more moments than that stand too close
)

// newAsOf makes the control of a page whose record changed at some moments.
func (d *Desk) newAsOf(r *http.Request, at time.Time, moments []time.Time) asOf {
	l := VisitOf(r).Locale
	path := func(t time.Time) string { return withAsOf(r.URL, t) }
	a := asOf{Active: !at.IsZero(), At: at, Now: path(time.Time{}), StripW: stripWidth}
	if !a.Active {
		a.At = d.Now()
	} else {
		a.Param = at.Format(time.RFC3339)
	}
	a.Input = a.At.UTC().Format("2006-01-02T15:04")
	a.Permanent = path(a.At.UTC().Truncate(time.Second))
	if len(moments) == 0 {
		return a
	}
	i, exact := slices.BinarySearchFunc(moments, a.At, time.Time.Compare)
	if !exact {
		i-- // the last moment known
	}
	if i > 0 {
		a.Earlier = path(moments[i-1])
	}
	if a.Active && i+1 < len(moments) {
		a.Later = path(moments[i+1])
	}
	a.strip(l, moments, i, path)
	return a
}

// strip lays the moments out on a line.
func (a *asOf) strip(l *i18n.Locale, moments []time.Time, current int, path func(time.Time) string) {
	first, last := moments[0], moments[len(moments)-1]
	a.From, a.To = l.Day(first.Format(time.DateOnly)), l.Day(last.Format(time.DateOnly))
	length := last.Sub(first).Seconds()
	every := (len(moments) + stripPoints - 1) / stripPoints
	for i, m := range moments {
		if i%every != 0 && i != current && i != len(moments)-1 {
			continue
		}
		x := float64(stripWidth) / 2
		if length > 0 {
			x = 10 + (stripWidth-20)*m.Sub(first).Seconds()/length
		}
		a.Strip = append(a.Strip, stripPoint{round1(x), path(m), l.Moment(m.UTC().Format(time.RFC3339)), i <= current, i == current})
	}
}

// withAsOf gives the address of the same page at a moment.
func withAsOf(u *url.URL, t time.Time) string {
	q := u.Query()
	q.Del("as_of")
	if !t.IsZero() {
		q.Set("as_of", t.UTC().Format(time.RFC3339))
	}
	out := url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: q.Encode()}
	return out.String()
}

// situationAt gives the situation that a request names by an event, figure or mission, at the moment it asks for, with the
// control of that moment.
func (d *Desk) situationAt(r *http.Request) (keep.Situation, asOf, error) {
	at, err := momentAsked(r)
	if err != nil {
		return keep.Situation{}, asOf{}, err
	}
	s, moments, err := d.config.Keeper.Situation(r.Context(), r.PathValue("id"), at)
	if err != nil {
		return s, asOf{}, err
	}
	return s, d.newAsOf(r, at, moments), nil
}
