package sqlite

import (
	"context"
	"errors"
	"os"

	"bilan"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// onlyRead reports whether opening failed because the register, which is there and was closed well, lies where nothing can be
// written.
func onlyRead(path string, err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	if primary := e.Code() & 0xff; primary != lib.SQLITE_CANTOPEN && primary != lib.SQLITE_READONLY {
		return false
	}
	_, there := os.Stat(path)
	_, open := os.Stat(path + "-wal")
	return there == nil && open != nil
}

// openToRead opens a register that can't be written, in an archive say: it answers, and refuses to keep anything.
func (s *store) openToRead(ctx context.Context, steps []string) error {
	if err := s.openReaders(ctx, "mode=ro", "immutable=1"); err != nil {
		return err
	}
	c := <-s.readers
	version, err := schemaVersion(ctx, c, len(steps))
	s.readers <- c
	if err == nil && version < len(steps) {
		return &bilan.Error{Code: bilan.CodeUnavailable, Op: "open register", Err: errors.New("it was kept by an older version of the program, and can't be written here"),
			Hint: "copy it to where it may be written"}
	}
	return err
}

// errOnlyRead is what keeping something in such a register fails with.
func errOnlyRead() error {
	return &bilan.Error{Code: bilan.CodeUnavailable, Op: "write the register", Err: errors.New("it may only be read"),
		Hint: "look at the rights of its file and folder"}
}
