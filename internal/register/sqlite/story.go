package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"

	"bilan"
	"bilan/internal/register"
)

// PutStory keeps a story; its articles become its own, those it had before and has no more become nobody's.
func (s *session) PutStory(ctx context.Context, st *register.Story) error {
	if err := st.Check(); err != nil {
		return err
	}
	var n int64
	err := s.c.row(ctx, `INSERT INTO stories (id, title, told_from, told_to, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id)
		DO UPDATE SET title = excluded.title, told_from = excluded.told_from, told_to = excluded.told_to, body = excluded.body RETURNING n`,
		[]any{st.ID, st.Title, st.From, st.To, s.packer.Pack(st.Body)}, &n)
	if err != nil {
		return err
	}
	if err := s.putMembers(ctx, n, st); err != nil {
		return err
	}
	return s.putValues(ctx, n, st.Values)
}

func (s *session) putMembers(ctx context.Context, n int64, st *register.Story) error {
	had, err := s.members(ctx, n)
	if err != nil {
		return err
	}
	want := slices.Sorted(slices.Values(st.Articles))
	for _, id := range had {
		if _, ok := slices.BinarySearch(want, id); ok {
			continue
		}
		if _, err := s.c.exec(ctx, `UPDATE articles SET story = NULL WHERE id = ?`, id); err != nil {
			return err
		}
	}
	for _, id := range want {
		if _, ok := slices.BinarySearch(had, id); ok {
			continue
		}
		done, err := s.c.exec(ctx, `UPDATE articles SET story = ? WHERE id = ?`, n, id)
		if err != nil {
			return err
		}
		if rows, _ := done.RowsAffected(); rows == 0 {
			return missing(sql.ErrNoRows, "keep story "+st.ID+": article "+id)
		}
	}
	return nil
}

func (s *session) members(ctx context.Context, n int64) (ids []string, err error) {
	err = s.c.rows(ctx, `SELECT id FROM articles WHERE story = ? ORDER BY id`, []any{n}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}

func (s *session) putValues(ctx context.Context, n int64, values []register.Value) error {
	if _, err := s.c.exec(ctx, `DELETE FROM story_values WHERE story = ?`, n); err != nil {
		return err
	}
	for _, v := range values {
		_, err := s.c.exec(ctx, `INSERT INTO story_values (story, low, high, outcome, country) VALUES (?, ?, ?, ?, ?)`, n, v.Low, v.High, string(v.Outcome), v.Country)
		if err != nil {
			return err
		}
	}
	return nil
}

// DropStory forgets a story. That none of its articles is left behind, the database checks when the transaction ends.
func (s *session) DropStory(ctx context.Context, id string) error {
	var n int64
	return missing(s.c.row(ctx, `DELETE FROM stories WHERE id = ? RETURNING n`, []any{id}, &n), "story "+id)
}

const storyColumns = `s.n, s.id, s.title, s.told_from, s.told_to`

// storyRow takes a story off a row that begins with storyColumns.
func storyRow(row scanner, more ...any) (n int64, st register.Story, err error) {
	err = row.Scan(append([]any{&n, &st.ID, &st.Title, &st.From, &st.To}, more...)...)
	return n, st, err
}

// Story gives a story with its body.
func (s *session) Story(ctx context.Context, id string) (register.Story, error) {
	row, err := s.one(ctx, `SELECT `+storyColumns+`, s.body FROM stories s WHERE s.id = ?`, id)
	if err != nil {
		return register.Story{}, err
	}
	var packed []byte
	n, st, err := storyRow(row, &packed)
	if err != nil {
		return st, missing(err, "story "+id)
	}
	if st.Body, err = s.unpack("story "+id, packed); err != nil {
		return st, err
	}
	return st, s.fill(ctx, n, &st)
}

// fill adds a story's articles and values.
func (s *session) fill(ctx context.Context, n int64, st *register.Story) (err error) {
	if st.Articles, err = s.members(ctx, n); err != nil {
		return err
	}
	return s.c.rows(ctx, `SELECT low, high, outcome, country FROM story_values WHERE story = ? ORDER BY rowid`, []any{n}, func(rows *sql.Rows) error {
		var v register.Value
		var outcome string
		err := rows.Scan(&v.Low, &v.High, &outcome, &v.Country)
		v.Outcome = bilan.Outcome(outcome)
		st.Values = append(st.Values, v)
		return err
	})
}

// stories gives the stories that a query finds, whole but for their bodies.
func (s *session) stories(ctx context.Context, query string, args ...any) ([]register.Story, error) {
	var out []register.Story
	var numbers []int64
	err := s.c.rows(ctx, query, args, func(rows *sql.Rows) error {
		n, st, err := storyRow(rows)
		out, numbers = append(out, st), append(numbers, n)
		return err
	})
	if err != nil {
		return nil, err
	}
	for i := range out {
		if err := s.fill(ctx, numbers[i], &out[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// StoriesOf gives the stories that hold any of the articles, by id.
func (s *session) StoriesOf(ctx context.Context, articles []string) ([]register.Story, error) {
	numbers := map[int64]bool{}
	for _, id := range articles {
		var n sql.NullInt64
		if err := s.c.row(ctx, `SELECT story FROM articles WHERE id = ?`, []any{id}, &n); err != nil {
			return nil, missing(err, "article "+id)
		}
		if n.Valid {
			numbers[n.Int64] = true
		}
	}
	var list []int64
	for n := range numbers {
		list = append(list, n)
	}
	return s.stories(ctx, `SELECT `+storyColumns+` FROM stories s WHERE s.n IN (SELECT value FROM json_each(?)) ORDER BY s.id`, jsonNumbers(list))
}

// Memberships gives the stories of articles, those that have one.
func (s *session) Memberships(ctx context.Context, articles []string) (map[string]string, error) {
	out := make(map[string]string, len(articles))
	ids, err := json.Marshal(articles)
	if err != nil {
		return nil, err
	}
	err = s.c.rows(ctx, `SELECT a.id, s.id FROM json_each(?) j JOIN articles a ON a.id = j.value JOIN stories s ON s.n = a.story`, []any{string(ids)}, func(rows *sql.Rows) error {
		var id, story string
		err := rows.Scan(&id, &story)
		out[id] = story
		return err
	})
	return out, err
}

// Stories gives a page of stories, the one told last first.
func (s *session) Stories(ctx context.Context, p register.Page) ([]register.Story, error) {
	if p.After == "" {
		return s.stories(ctx, `SELECT `+storyColumns+` FROM stories s ORDER BY s.told_to DESC, s.id DESC LIMIT ?`, p.Limit)
	}
	var to string
	if err := s.c.row(ctx, `SELECT told_to FROM stories WHERE id = ?`, []any{p.After}, &to); err != nil {
		return nil, missing(err, "list stories after "+p.After)
	}
	return s.stories(ctx, `SELECT `+storyColumns+` FROM stories s WHERE (s.told_to, s.id) < (?, ?) ORDER BY s.told_to DESC, s.id DESC LIMIT ?`, to, p.After, p.Limit)
}

// ValueStories gives the stories with a value that has a bound between low and high, the one told last first.
func (s *session) ValueStories(ctx context.Context, low, high int64, limit int) (ids []string, err error) {
	err = s.c.rows(ctx, `SELECT id FROM stories WHERE n IN (
			SELECT story FROM story_values WHERE low BETWEEN ?1 AND ?2 UNION SELECT story FROM story_values WHERE high BETWEEN ?1 AND ?2)
		ORDER BY told_to DESC, id DESC LIMIT ?3`, []any{low, high, limit}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	})
	return ids, err
}
