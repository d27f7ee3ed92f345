package jobs_test

import (
	"context"
	"path/filepath"
	"testing"

	"bilan"
	"bilan/internal/jobs"
	"bilan/internal/jobs/jobstest"
	"bilan/internal/register"
	"bilan/internal/register/sqlite"
)

func open(t *testing.T, do jobs.Do, tell func(jobs.Job, error, bool)) (jobs.Queue, register.Register) {
	r, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "bilan.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return &jobs.Now{Register: r, Do: do, Tell: tell}, r
}

func TestNow(t *testing.T) { jobstest.Run(t, open) }

// A failure that another try may mend ends the handing over: the cause is not kept, and comes up again.
func TestNowUnavailable(t *testing.T) {
	broken := true
	do := func(context.Context, jobs.Job, jobs.End) error {
		if broken {
			return bilan.Errorf(bilan.CodeUnavailable, "read", "the disk is away")
		}
		return nil
	}
	q, r := open(t, do, nil)
	cause := func(w register.Writer) error { return w.SetSetting(t.Context(), "cause", "kept") }
	if err := q.Hand(t.Context(), cause, jobstest.Numbered(2)); bilan.ErrorCode(err) != bilan.CodeUnavailable {
		t.Errorf("got %v", err)
	}
	jobstest.Settings(t, r, map[string]string{"cause": ""})
	broken = false
	if err := q.Hand(t.Context(), cause, jobstest.Numbered(2)); err != nil {
		t.Error(err)
	}
	jobstest.Settings(t, r, map[string]string{"cause": "kept"})
	jobstest.Tallied(t, q, jobs.Tally{Done: 2})
}
