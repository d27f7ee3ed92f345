package postgres

import (
	"context"
	"slices"
	"strconv"

	"bilan"
	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
)

// PutArticle keeps an article, its capture, its words and its keys. It gathers articles; an error of the database may come
// from a later call of the same transaction.
func (s *session) PutArticle(ctx context.Context, a *register.Article) error {
	if err := a.Check(); err != nil {
		return err
	}
	again := slices.ContainsFunc(s.articles, func(b *register.Article) bool { return b.ID == a.ID })
	if again || len(s.articles) >= gathered {
		if err := s.flush(ctx); err != nil {
			return err
		}
	}
	kept := *a
	s.articles = append(s.articles, &kept)
	return ctx.Err()
}

// gathered is how many articles go to the server together.
const gathered = 200

// flush writes the articles that wait.
func (s *session) flush(ctx context.Context) error {
	if len(s.articles) == 0 {
		return nil
	}
	list := s.articles
	s.articles = nil // before the queries below, which flush too
	if err := s.putCaptures(ctx, list); err != nil {
		return err
	}
	if err := s.clearReplaced(ctx, list); err != nil {
		return err
	}
	numbers, err := s.putRows(ctx, list)
	if err != nil {
		return err
	}
	if err := s.putBodies(ctx, list, numbers); err != nil {
		return err
	}
	if err := s.putKeys(ctx, list, numbers); err != nil {
		return err
	}
	return s.putWords(ctx, list, numbers)
}

// PutCaptures keeps the rows of captures.
func (s *session) PutCaptures(ctx context.Context, list []bilan.Capture) error {
	var c captureLists
	for i := range list {
		if err := register.CheckCapture("keep a capture", &list[i]); err != nil {
			return err
		}
		if err := c.add(&list[i]); err != nil {
			return err
		}
	}
	return s.putCaptureRows(ctx, &c)
}

// putCaptures keeps the rows of captures of articles.
func (s *session) putCaptures(ctx context.Context, list []*register.Article) error {
	var c captureLists
	for _, a := range list {
		if err := c.add(&a.Capture); err != nil {
			return err
		}
	}
	return s.putCaptureRows(ctx, &c)
}

// putCaptureRows keeps the rows of captures that are not kept yet.
func (s *session) putCaptureRows(ctx context.Context, c *captureLists) error {
	_, err := s.tx.Exec(ctx, `INSERT INTO captures (sha, url, name, media_type, status, header, seen, size)
		SELECT * FROM unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::bigint[], $8::bigint[]) ON CONFLICT DO NOTHING`,
		c.sha, c.url, c.name, c.mediaType, c.status, c.header, c.seen, c.size)
	return err
}

// clearReplaced takes the words and keys of articles away that are kept already, after a look whether they are of the same
// capture.
func (s *session) clearReplaced(ctx context.Context, list []*register.Article) error {
	captures := map[string]string{}
	var ids []string
	for _, a := range list {
		captures[a.ID], ids = a.Capture.SHA256, append(ids, a.ID)
	}
	var numbers, hashes, owners []int64
	err := s.rows(ctx, `SELECT a.n, a.id, c.sha, b.keys FROM articles a JOIN captures c ON c.n = a.capture JOIN bodies b ON b.article = a.n WHERE a.id = ANY ($1)`,
		[]any{ids}, func(rows pgx.Rows) error {
			var n int64
			var id string
			var sha, keys []byte
			if err := rows.Scan(&n, &id, &sha, &keys); err != nil {
				return err
			}
			if register.ShaText(sha) != captures[id] {
				return register.OtherCapture(id)
			}
			numbers = append(numbers, n)
			for _, h := range register.UnpackKeys(keys) {
				hashes, owners = append(hashes, h), append(owners, n)
			}
			return nil
		})
	if err != nil || len(numbers) == 0 {
		return err
	}
	if _, err := s.tx.Exec(ctx, `DELETE FROM keys k USING unnest($1::bigint[], $2::bigint[]) AS o (hash, article) WHERE k.hash = o.hash AND k.article = o.article`, hashes, owners); err != nil {
		return err
	}
	_, err = s.tx.Exec(ctx, `DELETE FROM words WHERE article = ANY ($1)`, numbers)
	return err
}

// putRows keeps the rows of articles and gives their numbers, in the order of list.
func (s *session) putRows(ctx context.Context, list []*register.Article) ([]int64, error) {
	r := articleLists{url: make([]*string, len(list))}
	at := map[string]int{}
	for i, a := range list {
		at[a.ID] = i
		if err := r.add(i, a); err != nil {
			return nil, err
		}
	}
	numbers := make([]int64, len(list))
	err := s.rows(ctx, `INSERT INTO articles (id, capture, lang, told, url, title, reader)
		SELECT a.id, c.n, a.lang, a.told, a.url, a.title, a.reader
		FROM unnest($1::text[], $2::bytea[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) WITH ORDINALITY AS a (id, sha, lang, told, url, title, reader, place)
		JOIN captures c ON c.sha = a.sha ORDER BY a.place
		ON CONFLICT (id) DO UPDATE SET lang = excluded.lang, told = excluded.told, url = excluded.url, title = excluded.title, reader = excluded.reader
		RETURNING id, n`, []any{r.id, r.sha, r.lang, r.told, r.url, r.title, r.reader}, func(rows pgx.Rows) error {
		var id string
		var n int64
		err := rows.Scan(&id, &n)
		numbers[at[id]] = n
		return err
	})
	return numbers, err
}

func (s *session) putBodies(ctx context.Context, list []*register.Article, numbers []int64) error {
	digests, keys, readings := make([][]byte, len(list)), make([][]byte, len(list)), make([][]byte, len(list))
	for i, a := range list {
		digests[i], keys[i], readings[i] = s.packer.Pack(a.Digest), register.PackKeys(register.KeyHashes(a.Keys)), s.packer.Pack(a.Reading)
	}
	_, err := s.tx.Exec(ctx, `INSERT INTO bodies (article, digest, keys, reading) SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[], $4::bytea[])
		ON CONFLICT (article) DO UPDATE SET digest = excluded.digest, keys = excluded.keys, reading = excluded.reading`, numbers, digests, keys, readings)
	return err
}

func (s *session) putKeys(ctx context.Context, list []*register.Article, numbers []int64) error {
	var rows [][]any
	for i, a := range list {
		for _, h := range register.KeyHashes(a.Keys) {
			rows = append(rows, []any{h, numbers[i]})
		}
	}
	_, err := s.tx.CopyFrom(ctx, pgx.Identifier{"keys"}, []string{"hash", "article"}, pgx.CopyFromRows(rows))
	return err
}

func (s *session) putWords(ctx context.Context, list []*register.Article, numbers []int64) error {
	vectors := make([]string, len(list))
	for i, a := range list {
		vectors[i] = vector(a.Words())
	}
	_, err := s.tx.Exec(ctx, `INSERT INTO words (article, words) SELECT article, words::tsvector FROM unnest($1::bigint[], $2::text[]) AS w (article, words)`, numbers, vectors)
	return err
}

// vector writes words with their places for PostgreSQL, those of the title marked A. The text begins two places behind the
// title, so that no phrase runs from one into the other. Words hold nothing that needs a quotation mark.
func vector(title, text []string) string {
	var b []byte
	place := 0
	for _, w := range title {
		place++
		b = append(strconv.AppendInt(append(append(b, w...), ':'), int64(place), 10), 'A', ' ')
	}
	place++
	for _, w := range text {
		place++
		b = append(strconv.AppendInt(append(append(b, w...), ':'), int64(place), 10), ' ')
	}
	return string(b)
}
