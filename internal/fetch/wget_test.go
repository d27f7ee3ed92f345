package fetch

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
)

// TestWgetArchive reads whole what another program archived: packed a member a record, packed as one, and not packed.
func TestWgetArchive(t *testing.T) {
	wget, err := exec.LookPath("wget")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("wget is not installed")
	}
	pages := map[string]string{}
	for i := range 12 {
		pages[fmt.Sprintf("/%d", i)] = fmt.Sprintf("<html><body><h1>Page %d</h1><p>%s</p></body></html>", i, strings.Repeat("Forty families left. ", 1+i*997))
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { servePage(w, r, pages) }))
	defer srv.Close()
	urls := []string{srv.URL + "/picture"} // the file begins with what is no text
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		urls = append(urls, srv.URL+path)
	}
	urls = append(urls, srv.URL+"/gone", srv.URL+"/moved")
	packed := archiveBy(t, wget, urls)
	plain := archiveBy(t, wget, urls, "--no-warc-compression")
	for name, file := range map[string][]byte{"a.warc.gz": packed, "b.warc": plain, "c.warc.gz": oneMember(t, unzip(t, packed))} {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, file, 0o644); err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for it := range (&Source{}).Items(t.Context(), path) {
			if it.Err != nil || it.Status != 200 || it.Kind != HTML || it.At.IsZero() {
				t.Errorf("%s: %v %+v", name, it.Err, it)
			}
			got[strings.TrimPrefix(it.URL, srv.URL)] = string(it.Data)
		}
		for path, want := range pages {
			if got[path] != want {
				t.Errorf("%s: %s: %d bytes, want %d", name, path, len(got[path]), len(want))
			}
		}
		if len(got) != len(pages) {
			t.Errorf("%s: %d pages, want %d", name, len(got), len(pages))
		}
	}
}

// servePage sends pages in every way: in one piece, in chunks, packed.
func servePage(w http.ResponseWriter, r *http.Request, pages map[string]string) {
	page, ok := pages[r.URL.Path]
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	switch {
	case r.URL.Path == "/picture":
		w.Header().Set("Content-Type", "image/png")
		io.WriteString(w, "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00\x01\xff", 1500))
	case r.URL.Path == "/moved":
		http.Redirect(w, r, "/0", http.StatusMovedPermanently)
	case !ok:
		http.NotFound(w, r)
	case len(r.URL.Path)%2 == 0 && strings.HasSuffix(r.URL.Path, "1"):
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.WriteString(z, page)
		z.Close()
	case strings.HasSuffix(r.URL.Path, "2"), strings.HasSuffix(r.URL.Path, "5"):
		for part := range strings.SplitAfterSeq(page, "left. ") {
			io.WriteString(w, part)
			w.(http.Flusher).Flush()
		}
	default:
		io.WriteString(w, page)
	}
}

func archiveBy(t *testing.T, wget string, urls []string, flags ...string) []byte {
	t.Helper()
	dir := t.TempDir()
	c := exec.Command(wget, append(append([]string{"-q", "--no-config", "--no-proxy", "--tries=1", "--delete-after", "--no-warc-keep-log", "--warc-file=out"}, flags...), urls...)...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil && c.ProcessState.ExitCode() != 8 { // 8: a server's error, which is wanted
		t.Fatalf("%v %s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(dir, "out.warc*"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	data, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func unzip(t *testing.T, data []byte) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func oneMember(t *testing.T, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
