package api

import (
	"context"
	"time"

	"bilan"
	"bilan/internal/desk"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// ArticleLine is a dispatch in a list.
type ArticleLine struct {
	ID        string `json:"id"`
	Title     string `json:"title,omitempty"`
	URL       string `json:"url,omitempty"`
	Lang      string `json:"lang,omitempty"`
	Told      string `json:"told,omitempty" doc:"When it was published."`
	Situation string `json:"situation,omitempty" doc:"Of the register: the story that it belongs to."`
	SHA256    string `json:"sha256,omitempty" doc:"Of the capture."`
	Snippet   string `json:"snippet,omitempty" doc:"Words around the first place found."`
}

// ArticleRead is a dispatch as it was read, with its capture.
type ArticleRead struct {
	Reading bilan.Reading `json:"reading"`
	Capture bilan.Capture `json:"capture"`
}

// ClaimWords is a claim with the dispatch it stands in.
type ClaimWords struct {
	Ref   string      `json:"ref"`
	Claim bilan.Claim `json:"claim"`
	Step  keep.Step   `json:"words"`
}

// ArticleInput names a dispatch.
type ArticleInput struct {
	ID string `path:"id" doc:"Of the dispatch."`
}

func (a *API) articleOperations() {
	operation(a, desk.Reader, get("listArticles", "/articles", "Dispatches by id"),
		func(ctx context.Context, in *Paging) (*page[ArticleLine], error) {
			var out []ArticleLine
			next := ""
			err := a.view(ctx, func(r register.Reader) error {
				list, err := r.Articles(ctx, register.Page{After: in.After, Limit: in.Limit})
				for _, x := range list {
					out = append(out, ArticleLine{ID: x.ID, Title: x.Title, URL: x.URL, Lang: x.Lang, Told: x.Told, Situation: x.Story, SHA256: x.Capture.SHA256})
				}
				if len(list) == in.Limit {
					next = list[len(list)-1].ID
				}
				return err
			})
			return pageOf(out, next), err
		})
	operation(a, desk.Reader, get("getArticle", "/articles/{id}", "A dispatch: its text, its claims with their words, numbers and problems, and its capture"),
		func(ctx context.Context, in *ArticleInput) (*answer[ArticleRead], error) {
			out := &answer[ArticleRead]{}
			err := a.view(ctx, func(r register.Reader) error {
				row, err := r.Article(ctx, in.ID)
				if err != nil {
					return err
				}
				reading, err := keep.Reading(ctx, r, in.ID)
				if err == nil {
					out.Body = ArticleRead{*reading, row.Capture}
				}
				return err
			})
			return out, err
		})
	type claimInput struct {
		ArticleInput
		Claim string `path:"claim" doc:"Id of the claim in the dispatch."`
	}
	operation(a, desk.Reader, get("getClaim", "/articles/{id}/claims/{claim}", "A claim with its words, its chain and the capture they stand in"),
		func(ctx context.Context, in *claimInput) (*answer[ClaimWords], error) {
			ref := bilan.ClaimRef(in.ID, in.Claim)
			out := &answer[ClaimWords]{}
			err := a.view(ctx, func(r register.Reader) error {
				_, c, err := keep.Claim(ctx, r, ref)
				if err == nil {
					out.Body.Claim = *c
				}
				return err
			})
			if err != nil {
				return nil, err
			}
			steps, err := a.desk.Keeper().Steps(ctx, []string{ref})
			if len(steps) == 1 {
				out.Body.Ref, out.Body.Step = ref, steps[0]
			}
			return out, err
		})
	operation(a, desk.Reader, get("getCopies", "/articles/{id}/copies", "Whose words a dispatch has, who has its words, and what versions of its page changed"),
		func(ctx context.Context, in *ArticleInput) (*answer[keep.Copies], error) {
			c, err := a.desk.Keeper().Copies(ctx, in.ID, time.Time{})
			return &answer[keep.Copies]{c}, err
		})
}

func (a *API) view(ctx context.Context, f func(register.Reader) error) error {
	return a.desk.Keeper().Register.View(ctx, f)
}
