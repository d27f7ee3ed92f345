package reconcile

import (
	"slices"
	"strings"
	"time"

	"bilan"
)

// story is the record of one story while it is made.
type story struct {
	ds       []*Dispatch // in order of telling
	judged   *Judged
	copies   map[string]*bilan.CopyOf
	events   []*event
	eventOf  map[member]int
	alone    map[string]int // events of claims that people split from their own dispatch's happening
	tellers  []*teller
	speakers []*speaker
	figures  []bilan.Figure
	missions []bilan.Mission
}

// Story gives the record of one story: dispatches that Stories put together, or what of them was told at a moment, with what
// people judged (nil: nothing).
func Story(ds []*Dispatch, j *Judged) bilan.Record {
	ds = j.apply(ds)
	slices.SortFunc(ds, compare)
	s := &story{ds: ds, judged: j, copies: map[string]*bilan.CopyOf{}}
	s.makeCopies()
	s.makeEvents()
	s.makeAlone()
	s.makeTellers()
	s.markCopied()
	s.makeFigures()
	s.makeMissions()
	return s.record()
}

// makeCopies finds what each dispatch takes over. States of one page are compared with other pages only.
func (s *story) makeCopies() {
	for i, d := range s.ds {
		if s.versionOf(d) != "" {
			continue
		}
		if c := sourceOf(d, s.ds[:i]); c != nil {
			s.copies[d.ID] = c
		}
	}
}

// versionOf gives the state before d of the same page.
func (s *story) versionOf(d *Dispatch) string {
	last := ""
	for _, o := range s.ds {
		if o != d && versions(o, d) && earlier(o, d) {
			last = o.ID
		}
	}
	return last
}

// markCopied marks tellings that a dispatch took over with the words of its source.
func (s *story) markCopied() {
	for _, t := range s.tellers {
		t.copied = s.copies[t.d.ID] != nil
	}
}

func (s *story) record() bilan.Record {
	r := bilan.Record{Schema: bilan.RecordSchema, Articles: []bilan.RecordArticle{}, Events: []bilan.Happening{}, Figures: s.figures, Missions: s.missions}
	for _, d := range s.ds {
		a := bilan.RecordArticle{ID: d.ID, URL: d.URL, Title: d.Title, Publisher: d.Publisher, Published: d.Published, Lang: d.Lang,
			CopyOf: s.copies[d.ID], Events: s.eventIDs(d)}
		if v := s.versionOf(d); v != "" {
			a.VersionOf = &v
		}
		r.Articles = append(r.Articles, a)
	}
	for _, e := range s.events {
		r.Events = append(r.Events, e.out)
	}
	Sort(&r)
	return r
}

// Record gives the record of all dispatches with what people judged, as known at a moment by the time they were told; a zero
// asOf is now.
func Record(ds []*Dispatch, j *Judged, asOf time.Time) bilan.Record {
	r := bilan.Record{Schema: bilan.RecordSchema, Articles: []bilan.RecordArticle{}, Events: []bilan.Happening{}, Figures: []bilan.Figure{}, Missions: []bilan.Mission{}}
	for _, s := range Stories(Known(ds, asOf), j) {
		Merge(&r, Story(s, j))
	}
	Sort(&r)
	if !asOf.IsZero() {
		at := asOf.UTC().Format(time.RFC3339)
		r.AsOf = &at
	}
	return r
}

// RecordSeen gives the record as it was known at a moment by the time dispatches were captured: those told long ago and found
// later were not known. Those without a time of capture never were.
func RecordSeen(ds []*Dispatch, j *Judged, asOf time.Time) bilan.Record {
	seen := slices.DeleteFunc(slices.Clone(ds), func(d *Dispatch) bool { return d.Seen.IsZero() || d.Seen.After(asOf) })
	r := Record(seen, j, time.Time{})
	at := asOf.UTC().Format(time.RFC3339)
	r.AsOf, r.AsOfBy = &at, "seen"
	return r
}

// Known gives the dispatches told at asOf or before; all when it is zero.
func Known(ds []*Dispatch, asOf time.Time) []*Dispatch {
	if asOf.IsZero() {
		return ds
	}
	return slices.DeleteFunc(slices.Clone(ds), func(d *Dispatch) bool { return d.Told.After(asOf) })
}

// Merge adds the record of one story to r.
func Merge(r *bilan.Record, part bilan.Record) {
	r.Articles = append(r.Articles, part.Articles...)
	r.Events = append(r.Events, part.Events...)
	r.Figures = append(r.Figures, part.Figures...)
	r.Missions = append(r.Missions, part.Missions...)
}

// Sort puts the lists of a record in order, and makes empty those that are missing.
func Sort(r *bilan.Record) {
	slices.SortFunc(r.Articles, func(a, b bilan.RecordArticle) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(r.Events, func(a, b bilan.Happening) int { return strings.Compare(a.ID, b.ID) })
	slices.SortFunc(r.Figures, compareFigures)
	slices.SortFunc(r.Missions, func(a, b bilan.Mission) int { return strings.Compare(a.ID, b.ID) })
	if r.Figures == nil {
		r.Figures = []bilan.Figure{}
	}
	if r.Missions == nil {
		r.Missions = []bilan.Mission{}
	}
}
