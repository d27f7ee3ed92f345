package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"bilan"
	"bilan/internal/register"
)

// store is a register in a file.
type store struct {
	path          string
	write, read   *sql.DB
	writer        chan *conn // holds the one writing connection while nobody writes
	readers       chan *conn
	packer        *register.Packer
	openedReaders []*conn
}

// wait is how long a writer waits for one of another process.
const wait = 20 * time.Second

// Open opens the register in the file path, which is made when there is none. After an unclean end, a crash or a cut of
// power, the file is checked first; a register of a newer version of the program is refused.
func Open(ctx context.Context, path string) (register.Register, error) {
	s, err := open(ctx, path)
	if err != nil {
		return nil, coded("open register "+path, err)
	}
	return s, nil
}

func open(ctx context.Context, path string) (_ *store, err error) {
	if path == "" || strings.HasPrefix(path, ":") {
		return nil, bilan.Errorf(bilan.CodeInvalid, "open register", "%q is no file name", path)
	}
	unclean := leftBehind(ctx, path)
	s := &store{path: path}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	if s.packer, err = register.NewPacker(); err != nil {
		return nil, err
	}
	if err := s.openWriter(ctx); err != nil {
		return nil, err
	}
	w := <-s.writer
	err = prepare(ctx, w, unclean)
	s.writer <- w
	if err != nil {
		return nil, err
	}
	return s, s.openReaders(ctx)
}

// prepare brings the file to today's schema, after a check if it was left behind by a crash.
func prepare(ctx context.Context, w *conn, unclean bool) error {
	if unclean {
		if err := quickCheck(ctx, w); err != nil {
			return err
		}
	}
	return migrate(ctx, w, migrations())
}

func (s *store) openWriter(ctx context.Context) error {
	db, err := sql.Open("sqlite", dsn(s.path, "_txlock=immediate", pragma("journal_mode(WAL)"), pragma("cache_size(-65536)"), pragma("wal_autocheckpoint(4000)")))
	if err != nil {
		return err
	}
	s.write = db
	db.SetMaxOpenConns(1)
	c, err := newConn(ctx, db)
	if err != nil {
		return err
	}
	s.writer = make(chan *conn, 1)
	s.writer <- c
	return nil
}

func (s *store) openReaders(ctx context.Context) error {
	n := max(4, runtime.NumCPU())
	db, err := sql.Open("sqlite", dsn(s.path, pragma("query_only(1)"), pragma("cache_size(-16384)")))
	if err != nil {
		return err
	}
	s.read = db
	db.SetMaxOpenConns(n)
	s.readers = make(chan *conn, n)
	for range n {
		c, err := newConn(ctx, db)
		if err != nil {
			return err
		}
		s.openedReaders = append(s.openedReaders, c)
		s.readers <- c
	}
	return nil
}

// dsn names the file with what every connection sets first.
func dsn(path string, more ...string) string {
	parts := append([]string{pragma(fmt.Sprintf("busy_timeout(%d)", wait.Milliseconds())), pragma("synchronous(FULL)"),
		pragma("foreign_keys(1)"), pragma("trusted_schema(0)"), pragma("temp_store(2)")}, more...)
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + strings.Join(parts, "&")
}

func pragma(s string) string { return "_pragma=" + s }

// leftBehind tells whether the last process that had the file open ended without closing it: SQLite takes the write-ahead
// log away when the last one closes. A log that a living process uses does not count: the file is locked then.
func leftBehind(ctx context.Context, path string) bool {
	if st, err := os.Stat(path + "-wal"); err != nil || st.Size() == 0 {
		return false
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+pragma("locking_mode(EXCLUSIVE)"))
	if err != nil {
		return true
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "BEGIN EXCLUSIVE; ROLLBACK")
	return coded("", err) == nil || bilan.ErrorCode(coded("", err)) != bilan.CodeUnavailable
}

// Close ends all; it may be called once no View or Update runs.
func (s *store) Close() error {
	var errs []error
	for _, c := range s.openedReaders {
		errs = append(errs, c.close())
	}
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.writer != nil {
		errs = append(errs, (<-s.writer).close())
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	return coded("close register "+filepath.Base(s.path), errors.Join(errs...))
}
