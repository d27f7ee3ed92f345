package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"runtime"
	"time"

	"bilan"
	"bilan/internal/api"
	"bilan/internal/desk"
	"bilan/internal/fetch"
	"bilan/internal/health"
	"bilan/internal/keep"
	"bilan/internal/reconcile"
	"bilan/samples"
)

// deskCmd serves the pages over a register.
type deskCmd struct {
	registerFlags
	readerFlags
	accessFlags
	Listen string `default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Where to listen: an address of this machine and a port; port 0 takes a free one."`
	Demo   bool   `help:"Serve a fresh register filled with the sample dispatches, thrown away at the end."`
	Open   bool   `help:"Open the desk in a browser, where there is one."`
	Log    string `enum:"none,text,json" default:"none" help:"Write a line a request to standard error: none, text or json."`
}

// Help is the long text of `bilan desk --help`.
func (deskCmd) Help() string {
	return "Serves the pages that people work with: what is known now and was known at any moment, who says so in which words, what is to be\n" +
		"reviewed. Nothing leaves the machine. It ends with Ctrl-C.\n\n" +
		"  bilan desk --demo --open\n" +
		"  bilan desk --data crisis --listen 127.0.0.1:9000"
}

func (c *deskCmd) Run(ctx context.Context, std stdio) error {
	if err := c.check(); err != nil {
		return err
	}
	e, err := c.engine()
	if err != nil {
		return err
	}
	if c.Demo {
		dir, err := os.MkdirTemp("", "bilan-demo-")
		if err != nil {
			return bilan.Errorf(bilan.CodeUnavailable, "make a register", "%w", err)
		}
		defer os.RemoveAll(dir)
		c.Data, c.registerFlags.Register, c.Captures = dir, "", ""
	}
	k, err := c.open(ctx)
	if err != nil {
		return err
	}
	return firstError(c.serve(ctx, e, k, std), k.Register.Close())
}

func (c *deskCmd) serve(ctx context.Context, e *engine, k *keep.Keeper, std stdio) error {
	if c.Demo {
		a := &adder{engine: e, keeper: k, now: time.Now}
		if err := a.run(ctx, (&fetch.Source{FS: samples.Crisis}).Items(ctx, "."), fileSizes{}, std); err != nil {
			return err
		}
	}
	way, err := c.door(ctx, k, c.Listen)
	if err != nil {
		return err
	}
	h := health.New(k, version)
	reader := deskReader(e)
	config := desk.Config{Keeper: k, Read: reader, Places: e.places, Log: c.log(std), Observe: h.Observe, URL: c.URL, Parts: []desk.Part{h.Part(), api.Part(reader)}}
	if err := enter(&config, way); err != nil {
		return err
	}
	d, err := desk.New(config)
	if err != nil {
		return err
	}
	l, err := c.listen(c.Listen)
	if err != nil {
		return err
	}
	address := c.address(std, l, way != nil)
	fmt.Fprintf(std.err, "The desk is at %s (Ctrl-C ends it)\n", address)
	if c.Open {
		openBrowser(address)
	}
	return d.Serve(ctx, l)
}

func (c *deskCmd) log(std stdio) *slog.Logger {
	switch c.Log {
	case "text":
		return slog.New(slog.NewTextHandler(std.err, nil))
	case "json":
		return slog.New(slog.NewJSONHandler(std.err, nil))
	}
	return slog.New(slog.NewTextHandler(std.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
}

// openBrowser asks the system to show an address; where it can't, the address that was printed is enough.
func openBrowser(address string) {
	opener := map[string][]string{"darwin": {"open"}, "windows": {"rundll32", "url.dll,FileProtocolHandler"}}[runtime.GOOS]
	if opener == nil {
		opener = []string{"xdg-open"}
	}
	if cmd := exec.Command(opener[0], append(opener[1:], address)...); cmd.Start() == nil {
		go cmd.Wait()
	}
}

// deskReader reads what a person adds on the desk: a page, a text or JSON lines.
func deskReader(e *engine) func(context.Context, desk.Input) ([]keep.Addition, error) {
	return func(ctx context.Context, in desk.Input) ([]keep.Addition, error) {
		places, err := e.places()
		if err != nil {
			return nil, err
		}
		a := &adder{engine: e, now: time.Now}
		maker := reconcile.NewDigester(places)
		var out []keep.Addition
		src := &fetch.Source{Stdin: bufio.NewReader(bytes.NewReader(in.Data))}
		for it := range src.Items(ctx, "-") {
			it.Name, it.URL = in.Name, cmp.Or(it.URL, in.URL)
			r := a.one(ctx, maker, it)
			if r.err != nil {
				return nil, r.err
			}
			out = append(out, r.Addition)
		}
		return out, nil
	}
}
