package main

import (
	"bufio"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"bilan"
	"bilan/internal/export"

	"golang.org/x/term"
)

// outputFlags are the flags of every command that prints readings.
type outputFlags struct {
	Format        string       `short:"f" enum:"${formats},auto" default:"auto" help:"Output format: ${formats}. By itself table on a terminal, jsonl elsewhere."`
	Output        string       `short:"o" type:"path" placeholder:"FILE" help:"Write to FILE, which appears only when all was written."`
	Kinds         []bilan.Kind `placeholder:"KIND" help:"Keep only claims of these kinds: ${kinds}."`
	MinConfidence float64      `placeholder:"P" help:"Keep only claims of at least this confidence, from 0 to 1. Events and labels, whose confidence is not estimated, are kept only at 0."`
}

// sink is where readings go.
type sink struct {
	export.Writer
	kinds []bilan.Kind
	least float64 // confidence
	buf   *bufio.Writer
	file  *os.File // the unfinished output file, nil for standard output
	path  string
}

// open begins the output. above writes to the terminal beside a progress line; nil writes to standard output itself.
func (f *outputFlags) open(std stdio, byDefault string, above io.Writer) (*sink, error) {
	for _, k := range f.Kinds {
		if !slices.Contains(allKinds, k) {
			return nil, &bilan.Error{Code: bilan.CodeInvalid, Err: errorString("no kind of claim is called " + string(k)), Hint: "the kinds are " + joined(allKinds)}
		}
	}
	if f.MinConfidence < 0 || f.MinConfidence > 1 {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: "--min-confidence " + strconv.FormatFloat(f.MinConfidence, 'g', -1, 64), Err: errorString("a confidence is between 0 and 1"), Hint: "0.85 keeps what is of high confidence"}
	}
	format := f.Format
	if format == "auto" || format == "" {
		format = byDefault
	}
	s := &sink{kinds: f.Kinds, least: f.MinConfidence, path: f.Output}
	var w io.Writer = std.out
	opts := export.Options{}
	if above != nil {
		w = above
	}
	if f.Output != "" {
		var err error
		if s.file, err = os.CreateTemp(filepath.Dir(f.Output), ".bilan-*"); err != nil {
			return nil, bilan.Errorf(bilan.CodeUnavailable, "write "+f.Output, "%w", cause(err))
		}
		w = s.file
	} else {
		opts = terminalOptions(std.out)
	}
	s.buf = bufio.NewWriterSize(w, 64<<10)
	var err error
	s.Writer, err = export.Open(format, s.buf, opts)
	return s, err
}

// write gives a reading to the format, less the claims that were not asked for.
func (s *sink) write(r *bilan.Reading) error {
	if len(s.kinds) > 0 || s.least > 0 {
		kept := *r
		kept.Claims = slices.DeleteFunc(slices.Clone(r.Claims), func(c bilan.Claim) bool { return !s.wanted(&c) })
		r = &kept
	}
	if err := s.Write(r); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write output", "%w", err)
	}
	return s.flush()
}

func (s *sink) wanted(c *bilan.Claim) bool {
	return (len(s.kinds) == 0 || slices.Contains(s.kinds, c.Kind)) && c.Confidence >= s.least
}

// flush passes on what is written when a person or a pipe may be waiting for it.
func (s *sink) flush() error {
	if s.file != nil {
		return nil
	}
	if err := s.buf.Flush(); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write output", "%w", err)
	}
	return nil
}

// finish ends the format and, for a file, puts it in its place.
func (s *sink) finish() error {
	err := s.Close()
	if err == nil {
		err = s.buf.Flush()
	}
	if s.file == nil || err != nil {
		if err != nil {
			err = bilan.Errorf(bilan.CodeUnavailable, "write output", "%w", err)
		}
		return err
	}
	if err = s.file.Chmod(0o644); err == nil {
		err = s.file.Close()
	}
	if err == nil {
		err = os.Rename(s.file.Name(), s.path)
	}
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write "+s.path, "%w", cause(err))
	}
	s.file = nil
	return nil
}

// discard takes an unfinished output file away; after finish it does nothing.
func (s *sink) discard() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
}

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
