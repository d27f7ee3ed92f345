package postgres

import (
	"context"
	"slices"
	"strings"

	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
)

// Search finds articles: of the newest register.Searched that hold all terms, the best first. Words of the title count more.
func (s *session) Search(ctx context.Context, typed string, p register.Page) ([]register.Hit, error) {
	terms, err := register.Query(typed)
	if err != nil {
		return nil, err
	}
	// Materialized, so that the index of words answers; the server would rather walk articles backwards and read them all.
	var numbers []int64
	err = s.rows(ctx, `WITH found AS MATERIALIZED (SELECT article FROM words WHERE words @@ $1::text::tsquery),
			newest AS (SELECT article FROM found ORDER BY article DESC LIMIT $2)
		SELECT w.article FROM newest JOIN words w USING (article)
		ORDER BY ts_rank('{0.1, 0.2, 0.25, 1}', w.words, $1::text::tsquery) DESC, w.article DESC`, []any{match(terms), register.Searched}, func(rows pgx.Rows) error {
		var n int64
		err := rows.Scan(&n)
		numbers = append(numbers, n)
		return err
	})
	if err != nil {
		return nil, err
	}
	return s.hits(ctx, numbers, p)
}

// hits gives a page of the articles of these numbers, in their order.
func (s *session) hits(ctx context.Context, numbers []int64, p register.Page) (out []register.Hit, err error) {
	if p.After != "" {
		var last int64
		if err := s.row(ctx, `SELECT n FROM articles WHERE id = $1`, []any{p.After}, &last); err != nil {
			return nil, missing(err, "search after article "+p.After)
		}
		numbers = behind(numbers, last)
	}
	numbers = numbers[:min(p.Limit, len(numbers))]
	err = s.rows(ctx, `SELECT `+articleColumns+` FROM unnest($1::bigint[]) WITH ORDINALITY AS i (n, place)
		JOIN articles a ON a.n = i.n JOIN captures c ON c.n = a.capture ORDER BY i.place`, []any{numbers}, func(rows pgx.Rows) error {
		a, err := articleRow(rows)
		out = append(out, register.Hit{Article: a.ID, Title: a.Title, URL: a.URL, Lang: a.Lang, Told: a.Told, Story: a.Story})
		return err
	})
	return out, err
}

// behind gives what follows last.
func behind(numbers []int64, last int64) []int64 {
	if i := slices.Index(numbers, last); i >= 0 {
		return numbers[i+1:]
	}
	return nil
}

// match writes terms for PostgreSQL. Words hold letters and digits alone, and stand in quotation marks, so that nothing typed
// can be taken for an operator.
func match(terms []register.Term) string {
	parts := make([]string, len(terms))
	for i, t := range terms {
		parts[i] = "'" + strings.Join(t.Words, "' <-> '") + "'"
		if t.Prefix {
			parts[i] += ":*"
		}
		parts[i] = "(" + parts[i] + ")"
	}
	return strings.Join(parts, " & ")
}
