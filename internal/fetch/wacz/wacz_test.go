package wacz

import (
	"archive/zip"
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/gzip"

	"bilan/internal/fetch/warc"
)

var day = time.Date(2024, 5, 10, 8, 30, 0, 0, time.UTC)

func address(i int) string {
	return fmt.Sprintf("https://www.h%d.example.org/News/%d?b=2&a=%d", i%7, i, i)
}

// archive makes a WARC file of n pages, each with a redirect before and a revisit after it.
func archive(t *testing.T, first, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := warc.NewWriter(&b, "test", day)
	for i := first; i < first+n && err == nil; i++ {
		body := []byte(strings.Repeat(fmt.Sprint("page ", i, " "), 1+i%50))
		e := warc.Exchange{URL: address(i), At: day.Add(time.Duration(i) * time.Second), Status: 200, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Body: body, Facts: []string{"a: b"}}
		err = w.Write(&warc.Exchange{URL: fmt.Sprintf("http://example.org/%d", i), At: e.At, Status: 301, Header: http.Header{"Location": {e.URL}}})
		if err == nil {
			err = w.Write(&e)
		}
		if err == nil {
			was := warc.Earlier{URL: e.URL, At: e.At, Payload: warc.Digest(body)}
			e.At = e.At.Add(time.Hour)
			err = w.Revisit(&e, was)
		}
	}
	if err == nil {
		err = w.Resource("urn:sha256:00", day, "text/plain", []byte("a text"))
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// packed makes a WACZ of two archives, the second of which is still being written.
func packed(t *testing.T, n int) *zip.Reader {
	t.Helper()
	var out bytes.Buffer
	w := NewWriter(&out, Info{Title: "Test", Software: "test", Created: day})
	if err := w.Archive("one.warc.gz", bytes.NewReader(archive(t, 0, n))); err != nil {
		t.Fatal(err)
	}
	second := archive(t, n, 10)
	if err := w.Archive("two.warc.gz", bytes.NewReader(second[:len(second)-20])); err != nil {
		t.Fatal(err)
	}
	if err := w.File("timestamps/one.tsr", strings.NewReader("token")); err != nil {
		t.Fatal(err)
	}
	err := w.Pages(func(yield func(*Page) error) error {
		for i := range n {
			if err := yield(&Page{URL: address(i), At: day.Add(time.Duration(i) * time.Second), Title: "Page <" + fmt.Sprint(i) + ">", Text: "page"}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func member(t *testing.T, z *zip.Reader, name string) []byte {
	t.Helper()
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSpecification holds a file against the words of WACZ 1.1.1.
func TestSpecification(t *testing.T) {
	z := packed(t, 50)
	var p struct {
		Profile, WaczVersion string
		Version              string `json:"wacz_version"`
		Created, Modified    time.Time
		Resources            []struct {
			Name, Path, Hash string
			Bytes            int64
		}
	}
	manifest := member(t, z, "datapackage.json")
	if err := json.Unmarshal(manifest, &p); err != nil || p.Profile != "data-package" || p.Version != "1.1.1" || !p.Created.Equal(day) {
		t.Errorf("%v %+v", err, p)
	}
	listed := map[string]bool{}
	for _, r := range p.Resources {
		data := member(t, z, r.Path)
		sum := sha256.Sum256(data)
		if r.Hash != "sha256:"+hex.EncodeToString(sum[:]) || r.Bytes != int64(len(data)) || !strings.HasSuffix(r.Path, "/"+r.Name) {
			t.Errorf("%s: hash or size", r.Path)
		}
		listed[r.Path] = true
	}
	for _, f := range z.File {
		compressed := strings.HasSuffix(f.Name, ".gz")
		if compressed != (f.Method == zip.Store) {
			t.Errorf("%s: method %d", f.Name, f.Method)
		}
		if !listed[f.Name] && !strings.HasPrefix(f.Name, "datapackage") {
			t.Errorf("%s is not listed", f.Name)
		}
	}
	var digest struct{ Path, Hash string }
	sum := sha256.Sum256(manifest)
	if err := json.Unmarshal(member(t, z, "datapackage-digest.json"), &digest); err != nil || digest.Path != "datapackage.json" || digest.Hash != "sha256:"+hex.EncodeToString(sum[:]) {
		t.Errorf("%v %+v", err, digest)
	}
	lines := strings.Split(strings.TrimSpace(string(member(t, z, "pages/pages.jsonl"))), "\n")
	if len(lines) != 51 || !strings.Contains(lines[0], `"format":"json-pages-1.0"`) {
		t.Errorf("%d lines of pages: %s", len(lines), lines[0])
	}
	for _, line := range lines[1:] {
		var page map[string]any
		if err := json.Unmarshal([]byte(line), &page); err != nil || page["url"] == "" {
			t.Errorf("%v %s", err, line)
		}
		if _, err := time.Parse(time.RFC3339, fmt.Sprint(page["ts"])); err != nil {
			t.Error(err)
		}
	}
}

// unzipped gives the lines of the index.
func unzipped(t *testing.T, data []byte) []string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(all)), "\n")
}

// TestLookups finds every page as a reader does that loads parts only: by the list of blocks, the block, the record.
func TestLookups(t *testing.T) {
	const n = 150
	z := packed(t, n)
	index, where := member(t, z, "indexes/index.cdx.gz"), strings.Split(strings.TrimSpace(string(member(t, z, "indexes/index.idx"))), "\n")
	lines := unzipped(t, index)
	if !slices.IsSorted(lines) || len(lines) != 3*n+1+3*10 { // the last record of the second archive, a resource, is cut
		t.Errorf("%d lines", len(lines))
	}
	if where[0] != `!meta 0 {"filename":"index.cdx.gz","format":"cdxj-gzip-1.0"}` || len(where) != 1+(len(lines)+blockLines-1)/blockLines {
		t.Errorf("%d blocks: %s", len(where), where[0])
	}
	where = where[1:]
	archives := map[string][]byte{"one.warc.gz": member(t, z, "archive/one.warc.gz"), "two.warc.gz": member(t, z, "archive/two.warc.gz")}
	for i := range n {
		key := searchable(address(i)) + " " + day.Add(time.Duration(i)*time.Second).Format("20060102150405")
		b := sort.Search(len(where), func(j int) bool { return where[j][:strings.Index(where[j], " {")] > key }) - 1
		var at struct{ Offset, Length int }
		if err := json.Unmarshal([]byte(where[b][strings.Index(where[b], " {"):]), &at); err != nil {
			t.Fatal(err)
		}
		block := unzipped(t, index[at.Offset:at.Offset+at.Length])
		found := slices.IndexFunc(block, func(line string) bool { return strings.HasPrefix(line, key+" {") })
		if found < 0 {
			t.Fatalf("%s is not in block %d", key, b)
		}
		var l located
		if err := json.Unmarshal([]byte(block[found][len(key)+1:]), &l); err != nil {
			t.Fatal(err)
		}
		opens(t, archives, &l, i)
	}
}

// opens reads the one record that a line of the index tells of.
func opens(t *testing.T, archives map[string][]byte, l *located, i int) {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(archives[l.Filename][l.Offset : l.Offset+l.Length]))
	if err != nil {
		t.Fatal(err)
	}
	records := warc.NewReader(bufio.NewReader(r))
	rec, err := records.Next()
	if err != nil {
		t.Fatal(err)
	}
	a, err := rec.Answer(1 << 20)
	if err != nil || rec.URL() != address(i) || l.URL != address(i) || l.Mime != "text/html" || l.Status != 200 || l.Digest != warc.Digest(a.Body) || !bytes.HasPrefix(a.Body, []byte(fmt.Sprint("page ", i, " "))) {
		t.Fatalf("%v %+v", err, l)
	}
	if _, err := records.Next(); err != io.EOF {
		t.Fatalf("more than a record: %v", err)
	}
}

func TestSearchable(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.Example.org/Index.html": "org,example)/index.html",
		"http://example.org":                 "org,example)/",
		"http://example.org:8080/?b&a=1":     "org,example:8080)/?a=1&b",
		"https://example.org:443/é":          "org,example)/%C3%A9",
		"https://WWW2.a.example.org/a%20b":   "org,example,a)/a%20b",
		"urn:sha256:00":                      "urn:sha256:00",
	} {
		if got := searchable(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// TestNoMember refuses a file whose records are not gzip members of their own: nothing could open them.
func TestNoMember(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, strings.Repeat("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", 2))
	z.Close()
	if err := NewWriter(io.Discard, Info{}).Archive("a.warc.gz", bytes.NewReader(b.Bytes())); err == nil {
		t.Error("packed")
	}
}
