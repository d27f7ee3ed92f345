package api

import (
	"context"
	"strconv"
	"time"

	"bilan"
	"bilan/internal/desk"
	"bilan/internal/keep"
	"bilan/internal/register"
)

func (a *API) findOperations() {
	type searchInput struct {
		Q string `query:"q" required:"true" minLength:"1" maxLength:"500" doc:"Words that must all be there; \"…\" is a phrase, a star ends a beginning."`
		Paging
	}
	operation(a, desk.Reader, get("search", "/search", "Dispatches by their words, in any script, the best first"),
		func(ctx context.Context, in *searchInput) (*page[ArticleLine], error) {
			return a.search(ctx, in.Q, in.Paging)
		})
	type whoInput struct {
		Value int64 `query:"value" required:"true" minimum:"0" doc:"The number."`
		Limit int   `query:"limit" minimum:"1" maximum:"200" default:"50" doc:"Of situations."`
	}
	operation(a, desk.Reader, get("who", "/who", "Who said a number, and whether it is still held"),
		func(ctx context.Context, in *whoInput) (*answer[bilan.Record], error) {
			rec, err := a.desk.Keeper().Who(ctx, in.Value, in.Limit, time.Time{})
			return &answer[bilan.Record]{rec}, err
		})
	type changesInput struct {
		Since string `query:"since" doc:"Only what changed after this moment."`
		Paging
	}
	operation(a, desk.Reader, get("listChanges", "/changes", "What was told, superseded, denied, retracted since a moment, in order"),
		func(ctx context.Context, in *changesInput) (*page[keep.Change], error) {
			since, err := moment("since", in.Since)
			if err != nil {
				return nil, err
			}
			list, err := a.desk.Keeper().Changes(ctx, since, time.Time{})
			if err != nil {
				return nil, err
			}
			return slicePage(list, in.Paging)
		})
	type queueInput struct {
		Paging
		Kind   string `query:"kind" enum:"casualty,deployment,decision" doc:"Only claims of this kind."`
		Lang   string `query:"lang" doc:"Only dispatches in this language."`
		Source string `query:"source" doc:"Only dispatches of this publisher."`
		Under  int    `query:"under" minimum:"0" maximum:"100" doc:"Only claims whose reading is less sure than this, in percent."`
	}
	operation(a, desk.Reviewer, get("listQueue", "/queue", "Claims that wait for a person, the weightiest first"),
		func(ctx context.Context, in *queueInput) (*answer[Queue], error) {
			f := register.WaitingFilter{Kind: bilan.Kind(in.Kind), Lang: in.Lang, Source: in.Source, Under: in.Under}
			list, total, err := a.desk.Keeper().Waiting(ctx, f, in.After, in.Limit)
			out := Queue{Items: []WaitingClaim{}, Total: total}
			for _, w := range list {
				out.Items = append(out.Items, WaitingClaim{bilan.ClaimRef(w.Article, w.Claim), w.Article, w.Claim, w.Kind, w.Lang, w.Source, w.Told, w.Sure})
			}
			if len(list) == in.Limit {
				out.Next = list[len(list)-1].Cursor
			}
			return &answer[Queue]{out}, err
		})
}

// Queue is what waits for a person.
type Queue struct {
	Items []WaitingClaim `json:"items" nullable:"false"`
	Total int64          `json:"total" doc:"How many wait in all."`
	Next  string         `json:"next,omitempty"`
}

// WaitingClaim is a claim that waits for a person.
type WaitingClaim struct {
	Ref     string     `json:"ref"`
	Article string     `json:"article"`
	Claim   string     `json:"claim"`
	Kind    bilan.Kind `json:"kind"`
	Lang    string     `json:"lang,omitempty"`
	Source  string     `json:"source,omitempty"`
	Told    string     `json:"told,omitempty"`
	Sure    int        `json:"sure" doc:"How sure the reading is, in percent."`
}

func (a *API) search(ctx context.Context, q string, p Paging) (*page[ArticleLine], error) {
	var out []ArticleLine
	next := ""
	err := a.view(ctx, func(r register.Reader) error {
		hits, err := r.Search(ctx, q, register.Page{After: p.After, Limit: p.Limit})
		if err != nil {
			return err
		}
		for _, h := range hits {
			reading, err := keep.Reading(ctx, r, h.Article)
			if err != nil {
				return err
			}
			out = append(out, ArticleLine{ID: h.Article, Title: h.Title, URL: h.URL, Lang: h.Lang, Told: h.Told, Situation: h.Story, Snippet: register.Snippet(reading.Article.Text, q, 260)})
		}
		if len(hits) == p.Limit {
			next = hits[len(hits)-1].Article
		}
		return nil
	})
	return pageOf(out, next), err
}

// slicePage cuts a page out of a list in order of time. Its cursor is a place in the list: what is told later stands behind it.
func slicePage[T any](list []T, p Paging) (*page[T], error) {
	from := 0
	if p.After != "" {
		n, err := strconv.Atoi(p.After)
		if err != nil || n < 0 {
			return nil, bilan.Errorf(bilan.CodeInvalid, "after", "%q is no place in this list", p.After)
		}
		from = min(n, len(list))
	}
	to := min(from+p.Limit, len(list))
	next := ""
	if to < len(list) {
		next = strconv.Itoa(to)
	}
	return pageOf(list[from:to], next), nil
}

// Tombstone says that something is no longer part of the record.
type Tombstone struct {
	Ref string    `json:"ref" doc:"The claim that a person rejected."`
	At  time.Time `json:"at"`
	By  int64     `json:"by" doc:"Number of the judgement."`
}
