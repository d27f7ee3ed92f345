package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"strconv"
	"time"

	"bilan"
	"bilan/internal/register"
)

const captureColumns = `c.sha, c.url, c.name, c.media_type, c.status, c.header, c.seen, c.size`

// scanner is a row: sql.Row or sql.Rows.
type scanner interface{ Scan(into ...any) error }

// captureRow takes a capture off a row that has captureColumns at its end.
func captureRow(row scanner, c *bilan.Capture, before ...any) error {
	var sha []byte
	var header sql.NullString
	var seen int64
	if err := row.Scan(append(before, &sha, &c.URL, &c.Name, &c.MediaType, &c.Status, &header, &seen, &c.Size)...); err != nil {
		return err
	}
	c.SHA256, c.Seen = register.ShaText(sha), time.UnixMicro(seen).UTC()
	if !header.Valid {
		return nil
	}
	return json.Unmarshal([]byte(header.String), &c.Header)
}

const articleColumns = `a.id, a.lang, a.told, a.url, a.title, a.reader, coalesce((SELECT id FROM stories WHERE n = a.story), ''), ` + captureColumns

// articleRow takes an article off a row that has articleColumns at its end.
func articleRow(row scanner, before ...any) (a register.Article, err error) {
	var url sql.NullString
	err = captureRow(row, &a.Capture, append(before, &a.ID, &a.Lang, &a.Told, &url, &a.Title, &a.Reader, &a.Story)...)
	if a.URL = a.Capture.URL; url.Valid {
		a.URL = url.String
	}
	return a, err
}

// one gives the row of a query, for captureRow and articleRow.
func (s *session) one(ctx context.Context, query string, args ...any) (scanner, error) {
	stmt, err := s.c.stmt(ctx, query)
	if err != nil {
		return nil, err
	}
	return stmt.QueryRowContext(ctx, args...), nil
}

// Article gives an article with its reading and digest.
func (s *session) Article(ctx context.Context, id string) (a register.Article, err error) {
	row, err := s.one(ctx, `SELECT b.reading, b.digest, `+articleColumns+`
		FROM articles a JOIN bodies b ON b.article = a.n JOIN captures c ON c.n = a.capture WHERE a.id = ?`, id)
	if err != nil {
		return a, err
	}
	var reading, digest []byte
	if a, err = articleRow(row, &reading, &digest); err != nil {
		return a, missing(err, "article "+id)
	}
	if a.Reading, err = s.unpack("the reading of article "+id, reading); err != nil {
		return a, err
	}
	a.Digest, err = s.unpack("the digest of article "+id, digest)
	return a, err
}

// unpack restores a body and names it when it is damaged.
func (s *session) unpack(what string, packed []byte) ([]byte, error) {
	body, err := s.packer.Unpack(packed)
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInternal, Op: "read " + what, Hint: "the register's file is damaged: restore the last backup", Err: err}
	}
	return body, nil
}

// Articles gives a page of articles by id.
func (s *session) Articles(ctx context.Context, p register.Page) (out []register.Article, err error) {
	err = s.c.rows(ctx, `SELECT `+articleColumns+` FROM articles a JOIN captures c ON c.n = a.capture
		WHERE a.id > ? ORDER BY a.id LIMIT ?`, []any{p.After, p.Limit}, func(rows *sql.Rows) error {
		a, err := articleRow(rows)
		out = append(out, a)
		return err
	})
	return out, err
}

// Known gives those of ids that are kept.
func (s *session) Known(ctx context.Context, ids []string) (out []string, err error) {
	for _, id := range ids {
		var n int64
		switch err := s.c.row(ctx, `SELECT n FROM articles WHERE id = ?`, []any{id}, &n); err {
		case nil:
			out = append(out, id)
		case sql.ErrNoRows:
		default:
			return nil, err
		}
	}
	return out, nil
}

// Capture gives the row of a capture.
func (s *session) Capture(ctx context.Context, sha string) (c bilan.Capture, err error) {
	b, err := register.ShaBytes(sha)
	if err != nil {
		return c, err
	}
	row, err := s.one(ctx, `SELECT `+captureColumns+` FROM captures c WHERE c.sha = ?`, b)
	if err != nil {
		return c, err
	}
	return c, missing(captureRow(row, &c), "capture "+sha)
}

// Captures gives a page of captures by SHA-256.
func (s *session) Captures(ctx context.Context, p register.Page) (out []bilan.Capture, err error) {
	after := []byte{}
	if p.After != "" {
		if after, err = register.ShaBytes(p.After); err != nil {
			return nil, err
		}
	}
	err = s.c.rows(ctx, `SELECT `+captureColumns+` FROM captures c WHERE c.sha > ? ORDER BY c.sha LIMIT ?`, []any{after, p.Limit}, func(rows *sql.Rows) error {
		var c bilan.Capture
		err := captureRow(rows, &c)
		out = append(out, c)
		return err
	})
	return out, err
}

// Sharing gives the articles that have a key, those kept last first.
func (s *session) Sharing(ctx context.Context, keys []string, limit int) (map[string][]string, error) {
	out := make(map[string][]string, len(keys))
	for _, key := range keys {
		var ids []string
		err := s.c.rows(ctx, `SELECT a.id FROM (SELECT article FROM keys WHERE hash = ? ORDER BY article DESC LIMIT ?) k JOIN articles a ON a.n = k.article ORDER BY k.article DESC`,
			[]any{register.KeyHash(key), limit}, func(rows *sql.Rows) error {
				var id string
				err := rows.Scan(&id)
				ids = append(ids, id)
				return err
			})
		if err != nil {
			return nil, err
		}
		if len(ids) > 0 {
			out[key] = ids
		}
	}
	return out, nil
}

// Digests gives the digests of articles, in the order of ids.
func (s *session) Digests(ctx context.Context, ids []string) ([][]byte, error) {
	out := make([][]byte, len(ids))
	for i, id := range ids {
		var packed []byte
		err := s.c.row(ctx, `SELECT digest FROM bodies WHERE article = (SELECT n FROM articles WHERE id = ?)`, []any{id}, &packed)
		if err != nil {
			return nil, missing(err, "article "+id)
		}
		if out[i], err = s.unpack("the digest of article "+id, packed); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// jsonNumbers writes numbers as a JSON list, which SQLite takes apart as rows.
func jsonNumbers(list []int64) string {
	b := []byte{'['}
	for i, n := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = strconv.AppendInt(b, n, 10)
	}
	return string(append(b, ']'))
}
