package postgres

import (
	"context"
	"encoding/json"
	"errors"

	"bilan"
	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
)

// Append writes the next judgement and links it to the last one.
func (s *session) Append(ctx context.Context, j bilan.Judgement) (bilan.Judgement, error) {
	if err := register.CheckJudgement(&j); err != nil {
		return j, err
	}
	var entry string
	var last bilan.Judgement
	err := s.row(ctx, `SELECT entry FROM judgements ORDER BY seq DESC LIMIT 1`, nil, &entry)
	if err == nil {
		err = json.Unmarshal([]byte(entry), &last)
	}
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return j, err
	}
	j.When = j.When.UTC()
	j.Link(last.Seq, last.Hash)
	b, err := json.Marshal(j)
	if err != nil {
		return j, err
	}
	_, err = s.tx.Exec(ctx, `INSERT INTO judgements (seq, entry) VALUES ($1, $2)`, j.Seq, string(b))
	return j, err
}

// Judgements gives the log after a number.
func (s *session) Judgements(ctx context.Context, after int64, limit int) (out []bilan.Judgement, err error) {
	err = s.rows(ctx, `SELECT entry FROM judgements WHERE seq > $1 ORDER BY seq LIMIT $2`, []any{after, limit}, func(rows pgx.Rows) error {
		var entry string
		if err := rows.Scan(&entry); err != nil {
			return err
		}
		var j bilan.Judgement
		err := json.Unmarshal([]byte(entry), &j)
		out = append(out, j)
		return err
	})
	return out, err
}

// Setting gives a named value, "" when it was never set.
func (s *session) Setting(ctx context.Context, name string) (value string, err error) {
	err = s.row(ctx, `SELECT value FROM settings WHERE name = $1`, []any{name}, &value)
	if errors.Is(err, pgx.ErrNoRows) {
		err = nil
	}
	return value, err
}

// SetSetting sets a named value.
func (s *session) SetSetting(ctx context.Context, name, value string) error {
	if name == "" {
		return bilan.Errorf(bilan.CodeInvalid, "set a setting", "it has no name")
	}
	_, err := s.tx.Exec(ctx, `INSERT INTO settings VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value`, name, value)
	return err
}

// Counts gives how much is kept.
func (s *session) Counts(ctx context.Context) (c register.Counts, err error) {
	err = s.row(ctx, `SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles), (SELECT count(*) FROM stories), (SELECT count(*) FROM judgements)`,
		nil, &c.Captures, &c.Articles, &c.Stories, &c.Judgements)
	return c, err
}
