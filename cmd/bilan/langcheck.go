package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/gold"
	"bilan/internal/read"
	"bilan/lang"
)

// langCheckCmd checks packs.
type langCheckCmd struct {
	Langs   []string `arg:"" name:"lang" optional:"" help:"Language codes, or folders that hold a pack.yaml. By itself all languages."`
	LangDir []string `type:"path" placeholder:"DIR" help:"Load language packs from a folder too. May be given again."`
}

// Help is the long text of `bilan lang check --help`.
func (langCheckCmd) Help() string {
	return `Every fault is one line on stderr, as file:line:column: what is wrong. A folder's gold dispatches are checked too.`
}

func (c *langCheckCmd) Run(std stdio) error {
	packs, err := (&readerFlags{LangDir: c.LangDir}).languages()
	if err != nil {
		return tellFaults(std, err)
	}
	places, err := gazetteer.Default()
	if err != nil {
		return err
	}
	if len(c.Langs) == 0 {
		c.Langs = packs.Codes()
	}
	var faults []error
	for _, name := range c.Langs {
		p, err := checked(packs, name)
		if err == nil {
			err = faulty(name, p, read.CheckRules(p, places))
		}
		if err != nil {
			faults = append(faults, err)
			continue
		}
		fmt.Fprintf(std.out, "%s: %d forms, %d rules: good\n", name, p.Lexicon.Size(), len(p.RuleList()))
	}
	return tellFaults(std, errors.Join(faults...))
}

// checked loads the pack of a code, or of a folder with its gold.
func checked(packs *lang.Packs, name string) (*lang.Pack, error) {
	if _, err := os.Stat(filepath.Join(name, "pack.yaml")); err != nil {
		if slices.Contains(packs.Codes(), name) {
			return packs.Get(name)
		}
		return nil, &bilan.Error{Code: bilan.CodeNotFound, Op: "check " + name, Err: errors.New("no language and no folder with a pack.yaml is called so"), Hint: "`bilan lang list` shows the languages"}
	}
	p, err := lang.LoadDir(name)
	if err != nil {
		return nil, err
	}
	_, words := lang.DirPageWords(name)
	_, dispatches := gold.Load(os.DirFS(name), "gold", p.Code)
	if err := errors.Join(words, dispatches); err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Err: lang.InFolder(name, err)}
	}
	return p, nil
}

// faulty makes one error of a pack's faults, each line with the folder before the file.
func faulty(name string, p *lang.Pack, faults []error) error {
	if len(faults) == 0 {
		return nil
	}
	folder := name
	if name == p.Code {
		folder = "lang/" + name
	}
	return &bilan.Error{Code: bilan.CodeInvalid, Err: lang.InFolder(folder, errors.Join(faults...))}
}

// tellFaults prints each fault on its line and gives the exit code as an error.
func tellFaults(std stdio, err error) error {
	if err == nil {
		return nil
	}
	for _, l := range strings.Split(errorLine(err), "\n") {
		fmt.Fprintln(std.err, l)
	}
	return exitError{exitCodes[bilan.ErrorCode(err)]}
}
