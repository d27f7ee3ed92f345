package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"bilan"
	"bilan/internal/register"
)

// TestTwoProcesses lets two processes fill one register at once, each until it has kept its share.
func TestTwoProcesses(t *testing.T) {
	if path := os.Getenv("BILAN_TEST_SHARE"); path != "" {
		keepShare(path, os.Getenv("BILAN_TEST_SEED"))
	}
	path := filepath.Join(t.TempDir(), "register.db")
	var running []*exec.Cmd
	var told [2]bytes.Buffer
	for i := range 2 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestTwoProcesses$")
		cmd.Env = append(os.Environ(), "BILAN_TEST_SHARE="+path, fmt.Sprint("BILAN_TEST_SEED=p", i))
		cmd.Stdout, cmd.Stderr = &told[i], &told[i]
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, cmd)
	}
	for i, cmd := range running {
		if err := cmd.Wait(); err != nil {
			t.Errorf("process %d: %v\n%s", i, err, &told[i])
		}
	}
	var ids []string
	for i := range 2 * share {
		ids = append(ids, fmt.Sprintf("p%d-%d", i/share, i%share))
	}
	checkTold(t, path, progress{articles: ids, judgements: 2 * share})
}

// share is how many articles each of two processes keeps.
const share = 40

func keepShare(path, seed string) {
	ctx := context.Background()
	r, err := Open(ctx, path)
	for i := 0; err == nil && i < share; i++ {
		err = r.Update(ctx, func(w register.Writer) error {
			a := small(fmt.Sprintf("%s-%d", seed, i))
			if err := w.PutArticle(ctx, a); err != nil {
				return err
			}
			_, err := w.Append(ctx, bilan.Judgement{Who: seed, When: a.Capture.Seen, Action: bilan.Accept})
			return errors.Join(err, w.PutStory(ctx, &register.Story{ID: "s" + a.ID, Articles: []string{a.ID}}))
		})
	}
	if err == nil {
		err = r.Close()
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	os.Exit(0)
}

func keep1(r register.Register, id string) error {
	return r.Update(context.Background(), func(w register.Writer) error { return w.PutArticle(context.Background(), small(id)) })
}

// TestRefuses opens what is no register of this program.
func TestRefuses(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, statements ...string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		for _, s := range statements {
			if _, err := db.Exec(s); err != nil {
				t.Fatal(err)
			}
		}
		return path
	}
	text := filepath.Join(dir, "text.db")
	if err := os.WriteFile(text, []byte(strings.Repeat("no database ", 1000)), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path, want string
		code       bilan.Code
	}{
		"text":      {text, "not a database", bilan.CodeInvalid},
		"other":     {write("other.db", "CREATE TABLE t (x)"), "another program", bilan.CodeInvalid},
		"newer":     {write("newer.db", fmt.Sprint("PRAGMA application_id = ", applicationID), "PRAGMA user_version = 99", "CREATE TABLE t (x)"), "version 99", bilan.CodeInvalid},
		"no folder": {filepath.Join(dir, "absent", "r.db"), "unable to open", bilan.CodeUnavailable},
		"no name":   {"", "no file name", bilan.CodeInvalid},
		"memory":    {":memory:", "no file name", bilan.CodeInvalid},
	} {
		_, err := Open(t.Context(), c.path)
		if bilan.ErrorCode(err) != c.code || err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v (%s), want %q (%s)", name, err, bilan.ErrorCode(err), c.want, c.code)
		}
	}
}

// TestDamagedBody changes the last byte of a body: Verify and reading tell, and name the article.
func TestDamagedBody(t *testing.T) {
	path := filepath.Join(t.TempDir(), "register.db")
	r := openAt(t, path)
	if err := keep1(r, "a"); err != nil {
		t.Fatal(err)
	}
	s := r.(*store)
	w := <-s.writer
	_, err := w.c.ExecContext(t.Context(), `UPDATE bodies SET reading = CAST(substr(reading, 1, length(reading) - 1) || x'00' AS BLOB)`)
	s.writer <- w
	if err != nil {
		t.Fatal(err)
	}
	err = r.Verify(t.Context())
	if bilan.ErrorCode(err) != bilan.CodeInternal || !strings.Contains(err.Error(), "the reading of article a") {
		t.Errorf("verify: %v", err)
	}
	err = r.View(t.Context(), func(r register.Reader) error { _, err := r.Article(t.Context(), "a"); return err })
	if bilan.ErrorCode(err) != bilan.CodeInternal {
		t.Errorf("read: %v", err)
	}
}

// TestCheckAfterCrash spoils a page of a register that was left open: the next Open finds it, as it does not look for it in
// one that was closed.
func TestCheckAfterCrash(t *testing.T) {
	path := filepath.Join(t.TempDir(), "register.db")
	r := openAt(t, path)
	for i := range 400 {
		if err := keep1(r, fmt.Sprint("a", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	spoilPages(t, path)
	if r, err := Open(t.Context(), path); err != nil {
		t.Errorf("a register that was closed is checked: %v", err)
	} else if err := r.Close(); err != nil {
		t.Error(err)
	}
	if err := os.WriteFile(path+"-wal", []byte("remains of a process"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Open(t.Context(), path)
	var e *bilan.Error
	if !errors.As(err, &e) || e.Code != bilan.CodeInternal || !strings.Contains(e.Hint, "backup") {
		t.Errorf("got %v", err)
	}
}

// spoilPages overwrites the pages from the thirtieth on, behind the roots of the tables, a few bytes each.
func spoilPages(t *testing.T, path string) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	for at := int64(30 * 4096); at < st.Size(); at += 4096 {
		if _, err := f.WriteAt([]byte{13, 0xff, 0xff, 0xff, 0xff, 0xff}, at); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFullDisk fills a small disk: the step that fails says why and leaves nothing, what was kept before stays, and with
// room again all goes on.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=3m"); err != nil {
		t.Skip("a small disk cannot be mounted here: ", err)
	}
	defer syscall.Unmount(dir, syscall.MNT_DETACH)
	r, err := Open(t.Context(), filepath.Join(dir, "register.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	n := 0
	for ; err == nil && n < 5000; n++ {
		err = keep1(r, fmt.Sprint("a", n))
	}
	var e *bilan.Error
	if !errors.As(err, &e) || e.Code != bilan.CodeUnavailable || !strings.Contains(e.Hint, "full") {
		t.Fatalf("article %d: %v", n, err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=30m"); err != nil {
		t.Fatal(err)
	}
	if err := keep1(r, "room again"); err != nil {
		t.Error(err)
	}
	if err := r.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	err = r.View(t.Context(), func(r register.Reader) error {
		c, err := r.Counts(t.Context())
		if c.Articles != int64(n) { // n-1 before the disk was full, one after
			t.Errorf("%d articles, want %d", c.Articles, n)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestReadOnly opens a register that may not be written, in a process that is not root.
func TestReadOnly(t *testing.T) {
	if path := os.Getenv("BILAN_TEST_CLOSED"); path != "" {
		openClosed(path)
	}
	dir := t.TempDir()
	path := filepath.Join(dir, "register.db")
	if err := openAt(t, path).Close(); err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{path, dir} {
		if err := os.Chmod(p, 0o555); err != nil {
			t.Fatal(err)
		}
	}
	defer os.Chmod(dir, 0o755)
	cmd := exec.Command(os.Args[0], "-test.run=^TestReadOnly$")
	cmd.Env = append(os.Environ(), "BILAN_TEST_CLOSED="+path)
	out, _ := cmd.CombinedOutput()
	if !strings.Contains(string(out), "unavailable: open register") {
		t.Errorf("got %s", out)
	}
}

func openClosed(path string) {
	if os.Getuid() == 0 {
		if err := syscall.Setuid(65534); err != nil {
			fmt.Println(err)
		}
	}
	_, err := Open(context.Background(), path)
	fmt.Printf("%s: %v\n", bilan.ErrorCode(err), err)
	os.Exit(0)
}
