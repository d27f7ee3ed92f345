package account

import (
	"context"
	"strings"
	"time"

	"bilan"
)

// Add makes a user.
func (a *Accounts) Add(ctx context.Context, name string, role Role, password string) error {
	u, err := a.newUser(ctx, name, role, password)
	if err != nil {
		return err
	}
	return a.store.AddUser(ctx, u)
}

func (a *Accounts) newUser(ctx context.Context, name string, role Role, password string) (User, error) {
	u := User{Name: strings.ToLower(strings.TrimSpace(name)), Role: role, Made: a.now().UTC().Truncate(time.Second)}
	if err := checkName(u.Name); err != nil {
		return u, err
	}
	if err := checkRole(role); err != nil {
		return u, err
	}
	if err := checkPassword(u.Name, password); err != nil {
		return u, err
	}
	var err error
	u.Password, err = a.hasher.hash(ctx, password)
	return u, err
}

// Users gives all users.
func (a *Accounts) Users(ctx context.Context) ([]User, error) { return a.store.Users(ctx) }

// SetPassword gives a user a password and ends their sessions.
func (a *Accounts) SetPassword(ctx context.Context, name, password string) error {
	return a.setPassword(ctx, name, password, "")
}

// ChangePassword is how users change their own: they show the old one. Other sessions end.
func (a *Accounts) ChangePassword(ctx context.Context, name, old, password, session, place string) error {
	if err := a.throttle.take(name, place); err != nil {
		return err
	}
	u, err := a.store.User(ctx, name)
	if err != nil {
		return err
	}
	right, err := a.hasher.matches(ctx, u.Password, old)
	if err != nil {
		return err
	}
	if !right {
		return bilan.Errorf(bilan.CodeInvalid, "change the password", "the old password is wrong")
	}
	a.throttle.ok(name, place)
	return a.setPassword(ctx, name, password, hashOf(session))
}

func (a *Accounts) setPassword(ctx context.Context, name, password, but string) error {
	if err := checkPassword(name, password); err != nil {
		return err
	}
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	err = a.store.ChangeUser(ctx, name, func(u *User, _ int) error { u.Password = hash; return nil })
	if err != nil {
		return err
	}
	return a.store.DropPasses(ctx, Session, name, but)
}

// SetRole changes the role of a user.
func (a *Accounts) SetRole(ctx context.Context, name string, role Role) error {
	if err := checkRole(role); err != nil {
		return err
	}
	return a.store.ChangeUser(ctx, name, func(u *User, admins int) error {
		if u.Role == Admin && role != Admin && admins == 0 {
			return lastAdmin()
		}
		u.Role = role
		return nil
	})
}

// Disable lets a user in no more, and ends their sessions; with disabled false they may come in again. What they decided stays.
func (a *Accounts) Disable(ctx context.Context, name string, disabled bool) error {
	err := a.store.ChangeUser(ctx, name, func(u *User, admins int) error {
		if u.Role == Admin && disabled && admins == 0 {
			return lastAdmin()
		}
		u.Disabled = disabled
		return nil
	})
	if err != nil || !disabled {
		return err
	}
	return a.store.DropPasses(ctx, Session, name, "")
}

func lastAdmin() error {
	return bilan.Errorf(bilan.CodeConflict, "change a user", "nobody else could keep accounts then")
}
