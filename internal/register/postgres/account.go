package postgres

import (
	"context"
	"strings"
	"time"

	"bilan"
	"bilan/internal/account"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

var _ account.Store = (*store)(nil)

// accountLock is the advisory lock of those who change users.
const accountLock = writeLock + 1

// keepAccounts runs f in one transaction; those that change users wait in line.
func (s *store) keepAccounts(ctx context.Context, f func(pgx.Tx) error) error {
	return coded("keep accounts", s.inTx(ctx, pgx.TxOptions{}, `SELECT pg_advisory_xact_lock($1)`, []any{accountLock}, func(w *session) error { return f(w.tx) }))
}

const userColumns = `SELECT name, role, password, disabled, made FROM users`

func scanUser(row pgx.Row) (u account.User, err error) {
	var made int64
	err = row.Scan(&u.Name, &u.Role, &u.Password, &u.Disabled, &made)
	u.Made = time.UnixMicro(made).UTC()
	return u, err
}

func addUser(ctx context.Context, tx pgx.Tx, u *account.User) error {
	_, err := tx.Exec(ctx, `INSERT INTO users (name, role, password, disabled, made) VALUES ($1, $2, $3, $4, $5)`, u.Name, string(u.Role), u.Password, u.Disabled, u.Made.UnixMicro())
	return err
}

// AddUser keeps a new user.
func (s *store) AddUser(ctx context.Context, u account.User) error {
	return s.keepAccounts(ctx, func(tx pgx.Tx) error { return addUser(ctx, tx, &u) })
}

// ChangeUser keeps what f makes of a user.
func (s *store) ChangeUser(ctx context.Context, name string, f func(*account.User, int) error) error {
	return s.keepAccounts(ctx, func(tx pgx.Tx) error {
		u, err := scanUser(tx.QueryRow(ctx, userColumns+` WHERE name = $1`, name))
		if err != nil {
			return missing(err, "user "+name)
		}
		var admins int
		if err := tx.QueryRow(ctx, `SELECT count(*) FROM users WHERE role = $1 AND NOT disabled AND name <> $2`, string(account.Admin), name).Scan(&admins); err != nil {
			return err
		}
		if err := f(&u, admins); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `UPDATE users SET role = $1, password = $2, disabled = $3 WHERE name = $4`, string(u.Role), u.Password, u.Disabled, name)
		return err
	})
}

// User gives a user by name.
func (s *store) User(ctx context.Context, name string) (account.User, error) {
	u, err := scanUser(s.pool.QueryRow(ctx, userColumns+` WHERE name = $1`, name))
	return u, coded("read accounts", missing(err, "user "+name))
}

// Users gives all users by name.
func (s *store) Users(ctx context.Context) ([]account.User, error) {
	rows, err := s.pool.Query(ctx, userColumns+` ORDER BY name`)
	if err != nil {
		return nil, coded("read accounts", err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (account.User, error) { return scanUser(row) })
	return out, coded("read accounts", err)
}

const passColumns = `SELECT hash, kind, owner, label, role, scopes, made, expires FROM passes`

func scanPass(row pgx.Row) (p account.Pass, err error) {
	var made, expires int64
	var scopes string
	if err := row.Scan(&p.Hash, &p.Kind, &p.User, &p.Label, &p.Role, &scopes, &made, &expires); err != nil {
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
	_, err := s.pool.Exec(ctx, `INSERT INTO passes (hash, kind, owner, label, role, scopes, made, expires) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		p.Hash, string(p.Kind), p.User, p.Label, string(p.Role), account.ScopesText(p.Scopes), p.Made.UnixMicro(), p.Expires.UnixMicro())
	return coded("keep accounts", err)
}

// Pass gives a pass by its hash.
func (s *store) Pass(ctx context.Context, hash string) (account.Pass, error) {
	p, err := scanPass(s.pool.QueryRow(ctx, passColumns+` WHERE hash = $1`, hash))
	return p, coded("read accounts", missing(err, "pass"))
}

// Passes gives the passes of a kind, the one made last first.
func (s *store) Passes(ctx context.Context, kind account.PassKind, user string) ([]account.Pass, error) {
	rows, err := s.pool.Query(ctx, passColumns+` WHERE kind = $1 AND (owner = $2 OR $2 = '') ORDER BY made DESC, hash`, string(kind), user)
	if err != nil {
		return nil, coded("read accounts", err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (account.Pass, error) { return scanPass(row) })
	return out, coded("read accounts", err)
}

// Extend sets when a pass ends.
func (s *store) Extend(ctx context.Context, hash string, expires time.Time) error {
	return changed(s.pool.Exec(ctx, `UPDATE passes SET expires = $1 WHERE hash = $2`, expires.UnixMicro(), hash))
}

// DropPass takes a pass away.
func (s *store) DropPass(ctx context.Context, hash string) error {
	return changed(s.pool.Exec(ctx, `DELETE FROM passes WHERE hash = $1`, hash))
}

// changed makes a change of no row an error of code not_found.
func changed(done pgconn.CommandTag, err error) error {
	if err == nil && done.RowsAffected() == 0 {
		return bilan.Errorf(bilan.CodeNotFound, "pass", "there is none")
	}
	return coded("keep accounts", err)
}

// DropPasses takes away the passes of a kind of a user but one.
func (s *store) DropPasses(ctx context.Context, kind account.PassKind, user, but string) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM passes WHERE kind = $1 AND owner = $2 AND hash <> $3`, string(kind), user, but)
	return coded("keep accounts", err)
}

// Redeem takes an invitation away and adds its user.
func (s *store) Redeem(ctx context.Context, hash string, u account.User) error {
	return s.keepAccounts(ctx, func(tx pgx.Tx) error {
		if err := changed(tx.Exec(ctx, `DELETE FROM passes WHERE hash = $1`, hash)); err != nil {
			return err
		}
		return addUser(ctx, tx, &u)
	})
}

// Sweep takes away what ended.
func (s *store) Sweep(ctx context.Context, before time.Time) error {
	_, err := s.pool.Exec(ctx, `DELETE FROM passes WHERE expires < $1`, before.UnixMicro())
	return coded("keep accounts", err)
}
