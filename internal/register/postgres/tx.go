package postgres

import (
	"context"
	"errors"

	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
)

// session is one transaction: what View and Update give to work with. Articles gather until something else is asked
// or the transaction ends, and go to the server together.
type session struct {
	tx       pgx.Tx
	packer   *register.Packer
	articles []*register.Article // not at the server yet
}

// View reads in one transaction, whose snapshot its first query takes.
func (s *store) View(ctx context.Context, f func(register.Reader) error) error {
	how := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	return coded("read the register", s.inTx(ctx, how, `SELECT 1 FROM settings LIMIT 1`, nil, func(w *session) error { return f(w) }))
}

// writeLock is the advisory lock that writers take, "BILN". One after the other they see all that was committed before,
// so no transaction ever has to run again, and the log of judgements is one chain; writers that met only at COMMIT would
// read, reconcile and throw away the work of the one that lost.
const writeLock = 0x42494c4e

// Update writes in one transaction; writers wait in line, of whatever machine.
func (s *store) Update(ctx context.Context, f func(register.Writer) error) error {
	return coded("write the register", s.inTx(ctx, pgx.TxOptions{}, `SELECT pg_advisory_xact_lock($1)`, []any{writeLock}, func(w *session) error {
		if err := f(w); err != nil {
			return err
		}
		return w.flush(ctx)
	}))
}

// inTx runs f between first and COMMIT. A context cancelled before the commit keeps nothing.
func (s *store) inTx(ctx context.Context, how pgx.TxOptions, first string, args []any, f func(*session) error) (err error) {
	tx, err := s.pool.BeginTx(ctx, how)
	if err != nil {
		return err
	}
	after := context.WithoutCancel(ctx)
	defer func() {
		if undo := tx.Rollback(after); undo != nil && !errors.Is(undo, pgx.ErrTxClosed) && err == nil {
			err = undo
		}
	}()
	if _, err := tx.Exec(ctx, first, args...); err != nil {
		return err
	}
	if err := f(&session{tx: tx, packer: s.packer}); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return tx.Commit(after)
}

// query gives the rows of a query, after what was written before it.
func (s *session) query(ctx context.Context, q string, args ...any) (pgx.Rows, error) {
	if err := s.flush(ctx); err != nil {
		return nil, err
	}
	return s.tx.Query(ctx, q, args...)
}

// rows calls scan for each row of a query.
func (s *session) rows(ctx context.Context, q string, args []any, scan func(pgx.Rows) error) error {
	rows, err := s.query(ctx, q, args...)
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

// row scans the only row of a query; without one it gives pgx.ErrNoRows.
func (s *session) row(ctx context.Context, q string, args []any, into ...any) error {
	if err := s.flush(ctx); err != nil {
		return err
	}
	return s.tx.QueryRow(ctx, q, args...).Scan(into...)
}
