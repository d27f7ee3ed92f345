package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"bilan"
	"bilan/internal/gold"
)

// langScoreCmd scores a language on its own gold.
type langScoreCmd struct {
	Lang    string   `arg:"" help:"Language code."`
	Dir     string   `type:"path" default:"lang" help:"Folder that holds the language's folder, with its gold."`
	LangDir []string `type:"path" placeholder:"DIR" help:"Load language packs from a folder too. May be given again."`
	Write   bool     `help:"Write the score to DIR/LANG/gold/score.txt."`
	Errors  int      `placeholder:"N" help:"List the first N misses and false alarms."`
}

// Help is the long text of `bilan lang score --help`.
func (langScoreCmd) Help() string {
	return `Run it in the repository, or name the folder of the language folders with --dir. Without --write it prints the score and says
whether the committed score.txt is current; the exit code is 2 when it is not. The pack is the folder's own. docs/gold.md says how gold is written.`
}

func (c *langScoreCmd) Run(ctx context.Context, std stdio) error {
	results, err := c.score(ctx)
	if err != nil {
		return err
	}
	report := gold.Report(c.Lang, results)
	fmt.Fprint(std.out, report)
	for i, m := range misses(results) {
		if i < c.Errors {
			fmt.Fprintln(std.out, m)
		}
	}
	file := filepath.Join(c.Dir, c.Lang, "gold", "score.txt")
	if c.Write {
		if err := os.WriteFile(file, []byte(report), 0o644); err != nil {
			return bilan.Errorf(bilan.CodeUnavailable, "write "+file, "%w", cause(err))
		}
		return nil
	}
	if old, err := os.ReadFile(file); err != nil || string(old) != report {
		return &bilan.Error{Code: bilan.CodeInvalid, Op: file, Err: errorString("the committed score is not current"), Hint: "`bilan lang score " + c.Lang + " --write` writes it anew"}
	}
	return nil
}

// score reads the gold dispatches of the language and compares.
func (c *langScoreCmd) score(ctx context.Context) ([]gold.Result, error) {
	dir := filepath.Join(c.Dir, c.Lang)
	if _, err := os.Stat(filepath.Join(dir, "gold")); err != nil {
		return nil, &bilan.Error{Code: bilan.CodeNotFound, Op: "score " + c.Lang, Err: errorString("no gold in " + dir), Hint: "run it in the repository, or name the folder with --dir"}
	}
	dispatches, err := gold.Load(os.DirFS(c.Dir), c.Lang+"/gold", c.Lang)
	if err != nil {
		return nil, err
	}
	dirs := c.LangDir
	if _, err := os.Stat(filepath.Join(dir, "pack.yaml")); err == nil {
		dirs = append(slices.Clone(dirs), dir)
	}
	e, err := (&readerFlags{LangDir: dirs}).engine()
	if err != nil {
		return nil, err
	}
	type scored struct {
		gold.Result
		err error
	}
	var out []gold.Result
	one := func(d gold.Dispatch) scored {
		r, err := e.claims(d.Article)
		return scored{gold.Result{Dispatch: d, Tally: gold.Score(d, r)}, err}
	}
	err = ordered(ctx, slices.Values(dispatches), workers(0), 2*workers(0), one, func(s scored) error {
		out = append(out, s.Result)
		return s.err
	})
	return out, err
}

func misses(results []gold.Result) []string {
	var out []string
	for _, r := range results {
		out = append(out, r.Tally.Misses...)
	}
	return out
}
