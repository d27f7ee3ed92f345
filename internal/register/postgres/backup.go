package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"bilan"

	"github.com/jackc/pgx/v5"
)

// tables are copied in this order, so that rows come after those they point to.
var tables = []string{"captures", "stories", "story_values", "articles", "bodies", "keys", "words", "judgements", "settings", "waiting", "users", "passes", "river_job"}

// manifestName is the file that makes a folder a whole backup: it is written last.
const manifestName = "register.json"

// manifest names the files of a backup by their SHA-256.
type manifest struct {
	Schema int64             `json:"schema"` // version
	Files  map[string]string `json:"files"`
}

// Backup copies the tables as they are now into dir, a file each, for Restore. There must be no backup in dir yet.
func (s *store) Backup(ctx context.Context, dir string) error {
	op := "back up the register to " + dir
	if _, err := os.Stat(filepath.Join(dir, manifestName)); !errors.Is(err, fs.ErrNotExist) {
		return bilan.Errorf(bilan.CodeConflict, op, "a backup is there already")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return &bilan.Error{Code: bilan.CodeUnavailable, Op: op, Err: err}
	}
	m := manifest{Files: map[string]string{}}
	how := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	err := s.inTx(ctx, how, `SELECT 1`, nil, func(w *session) error {
		if err := w.row(ctx, `SELECT max(version_id) FROM bilan_schema`, nil, &m.Schema); err != nil {
			return err
		}
		for _, table := range tables {
			sum, err := w.copyOut(ctx, table, filepath.Join(dir, fileOf(table)))
			if err != nil {
				return err
			}
			m.Files[fileOf(table)] = sum
		}
		return nil
	})
	if err == nil {
		err = m.write(dir)
	}
	var file *fs.PathError
	if errors.As(err, &file) {
		return &bilan.Error{Code: bilan.CodeUnavailable, Op: op, Err: err}
	}
	return coded(op, err)
}

func fileOf(table string) string { return table + ".copy" }

// copyOut writes a table to a file and gives its SHA-256.
func (s *session) copyOut(ctx context.Context, table, path string) (string, error) {
	f, err := os.Create(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := s.tx.Conn().PgConn().CopyTo(ctx, io.MultiWriter(f, sum), "COPY "+table+" TO STDOUT (FORMAT binary)"); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), errors.Join(f.Sync(), f.Close())
}

// write puts the manifest on the disk, whole or not at all.
func (m *manifest) write(dir string) error {
	b, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	final := filepath.Join(dir, manifestName)
	if err := os.WriteFile(final+".part", b, 0o644); err != nil {
		return err
	}
	if err := syncPath(final + ".part"); err != nil {
		return err
	}
	if err := os.Rename(final+".part", final); err != nil {
		return err
	}
	return syncPath(dir)
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// readManifest reads the manifest of a backup and checks the files that it names.
func readManifest(dir string) (m manifest, err error) {
	b, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, err
	}
	for _, table := range tables {
		f, err := os.Open(filepath.Join(dir, fileOf(table)))
		if err != nil {
			return m, err
		}
		sum := sha256.New()
		_, err = io.Copy(sum, f)
		f.Close()
		if err != nil {
			return m, err
		}
		if hex.EncodeToString(sum.Sum(nil)) != m.Files[fileOf(table)] {
			return m, fmt.Errorf("%s is not as it was written", fileOf(table))
		}
	}
	return m, nil
}
