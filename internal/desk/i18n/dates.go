package i18n

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Day writes a date of ISO 8601, whole or up to the month or year, or the day of a moment; what is none of these stays as it is.
func (l *Locale) Day(s string) string {
	if from, to, ok := strings.Cut(s, "/"); ok {
		return l.T("date.range", "from", l.Day(from), "to", l.Day(to))
	}
	if t, ok := Moment(s); ok {
		return l.day(t)
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return l.T("date.month", "month", l.T("month.alone."+strconv.Itoa(int(t.Month()))), "y", strconv.Itoa(t.Year()))
	}
	return s
}

func (l *Locale) day(t time.Time) string {
	return l.T("date.day", "d", strconv.Itoa(t.Day()), "month", l.T("month."+strconv.Itoa(int(t.Month()))), "y", strconv.Itoa(t.Year()))
}

// Short writes the day of a date without its year, for axes and lists.
func (l *Locale) Short(s string) string {
	t, ok := Moment(s)
	if !ok {
		return s
	}
	return l.T("date.short", "d", strconv.Itoa(t.Day()), "month", l.T("month.short."+strconv.Itoa(int(t.Month()))))
}

// Moment writes a day and, when the date has one, its clock time and offset, as told.
func (l *Locale) Moment(s string) string {
	if len(s) <= len(time.DateOnly) {
		return l.Day(s)
	}
	t, ok := Moment(s)
	if !ok {
		return s
	}
	clock := t.Format("15:04")
	if strings.HasSuffix(s, "Z") || strings.ContainsAny(s[len(time.DateOnly):], "+-") {
		clock += " " + zone(t)
	}
	return l.T("date.moment", "day", l.day(t), "clock", clock)
}

func zone(t time.Time) string {
	_, offset := t.Zone()
	if offset == 0 {
		return "UTC"
	}
	sign := "+"
	if offset < 0 {
		sign, offset = "−", -offset
	}
	if offset%3600 == 0 {
		return fmt.Sprintf("UTC%s%d", sign, offset/3600)
	}
	return fmt.Sprintf("UTC%s%d:%02d", sign, offset/3600, offset%3600/60)
}

// Age says how long a time is, in its largest unit.
func (l *Locale) Age(d time.Duration) string {
	days := int(d.Hours() / 24)
	switch {
	case d < time.Hour:
		return l.T("age.minutes", "n", max(int(d.Minutes()), 0))
	case days < 2:
		return l.T("age.hours", "n", int(d.Hours()))
	case days < 62:
		return l.T("age.days", "n", days)
	case days < 730:
		return l.T("age.months", "n", days/30)
	}
	return l.T("age.years", "n", days/365)
}

// Moment reads a day or moment of ISO 8601; a day is its beginning.
func Moment(s string) (time.Time, bool) {
	if len(s) == len(time.DateOnly) {
		t, err := time.Parse(time.DateOnly, s)
		return t, err == nil
	}
	for _, layout := range [...]string{time.RFC3339, "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}
