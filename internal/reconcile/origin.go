package reconcile

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"bilan"
)

// A speaker is one who stands behind tellings of a story, put together out of all the names it bears there.
type speaker struct {
	kind    bilan.ActorKind
	offices []string
	body    string
	country string
	spot    string
	names   []string
	outlet  string // outletKey of the outlet that is its own origin
	office  *speaker
	as      *speaker // people judged that it is one with
	forms   []form
}

// form is one name of a speaker, as a dispatch writes it.
type form struct {
	name string
	told *Dispatch
}

// mention is one place where a speaker is named.
type mention struct {
	s       Source
	context string // the country that the dispatch tells of
	spot    string // the place of the telling
	told    *Dispatch
	outlet  bool     // the dispatch speaks in its own voice
	who     *speaker // the answer
}

// speakers makes mentions one: those that say most first, so that a short form finds the full one, whichever was told first.
func speakers(list []*mention) []*speaker {
	slices.SortStableFunc(list, func(a, b *mention) int {
		return cmp.Or(-cmp.Compare(a.s.told(), b.s.told()), strings.Compare(a.s.Name, b.s.Name), strings.Compare(a.told.ID, b.told.ID))
	})
	var out []*speaker
	for _, m := range list {
		m.who = find(out, m)
		if m.who == nil {
			m.who = m.speaker()
			out = append(out, m.who)
		}
		m.who.take(m)
	}
	linkOffices(out)
	return out
}

// told is how much a source says of who it is.
func (s *Source) told() int {
	n := 4*len(s.Offices) + 2*len(s.Names)
	for _, x := range []string{s.Body, s.Country, s.Spot} {
		if x != "" {
			n += 3
		}
	}
	return n
}

// find gives the speaker that a mention may be; of several, the only one of the country or the place that the dispatch tells
// of. A short form that fits several is none of them: nothing is guessed.
func find(list []*speaker, m *mention) *speaker {
	var fit []*speaker
	for _, w := range list {
		if w.fits(m) {
			fit = append(fit, w)
		}
	}
	for _, narrower := range []func(*speaker) bool{
		func(w *speaker) bool { return w.country == cmp.Or(m.s.Country, m.context) },
		func(w *speaker) bool { return w.spot == cmp.Or(m.s.Spot, m.spot) },
		func(w *speaker) bool { return len(w.names) == len(m.s.Names) },
	} {
		if len(fit) > 1 {
			if some := slices.DeleteFunc(slices.Clone(fit), func(w *speaker) bool { return !narrower(w) }); len(some) > 0 {
				fit = some
			}
		}
	}
	if len(fit) == 1 {
		return fit[0]
	}
	return nil
}

// fits reports whether a mention may be of w: nothing that both tell differs.
func (w *speaker) fits(m *mention) bool {
	s := &m.s
	if w.outlet != "" || m.outlet {
		return s.Kind == bilan.ActorMedia && w.outlet == outletKey(s.Name)
	}
	if !agree(w.body, s.Body) || !agree(w.country, cmp.Or(s.Country, m.context)) || !agree(w.spot, s.Spot) {
		return false
	}
	switch {
	case len(s.Offices) > 0 || len(w.offices) > 0:
		return officesAgree(w, s)
	case s.Body != "":
		return w.body == s.Body
	case len(s.Names) > 0:
		return subset(s.Names, w.names) || subset(w.names, s.Names) && len(w.names) > 0
	}
	return w.plain() && (s.Kind == bilan.ActorAnonymous) == (w.kind == bilan.ActorAnonymous) && strings.EqualFold(s.Name, w.forms[0].name)
}

// plain reports whether a speaker is named by words alone ("the opposition"): no office, body or proper name.
func (w *speaker) plain() bool {
	return len(w.names) == 0 && len(w.offices) == 0 && w.body == "" && strings.ContainsFunc(w.forms[0].name, unicode.IsLetter)
}

// officesAgree compares those who have an office: one office, and of named persons one name. A person whose office is not
// told fits by name.
func officesAgree(w *speaker, s *Source) bool {
	if len(s.Offices) == 0 {
		return s.Body == "" && len(s.Names) > 0 && len(w.names) > 0 && subset(s.Names, w.names)
	}
	if len(w.offices) == 0 {
		return len(s.Names) > 0 && len(w.names) > 0 && (subset(w.names, s.Names) || subset(s.Names, w.names))
	}
	if !slices.Equal(w.offices, s.Offices) {
		return false
	}
	return len(w.names) == 0 && len(s.Names) == 0 || len(w.names) > 0 && len(s.Names) > 0 && (subset(w.names, s.Names) || subset(s.Names, w.names))
}

func agree(a, b string) bool { return a == "" || b == "" || a == b }

// subset reports whether all of a are in b; both sorted.
func subset(a, b []string) bool {
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); !ok {
			return false
		}
	}
	return true
}

func (m *mention) speaker() *speaker {
	if m.outlet {
		return &speaker{kind: bilan.ActorMedia, outlet: outletKey(m.s.Name)}
	}
	w := &speaker{kind: m.s.Kind, offices: m.s.Offices, body: m.s.Body, country: m.s.Country, spot: m.s.Spot, names: m.s.Names}
	if len(w.offices) > 0 {
		w.country = cmp.Or(w.country, m.context)
	}
	return w
}

// take adds what a mention tells to what is known.
func (w *speaker) take(m *mention) {
	w.forms = append(w.forms, form{m.s.Name, m.told})
	if w.outlet != "" {
		return
	}
	w.country, w.spot, w.body = cmp.Or(w.country, m.s.Country), cmp.Or(w.spot, m.s.Spot), cmp.Or(w.body, m.s.Body)
	if len(w.offices) == 0 {
		w.offices = m.s.Offices
	}
	if len(m.s.Names) > len(w.names) {
		w.names = m.s.Names
	}
}

// linkOffices finds the office that each named person speaks for, when it speaks itself in the story.
func linkOffices(list []*speaker) {
	for _, w := range list {
		if len(w.names) == 0 || len(w.offices) == 0 {
			continue
		}
		for _, o := range list {
			if len(o.names) == 0 && slices.Equal(o.offices, w.offices) && agree(o.country, w.country) && agree(o.spot, w.spot) && agree(o.body, w.body) {
				w.office = o
			}
		}
	}
}

// group is the speaker that w counts as: the one it was judged to be, the office of an official, else w.
func (w *speaker) group() *speaker {
	if w.as != nil {
		return w.as
	}
	if w.office != nil {
		return w.office
	}
	return w
}

// key names a speaker the same in every story.
func (w *speaker) key() string {
	var parts []string
	switch {
	case w.outlet != "":
		return "outlet:" + w.outlet
	case len(w.offices) > 0:
		parts = append(parts, strings.Join(w.offices, "+"))
	case w.body != "" && len(w.names) == 0:
		return w.body
	}
	for _, x := range []string{w.body, w.country, w.spot} {
		if x != "" {
			parts = append(parts, x)
		}
	}
	if len(w.names) > 0 {
		parts = append(parts, strings.Join(w.names, "."))
	}
	if len(parts) == 0 {
		return string(cmp.Or(w.kind, bilan.ActorAnonymous)) + ":" + strings.ToLower(w.forms[0].name)
	}
	return strings.Join(parts, ":")
}

// origin gives a speaker as the record shows it: under its fullest name in the language of its first telling.
func (w *speaker) origin() bilan.Origin {
	first := w.forms[0]
	for _, f := range w.forms[1:] {
		if earlier(f.told, first.told) {
			first = f
		}
	}
	best := first
	for _, f := range w.forms {
		if f.told.Lang == first.told.Lang && fuller(f, best) {
			best = f
		}
	}
	o := bilan.Origin{Key: w.key(), Name: best.name, Kind: w.kind, Country: w.country}
	if w.office != nil {
		o.Office = w.office.key()
	}
	return o
}

func fuller(a, b form) bool {
	if n, m := len([]rune(a.name)), len([]rune(b.name)); n != m {
		return n > m
	}
	return a.name < b.name
}
