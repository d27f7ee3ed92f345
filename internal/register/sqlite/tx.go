package sqlite

import (
	"context"

	"bilan"
	"bilan/internal/register"
)

// session is one transaction: what View and Update give to work with.
type session struct {
	c         *conn
	packer    *register.Packer
	unwritten []words
}

// words are an article's, for search.
type words struct {
	article     int64
	title, text string
}

// writeWords gives the index of words what was put aside for it. FTS5 writes a piece of its index whenever another statement
// comes between, so it gets all the words of a transaction at once.
func (s *session) writeWords(ctx context.Context) error {
	for _, w := range s.unwritten {
		if _, err := s.c.exec(ctx, `INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)`, w.article, w.title, w.text); err != nil {
			return err
		}
	}
	s.unwritten = nil
	return nil
}

// View reads in one transaction on a connection of its own; its snapshot is taken at once.
func (s *store) View(ctx context.Context, f func(register.Reader) error) error {
	c, err := take(ctx, s.readers)
	if err != nil {
		return err
	}
	defer func() { s.readers <- c }()
	return coded("read the register", c.inTx(ctx, "BEGIN", func() error {
		var version int
		if err := c.row(ctx, "SELECT count(*) FROM settings WHERE name = ''", nil, &version); err != nil {
			return err
		}
		return f(&session{c: c, packer: s.packer})
	}))
}

// Update writes in one transaction; writers of this process wait in line, those of others by SQLite's lock.
func (s *store) Update(ctx context.Context, f func(register.Writer) error) error {
	c, err := take(ctx, s.writer)
	if err != nil {
		return err
	}
	defer func() { s.writer <- c }()
	return coded("write the register", c.inTx(ctx, "BEGIN IMMEDIATE", func() error {
		w := &session{c: c, packer: s.packer}
		if err := f(w); err != nil {
			return err
		}
		return w.writeWords(ctx)
	}))
}

func take(ctx context.Context, from chan *conn) (*conn, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if from == nil {
		return nil, errOnlyRead()
	}
	select {
	case c, open := <-from:
		if !open {
			return nil, bilan.Errorf(bilan.CodeUnavailable, "use the register", "it is closed")
		}
		return c, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
