package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"bilan"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/warc"
	"bilan/internal/fetch/watch"
	"bilan/internal/reconcile"
	"bilan/internal/register"
)

// answers plays the web.
type answers map[string]*safe.Answer

func (a answers) Get(_ context.Context, address string, _ http.Header) (*safe.Answer, error) {
	if got, ok := a[address]; ok {
		return got, nil
	}
	return nil, bilan.Errorf(bilan.CodeUnavailable, "fetch "+address, "no such host")
}

// TestFetch keeps a page that was fetched with its status, headers and time, and writes it to a WARC file as it came.
func TestFetch(t *testing.T) {
	const address, page = "https://news.example.org/1", "<html><body><h1>Two miners killed near Perm</h1><p>Two miners were killed near Perm on Tuesday, the regional ministry said in a statement that evening.</p></body></html>"
	at := time.Date(2024, 5, 10, 8, 0, 0, 0, time.UTC)
	header := http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Etag": {`"1"`}}
	web := answers{address: {URL: address, Status: 200, Header: header, Raw: []byte(page), Body: []byte(page), At: at,
		Hops: []safe.Hop{{URL: "https://example.org/1", Status: 301, Header: http.Header{"Location": {address}}, At: at}, {URL: address, Status: 200, Header: header, At: at, TLS: &safe.TLS{Version: "TLS 1.3"}}}}}
	null, err := os.OpenFile(os.DevNull, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	c := &fetchCmd{URLs: []string{address, "https://gone.example.org/"}, registerFlags: registerFlags{Data: t.TempDir()}}
	if err := c.run(t.Context(), stdio{null, null, null}, web); err == nil {
		t.Errorf("one page of two was not fetched: %v", err)
	}
	k, err := c.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer k.Register.Close()
	list := captures(t, k.Register)
	if len(list) != 1 || list[0].Status != 200 || list[0].Header["Etag"] != `"1"` || !list[0].Seen.Equal(at) || list[0].URL != address {
		t.Errorf("%+v", list)
	}
	if got := archived(t, filepath.Join(c.Data, "warc")); len(got) != 2 || got[1] != page {
		t.Errorf("archived %q", got)
	}
}

func captures(t *testing.T, reg register.Register) (list []bilan.Capture) {
	t.Helper()
	err := reg.View(t.Context(), func(r register.Reader) (err error) {
		list, err = r.Captures(t.Context(), register.Page{Limit: 10})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// archived gives the bodies of the responses in the only WARC file of a folder.
func archived(t *testing.T, dir string) (bodies []string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.warc.gz"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	f, err := os.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := warc.NewReader(bufio.NewReader(z))
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return bodies
		}
		if err != nil {
			t.Fatal(err)
		}
		if rec.Type() == "response" {
			a, err := rec.Answer(1 << 20)
			if err != nil {
				t.Fatal(err)
			}
			bodies = append(bodies, string(a.Body))
		}
	}
}

// TestSeenAgain visits a page that stays the same, is dressed anew, and changes: what says the same costs a row.
func TestSeenAgain(t *testing.T) {
	const address = "https://news.example.org/live"
	at := time.Date(2024, 5, 10, 8, 0, 0, 0, time.UTC)
	page := func(dress, words string) []byte {
		return []byte("<html><body class=" + dress + "><h1>Flood near Perm</h1><p>Two miners were killed near Perm on Tuesday, the regional ministry said in a statement that evening. " + words + "</p></body></html>")
	}
	c := &watchCmd{registerFlags: registerFlags{Data: t.TempDir()}}
	e, err := c.engine()
	if err != nil {
		t.Fatal(err)
	}
	k, err := c.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer k.Register.Close()
	places, err := e.places()
	if err != nil {
		t.Fatal(err)
	}
	s := &gatherer{engine: e, keeper: k, maker: reconcile.NewDigester(places), log: newCaptureLog(c.Data, k.Register)}
	first := page("a", "")
	when := at.Add(-time.Hour)
	answer := &safe.Answer{URL: address, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Raw: first, Body: first, At: when}
	_, err = s.keep(t.Context(), &watch.Page{Answer: answer, Note: func(watch.Kept) (string, string, error) {
		return "", "", bilan.Errorf(bilan.CodeUnavailable, "note", "the disk is full")
	}})
	if list := captures(t, k.Register); err == nil || len(list) != 0 {
		t.Errorf("a page was kept without its source's state: %v, %v", err, list)
	}
	var before watch.Seen
	for i, v := range []struct {
		status int
		body   []byte
		kept   bool
		record string
	}{
		{200, page("a", ""), true, "response"},
		{200, page("a", ""), false, "revisit"},
		{304, nil, false, "revisit"},
		{200, page("b", ""), false, "metadata"}, // other bytes, the same words
		{304, nil, false, "metadata"},
		{200, page("b", "Three are missing, it said later."), true, "response"},
		{200, page("a", ""), false, "revisit"}, // as it was first
	} {
		when := at.Add(time.Duration(i) * time.Hour)
		header := http.Header{"Content-Type": {"text/html; charset=utf-8"}}
		a := &safe.Answer{URL: address, Status: v.status, Header: header, Raw: v.body, Body: v.body, At: when, Hops: []safe.Hop{{URL: address, Status: v.status, Header: header, At: when}}}
		note := func(k watch.Kept) (string, string, error) { return "visit", fmt.Sprint(k.New), nil }
		got, err := s.keep(t.Context(), &watch.Page{Answer: a, Before: before, Note: note})
		if said, _ := (settings{k.Register}).Setting(t.Context(), "visit"); v.record == "response" && said != "true" {
			t.Errorf("visit %d: the state was not kept: %q", i, said)
		}
		if err != nil || got.New != v.kept {
			t.Errorf("visit %d: kept %v, %v", i, got.New, err)
		}
		before = got.Seen
		if last := lastRecord(t, s.log.file.Name()); last != v.record {
			t.Errorf("visit %d: written as %s, want %s", i, last, v.record)
		}
	}
	if err := s.log.close(); err != nil {
		t.Fatal(err)
	}
	if got := archived(t, filepath.Join(c.Data, "warc")); len(got) != 2 {
		t.Errorf("%d bodies in the archive", len(got))
	}
}

// lastRecord gives the type of the last record of a file that tells of an answer.
func lastRecord(t *testing.T, name string) (last string) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	r := warc.NewReader(bufio.NewReader(z))
	for {
		rec, err := r.Next()
		if err == io.EOF {
			return last
		}
		if err != nil {
			t.Fatal(err)
		}
		if rec.Type() != "request" && rec.Header.Get("WARC-Concurrent-To") == "" {
			last = rec.Type()
		}
	}
}
