package registertest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/internal/register"
)

// fillAll writes something of each kind.
func fillAll(ctx context.Context, w register.Writer) error {
	_, err := w.Append(ctx, bilan.Judgement{Who: "x", When: moment, Action: bilan.Note})
	return errors.Join(err, w.PutArticle(ctx, article("lost", "lost title", "text", "lost key")),
		w.PutStory(ctx, story("lost", "2022", "lost")), w.SetSetting(ctx, "lost", "x"))
}

// empty checks that nothing of fillAll is there.
func empty(t *testing.T, r register.Register) {
	t.Helper()
	view(t, r, func(ctx context.Context, r register.Reader) error {
		c, err := r.Counts(ctx)
		same(t, "counts", c, register.Counts{})
		value, err2 := r.Setting(ctx, "lost")
		same(t, "setting", value, "")
		keys, err3 := r.Sharing(ctx, []string{"lost key"}, 9)
		same(t, "keys", keys, map[string][]string{})
		hits, err4 := r.Search(ctx, "lost", register.Page{Limit: 9})
		same(t, "hits", len(hits), 0)
		return errors.Join(err, err2, err3, err4)
	})
}

func testRollback(t *testing.T, s Store) {
	r := s.Open(t)
	boom := errors.New("boom")
	err := r.Update(t.Context(), func(w register.Writer) error { return errors.Join(fillAll(t.Context(), w), boom) })
	if !errors.Is(err, boom) {
		t.Errorf("got %v, want the error of f", err)
	}
	empty(t, r)
	put(t, r, article("a", "later", "text"))
}

func testCancel(t *testing.T, s Store) {
	r := s.Open(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := r.Update(ctx, func(w register.Writer) error {
		err := fillAll(ctx, w)
		cancel()
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before the commit: %v", err)
	}
	empty(t, r)
	err = r.Update(ctx, func(register.Writer) error { t.Error("f runs though the context is cancelled"); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled before: %v", err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	err = r.View(ctx, func(rd register.Reader) error {
		cancel()
		_, err := rd.Articles(ctx, register.Page{Limit: 5})
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled in View: %v", err)
	}
	put(t, r, article("a", "later", "text"))
}

// testPanic lets f panic: the next writer finds a register that works.
func testPanic(t *testing.T, s Store) {
	r := s.Open(t)
	func() {
		defer func() { _ = recover() }()
		_ = r.Update(t.Context(), func(w register.Writer) error {
			_ = fillAll(t.Context(), w)
			panic("a writer breaks down half-way")
		})
	}()
	empty(t, r)
	put(t, r, article("a", "later", "text"))
}

func testOwnWrites(t *testing.T, s Store) {
	r := s.Open(t)
	update(t, r, func(ctx context.Context, w register.Writer) error {
		if err := fillAll(ctx, w); err != nil {
			return err
		}
		a, err := w.Article(ctx, "lost")
		same(t, "article", a.Story, "lost")
		sharing, err2 := w.Sharing(ctx, []string{"lost key"}, 1)
		same(t, "keys", sharing, map[string][]string{"lost key": {"lost"}})
		hits, err3 := w.Search(ctx, "title", register.Page{Limit: 9})
		same(t, "hits", len(hits), 1)
		c, err4 := w.Counts(ctx)
		same(t, "counts", c, register.Counts{Captures: 1, Articles: 1, Stories: 1, Judgements: 1})
		return errors.Join(err, err2, err3, err4)
	})
}

// testSnapshot reads while a writer goes on: what is read stays as it was when View began.
func testSnapshot(t *testing.T, s Store) {
	r := s.Open(t)
	put(t, r, article("a", "title", "text", "k"))
	view(t, r, func(ctx context.Context, rd register.Reader) error {
		put(t, r, article("b", "title", "text", "k"))
		update(t, r, func(ctx context.Context, w register.Writer) error { return w.SetSetting(ctx, "x", "later") })
		c, err := rd.Counts(ctx)
		same(t, "counts", c.Articles, int64(1))
		sharing, err2 := rd.Sharing(ctx, []string{"k"}, 9)
		same(t, "keys", sharing, map[string][]string{"k": {"a"}})
		hits, err3 := rd.Search(ctx, "title", register.Page{Limit: 9})
		same(t, "hits", len(hits), 1)
		value, err4 := rd.Setting(ctx, "x")
		same(t, "setting", value, "")
		return errors.Join(err, err2, err3, err4)
	})
	same(t, "afterwards", len(searched(t, r, "title")), 2)
}

// testTwoWriters counts to 60 in a setting from two handles at once: no step is lost, the log has no gap.
func testTwoWriters(t *testing.T, s Store) {
	r := s.Open(t)
	again := s.Again(t, r)
	var wait sync.WaitGroup
	for i := range 6 {
		handle := []register.Register{r, again}[i%2]
		wait.Go(func() {
			for range 10 {
				err := handle.Update(t.Context(), func(w register.Writer) error {
					value, err := w.Setting(t.Context(), "n")
					if err != nil {
						return err
					}
					n := 0
					_, _ = fmt.Sscan(value, &n)
					_, err = w.Append(t.Context(), bilan.Judgement{Who: fmt.Sprint(i), When: moment, Action: bilan.Note})
					return errors.Join(err, w.SetSetting(t.Context(), "n", fmt.Sprint(n+1)))
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	view(t, again, func(ctx context.Context, r register.Reader) error {
		value, err := r.Setting(ctx, "n")
		same(t, "count", value, "60")
		seq, _, err2 := bilan.VerifyChain(entries(ctx, r, 7))
		same(t, "log", seq, int64(60))
		return errors.Join(err, err2)
	})
}

func testSameArticle(t *testing.T, s Store) {
	r := s.Open(t)
	again := s.Again(t, r)
	var wait sync.WaitGroup
	for i := range 8 {
		handle := []register.Register{r, again}[i%2]
		wait.Go(func() {
			a := article("a", "title", "text", "k")
			if err := handle.Update(t.Context(), func(w register.Writer) error { return w.PutArticle(t.Context(), a) }); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	view(t, r, func(ctx context.Context, r register.Reader) error {
		c, err := r.Counts(ctx)
		same(t, "counts", c, register.Counts{Captures: 1, Articles: 1})
		return err
	})
	same(t, "hits", searched(t, r, "title"), []string{"a"})
}

// testReaders reads from several goroutines while articles and their stories come in pairs: no reader sees half a pair.
func testReaders(t *testing.T, s Store) {
	r := s.Open(t)
	ctx, stop := context.WithCancel(t.Context())
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for ctx.Err() == nil {
				err := r.View(t.Context(), func(rd register.Reader) error {
					c, err := rd.Counts(t.Context())
					if c.Articles != c.Stories {
						t.Errorf("torn: %d articles, %d stories", c.Articles, c.Stories)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
				time.Sleep(time.Millisecond)
			}
		})
	}
	for _, a := range numbered(20) {
		update(t, r, func(ctx context.Context, w register.Writer) error {
			return errors.Join(w.PutArticle(ctx, a), w.PutStory(ctx, story("s"+a.ID, "2022", a.ID)))
		})
	}
	stop()
	wait.Wait()
}
