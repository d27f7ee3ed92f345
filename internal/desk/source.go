package desk

import (
	"context"
	"strings"
	"time"

	"bilan/internal/desk/i18n"
)

// Source is a source that is watched, and what came of it.
type Source struct {
	Name, Kind, URL string
	Visited         time.Time // last asked; zero: never yet
	Changed         time.Time // last had something new
	Next            time.Time
	Captures        int64 // kept in all
	Errors          int   // visits that failed, one after the other
	LastError       string
}

// States of a source.
const (
	SourceNew     = "new"     // not visited yet
	SourceFine    = "fine"    // visited, and to be visited again
	SourceFailing = "failing" // the last visit came to nothing
	SourceLate    = "late"    // it should have been visited: nobody watches
)

// lateAfter is how long after its time a source is late. A watcher that is at work is never so late.
const lateAfter = 10 * time.Minute

// State tells how a source is at a moment.
func (s *Source) State(now time.Time) string {
	switch {
	case s.Errors > 0:
		return SourceFailing
	case s.Visited.IsZero():
		return SourceNew
	case now.After(s.Next.Add(lateAfter)):
		return SourceLate
	}
	return SourceFine
}

// Sources gives the sources that are watched, in the order of their list.
func (d *Desk) Sources(ctx context.Context) ([]Source, error) {
	if d.config.Sources == nil {
		return nil, nil
	}
	return d.config.Sources(ctx)
}

// watchedLine is a source that is watched, as the page shows it.
type watchedLine struct {
	Name, URL, Kind, State, Label string
	Visited, Changed, Next, Age   string
	Captures                      int64
	Errors                        int
	Error                         string
}

func (d *Desk) watchedLines(ctx context.Context, l *i18n.Locale) (out []watchedLine, failing int, err error) {
	list, err := d.Sources(ctx)
	for i := range list {
		s := &list[i]
		x := watchedLine{Name: s.Name, Kind: kindOfSource(l, s.Kind), State: s.State(d.Now()), Visited: clock(l, s.Visited), Changed: clock(l, s.Changed), Next: clock(l, s.Next), Captures: s.Captures, Errors: s.Errors, Error: s.LastError}
		if webAddress(s.URL) {
			x.URL = s.URL
		}
		x.Label = l.T("source." + x.State)
		if !s.Visited.IsZero() {
			x.Age = l.Age(d.Now().Sub(s.Visited))
		}
		if x.State == SourceFailing {
			failing++
		} else {
			x.Error = ""
		}
		out = append(out, x)
	}
	return failingFirst(out), failing, err
}

func failingFirst(list []watchedLine) []watchedLine {
	var bad, rest []watchedLine
	for _, x := range list {
		if x.State == SourceFailing {
			bad = append(bad, x)
		} else {
			rest = append(rest, x)
		}
	}
	return append(bad, rest...)
}

// clock writes a moment; nothing for the zero time.
func clock(l *i18n.Locale, t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return l.Moment(t.UTC().Format(time.RFC3339))
}

// kindOfSource is the message that names a kind; lists may name kinds that have none.
func kindOfSource(l *i18n.Locale, kind string) string {
	if key := "source.kind." + kind; l.Has(key) {
		return l.T(key)
	}
	return strings.TrimSpace(kind)
}
