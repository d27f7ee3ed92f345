package warc

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/klauspost/compress/gzip"

	"bilan"
)

// Entry tells where a record of a packed file is, and what it holds.
type Entry struct {
	Record
	Status int    // of the HTTP answer; 0 when there is none
	Mime   string // of the payload
	At     int64  // of the gzip member in the file
	Length int64  // of the gzip member
}

// Digest is the digest of the payload, or of the block when no payload's is told.
func (e *Entry) Digest() string {
	if d := e.Header.Get("WARC-Payload-Digest"); d != "" {
		return d
	}
	return e.Header.Get("WARC-Block-Digest")
}

// Index lists the records of a packed file in which each is a gzip member of its own, and gives the length of those that are
// whole: a file that is being written may end in a part of one. Blocks are not given.
func Index(file io.Reader, f func(*Entry) error) (whole int64, err error) {
	in := &counter{in: bufio.NewReaderSize(file, 64<<10)}
	var z *gzip.Reader
	for {
		at := in.n
		if z == nil {
			z, err = gzip.NewReader(in)
		} else {
			err = z.Reset(in)
		}
		if errors.Is(err, io.EOF) && in.n == at || errors.Is(err, io.ErrUnexpectedEOF) {
			return at, nil
		}
		if err != nil {
			return at, bilan.Errorf(bilan.CodeInvalid, "index WARC", "byte %d: %w", at, err)
		}
		z.Multistream(false)
		e, err := entry(z)
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return at, nil
		}
		if err != nil {
			return at, bilan.Errorf(bilan.CodeInvalid, "index WARC", "byte %d: %w", at, err)
		}
		e.At, e.Length = at, in.n-at
		if err := f(e); err != nil {
			return at, err
		}
	}
}

// entry reads the record of one member, and the member to its end.
func entry(z io.Reader) (*Entry, error) {
	r := NewReader(bufio.NewReaderSize(z, 32<<10))
	rec, err := r.Next()
	if err != nil {
		return nil, cutShort(err)
	}
	e := &Entry{Record: *rec}
	if strings.Contains(rec.Header.Get("Content-Type"), "application/http") && rec.Type() != "request" {
		e.answered()
	} else if rec.Type() == "resource" {
		e.Mime = mediaType(rec.Header.Get("Content-Type"))
	}
	if rec.Type() == "revisit" {
		e.Mime = "warc/revisit"
	}
	e.Block = nil
	switch _, err = r.Next(); {
	case err == nil:
		return nil, errors.New("more than one record in a gzip member")
	case !errors.Is(err, io.EOF):
		return nil, cutShort(err)
	}
	return e, nil
}

// cutShort tells a member that the file ends in from a broken one.
func cutShort(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// answered reads the head of the HTTP answer.
func (e *Entry) answered() {
	head, err := io.ReadAll(io.LimitReader(e.Block, MaxHead))
	if err != nil {
		return
	}
	text, _, ok := splitHead(head)
	if !ok {
		text = string(head)
	}
	lines := strings.Split(text, "\n")
	if f := strings.Fields(lines[0]); len(f) > 1 && strings.HasPrefix(f[0], "HTTP/") {
		e.Status, _ = strconv.Atoi(f[1])
	}
	for _, line := range lines[1:] {
		if name, value, ok := strings.Cut(line, ":"); ok && http.CanonicalHeaderKey(strings.TrimSpace(name)) == "Content-Type" {
			e.Mime = mediaType(value)
			return
		}
	}
}

func mediaType(s string) string {
	m, _, err := mime.ParseMediaType(s)
	if err != nil {
		m, _, _ = strings.Cut(s, ";")
	}
	return strings.ToLower(strings.TrimSpace(m))
}

// counter counts the bytes that were taken from a file. It gives them one at a time where it is asked to, so that a gzip
// reader takes no more than its member.
type counter struct {
	in *bufio.Reader
	n  int64
}

// Read takes bytes.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n += int64(n)
	return n, err
}

// ReadByte takes one byte.
func (c *counter) ReadByte() (byte, error) {
	b, err := c.in.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}
