package fetch

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"bilan"
)

// repeat is a stream of one text over and over.
type repeat struct {
	text string
	left int64
	at   int
}

func endless(text string, n int64) io.Reader { return &repeat{text: text, left: n} }

// Read gives more of it.
func (r *repeat) Read(p []byte) (n int, err error) {
	for n < len(p) && r.left > 0 {
		k := copy(p[n:min(len(p), n+int(min(r.left, 1<<20)))], r.text[r.at:])
		r.at = (r.at + k) % len(r.text)
		n, r.left = n+k, r.left-int64(k)
	}
	if n == 0 {
		return 0, io.EOF
	}
	return n, nil
}

func packAs(t *testing.T, form string, in io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	var err error
	switch form {
	case "gzip":
		w, err = gzip.NewWriterLevel(&b, gzip.BestSpeed)
	case "zlib":
		w, err = zlib.NewWriterLevel(&b, zlib.BestSpeed)
	case "deflate":
		w, err = flate.NewWriter(&b, flate.BestSpeed)
	case "br":
		w = brotli.NewWriterLevel(&b, 1)
	case "zstd":
		w, err = zstd.NewWriter(&b, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	}
	if err == nil {
		_, err = io.Copy(w, in)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipOf makes a zip file of members.
func zipOf(t *testing.T, members map[string]io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, in := range members {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.Copy(w, in)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// answerRecord makes a WARC record of an answer.
func answerRecord(coding string, body []byte) []byte {
	head := "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + coding + "\r\n"
	return append(fmt.Appendf(nil, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s", len(head)+len(body), head), append(body, "\r\n\r\n"...)...)
}

func all(parts ...io.Reader) io.Reader { return io.MultiReader(parts...) }

func str(s string) io.Reader { return strings.NewReader(s) }

// bombs are files made to take up memory or time: name → how it is made.
func bombs(t *testing.T) map[string]io.Reader {
	const big = 32 << 20
	zeros := func() io.Reader { return endless("a", big) }
	out := map[string]io.Reader{}
	for _, ext := range []string{"txt", "html", "jsonl", "json", "warc", "mbox", "eml", "xml", "csv", "unknown"} {
		out["long."+ext] = zeros()
		out["packed."+ext+".gz"] = bytes.NewReader(packAs(t, "gzip", zeros()))
	}
	once := packAs(t, "gzip", zeros())
	out["nested.txt.gz"] = bytes.NewReader(packAs(t, "gzip", bytes.NewReader(once)))
	out["members.txt.gz"] = bytes.NewReader(bytes.Repeat(packAs(t, "gzip", endless("a", 1<<20)), 128))
	for coding, header := range map[string]string{"gzip": "gzip", "zlib": "deflate", "deflate": "deflate", "br": "br", "zstd": "zstd"} {
		out["answer-"+coding+".warc"] = bytes.NewReader(answerRecord("Content-Encoding: "+header+"\r\n", packAs(t, coding, zeros())))
	}
	out["answer-twice.warc"] = bytes.NewReader(answerRecord("Content-Encoding: gzip, gzip\r\n", packAs(t, "gzip", bytes.NewReader(once))))
	out["answer-thrice.warc"] = bytes.NewReader(answerRecord("Content-Encoding: gzip, br, gzip\r\n", once))
	out["answer-chunks.warc"] = bytes.NewReader(answerRecord("Transfer-Encoding: chunked\r\n", bytes.Repeat([]byte("1\r\na\r\n"), 1<<20)))
	out["answer-headers.warc"] = bytes.NewReader(answerRecord(strings.Repeat("X: y\r\n", 1<<20), nil))
	out["record-headers.warc"] = all(str("WARC/1.1\r\n"), endless("X-Y: z\r\n", big))
	out["record-length.warc"] = str("WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 9000000000000000000\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")
	out["resource.warc"] = all(str("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: file:x\r\nContent-Type: text/plain\r\nContent-Length: 33554432\r\n\r\n"), zeros())
	out["zip-in-zip.wacz"] = bytes.NewReader(zipOf(t, map[string]io.Reader{"archive/a.warc.gz": bytes.NewReader(zipOf(t, map[string]io.Reader{"archive/b.warc": zeros()}))}))
	out["zip-zeros.wacz"] = bytes.NewReader(zipOf(t, map[string]io.Reader{"archive/a.warc": zeros()}))
	out["zip-gzip.wacz"] = bytes.NewReader(zipOf(t, map[string]io.Reader{"archive/a.warc.gz": bytes.NewReader(once)}))
	many := map[string]io.Reader{}
	for i := range maxArchives + 1 {
		many[fmt.Sprintf("archive/%d.warc", i)] = str("")
	}
	out["zip-many.wacz"] = bytes.NewReader(zipOf(t, many))
	out["no-zip.wacz"] = str("PK\x03\x04 no zip")
	out["parts.eml"] = all(str("Content-Type: multipart/mixed; boundary=x\n\n"), endless("--x\nContent-Type: text/plain\n\na\n", 14<<20))
	out["nest.eml"] = str(nestedMail(2000))
	out["from.eml"] = all(str("From: "), endless("(", 14<<20))
	out["words.eml"] = all(str("Subject: "), endless("=?utf-8?q?a?= ", 14<<20))
	out["base64.eml"] = all(str("Content-Transfer-Encoding: base64\n\n"), endless("YWFh", 14<<20))
	out["charset.eml"] = all(str("Content-Type: text/plain; charset=windows-1251\n\n"), endless("\xe0", 14<<20))
	out["items.json"] = all(str(`[{"uri":"a"},`), endless("{},", 2<<20))
	out["lists.json"] = all(str(`{"uri":"a","headlines":[`), endless("{},", 14<<20))
	out["deep.json"] = all(str(`{"uri":`), endless("[", 14<<20))
	out["telegram-key.json"] = all(str(`{"x":"`), endless("a", 1000), str(`","messages":[],"y":"`), zeros())
	out["telegram-message.json"] = all(str(`{"messages":[{"text":"`), zeros())
	out["telegram-parts.json"] = all(str(`{"messages":[{"id":1,"type":"message","text":[1`), endless(",1", 14<<20), str("]}]}"))
	out["telegram-deep.json"] = all(str(`{"messages":[],"x":`), endless("[", big))
	out["telegram-junk.json"] = all(str(`{"x":[0`), endless(",{}", big), str(`],"messages":[]}`))
	out["quote.csv"] = all(str("link,text content\nhttp://a,\""), zeros())
	out["columns.csv"] = all(str("link,text content\n"), endless("a,", big))
	out["head.csv"] = endless("link,text content,", big)
	out["picture.html"] = all(str("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\x00\x00\x00"), zeros())
	out["paper.txt"] = all(str("%PDF-1.7\n1 0 obj<</Filter[/FlateDecode/FlateDecode]/Length 9>>stream\n\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f"), bytes.NewReader(once))
	return out
}

func nestedMail(depth int) string {
	var b strings.Builder
	for i := range depth {
		fmt.Fprintf(&b, "Content-Type: multipart/mixed; boundary=x%d\n\n--x%d\n", i, i)
	}
	return b.String()
}

// TestBombs reads files that are made to take up memory or time: no panic, memory within bounds, an end.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	dir, files := t.TempDir(), bombs(t)
	if len(files) < 46 { // with the 14 that are fetched, 60
		t.Errorf("%d forms", len(files))
	}
	for name, in := range files {
		path := filepath.Join(dir, name)
		f, err := os.Create(path)
		if err == nil {
			_, err = io.Copy(f, in)
			f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		peak := memoryOf(func() {
			for it := range (&Source{}).Items(t.Context(), path) {
				if len(it.Data) > MaxFile || bilan.ErrorCode(it.Err) == bilan.CodeInternal && it.Err != nil {
					t.Errorf("%s: %d bytes, %v", name, len(it.Data), it.Err)
				}
			}
		})
		os.Remove(path)
		if peak > 3*MaxFile+32<<20 {
			t.Errorf("%s: %d MiB more than before", name, peak>>20)
		}
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("%s: %v", name, took)
		}
		if testing.Verbose() {
			t.Logf("%s: %d MiB, %v", name, peak>>20, time.Since(start).Round(time.Millisecond))
		}
	}
}

// memoryOf runs f and gives the highest use of the heap above what it was.
func memoryOf(f func()) (top uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base := m.HeapAlloc
	done, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for {
			runtime.ReadMemStats(&m)
			if m.HeapAlloc > base {
				top = max(top, m.HeapAlloc-base)
			}
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	f()
	close(done)
	<-ended
	return top
}
