package wacz

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"

	"bilan/internal/fetch/warc"
)

// blockLines is how many lines of the index a gzip member holds.
const blockLines = 300

// located is the JSON of a line: what a record holds and where it is.
type located struct {
	URL      string `json:"url"`
	Digest   string `json:"digest"`
	Mime     string `json:"mime"`
	Offset   int64  `json:"offset"`
	Length   int64  `json:"length"`
	Status   int    `json:"status"`
	Filename string `json:"filename"`
}

// cdxj makes the line of a record; only what can be shown has one.
func cdxj(e *warc.Entry, file string) (line string, ok bool) {
	switch e.Type() {
	case "response", "revisit", "resource":
	default:
		return "", false
	}
	l := located{URL: e.URL(), Digest: e.Digest(), Mime: e.Mime, Offset: e.At, Length: e.Length, Status: e.Status, Filename: file}
	if e.Type() == "resource" {
		l.Status = 200
	}
	data, err := json.Marshal(&l)
	return searchable(l.URL) + " " + e.Date().UTC().Format("20060102150405") + " " + string(data), err == nil
}

var www = regexp.MustCompile(`^www\d*\.`)

// searchable turns a URL so that those of a host stand together: https://www.example.org/a?c&b → org,example)/a?b&c. What is
// no address of the web stays as it is, without spaces.
func searchable(address string) string {
	u, err := url.Parse(strings.ToLower(address))
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return strings.ReplaceAll(address, " ", "%20")
	}
	labels := strings.Split(www.ReplaceAllString(u.Hostname(), ""), ".")
	slices.Reverse(labels)
	out := strings.Join(labels, ",")
	if port := u.Port(); port != "" && (u.Scheme != "http" || port != "80") && (u.Scheme != "https" || port != "443") {
		out += ":" + port
	}
	out += ")" + u.EscapedPath()
	if u.Path == "" {
		out += "/"
	}
	if u.RawQuery != "" {
		args := strings.Split(u.RawQuery, "&")
		slices.Sort(args)
		out += "?" + strings.Join(args, "&")
	}
	return strings.ReplaceAll(out, " ", "%20")
}

// index writes the index in blocks, and where these are.
func (w *Writer) index() error {
	slices.Sort(w.lines)
	meta, err := json.Marshal(map[string]string{"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"})
	if err != nil {
		return unwritten(err)
	}
	where := []byte("!meta 0 " + string(meta) + "\n")
	err = w.file("indexes/index.cdx.gz", zip.Store, func(out io.Writer) error {
		at := 0
		for block := range slices.Chunk(w.lines, blockLines) {
			packed, err := pack(block)
			if err != nil {
				return err
			}
			where = append(where, place(block[0], packed, at)...)
			if _, err := out.Write(packed); err != nil {
				return err
			}
			at += len(packed)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.file("indexes/index.idx", zip.Deflate, func(out io.Writer) error {
		_, err := out.Write(where)
		return err
	})
}

func pack(block []string) ([]byte, error) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	for _, line := range block {
		if _, err := io.WriteString(z, line+"\n"); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// place tells where the block that begins with a line is.
func place(line string, packed []byte, at int) []byte {
	hash := sha256.Sum256(packed)
	data, _ := json.Marshal(struct { // strings and numbers always have a JSON form
		Offset int    `json:"offset"`
		Length int    `json:"length"`
		Digest string `json:"digest"`
	}{at, len(packed), "sha256:" + hex.EncodeToString(hash[:])})
	return []byte(line[:strings.Index(line, " {")] + " " + string(data) + "\n")
}
