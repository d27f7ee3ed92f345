package postgres

import (
	"context"

	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
)

// SetWaiting replaces the claims of some articles that wait.
func (s *session) SetWaiting(ctx context.Context, articles []string, list []register.Waiting) error {
	if err := s.flush(ctx); err != nil {
		return err
	}
	if _, err := s.tx.Exec(ctx, `DELETE FROM waiting w USING articles a WHERE a.n = w.article AND a.id = ANY ($1)`, articles); err != nil {
		return err
	}
	var weight, sure []int
	var article, claim, kind, lang, source, told []string
	for i := range list {
		w := &list[i]
		weight, sure = append(weight, w.Weight), append(sure, w.Sure)
		article, claim, kind = append(article, w.Article), append(claim, w.Claim), append(kind, string(w.Kind))
		lang, source, told = append(lang, w.Lang), append(source, w.Source), append(told, w.Told)
	}
	done, err := s.tx.Exec(ctx, `INSERT INTO waiting (weight, article, claim, kind, lang, source, told, sure)
		SELECT w.weight, a.n, w.claim, w.kind, w.lang, w.source, w.told, w.sure
		FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::int[]) AS w (weight, article, claim, kind, lang, source, told, sure)
		JOIN articles a ON a.id = w.article`, weight, article, claim, kind, lang, source, told, sure)
	if err == nil && done.RowsAffected() != int64(len(list)) {
		err = missing(pgx.ErrNoRows, "let a claim wait: its article")
	}
	return err
}

const waitingWhere = ` WHERE ($1 = '' OR w.kind = $1) AND ($2 = '' OR w.lang = $2) AND ($3 = '' OR w.source = $3) AND ($4::int = 0 OR w.sure < $4)`

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
	err = s.rows(ctx, `SELECT a.id, w.claim, w.kind, w.lang, w.source, w.told, w.sure, w.weight, w.article FROM waiting w JOIN articles a ON a.n = w.article`+
		waitingWhere+` AND (w.weight, w.article, w.claim) < ($5::int, $6::bigint, $7::text) ORDER BY w.weight DESC, w.article DESC, w.claim DESC LIMIT $8`, args, func(rows pgx.Rows) error {
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
	err = s.row(ctx, `SELECT count(*) FROM waiting w`+waitingWhere, waitingArgs(&f), &n)
	return n, err
}
