package registertest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"bilan"
	"bilan/internal/register"
)

func story(id, to string, articles ...string) *register.Story {
	return &register.Story{ID: id, Title: "Story " + id, From: "2022-01-02", To: to, Articles: articles, Body: []byte(`{"story":"` + id + `"}`)}
}

func putStories(t *testing.T, r register.Register, stories ...*register.Story) {
	t.Helper()
	update(t, r, func(ctx context.Context, w register.Writer) error {
		for _, s := range stories {
			if err := w.PutStory(ctx, s); err != nil {
				return err
			}
		}
		return nil
	})
}

func bare(s *register.Story) register.Story {
	b := *s
	b.Body = nil
	return b
}

func testStory(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(4)...)
	one, two := story("s1", "2022-01-09", "a000", "a002"), story("s2", "2022-01-08", "a001")
	one.Values = []register.Value{{Low: 164, High: 164, Outcome: bilan.Killed, Country: "KZ"}, {Low: 2, High: 3, Outcome: bilan.Injured}}
	putStories(t, r, one, two)
	one.Body, one.Title = []byte(`{"story":"again"}`), "Again"
	putStories(t, r, one)
	view(t, r, func(ctx context.Context, r register.Reader) error {
		got, err := r.Story(ctx, "s1")
		same(t, "story", got, *one)
		if err != nil {
			return err
		}
		list, err := r.StoriesOf(ctx, []string{"a002", "a001", "a000", "a003"})
		same(t, "stories of", list, []register.Story{bare(one), bare(two)})
		if err != nil {
			return err
		}
		a, err := r.Article(ctx, "a002")
		same(t, "story of an article", a.Story, "s1")
		return err
	})
}

// testMembers lets articles wander between stories, told in any order.
func testMembers(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(4)...)
	putStories(t, r, story("s1", "2022", "a000", "a001"), story("s2", "2022", "a002", "a003"))
	members := func(what string, want map[string][]string) {
		t.Helper()
		view(t, r, func(ctx context.Context, r register.Reader) error {
			list, err := r.Stories(ctx, register.Page{Limit: 9})
			got := map[string][]string{}
			for _, s := range list {
				got[s.ID] = s.Articles
			}
			same(t, what, got, want)
			return err
		})
	}
	putStories(t, r, story("s1", "2022", "a001", "a002"), story("s2", "2022", "a000", "a003"))
	members("swapped", map[string][]string{"s1": {"a001", "a002"}, "s2": {"a000", "a003"}})
	putStories(t, r, story("s2", "2022", "a003"))
	members("left out", map[string][]string{"s1": {"a001", "a002"}, "s2": {"a003"}})
	update(t, r, func(ctx context.Context, w register.Writer) error {
		return errors.Join(w.DropStory(ctx, "s2"), w.PutStory(ctx, story("s1", "2022", "a003", "a002", "a001", "a000")))
	})
	members("joined, the list unsorted", map[string][]string{"s1": {"a000", "a001", "a002", "a003"}})
}

// testDropStory forgets a story: its articles must have gone elsewhere by the end of the transaction.
func testDropStory(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(2)...)
	putStories(t, r, story("s1", "2022", "a000"), story("s2", "2022", "a001"))
	drop := func(f func(ctx context.Context, w register.Writer) error) error {
		return r.Update(t.Context(), func(w register.Writer) error { return f(t.Context(), w) })
	}
	coded(t, "left behind", drop(func(ctx context.Context, w register.Writer) error { return w.DropStory(ctx, "s1") }), bilan.CodeConflict)
	coded(t, "left behind by a story of the same id", drop(func(ctx context.Context, w register.Writer) error {
		return errors.Join(w.DropStory(ctx, "s2"), w.PutStory(ctx, story("s2", "2022", "a000")))
	}), bilan.CodeConflict)
	view(t, r, func(ctx context.Context, r register.Reader) error {
		c, err := r.Counts(ctx)
		same(t, "stories", c.Stories, int64(2))
		return err
	})
}

func testStoryPages(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(9)...)
	for i := range 9 { // three end on each of three days
		putStories(t, r, story(fmt.Sprintf("s%d", i), fmt.Sprintf("2022-01-0%d", i%3+1), fmt.Sprintf("a00%d", i)))
	}
	view(t, r, func(ctx context.Context, r register.Reader) error {
		var got []string
		for page := (register.Page{Limit: 4}); ; page.After = got[len(got)-1] {
			list, err := r.Stories(ctx, page)
			if err != nil || len(list) == 0 {
				same(t, "stories, last told first", got, []string{"s8", "s5", "s2", "s7", "s4", "s1", "s6", "s3", "s0"})
				return err
			}
			for _, s := range list {
				got = append(got, s.ID)
			}
		}
	})
}

func testValues(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, numbered(4)...)
	values := [][2]int64{{164, 164}, {100, 200}, {150, 170}, {-5, 1 << 60}}
	for i, v := range values {
		st := story(fmt.Sprintf("s%d", i), fmt.Sprintf("2022-01-0%d", i+1), fmt.Sprintf("a00%d", i))
		st.Values = []register.Value{{Low: v[0], High: v[1], Outcome: bilan.Killed, Country: "KZ"}, {Low: 7, High: 7, Outcome: bilan.Injured}}
		putStories(t, r, st)
	}
	gone := story("s2", "2022-01-03", "a002")
	putStories(t, r, gone) // its values went with it
	view(t, r, func(ctx context.Context, r register.Reader) error {
		for _, c := range []struct {
			low, high int64
			limit     int
			want      []string
		}{
			{164, 164, 9, []string{"s0"}}, {160, 170, 9, []string{"s0"}}, {200, 200, 9, []string{"s1"}}, {7, 7, 9, []string{"s3", "s1", "s0"}},
			{7, 7, 2, []string{"s3", "s1"}}, {-9, -1, 9, []string{"s3"}}, {1 << 60, 1 << 61, 9, []string{"s3"}}, {165, 199, 9, nil},
		} {
			got, err := r.ValueStories(ctx, c.low, c.high, c.limit)
			if err != nil {
				return err
			}
			same(t, fmt.Sprint(c.low, " to ", c.high), got, c.want)
		}
		return nil
	})
}
