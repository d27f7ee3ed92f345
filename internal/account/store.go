package account

import (
	"context"
	"strings"
	"time"
)

// Store keeps users and passes. A thing that does not exist is an error of code bilan.CodeNotFound, one that is there already
// of code bilan.CodeConflict. All methods may be called at once from many goroutines.
type Store interface {
	AddUser(ctx context.Context, u User) error
	// ChangeUser gives the user of a name to f and keeps what f makes of it; nobody else changes users meanwhile. admins is
	// how many others may keep accounts.
	ChangeUser(ctx context.Context, name string, f func(u *User, admins int) error) error
	User(ctx context.Context, name string) (User, error)
	Users(ctx context.Context) ([]User, error) // by name

	AddPass(ctx context.Context, p Pass) error
	Pass(ctx context.Context, hash string) (Pass, error)
	// Passes gives the passes of a kind, of one user or, when user is "", of all, the one made last first.
	Passes(ctx context.Context, kind PassKind, user string) ([]Pass, error)
	// Extend sets when a pass ends.
	Extend(ctx context.Context, hash string, expires time.Time) error
	DropPass(ctx context.Context, hash string) error
	// DropPasses takes away all passes of a kind of a user, but for the one of the hash but.
	DropPasses(ctx context.Context, kind PassKind, user, but string) error
	// Redeem takes an invitation away and adds the user it was for: both or neither, and only once.
	Redeem(ctx context.Context, hash string, u User) error
	// Sweep takes away what ended before a moment.
	Sweep(ctx context.Context, before time.Time) error
}

// PassID gives the ID of a pass by its hash.
func PassID(hash string) string { return hash[:min(idLength, len(hash))] }

// ScopesText writes scopes with blanks between, as stores keep them.
func ScopesText(list []Scope) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return strings.Join(out, " ")
}
