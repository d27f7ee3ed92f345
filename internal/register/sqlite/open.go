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
	"sync"
	"time"

	"bilan"
	"bilan/internal/register"
)

// store is a register in a file.
type store struct {
	path          string
	write, read   *sql.DB
	writer        chan *conn // holds the one writing connection while nobody writes; nil where it may only be read
	readers       chan *conn
	packer        *register.Packer
	openedReaders []*conn
	closing       sync.Once
}

// wait is how long a writer waits for one of another process.
const wait = 20 * time.Second

// pageSize is that of a new file. An article's body has about 3 kB: of pages of 4 kB a third would stay empty. It is set before
// the journal is, which makes the file's first page.
const pageSize = 16384

// Open opens the register in the file path, which is made when there is none. After an unclean end, a crash or a cut of
// power, the file is checked first; a register of a newer version of the program is refused.
func Open(ctx context.Context, path string) (register.Register, error) {
	s, err := openWith(ctx, path, migrations())
	if err != nil {
		return nil, coded("open register "+path, err)
	}
	return s, nil
}

// openWith opens a register and makes the steps of its schema that are missing.
func openWith(ctx context.Context, path string, steps []string) (_ *store, err error) {
	if path == "" || strings.HasPrefix(path, ":") {
		return nil, bilan.Errorf(bilan.CodeInvalid, "open register", "%q is no file name", path)
	}
	if err := checkLeftBehind(ctx, path); err != nil {
		return nil, err
	}
	s := &store{path: path}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	if s.packer, err = register.NewPacker(); err != nil {
		return nil, err
	}
	if err := s.openWriter(ctx); onlyRead(path, err) {
		return s, s.openToRead(ctx, steps)
	} else if err != nil {
		return nil, err
	}
	w := <-s.writer
	err = migrate(ctx, w, steps)
	s.writer <- w
	if err != nil {
		return nil, err
	}
	return s, s.openReaders(ctx)
}

func (s *store) openWriter(ctx context.Context) error {
	db, err := sql.Open("sqlite", dsn(s.path, "_txlock=immediate", pragma(fmt.Sprintf("page_size(%d)", pageSize)), pragma("cache_size(-65536)"), pragma("wal_autocheckpoint(4000)")))
	if err != nil {
		return err
	}
	s.write = db
	db.SetMaxOpenConns(1)
	c, err := newConn(ctx, db)
	if err != nil {
		return err
	}
	if _, err := c.exec(ctx, "PRAGMA journal_mode(WAL)"); err != nil {
		return err
	}
	s.writer = make(chan *conn, 1)
	s.writer <- c
	return nil
}

func (s *store) openReaders(ctx context.Context, more ...string) error {
	n := max(4, runtime.NumCPU())
	db, err := sql.Open("sqlite", dsn(s.path, append(more, pragma("query_only(1)"), pragma("cache_size(-16384)"))...))
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

// checkLeftBehind looks through a file whose last process ended without closing it. SQLite takes the write-ahead log away when
// the last one closes, so a log without a process is the sign; with one, the file is locked. The log goes when the check is
// done, not before: killed meanwhile, the next process checks.
func checkLeftBehind(ctx context.Context, path string) error {
	if st, err := os.Stat(path + "-wal"); err != nil || st.Size() == 0 {
		return nil
	}
	db, err := sql.Open("sqlite", "file:"+(&url.URL{Path: path}).EscapedPath()+"?"+pragma("locking_mode(EXCLUSIVE)"))
	if err != nil {
		return err
	}
	defer db.Close()
	c, err := newConn(ctx, db)
	if err != nil {
		return err
	}
	defer c.close()
	err = c.inTx(ctx, "BEGIN EXCLUSIVE", func() error { return quickCheck(ctx, c) })
	if used := coded("", err); bilan.ErrorCode(used) == bilan.CodeUnavailable {
		return nil // by another process; what else may hinder, opening will tell
	}
	return err
}

// Close ends all, once no Update runs; called again it does nothing.
func (s *store) Close() (err error) {
	s.closing.Do(func() { err = s.close() })
	return err
}

func (s *store) close() error {
	var errs []error
	for _, c := range s.openedReaders {
		errs = append(errs, c.close())
	}
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.writer != nil {
		errs = append(errs, (<-s.writer).close())
		close(s.writer)
	}
	if s.write != nil {
		errs = append(errs, s.write.Close())
	}
	return coded("close register "+filepath.Base(s.path), errors.Join(errs...))
}
