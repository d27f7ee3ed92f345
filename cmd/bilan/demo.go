package main

import (
	"context"

	"bilan/internal/fetch"
	"bilan/samples"
)

// demoCmd reads the shipped dispatches.
type demoCmd struct {
	outputFlags
}

// Help is the long text of `bilan demo --help`.
func (demoCmd) Help() string {
	return `Six dispatches of one crisis in French, English and Russian: pages, a plain text and JSON lines.`
}

func (c *demoCmd) Run(ctx context.Context, std stdio) error {
	e, err := (&readerFlags{Now: "2022-01-15"}).engine()
	if err != nil {
		return err
	}
	src := &fetch.Source{FS: samples.Files}
	j := job{engine: e, output: c.outputFlags, byDefault: "table"}
	return j.run(ctx, src.Items(ctx, "."), fileSizes{}, std)
}
