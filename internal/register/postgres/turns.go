package postgres

import (
	"context"
	"time"
)

// Turns of hosts are those of the server's clock, so machines whose clocks differ keep to the same pauses.

// Ask takes the turn at a host, or gives how long until it may be taken.
func (s *store) Ask(ctx context.Context, host string, pause time.Duration) (wait time.Duration, err error) {
	var micros int64
	err = s.pool.QueryRow(ctx, `WITH asked AS (
			INSERT INTO hosts AS h VALUES ($1, clock_timestamp() + $2, clock_timestamp())
			ON CONFLICT (name) DO UPDATE SET free = excluded.free WHERE h.free <= clock_timestamp() RETURNING 0::bigint AS wait)
		SELECT coalesce((SELECT wait FROM asked),
			(SELECT greatest(1, extract(epoch FROM free - clock_timestamp()) * 1000000)::bigint FROM hosts WHERE name = $1), 1)`, host, pause).Scan(&micros)
	return time.Duration(micros) * time.Microsecond, coded("ask for a host", err)
}

// Line gives how long until a host is free for who stands behind all others.
func (s *store) Line(ctx context.Context, host string, pause time.Duration) (time.Duration, error) {
	var micros int64
	err := s.pool.QueryRow(ctx, `INSERT INTO hosts AS h VALUES ($1, clock_timestamp(), clock_timestamp() + $2)
		ON CONFLICT (name) DO UPDATE SET line = greatest(h.line, h.free, clock_timestamp()) + $2
		RETURNING greatest(0, extract(epoch FROM line - clock_timestamp()) * 1000000)::bigint`, host, pause).Scan(&micros)
	return time.Duration(micros) * time.Microsecond, coded("ask for a host", err)
}

// Rest leaves a host alone.
func (s *store) Rest(ctx context.Context, host string, wait time.Duration) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO hosts AS h VALUES ($1, clock_timestamp() + $2, clock_timestamp())
		ON CONFLICT (name) DO UPDATE SET free = greatest(h.free, excluded.free)`, host, wait)
	return coded("leave a host alone", err)
}
