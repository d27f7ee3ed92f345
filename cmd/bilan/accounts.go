package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"bilan"
	"bilan/internal/account"
	"bilan/internal/export"
	"bilan/internal/keep"

	"golang.org/x/term"
)

// accountsCmd keeps accounts of those who use a desk that others can reach.
type accountsCmd struct {
	Add     accountAddCmd     `cmd:"" help:"Make a user; the password is asked for, or read from standard input."`
	List    accountListCmd    `cmd:"" help:"List users, or with --tokens API tokens and invitations that are out."`
	Invite  accountInviteCmd  `cmd:"" help:"Make an invitation: who has its link chooses a name and a password, once."`
	Token   accountTokenCmd   `cmd:"" help:"Make an API token of a user. It is printed once."`
	Set     accountSetCmd     `cmd:"" help:"Give a user another role or a new password."`
	Disable accountDisableCmd `cmd:"" help:"Let a user in no more, or in again; or take a token or invitation back."`
}

// withAccounts runs f on the accounts of a register, which is made when it is not there.
func (f *registerFlags) withAccounts(ctx context.Context, do func(*account.Accounts) error) error {
	k, err := f.open(ctx)
	if err != nil {
		return err
	}
	a, err := accountsOf(k)
	if err == nil {
		err = do(a)
	}
	return firstError(err, k.Register.Close())
}

func accountsOf(k *keep.Keeper) (*account.Accounts, error) {
	s, ok := k.Register.(account.Store)
	if !ok {
		return nil, bilan.Errorf(bilan.CodeInternal, "open accounts", "the register keeps none")
	}
	return account.New(s, time.Now), nil
}

type accountAddCmd struct {
	Name string `arg:"" help:"Name of the user: small letters, digits and . _ - @"`
	Role string `enum:"${roles}" default:"reader" help:"What the user may do, each more than the one before: ${roles}."`
	registerFlags
}

func (c *accountAddCmd) Run(ctx context.Context, std stdio) error {
	return c.withAccounts(ctx, func(a *account.Accounts) error {
		password, err := askPassword(std)
		if err != nil {
			return err
		}
		if err := a.Add(ctx, c.Name, account.Role(c.Role), password); err != nil {
			return err
		}
		fmt.Fprintf(std.out, "%s may log in, as %s\n", strings.ToLower(c.Name), c.Role)
		return nil
	})
}

// askPassword reads a password: on a terminal unseen and twice, else a line.
func askPassword(std stdio) (string, error) {
	if !isTerminal(std.in) {
		line, err := bufio.NewReader(std.in).ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line == "" && err != nil {
			return "", &bilan.Error{Code: bilan.CodeInvalid, Op: "read the password", Err: errorString("none came"), Hint: "type it on a terminal, or send it on standard input"}
		}
		return line, nil
	}
	var typed [2]string
	for i, ask := range []string{"Password: ", "Again: "} {
		fmt.Fprint(std.err, ask)
		b, err := term.ReadPassword(int(std.in.Fd()))
		fmt.Fprintln(std.err)
		if err != nil {
			return "", bilan.Errorf(bilan.CodeUnavailable, "read the password", "%w", err)
		}
		typed[i] = string(b)
	}
	if typed[0] != typed[1] {
		return "", bilan.Errorf(bilan.CodeInvalid, "read the password", "the two are not the same")
	}
	return typed[0], nil
}

type accountListCmd struct {
	Tokens bool `help:"List API tokens and invitations instead."`
	registerFlags
}

func (c *accountListCmd) Run(ctx context.Context, std stdio) error {
	return c.withAccounts(ctx, func(a *account.Accounts) error {
		if c.Tokens {
			return listPasses(ctx, a, std.out)
		}
		list, err := a.Users(ctx)
		for _, u := range list {
			state := ""
			if u.Disabled {
				state = "  disabled"
			}
			fmt.Fprintf(std.out, "%-20s  %-8s  %s%s\n", u.Name, u.Role, u.Made.Format(time.DateOnly), state)
		}
		return err
	})
}

func listPasses(ctx context.Context, a *account.Accounts, out *os.File) error {
	for _, kind := range []account.PassKind{account.Token, account.Invitation} {
		list, err := a.Passes(ctx, kind, "")
		if err != nil {
			return err
		}
		for _, p := range list {
			what := cmp.Or(string(p.Role), account.ScopesText(append([]account.Scope{"read"}, p.Scopes...)))
			fmt.Fprintf(out, "%s  %-10s  %-20s  until %s  %s  %s\n", p.ID, p.Kind, p.User, p.Expires.UTC().Format(time.DateOnly), what, export.Clean(p.Label))
		}
	}
	return nil
}

type accountInviteCmd struct {
	Role string        `enum:"${roles}" default:"reader" help:"The role of the user to come: ${roles}."`
	For  time.Duration `default:"168h" placeholder:"TIME" help:"How long it is good for; by itself 168h, a week."`
	URL  string        `placeholder:"URL" help:"Address of the desk, in front of the link: https://desk.example."`
	registerFlags
}

func (c *accountInviteCmd) Run(ctx context.Context, std stdio) error {
	return c.withAccounts(ctx, func(a *account.Accounts) error {
		secret, err := a.Invite(ctx, "", account.Role(c.Role), c.For)
		if err == nil {
			fmt.Fprintf(std.out, "%s/invitation/%s\n", strings.TrimRight(c.URL, "/"), secret)
		}
		return err
	})
}

type accountTokenCmd struct {
	Name  string        `arg:"" help:"Name of the user in whose name it speaks."`
	Label string        `required:"" placeholder:"TEXT" help:"What it is for."`
	Scope []string      `enum:"${scopes}" placeholder:"SCOPE" help:"What it may do besides reading: ${scopes}. May be given again."`
	For   time.Duration `default:"8760h" placeholder:"TIME" help:"How long it is good for; by itself 8760h, a year."`
	registerFlags
}

func (c *accountTokenCmd) Run(ctx context.Context, std stdio) error {
	return c.withAccounts(ctx, func(a *account.Accounts) error {
		var scopes []account.Scope
		for _, s := range c.Scope {
			scopes = append(scopes, account.Scope(s))
		}
		secret, err := a.NewToken(ctx, c.Name, c.Label, scopes, c.For)
		if err == nil {
			fmt.Fprintln(std.out, secret)
		}
		return err
	})
}

type accountSetCmd struct {
	Name     string `arg:"" help:"Name of the user."`
	Role     string `enum:",${roles}" default:"" help:"The new role: ${roles}."`
	Password bool   `help:"Ask for a new password, or read it from standard input; all sessions of the user end."`
	registerFlags
}

func (c *accountSetCmd) Run(ctx context.Context, std stdio) error {
	return c.withAccounts(ctx, func(a *account.Accounts) error {
		if c.Role == "" && !c.Password {
			return &bilan.Error{Code: bilan.CodeInvalid, Err: errorString("nothing to set"), Hint: "give --role or --password"}
		}
		if c.Role != "" {
			if err := a.SetRole(ctx, c.Name, account.Role(c.Role)); err != nil {
				return err
			}
		}
		if !c.Password {
			return nil
		}
		password, err := askPassword(std)
		if err != nil {
			return err
		}
		return a.SetPassword(ctx, c.Name, password)
	})
}

type accountDisableCmd struct {
	Name string `arg:"" help:"Name of the user, or the id of a token or invitation as accounts list --tokens shows it."`
	Undo bool   `help:"Let the user in again."`
	registerFlags
}

func (c *accountDisableCmd) Run(ctx context.Context, std stdio) error {
	return c.withAccounts(ctx, func(a *account.Accounts) error {
		err := a.Disable(ctx, c.Name, !c.Undo)
		for _, kind := range []account.PassKind{account.Token, account.Invitation} {
			if bilan.ErrorCode(err) == bilan.CodeNotFound && !c.Undo {
				err = a.Revoke(ctx, kind, "", c.Name)
			}
		}
		return err
	})
}
