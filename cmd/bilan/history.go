package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"bilan"
	"bilan/internal/export"
	"bilan/internal/keep"
)

// historyCmd shows every step of a figure with its words.
type historyCmd struct {
	Figure string `arg:"" help:"The figure, by its id (see bilan figures)."`
	answerFlags
	momentFlag
}

// stepEntry is an entry with the words of each telling.
type stepEntry struct {
	bilan.Entry
	Steps []keep.Step `json:"steps"`
	Ended *keep.Step  `json:"ended,omitempty"`
}

func (c *historyCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	return c.with(ctx, func(k *keep.Keeper) error {
		part, err := c.at(k).Find(ctx, c.Figure, asOf)
		if err != nil {
			return err
		}
		var out []stepEntry
		for i := range part.Figures {
			if part.Figures[i].ID == c.Figure {
				out, err = steps(ctx, k, &part.Figures[i])
			}
		}
		if err == nil && out == nil {
			err = bilan.Errorf(bilan.CodeInvalid, "history "+c.Figure, "this is no figure; bilan figures %s shows the figures of an event", c.Figure)
		}
		if err != nil {
			return err
		}
		return c.answer(std, out, func() error { return printSteps(std, out) })
	})
}

func steps(ctx context.Context, k *keep.Keeper, f *bilan.Figure) ([]stepEntry, error) {
	out := []stepEntry{}
	for _, e := range f.Entries {
		list, err := k.Steps(ctx, e.Claims)
		if err != nil {
			return nil, err
		}
		s := stepEntry{Entry: e, Steps: list}
		if e.EndedBy != "" {
			end, err := k.Steps(ctx, []string{e.EndedBy})
			if err != nil {
				return nil, err
			}
			s.Ended = &end[0]
		}
		out = append(out, s)
	}
	return out, nil
}

func printSteps(std stdio, list []stepEntry) error {
	w := bufio.NewWriter(std.out)
	for i := range list {
		e := &list[i]
		fmt.Fprintf(w, "%s · %s · %s\n", export.EntryValue(&e.Entry), export.Clean(e.Origin.Name), e.Status)
		for _, s := range e.Steps {
			printStep(w, &s, "")
		}
		if e.Ended != nil {
			printStep(w, e.Ended, string(e.Status)+" by ")
		}
		fmt.Fprintln(w)
	}
	return unwritten(w.Flush())
}

// printStep writes one telling: when, who through whom, the words, and the capture they stand in.
func printStep(w *bufio.Writer, s *keep.Step, how string) {
	var chain []string
	for _, h := range s.Chain {
		chain = append(chain, h.Name)
	}
	voice := "own voice"
	if len(chain) > 0 {
		voice = strings.Join(chain, " → ")
	}
	mark := "capture " + s.Capture[:12] + " verified"
	if !s.Verified {
		mark = "CAPTURE " + s.Capture[:12] + " MISSING OR DAMAGED"
	}
	fmt.Fprintf(w, "  %s%s · %s · %s\n    “%s”\n    %s · %s\n", how, export.Clean(s.Article.Published), export.Clean(s.Article.Publisher), export.Clean(voice),
		export.Clean(s.Words.Text), s.Claim, mark)
}

// changesCmd tells what changed.
type changesCmd struct {
	Since string `required:"" placeholder:"TIME" help:"The moment after which: 2022-01-09 or 2022-01-09T18:00:00Z."`
	answerFlags
	momentFlag
}

func (c *changesCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	since, err := parseNow(c.Since)
	if err != nil {
		return &bilan.Error{Code: bilan.CodeInvalid, Op: "--since", Err: errorString("not a date or moment: " + c.Since), Hint: "write 2022-01-09 or 2022-01-09T18:00:00Z"}
	}
	return c.with(ctx, func(k *keep.Keeper) error {
		list, err := c.at(k).Changes(ctx, since, asOf)
		if err != nil {
			return err
		}
		if list == nil {
			list = []keep.Change{}
		}
		return c.answer(std, list, func() error { return printChanges(std, list) })
	})
}

func printChanges(std stdio, list []keep.Change) error {
	w := bufio.NewWriter(std.out)
	if len(list) == 0 {
		fmt.Fprintln(w, "nothing changed")
	}
	for i := range list {
		c := &list[i]
		at := strings.Replace(c.At[:min(len(c.At), 16)], "T", " ", 1)
		if c.Entry == nil {
			fmt.Fprintf(w, "%-16s  %-11s  %s in %s\n", at, c.What, export.Clean(c.Force), c.Host)
			continue
		}
		place := ""
		if c.Figure.Place != nil {
			place = " · " + export.Clean(c.Figure.Place.Name)
		}
		fmt.Fprintf(w, "%-16s  %-11s  %s %s%s · %s\n", at, c.What, export.EntryValue(c.Entry), c.Figure.Outcome, place, export.Clean(c.Entry.Origin.Name))
	}
	return unwritten(w.Flush())
}
