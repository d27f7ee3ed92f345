// Package jobstest holds the one suite of tests that every queue of jobs passes.
package jobstest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/internal/jobs"
	"bilan/internal/register"
)

// Store is how the suite comes by a queue: one with its register, whose jobs do does.
type Store func(t *testing.T, do jobs.Do, tell func(jobs.Job, error, bool)) (jobs.Queue, register.Register)

// Run runs the suite.
func Run(t *testing.T, open Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Store)
	}{
		{"all done once", testDone}, {"the cause fails", testCause}, {"what follows", testFollows}, {"given up", testGivenUp}, {"nothing", testNothing},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open) })
	}
}

// Numbered gives n jobs of reading.
func Numbered(n int) []jobs.Job {
	out := make([]jobs.Job, n)
	for i := range out {
		out[i] = jobs.Job{Kind: jobs.Read, Name: fmt.Sprintf("j%03d", i), SHA256: "x", Seen: time.Unix(1, 0).UTC()}
	}
	return out
}

// Counted does a job by counting in the setting of its name, in the transaction that ends it.
func Counted(r func() register.Register) jobs.Do {
	return func(ctx context.Context, j jobs.Job, end jobs.End) error {
		return r().Update(ctx, func(w register.Writer) error { return errors.Join(count(ctx, w, j.About()), end(w)) })
	}
}

func count(ctx context.Context, w register.Writer, name string) error {
	value, err := w.Setting(ctx, name)
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(value)
	return w.SetSetting(ctx, name, strconv.Itoa(n+1))
}

// Settings checks the values of settings.
func Settings(t *testing.T, r register.Register, want map[string]string) {
	t.Helper()
	err := r.View(t.Context(), func(rd register.Reader) error {
		for name, w := range want {
			if got, err := rd.Setting(t.Context(), name); err != nil || got != w {
				t.Errorf("%s: got %q, want %q (%v)", name, got, w, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Once does what a queue holds.
func Once(t *testing.T, q jobs.Queue, do jobs.Do, o jobs.Options) {
	t.Helper()
	o.Once, o.AtOnce = true, map[jobs.Kind]int{jobs.Read: 8, jobs.Fetch: 2}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := q.Work(ctx, do, o); err != nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		t.Fatal("the work does not end")
	}
}

// Tallied checks how many jobs are in which state.
func Tallied(t *testing.T, q jobs.Queue, want jobs.Tally) {
	t.Helper()
	if got, err := q.Tally(t.Context()); err != nil || got != want {
		t.Errorf("got %+v, want %+v (%v)", got, want, err)
	}
}

func noCause(register.Writer) error { return nil }

func testDone(t *testing.T, open Store) {
	var r register.Register
	do := Counted(func() register.Register { return r })
	q, reg := open(t, do, nil)
	r = reg
	cause := func(w register.Writer) error { return w.SetSetting(t.Context(), "cause", "kept") }
	if err := q.Hand(t.Context(), cause, Numbered(30)); err != nil {
		t.Fatal(err)
	}
	Once(t, q, do, jobs.Options{})
	Once(t, q, do, jobs.Options{})
	want := map[string]string{"cause": "kept"}
	for _, j := range Numbered(30) {
		want[j.Name] = "1"
	}
	Settings(t, r, want)
	Tallied(t, q, jobs.Tally{Done: 30})
}

func testCause(t *testing.T, open Store) {
	do := func(context.Context, jobs.Job, jobs.End) error { return nil }
	q, r := open(t, do, nil)
	boom := errors.New("boom")
	cause := func(w register.Writer) error {
		return errors.Join(w.SetSetting(t.Context(), "cause", "kept"), boom)
	}
	if err := q.Hand(t.Context(), cause, Numbered(3)); !errors.Is(err, boom) {
		t.Errorf("got %v, want the error of the cause", err)
	}
	Settings(t, r, map[string]string{"cause": ""})
	if tally, err := q.Tally(t.Context()); err != nil || tally.Left() != 0 {
		t.Errorf("jobs without a cause: %+v, %v", tally, err)
	}
}

// testFollows fetches a page and then reads what was fetched.
func testFollows(t *testing.T, open Store) {
	var r register.Register
	count := Counted(func() register.Register { return r })
	do := func(ctx context.Context, j jobs.Job, end jobs.End) error {
		if j.Kind == jobs.Read {
			return count(ctx, j, end)
		}
		next := Numbered(1)[0]
		next.Name = "of " + j.URL
		return r.Update(ctx, func(w register.Writer) error { return end(w, next) })
	}
	q, reg := open(t, do, nil)
	r = reg
	pages := []jobs.Job{{Kind: jobs.Fetch, URL: "https://a.example/1"}, {Kind: jobs.Fetch, URL: "https://a.example/2"}}
	if err := q.Hand(t.Context(), noCause, pages); err != nil {
		t.Fatal(err)
	}
	Once(t, q, do, jobs.Options{})
	Settings(t, r, map[string]string{"of https://a.example/1": "1", "of https://a.example/2": "1"})
	Tallied(t, q, jobs.Tally{Done: 4})
}

// testGivenUp has one job that cannot be done: it is told once and hinders none.
func testGivenUp(t *testing.T, open Store) {
	var r register.Register
	count := Counted(func() register.Register { return r })
	do := func(ctx context.Context, j jobs.Job, end jobs.End) error {
		if j.Name == "j001" {
			return bilan.Errorf(bilan.CodeInvalid, "read", "no text")
		}
		return count(ctx, j, end)
	}
	var mu sync.Mutex
	var told []string
	tell := func(j jobs.Job, err error, last bool) {
		mu.Lock()
		defer mu.Unlock()
		told = append(told, fmt.Sprintln(j.Name, err, last))
	}
	q, reg := open(t, do, tell)
	r = reg
	if err := q.Hand(t.Context(), noCause, Numbered(5)); err != nil {
		t.Fatal(err)
	}
	Once(t, q, do, jobs.Options{Tell: tell})
	Tallied(t, q, jobs.Tally{Done: 4, GivenUp: 1})
	if len(told) != 1 || told[0] != "j001 read: no text true\n" {
		t.Errorf("told %q", told)
	}
}

func testNothing(t *testing.T, open Store) {
	do := func(context.Context, jobs.Job, jobs.End) error { return errors.New("there is no job") }
	q, _ := open(t, do, nil)
	if err := q.Hand(t.Context(), noCause, nil); err != nil {
		t.Fatal(err)
	}
	Once(t, q, do, jobs.Options{})
	Tallied(t, q, jobs.Tally{})
}
