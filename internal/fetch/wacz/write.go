package wacz

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"io"
	"path"
	"time"

	"bilan"
	"bilan/internal/fetch/warc"
)

// version is the version of the format.
const version = "1.1.1"

// Info describes a file.
type Info struct {
	Title    string
	Software string
	Created  time.Time
}

// Page is an entry of the list of pages.
type Page struct {
	URL   string    `json:"url"`
	At    time.Time `json:"ts"` // the date of its record
	Title string    `json:"title,omitempty"`
	ID    string    `json:"id,omitempty"`
	Text  string    `json:"text,omitempty"`
	Size  int64     `json:"size,omitempty"`
}

// Writer writes a file. It is for one goroutine; archives come first, then other files and pages, then Close.
type Writer struct {
	zip       *zip.Writer
	info      Info
	lines     []string // of the index
	resources []resource
	Records   int // that the index lists
}

// resource is a file as datapackage.json lists it.
type resource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// NewWriter begins a file.
func NewWriter(w io.Writer, info Info) *Writer { return &Writer{zip: zip.NewWriter(w), info: info} }

// Archive adds a packed WARC file under a name that ends in .warc.gz. Of a file that is being written the whole records are
// taken.
func (w *Writer) Archive(name string, file io.ReadSeeker) error {
	whole, err := warc.Index(file, func(e *warc.Entry) error {
		if line, ok := cdxj(e, name); ok {
			w.lines = append(w.lines, line)
			w.Records++
		}
		return nil
	})
	if err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return unwritten(err)
	}
	return w.file("archive/"+name, zip.Store, func(out io.Writer) error {
		_, err := io.CopyN(out, file, whole)
		return err
	})
}

// Pages adds the list of pages.
func (w *Writer) Pages(each func(yield func(*Page) error) error) error {
	return w.file("pages/pages.jsonl", zip.Deflate, func(out io.Writer) error {
		e := json.NewEncoder(out)
		e.SetEscapeHTML(false)
		if err := e.Encode(map[string]any{"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": true}); err != nil {
			return err
		}
		return each(func(p *Page) error {
			p.At = p.At.UTC().Truncate(time.Second)
			return e.Encode(p)
		})
	})
}

// File adds a file of another kind, in a folder of its own.
func (w *Writer) File(name string, from io.Reader) error {
	return w.file(name, zip.Deflate, func(out io.Writer) error {
		_, err := io.Copy(out, from)
		return err
	})
}

// file adds one file, and its size and hash to the list.
func (w *Writer) file(name string, method uint16, write func(io.Writer) error) error {
	out, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: w.info.Created.UTC()})
	if err != nil {
		return unwritten(err)
	}
	s := &sum{out: out, hash: sha256.New()}
	if err := write(s); err != nil {
		return unwritten(err)
	}
	w.resources = append(w.resources, resource{path.Base(name), name, "sha256:" + hex.EncodeToString(s.hash.Sum(nil)), s.n})
	return nil
}

// Close writes the index and the list of files.
func (w *Writer) Close() error {
	if err := w.index(); err != nil {
		return err
	}
	moment := w.info.Created.UTC().Format(time.RFC3339)
	data, err := json.MarshalIndent(map[string]any{"profile": "data-package", "wacz_version": version, "title": w.info.Title, "software": w.info.Software,
		"created": moment, "modified": moment, "resources": w.resources}, "", "  ")
	if err != nil {
		return bilan.Errorf(bilan.CodeInternal, "write WACZ", "%w", err)
	}
	if err := w.plain("datapackage.json", data); err != nil {
		return err
	}
	hash := sha256.Sum256(data)
	digest, err := json.Marshal(map[string]string{"path": "datapackage.json", "hash": "sha256:" + hex.EncodeToString(hash[:])})
	if err != nil {
		return bilan.Errorf(bilan.CodeInternal, "write WACZ", "%w", err)
	}
	if err := w.plain("datapackage-digest.json", digest); err != nil {
		return err
	}
	return unwritten(w.zip.Close())
}

func (w *Writer) plain(name string, data []byte) error {
	out, err := w.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: w.info.Created.UTC()})
	if err == nil {
		_, err = out.Write(data)
	}
	return unwritten(err)
}

// sum counts and hashes what is written.
type sum struct {
	out  io.Writer
	hash hash.Hash
	n    int64
}

// Write writes on.
func (s *sum) Write(p []byte) (int, error) {
	n, err := s.out.Write(p)
	s.hash.Write(p[:n])
	s.n += int64(n)
	return n, err
}

// unwritten gives an error its code, unless it has one.
func unwritten(err error) error {
	if err == nil || bilan.ErrorCode(err) != bilan.CodeInternal {
		return err
	}
	return bilan.Errorf(bilan.CodeUnavailable, "write WACZ", "%w", err)
}
