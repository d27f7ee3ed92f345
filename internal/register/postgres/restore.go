package postgres

import (
	"context"
	"os"
	"path/filepath"

	"bilan"

	"github.com/jackc/pgx/v5"
)

// Restore copies what Backup wrote into dir into an empty database: all of it or nothing.
func Restore(ctx context.Context, dsn, dir string) error {
	op := "restore the register from " + dir
	m, err := readManifest(dir)
	if err != nil {
		return bilan.Errorf(bilan.CodeInvalid, op, "%w", err)
	}
	s, err := open(ctx, dsn)
	if err != nil {
		return coded(op, err)
	}
	defer s.Close()
	return coded(op, s.inTx(ctx, pgx.TxOptions{}, `SELECT pg_advisory_xact_lock($1)`, []any{writeLock}, func(w *session) error {
		if err := w.fits(ctx, op, m.Schema); err != nil {
			return err
		}
		for _, table := range tables {
			if err := w.copyIn(ctx, table, filepath.Join(dir, fileOf(table))); err != nil {
				return err
			}
		}
		return w.setNumbers(ctx)
	}))
}

// fits refuses a database that holds something, or that has another schema than the backup.
func (s *session) fits(ctx context.Context, op string, schema int64) error {
	var has, rows int64
	err := s.row(ctx, `SELECT (SELECT max(version_id) FROM bilan_schema),
		(SELECT count(*) FROM captures) + (SELECT count(*) FROM judgements) + (SELECT count(*) FROM settings)`, nil, &has, &rows)
	switch {
	case err != nil:
		return err
	case rows > 0:
		return bilan.Errorf(bilan.CodeConflict, op, "the database is not empty")
	case has != schema:
		return bilan.Errorf(bilan.CodeInvalid, op, "the backup has schema %d, this program makes %d: restore it with the program that wrote it", schema, has)
	}
	return nil
}

func (s *session) copyIn(ctx context.Context, table, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = s.tx.Conn().PgConn().CopyFrom(ctx, f, "COPY "+table+" FROM STDIN (FORMAT binary)")
	return err
}

// setNumbers lets each table go on counting behind its last row.
func (s *session) setNumbers(ctx context.Context) error {
	for _, table := range []string{"captures", "stories", "story_values", "articles"} {
		if _, err := s.tx.Exec(ctx, `SELECT setval(pg_get_serial_sequence($1, 'n'), max(n)) FROM `+table+` HAVING max(n) IS NOT NULL`, table); err != nil {
			return err
		}
	}
	_, err := s.tx.Exec(ctx, `SELECT setval(pg_get_serial_sequence('river_job', 'id'), max(id)) FROM river_job HAVING max(id) IS NOT NULL`)
	return err
}
