package warc

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"bilan"
)

// Exchange is one request and its answer, as records of a file.
type Exchange struct {
	URL     string
	At      time.Time
	Request http.Header
	Status  int
	Header  http.Header
	Body    []byte   // as it came
	Facts   []string // "name: value" lines of the metadata record
	TLS     string   // "tls/1.3"; empty for plain HTTP
	Cipher  string
}

// Writer writes records, each a gzip member of its own. It is for one goroutine.
type Writer struct {
	out  io.Writer
	info string // id of the file's warcinfo
	z    *gzip.Writer
}

// NewWriter begins a file with a record that says which software wrote it.
func NewWriter(out io.Writer, software string, at time.Time) (*Writer, error) {
	w := &Writer{out: out, info: newID(), z: gzip.NewWriter(out)}
	block := "software: " + software + "\r\nformat: WARC File Format 1.1\r\nconformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n"
	return w, w.record([]byte(block), "WARC-Type: warcinfo", "WARC-Record-ID: "+w.info, "WARC-Date: "+date(at), "Content-Type: application/warc-fields")
}

// Write writes an exchange: the answer, the request it answers, and the facts beside them.
func (w *Writer) Write(e *Exchange) error {
	return w.exchange(e, e.response(), "WARC-Type: response", "Content-Type: application/http;msgtype=response", "WARC-Payload-Digest: "+Digest(e.Body))
}

// exchange writes the record of an answer, and those of the request and the facts that belong to it.
func (w *Writer) exchange(e *Exchange, block []byte, own ...string) error {
	id := newID()
	about := []string{"WARC-Target-URI: " + e.URL, "WARC-Date: " + date(e.At), "WARC-Warcinfo-ID: " + w.info}
	own = append(append(own, "WARC-Record-ID: "+id), about...)
	if e.TLS != "" {
		own = append(own, "WARC-Protocol: "+e.TLS, "WARC-Cipher-Suite: "+e.Cipher)
	}
	if err := w.record(block, own...); err != nil {
		return err
	}
	request, err := e.request()
	if err != nil {
		return err
	}
	err = w.record(request, append([]string{"WARC-Type: request", "WARC-Record-ID: " + newID(), "WARC-Concurrent-To: " + id,
		"Content-Type: application/http;msgtype=request"}, about...)...)
	if err != nil || len(e.Facts) == 0 {
		return err
	}
	return w.record(fields(e.Facts), append([]string{"WARC-Type: metadata", "WARC-Record-ID: " + newID(),
		"WARC-Concurrent-To: " + id, "Content-Type: application/warc-fields"}, about...)...)
}

func (e *Exchange) response() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %d %s\r\n", e.Status, http.StatusText(e.Status))
	writeHeader(&b, e.Header)
	b.WriteString("\r\n")
	b.Write(e.Body)
	return b.Bytes()
}

func (e *Exchange) request() ([]byte, error) {
	u, err := url.Parse(e.URL)
	if err != nil {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: "write WARC", Err: err}
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "GET %s HTTP/1.1\r\nHost: %s\r\n", u.RequestURI(), u.Host)
	writeHeader(&b, e.Request)
	b.WriteString("\r\n")
	return b.Bytes(), nil
}

// writeHeader writes fields by name. A line feed in a value would begin a field of its own.
func writeHeader(b *bytes.Buffer, h http.Header) {
	names := make([]string, 0, len(h))
	for k := range h {
		names = append(names, k)
	}
	slices.Sort(names)
	clean := strings.NewReplacer("\r", " ", "\n", " ")
	for _, k := range names {
		for _, v := range h[k] {
			fmt.Fprintf(b, "%s: %s\r\n", clean.Replace(k), clean.Replace(v))
		}
	}
}

// record writes one record as one gzip member.
func (w *Writer) record(block []byte, fields ...string) error {
	w.z.Reset(w.out)
	z := w.z
	fields = append(fields, "WARC-Block-Digest: "+Digest(block), fmt.Sprintf("Content-Length: %d", len(block)))
	for i, f := range fields {
		fields[i] = strings.NewReplacer("\r", " ", "\n", " ").Replace(f)
	}
	_, err := z.Write([]byte("WARC/1.1\r\n" + strings.Join(fields, "\r\n") + "\r\n\r\n"))
	for _, part := range [...][]byte{block, []byte("\r\n\r\n")} {
		if err == nil {
			_, err = z.Write(part)
		}
	}
	if closed := z.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write WARC", "%w", err)
	}
	return nil
}

// Digest names bytes as the digests of a file do.
func Digest(data []byte) string {
	h := sha256.Sum256(data)
	return "sha256:" + base32.StdEncoding.EncodeToString(h[:])
}

func date(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

// newID makes a random UUID.
func newID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
