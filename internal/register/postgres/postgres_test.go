package postgres

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"bilan"
	"bilan/internal/account"
	"bilan/internal/account/accounttest"
	"bilan/internal/register"
	"bilan/internal/register/postgres/pgtest"
	"bilan/internal/register/registertest"

	"github.com/jackc/pgx/v5"
)

// server is the PostgreSQL of these tests; nil when none can be started.
var server *pgtest.Server

// TestMain starts PostgreSQL. In CI a missing server fails the tests; elsewhere they are skipped and say why.
func TestMain(m *testing.M) {
	var err error
	if server, err = pgtest.Start(); err != nil {
		fmt.Fprintln(os.Stderr, "PostgreSQL does not start:", err)
		if os.Getenv("CI") == "true" {
			os.Exit(1)
		}
	}
	code := m.Run()
	if server != nil {
		if err := server.Stop(); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
	}
	os.Exit(code)
}

func database(t testing.TB) string {
	t.Helper()
	if server == nil {
		t.Skip("no PostgreSQL server is installed, or it does not start")
	}
	dsn, err := server.Database(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return dsn
}

func openAt(t testing.TB, dsn string) register.Register {
	t.Helper()
	r, err := Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func TestRegister(t *testing.T) {
	registertest.Run(t, registertest.Store{
		Open: func(t *testing.T) register.Register { return openAt(t, database(t)) },
		Again: func(t *testing.T, r register.Register) register.Register {
			return openAt(t, r.(*store).pool.Config().ConnString())
		},
		Restore: func(t *testing.T, dir string) register.Register {
			dsn := database(t)
			if err := Restore(t.Context(), dsn, dir); err != nil {
				t.Fatal(err)
			}
			if err := Restore(t.Context(), dsn, dir); bilan.ErrorCode(err) != bilan.CodeConflict {
				t.Errorf("into a database that is not empty: %v", err)
			}
			return openAt(t, dsn)
		},
	})
}

// TestRefusesUnsafeServer switches off what keeps acknowledged data, in turn.
func TestRefusesUnsafeServer(t *testing.T) {
	dsn := database(t)
	if _, err := Open(t.Context(), dsn+" options='-c synchronous_commit=off'"); bilan.ErrorCode(err) != bilan.CodeInvalid || !strings.Contains(err.Error(), "synchronous_commit") {
		t.Errorf("synchronous_commit off: %v", err)
	}
	unsafe, err := pgtest.Start("fsync=off", "full_page_writes=off")
	if err != nil {
		t.Fatal(err)
	}
	defer unsafe.Stop()
	if dsn, err = unsafe.Database(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dsn)
	if bilan.ErrorCode(err) != bilan.CodeInvalid || !strings.Contains(err.Error(), "fsync and full_page_writes switched off") {
		t.Errorf("fsync off: %v", err)
	}
}

func TestRefusesNewerSchema(t *testing.T) {
	dsn := database(t)
	openAt(t, dsn)
	c, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	if _, err := c.Exec(t.Context(), "INSERT INTO bilan_schema (version_id, is_applied) VALUES (99, true)"); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dsn)
	var e *bilan.Error
	if !errors.As(err, &e) || e.Code != bilan.CodeInvalid || !strings.Contains(err.Error(), "version 99") || !strings.Contains(e.Hint, "newer") {
		t.Errorf("got %v", err)
	}
}

func TestLogIsOnlyAppendedTo(t *testing.T) {
	dsn := database(t)
	openAt(t, dsn)
	c, err := pgx.Connect(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	for _, q := range []string{"DELETE FROM judgements", "UPDATE judgements SET entry = ''", "TRUNCATE judgements"} {
		if _, err := c.Exec(t.Context(), q); err == nil || !strings.Contains(err.Error(), "only appended to") {
			t.Errorf("%s: %v", q, err)
		}
	}
}

func TestErrors(t *testing.T) {
	dsn := database(t)
	for what, c := range map[string]struct {
		dsn  string
		code bilan.Code
	}{
		"no such database": {dsn[:strings.LastIndex(dsn, "=")] + "=absent", bilan.CodeInvalid},
		"no server":        {"host=/nowhere user=postgres", bilan.CodeUnavailable},
		"no sense":         {"postgres://:bad:port/", bilan.CodeInvalid},
	} {
		if _, err := Open(t.Context(), c.dsn); bilan.ErrorCode(err) != c.code {
			t.Errorf("%s: got %v (%s), want %s", what, err, bilan.ErrorCode(err), c.code)
		}
	}
}

func BenchmarkRegister(b *testing.B) {
	registertest.Bench(b, func(b *testing.B) (register.Register, func() int64) {
		r := openAt(b, database(b))
		return r, func() (size int64) {
			if err := r.(*store).pool.QueryRow(b.Context(), "SELECT pg_database_size(current_database())").Scan(&size); err != nil {
				b.Fatal(err)
			}
			return size
		}
	})
}

func TestAccounts(t *testing.T) {
	accounttest.Run(t, func(t *testing.T) account.Store { return openAt(t, database(t)).(account.Store) })
}
