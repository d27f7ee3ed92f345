package warc

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"bilan"
)

var day = time.Date(2024, 5, 10, 8, 30, 0, 0, time.UTC)

func unpacked(t *testing.T, file []byte) *bufio.Reader {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return bufio.NewReader(z)
}

// TestRoundTrip reads back what was written, byte for byte.
func TestRoundTrip(t *testing.T) {
	var file bytes.Buffer
	w, err := NewWriter(&file, "test", day)
	if err != nil {
		t.Fatal(err)
	}
	var want []Exchange
	for i, body := range []string{"<p>one</p>", "", "\x1f\x8b\x00raw", strings.Repeat("a\r\n\r\nWARC/1.1\r\n", 5000)} {
		e := Exchange{URL: "https://example.org/" + string(rune('a'+i)) + "?q=1", At: day.Add(time.Duration(i) * time.Second), Request: http.Header{"User-Agent": {"bilan"}},
			Status: 200 + i, Header: http.Header{"Content-Type": {"text/html"}, "Set-Cookie": {"a=1", "b=2"}}, Body: []byte(body), TLS: "tls/1.3", Facts: []string{"x: y"}}
		if err := w.Write(&e); err != nil {
			t.Fatal(err)
		}
		want = append(want, e)
	}
	r, types := NewReader(unpacked(t, file.Bytes())), map[string]int{}
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		types[rec.Type()]++
		if rec.Type() != "response" {
			continue
		}
		e := want[types["response"]-1]
		a, err := rec.Answer(1 << 20)
		if err != nil || rec.URL() != e.URL || !rec.Date().Equal(e.At) || a.Status != e.Status || !bytes.Equal(a.Body, e.Body) || !cmp.Equal(a.Header, e.Header) {
			t.Errorf("%v: %+v", err, a)
		}
	}
	if diff := cmp.Diff(map[string]int{"warcinfo": 1, "request": 4, "response": 4, "metadata": 4}, types); diff != "" {
		t.Error(diff)
	}
}

func TestBroken(t *testing.T) {
	const good = "WARC/1.0\nWARC-Type: response\nContent-Length: 44\n\nHTTP/1.1 200 OK\r\nTransfer-Encoding: x\r\n\r\nabc\r\n\r\n"
	for name, file := range map[string]string{
		"no record":   "hello\n\n",
		"no length":   "WARC/1.1\r\nWARC-Type: response\r\n\r\n",
		"negative":    "WARC/1.1\r\nContent-Length: -4\r\n\r\n",
		"huge length": "WARC/1.1\r\nContent-Length: 99999999999\r\n\r\nabc",
		"no colon":    "WARC/1.1\r\nContent\r\n\r\n",
		"cut head":    "WARC/1.1\r\nContent-Len",
		"long line":   "WARC/1.1\r\nX: " + strings.Repeat("a", 2*MaxHead) + "\r\n\r\n",
		"many lines":  "WARC/1.1\r\n" + strings.Repeat("X: aaaaaaaaaaaaaaaaaaaaa\r\n", 20000) + "\r\n",
		"then junk":   good + "junk\r\n",
	} {
		r := NewReader(bufio.NewReader(strings.NewReader(file)))
		var err error
		for err == nil {
			_, err = r.Next()
		}
		if errors.Is(err, io.EOF) {
			t.Errorf("%s: read whole", name)
		}
	}
	r := NewReader(bufio.NewReader(strings.NewReader(good)))
	rec, err := r.Next()
	if err != nil {
		t.Fatal(err)
	}
	if a, err := rec.Answer(1); err != nil || string(a.Body) != "abc" {
		t.Errorf("%v %v", a, err)
	}
}

func TestAnswerLimit(t *testing.T) {
	rec := &Record{Size: 10 << 20, Block: strings.NewReader("x")}
	if _, err := rec.Answer(1 << 20); bilan.ErrorCode(err) != bilan.CodeLimit {
		t.Error(err)
	}
}

func TestChunked(t *testing.T) {
	for block, want := range map[string]string{
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n": "abcde",
		"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<html>":                           "<html>", // joined already
	} {
		rec := &Record{Size: int64(len(block)), Block: strings.NewReader(block)}
		if a, err := rec.Answer(1 << 20); err != nil || string(a.Body) != want {
			t.Errorf("%v %v", a, err)
		}
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte("WARC/1.0\nContent-Length: 3\n\nabc\n\n"))
	f.Fuzz(func(_ *testing.T, file []byte) {
		r := NewReader(bufio.NewReader(bytes.NewReader(file)))
		for {
			rec, err := r.Next()
			if err != nil {
				return
			}
			_, _ = rec.Answer(1 << 16)
		}
	})
}
