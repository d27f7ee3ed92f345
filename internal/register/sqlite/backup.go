package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"bilan"

	"modernc.org/sqlite"
)

// BackupName is the file that Backup makes in its folder: a register to be opened like any other.
const BackupName = "register.db"

// Backup copies the register as it is now, page by page, into dir. The copy gets its name when it is whole, checked and on
// the disk; there must be none yet.
func (s *store) Backup(ctx context.Context, dir string) error {
	op := "back up the register to " + dir
	final := filepath.Join(dir, BackupName)
	if _, err := os.Stat(final); !errors.Is(err, fs.ErrNotExist) {
		return bilan.Errorf(bilan.CodeConflict, op, "%s is there already", BackupName)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return &bilan.Error{Code: bilan.CodeUnavailable, Op: op, Err: err}
	}
	part := final + ".part"
	defer os.Remove(part)
	if err := s.copyTo(ctx, part); err != nil {
		return coded(op, err)
	}
	if err := checkCopy(ctx, part); err != nil {
		return coded(op, err)
	}
	if err := keep(part, final); err != nil {
		return &bilan.Error{Code: bilan.CodeUnavailable, Op: op, Err: err}
	}
	return nil
}

// copyTo copies inside a reading transaction, so that writers do not make the copy begin anew.
func (s *store) copyTo(ctx context.Context, path string) error {
	os.Remove(path)
	c, err := take(ctx, s.readers)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	return c.inTx(ctx, "BEGIN", func() error {
		var n int
		if err := c.row(ctx, "SELECT count(*) FROM settings WHERE name = ''", nil, &n); err != nil {
			return err
		}
		return c.c.Raw(func(raw any) error { return copyPages(ctx, raw, path) })
	})
}

// pages is how many pages are copied between two looks at the context.
const pages = 4096

func copyPages(ctx context.Context, raw any, path string) error {
	source, ok := raw.(interface {
		NewBackup(string) (*sqlite.Backup, error)
	})
	if !ok {
		return errors.New("the driver cannot copy a database")
	}
	b, err := source.NewBackup(path)
	if err != nil {
		return err
	}
	for more := true; more && err == nil; {
		if more, err = b.Step(pages); err == nil {
			err = ctx.Err()
		}
	}
	return errors.Join(err, b.Finish())
}

// checkCopy opens the copy for itself and looks through it; that leaves it in one file.
func checkCopy(ctx context.Context, path string) error {
	s, err := openWith(ctx, path, migrations())
	if err != nil {
		return err
	}
	w := <-s.writer
	err = quickCheck(ctx, w)
	s.writer <- w
	return errors.Join(err, s.Close())
}

// keep puts a file on the disk under its final name.
func keep(part, final string) error {
	for _, step := range []func() error{
		func() error { return syncPath(part) },
		func() error { return os.Rename(part, final) },
		func() error { return syncPath(filepath.Dir(final)) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func syncPath(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
