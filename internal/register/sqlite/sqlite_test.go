package sqlite

import (
	"os"
	"path/filepath"
	"testing"

	"bilan/internal/account"
	"bilan/internal/account/accounttest"
	"bilan/internal/register"
	"bilan/internal/register/registertest"
)

func openAt(t testing.TB, path string) register.Register {
	t.Helper()
	r, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
	})
	return r
}

func TestRegister(t *testing.T) {
	registertest.Run(t, registertest.Store{
		Open: func(t *testing.T) register.Register { return openAt(t, filepath.Join(t.TempDir(), "dossier №1?.db")) },
		Again: func(t *testing.T, r register.Register) register.Register {
			return openAt(t, r.(*store).path)
		},
		Restore: func(t *testing.T, dir string) register.Register { return openAt(t, filepath.Join(dir, BackupName)) },
	})
}

func BenchmarkRegister(b *testing.B) {
	registertest.Bench(b, func(b *testing.B) (register.Register, func() int64) {
		path := filepath.Join(b.TempDir(), "register.db")
		return openAt(b, path), func() int64 {
			st, err := os.Stat(path)
			if err != nil {
				b.Fatal(err)
			}
			return st.Size()
		}
	})
}

func TestAccounts(t *testing.T) {
	accounttest.Run(t, func(t *testing.T) account.Store {
		return openAt(t, filepath.Join(t.TempDir(), "register.db")).(account.Store)
	})
}
