package main

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/nlnwa/gowarc"

	"bilan/internal/fetch/warc"
)

// TestWARC has another library read, strictly, what ours wrote: every record valid, every body the same.
func TestWARC(t *testing.T) {
	var file bytes.Buffer
	at := time.Date(2024, 5, 10, 8, 0, 0, 0, time.UTC)
	w, err := warc.NewWriter(&file, "Bilan/test", at)
	if err != nil {
		t.Fatal(err)
	}
	bodies := []string{"<p>Forty families left.</p>", "", "\x1f\x8b\x00\xff raw", strings.Repeat("WARC/1.1\r\n\r\n", 9999)}
	for i, b := range bodies {
		if err := w.Write(&warc.Exchange{URL: "https://example.org/" + string(rune('a'+i)), At: at, Request: http.Header{"User-Agent": {"Bilan"}}, Status: 200,
			Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(b), TLS: "tls/1.3", Cipher: "TLS_AES_128_GCM_SHA256", Facts: []string{"fetchTimeMs: 1"}}); err != nil {
			t.Fatal(err)
		}
	}
	was := warc.Earlier{URL: "https://example.org/a", At: at, Payload: warc.Digest([]byte(bodies[0]))}
	for _, status := range []int{200, 304} {
		if err := w.Revisit(&warc.Exchange{URL: was.URL, At: at.Add(time.Hour), Status: status, Header: http.Header{"Content-Type": {"text/html"}}}, was); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Note(was.URL, at, []string{"text: unchanged"}, was); err != nil {
		t.Fatal(err)
	}
	r, err := gowarc.NewWarcFileReaderFromStream(&file, 0, gowarc.WithStrictValidation())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	n, records := 0, 0
	for {
		rec, _, v, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		records++
		if rec.Type() == gowarc.Response {
			p, err := rec.Block().(gowarc.PayloadBlock).PayloadBytes()
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(p)
			if err != nil || string(got) != bodies[n] {
				t.Errorf("body %d: %v, %d bytes", n, err, len(got))
			}
			n++
		}
		if rec.Type() == gowarc.Revisit && rec.WarcHeader().Get(gowarc.WarcRefersToTargetURI) != was.URL {
			t.Errorf("a revisit of %q", rec.WarcHeader().Get(gowarc.WarcRefersToTargetURI))
		}
		if err := rec.ValidateDigest(v); err != nil || !v.Valid() {
			t.Errorf("record %d: %v %v", records, err, v)
		}
		rec.Close()
	}
	if n != len(bodies) || records != 1+3*len(bodies)+5 {
		t.Errorf("%d responses of %d records", n, records)
	}
}
