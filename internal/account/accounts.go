package account

import (
	"cmp"
	"context"
	"strings"
	"time"

	"bilan"
)

// How long passes are good for.
const (
	sessionIdle    = 12 * time.Hour
	sessionLongest = 14 * 24 * time.Hour
	renewAfter     = time.Hour // of use, a session is written anew
	InvitationLife = 7 * 24 * time.Hour
	TokenLife      = 365 * 24 * time.Hour
)

// Accounts answers who somebody is. It is safe for concurrent use.
type Accounts struct {
	store    Store
	now      func() time.Time
	hasher   *hasher
	throttle *throttle
}

// New makes Accounts over a store.
func New(s Store, now func() time.Time) *Accounts {
	return &Accounts{store: s, now: now, hasher: newHasher(), throttle: newThrottle(now)}
}

// ErrWrong is the error of a login that fails: it does not say whether there is such a user.
var ErrWrong = bilan.Errorf(bilan.CodeInvalid, "log in", "name or password are wrong")

// Login gives the secret of a new session. place is the address of who asks.
func (a *Accounts) Login(ctx context.Context, name, password, place string) (string, error) {
	name = strings.ToLower(strings.TrimSpace(name))
	if err := a.throttle.take(name[:min(len(name), 200)], place); err != nil {
		return "", err
	}
	u, err := a.store.User(ctx, name)
	if err != nil && bilan.ErrorCode(err) != bilan.CodeNotFound {
		return "", err
	}
	hash := u.Password
	if u.Disabled {
		hash = ""
	}
	right, err := a.hasher.matches(ctx, hash, password)
	if err != nil {
		return "", err
	}
	if !right {
		return "", ErrWrong
	}
	a.throttle.ok(name, place)
	return a.begin(ctx, name)
}

// begin makes a session.
func (a *Accounts) begin(ctx context.Context, name string) (string, error) {
	if err := a.store.Sweep(ctx, a.now()); err != nil {
		return "", err
	}
	return a.issue(ctx, Pass{Kind: Session, User: name, Expires: a.now().Add(sessionIdle)})
}

// issue makes a secret and keeps its pass.
func (a *Accounts) issue(ctx context.Context, p Pass) (string, error) {
	secret := newSecret(p.Kind)
	p.Hash = hashOf(secret)
	p.ID = p.Hash[:idLength]
	p.Made = a.now()
	return secret, a.store.AddPass(ctx, p)
}

// Session gives the user of a session, and goes on with it. No session, an ended one and a disabled user are all not_found.
func (a *Accounts) Session(ctx context.Context, secret string) (User, error) {
	u, p, err := a.holder(ctx, Session, secret)
	if err != nil {
		return u, err
	}
	until := a.now().Add(sessionIdle)
	if last := p.Made.Add(sessionLongest); until.After(last) {
		until = last
	}
	if until.Sub(p.Expires) >= renewAfter {
		err = a.store.Extend(ctx, p.Hash, until)
	}
	return u, err
}

// Token gives the user and the scopes of an API token.
func (a *Accounts) Token(ctx context.Context, secret string) (User, []Scope, error) {
	u, p, err := a.holder(ctx, Token, secret)
	return u, p.Scopes, err
}

// holder gives the user whom a secret stands for.
func (a *Accounts) holder(ctx context.Context, kind PassKind, secret string) (User, Pass, error) {
	p, err := a.pass(ctx, kind, secret)
	if err != nil {
		return User{}, p, err
	}
	u, err := a.store.User(ctx, p.User)
	if err == nil && u.Disabled {
		err = unknown(kind)
	}
	return u, p, err
}

// pass gives the pass of a secret, while it is good.
func (a *Accounts) pass(ctx context.Context, kind PassKind, secret string) (Pass, error) {
	if !shaped(kind, secret) {
		return Pass{}, unknown(kind)
	}
	p, err := a.store.Pass(ctx, hashOf(secret))
	if err == nil && (p.Kind != kind || !a.now().Before(p.Expires)) {
		err = unknown(kind)
	}
	return p, err
}

func unknown(kind PassKind) error {
	return bilan.Errorf(bilan.CodeNotFound, "find "+string(kind), "there is none, or it has ended")
}

// Logout ends a session.
func (a *Accounts) Logout(ctx context.Context, secret string) error {
	err := a.store.DropPass(ctx, hashOf(secret))
	if bilan.ErrorCode(err) == bilan.CodeNotFound {
		return nil
	}
	return err
}

// LogoutOthers ends all sessions of a user but the one of a secret.
func (a *Accounts) LogoutOthers(ctx context.Context, name, secret string) error {
	return a.store.DropPasses(ctx, Session, name, hashOf(secret))
}

// Invite gives the secret of an invitation: who has it becomes a user of the role, once.
func (a *Accounts) Invite(ctx context.Context, by string, role Role, life time.Duration) (string, error) {
	if err := checkRole(role); err != nil {
		return "", err
	}
	return a.issue(ctx, Pass{Kind: Invitation, User: by, Role: role, Expires: a.now().Add(cmp.Or(life, InvitationLife))})
}

// Invitation gives an invitation while it is good.
func (a *Accounts) Invitation(ctx context.Context, secret string) (Pass, error) {
	return a.pass(ctx, Invitation, secret)
}

// Accept makes the user whom an invitation is for, and begins a session.
func (a *Accounts) Accept(ctx context.Context, secret, name, password string) (string, error) {
	p, err := a.pass(ctx, Invitation, secret)
	if err != nil {
		return "", err
	}
	u, err := a.newUser(ctx, name, p.Role, password)
	if err != nil {
		return "", err
	}
	if err := a.store.Redeem(ctx, p.Hash, u); err != nil {
		return "", err
	}
	return a.begin(ctx, u.Name)
}

// NewToken gives the secret of an API token.
func (a *Accounts) NewToken(ctx context.Context, name, label string, scopes []Scope, life time.Duration) (string, error) {
	if err := checkScopes(scopes); err != nil {
		return "", err
	}
	if label = strings.TrimSpace(label); label == "" || len(label) > 200 || strings.ContainsAny(label, "\x00\r\n") {
		return "", bilan.Errorf(bilan.CodeInvalid, "make a token", "say in a few words what it is for")
	}
	if _, err := a.store.User(ctx, name); err != nil {
		return "", err
	}
	return a.issue(ctx, Pass{Kind: Token, User: name, Label: label, Scopes: scopes, Expires: a.now().Add(cmp.Or(life, TokenLife))})
}

// Passes gives the passes of a kind, of one user or, with "", of all, that have not ended.
func (a *Accounts) Passes(ctx context.Context, kind PassKind, name string) ([]Pass, error) {
	list, err := a.store.Passes(ctx, kind, name)
	out := list[:0]
	for _, p := range list {
		if a.now().Before(p.Expires) {
			out = append(out, p)
		}
	}
	return out, err
}

// Revoke takes a pass away by its ID, one of the user's own or, with "", anybody's.
func (a *Accounts) Revoke(ctx context.Context, kind PassKind, name, id string) error {
	list, err := a.store.Passes(ctx, kind, name)
	if err != nil {
		return err
	}
	for _, p := range list {
		if p.ID == id {
			return a.store.DropPass(ctx, p.Hash)
		}
	}
	return unknown(kind)
}
