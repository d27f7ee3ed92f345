package postgres

import (
	"context"
	"database/sql"
	"encoding/json"
	"log/slog"

	"bilan"
	"bilan/internal/jobs"
	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

var _ jobs.Queue = (*store)(nil)

// maxTries is how often a job is tried before it is given up. River's pauses between them grow to hours.
const maxTries = 10

// queueVersion is the version of River's tables; a newer one is another step.
const queueVersion = 8

// queueTables is the step that makes River's tables. Each of its parts is a transaction with the row that says it is made, so a
// step that was cut off goes on where it was.
func queueTables(pool *pgxpool.Pool) *goose.Migration {
	return goose.NewGoMigration(4, &goose.GoFunc{RunDB: func(ctx context.Context, _ *sql.DB) error {
		m, err := rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
		if err != nil {
			return err
		}
		_, err = m.Migrate(ctx, rivermigrate.DirectionUp, &rivermigrate.MigrateOpts{TargetVersion: queueVersion})
		return err
	}}, nil)
}

// toRead and toFetch are jobs as River keeps them.
type (
	toRead  struct{ jobs.Job }
	toFetch struct{ jobs.Job }
)

// Kind names the rows of these jobs.
func (toRead) Kind() string { return string(jobs.Read) }

// Kind names the rows of these jobs.
func (toFetch) Kind() string { return string(jobs.Fetch) }

// queueOf is where jobs of a kind wait.
func queueOf(k jobs.Kind) string { return "bilan-" + string(k) }

// Hand keeps what cause writes and the jobs in one transaction.
func (s *store) Hand(ctx context.Context, cause func(register.Writer) error, list []jobs.Job) error {
	return s.Update(ctx, func(w register.Writer) error {
		if err := cause(w); err != nil {
			return err
		}
		return s.enqueue(ctx, w.(*session).tx, list)
	})
}

func (s *store) enqueue(ctx context.Context, tx pgx.Tx, list []jobs.Job) error {
	if len(list) == 0 {
		return nil
	}
	params := make([]river.InsertManyParams, len(list))
	for i, j := range list {
		args, err := argsOf(j)
		if err != nil {
			return err
		}
		params[i] = river.InsertManyParams{Args: args, InsertOpts: &river.InsertOpts{Queue: queueOf(j.Kind), MaxAttempts: maxTries}}
	}
	_, err := s.jobs.InsertManyFastTx(ctx, tx, params)
	return err
}

func argsOf(j jobs.Job) (river.JobArgs, error) {
	switch j.Kind {
	case jobs.Read:
		return toRead{j}, nil
	case jobs.Fetch:
		return toFetch{j}, nil
	}
	return nil, bilan.Errorf(bilan.CodeInternal, "enqueue a job", "no kind is called %q", j.Kind)
}

// jobOf reads a job as River keeps it.
func jobOf(kind string, args []byte) (j jobs.Job, err error) {
	err = json.Unmarshal(args, &j)
	j.Kind = jobs.Kind(kind)
	return j, err
}
