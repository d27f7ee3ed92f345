package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"bilan"
	"bilan/internal/export"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// searchCmd finds dispatches by their words.
type searchCmd struct {
	Words []string `arg:"" help:"Words that must all be there; \"…\" is a phrase, a star ends a beginning."`
	answerFlags
	momentFlag
	Limit int `default:"20" placeholder:"N" help:"Show at most N dispatches."`
}

// hit is a dispatch found.
type hit struct {
	ID      string `json:"id"`
	Title   string `json:"title,omitempty"`
	URL     string `json:"url,omitempty"`
	Lang    string `json:"lang,omitempty"`
	Told    string `json:"told,omitempty"`
	Snippet string `json:"snippet,omitempty"`
}

func (c *searchCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	words := strings.Join(c.Words, " ")
	return c.with(ctx, func(k *keep.Keeper) error {
		out := []hit{}
		err := c.at(k).Search(ctx, words, c.Limit, asOf, func(h *register.Hit, r *bilan.Reading) error {
			out = append(out, hit{h.Article, h.Title, h.URL, h.Lang, h.Told, register.Snippet(r.Article.Text, words, 200)})
			return nil
		})
		if err != nil {
			return err
		}
		return c.answer(std, out, func() error { return printHits(std, out) })
	})
}

func printHits(std stdio, list []hit) error {
	w := bufio.NewWriter(std.out)
	if len(list) == 0 {
		fmt.Fprintln(w, "nothing found")
	}
	for _, h := range list {
		fmt.Fprintf(w, "%s\n  %s · %s · %s\n  %s\n", export.Clean(h.Title), h.Told, h.Lang, export.Clean(h.ID), export.Clean(h.Snippet))
	}
	return unwritten(w.Flush())
}

// copiesCmd tells what a dispatch shares with others.
type copiesCmd struct {
	Article string `arg:"" help:"The dispatch, by its id."`
	answerFlags
	momentFlag
}

func (c *copiesCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	return c.with(ctx, func(k *keep.Keeper) error {
		out, err := c.at(k).Copies(ctx, c.Article, asOf)
		if err != nil {
			return err
		}
		return c.answer(std, out, func() error { return printCopies(std, &out) })
	})
}

func printCopies(std stdio, c *keep.Copies) error {
	w := bufio.NewWriter(std.out)
	fmt.Fprintf(w, "%s · %s · %s\n", export.Clean(c.Article.Title), export.Clean(c.Article.Publisher), c.Article.Published)
	if of := c.Article.CopyOf; of != nil {
		fmt.Fprintf(w, "  %s of %s (%.0f %%)\n", of.Kind, export.Clean(of.Article), 100*of.Share)
	}
	for _, x := range c.CopiedBy {
		fmt.Fprintf(w, "  %s by %s, %s (%s, %.0f %%)\n", x.CopyOf.Kind, export.Clean(x.Publisher), x.Published, export.Clean(x.ID), 100*x.CopyOf.Share)
	}
	for _, v := range c.Versions {
		fmt.Fprintf(w, "  version of %s (%s)\n", v.Article.Published, export.Clean(v.Article.ID))
		for _, d := range v.Changes {
			fmt.Fprintf(w, "    %s\n", export.Clean(strings.TrimSpace(d.Kind+": "+arrow(d.From, d.To))))
		}
	}
	if c.Article.CopyOf == nil && len(c.CopiedBy) == 0 && len(c.Versions) < 2 {
		fmt.Fprintln(w, "  no copies and no other versions")
	}
	return unwritten(w.Flush())
}

func arrow(from, to string) string {
	switch {
	case from == "":
		return to
	case to == "":
		return from
	}
	return from + " → " + to
}
