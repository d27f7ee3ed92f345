package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"bilan/internal/register"
)

// SetWaiting replaces the claims of some articles that wait.
func (s *session) SetWaiting(ctx context.Context, articles []string, list []register.Waiting) error {
	ids, err := json.Marshal(articles)
	if err != nil {
		return err
	}
	if _, err := s.c.exec(ctx, `DELETE FROM waiting WHERE article IN (SELECT n FROM articles WHERE id IN (SELECT value FROM json_each(?)))`, string(ids)); err != nil {
		return err
	}
	for i := range list {
		w := &list[i]
		done, err := s.c.exec(ctx, `INSERT INTO waiting (weight, article, claim, kind, lang, source, told, sure) SELECT ?, n, ?, ?, ?, ?, ?, ? FROM articles WHERE id = ?`,
			w.Weight, w.Claim, string(w.Kind), w.Lang, w.Source, w.Told, w.Sure, w.Article)
		if err != nil {
			return err
		}
		if rows, _ := done.RowsAffected(); rows == 0 {
			return missing(sql.ErrNoRows, "let a claim wait: article "+w.Article)
		}
	}
	return nil
}

const waitingWhere = ` WHERE (?1 = '' OR w.kind = ?1) AND (?2 = '' OR w.lang = ?2) AND (?3 = '' OR w.source = ?3) AND (?4 = 0 OR w.sure < ?4)`

func waitingArgs(f *register.WaitingFilter) []any {
	return []any{string(f.Kind), f.Lang, f.Source, f.Under}
}

// Waiting gives claims that wait, the heaviest first.
func (s *session) Waiting(ctx context.Context, f register.WaitingFilter, p register.Page) (out []register.Waiting, err error) {
	weight, article, claim, err := register.ParseWaitingCursor(p.After)
	if err != nil {
		return nil, err
	}
	args := append(waitingArgs(&f), weight, article, claim, p.Limit)
	err = s.c.rows(ctx, `SELECT a.id, w.claim, w.kind, w.lang, w.source, w.told, w.sure, w.weight, w.article FROM waiting w JOIN articles a ON a.n = w.article`+
		waitingWhere+` AND (w.weight, w.article, w.claim) < (?5, ?6, ?7) ORDER BY w.weight DESC, w.article DESC, w.claim DESC LIMIT ?8`, args, func(rows *sql.Rows) error {
		var x register.Waiting
		var n int64
		err := rows.Scan(&x.Article, &x.Claim, &x.Kind, &x.Lang, &x.Source, &x.Told, &x.Sure, &x.Weight, &n)
		x.Cursor = register.WaitingCursor(x.Weight, n, x.Claim)
		out = append(out, x)
		return err
	})
	return out, err
}

// CountWaiting counts claims that wait.
func (s *session) CountWaiting(ctx context.Context, f register.WaitingFilter) (n int64, err error) {
	if f == (register.WaitingFilter{}) {
		err = s.c.row(ctx, `SELECT count(*) FROM waiting`, nil, &n)
		return n, err
	}
	err = s.c.row(ctx, `SELECT count(*) FROM waiting w`+waitingWhere, waitingArgs(&f), &n)
	return n, err
}
