// Command bilan reads news dispatches of crises and keeps who says what: claims, each with its chain of sources and words.
//
// One file holds one command; this one only parses flags and turns the result into an exit code (exit.go). The commands wire
// the packages together and hold no logic of reading.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"bilan"

	"github.com/alecthomas/kong"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], stdio{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// stdio is what a command reads from and writes to.
type stdio struct{ in, out, err *os.File }

// cli is the whole command line; each command's flags stand in its own file.
type cli struct {
	Read      readCmd      `cmd:"" help:"Read dispatches and print their claims."`
	Demo      demoCmd      `cmd:"" help:"Read the sample dispatches that ship with the program."`
	Add       addCmd       `cmd:"" help:"Read dispatches and keep them in the register, with what they change in the record."`
	Fetch     fetchCmd     `cmd:"" help:"Fetch pages from the web and keep them in the register."`
	Watch     watchCmd     `cmd:"" help:"Follow feeds, sitemaps, pages and folders, and keep what is new in the register."`
	Timestamp timestampCmd `cmd:"" help:"Have time-stamping authorities stamp what was fetched."`
	Work      workCmd      `cmd:"" help:"Do the jobs of a register in PostgreSQL, beside any number of other workers."`
	Load      loadCmd      `cmd:"" help:"Keep readings that were made elsewhere in the register."`
	Desk      deskCmd      `cmd:"" help:"Serve the desk: the pages of the record, to read, review and add to, on this machine."`
	Record    recordCmd    `cmd:"" help:"Print the record: events, figures with their histories, copies, missions; of the register or of files."`
	Figures   figuresCmd   `cmd:"" help:"Show the figures of an event: who holds which value, from when, until what ended it."`
	History   historyCmd   `cmd:"" help:"Show every step of a figure with the words that tell it."`
	Who       whoCmd       `cmd:"" help:"Tell who said a number, through whom, and whether it is still held."`
	Missions  missionsCmd  `cmd:"" help:"Show missions from decision to withdrawal."`
	Changes   changesCmd   `cmd:"" help:"Tell what changed in the record since a moment."`
	Copies    copiesCmd    `cmd:"" help:"Tell whose words a dispatch has, who has its words, and what its versions changed."`
	Search    searchCmd    `cmd:"" help:"Find dispatches by words, in any script."`
	Decide    decideCmd    `cmd:"" help:"Write down what a person decided about a claim, an event or an origin."`
	Undo      undoCmd      `cmd:"" help:"Take a decision back."`
	Backup    backupCmd    `cmd:"" help:"Copy the register, checked, while others go on working."`
	Restore   restoreCmd   `cmd:"" help:"Put a backup back."`
	Rebuild   rebuildCmd   `cmd:"" help:"Read every capture again with this program's reader, and say what changed."`
	Export    exportCmd    `cmd:"" help:"Write the entries of the register as CSV, JSON lines or GeoJSON, or its captures as a WACZ."`
	Accounts  accountsCmd  `cmd:"" help:"Keep the accounts of those who use a desk that others can reach."`
	Audit     auditCmd     `cmd:"" help:"Verify the database, the log of decisions, every capture and time stamp."`
	Lang      langCmd      `cmd:"" help:"The linguist's workbench: look into language packs, check and score them."`
	Version   versionCmd   `cmd:"" help:"Print version and build."`
}

type langCmd struct {
	List  langListCmd  `cmd:"" help:"List the languages that can be read."`
	Check langCheckCmd `cmd:"" help:"Load a language pack strictly and try every rule on its examples and rejects."`
	Why   langWhyCmd   `cmd:"" help:"Show how a sentence is read: tokens, annotations, rules fired, roles of numbers, claims."`
	Score langScoreCmd `cmd:"" help:"Read a language's own gold dispatches and score the claims."`
}

// exited is thrown by kong's own flags (--help), which end the program from within.
type exited int

// newParser builds the command line's grammar; help goes to out.
func newParser(c *cli, out, err io.Writer) (*kong.Kong, error) {
	return kong.New(c,
		kong.Name("bilan"),
		kong.Description("Reads dispatches of crises and keeps the claims: what happened, how many, who says so through whom, in which words."),
		kong.Writers(out, err),
		kong.Exit(func(code int) { panic(exited(code)) }),
		kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.Vars(vars()),
	)
}

// run does what args ask and gives the exit code.
func run(ctx context.Context, args []string, std stdio) (code int) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case exited:
			code = int(p)
		default:
			panic(p)
		}
	}()
	var c cli
	parser, err := newParser(&c, std.out, std.err)
	if err != nil {
		return fail(std.err, err)
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	kctx, err := parser.Parse(args)
	if err != nil {
		return fail(std.err, usageError(err))
	}
	kctx.BindTo(ctx, (*context.Context)(nil))
	err = kctx.Run(std)
	if ctx.Err() != nil && (err == nil || errors.Is(err, context.Canceled)) {
		return exitInterrupted
	}
	return fail(std.err, err)
}

// usageError makes an Error of what kong says about the command line.
func usageError(err error) error {
	hint := "see `bilan --help`"
	var p *kong.ParseError
	if errors.As(err, &p) && p.Context != nil && p.Context.Command() != "" {
		hint = "see `bilan " + commandWords(p.Context.Command()) + " --help`"
	}
	return &bilan.Error{Code: bilan.CodeInvalid, Err: err, Hint: hint}
}
