package i18n

import (
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func files(pairs ...string) fstest.MapFS {
	out := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return out
}

func TestLoadRefuses(t *testing.T) {
	for _, c := range []struct {
		name, want string
		folder     fstest.MapFS
	}{
		{"a missing key", "missing: fr b", files("en.yaml", "a: x\nb: y\n", "fr.yaml", "a: x\n")},
		{"a key too many", "missing: en b", files("en.yaml", "a: x\n", "fr.yaml", "a: x\nb: y\n")},
		{"an unknown plural form", "plural form", files("en.yaml", "a: {one: x, some: y, other: z}\n")},
		{"no other form", "other", files("en.yaml", "a: {one: x}\n")},
		{"no first language", "no messages", files("fr.yaml", "a: x\n")},
		{"a number", "not a text", files("en.yaml", "a: 1\n")},
	} {
		if _, err := Load(c.folder); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if _, err := Load(files("en.yaml", "a: x\n"), files("en.yaml", "a: y\n")); err == nil {
		t.Error("a key may be twice")
	}
}

func TestTexts(t *testing.T) {
	c, err := Load(files("en.yaml", "n: {one: '{n} day', other: '{n} days'}\nhi: 'Hi {who}'\n", "ru.yaml", "n: {one: '{n} день', few: '{n} дня', many: '{n} дней', other: '{n} дня'}\nhi: 'Привет, {who}'\n",
		"ar.yaml", "n: {other: '{n}'}\nhi: '{who}'\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		lang, key string
		args      []any
		want      string
	}{
		{"en", "n", []any{"n", 1}, "1 day"}, {"en", "n", []any{"n", 1200}, "1,200 days"},
		{"ru", "n", []any{"n", 1}, "1 день"}, {"ru", "n", []any{"n", 3}, "3 дня"}, {"ru", "n", []any{"n", 11}, "11 дней"}, {"ru", "n", []any{"n", int64(21)}, "21 день"},
		{"ru", "hi", []any{"who", "{n} <b>"}, "Привет, {n} <b>"}, {"en", "gone", nil, "⟦gone⟧"},
	} {
		if got := c.Locale(x.lang).T(x.key, x.args...); got != x.want {
			t.Errorf("%s %s %v: %q, want %q", x.lang, x.key, x.args, got, x.want)
		}
	}
	if c.Locale("ar").Dir != "rtl" || c.Locale("ru").Dir != "ltr" {
		t.Error("directions")
	}
}

func TestDates(t *testing.T) {
	c, err := Load(files("en.yaml", `
date.day: "{d} {month} {y}"
date.month: "{month} {y}"
date.short: "{d} {month}"
date.range: "{from} – {to}"
date.moment: "{day}, {clock}"
month.1: January
month.short.1: Jan
month.alone.1: January
age.minutes: "{n} min"
age.hours: "{n} h"
age.days: "{n} d"
age.months: "{n} mo"
age.years: "{n} y"
`))
	if err != nil {
		t.Fatal(err)
	}
	l := c.Locale("en")
	for in, want := range map[string]string{"2022-01-06": "6 January 2022", "2022-01": "January 2022", "2022-01-05/2022-01-06": "5 January 2022 – 6 January 2022", "2022-01-06T14:05:00+06:00": "6 January 2022", "soon": "soon"} {
		if got := l.Day(in); got != want {
			t.Errorf("Day(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]string{"2022-01-06": "6 January 2022", "2022-01-06T14:05:00+06:00": "6 January 2022, 14:05 UTC+6", "2022-01-06T14:05:00Z": "6 January 2022, 14:05 UTC", "2022-01-06T14:05:00-03:30": "6 January 2022, 14:05 UTC−3:30", "2022-01-06T14:05": "6 January 2022, 14:05"} {
		if got := l.Moment(in); got != want {
			t.Errorf("Moment(%q) = %q, want %q", in, got, want)
		}
	}
	for in, want := range map[time.Duration]string{90 * time.Second: "1 min", 30 * time.Hour: "30 h", 80 * time.Hour: "3 d", 100 * 24 * time.Hour: "3 mo", 1000 * 24 * time.Hour: "2 y"} {
		if got := l.Age(in); got != want {
			t.Errorf("Age(%v) = %q, want %q", in, got, want)
		}
	}
}
