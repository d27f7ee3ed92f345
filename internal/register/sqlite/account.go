package sqlite

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"bilan"
	"bilan/internal/account"
)

var _ account.Store = (*store)(nil)

// keepAccounts runs f in one writing transaction.
func (s *store) keepAccounts(ctx context.Context, f func(*conn) error) error {
	c, err := take(ctx, s.writer)
	if err != nil {
		return err
	}
	defer func() { s.writer <- c }()
	return coded("keep accounts", c.inTx(ctx, "BEGIN IMMEDIATE", func() error { return f(c) }))
}

// readAccounts runs f on one state.
func (s *store) readAccounts(ctx context.Context, f func(*conn) error) error {
	c, err := take(ctx, s.readers)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	return coded("read accounts", f(c))
}

const userColumns = `SELECT name, role, password, disabled, made FROM users`

func scanUser(scan func(...any) error) (u account.User, err error) {
	var made int64
	err = scan(&u.Name, &u.Role, &u.Password, &u.Disabled, &made)
	u.Made = time.UnixMicro(made).UTC()
	return u, err
}

func findUser(ctx context.Context, c *conn, name string) (account.User, error) {
	u, err := scanUser(func(into ...any) error { return c.row(ctx, userColumns+` WHERE name = ?`, []any{name}, into...) })
	return u, missing(err, "user "+name)
}

func addUser(ctx context.Context, c *conn, u *account.User) error {
	_, err := c.exec(ctx, `INSERT INTO users (name, role, password, disabled, made) VALUES (?, ?, ?, ?, ?)`, u.Name, string(u.Role), u.Password, u.Disabled, u.Made.UnixMicro())
	return err
}

// AddUser keeps a new user.
func (s *store) AddUser(ctx context.Context, u account.User) error {
	return s.keepAccounts(ctx, func(c *conn) error { return addUser(ctx, c, &u) })
}

// ChangeUser keeps what f makes of a user.
func (s *store) ChangeUser(ctx context.Context, name string, f func(*account.User, int) error) error {
	return s.keepAccounts(ctx, func(c *conn) error {
		u, err := findUser(ctx, c, name)
		if err != nil {
			return err
		}
		var admins int
		if err := c.row(ctx, `SELECT count(*) FROM users WHERE role = ? AND NOT disabled AND name <> ?`, []any{string(account.Admin), name}, &admins); err != nil {
			return err
		}
		if err := f(&u, admins); err != nil {
			return err
		}
		_, err = c.exec(ctx, `UPDATE users SET role = ?, password = ?, disabled = ? WHERE name = ?`, string(u.Role), u.Password, u.Disabled, name)
		return err
	})
}

// User gives a user by name.
func (s *store) User(ctx context.Context, name string) (u account.User, err error) {
	err = s.readAccounts(ctx, func(c *conn) (err error) { u, err = findUser(ctx, c, name); return err })
	return u, err
}

// Users gives all users by name.
func (s *store) Users(ctx context.Context) (out []account.User, err error) {
	err = s.readAccounts(ctx, func(c *conn) error {
		return c.rows(ctx, userColumns+` ORDER BY name`, nil, func(rows *sql.Rows) error {
			u, err := scanUser(rows.Scan)
			out = append(out, u)
			return err
		})
	})
	return out, err
}

const passColumns = `SELECT hash, kind, owner, label, role, scopes, made, expires FROM passes`

func scanPass(scan func(...any) error) (p account.Pass, err error) {
	var made, expires int64
	var scopes string
	if err := scan(&p.Hash, &p.Kind, &p.User, &p.Label, &p.Role, &scopes, &made, &expires); err != nil {
		return p, err
	}
	p.ID, p.Made, p.Expires = account.PassID(p.Hash), time.UnixMicro(made).UTC(), time.UnixMicro(expires).UTC()
	for _, x := range strings.Fields(scopes) {
		p.Scopes = append(p.Scopes, account.Scope(x))
	}
	return p, nil
}

// AddPass keeps a new pass.
func (s *store) AddPass(ctx context.Context, p account.Pass) error {
	return s.keepAccounts(ctx, func(c *conn) error {
		_, err := c.exec(ctx, `INSERT INTO passes (hash, kind, owner, label, role, scopes, made, expires) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			p.Hash, string(p.Kind), p.User, p.Label, string(p.Role), account.ScopesText(p.Scopes), p.Made.UnixMicro(), p.Expires.UnixMicro())
		return err
	})
}

// Pass gives a pass by its hash.
func (s *store) Pass(ctx context.Context, hash string) (p account.Pass, err error) {
	err = s.readAccounts(ctx, func(c *conn) (err error) {
		p, err = scanPass(func(into ...any) error { return c.row(ctx, passColumns+` WHERE hash = ?`, []any{hash}, into...) })
		return missing(err, "pass")
	})
	return p, err
}

// Passes gives the passes of a kind, the one made last first.
func (s *store) Passes(ctx context.Context, kind account.PassKind, user string) (out []account.Pass, err error) {
	err = s.readAccounts(ctx, func(c *conn) error {
		return c.rows(ctx, passColumns+` WHERE kind = ?1 AND (owner = ?2 OR ?2 = '') ORDER BY made DESC, hash`, []any{string(kind), user}, func(rows *sql.Rows) error {
			p, err := scanPass(rows.Scan)
			out = append(out, p)
			return err
		})
	})
	return out, err
}

// Extend sets when a pass ends.
func (s *store) Extend(ctx context.Context, hash string, expires time.Time) error {
	return s.keepAccounts(ctx, func(c *conn) error {
		return changed(c.exec(ctx, `UPDATE passes SET expires = ? WHERE hash = ?`, expires.UnixMicro(), hash))
	})
}

// DropPass takes a pass away.
func (s *store) DropPass(ctx context.Context, hash string) error {
	return s.keepAccounts(ctx, func(c *conn) error { return changed(c.exec(ctx, `DELETE FROM passes WHERE hash = ?`, hash)) })
}

// changed makes a change of no row an error of code not_found.
func changed(done sql.Result, err error) error {
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n > 0 {
		return err
	}
	return bilan.Errorf(bilan.CodeNotFound, "pass", "there is none")
}

// DropPasses takes away the passes of a kind of a user but one.
func (s *store) DropPasses(ctx context.Context, kind account.PassKind, user, but string) error {
	return s.keepAccounts(ctx, func(c *conn) error {
		_, err := c.exec(ctx, `DELETE FROM passes WHERE kind = ? AND owner = ? AND hash <> ?`, string(kind), user, but)
		return err
	})
}

// Redeem takes an invitation away and adds its user.
func (s *store) Redeem(ctx context.Context, hash string, u account.User) error {
	return s.keepAccounts(ctx, func(c *conn) error {
		if err := changed(c.exec(ctx, `DELETE FROM passes WHERE hash = ?`, hash)); err != nil {
			return err
		}
		return addUser(ctx, c, &u)
	})
}

// Sweep takes away what ended.
func (s *store) Sweep(ctx context.Context, before time.Time) error {
	return s.keepAccounts(ctx, func(c *conn) error {
		_, err := c.exec(ctx, `DELETE FROM passes WHERE expires < ?`, before.UnixMicro())
		return err
	})
}
