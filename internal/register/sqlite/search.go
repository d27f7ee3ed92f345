package sqlite

import (
	"context"
	"database/sql"
	"strings"

	"bilan/internal/register"
)

// Search finds articles: of the newest register.Searched that hold all terms, the best first. Words of the title count more.
func (s *session) Search(ctx context.Context, typed string, p register.Page) ([]register.Hit, error) {
	terms, err := register.Query(typed)
	if err != nil {
		return nil, err
	}
	if err := s.writeWords(ctx); err != nil {
		return nil, err
	}
	var numbers []int64
	err = s.c.rows(ctx, `SELECT rowid FROM (
			SELECT rowid, bm25(words, 4.0, 1.0) AS rank FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?)
		ORDER BY rank, rowid DESC`, []any{match(terms), register.Searched}, func(rows *sql.Rows) error {
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
	if numbers, err = s.behind(ctx, numbers, p.After); err != nil {
		return nil, err
	}
	for _, n := range numbers[:min(p.Limit, len(numbers))] {
		row, err := s.one(ctx, `SELECT `+articleColumns+` FROM articles a JOIN captures c ON c.n = a.capture WHERE a.n = ?`, n)
		if err != nil {
			return nil, err
		}
		a, err := articleRow(row)
		if err != nil {
			return nil, err
		}
		out = append(out, register.Hit{Article: a.ID, Title: a.Title, URL: a.URL, Lang: a.Lang, Told: a.Told, Story: a.Story})
	}
	return out, nil
}

// behind gives the numbers that follow the one of article id.
func (s *session) behind(ctx context.Context, numbers []int64, id string) ([]int64, error) {
	if id == "" {
		return numbers, nil
	}
	var last int64
	if err := s.c.row(ctx, `SELECT n FROM articles WHERE id = ?`, []any{id}, &last); err != nil {
		return nil, missing(err, "search after article "+id)
	}
	for i, n := range numbers {
		if n == last {
			return numbers[i+1:], nil
		}
	}
	return nil, nil
}

// match writes terms for FTS5. Words hold letters and digits alone, and stand in quotation marks, so that nothing typed
// can be taken for an operator.
func match(terms []register.Term) string {
	var b strings.Builder
	for _, t := range terms {
		b.WriteString(` "` + strings.Join(t.Words, " ") + `"`)
		if t.Prefix {
			b.WriteString(" *")
		}
	}
	return b.String()
}
