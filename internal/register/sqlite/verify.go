package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"bilan"
)

// quickCheck looks through the pages of the file, without comparing tables with their indexes.
func quickCheck(ctx context.Context, c *conn) error { return check(ctx, c, "PRAGMA quick_check(5)") }

// check runs one of SQLite's own checks, which gives the row "ok" when all is well.
func check(ctx context.Context, c *conn, query string) error {
	var faults []string
	err := c.rows(ctx, query, nil, func(rows *sql.Rows) error {
		var fault string
		err := rows.Scan(&fault)
		if fault != "ok" {
			faults = append(faults, fault)
		}
		return err
	})
	if err != nil {
		return err
	}
	return damaged(faults)
}

func damaged(faults []string) error {
	if len(faults) == 0 {
		return nil
	}
	e := bilan.Errorf(bilan.CodeInternal, "check the register", "%s", strings.Join(faults, "; "))
	e.Hint = "restore the last backup, then add what came since"
	return e
}

// Verify checks pages, indexes, words and foreign keys, and the checksum of every body.
func (s *store) Verify(ctx context.Context) error {
	c, err := take(ctx, s.readers)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	return coded("check the register", c.inTx(ctx, "BEGIN", func() error {
		if err := check(ctx, c, "PRAGMA integrity_check(5)"); err != nil {
			return err
		}
		if err := orphans(ctx, c); err != nil {
			return err
		}
		return (&session{c: c, packer: s.packer}).checkBodies(ctx)
	}))
}

// orphans finds rows that point to rows that are not there.
func orphans(ctx context.Context, c *conn) error {
	var faults []string
	err := c.rows(ctx, `SELECT "table", rowid, parent FROM pragma_foreign_key_check LIMIT 5`, nil, func(rows *sql.Rows) error {
		var table, parent string
		var n sql.NullInt64
		err := rows.Scan(&table, &n, &parent)
		faults = append(faults, fmt.Sprintf("row %d of %s points to nothing in %s", n.Int64, table, parent))
		return err
	})
	if err != nil {
		return err
	}
	return damaged(faults)
}

// checkBodies restores every body, whose checksum tells a flipped bit that pages and indexes do not show.
func (s *session) checkBodies(ctx context.Context) error {
	err := s.c.rows(ctx, `SELECT a.id, b.reading, b.digest FROM bodies b JOIN articles a ON a.n = b.article`, nil, func(rows *sql.Rows) error {
		var id string
		var reading, digest sql.RawBytes
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
	return s.c.rows(ctx, `SELECT id, body FROM stories`, nil, func(rows *sql.Rows) error {
		var id string
		var body sql.RawBytes
		if err := rows.Scan(&id, &body); err != nil {
			return err
		}
		_, err := s.unpack("story "+id, body)
		return err
	})
}
