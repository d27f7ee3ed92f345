package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"iter"
	"os"
	"os/user"
	"strings"
	"time"

	"bilan"
	"bilan/internal/export"
	"bilan/internal/keep"
	"bilan/internal/register"
)

// decideCmd writes a judgement.
type decideCmd struct {
	Action  string            `arg:"" enum:"accept,correct,reject,join,split,same_origin,set_scope,note,publish" help:"accept, correct, reject, join, split, same_origin, set_scope, note or publish."`
	Targets []string          `arg:"" help:"Claims, as ARTICLE#CLAIM; of same_origin, keys of origins."`
	Field   map[string]string `placeholder:"NAME=VALUE" help:"Of correct: a field and its new value (low=12); of set_scope: scope=total; of note: text=…; of publish: title=…. May be given again."`
	who
	registerFlags
}

// who says whose decision it is.
type who struct {
	Who string `env:"BILAN_WHO" placeholder:"NAME" help:"Who decides; by itself the name of the account."`
	Why string `placeholder:"TEXT" help:"Why."`
}

func (w *who) name() string {
	if u, err := user.Current(); w.Who == "" && err == nil {
		return u.Username
	}
	return cmp.Or(w.Who, os.Getenv("USER"), "unknown")
}

// Help is the long text of `bilan decide --help`.
func (decideCmd) Help() string {
	return `Writes what a person decided into the log, which is only added to; the record is made anew at once. bilan undo takes it back.

  bilan decide reject a17#5d46ae3a3fc9b020 --why "a film, not an event"
  bilan decide correct a17#5d46ae3a3fc9b020 --field low=12 --field high=12
  bilan decide join a17#5d46ae3a3fc9b020 b03#ae670cadb12380ef
  bilan decide same_origin health+ministry:KZ media:telegram`
}

func (c *decideCmd) Run(ctx context.Context, std stdio) error {
	return judge(ctx, std, &c.registerFlags, bilan.Judgement{Who: c.name(), Why: c.Why, Action: bilan.Action(c.Action), Targets: c.Targets, Fields: c.Field})
}

// undoCmd takes a judgement back.
type undoCmd struct {
	Seq []string `arg:"" help:"Numbers of judgements, as bilan audit --log lists them."`
	who
	registerFlags
}

func (c *undoCmd) Run(ctx context.Context, std stdio) error {
	return judge(ctx, std, &c.registerFlags, bilan.Judgement{Who: c.name(), Why: c.Why, Action: bilan.Undo, Targets: c.Seq})
}

func judge(ctx context.Context, std stdio, f *registerFlags, j bilan.Judgement) error {
	return f.with(ctx, func(k *keep.Keeper) error {
		j.When = time.Now().UTC().Truncate(time.Second)
		done, err := k.Decide(ctx, j)
		if err != nil {
			return err
		}
		fmt.Fprintf(std.out, "%d %s\n", done.Seq, done.Hash)
		return nil
	})
}

// auditCmd verifies the register.
type auditCmd struct {
	registerFlags
	Log         bool   `help:"Print the log of judgements."`
	Authorities string `type:"path" placeholder:"FILE" help:"Certificates in PEM form that the authorities of time stamps must lead to; when left out, those of the system."`
}

// Help is the long text of `bilan audit --help`.
func (auditCmd) Help() string {
	return `Verifies the database, the hash chain of the log of judgements, and that the bytes of every capture are those of its hash,
and that time stamps hold. What is wrong is named; the exit code is then 1.`
}

func (c *auditCmd) Run(ctx context.Context, std stdio) error {
	return c.with(ctx, func(k *keep.Keeper) error {
		w := bufio.NewWriter(std.out)
		a := &audit{k: k, out: w, log: c.Log, data: c.Data, roots: c.Authorities}
		err := a.run(ctx)
		return firstError(err, unwritten(w.Flush()))
	})
}

type audit struct {
	k   *keep.Keeper
	out *bufio.Writer
	log bool

	data, roots string // folder of the register; file of certificates
}

func (a *audit) run(ctx context.Context) error {
	if err := a.k.Register.Verify(ctx); err != nil {
		return err
	}
	var bad error
	err := a.k.Register.View(ctx, func(r register.Reader) error {
		seq, hash, err := bilan.VerifyChain(a.judgements(ctx, r))
		if err != nil {
			bad = err
		} else if seq > 0 {
			fmt.Fprintf(a.out, "log: %d judgements, whole; last hash %s\n", seq, hash)
		} else {
			fmt.Fprintln(a.out, "log: no judgements")
		}
		n, damaged, err := a.captures(ctx, r)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "captures: %d verified, %d missing or damaged\n", n-damaged, damaged)
		if damaged > 0 && bad == nil {
			bad = bilan.Errorf(bilan.CodeInternal, "audit", "%d captures are missing or damaged", damaged)
		}
		return nil
	})
	return firstError(err, bad, a.timestamps(ctx))
}

// judgements gives the log in order, and prints it when asked to.
func (a *audit) judgements(ctx context.Context, r register.Reader) iter.Seq2[bilan.Judgement, error] {
	return func(yield func(bilan.Judgement, error) bool) {
		err := keep.Log(ctx, r, func(j *bilan.Judgement) error {
			if a.log {
				fmt.Fprintf(a.out, "%d  %s  %s  %s  %s  %s\n", j.Seq, j.When.Format(time.RFC3339), export.Clean(j.Who), j.Action, export.Clean(strings.Join(j.Targets, " ")), export.Clean(j.Why))
			}
			if !yield(*j, nil) {
				return errEnough
			}
			return nil
		})
		if err != nil && err != errEnough {
			yield(bilan.Judgement{}, err)
		}
	}
}

// captures reads the bytes of every capture.
func (a *audit) captures(ctx context.Context, r register.Reader) (n, damaged int, err error) {
	p := register.Page{Limit: 1000}
	for {
		list, err := r.Captures(ctx, p)
		if err != nil || len(list) == 0 {
			return n, damaged, err
		}
		for i := range list {
			n++
			if _, err := a.k.Blobs.Get(ctx, list[i].SHA256); err != nil {
				damaged++
				fmt.Fprintf(a.out, "capture %s: %v\n", list[i].SHA256, err)
			}
		}
		p.After = list[len(list)-1].SHA256
	}
}
