package postgres

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"bilan"
	"bilan/internal/jobs"
	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"
)

const (
	jobTimeout = 5 * time.Minute
	rescue     = 15 * time.Minute // jobs that hang in a worker that lives; those of one that died are found at once (presence)
	stopWait   = 20 * time.Second // that jobs in hand have to end
	keptDone   = time.Hour
	keptFailed = 30 * 24 * time.Hour
	look       = 300 * time.Millisecond // how often a worker that ends with the queue looks whether it is empty
)

// Work does jobs with a River client.
func (s *store) Work(ctx context.Context, do jobs.Do, o jobs.Options) error {
	id := "bilan-" + rand.Text()
	client, err := s.worker(id, do, o)
	if err != nil {
		return err
	}
	here, err := s.appear(ctx, id)
	if err != nil {
		return coded("work", err)
	}
	defer here.leave()
	run := context.WithoutCancel(ctx) // jobs in hand outlive ctx
	if err := client.Start(run); err != nil {
		return coded("work", err)
	}
	err = s.watch(ctx, here, o)
	if stopped := client.Stop(run); err == nil {
		err = stopped
	}
	return coded("work", err)
}

// worker makes a client that does jobs.
func (s *store) worker(id string, do jobs.Do, o jobs.Options) (*river.Client[pgx.Tx], error) {
	workers := river.NewWorkers()
	h := &hand{store: s, do: do, tell: o.Tell}
	river.AddWorker(workers, &worker[toRead]{h: h})
	river.AddWorker(workers, &worker[toFetch]{h: h})
	queues := map[string]river.QueueConfig{}
	for kind, n := range o.AtOnce {
		queues[queueOf(kind)] = river.QueueConfig{MaxWorkers: max(n, 1)}
	}
	config := &river.Config{ID: id, Queues: queues, Workers: workers, MaxAttempts: maxTries, JobTimeout: jobTimeout, RescueStuckJobsAfter: rescue, SoftStopTimeout: stopWait,
		CompletedJobRetentionPeriod: keptDone, CancelledJobRetentionPeriod: keptFailed, DiscardedJobRetentionPeriod: keptFailed,
		FetchCooldown: 20 * time.Millisecond, FetchPollInterval: time.Second, Logger: o.Log}
	if o.Log == nil {
		config.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Pause != nil {
		config.RetryPolicy = pauses(o.Pause)
	}
	return river.NewClient(riverpgxv5.New(s.pool), config)
}

// pauses is a River retry policy.
type pauses func(n int) time.Duration

// NextRetry tells when a job is tried again.
func (p pauses) NextRetry(j *rivertype.JobRow) time.Time { return time.Now().Add(p(j.Attempt)) }

// watch waits for the end of ctx or, with Once, for an empty queue, and frees the jobs of workers that died meanwhile.
func (s *store) watch(ctx context.Context, here *presence, o jobs.Options) error {
	every := time.NewTicker(look)
	defer every.Stop()
	var freed time.Time
	for {
		if time.Since(freed) > freeEvery {
			if err := here.free(ctx); err != nil && ctx.Err() == nil && o.Log != nil {
				o.Log.Warn("freeing the jobs of workers that died", "error", err)
			}
			freed = time.Now()
		}
		if o.Once {
			if t, err := s.tally(ctx, queuesOf(o)); err == nil && t.Waiting+t.Running == 0 {
				return nil
			}
		}
		select {
		case <-ctx.Done():
			return nil
		case <-every.C:
		}
	}
}

func queuesOf(o jobs.Options) (out []string) {
	for kind := range o.AtOnce {
		out = append(out, queueOf(kind))
	}
	return out
}

// hand does what River hands out.
type hand struct {
	store *store
	do    jobs.Do
	tell  func(jobs.Job, error, bool)
}

// worker does jobs of a kind.
type worker[A river.JobArgs] struct {
	river.WorkerDefaults[A]
	h *hand
}

// Work does a job. What it returns tells River what becomes of it.
func (w *worker[A]) Work(ctx context.Context, row *river.Job[A]) error {
	j, err := jobOf(row.Kind, row.EncodedArgs)
	if err == nil {
		err = w.h.do(ctx, j, func(in register.Writer, next ...jobs.Job) error { return end(ctx, w.h.store, in, row, next) })
	}
	var later *jobs.Postponed
	switch {
	case err == nil || errors.Is(err, jobs.ErrEnded):
		return nil
	case errors.As(err, &later):
		return river.JobSnooze(later.Wait)
	case errors.Is(err, context.Canceled): // the worker is told to stop: another does it
		return river.JobSnooze(0)
	}
	last := jobs.Final(err) || row.Attempt >= row.MaxAttempts
	if w.h.tell != nil {
		w.h.tell(j, err, last)
	}
	if jobs.Final(err) {
		return river.JobCancel(withHint(err))
	}
	return withHint(err)
}

// withHint is an error as it is listed, with what to do.
func withHint(err error) error {
	var e *bilan.Error
	if errors.As(err, &e) && e.Hint != "" {
		return fmt.Errorf("%w (%s)", err, e.Hint)
	}
	return err
}

// end ends a job in the transaction of in and enqueues what follows, when the job is still this worker's. The end of the job's
// own time does not break off the transaction, which may end others' jobs, too.
func end[A river.JobArgs](ctx context.Context, s *store, in register.Writer, row *river.Job[A], next []jobs.Job) error {
	w, ok := in.(*session)
	if !ok {
		return bilan.Errorf(bilan.CodeInternal, "end a job", "the register has no queue")
	}
	ctx = context.WithoutCancel(ctx)
	var mine bool
	err := w.row(ctx, `SELECT state = 'running' AND attempt = $2 FROM river_job WHERE id = $1 FOR UPDATE`, []any{row.ID, row.Attempt}, &mine)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && !mine {
		return jobs.ErrEnded
	}
	if err != nil {
		return err
	}
	if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, w.tx, row); err != nil {
		return err
	}
	return s.enqueue(ctx, w.tx, next)
}
