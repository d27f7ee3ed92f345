package article

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// layouts of machine-made times, as metadata hold them.
var layouts = [...]string{
	time.RFC3339, "2006-01-02T15:04:05", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04",
	"2006-01-02T15:04:05 Z07:00", "2006-01-02T15:04:05 -0700", "2006-01-02T15Z07:00",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05", "2006-01-02 15:04",
	"2006-01-02 15:04:05 MST", "2006-01-02", "2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02",
	"20060102T150405Z0700", "20060102150405", "20060102",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", time.UnixDate, time.RubyDate, time.ANSIC,
	"Mon Jan 02 15:04:05 MST 2006",
}

// isoTime reads a time that a machine wrote and gives it as ISO 8601: with zone, without, or the day alone, as told.
func isoTime(s string) string {
	s = strings.TrimSpace(s)
	if len(s) < 8 || len(s) > 48 {
		return ""
	}
	if i := strings.Index(s, " ("); i > 0 {
		s = s[:i]
	}
	for _, l := range layouts {
		if t, err := time.Parse(l, s); err == nil && plausible(t.Year()) {
			return formatAs(t, l)
		}
	}
	return unixTime(s)
}

func formatAs(t time.Time, layout string) string {
	switch {
	case !strings.Contains(layout, "15"):
		return t.Format("2006-01-02")
	case strings.Contains(layout, "Z07") || strings.Contains(layout, "-0700"):
		return t.Format(time.RFC3339)
	case strings.Contains(layout, "MST"):
		if name, off := t.Zone(); off != 0 || name == "UTC" || name == "GMT" {
			return t.Format(time.RFC3339)
		}
		return t.Format("2006-01-02T15:04:05")
	}
	return t.Format("2006-01-02T15:04:05")
}

// unixTime reads seconds or milliseconds since 1970.
func unixTime(s string) string {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || len(s) != 10 && len(s) != 13 {
		return ""
	}
	if len(s) == 13 {
		n /= 1000
	}
	return time.Unix(n, 0).UTC().Format(time.RFC3339)
}

func plausible(year int) bool { return year >= 1980 && year < 2100 }

// dateText finds the first date that people wrote in s: day, month by name or number, year, perhaps an hour.
func (v *vocabulary) dateText(s string) string {
	if len(s) > 400 {
		s = s[:400]
	}
	toks := dateTokens(fold(s))
	for i := range toks {
		if y, m, d, n := v.dateAt(toks[i:]); n > 0 {
			return day(y, m, d) + clockAfter(toks, i, i+n)
		}
	}
	return ""
}

// token of a date: a number, a word or a sign.
type token struct {
	text string
	num  int // -1 for words and signs
}

func (t token) is(s string) bool { return t.text == s }

func dateTokens(s string) []token {
	var out []token
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		j := i + n
		switch {
		case r >= '0' && r <= '9':
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			num, err := strconv.Atoi(s[i:j])
			if err != nil {
				num = -1
			}
			out = append(out, token{s[i:j], num})
		case unicode.IsLetter(r):
			for j < len(s) {
				r, n := utf8.DecodeRuneInString(s[j:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				j += n
			}
			out = append(out, token{s[i:j], -1})
		case unicode.IsSpace(r):
		default:
			out = append(out, token{s[i:j], -1})
		}
		i = j
	}
	return out
}

// dateAt reads a date that begins at t[0] and says how many tokens it takes.
func (v *vocabulary) dateAt(t []token) (y, m, d, n int) {
	if y, m, d, n = numericDate(t); n > 0 {
		return
	}
	if y, m, d, n = v.dayMonth(t); n > 0 {
		return
	}
	return v.monthDay(t)
}

// numericDate: 2024-02-24, 24.02.2024, 24.02.24; 24/2/24 is not read: its century and order are doubtful. When the first
// number cannot be a day the month comes first. A day in both places is read day first, as most of the world writes.
func numericDate(t []token) (y, m, d, n int) {
	if len(t) < 5 || t[0].num < 0 || t[2].num < 0 || t[4].num < 0 || t[1].text != t[3].text {
		if len(t) >= 6 && t[1].is("年") && t[3].is("月") && valid(t[0].num, t[2].num, t[4].num) {
			return t[0].num, t[2].num, t[4].num, 5
		}
		return
	}
	if s := t[1].text; s != "." && s != "/" && s != "-" && s != "年" {
		return
	}
	a, b, c := t[0].num, t[2].num, t[4].num
	switch {
	case len(t[0].text) == 4 && valid(a, b, c):
		return a, b, c, 5
	case len(t[4].text) == 4 && valid(c, b, a):
		return c, b, a, 5
	case len(t[4].text) == 4 && t[1].is("/") && valid(c, a, b):
		return c, a, b, 5
	case len(t[4].text) == 2 && t[1].is(".") && len(t[2].text) == 2 && valid(2000+c, b, a):
		return 2000 + c, b, a, 5
	}
	return
}

// dayMonth: 24 February 2024, 24. Februar 2024, 24 de febrero de 2024, 1er février 2024, 24 февраля 2024.
func (v *vocabulary) dayMonth(t []token) (y, m, d, n int) {
	if len(t) < 3 || t[0].num < 1 || t[0].num > 31 || len(t[0].text) > 2 {
		return
	}
	i := skipSmall(t, 1)
	if i >= len(t) {
		return
	}
	if m = v.months[t[i].text]; m == 0 {
		return
	}
	if i = skipSmall(t, i+1); i < len(t) && len(t[i].text) == 4 && valid(t[i].num, m, t[0].num) {
		return t[i].num, m, t[0].num, i + 1
	}
	return 0, 0, 0, 0
}

// monthDay: February 24, 2024; Feb. 24th 2024; tháng 2.
func (v *vocabulary) monthDay(t []token) (y, m, d, n int) {
	if len(t) < 3 || t[0].num >= 0 {
		return
	}
	if m = v.months[t[0].text]; m == 0 {
		return
	}
	i := 1
	if t[i].is(".") {
		i++
	}
	if i >= len(t) || t[i].num < 1 || t[i].num > 31 {
		return 0, 0, 0, 0
	}
	d = t[i].num
	if i = skipSmall(t, i+1); i < len(t) && len(t[i].text) == 4 && valid(t[i].num, m, d) {
		return t[i].num, m, d, i + 1
	}
	return 0, 0, 0, 0
}

// skipSmall passes the signs and short words between the parts of a date: a point, "de", "er", "th".
func skipSmall(t []token, i int) int {
	for k := 0; k < 2 && i < len(t) && t[i].num < 0 && (t[i].is(".") || t[i].is(",") || t[i].is("-") || t[i].is("/") || t[i].is("º") ||
		utf8.RuneCountInString(t[i].text) <= 2 && unicode.IsLetter([]rune(t[i].text)[0])); k++ {
		i++
	}
	return i
}

func valid(y, m, d int) bool {
	return plausible(y) && m >= 1 && m <= 12 && d >= 1 && d <= 31 && time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Day() == d
}

// clockAfter reads an hour within a few tokens after the date (or right before it): "T14:05", from 14:05 or 14h05.
func clockAfter(t []token, start, end int) string {
	for i := end; i+2 < len(t)+0 && i < end+5; i++ {
		if c := clockAt(t[i:]); c != "" {
			return c
		}
	}
	if start >= 4 {
		return clockAt(t[start-4:])
	}
	return ""
}

func clockAt(t []token) string {
	if len(t) < 3 || t[0].num < 0 || t[2].num < 0 || len(t[0].text) > 2 || len(t[2].text) != 2 || !t[1].is(":") && !t[1].is("h") && !t[1].is(".") {
		return ""
	}
	h, m := t[0].num, t[2].num
	switch half(t[3:]) {
	case "pm":
		if h < 12 {
			h += 12
		}
	case "am":
		if h == 12 {
			h = 0
		}
	}
	if h > 23 || m > 59 {
		return ""
	}
	return fmt.Sprintf("T%02d:%02d", h, m)
}

// half reads "pm" or "p.m." after a clock.
func half(t []token) string {
	if len(t) > 2 && t[1].is(".") && t[2].is("m") {
		return t[0].text + "m"
	}
	if len(t) > 0 {
		return t[0].text
	}
	return ""
}

func day(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, d) }
