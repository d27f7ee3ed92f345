package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/internal/register"
	"bilan/internal/register/registertest"
)

// TestKill kills a process that fills a register, again and again, at moments of chance: whatever it had told to be kept is
// there afterwards, nothing is there by halves, and the log is whole.
func TestKill(t *testing.T) {
	if path := os.Getenv("BILAN_TEST_FILL"); path != "" {
		fill(path, os.Getenv("BILAN_TEST_SEED"))
	}
	kills := 10
	if os.Getenv("CI") == "true" {
		kills = 100
	}
	path := filepath.Join(t.TempDir(), "register.db")
	var told progress
	for i := range kills {
		if i%25 == 24 { // and a new register, so that kills meet its making
			path, told = filepath.Join(t.TempDir(), "register.db"), progress{}
		}
		killOnce(t, path, i, &told)
		if checkTold(t, path, told); t.Failed() {
			return
		}
	}
}

// progress is what a process told to be kept.
type progress struct {
	articles   []string
	judgements int64
}

// killOnce starts a process that fills the register, kills it, and adds what it told to told.
func killOnce(t *testing.T, path string, seed int, told *progress) {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestKill$")
	cmd.Env = append(os.Environ(), "BILAN_TEST_FILL="+path, "BILAN_TEST_SEED="+strconv.Itoa(seed))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(20*time.Millisecond+rand.N(300*time.Millisecond), func() { _ = cmd.Process.Kill() })
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n') // a line without its end was not told
		if err != nil {
			break
		}
		told.add(t, strings.Fields(line))
	}
	_ = cmd.Wait()
}

func (p *progress) add(t *testing.T, words []string) {
	t.Helper()
	switch {
	case len(words) == 2 && words[0] == "judgement":
		n, err := strconv.ParseInt(words[1], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		p.judgements = max(p.judgements, n)
	case len(words) > 1 && words[0] == "articles":
		p.articles = append(p.articles, words[1:]...)
	default:
		t.Fatalf("the process tells %q", words)
	}
}

// fill keeps articles in batches, each with its story and a judgement, and tells what is kept, until it is killed.
func fill(path, seed string) {
	ctx := context.Background()
	r, err := Open(ctx, path)
	for i := 0; err == nil; i++ {
		var ids []string
		var j bilan.Judgement
		err = r.Update(ctx, func(w register.Writer) error {
			ids = nil
			for k := range 1 + i%5 {
				a := small(fmt.Sprintf("%s-%d-%d", seed, i, k))
				if err := w.PutArticle(ctx, a); err != nil {
					return err
				}
				ids = append(ids, a.ID)
			}
			if err := w.PutStory(ctx, &register.Story{ID: "s" + ids[0], Articles: ids, Body: []byte(ids[0])}); err != nil {
				return err
			}
			var err error
			j, err = w.Append(ctx, bilan.Judgement{Who: "x", When: time.Now(), Action: bilan.Accept, Targets: ids})
			return err
		})
		if err == nil {
			fmt.Printf("articles %s\njudgement %d\n", strings.Join(ids, " "), j.Seq)
		}
	}
	fmt.Println("error", err)
	os.Exit(1)
}

func small(id string) *register.Article {
	return &register.Article{ID: id, Title: "Title of " + id, Text: strings.Repeat("some words of "+id+" ", 20), Told: "2022-01-06", Keys: []string{"all", "key " + id},
		Reading: []byte(strings.Repeat(`{"id":"`+id+`"}`, 30)), Digest: []byte("digest " + id),
		Capture: bilan.Capture{SHA256: registertest.Sha(id), Seen: time.Now()}}
}

// checkTold opens the register, which then checks itself, and looks for all that was told.
func checkTold(t *testing.T, path string, told progress) {
	t.Helper()
	r, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if err := r.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	err = r.View(t.Context(), func(r register.Reader) error {
		known, err := r.Known(t.Context(), told.articles)
		if err != nil {
			return err
		}
		if len(known) != len(told.articles) {
			t.Errorf("%d articles told, %d kept", len(told.articles), len(known))
		}
		return errors.Join(checkWhole(t, r), checkLog(t, r, told.judgements))
	})
	if err != nil {
		t.Error(err)
	}
}

// checkWhole looks for halves: every article has its story, body, keys and words, and a judgement about it.
func checkWhole(t *testing.T, r register.Reader) error {
	t.Helper()
	ctx := t.Context()
	list, err := r.Articles(ctx, register.Page{Limit: 1 << 20})
	if err != nil {
		return err
	}
	c, err := r.Counts(ctx)
	if err != nil {
		return err
	}
	if n := int64(len(list)); c.Articles != n || c.Captures != n || c.Stories != c.Judgements {
		t.Errorf("halves: %d articles, %+v", n, c)
	}
	sharing, err := r.Sharing(ctx, []string{"all"}, 1<<20)
	if err != nil {
		return err
	}
	if len(sharing["all"]) != len(list) {
		t.Errorf("%d articles, %d with keys", len(list), len(sharing["all"]))
	}
	for _, a := range list[max(0, len(list)-40):] {
		if a.Story == "" {
			t.Errorf("article %s has no story", a.ID)
		}
		hits, err := r.Search(ctx, `"title of `+a.ID+`"`, register.Page{Limit: 2})
		if err != nil || len(hits) != 1 {
			t.Errorf("article %s: %d hits, %v", a.ID, len(hits), err)
		}
	}
	return nil
}

func checkLog(t *testing.T, r register.Reader, told int64) error {
	t.Helper()
	seq, _, err := bilan.VerifyChain(func(yield func(bilan.Judgement, error) bool) {
		list, err := r.Judgements(t.Context(), 0, 1<<20)
		if err != nil {
			yield(bilan.Judgement{}, err)
		}
		for _, j := range list {
			if !yield(j, nil) {
				return
			}
		}
	})
	if seq < told {
		t.Errorf("judgement %d was told, the log ends at %d", told, seq)
	}
	return err
}

// TestKillMigrate kills a process that brings a register through many steps: the file has whole steps, and the next program
// makes the rest.
func TestKillMigrate(t *testing.T) {
	if path := os.Getenv("BILAN_TEST_MIGRATE"); path != "" {
		runSteps(path)
	}
	for i := range 8 {
		path := filepath.Join(t.TempDir(), "register.db")
		openAt(t, path).Close()
		cmd := exec.Command(os.Args[0], "-test.run=^TestKillMigrate$")
		cmd.Env = append(os.Environ(), "BILAN_TEST_MIGRATE="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		go func() { time.Sleep(time.Duration(20+25*i) * time.Millisecond); _ = cmd.Process.Kill() }()
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait()
		made := checkSteps(t, path, false)
		if all := checkSteps(t, path, true); all != len(manySteps()) || made > all {
			t.Errorf("%d steps made when killed, %d in the end", made, all)
		}
	}
}

// manySteps are today's steps and fifty more, each of three statements.
func manySteps() []string {
	steps := migrations()
	for i := range 50 {
		steps = append(steps, fmt.Sprintf("CREATE TABLE step%d (x); INSERT INTO step%d SELECT value FROM generate_series(1, 300); CREATE INDEX step%dx ON step%d (x)", i, i, i, i))
	}
	for i := range steps {
		steps[i] = strings.ReplaceAll(steps[i], "SELECT value FROM generate_series(1, 300)", "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 300) SELECT x FROM n")
	}
	return steps
}

func runSteps(path string) {
	s, err := openWith(context.Background(), path, manySteps())
	if err == nil {
		err = s.Close()
	}
	fmt.Println(err)
	os.Exit(0)
}

// checkSteps gives how many steps are made, each of them whole; with finish it makes the rest first.
func checkSteps(t *testing.T, path string, finish bool) (version int) {
	t.Helper()
	var s *store
	var err error
	if finish {
		if s, err = openWith(t.Context(), path, manySteps()); err != nil {
			t.Fatal(err)
		}
	} else if s, err = openWith(t.Context(), path, nil); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c := <-s.readers
	defer func() { s.readers <- c }()
	var tables, indexes int
	err = c.c.QueryRowContext(t.Context(), `SELECT (SELECT user_version FROM pragma_user_version),
		(SELECT count(*) FROM sqlite_schema WHERE name GLOB 'step*' AND type = 'table'), (SELECT count(*) FROM sqlite_schema WHERE name GLOB 'step*' AND type = 'index')`).Scan(&version, &tables, &indexes)
	if err != nil {
		t.Fatal(err)
	}
	if more := version - len(migrations()); tables != more || indexes != more {
		t.Errorf("version %d, %d tables, %d indexes", version, tables, indexes)
	}
	return version
}
