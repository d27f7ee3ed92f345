package desk

import (
	"cmp"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"bilan"
	"bilan/internal/desk/i18n"
)

// figureCard is a figure as a page shows it: what is held by whom, what was held, and what can't both be right.
type figureCard struct {
	ID, Title, Place, Scope, Period string
	Path                            string
	Held, Ended                     []holder
	Notes                           []dispute
	Chart                           *chart
}

// holder is an entry: one origin holding one value.
type holder struct {
	Entry           int
	Color           int
	Value, Origin   string
	Country, Office string
	Official        bool // a person who speaks for an office
	Since, Age      string
	Until           string
	Status          bilan.EntryStatus
	Outlets         int
	Origins         int
	Path            string
}

// Long reports whether a value is too long to be written large.
func (h holder) Long() bool { return utf8.RuneCountInString(h.Value) > 8 }

// Open gives the pairs that nothing excuses.
func (c figureCard) Open() []dispute {
	i := slices.IndexFunc(c.Notes, func(n dispute) bool { return n.Excuse != "" })
	if i < 0 {
		return c.Notes
	}
	return c.Notes[:i]
}

// dispute is a pair of values that different origins hold at once.
type dispute struct {
	A, B   holder
	Excuse string // why both may hold; "" when they can't
}

const (
	drawn     = 10 // figures of a situation with their chart and what was held before, the first
	carded    = 36 // figures shown; the others stand in the list of all
	endedCard = 8  // values that ended shown on a card

	cardWidth, cardHeight = 460, 190
	wideWidth, wideHeight = 900, 300
)

// card makes what a page shows of a figure at a moment.
func (d *Desk) card(l *i18n.Locale, f *bilan.Figure, at asOf, w, h int) figureCard {
	c := figureCard{ID: f.ID, Title: figureTitle(l, f), Path: to("figures", f.ID, "as_of", at.Param)}
	if w > 0 {
		c.Chart = newChart(l, f, w, h)
	}
	if c.Chart != nil {
		c.Chart.Path = c.Path
	}
	if f.Place != nil {
		c.Place = d.placeName(l, f.Place.Name, f.Place.Country, f.Place.GeoNames)
	}
	c.Scope = l.T("scope." + f.Scope)
	c.Period = l.Day(f.Period)
	colour := originColors(f)
	all := make([]holder, len(f.Entries))
	for _, i := range slices.Backward(inTime(f)) {
		all[i] = d.holder(l, f, i, colour, at.At)
		all[i].Path = c.Path + "#e" + strconv.Itoa(i)
		if s := f.Entries[i].Status; s == bilan.EntryHeld || s == bilan.EntryUnconfirmed && f.Entries[i].Until == nil {
			c.Held = append(c.Held, all[i])
		} else {
			c.Ended = append(c.Ended, all[i])
		}
	}
	slices.SortStableFunc(c.Held, func(a, b holder) int {
		return cmp.Compare(len(a.Status), len(b.Status)) // held before unconfirmed
	})
	c.Notes = disputes(l, f, all)
	return c
}

func (d *Desk) holder(l *i18n.Locale, f *bilan.Figure, i int, colour map[string]int, now time.Time) holder {
	e := &f.Entries[i]
	h := holder{Entry: i, Color: colour[originKey(&e.Origin)], Value: entryValue(l, e), Origin: e.Origin.Name, Official: e.Origin.Office != "",
		Since: l.Moment(e.From), Age: age(l, e.From, now), Status: e.Status, Outlets: e.Outlets, Origins: e.Origins}
	if e.Origin.Country != "" {
		h.Country = d.country(l, e.Origin.Country)
	}
	if e.Until != nil {
		h.Until = l.Moment(*e.Until)
	}
	return h
}

// disputes gives the pairs that were held at once and are still held by both.
func disputes(l *i18n.Locale, f *bilan.Figure, all []holder) []dispute {
	var out []dispute
	for _, c := range f.Contradictions {
		a, b := c.Entries[0], c.Entries[1]
		if !c.HeldTogether || a >= len(all) || b >= len(all) || f.Entries[a].Until != nil || f.Entries[b].Until != nil {
			continue
		}
		x := dispute{A: all[a], B: all[b]}
		if c.Why != nil {
			x.Excuse = excuse(l, *c.Why)
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b dispute) int { return cmp.Compare(len(a.Excuse), len(b.Excuse)) })
	return out
}

// excuse says in a language why two values may both hold.
func excuse(l *i18n.Locale, why string) string {
	if why == "told later: it may have grown" {
		return l.T("why.grown")
	}
	return why
}

// outcomeOrder is the order in which people ask.
var outcomeOrder = []bilan.Outcome{bilan.Killed, bilan.Casualties, bilan.Injured, bilan.Missing, bilan.Abducted, bilan.Detained, bilan.Displaced}

// cards gives the figures of a record, those people ask for first; those of the background apart.
func (d *Desk) cards(l *i18n.Locale, r *bilan.Record, at asOf) (now, background []figureCard, rest int) {
	for _, f := range byWeightOf(r) {
		switch {
		case len(now)+len(background) >= carded:
			rest++
		case f.Scope == "background":
			background = append(background, d.card(l, f, at, 0, 0).brief())
		case len(now) < drawn:
			c := d.card(l, f, at, cardWidth, cardHeight)
			c.Ended = c.Ended[:min(len(c.Ended), endedCard)]
			now = append(now, c)
		default:
			now = append(now, d.card(l, f, at, 0, 0).brief())
		}
	}
	return now, background, rest
}

// brief leaves out what was held before: the figure's page has it.
func (c figureCard) brief() figureCard {
	c.Ended = nil
	c.Held = c.Held[:min(len(c.Held), endedCard)]
	return c
}

// byWeightOf gives the figures of a record in the order in which people ask.
func byWeightOf(r *bilan.Record) []*bilan.Figure {
	list := make([]*bilan.Figure, len(r.Figures))
	for i := range r.Figures {
		list[i] = &r.Figures[i]
	}
	slices.SortStableFunc(list, byWeight)
	return list
}

// byWeight puts figures in order: by outcome, wholes before parts, those told most first.
func byWeight(a, b *bilan.Figure) int {
	part := func(f *bilan.Figure) int {
		if f.Class == bilan.Unspecified {
			return 0
		}
		return 1
	}
	return cmp.Or(
		cmp.Compare(slices.Index(outcomeOrder, a.Outcome), slices.Index(outcomeOrder, b.Outcome)),
		cmp.Compare(part(a), part(b)),
		cmp.Compare(told(b), told(a)),
		cmp.Compare(a.ID, b.ID),
	)
}

// told counts the tellings of a figure.
func told(f *bilan.Figure) int {
	n := 0
	for _, e := range f.Entries {
		n += len(e.Claims)
	}
	return n
}
