package postgres

import (
	"context"
	"embed"
	"io/fs"
	"log/slog"
	"strings"
	"time"

	"bilan"
	"bilan/internal/register"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
)

//go:embed sql/*.sql
var files embed.FS

// store is a register in a database.
type store struct {
	pool   *pgxpool.Pool
	packer *register.Packer
	jobs   *river.Client[pgx.Tx] // enqueues
}

// Open opens the register in the database that dsn names ("postgres://user@host/name", or "host=… dbname=…"), whose tables
// it makes or brings up to date. A server that may lose what it acknowledged is refused, and so is a newer register.
func Open(ctx context.Context, dsn string) (register.Register, error) {
	s, err := open(ctx, dsn)
	if err != nil {
		return nil, coded("open register", err)
	}
	return s, nil
}

func open(ctx context.Context, dsn string) (*store, error) {
	config, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInvalid, "open register", "%w", err)
	}
	config.MaxConns = max(8, config.MaxConns)
	config.ConnConfig.ConnectTimeout = 10 * time.Second
	config.AfterConnect = noticeDeath
	packer, err := register.NewPacker()
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	if err := prepare(ctx, pool); err != nil {
		pool.Close()
		return nil, err
	}
	enqueuer, err := river.NewClient(riverpgxv5.New(pool), &river.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		pool.Close()
		return nil, err
	}
	return &store{pool: pool, packer: packer, jobs: enqueuer}, nil
}

// noticeDeath lets the server notice within a minute that this machine is gone, and free the locks that it held.
func noticeDeath(ctx context.Context, c *pgx.Conn) error {
	_, err := c.Exec(ctx, `SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3`)
	return err
}

func prepare(ctx context.Context, pool *pgxpool.Pool) error {
	if err := durable(ctx, pool); err != nil {
		return err
	}
	return migrate(ctx, pool)
}

// durable refuses a server that could lose what it acknowledged, or tear a page, when the power fails.
func durable(ctx context.Context, pool *pgxpool.Pool) error {
	var off []string
	for _, name := range []string{"fsync", "full_page_writes", "synchronous_commit"} {
		var value string
		if err := pool.QueryRow(ctx, "SELECT current_setting($1)", name).Scan(&value); err != nil {
			return err
		}
		if value == "off" {
			off = append(off, name)
		}
	}
	if len(off) == 0 {
		return nil
	}
	e := bilan.Errorf(bilan.CodeInvalid, "open register", "the PostgreSQL server has %s switched off: it could lose what it acknowledged", strings.Join(off, " and "))
	e.Hint = "switch it on in postgresql.conf, or for this database or role"
	return e
}

// migrate makes the missing steps, each in a transaction with the row that says it is made; of two programs at once the
// second waits.
func migrate(ctx context.Context, pool *pgxpool.Pool) error {
	steps, err := fs.Sub(files, "sql")
	if err != nil {
		return err
	}
	locker, err := lock.NewPostgresSessionLocker()
	if err != nil {
		return err
	}
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	provider, err := goose.NewProvider(goose.DialectPostgres, db, steps, goose.WithGoMigrations(queueTables(pool)), goose.WithSessionLocker(locker), goose.WithTableName("bilan_schema"), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	has, knows, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	if has > knows {
		e := bilan.Errorf(bilan.CodeInvalid, "open register", "its schema is version %d, this program knows %d", has, knows)
		e.Hint = "use a newer version of the program"
		return e
	}
	if has == knows {
		return nil
	}
	_, err = provider.Up(ctx)
	return err
}

// Close ends all connections.
func (s *store) Close() error {
	s.pool.Close()
	return nil
}
