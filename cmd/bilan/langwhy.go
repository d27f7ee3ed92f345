package main

import (
	"bufio"
	"context"

	"bilan"
	"bilan/internal/export"
	"bilan/internal/read"

	"golang.org/x/term"
)

// langWhyCmd shows how a sentence is read.
type langWhyCmd struct {
	Lang    string   `arg:"" help:"Language code."`
	Text    string   `arg:"" help:"A sentence, or several."`
	Title   string   `placeholder:"TEXT" help:"Title of the dispatch, read apart from its text."`
	Now     string   `placeholder:"TIME" help:"Moment that relative dates count from: 2022-01-06 or 2022-01-06T14:00:00+06:00."`
	LangDir []string `type:"path" placeholder:"DIR" help:"Load language packs from a folder too. May be given again."`
}

func (c *langWhyCmd) Run(_ context.Context, std stdio) error {
	e, err := (&readerFlags{Now: c.Now, Lang: c.Lang, LangDir: c.LangDir}).engine()
	if err != nil {
		return err
	}
	pack, err := e.packs.Get(c.Lang)
	if err != nil {
		return err
	}
	a := bilan.Article{ID: "why", Lang: c.Lang, Title: c.Title, Text: c.Text, Sections: []bilan.Section{{Kind: bilan.SectionBody, End: len(c.Text)}}}
	out := bufio.NewWriter(std.out)
	w := whyPrinter{out: out}
	places, err := e.places()
	if err != nil {
		return err
	}
	doc := read.Analyse(pack, places, &a, e.now)
	w.print(doc)
	r := read.Article(pack, places, a, e.now)
	w.numbers(r.Numbers)
	w.signals(doc)
	w.heading("claims and problems")
	opts := export.Options{}
	if isTerminal(std.out) {
		opts.Width, _, _ = term.GetSize(int(std.out.Fd()))
	}
	r.Article = bilan.Article{Title: "in " + c.Lang, Text: c.Text}
	table, err := export.Open("table", out, opts)
	if err == nil {
		err = table.Write(&r)
	}
	if err == nil {
		err = out.Flush()
	}
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write output", "%w", err)
	}
	return nil
}
