package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bilan"
	"bilan/internal/fetch/wacz"
	"bilan/internal/fetch/warc"
	"bilan/internal/fetch/watch"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// addedArchive is the WARC file, in a WACZ, of captures that were not fetched.
const addedArchive = "added.warc.gz"

// archiveExport packs the captures of a register: the WARC files of what was fetched, and one of what was added from files.
type archiveExport struct {
	keeper *keep.Keeper
	dir    string // of the WARC files
	now    time.Time
}

// write writes a WACZ file, and gives the number of its pages.
func (x *archiveExport) write(ctx context.Context, out io.Writer) (pages int, err error) {
	w := wacz.NewWriter(out, wacz.Info{Title: "Captures of a Bilan register", Software: "Bilan/" + version, Created: x.now})
	names, err := filepath.Glob(filepath.Join(x.dir, "*.warc.gz"))
	if err != nil {
		return 0, bilan.Errorf(bilan.CodeInvalid, "read "+x.dir, "%w", err)
	}
	slices.Sort(names)
	for _, name := range names {
		if err := addArchive(w, name); err != nil {
			return 0, err
		}
	}
	if err := x.added(ctx, w); err != nil {
		return 0, err
	}
	if w.Records == 0 {
		return 0, &bilan.Error{Code: bilan.CodeNotFound, Op: "export", Err: errorString("the register holds no capture")}
	}
	if err := x.tokens(w); err != nil {
		return 0, err
	}
	err = w.Pages(func(yield func(*wacz.Page) error) error {
		return x.pages(ctx, func(p *wacz.Page) error {
			pages++
			return yield(p)
		})
	})
	return pages, firstError(err, w.Close())
}

func addArchive(w *wacz.Writer, name string) error {
	f, err := os.Open(name)
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "read "+name, "%w", cause(err))
	}
	defer f.Close()
	return w.Archive(filepath.Base(name), f)
}

// tokens packs the time stamps of the WARC files.
func (x *archiveExport) tokens(w *wacz.Writer) error {
	names, err := filepath.Glob(filepath.Join(x.dir, "*.tsr"))
	if err != nil {
		return bilan.Errorf(bilan.CodeInvalid, "read "+x.dir, "%w", err)
	}
	slices.Sort(names)
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			return bilan.Errorf(bilan.CodeUnavailable, "read "+name, "%w", cause(err))
		}
		if err := w.File("timestamps/"+filepath.Base(name), bytes.NewReader(data)); err != nil {
			return err
		}
	}
	return nil
}

// added packs the captures that are in no WARC file, each once, as resources.
func (x *archiveExport) added(ctx context.Context, w *wacz.Writer) error {
	f, err := os.CreateTemp("", ".bilan-*")
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "export", "%w", cause(err))
	}
	defer os.Remove(f.Name())
	defer f.Close()
	out, err := warc.NewWriter(f, "Bilan/"+version, x.now)
	if err != nil {
		return err
	}
	done := map[string]bool{}
	for a := range x.keeper.Articles(ctx) {
		c := &a.Capture
		if a.Err != nil {
			return a.Err
		}
		if c.Header[watch.PayloadField] != "" || done[c.SHA256] {
			continue
		}
		done[c.SHA256] = true
		data, err := x.keeper.Blobs.Get(ctx, c.SHA256)
		if err != nil {
			return err
		}
		if err := out.Resource(pageURI(c), c.Seen, c.MediaType, data); err != nil {
			return err
		}
	}
	if len(done) == 0 {
		return nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "export", "%w", cause(err))
	}
	return w.Archive(addedArchive, f)
}

// pageURI is the name of a capture in an archive: its address, when the bytes are a page that came from there, else its hash.
func pageURI(c *bilan.Capture) string {
	if c.Header[watch.PayloadField] != "" || c.URL != "" && c.Status != 0 {
		return c.URL
	}
	return "urn:sha256:" + c.SHA256
}

// pages gives the pages of all dispatches with their titles and texts.
func (x *archiveExport) pages(ctx context.Context, yield func(*wacz.Page) error) error {
	for row := range x.keeper.Articles(ctx) {
		if row.Err != nil {
			return row.Err
		}
		p := &wacz.Page{URL: pageURI(&row.Capture), At: row.Capture.Seen, Title: row.Title, ID: row.ID, Size: row.Capture.Size}
		err := x.keeper.Register.View(ctx, func(r register.Reader) error {
			a, err := r.Article(ctx, row.ID)
			if err != nil {
				return err
			}
			var reading bilan.Reading
			if err := json.Unmarshal(a.Reading, &reading); err != nil {
				return bilan.Errorf(bilan.CodeInternal, "read "+row.ID, "%w", err)
			}
			p.Text = reading.Article.Text
			return nil
		})
		if err := firstError(err, ctx.Err()); err != nil {
			return err
		}
		if err := yield(p); err != nil {
			return err
		}
	}
	return nil
}

// archive writes the captures to a WACZ file.
func (c *exportCmd) archive(ctx context.Context, std stdio, k *keep.Keeper) error {
	if c.AsOf != "" {
		return &bilan.Error{Code: bilan.CodeInvalid, Op: "--as-of", Err: errorString("a WACZ file holds all captures, whatever the moment")}
	}
	if c.Output != "" && !strings.HasSuffix(c.Output, ".wacz") {
		return &bilan.Error{Code: bilan.CodeInvalid, Op: "--output", Err: errorString("the name of a WACZ file ends in .wacz")}
	}
	x := &archiveExport{keeper: k, dir: filepath.Join(c.Data, archiveFolder), now: time.Now()}
	n := 0
	err := toFile(c.Output, std.out, func(w io.Writer) (err error) {
		n, err = x.write(ctx, w)
		return err
	})
	if err == nil {
		fmt.Fprintf(std.err, "exported %d pages\n", n)
	}
	return err
}
