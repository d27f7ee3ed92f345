package api

import (
	"context"
	"time"

	"bilan"
	"bilan/internal/desk"
	"bilan/internal/keep"
)

// operations is the list of all operations, file by file.
func (a *API) operations() {
	a.recordOperations()
	a.articleOperations()
	a.findOperations()
	a.sourceOperations()
	a.judgementOperations()
	a.addOperations()
}

// Paging says which part of a list is wanted.
type Paging struct {
	After string `query:"after" doc:"Go on after this place: next of the page before."`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"How many at most."`
}

// page is a part of a list.
type page[T any] struct {
	Body struct {
		Items []T    `json:"items" nullable:"false"`
		Next  string `json:"next,omitempty" doc:"Where to go on; absent at the end."`
	}
}

func pageOf[T any](items []T, next string) *page[T] {
	p := &page[T]{}
	p.Body.Items, p.Body.Next = items, next
	if items == nil {
		p.Body.Items = []T{}
	}
	return p
}

// answer is an answer of one thing.
type answer[T any] struct{ Body T }

// AsOf is the parameter that moves an answer to a moment.
type AsOf struct {
	AsOf string `query:"as_of" doc:"What was known at a moment, by the times of telling: 2022-01-09T18:00:00Z, or a day, which means its end."`
}

// SituationLine is a situation in a list.
type SituationLine struct {
	ID       string              `json:"id" doc:"Of the event it is mostly about."`
	Type     bilan.HappeningType `json:"type"`
	Title    string              `json:"title" doc:"Title of the dispatch that told it first."`
	Place    *bilan.Place        `json:"place,omitempty"`
	Start    string              `json:"start,omitempty"`
	From     string              `json:"from,omitempty" doc:"When it was first told."`
	Updated  string              `json:"updated,omitempty" doc:"When it was last told."`
	Articles int                 `json:"articles"`
	Figures  int                 `json:"figures"`
	Missions int                 `json:"missions"`
}

// Situation is a situation with its part of the record.
type Situation struct {
	Title   string       `json:"title"`
	From    string       `json:"from,omitempty"`
	Updated string       `json:"updated,omitempty"`
	Moments []time.Time  `json:"moments" nullable:"false" doc:"When it changed, until now: values for as_of."`
	Record  bilan.Record `json:"record"`
}

// FigureOfEvent is a figure with the event that it is of.
type FigureOfEvent struct {
	Figure bilan.Figure     `json:"figure"`
	Event  *bilan.Happening `json:"event,omitempty"`
}

// MissionOfEvent is a mission with its event.
type MissionOfEvent struct {
	Mission bilan.Mission    `json:"mission"`
	Event   *bilan.Happening `json:"event,omitempty"`
}

// EventFigures is an event with its figures.
type EventFigures struct {
	Event   bilan.Happening `json:"event"`
	Figures []bilan.Figure  `json:"figures" nullable:"false"`
}

// EntryHistory is an entry with the words that tell it.
type EntryHistory struct {
	Entry    bilan.Entry `json:"entry"`
	Tellings []keep.Step `json:"tellings" nullable:"false" doc:"At most as many as asked for; entry.claims names all."`
	EndedBy  *keep.Step  `json:"ended_by,omitempty"`
}

// IDInput names a thing, at a moment.
type IDInput struct {
	ID string `path:"id" doc:"Of an event, figure or mission."`
	AsOf
}

func (a *API) recordOperations() {
	type listInput struct {
		Paging
		UpdatedSince string `query:"updated_since" doc:"Only what was told since this moment."`
	}
	operation(a, desk.Reader, get("listSituations", "/situations", "Situations, the one told last first"),
		func(ctx context.Context, in *listInput) (*page[SituationLine], error) {
			since, err := moment("updated_since", in.UpdatedSince)
			if err != nil {
				return nil, err
			}
			list, next, err := a.desk.Keeper().Situations(ctx, in.After, in.Limit)
			var out []SituationLine
			for i := range list {
				if !since.IsZero() && list[i].To < since.Format("2006-01-02T15:04:05Z") {
					next = ""
					break
				}
				out = append(out, situationLine(&list[i]))
			}
			return pageOf(out, next), err
		})
	operation(a, desk.Reader, get("getSituation", "/situations/{id}", "A situation: all that its dispatches tell together"),
		func(ctx context.Context, in *IDInput) (*answer[Situation], error) {
			s, moments, err := a.situation(ctx, in)
			if err != nil {
				return nil, err
			}
			s.Record.Schema = bilan.RecordSchema
			return &answer[Situation]{Situation{s.Title, s.From, s.To, orEmpty(moments), s.Record}}, nil
		})
	operation(a, desk.Reader, get("listEvents", "/events", "Events, those told last first; a page may hold more than limit, as those of one situation stay together"),
		func(ctx context.Context, in *Paging) (*page[bilan.Happening], error) {
			return collect(ctx, a, in, func(s *keep.Situation) []bilan.Happening { return s.Record.Events })
		})
	operation(a, desk.Reader, get("getEvent", "/events/{id}", "An event with its figures"),
		func(ctx context.Context, in *IDInput) (*answer[EventFigures], error) {
			s, _, err := a.situation(ctx, in)
			if err != nil {
				return nil, err
			}
			e := eventOf(&s.Record, in.ID)
			if e == nil {
				return nil, unknown("event", in.ID)
			}
			out := EventFigures{Event: *e, Figures: []bilan.Figure{}}
			for _, f := range s.Record.Figures {
				if f.Event == e.ID {
					out.Figures = append(out.Figures, f)
				}
			}
			return &answer[EventFigures]{out}, nil
		})
	operation(a, desk.Reader, get("listFigures", "/figures", "Figures with their histories, those told last first; those of one situation stay together"),
		func(ctx context.Context, in *Paging) (*page[bilan.Figure], error) {
			return collect(ctx, a, in, func(s *keep.Situation) []bilan.Figure { return s.Record.Figures })
		})
	operation(a, desk.Reader, get("getFigure", "/figures/{id}", "A figure: who holds which value, from when, until what ended it"),
		func(ctx context.Context, in *IDInput) (*answer[FigureOfEvent], error) {
			s, f, err := a.figure(ctx, in)
			if err != nil {
				return nil, err
			}
			return &answer[FigureOfEvent]{FigureOfEvent{*f, eventOf(&s.Record, f.Event)}}, nil
		})
	type historyInput struct {
		IDInput
		Tellings int `query:"tellings" minimum:"1" maximum:"50" default:"3" doc:"How many tellings of each entry are followed to their words."`
	}
	operation(a, desk.Reader, get("getHistory", "/figures/{id}/history", "Every entry of a figure with the words that tell it, the chain, and the capture they stand in"),
		func(ctx context.Context, in *historyInput) (*page[EntryHistory], error) {
			_, f, err := a.figure(ctx, &in.IDInput)
			if err != nil {
				return nil, err
			}
			var out []EntryHistory
			for i := range f.Entries {
				h, err := a.history(ctx, &f.Entries[i], in.Tellings)
				if err != nil {
					return nil, err
				}
				out = append(out, h)
			}
			return pageOf(out, ""), nil
		})
	operation(a, desk.Reader, get("listMissions", "/missions", "Missions, those told last first; those of one situation stay together"),
		func(ctx context.Context, in *Paging) (*page[bilan.Mission], error) {
			return collect(ctx, a, in, func(s *keep.Situation) []bilan.Mission { return s.Record.Missions })
		})
	operation(a, desk.Reader, get("getMission", "/missions/{id}", "A mission from decision to withdrawal"),
		func(ctx context.Context, in *IDInput) (*answer[MissionOfEvent], error) {
			s, _, err := a.situation(ctx, in)
			if err != nil {
				return nil, err
			}
			for _, m := range s.Record.Missions {
				if m.ID == in.ID {
					return &answer[MissionOfEvent]{MissionOfEvent{m, eventOf(&s.Record, m.Event)}}, nil
				}
			}
			return nil, unknown("mission", in.ID)
		})
}

func situationLine(s *keep.Situation) SituationLine {
	x := SituationLine{Title: s.Title, From: s.From, Updated: s.To, Articles: len(s.Record.Articles), Figures: len(s.Record.Figures), Missions: len(s.Record.Missions)}
	if e := keep.MainEvent(&s.Record); e != nil {
		x.ID, x.Type, x.Place, x.Start = e.ID, e.Type, e.Place, e.Start
	}
	return x
}

// situation gives the situation that holds an id, at the moment asked for.
func (a *API) situation(ctx context.Context, in *IDInput) (keep.Situation, []time.Time, error) {
	at, err := moment("as_of", in.AsOf.AsOf)
	if err != nil {
		return keep.Situation{}, nil, err
	}
	return a.desk.Keeper().Situation(ctx, in.ID, at)
}

func (a *API) figure(ctx context.Context, in *IDInput) (keep.Situation, *bilan.Figure, error) {
	s, _, err := a.situation(ctx, in)
	if err != nil {
		return s, nil, err
	}
	for i := range s.Record.Figures {
		if s.Record.Figures[i].ID == in.ID {
			return s, &s.Record.Figures[i], nil
		}
	}
	return s, nil, unknown("figure", in.ID)
}

func (a *API) history(ctx context.Context, e *bilan.Entry, tellings int) (EntryHistory, error) {
	h := EntryHistory{Entry: *e}
	var err error
	if h.Tellings, err = a.desk.Keeper().Steps(ctx, e.Claims[:min(len(e.Claims), tellings)]); err != nil || e.EndedBy == "" {
		h.Tellings = orEmpty(h.Tellings)
		return h, err
	}
	end, err := a.desk.Keeper().Steps(ctx, []string{e.EndedBy})
	if len(end) == 1 {
		h.EndedBy = &end[0]
	}
	return h, err
}

func eventOf(r *bilan.Record, id string) *bilan.Happening {
	for i := range r.Events {
		if r.Events[i].ID == id {
			return &r.Events[i]
		}
	}
	return nil
}

func unknown(what, id string) error {
	return bilan.Errorf(bilan.CodeNotFound, "", "there was no %s %s then", what, id)
}

func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// collect gathers what situations hold, whole situations at a time, until there is enough.
func collect[T any](ctx context.Context, a *API, p *Paging, of func(*keep.Situation) []T) (*page[T], error) {
	var out []T
	after := p.After
	for range 20 {
		list, next, err := a.desk.Keeper().Situations(ctx, after, 25)
		if err != nil {
			return nil, err
		}
		for i := range list {
			after = list[i].Story
			if out = append(out, of(&list[i])...); len(out) >= p.Limit {
				if i == len(list)-1 && next == "" {
					return pageOf(out, ""), nil
				}
				return pageOf(out, after), nil
			}
		}
		if after = next; next == "" {
			return pageOf(out, ""), nil
		}
	}
	return pageOf(out, after), nil
}
