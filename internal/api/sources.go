package api

import (
	"context"
	"time"

	"bilan/internal/desk"
)

// Source is a source that is watched, and what came of it.
type Source struct {
	Name     string `json:"name,omitempty"`
	Kind     string `json:"kind,omitempty" doc:"feed, sitemap or page."`
	URL      string `json:"url"`
	State    string `json:"state" enum:"new,fine,failing,late" doc:"new: not visited yet; failing: the last visit came to nothing; late: it should have been visited, and nobody watches."`
	Visited  string `json:"visited,omitempty" doc:"When it was last asked."`
	Changed  string `json:"changed,omitempty" doc:"When it last had something new."`
	Next     string `json:"next_visit,omitempty"`
	Captures int64  `json:"captures" doc:"Pages kept, in all."`
	Errors   int    `json:"errors" doc:"Visits that failed, one after the other."`
	Error    string `json:"last_error,omitempty" doc:"Of the last visit that failed."`
}

func (a *API) sourceOperations() {
	operation(a, desk.Reader, get("listSources", "/sources", "Sources that are watched: their state, last visit, last new page, last error, next visit"),
		func(ctx context.Context, in *Paging) (*page[Source], error) {
			list, err := a.desk.Sources(ctx)
			if err != nil {
				return nil, err
			}
			out := make([]Source, len(list))
			for i := range list {
				s := &list[i]
				out[i] = Source{s.Name, s.Kind, s.URL, s.State(a.desk.Now()), stamp(s.Visited), stamp(s.Changed), stamp(s.Next), s.Captures, s.Errors, s.LastError}
			}
			return slicePage(out, *in)
		})
}

// stamp writes a moment, "" for the zero time.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
