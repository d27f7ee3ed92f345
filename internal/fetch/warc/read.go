package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"bilan"
)

// MaxHead is the largest head of a record or of the HTTP answer in it.
const MaxHead = 256 << 10

// Record is one record. Block is read before the next record is asked for; what is not read is passed over.
type Record struct {
	Header textproto.MIMEHeader
	Block  io.Reader
	Size   int64 // of the block
	Offset int64 // of the record in the unpacked stream
}

// Type is the kind of record: "response", "revisit", …
func (r *Record) Type() string { return r.Header.Get("WARC-Type") }

// URL is what the record is about.
func (r *Record) URL() string { return strings.Trim(r.Header.Get("WARC-Target-URI"), "<>") }

// Date is when it was captured.
func (r *Record) Date() time.Time {
	t, err := time.Parse(time.RFC3339, r.Header.Get("WARC-Date"))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Reader reads records from an unpacked stream.
type Reader struct {
	in   *bufio.Reader
	at   int64
	left *io.LimitedReader
}

// NewReader reads records from in, which is unpacked already.
func NewReader(in *bufio.Reader) *Reader { return &Reader{in: in} }

// Next gives the next record, io.EOF after the last.
func (r *Reader) Next() (*Record, error) {
	if err := r.skip(); err != nil {
		return nil, err
	}
	offset := r.at
	version, err := r.line()
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(version, "WARC/") {
		return nil, r.broken(offset, "no record begins here")
	}
	h, err := r.head()
	if err != nil {
		return nil, r.broken(offset, "%w", err)
	}
	n, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return nil, r.broken(offset, "Content-Length %q", h.Get("Content-Length"))
	}
	r.left = &io.LimitedReader{R: r.in, N: n}
	r.at += n
	return &Record{Header: h, Block: r.left, Size: n, Offset: offset}, nil
}

// skip passes over what is left of a block and the empty lines after it.
func (r *Reader) skip() error {
	if r.left != nil && r.left.N > 0 {
		if _, err := io.Copy(io.Discard, r.left); err != nil {
			return r.broken(r.at, "%w", err)
		}
	}
	if r.left != nil && r.left.N > 0 {
		return r.broken(r.at, "the end of the last record is missing")
	}
	for {
		c, err := r.in.Peek(1)
		switch {
		case len(c) == 0 && errors.Is(err, io.EOF):
			return io.EOF
		case len(c) == 0:
			return r.broken(r.at, "%w", err)
		case c[0] != '\r' && c[0] != '\n':
			return nil
		}
		r.in.Discard(1)
		r.at++
	}
}

func (r *Reader) line() (string, error) {
	var line []byte
	for {
		part, err := r.in.ReadSlice('\n')
		line = append(line, part...)
		r.at += int64(len(part))
		switch {
		case len(line) > MaxHead:
			return "", bilan.Errorf(bilan.CodeLimit, "", "a line of more than %d bytes", MaxHead)
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF):
			return "", io.ErrUnexpectedEOF
		case err != nil:
			return "", err
		default:
			return strings.TrimRight(string(line), "\r\n"), nil
		}
	}
}

// head reads the named fields of a record; a line that begins with a space goes on the one before.
func (r *Reader) head() (textproto.MIMEHeader, error) {
	h, last, size := textproto.MIMEHeader{}, "", 0
	for {
		line, err := r.line()
		if err != nil || line == "" {
			return h, err
		}
		if size += len(line); size > MaxHead {
			return nil, bilan.Errorf(bilan.CodeLimit, "", "a head of more than %d bytes", MaxHead)
		}
		if (line[0] == ' ' || line[0] == '\t') && last != "" {
			h[last][len(h[last])-1] += " " + strings.TrimSpace(line)
			continue
		}
		name, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("a head without a colon: %.40q", line)
		}
		last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
		h[last] = append(h[last], strings.TrimSpace(value))
	}
}

func (r *Reader) broken(at int64, format string, args ...any) error {
	return bilan.Errorf(bilan.CodeInvalid, fmt.Sprintf("WARC at byte %d", at), format, args...)
}

// Answer is the HTTP answer in a response record, its body as it came.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Answer reads the HTTP answer of a response record. A body over max bytes is an error of code limit.
func (r *Record) Answer(max int64) (*Answer, error) {
	if r.Size > max+MaxHead {
		return nil, bilan.Errorf(bilan.CodeLimit, "", "the record has %d bytes", r.Size)
	}
	block, err := io.ReadAll(r.Block)
	if err != nil {
		return nil, err
	}
	if int64(len(block)) < r.Size {
		return nil, bilan.Errorf(bilan.CodeInvalid, "", "the end of the record is missing")
	}
	head, body, ok := splitHead(block)
	if !ok {
		return nil, bilan.Errorf(bilan.CodeInvalid, "", "no HTTP answer in the record")
	}
	if len(head) > MaxHead {
		return nil, bilan.Errorf(bilan.CodeLimit, "", "a head of more than %d bytes", MaxHead)
	}
	a := &Answer{Header: http.Header{}, Body: body}
	lines := strings.Split(head, "\n")
	if f := strings.Fields(lines[0]); len(f) > 1 && strings.HasPrefix(f[0], "HTTP/") {
		a.Status, _ = strconv.Atoi(f[1])
	}
	for _, line := range lines[1:] {
		if name, value, ok := strings.Cut(strings.TrimRight(line, "\r"), ":"); ok {
			a.Header.Add(strings.TrimSpace(name), strings.TrimSpace(value))
		}
	}
	if a.Status == 0 {
		return nil, bilan.Errorf(bilan.CodeInvalid, "", "no HTTP status in the record")
	}
	if strings.EqualFold(a.Header.Get("Transfer-Encoding"), "chunked") {
		a.unchunk()
	}
	return a, nil
}

func splitHead(block []byte) (head string, body []byte, ok bool) {
	if i := bytes.Index(block, []byte("\r\n\r\n")); i >= 0 {
		return string(block[:i]), block[i+4:], true
	}
	if i := bytes.Index(block, []byte("\n\n")); i >= 0 {
		return string(block[:i]), block[i+2:], true
	}
	return "", nil, false
}

// unchunk joins a body that was kept in chunks. Some archives say chunked and hold the body joined: it is left as it is.
func (a *Answer) unchunk() {
	resp, err := http.ReadResponse(bufio.NewReader(io.MultiReader(
		strings.NewReader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), bytes.NewReader(a.Body))), nil)
	if err != nil {
		return
	}
	defer resp.Body.Close()
	if body, err := io.ReadAll(resp.Body); err == nil {
		a.Body = body
	}
}
