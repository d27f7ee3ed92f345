package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"bilan"
	"bilan/internal/register"
)

// PutArticle keeps an article, its capture, its words and its keys.
func (s *session) PutArticle(ctx context.Context, a *register.Article) error {
	if err := a.Check(); err != nil {
		return err
	}
	capture, err := s.putCapture(ctx, &a.Capture)
	if err != nil {
		return err
	}
	n, err := s.replaced(ctx, a, capture)
	if err != nil {
		return err
	}
	if n == 0 {
		n, err = s.insertArticle(ctx, a, capture)
	} else {
		_, err = s.c.exec(ctx, `UPDATE articles SET lang = ?, told = ?, url = ?, title = ?, reader = ? WHERE n = ?`,
			a.Lang, a.Told, urlOf(a), a.Title, a.Reader, n)
	}
	if err != nil {
		return err
	}
	return s.putBody(ctx, n, a)
}

// PutCaptures keeps the rows of captures.
func (s *session) PutCaptures(ctx context.Context, list []bilan.Capture) error {
	for i := range list {
		if err := register.CheckCapture("keep a capture", &list[i]); err != nil {
			return err
		}
		if _, err := s.putCapture(ctx, &list[i]); err != nil {
			return err
		}
	}
	return nil
}

// putCapture gives the number of a capture, whose row stays as first seen.
func (s *session) putCapture(ctx context.Context, c *bilan.Capture) (n int64, err error) {
	sha, err := register.ShaBytes(c.SHA256)
	if err != nil {
		return 0, err
	}
	err = s.c.row(ctx, `SELECT n FROM captures WHERE sha = ?`, []any{sha}, &n)
	if !errors.Is(err, sql.ErrNoRows) {
		return n, err
	}
	var header any
	if len(c.Header) > 0 {
		b, err := json.Marshal(c.Header)
		if err != nil {
			return 0, err
		}
		header = string(b)
	}
	done, err := s.c.exec(ctx, `INSERT INTO captures (sha, url, name, media_type, status, header, seen, size) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		sha, c.URL, c.Name, c.MediaType, c.Status, header, c.Seen.UnixMicro(), c.Size)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// replaced gives the number of the article of this id, 0 when there is none, and clears its words and keys away.
func (s *session) replaced(ctx context.Context, a *register.Article, capture int64) (n int64, err error) {
	var had int64
	err = s.c.row(ctx, `SELECT n, capture FROM articles WHERE id = ?`, []any{a.ID}, &n, &had)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	if had != capture {
		return 0, register.OtherCapture(a.ID)
	}
	var keys []byte
	if err := s.c.row(ctx, `SELECT keys FROM bodies WHERE article = ?`, []any{n}, &keys); err != nil {
		return 0, err
	}
	if _, err := s.c.exec(ctx, `DELETE FROM keys WHERE article = ?2 AND hash IN (SELECT value FROM json_each(?1))`, jsonNumbers(register.UnpackKeys(keys)), n); err != nil {
		return 0, err
	}
	if err := s.writeWords(ctx); err != nil { // the article may be among them
		return 0, err
	}
	_, err = s.c.exec(ctx, `DELETE FROM words WHERE rowid = ?`, n)
	return n, err
}

func (s *session) insertArticle(ctx context.Context, a *register.Article, capture int64) (int64, error) {
	done, err := s.c.exec(ctx, `INSERT INTO articles (id, capture, lang, told, url, title, reader) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		a.ID, capture, a.Lang, a.Told, urlOf(a), a.Title, a.Reader)
	if err != nil {
		return 0, err
	}
	return done.LastInsertId()
}

// urlOf gives the URL to store: none where it is the capture's, which is nearly always.
func urlOf(a *register.Article) any {
	if a.URL == a.Capture.URL {
		return nil
	}
	return a.URL
}

func (s *session) putBody(ctx context.Context, n int64, a *register.Article) error {
	keys := register.KeyHashes(a.Keys)
	if _, err := s.c.exec(ctx, `INSERT OR IGNORE INTO keys SELECT value, ?2 FROM json_each(?1)`, jsonNumbers(keys), n); err != nil {
		return err
	}
	title, text := a.Words()
	s.unwritten = append(s.unwritten, words{n, strings.Join(title, " "), strings.Join(text, " ")})
	_, err := s.c.exec(ctx, `INSERT INTO bodies (article, digest, keys, reading) VALUES (?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET digest = excluded.digest, keys = excluded.keys, reading = excluded.reading`,
		n, s.packer.Pack(a.Digest), register.PackKeys(keys), s.packer.Pack(a.Reading))
	return err
}
