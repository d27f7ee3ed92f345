package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"bilan"
	"bilan/internal/register"
)

// Append writes the next judgement and links it to the last one.
func (s *session) Append(ctx context.Context, j bilan.Judgement) (bilan.Judgement, error) {
	if err := register.CheckJudgement(&j); err != nil {
		return j, err
	}
	var last bilan.Judgement
	err := judgementRow(&last, func(entry *string) error {
		return s.c.row(ctx, `SELECT entry FROM judgements ORDER BY seq DESC LIMIT 1`, nil, entry)
	})
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return j, err
	}
	j.When = j.When.UTC()
	j.Link(last.Seq, last.Hash)
	entry, err := json.Marshal(j)
	if err != nil {
		return j, err
	}
	_, err = s.c.exec(ctx, `INSERT INTO judgements (seq, entry) VALUES (?, ?)`, j.Seq, string(entry))
	return j, err
}

func judgementRow(j *bilan.Judgement, scan func(*string) error) error {
	var entry string
	if err := scan(&entry); err != nil {
		return err
	}
	return json.Unmarshal([]byte(entry), j)
}

// Judgements gives the log after a number.
func (s *session) Judgements(ctx context.Context, after int64, limit int) (out []bilan.Judgement, err error) {
	err = s.c.rows(ctx, `SELECT entry FROM judgements WHERE seq > ? ORDER BY seq LIMIT ?`, []any{after, limit}, func(rows *sql.Rows) error {
		var j bilan.Judgement
		err := judgementRow(&j, func(entry *string) error { return rows.Scan(entry) })
		out = append(out, j)
		return err
	})
	return out, err
}

// Setting gives a named value, "" when it was never set.
func (s *session) Setting(ctx context.Context, name string) (value string, err error) {
	err = s.c.row(ctx, `SELECT value FROM settings WHERE name = ?`, []any{name}, &value)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return value, err
}

// SetSetting sets a named value.
func (s *session) SetSetting(ctx context.Context, name, value string) error {
	if name == "" {
		return bilan.Errorf(bilan.CodeInvalid, "set a setting", "it has no name")
	}
	_, err := s.c.exec(ctx, `INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value)
	return err
}

// Counts gives how much is kept.
func (s *session) Counts(ctx context.Context) (c register.Counts, err error) {
	err = s.c.row(ctx, `SELECT (SELECT count(*) FROM captures), (SELECT count(*) FROM articles), (SELECT count(*) FROM stories), (SELECT count(*) FROM judgements)`,
		nil, &c.Captures, &c.Articles, &c.Stories, &c.Judgements)
	return c, err
}
