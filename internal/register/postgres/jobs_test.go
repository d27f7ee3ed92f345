package postgres

import (
	"context"
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"bilan"
	"bilan/internal/jobs"
	"bilan/internal/jobs/jobstest"
	"bilan/internal/register"
)

func queue(t *testing.T) *store {
	t.Helper()
	return openAt(t, database(t)).(*store)
}

func handed(t *testing.T, s *store, n int) {
	t.Helper()
	if err := s.Hand(t.Context(), func(register.Writer) error { return nil }, jobstest.Numbered(n)); err != nil {
		t.Fatal(err)
	}
}

// must runs a statement as somebody who looks after the database.
func (s *store) must(t *testing.T, q string) {
	t.Helper()
	if _, err := s.pool.Exec(t.Context(), q); err != nil {
		t.Fatal(err)
	}
}

func counted(s *store) jobs.Do { return jobstest.Counted(func() register.Register { return s }) }

func TestJobs(t *testing.T) {
	jobstest.Run(t, func(t *testing.T, _ jobs.Do, _ func(jobs.Job, error, bool)) (jobs.Queue, register.Register) {
		s := queue(t)
		return s, s
	})
}

// A job that fails is tried again until it is given up; asked for, it is done after all.
func TestJobTriedAgain(t *testing.T) {
	s := queue(t)
	handed(t, s, 2)
	s.must(t, `UPDATE river_job SET attempt = 7`)
	var tries, last atomic.Int64
	do := func(ctx context.Context, j jobs.Job, end jobs.End) error {
		if j.Name == "j000" && tries.Add(1) < 5 {
			return errors.New("not yet")
		}
		return counted(s)(ctx, j, end)
	}
	o := jobs.Options{Pause: func(int) time.Duration { return time.Millisecond }, Tell: func(_ jobs.Job, _ error, l bool) {
		if l {
			last.Add(1)
		}
	}}
	jobstest.Once(t, s, do, o)
	jobstest.Tallied(t, s, jobs.Tally{Done: 1, GivenUp: 1})
	f, err := s.Failures(t.Context(), 9)
	if err != nil || len(f) != 1 || f[0].About != "j000" || f[0].Error != "not yet" || f[0].Tries != maxTries || !f[0].GivenUp || last.Load() != 1 {
		t.Errorf("failures %+v, told %d, %v", f, last.Load(), err)
	}
	if n, err := s.Retry(t.Context()); n != 1 || err != nil {
		t.Errorf("%d to be done again, %v", n, err)
	}
	jobstest.Once(t, s, do, o)
	jobstest.Tallied(t, s, jobs.Tally{Done: 2})
	jobstest.Settings(t, s, map[string]string{"j000": "1", "j001": "1"})
}

// A transaction that ends a job and fails has not ended it.
func TestJobEndsWithItsTransaction(t *testing.T) {
	s := queue(t)
	handed(t, s, 1)
	var tries atomic.Int64
	do := func(ctx context.Context, j jobs.Job, end jobs.End) error {
		return s.Update(ctx, func(w register.Writer) error {
			err := errors.Join(w.SetSetting(ctx, "tries", "kept"), end(w))
			if tries.Add(1) == 1 {
				return errors.New("after the end")
			}
			return err
		})
	}
	jobstest.Once(t, s, do, jobs.Options{Pause: func(int) time.Duration { return time.Millisecond }})
	if tries.Load() != 2 {
		t.Errorf("%d tries, want 2", tries.Load())
	}
	jobstest.Tallied(t, s, jobs.Tally{Done: 1})
}

// What was in the hands of a worker that died is another's at once, or given up when it was tried often enough; what a living
// one has is left to it.
func TestJobsOfTheDead(t *testing.T) {
	s := queue(t)
	handed(t, s, 4)
	living, err := s.appear(t.Context(), "living")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(living.leave)
	s.must(t, `UPDATE river_job SET state = 'running', attempt = 1, attempted_at = now(), attempted_by = '{living,dead}' WHERE args->>'name' = 'j000'`)
	s.must(t, `UPDATE river_job SET state = 'running', attempt = 20, attempted_at = now(), attempted_by = '{dead}' WHERE args->>'name' = 'j001'`)
	s.must(t, `UPDATE river_job SET state = 'running', attempt = 5, attempted_at = now(), attempted_by = '{dead}' WHERE args->>'name' = 'j002'`)
	s.must(t, `UPDATE river_job SET state = 'running', attempt = 1, attempted_at = now(), attempted_by = '{dead,living}' WHERE args->>'name' = 'j003'`)
	if err := living.free(t.Context()); err != nil {
		t.Fatal(err)
	}
	jobstest.Tallied(t, s, jobs.Tally{Waiting: 1, Running: 1, Again: 1, GivenUp: 1})
	living.leave()
	jobstest.Once(t, s, counted(s), jobs.Options{})
	jobstest.Tallied(t, s, jobs.Tally{Again: 1, GivenUp: 1, Done: 2})
	f, err := s.Failures(t.Context(), 9)
	if err != nil || len(f) != 2 || !f[0].GivenUp || f[0].About != "j001" || f[1].GivenUp || f[1].Next.IsZero() || f[1].Error != "the worker died" {
		t.Errorf("%+v, %v", f, err)
	}
}

// Of two that do the same job the second keeps nothing.
func TestJobEndedByAnother(t *testing.T) {
	s := queue(t)
	handed(t, s, 1)
	do := func(ctx context.Context, j jobs.Job, end jobs.End) error {
		s.must(t, `UPDATE river_job SET state = 'completed', finalized_at = now()`)
		return counted(s)(ctx, j, end)
	}
	jobstest.Once(t, s, do, jobs.Options{})
	jobstest.Settings(t, s, map[string]string{"j000": ""})
	jobstest.Tallied(t, s, jobs.Tally{Done: 1})
}

// A worker that is told to stop ends what it has in hand; what hangs is another's.
func TestWorkStops(t *testing.T) {
	s := queue(t)
	handed(t, s, 1)
	ctx, stop := context.WithCancel(t.Context())
	do := func(ctx context.Context, j jobs.Job, end jobs.End) error {
		stop()
		time.Sleep(100 * time.Millisecond)
		return counted(s)(ctx, j, end)
	}
	if err := s.Work(ctx, do, jobs.Options{AtOnce: map[jobs.Kind]int{jobs.Read: 1}}); err != nil {
		t.Error(err)
	}
	jobstest.Tallied(t, s, jobs.Tally{Done: 1})
}

// Only the kinds that are asked for are done; what is postponed waits.
func TestWorkOnlySome(t *testing.T) {
	s := queue(t)
	handed(t, s, 2)
	page := []jobs.Job{{Kind: jobs.Fetch, URL: "https://a.example/1"}}
	if err := s.Hand(t.Context(), func(register.Writer) error { return nil }, page); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Second)
	defer stop()
	later := func(context.Context, jobs.Job, jobs.End) error { return &jobs.Postponed{Wait: time.Hour} }
	if err := s.Work(ctx, later, jobs.Options{AtOnce: map[jobs.Kind]int{jobs.Fetch: 1}}); err != nil {
		t.Error(err)
	}
	jobstest.Tallied(t, s, jobs.Tally{Waiting: 3})
	if err := s.Work(t.Context(), counted(s), jobs.Options{Once: true, AtOnce: map[jobs.Kind]int{jobs.Read: 1}}); err != nil {
		t.Error(err)
	}
	jobstest.Tallied(t, s, jobs.Tally{Waiting: 1, Done: 2})
	if err := s.Hand(t.Context(), func(register.Writer) error { return nil }, []jobs.Job{{Kind: "dance"}}); bilan.ErrorCode(err) != bilan.CodeInternal {
		t.Errorf("a kind that nobody knows: %v", err)
	}
}

// A backup holds the jobs that are left.
func TestJobsInBackup(t *testing.T) {
	s := queue(t)
	handed(t, s, 3)
	dir := filepath.Join(t.TempDir(), "copy")
	if err := s.Backup(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	dsn := database(t)
	if err := Restore(t.Context(), dsn, dir); err != nil {
		t.Fatal(err)
	}
	r := openAt(t, dsn).(*store)
	handed(t, r, 1)
	jobstest.Tallied(t, r, jobs.Tally{Waiting: 4})
}
