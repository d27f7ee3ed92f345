package main

import (
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
	"bilan/internal/fetch/safe"
	"bilan/internal/health"
	"bilan/internal/keep"
	"bilan/samples"
)

// deskCmd serves the pages over a register.
type deskCmd struct {
	registerFlags
	readerFlags
	accessFlags
	Listen  string `default:"127.0.0.1:8080" placeholder:"ADDRESS" help:"Where to listen: an address of this machine and a port; port 0 takes a free one."`
	Demo    bool   `help:"Serve a fresh register filled with the sample dispatches, thrown away at the end."`
	Open    bool   `help:"Open the desk in a browser, where there is one."`
	Offline bool   `help:"Fetch nothing: whoever adds a page gives its text or file."`
	Log     string `enum:"none,text,json" default:"none" help:"Write a line a request to standard error: none, text or json."`
}

// Help is the long text of `bilan desk --help`.
func (deskCmd) Help() string {
	return "Serves the pages that people work with: what is known now and was known at any moment, who says so in which words, what is to be\n" +
		"reviewed. It needs no network and asks nothing of it, but for the address of a page that somebody adds. It ends with Ctrl-C.\n\n" +
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
	log := newCaptureLog(c.Data, k.Register)
	config := desk.Config{Keeper: k, Read: reader, Fetch: c.fetcher(log), Sources: watched(k.Register), Places: e.places, Log: c.log(std), Observe: h.Observe, URL: c.URL, Parts: []desk.Part{h.Part(), api.Part(reader)}}
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
	return firstError(d.Serve(ctx, l), log.close())
}

// fetcher gets the pages that people name; nil when nothing may be fetched.
func (c *deskCmd) fetcher(log *captureLog) func(context.Context, string) (desk.Input, error) {
	if c.Offline {
		return nil
	}
	return deskFetcher(safe.New(agentName()), log)
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
