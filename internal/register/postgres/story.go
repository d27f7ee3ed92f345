package postgres

import (
	"context"

	"bilan"
	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
)

// PutStory keeps a story; its articles become its own, those it had before and has no more become nobody's.
func (s *session) PutStory(ctx context.Context, st *register.Story) error {
	if err := st.Check(); err != nil {
		return err
	}
	var n int64
	err := s.row(ctx, `INSERT INTO stories (id, title, told_from, told_to, body) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id)
		DO UPDATE SET title = excluded.title, told_from = excluded.told_from, told_to = excluded.told_to, body = excluded.body RETURNING n`,
		[]any{st.ID, st.Title, st.From, st.To, s.packer.Pack(st.Body)}, &n)
	if err != nil {
		return err
	}
	var absent *string
	batch := &pgx.Batch{}
	batch.Queue(`SELECT min(i.id) FROM unnest($1::text[]) AS i (id) WHERE NOT EXISTS (SELECT FROM articles a WHERE a.id = i.id)`, st.Articles).
		QueryRow(func(row pgx.Row) error { return row.Scan(&absent) })
	batch.Queue(`UPDATE articles SET story = NULL WHERE story = $1 AND id <> ALL ($2)`, n, st.Articles)
	batch.Queue(`UPDATE articles SET story = $1 WHERE id = ANY ($2) AND story IS DISTINCT FROM $1`, n, st.Articles)
	queueValues(batch, n, st.Values)
	if err := s.tx.SendBatch(ctx, batch).Close(); err != nil {
		return err
	}
	if absent != nil {
		return missing(pgx.ErrNoRows, "keep story "+st.ID+": article "+*absent)
	}
	return nil
}

func queueValues(batch *pgx.Batch, n int64, values []register.Value) {
	var low, high []int64
	var outcome, country []string
	for _, v := range values {
		low, high, outcome, country = append(low, v.Low), append(high, v.High), append(outcome, string(v.Outcome)), append(country, v.Country)
	}
	batch.Queue(`DELETE FROM story_values WHERE story = $1`, n)
	batch.Queue(`INSERT INTO story_values (story, low, high, outcome, country)
		SELECT $1, v.low, v.high, v.outcome, v.country FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[]) WITH ORDINALITY AS v (low, high, outcome, country, place) ORDER BY v.place`,
		n, low, high, outcome, country)
}

// DropStory forgets a story. That none of its articles is left behind, the database checks when the transaction ends.
func (s *session) DropStory(ctx context.Context, id string) error {
	var n int64
	return missing(s.row(ctx, `DELETE FROM stories WHERE id = $1 RETURNING n`, []any{id}, &n), "story "+id)
}

const storyColumns = `s.n, s.id, s.title, s.told_from, s.told_to`

// storyRow takes a story off a row that begins with storyColumns.
func storyRow(row pgx.Row, more ...any) (n int64, st register.Story, err error) {
	err = row.Scan(append([]any{&n, &st.ID, &st.Title, &st.From, &st.To}, more...)...)
	return n, st, err
}

// Story gives a story with its body.
func (s *session) Story(ctx context.Context, id string) (register.Story, error) {
	row, err := s.one(ctx, `SELECT `+storyColumns+`, s.body FROM stories s WHERE s.id = $1`, id)
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
	list := []register.Story{st}
	err = s.fill(ctx, []int64{n}, list)
	return list[0], err
}

// fill adds the articles and values of stories with these numbers.
func (s *session) fill(ctx context.Context, numbers []int64, list []register.Story) error {
	at := map[int64]*register.Story{}
	for i, n := range numbers {
		at[n] = &list[i]
	}
	err := s.rows(ctx, `SELECT story, id FROM articles WHERE story = ANY ($1) ORDER BY id`, []any{numbers}, func(rows pgx.Rows) error {
		var n int64
		var id string
		err := rows.Scan(&n, &id)
		if st := at[n]; err == nil {
			st.Articles = append(st.Articles, id)
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.rows(ctx, `SELECT story, low, high, outcome, country FROM story_values WHERE story = ANY ($1) ORDER BY n`, []any{numbers}, func(rows pgx.Rows) error {
		var n int64
		var v register.Value
		var outcome string
		err := rows.Scan(&n, &v.Low, &v.High, &outcome, &v.Country)
		if st := at[n]; err == nil {
			v.Outcome = bilan.Outcome(outcome)
			st.Values = append(st.Values, v)
		}
		return err
	})
}

// stories gives the stories that a query finds, whole but for their bodies.
func (s *session) stories(ctx context.Context, q string, args ...any) (out []register.Story, err error) {
	var numbers []int64
	err = s.rows(ctx, q, args, func(rows pgx.Rows) error {
		n, st, err := storyRow(rows)
		out, numbers = append(out, st), append(numbers, n)
		return err
	})
	if err != nil || len(out) == 0 {
		return nil, err
	}
	return out, s.fill(ctx, numbers, out)
}

// StoriesOf gives the stories that hold any of the articles, by id.
func (s *session) StoriesOf(ctx context.Context, articles []string) ([]register.Story, error) {
	absent, err := s.strings(ctx, `SELECT i.id FROM unnest($1::text[]) AS i (id) WHERE NOT EXISTS (SELECT FROM articles a WHERE a.id = i.id) LIMIT 1`, articles)
	if err != nil {
		return nil, err
	}
	if len(absent) > 0 {
		return nil, missing(pgx.ErrNoRows, "article "+absent[0])
	}
	return s.stories(ctx, `SELECT `+storyColumns+` FROM stories s WHERE s.n IN (SELECT story FROM articles WHERE id = ANY ($1)) ORDER BY s.id`, articles)
}

// Memberships gives the stories of articles, those that have one.
func (s *session) Memberships(ctx context.Context, articles []string) (map[string]string, error) {
	out := make(map[string]string, len(articles))
	err := s.rows(ctx, `SELECT a.id, s.id FROM articles a JOIN stories s ON s.n = a.story WHERE a.id = ANY($1::text[])`, []any{articles}, func(rows pgx.Rows) error {
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
		return s.stories(ctx, `SELECT `+storyColumns+` FROM stories s ORDER BY s.told_to DESC, s.id DESC LIMIT $1`, p.Limit)
	}
	var to string
	if err := s.row(ctx, `SELECT told_to FROM stories WHERE id = $1`, []any{p.After}, &to); err != nil {
		return nil, missing(err, "list stories after "+p.After)
	}
	return s.stories(ctx, `SELECT `+storyColumns+` FROM stories s WHERE (s.told_to, s.id) < ($1, $2) ORDER BY s.told_to DESC, s.id DESC LIMIT $3`, to, p.After, p.Limit)
}

// ValueStories gives the stories with a value that has a bound between low and high, the one told last first.
func (s *session) ValueStories(ctx context.Context, low, high int64, limit int) ([]string, error) {
	return s.strings(ctx, `SELECT id FROM stories WHERE n IN (
			SELECT story FROM story_values WHERE low BETWEEN $1 AND $2 UNION SELECT story FROM story_values WHERE high BETWEEN $1 AND $2)
		ORDER BY told_to DESC, id DESC LIMIT $3`, low, high, limit)
}
