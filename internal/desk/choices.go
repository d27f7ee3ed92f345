package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/desk/i18n"
)

// choices gives what a claim can be joined with, the other happenings of its country, and what it can be split from, the other
// dispatches that tell its happening.
func (d *Desk) choices(ctx context.Context, l *i18n.Locale, v *reviewView, ref string) error {
	article := ref[:strings.LastIndexByte(ref, '#')]
	k, err := d.config.Keeper.Copies(ctx, article, time.Time{})
	if err != nil || len(k.Article.Events) == 0 {
		return err
	}
	s, _, err := d.config.Keeper.Situation(ctx, k.Article.Events[0], time.Time{})
	if err != nil {
		return nil // the event is gone meanwhile: there is nothing to choose from
	}
	own := ownEvent(&s.Record, ref, k.Article.Events[0])
	v.Others = tellingsOf(l, &s.Record, own, ref)
	v.Siblings = d.eventsBut(l, &s.Record, own)
	if e := mainEvent(&s.Record, own); e != nil && e.Place != nil {
		recent, _, err := d.config.Keeper.Situations(ctx, "", listed)
		if err != nil {
			return err
		}
		for i := range recent {
			if recent[i].Story != s.Story && inCountry(&recent[i].Record, e.Place.Country) {
				v.Siblings = append(v.Siblings, d.eventsBut(l, &recent[i].Record, "")...)
			}
		}
	}
	v.Siblings = v.Siblings[:min(len(v.Siblings), 8)]
	return nil
}

// ownEvent gives the event of the figure that a claim tells.
func ownEvent(r *bilan.Record, ref, otherwise string) string {
	for i := range r.Figures {
		for _, e := range r.Figures[i].Entries {
			if slices.Contains(e.Claims, ref) {
				return r.Figures[i].Event
			}
		}
	}
	return otherwise
}

func inCountry(r *bilan.Record, code string) bool {
	return slices.ContainsFunc(r.Events, func(e bilan.Happening) bool { return e.Place != nil && e.Place.Country == code })
}

// eventsBut gives a claim of each event of a record but one.
func (d *Desk) eventsBut(l *i18n.Locale, r *bilan.Record, but string) []eventChoice {
	var out []eventChoice
	for i := range r.Events {
		e := &r.Events[i]
		if claim := claimOf(r, e.ID); e.ID != but && claim != "" {
			out = append(out, eventChoice{claim, joined(" · ", d.eventTitle(l, e), l.Day(e.Start)), e.Title})
		}
	}
	return out
}

// claimOf gives a claim that tells an event.
func claimOf(r *bilan.Record, event string) string {
	for i := range r.Figures {
		if f := &r.Figures[i]; f.Event == event && len(f.Entries) > 0 && len(f.Entries[0].Claims) > 0 {
			return f.Entries[0].Claims[0]
		}
	}
	for i := range r.Missions {
		if m := &r.Missions[i]; m.Event == event && len(m.Claims) > 0 {
			return m.Claims[0]
		}
	}
	return ""
}

// tellingsOf gives a claim of each other dispatch that tells an event.
func tellingsOf(l *i18n.Locale, r *bilan.Record, event, ref string) []eventChoice {
	const most = 20
	own := ref[:strings.LastIndexByte(ref, '#')]
	titles := map[string]*bilan.RecordArticle{}
	for i := range r.Articles {
		titles[r.Articles[i].ID] = &r.Articles[i]
	}
	seen := map[string]bool{own: true}
	var out []eventChoice
	for i := range r.Figures {
		f := &r.Figures[i]
		if f.Event != event {
			continue
		}
		for _, e := range f.Entries {
			for _, c := range e.Claims {
				id := c[:max(strings.LastIndexByte(c, '#'), 0)]
				if a := titles[id]; a != nil && !seen[id] && len(out) < most {
					seen[id] = true
					out = append(out, eventChoice{c, cmp.Or(a.Title, a.Publisher), joined(" · ", a.Publisher, l.Moment(a.Published))})
				}
			}
		}
	}
	return out
}
