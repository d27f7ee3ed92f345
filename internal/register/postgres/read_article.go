package postgres

import (
	"context"
	"encoding/json"
	"time"

	"bilan"
	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
)

const captureColumns = `c.sha, c.url, c.name, c.media_type, c.status, c.header, c.seen, c.size`

// captureRow takes a capture off a row that has captureColumns at its end.
func captureRow(row pgx.Row, c *bilan.Capture, before ...any) error {
	var sha []byte
	var header *string
	var seen int64
	if err := row.Scan(append(before, &sha, &c.URL, &c.Name, &c.MediaType, &c.Status, &header, &seen, &c.Size)...); err != nil {
		return err
	}
	c.SHA256, c.Seen = register.ShaText(sha), time.UnixMicro(seen).UTC()
	if header == nil {
		return nil
	}
	return json.Unmarshal([]byte(*header), &c.Header)
}

const articleColumns = `a.id, a.lang, a.told, a.url, a.title, a.reader, coalesce((SELECT id FROM stories WHERE n = a.story), ''), ` + captureColumns

// articleRow takes an article off a row that has articleColumns at its end.
func articleRow(row pgx.Row, before ...any) (a register.Article, err error) {
	var url *string
	err = captureRow(row, &a.Capture, append(before, &a.ID, &a.Lang, &a.Told, &url, &a.Title, &a.Reader, &a.Story)...)
	if a.URL = a.Capture.URL; url != nil {
		a.URL = *url
	}
	return a, err
}

// one gives the row of a query, for captureRow and articleRow.
func (s *session) one(ctx context.Context, q string, args ...any) (pgx.Row, error) {
	if err := s.flush(ctx); err != nil {
		return nil, err
	}
	return s.tx.QueryRow(ctx, q, args...), nil
}

// Article gives an article with its reading and digest.
func (s *session) Article(ctx context.Context, id string) (a register.Article, err error) {
	row, err := s.one(ctx, `SELECT b.reading, b.digest, `+articleColumns+`
		FROM articles a JOIN bodies b ON b.article = a.n JOIN captures c ON c.n = a.capture WHERE a.id = $1`, id)
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
		return nil, &bilan.Error{Code: bilan.CodeInternal, Op: "read " + what, Hint: "the database is damaged: restore the last backup", Err: err}
	}
	return body, nil
}

// Articles gives a page of articles by id.
func (s *session) Articles(ctx context.Context, p register.Page) (out []register.Article, err error) {
	err = s.rows(ctx, `SELECT `+articleColumns+` FROM articles a JOIN captures c ON c.n = a.capture
		WHERE a.id > $1 ORDER BY a.id LIMIT $2`, []any{p.After, p.Limit}, func(rows pgx.Rows) error {
		a, err := articleRow(rows)
		out = append(out, a)
		return err
	})
	return out, err
}

// strings gives the texts that a query finds.
func (s *session) strings(ctx context.Context, q string, args ...any) (out []string, err error) {
	err = s.rows(ctx, q, args, func(rows pgx.Rows) error {
		var text string
		err := rows.Scan(&text)
		out = append(out, text)
		return err
	})
	return out, err
}

// Known gives those of ids that are kept.
func (s *session) Known(ctx context.Context, ids []string) ([]string, error) {
	return s.strings(ctx, `SELECT i.id FROM unnest($1::text[]) WITH ORDINALITY AS i (id, place) JOIN articles a ON a.id = i.id ORDER BY i.place`, ids)
}

// Capture gives the row of a capture.
func (s *session) Capture(ctx context.Context, sha string) (c bilan.Capture, err error) {
	b, err := register.ShaBytes(sha)
	if err != nil {
		return c, err
	}
	row, err := s.one(ctx, `SELECT `+captureColumns+` FROM captures c WHERE c.sha = $1`, b)
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
	err = s.rows(ctx, `SELECT `+captureColumns+` FROM captures c WHERE c.sha > $1 ORDER BY c.sha LIMIT $2`, []any{after, p.Limit}, func(rows pgx.Rows) error {
		var c bilan.Capture
		err := captureRow(rows, &c)
		out = append(out, c)
		return err
	})
	return out, err
}

// Sharing gives the articles that have a key, those kept last first.
func (s *session) Sharing(ctx context.Context, keys []string, limit int) (map[string][]string, error) {
	names := map[int64][]string{}
	for _, key := range keys {
		h := register.KeyHash(key)
		names[h] = append(names[h], key)
	}
	out := make(map[string][]string, len(keys))
	err := s.rows(ctx, `SELECT h.hash, a.id FROM unnest($1::bigint[]) AS h (hash)
		CROSS JOIN LATERAL (SELECT article FROM keys WHERE hash = h.hash ORDER BY article DESC LIMIT $2) k
		JOIN articles a ON a.n = k.article ORDER BY k.article DESC`, []any{register.KeyHashes(keys), limit}, func(rows pgx.Rows) error {
		var hash int64
		var id string
		if err := rows.Scan(&hash, &id); err != nil {
			return err
		}
		for _, key := range names[hash] {
			out[key] = append(out[key], id)
		}
		return nil
	})
	return out, err
}

// Digests gives the digests of articles, in the order of ids.
func (s *session) Digests(ctx context.Context, ids []string) ([][]byte, error) {
	out := make([][]byte, 0, len(ids))
	err := s.rows(ctx, `SELECT i.id, b.digest FROM unnest($1::text[]) WITH ORDINALITY AS i (id, place)
		LEFT JOIN articles a ON a.id = i.id LEFT JOIN bodies b ON b.article = a.n ORDER BY i.place`, []any{ids}, func(rows pgx.Rows) error {
		var id string
		var packed []byte
		if err := rows.Scan(&id, &packed); err != nil {
			return err
		}
		if packed == nil {
			return missing(pgx.ErrNoRows, "article "+id)
		}
		digest, err := s.unpack("the digest of article "+id, packed)
		out = append(out, digest)
		return err
	})
	return out, err
}
