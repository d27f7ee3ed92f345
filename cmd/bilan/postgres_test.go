package main

import (
	"os"
	"path/filepath"
	"testing"

	"bilan/internal/register/postgres/pgtest"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestPostgresScript runs testdata/postgres: the register's commands over a real PostgreSQL.
func TestPostgresScript(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a server")
	}
	server, err := pgtest.Start()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("PostgreSQL does not start: ", err)
	}
	t.Cleanup(func() { server.Stop() })
	testscript.Run(t, testscript.Params{
		Dir:                 filepath.Join("testdata", "postgres"),
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			for _, name := range []string{"BILAN_REGISTER", "RESTORED"} {
				dsn, err := server.Database(t.Context())
				if err != nil {
					return err
				}
				e.Setenv(name, dsn)
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"claim": findClaim, "repeat": repeat},
	})
}
