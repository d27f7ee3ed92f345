package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"bilan"
	"bilan/internal/export"
	"bilan/internal/keep"
)

// exportCmd writes the entries of the register for other programs.
type exportCmd struct {
	registerFlags
	momentFlag
	Format string `short:"f" enum:"csv,jsonl,geojson,wacz" default:"csv" help:"Output format: csv, jsonl or geojson; wacz writes the captures."`
	Output string `short:"o" type:"path" placeholder:"FILE" help:"Write to FILE, which appears only when all was written."`
}

// Help is the long text of `bilan export --help`.
func (exportCmd) Help() string {
	return `Writes one row an entry: who held which value of which figure, from when, until what ended it, with the claims that tell it. Cells
that a spreadsheet could take for a formula get an apostrophe in front. The number of rows is told on stderr.

With --format wacz the captures themselves are written, as a WACZ file that programs such as ReplayWeb.page show: the WARC files of
what was fetched and one of what was added from files, an index, the list of pages with their texts, sizes and hashes of all.

  bilan export --format wacz --output crisis.wacz`
}

func (c *exportCmd) Run(ctx context.Context, std stdio) error {
	asOf, err := c.moment()
	if err != nil {
		return err
	}
	return c.with(ctx, func(k *keep.Keeper) error {
		if c.Format == "wacz" {
			return c.archive(ctx, std, k)
		}
		n := 0
		err := toFile(c.Output, std.out, func(w io.Writer) error {
			e, err := export.NewEntries(w, c.Format)
			if err != nil {
				return err
			}
			if err := c.at(k).Parts(ctx, asOf, e.Write); err != nil {
				return err
			}
			n = e.Count
			return e.Close()
		})
		if err == nil {
			fmt.Fprintf(std.err, "exported %d entries\n", n)
		}
		return err
	})
}

// toFile writes to a file that appears only when all was written, or to out when path is empty.
func toFile(path string, out io.Writer, write func(io.Writer) error) error {
	if path == "" {
		w := bufio.NewWriterSize(out, 64<<10)
		return firstError(write(w), unwritten(w.Flush()))
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".bilan-*")
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write "+path, "%w", cause(err))
	}
	defer os.Remove(f.Name()) // nothing is there once it is renamed
	w := bufio.NewWriterSize(f, 64<<10)
	err = firstError(write(w), w.Flush(), f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil && bilan.ErrorCode(err) == bilan.CodeInternal {
		err = bilan.Errorf(bilan.CodeUnavailable, "write "+path, "%w", cause(err))
	}
	return err
}
