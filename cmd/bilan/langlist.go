package main

import (
	"fmt"
	"text/tabwriter"

	"bilan"
)

// langListCmd lists the packs.
type langListCmd struct {
	LangDir []string `type:"path" placeholder:"DIR" help:"Load language packs from a folder too. May be given again."`
	Codes   bool     `help:"Print the codes only, one a line."`
}

func (c *langListCmd) Run(std stdio) error {
	packs, err := (&readerFlags{LangDir: c.LangDir}).languages()
	if err != nil {
		return err
	}
	if c.Codes {
		for _, code := range packs.Codes() {
			fmt.Fprintln(std.out, code)
		}
		return nil
	}
	w := tabwriter.NewWriter(std.out, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "CODE\tLANGUAGE\tFORMS\tRULES")
	for _, code := range packs.Codes() {
		p, err := packs.Get(code)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%d\n", p.Code, languageName(p.Code, p.Names), p.Lexicon.Size(), len(p.RuleList()))
	}
	if err := w.Flush(); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write output", "%w", err)
	}
	return nil
}

func languageName(code string, names map[string]string) string {
	if n := names["en"]; n != "" {
		return n
	}
	if n := names[code]; n != "" {
		return n
	}
	return code
}
