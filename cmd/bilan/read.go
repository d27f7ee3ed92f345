package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"bilan"
	"bilan/internal/fetch"
)

// readCmd reads dispatches and prints their claims.
type readCmd struct {
	Paths []string `arg:"" optional:"" help:"Files (pages, text, JSON lines, WARC, WACZ, mail, wire items, exports), folders, or - for standard input."`
	readerFlags
	outputFlags
	Jobs  int    `short:"j" placeholder:"N" help:"Read this many dispatches at once; by itself one a core (${cores} here). The output does not depend on it."`
	Shard string `placeholder:"I/N" help:"Read only the I-th of N parts of the input: of the files when there are as many, else of the dispatches."`
}

// Help is the long text of `bilan read --help`.
func (readCmd) Help() string {
	return `A dispatch is a page, a plain text, or a line of JSON: {"id","url","title","published","publisher","lang","text"} with the
text as it stands, or {"id","url","html"} or {"id","url","html_base64","content_type"} with a page.

What can't be read is told on stderr, one line each, and the rest goes on; the exit code is then 7. Dispatches are printed in the
order of the arguments, folders in the order of their file names.

A WARC file is read as a stream, also from standard input: its HTML and text answers of status 200.

  bilan read dispatch.html
  zcat archive.warc.gz | bilan read - --format jsonl --shard 3/64
  bilan read --format html --output page.html dispatches/
  zcat shard.jsonl.gz | bilan read - --format jsonl --kinds casualty,deployment`
}

func (c *readCmd) Run(ctx context.Context, std stdio) error {
	in := bufio.NewReader(std.in)
	if len(c.Paths) == 0 {
		if !sent(std.in, in) {
			return &bilan.Error{Code: bilan.CodeInvalid, Op: "read", Err: errorString("nothing to read"),
				Hint: "name files or folders, or send text in: `bilan read dispatch.html`, `cat dispatch.txt | bilan read -`; `bilan demo` reads samples"}
		}
		c.Paths = []string{"-"}
	}
	part, err := parseShard(c.Shard)
	if err != nil {
		return err
	}
	e, err := c.engine()
	if err != nil {
		return err
	}
	src := &fetch.Source{Stdin: in}
	paths, whole := part.paths(c.Paths)
	items := src.Items(ctx, paths...)
	if !whole {
		items = part.items(items)
	}
	j := job{engine: e, output: c.outputFlags, jobs: c.Jobs, byDefault: defaultFormat(std)}
	return j.run(ctx, items, measure(paths), std)
}

// job reads inputs to their readings.
type job struct {
	engine    *engine
	output    outputFlags
	byDefault string // the format of --format auto
	jobs      int
}

// result is what one input came to.
type result struct {
	item    fetch.Item
	reading bilan.Reading
	err     error
}

func (j *job) run(ctx context.Context, items iter.Seq[fetch.Item], total fileSizes, std stdio) error {
	p := newProgress(std, total)
	defer p.end()
	out, err := j.output.open(std, j.byDefault, p.stdout())
	if err != nil {
		return err
	}
	defer out.discard()
	jobs := workers(j.jobs)
	read, failed := 0, error(nil)
	work := func(it fetch.Item) result { return j.one(ctx, it) }
	err = ordered(ctx, items, jobs, 4*jobs, work, func(r result) error {
		p.step(&r.item)
		if r.err != nil {
			failed = tell(p.stderr(), r, failed)
			return nil
		}
		read++
		return out.write(&r.reading)
	})
	p.end()
	if nothing := read == 0 && failed != nil; !nothing && (err == nil || ctx.Err() != nil && out.file == nil) {
		err = firstError(err, out.finish())
	}
	return verdict(err, failed, read)
}

// one reads one item; what breaks in it is its error and no other's.
func (j *job) one(ctx context.Context, it fetch.Item) result {
	if it.Err != nil {
		return result{item: it, err: it.Err}
	}
	reading, err := j.engine.reading(ctx, it)
	if err != nil {
		err = &bilan.Error{Code: bilan.ErrorCode(err), Op: "read " + itemPlace(&it), Err: err}
	}
	it.Data = nil
	return result{it, reading, err}
}

// itemPlace names an item's file and, for JSON lines, its line.
func itemPlace(it *fetch.Item) string {
	name := it.Name
	if name == "-" {
		name = "standard input"
	}
	if it.Line > 0 {
		return fmt.Sprintf("%s:%d", name, it.Line)
	}
	return name
}

// tell prints the line of an item that was not read and gives the first such error of the run.
func tell(w io.Writer, r result, first error) error {
	fmt.Fprintln(w, "bilan: "+strings.ReplaceAll(errorLine(r.err), "\n", "; "))
	return firstError(first, r.err)
}

// verdict gives the run's error: what stopped it, else whether something, or everything, was left unread.
func verdict(stopped, failed error, read int) error {
	switch {
	case stopped != nil:
		return stopped
	case failed == nil:
		return nil
	case read == 0:
		return exitError{exitCodes[bilan.ErrorCode(failed)]}
	}
	return errPartial
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// sent says whether anything is sent in on standard input; a terminal, where a person would have to type it, does not count.
func sent(f *os.File, in *bufio.Reader) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice != 0 {
		return false
	}
	_, err = in.Peek(1)
	return err == nil
}

func defaultFormat(std stdio) string {
	if isTerminal(std.out) {
		return "table"
	}
	return "jsonl"
}
