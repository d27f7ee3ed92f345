package registertest

import (
	"context"
	"path/filepath"
	"testing"

	"bilan"
	"bilan/internal/register"
)

// dump gives all that a register holds.
func dump(t *testing.T, r register.Register) (out []any) {
	t.Helper()
	view(t, r, func(ctx context.Context, r register.Reader) error {
		all := register.Page{Limit: 1 << 20}
		articles, err := r.Articles(ctx, all)
		if err != nil {
			return err
		}
		for _, a := range articles {
			whole, err := r.Article(ctx, a.ID)
			if err != nil {
				return err
			}
			out = append(out, whole)
		}
		captures, err := r.Captures(ctx, all)
		if err != nil {
			return err
		}
		stories, err := r.Stories(ctx, all)
		if err != nil {
			return err
		}
		for i := range stories {
			if stories[i], err = r.Story(ctx, stories[i].ID); err != nil {
				return err
			}
		}
		judgements, err := r.Judgements(ctx, 0, 1<<20)
		if err != nil {
			return err
		}
		sharing, err := r.Sharing(ctx, []string{"shared", "own5"}, 1<<20)
		if err != nil {
			return err
		}
		setting, err := r.Setting(ctx, "reader")
		out = append(out, captures, stories, judgements, sharing, setting)
		return err
	})
	return out
}

func filled(t *testing.T, s Store) register.Register {
	t.Helper()
	r := s.Open(t)
	put(t, r, numbered(20)...)
	st := story("s", "2022", "a001", "a005")
	st.Values = []register.Value{{Low: 1, High: 2, Outcome: bilan.Killed}}
	putStories(t, r, st)
	update(t, r, func(ctx context.Context, w register.Writer) error {
		if _, err := w.Append(ctx, bilan.Judgement{Who: "x", When: moment, Action: bilan.Note}); err != nil {
			return err
		}
		return w.SetSetting(ctx, "reader", "r1")
	})
	return r
}

func testVerify(t *testing.T, s Store) {
	r := filled(t, s)
	if err := r.Verify(t.Context()); err != nil {
		t.Errorf("a whole register: %v", err)
	}
}

// testBackup restores a backup and compares all that it holds, and goes on writing in it.
func testBackup(t *testing.T, s Store) {
	r := filled(t, s)
	dir := filepath.Join(t.TempDir(), "new", "folder")
	if err := r.Backup(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	coded(t, "over another backup", r.Backup(t.Context(), dir), bilan.CodeConflict)
	copied := s.Restore(t, dir)
	same(t, "restored", dump(t, copied), dump(t, r))
	same(t, "search", searched(t, copied, "words"), searched(t, r, "words"))
	if err := copied.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	put(t, copied, article("later", "later title", "text", "shared"))
	putStories(t, copied, story("later", "2022", "later"))
	update(t, copied, func(ctx context.Context, w register.Writer) error {
		j, err := w.Append(ctx, bilan.Judgement{Who: "x", When: moment, Action: bilan.Note})
		same(t, "the log goes on", j.Seq, int64(2))
		return err
	})
	same(t, "the register itself", len(searched(t, r, "later")), 0)
}

// testBackupLive copies while articles come in with their stories: the copy is one state.
func testBackupLive(t *testing.T, s Store) {
	r := filled(t, s)
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() {
		var err error
		for i := 0; ctx.Err() == nil && err == nil; i++ {
			a := article("live"+Sha(string(rune(i)))[:8], "live", "text")
			err = r.Update(t.Context(), func(w register.Writer) error {
				if err := w.PutArticle(t.Context(), a); err != nil {
					return err
				}
				return w.PutStory(t.Context(), story(a.ID, "2022", a.ID))
			})
		}
		done <- err
	}()
	dir := t.TempDir()
	err := r.Backup(t.Context(), dir)
	stop()
	if werr := <-done; werr != nil || err != nil {
		t.Fatalf("backup %v, writer %v", err, werr)
	}
	copied := s.Restore(t, dir)
	if err := copied.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	view(t, copied, func(ctx context.Context, r register.Reader) error {
		c, err := r.Counts(ctx)
		same(t, "articles with their stories", c.Articles-20, c.Stories-1)
		return err
	})
}
