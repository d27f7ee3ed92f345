package desk

import (
	"cmp"
	"strings"

	"bilan"
	"bilan/internal/desk/i18n"
)

// entryValue writes the value of an entry: "at least 13".
func entryValue(l *i18n.Locale, e *bilan.Entry) string {
	return countText(l, e.Low, e.High, e.Qualifier)
}

// countText writes a count with what it bounds.
func countText(l *i18n.Locale, low, high *int64, q bilan.Qualifier) string {
	switch {
	case low == nil && high == nil:
		return l.T("count.unknown")
	case q == bilan.Exact || q == "" || low != nil && high != nil && *low == *high && q != bilan.About:
		return number(l, cmp.Or(low, high))
	case low != nil && high != nil:
		if q == bilan.About || q == bilan.Vague {
			if *low == *high {
				return l.T("count."+string(q), "v", *low)
			}
		}
		return l.T("count.range", "low", *low, "high", *high)
	}
	return l.T("count."+string(q), "v", *cmp.Or(low, high))
}

func number(l *i18n.Locale, n *int64) string {
	if n == nil {
		return ""
	}
	if *n == 0 {
		return l.T("count.none")
	}
	return l.Number(*n)
}

// entryTitle says an entry in one line, for who points at it.
func entryTitle(l *i18n.Locale, e *bilan.Entry) string {
	s := l.T("entry.title", "value", entryValue(l, e), "origin", e.Origin.Name, "from", l.Moment(e.From))
	if e.Until != nil {
		s += ", " + l.T("entry.ended."+string(e.Status), "until", l.Moment(*e.Until))
	}
	return s
}

// figureTitle names a figure: "killed, security forces".
func figureTitle(l *i18n.Locale, f *bilan.Figure) string {
	s := l.T("outcome." + string(f.Outcome))
	if f.Class != bilan.Unspecified && f.Class != "" {
		s += " · " + l.T("class."+string(f.Class))
	}
	return s
}

// eventTitle names a happening by its type, place and time.
func (d *Desk) eventTitle(l *i18n.Locale, e *bilan.Happening) string {
	if e.Place == nil || e.Place.Name == "" {
		return l.T("event." + string(e.Type))
	}
	return l.T("event."+string(e.Type)) + " · " + d.placeName(l, e.Place.Name, e.Place.Country, e.Place.GeoNames)
}

// placeName writes a place and its country in a language.
func (d *Desk) placeName(l *i18n.Locale, name, country string, id int64) string {
	name = d.local(l, name, id)
	if country == "" {
		return name
	}
	in := d.country(l, country)
	if strings.EqualFold(in, name) || in == "" {
		return name
	}
	return name + ", " + in
}

// joined writes parts that are not empty with a mark between them.
func joined(mark string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, mark)
}
