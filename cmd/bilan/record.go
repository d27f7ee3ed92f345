package main

import (
	"bufio"
	"context"
	"os"
	"time"

	"bilan"
	"bilan/internal/export"
	"bilan/internal/fetch"
	"bilan/internal/keep"
	"bilan/internal/reconcile"

	"golang.org/x/term"
)

// recordCmd makes the record of dispatches.
type recordCmd struct {
	Paths []string `arg:"" optional:"" help:"Files (.html, .txt, .jsonl, each also .gz), folders, or - for standard input; without any, the register."`
	readerFlags
	registerFlags
	momentFlag
	Format string `short:"f" enum:"table,json,auto" default:"auto" help:"Output format: table or json. By itself table on a terminal, json elsewhere."`
	Jobs   int    `short:"j" placeholder:"N" help:"Read this many dispatches at once; by itself one a core (${cores} here). The output does not depend on it."`
}

// momentFlag is the flag of commands that show the record as it was known.
type momentFlag struct {
	AsOf string `placeholder:"TIME" help:"Show what was known at a moment: 2022-01-09T18:00:00Z, or a day (its end, in UTC)."`
	By   string `enum:"told,seen" default:"told" help:"With --as-of: known when it was told, or when it was seen, captured for the register."`
}

// moment gives the time of the flag; zero is now.
func (f *momentFlag) moment() (time.Time, error) {
	t, err := parseNow(f.AsOf)
	if err != nil {
		return t, &bilan.Error{Code: bilan.CodeInvalid, Op: "--as-of", Err: errorString("not a date or moment: " + f.AsOf),
			Hint: "write 2022-01-09 or 2022-01-09T18:00:00Z"}
	}
	if len(f.AsOf) == len(time.DateOnly) {
		t = t.Add(24*time.Hour - time.Second)
	}
	return t, nil
}

// at gives the keeper that --by asks for.
func (f *momentFlag) at(k *keep.Keeper) *keep.Keeper {
	if f.By == "seen" {
		return k.Seen()
	}
	return k
}

// Help is the long text of `bilan record --help`.
func (recordCmd) Help() string {
	return `Puts together what dispatches tell, those named or those of the register: which of them tell one event, who took over whose words, and for each
figure who held which value, from when, until what ended it. Origins are made one across spellings and languages.

  bilan record
  bilan record dispatches/
  bilan record crisis.jsonl --as-of 2022-01-09T18:00:00Z
  bilan record crisis.jsonl --format json > record.json`
}

func (c *recordCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	if len(c.Paths) == 0 {
		return c.ofRegister(ctx, std, asOf)
	}
	if c.By == "seen" {
		return &bilan.Error{Code: bilan.CodeInvalid, Op: "--by", Err: errorString("files have no time at which they were seen"), Hint: "add them to a register, and leave the files out"}
	}
	e, err := c.engine()
	if err != nil {
		return err
	}
	d := &digests{engine: e, jobs: c.Jobs}
	src := &fetch.Source{Stdin: bufio.NewReader(std.in)}
	failed := d.run(ctx, src, c.Paths, std)
	if failed != nil && len(d.list) == 0 {
		return failed
	}
	rec := reconcile.Record(d.list, nil, asOf)
	if err := writeRecord(std, c.Format, &rec); err != nil {
		return err
	}
	return failed
}

// ofRegister prints the record of the register.
func (c *recordCmd) ofRegister(ctx context.Context, std stdio, asOf time.Time) error {
	return c.with(ctx, func(k *keep.Keeper) error {
		rec, err := c.at(k).Record(ctx, asOf)
		if err != nil {
			return err
		}
		return writeRecord(std, c.Format, &rec)
	})
}

// writeRecord prints a record in a format; auto is a table on a terminal.
func writeRecord(std stdio, format string, r *bilan.Record) error {
	w := bufio.NewWriter(std.out)
	var err error
	if format == "json" || format == "auto" && !isTerminal(std.out) {
		err = export.RecordJSON(w, r)
	} else {
		err = export.RecordTable(w, r, terminalOptions(std.out))
	}
	return unwritten(firstError(err, w.Flush()))
}

func unwritten(err error) error {
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write output", "%w", err)
	}
	return nil
}

// terminalOptions says how wide a terminal is and whether it shows colours; nothing for other files.
func terminalOptions(f *os.File) (o export.Options) {
	if isTerminal(f) {
		o.Width, _, _ = term.GetSize(int(f.Fd()))
		o.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	return o
}

// digests reads inputs to what reconciling needs of them.
type digests struct {
	engine *engine
	jobs   int
	list   []*reconcile.Dispatch
}

// digested is what one input came to.
type digested struct {
	result
	dispatch *reconcile.Dispatch
}

func (d *digests) run(ctx context.Context, src *fetch.Source, paths []string, std stdio) error {
	p := newProgress(std, measure(paths))
	defer p.end()
	maker, err := d.engine.maker()
	if err != nil {
		return err
	}
	j := &job{engine: d.engine}
	jobs := workers(d.jobs)
	var failed error
	work := func(it fetch.Item) digested {
		r := j.one(ctx, it)
		if r.err != nil {
			return digested{result: r}
		}
		return digested{r, d.engine.dispatch(maker, &r.reading, time.Time{})}
	}
	err = ordered(ctx, src.Items(ctx, paths...), jobs, 4*jobs, work, func(r digested) error {
		p.step(&r.item)
		if r.err != nil {
			failed = tell(p.stderr(), r.result, failed)
			return nil
		}
		d.list = append(d.list, r.dispatch)
		return nil
	})
	return verdict(err, failed, len(d.list))
}

// dispatch makes what reconciling needs of a reading; one in a language without a pack tells only when and where it was.
func (e *engine) dispatch(m *reconcile.Digester, r *bilan.Reading, seen time.Time) *reconcile.Dispatch {
	pack, err := e.packs.Get(r.Article.Lang)
	if err != nil {
		pack = nil
	}
	return m.Dispatch(pack, r, seen)
}
