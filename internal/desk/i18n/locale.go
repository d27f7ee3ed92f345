package i18n

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

// Locale is one language.
type Locale struct {
	Code    string // BCP 47
	Dir     string // ltr or rtl
	tag     language.Tag
	printer *message.Printer
	texts   map[string]text
}

// text is one message: its only form, or its plural forms.
type text struct {
	one   string
	forms map[string]string
}

func textOf(value any) (text, error) {
	switch v := value.(type) {
	case string:
		return text{one: v}, nil
	case map[string]any:
		t := text{forms: map[string]string{}}
		for name, form := range v {
			s, ok := form.(string)
			if _, known := plurals[name]; !ok || !known {
				return t, fmt.Errorf("%q is no plural form", name)
			}
			t.forms[name] = s
		}
		if t.forms["other"] == "" {
			return t, fmt.Errorf("the form other is missing")
		}
		return t, nil
	}
	return text{}, fmt.Errorf("not a text: %v", value)
}

var plurals = map[string]plural.Form{"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other}

// T gives the text of a key with the named values put in: T("count.outlets", "n", 3). A number chooses the plural form by its
// name n. A key that is not there is shown in brackets: tests look for that.
func (l *Locale) T(key string, args ...any) string {
	t, ok := l.texts[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	form := t.one
	if t.forms != nil {
		form = t.form(l.tag, args)
	}
	if len(args) < 2 {
		return form
	}
	return l.filled(form, args)
}

// filled puts the named values into a text.
func (l *Locale) filled(form string, args []any) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(form, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, rest, ok := strings.Cut(after, "}")
		i := 0
		for i+1 < len(args) && args[i] != name {
			i += 2
		}
		if !ok || i+1 >= len(args) { // no name that was given: it stays as it is
			b.WriteByte('{')
			form = after
			continue
		}
		b.WriteString(l.Value(args[i+1]))
		form = rest
	}
}

// Has reports whether there is a text of a key.
func (l *Locale) Has(key string) bool { _, ok := l.texts[key]; return ok }

// Keys lists all keys, sorted.
func (l *Locale) Keys() []string { return slices.Sorted(maps.Keys(l.texts)) }

// Forms gives the names of the plural forms of a key, sorted; none when it has only one form.
func (l *Locale) Forms(key string) []string { return slices.Sorted(maps.Keys(l.texts[key].forms)) }

// form chooses the plural form for the argument n.
func (t text) form(tag language.Tag, args []any) string {
	for i := 0; i+1 < len(args); i += 2 {
		if n, ok := integer(args[i+1]); ok && args[i] == "n" {
			want := plural.Cardinal.MatchPlural(tag, int(n%1_000_000), 0, 0, 0, 0)
			for name, f := range plurals {
				if s := t.forms[name]; f == want && s != "" {
					return s
				}
			}
		}
	}
	return t.forms["other"]
}

func integer(v any) (int64, bool) {
	switch n := v.(type) {
	case int:
		return int64(n), true
	case int64:
		return n, true
	}
	return 0, false
}

// Value writes what is put into a text: a number with its groups, anything else as it is.
func (l *Locale) Value(v any) string {
	if n, ok := integer(v); ok {
		return l.Number(n)
	}
	if s, ok := v.(string); ok {
		return s
	}
	return fmt.Sprint(v)
}

// Number writes a number with the language's groups of digits.
func (l *Locale) Number(n int64) string {
	if 0 <= n && n < 1000 {
		return strconv.FormatInt(n, 10) // no groups
	}
	return l.printer.Sprintf("%d", n)
}
