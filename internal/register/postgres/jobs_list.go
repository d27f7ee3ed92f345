package postgres

import (
	"context"
	"encoding/json"
	"time"

	"bilan/internal/jobs"

	"github.com/jackc/pgx/v5"
)

// allQueues are the queues of all kinds of job.
func allQueues() (out []string) {
	for _, k := range jobs.Kinds {
		out = append(out, queueOf(k))
	}
	return out
}

// Tally counts jobs by state.
func (s *store) Tally(ctx context.Context) (jobs.Tally, error) {
	t, err := s.tally(ctx, allQueues())
	return t, coded("count jobs", err)
}

func (s *store) tally(ctx context.Context, queues []string) (t jobs.Tally, err error) {
	err = s.pool.QueryRow(ctx, `SELECT count(*) FILTER (WHERE state IN ('available', 'scheduled', 'pending')), count(*) FILTER (WHERE state = 'running'),
		count(*) FILTER (WHERE state = 'retryable'), count(*) FILTER (WHERE state IN ('discarded', 'cancelled')), count(*) FILTER (WHERE state = 'completed')
		FROM river_job WHERE queue = ANY ($1)`, queues).Scan(&t.Waiting, &t.Running, &t.Again, &t.GivenUp, &t.Done)
	return t, err
}

// Failures lists jobs whose last try failed.
func (s *store) Failures(ctx context.Context, limit int) ([]jobs.Failure, error) {
	rows, err := s.pool.Query(ctx, `SELECT kind, args, state::text, attempt, errors[array_upper(errors, 1)], scheduled_at, coalesce(finalized_at, attempted_at, now())
		FROM river_job WHERE queue = ANY ($1) AND state IN ('discarded', 'cancelled', 'retryable') ORDER BY state = 'retryable', id DESC LIMIT $2`, allQueues(), limit)
	if err != nil {
		return nil, coded("list jobs", err)
	}
	out, err := pgx.CollectRows(rows, failure)
	return out, coded("list jobs", err)
}

// failure takes a failure off a row.
func failure(row pgx.CollectableRow) (f jobs.Failure, err error) {
	var kind, state string
	var args, told []byte
	var next time.Time
	if err := row.Scan(&kind, &args, &state, &f.Tries, &told, &next, &f.At); err != nil {
		return f, err
	}
	j, err := jobOf(kind, args)
	if err != nil {
		return f, err
	}
	f.Kind, f.About, f.At, f.GivenUp = j.Kind, j.About(), f.At.UTC(), state != "retryable"
	if !f.GivenUp {
		f.Next = next.UTC()
	}
	var last struct {
		Error string `json:"error"`
	}
	if len(told) > 0 {
		err = json.Unmarshal(told, &last)
	}
	f.Error = last.Error
	return f, err
}

// Retry lets failed jobs be done now, with all their tries before them.
func (s *store) Retry(ctx context.Context) (int64, error) {
	done, err := s.pool.Exec(ctx, `UPDATE river_job SET state = 'available', scheduled_at = now(), finalized_at = NULL, attempt = 0
		WHERE queue = ANY ($1) AND state IN ('discarded', 'cancelled', 'retryable')`, allQueues())
	return done.RowsAffected(), coded("try jobs again", err)
}
