package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"time"

	"bilan"
	"bilan/internal/fetch"
	"bilan/internal/reconcile"
)

// loadCmd takes readings made elsewhere.
type loadCmd struct {
	Paths []string `arg:"" help:"Files of readings, as bilan read --format jsonl prints them, or - for standard input."`
	readerFlags
	registerFlags
}

// Help is the long text of `bilan load --help`.
func (loadCmd) Help() string {
	return `Keeps readings that bilan read made, on this machine or others, without reading the dispatches again. The capture of each is its
text as it was read, so that the register can read it anew. Readings made by another schema are refused.

  bilan read --format jsonl --shard 3/64 archive.warc.gz > 3.jsonl
  bilan load 3.jsonl`
}

// maxReading is the longest line of a reading.
const maxReading = 64 << 20

func (c *loadCmd) Run(ctx context.Context, std stdio) error {
	e, err := c.engine()
	if err != nil {
		return err
	}
	k, err := c.open(ctx)
	if err != nil {
		return err
	}
	a := &adder{engine: e, keeper: k, now: time.Now}
	err = a.load(ctx, c.readings(std), std)
	fmt.Fprintln(std.err, a.summary())
	return firstError(err, k.Register.Close())
}

// readings gives the readings of files, line by line.
func (c *loadCmd) readings(std stdio) iter.Seq[result] {
	return func(yield func(result) bool) {
		for _, name := range c.Paths {
			in, err := openReadings(name, std)
			if err != nil {
				if !yield(result{item: fetch.Item{Name: name}, err: bilan.Errorf(bilan.CodeNotFound, "load "+name, "%w", cause(err))}) {
					return
				}
				continue
			}
			more := eachReading(name, in, yield)
			in.Close()
			if !more {
				return
			}
		}
	}
}

func openReadings(name string, std stdio) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(std.in), nil
	}
	return os.Open(name)
}

func eachReading(name string, in io.Reader, yield func(result) bool) bool {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxReading)
	for n := 1; lines.Scan(); n++ {
		r := result{item: fetch.Item{Name: name, Line: n, Bytes: len(lines.Bytes())}}
		err := json.Unmarshal(lines.Bytes(), &r.reading)
		switch {
		case err == nil && r.reading.Schema != bilan.ReadingSchema:
			err = fmt.Errorf("schema %q, not %q", r.reading.Schema, bilan.ReadingSchema)
		case err == nil && (r.reading.Article.ID == "" || r.reading.Article.Text == ""):
			err = errors.New("the reading has no article")
		}
		if err != nil {
			r.err = bilan.Errorf(bilan.CodeInvalid, "load "+itemPlace(&r.item), "%w", err)
		}
		if !yield(r) {
			return false
		}
	}
	if err := lines.Err(); err != nil {
		return yield(result{item: fetch.Item{Name: name}, err: bilan.Errorf(bilan.CodeInvalid, "load "+name, "%w", err)})
	}
	return true
}

// load keeps readings in batches.
func (a *adder) load(ctx context.Context, readings iter.Seq[result], std stdio) error {
	p := newProgress(std, fileSizes{})
	defer p.end()
	maker, err := a.engine.maker()
	if err != nil {
		return err
	}
	take := a.taker(ctx, p)
	for r := range readings {
		out := addition{result: r}
		if out.err == nil {
			out.err = a.loaded(&out, maker)
		}
		if err = take(out); err != nil || ctx.Err() != nil {
			break
		}
	}
	err = a.end(ctx, firstError(err, ctx.Err()))
	return verdict(err, a.failed, a.total.Added+a.total.Again+a.total.Renewed)
}

// loaded makes of a reading what is kept: its capture is the article's text as a JSON line.
func (a *adder) loaded(out *addition, maker *reconcile.Digester) error {
	seen, art := a.now().UTC().Truncate(time.Second), &out.reading.Article
	line := fetch.Item{Line: 1, Kind: fetch.Clean, Data: []byte(art.Text), ID: art.ID, URL: art.URL, Title: art.Title, Published: art.Published, Publisher: art.Publisher, Lang: art.Lang}
	data, media, err := line.Received()
	if err != nil {
		return err
	}
	out.Reading, out.Data = &out.reading, data
	out.Capture = bilan.Capture{URL: art.URL, Name: out.item.Name, MediaType: media, Seen: seen}
	out.Dispatch = a.engine.dispatch(maker, out.Reading, seen)
	return nil
}
