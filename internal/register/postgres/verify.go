package postgres

import (
	"context"
	"fmt"

	"bilan"

	"github.com/jackc/pgx/v5"
)

// Verify checks that every article has its body and words, and the checksum of every body. Pages and indexes are the
// server's to check: docs/register.md says how.
func (s *store) Verify(ctx context.Context) error {
	how := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	return coded("check the register", s.inTx(ctx, how, `SELECT 1`, nil, func(w *session) error {
		if err := w.checkWhole(ctx); err != nil {
			return err
		}
		return w.checkBodies(ctx)
	}))
}

func (s *session) checkWhole(ctx context.Context) error {
	lost, err := s.strings(ctx, `SELECT a.id FROM articles a LEFT JOIN bodies b ON b.article = a.n LEFT JOIN words w ON w.article = a.n
		WHERE b.article IS NULL OR w.article IS NULL ORDER BY a.id LIMIT 5`)
	if err != nil || len(lost) == 0 {
		return err
	}
	return &bilan.Error{Code: bilan.CodeInternal, Op: "check the register", Hint: "restore the last backup, then add what came since", Err: fmt.Errorf("articles without body or words: %q", lost)}
}

// checkBodies restores every body.
func (s *session) checkBodies(ctx context.Context) error {
	err := s.rows(ctx, `SELECT a.id, b.reading, b.digest FROM bodies b JOIN articles a ON a.n = b.article`, nil, func(rows pgx.Rows) error {
		var id string
		var reading, digest []byte
		if err := rows.Scan(&id, &reading, &digest); err != nil {
			return err
		}
		if _, err := s.unpack("the reading of article "+id, reading); err != nil {
			return err
		}
		_, err := s.unpack("the digest of article "+id, digest)
		return err
	})
	if err != nil {
		return err
	}
	return s.rows(ctx, `SELECT id, body FROM stories`, nil, func(rows pgx.Rows) error {
		var id string
		var body []byte
		if err := rows.Scan(&id, &body); err != nil {
			return err
		}
		_, err := s.unpack("story "+id, body)
		return err
	})
}
