package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"bilan"
)

// conn is one connection with its prepared statements. One goroutine uses it at a time.
type conn struct {
	c     *sql.Conn
	stmts map[string]*sql.Stmt
}

func newConn(ctx context.Context, db *sql.DB) (*conn, error) {
	c, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	return &conn{c: c, stmts: map[string]*sql.Stmt{}}, nil
}

// stmt prepares a query the first time it is used.
func (c *conn) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	if s := c.stmts[query]; s != nil {
		return s, nil
	}
	s, err := c.c.PrepareContext(ctx, query)
	if err == nil {
		c.stmts[query] = s
	}
	return s, err
}

func (c *conn) exec(ctx context.Context, query string, args ...any) (sql.Result, error) {
	s, err := c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.ExecContext(ctx, args...)
}

// row scans the only row of a query; without one it gives sql.ErrNoRows.
func (c *conn) row(ctx context.Context, query string, args []any, into ...any) error {
	s, err := c.stmt(ctx, query)
	if err != nil {
		return err
	}
	return s.QueryRowContext(ctx, args...).Scan(into...)
}

// rows calls scan for each row of a query.
func (c *conn) rows(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	s, err := c.stmt(ctx, query)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// inTx runs f between begin and COMMIT. A context cancelled before the commit keeps nothing; the commit itself is not
// interrupted, so that its outcome is known.
func (c *conn) inTx(ctx context.Context, begin string, f func() error) (err error) {
	if _, err := c.c.ExecContext(ctx, begin); err != nil {
		return err
	}
	after := context.WithoutCancel(ctx)
	done := false
	defer func() {
		if !done { // also when f panics: the connection must come back without a transaction
			_, undo := c.c.ExecContext(after, "ROLLBACK")
			if undo != nil && !noTransaction(undo) {
				err = errors.Join(err, undo)
			}
		}
	}()
	if err := f(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := c.c.ExecContext(after, "COMMIT"); err != nil {
		return err
	}
	done = true
	return nil
}

func (c *conn) close() error {
	var errs []error
	for _, s := range c.stmts {
		errs = append(errs, s.Close())
	}
	return errors.Join(append(errs, c.c.Close())...)
}

// missing makes "no rows" an error of code not_found.
func missing(err error, op string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return bilan.Errorf(bilan.CodeNotFound, op, "the register does not have it")
	}
	return err
}
