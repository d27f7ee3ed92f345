package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// presence shows that a worker lives: an advisory lock of its name on a connection of its own, which the server takes away with
// the connection. A job whose last worker has no lock is nobody's.
type presence struct {
	store *store
	id    string
	conn  *pgx.Conn
}

// presenceLock is the class of these locks, "BILW"; the other half is the hash of the worker's name.
const presenceLock = 0x42494c57

// freeEvery is how often a worker looks for jobs of those that died.
const freeEvery = 2 * time.Second

// appear shows a worker as living.
func (s *store) appear(ctx context.Context, id string) (*presence, error) {
	p := &presence{store: s, id: id}
	return p, p.connect(ctx)
}

func (p *presence) connect(ctx context.Context) error {
	c, err := pgx.ConnectConfig(ctx, p.store.pool.Config().ConnConfig.Copy())
	if err != nil {
		return err
	}
	if err = noticeDeath(ctx, c); err == nil {
		_, err = c.Exec(ctx, `SELECT pg_advisory_lock_shared($1, hashtext($2))`, presenceLock, p.id)
	}
	if err != nil {
		_ = c.Close(ctx)
		return err
	}
	p.conn = c
	return nil
}

// mostDeaths is how often a job may be in the hands of workers when they die. One of those that a worker has in hand may be what
// kills it; the others are spread over time, so that they do not meet that one again and again.
const mostDeaths = 20

// free makes jobs of workers that died available again. A death is no try of the job's own, up to mostDeaths.
func (p *presence) free(ctx context.Context) error {
	if p.conn.IsClosed() {
		if err := p.connect(ctx); err != nil {
			return err
		}
	}
	_, err := p.conn.Exec(ctx, `WITH lost AS (
			SELECT id FROM river_job WHERE state = 'running' AND queue LIKE 'bilan-%' AND NOT EXISTS (
				SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = $1::bigint::oid AND objsubid = 2
				AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
				AND objid = (hashtext(attempted_by[array_upper(attempted_by, 1)])::bigint & 4294967295)::oid)
			FOR UPDATE SKIP LOCKED)
		UPDATE river_job j SET
			state = (CASE WHEN attempt >= $2 THEN 'discarded' WHEN attempt < 4 THEN 'available' ELSE 'retryable' END)::river_job_state,
			finalized_at = CASE WHEN attempt >= $2 THEN now() END,
			scheduled_at = CASE WHEN attempt < 4 THEN scheduled_at ELSE now() + random() * attempt * interval '2 seconds' END,
			max_attempts = max_attempts + 1,
			errors = array_append(errors, jsonb_build_object('at', now(), 'attempt', attempt, 'error', 'the worker died', 'trace', ''))
		FROM lost WHERE j.id = lost.id`, presenceLock, mostDeaths)
	return err
}

func (p *presence) leave() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_ = p.conn.Close(ctx) // the lock goes with it, whatever the error
}
