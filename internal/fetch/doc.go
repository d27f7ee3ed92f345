// Package fetch brings in what is to be read: files, folders and standard input, as a stream of items.
//
// An item is one page, one text or one JSON line. Items come in a stable order (folders by name, lines by number)
// and one at a time, so memory holds one file or line. What cannot be read is an item too, with its error: one bad
// file or line never ends the stream.
package fetch

import (
	"io"
	"io/fs"
	"os"
	"time"
)

// Kind is the form of an item's bytes.
type Kind uint8

// The kinds of item. Failed items hold only an error.
const (
	Failed Kind = iota
	HTML        // a page: Data are its bytes
	Text        // plain text: Data are its bytes
	Clean       // the text of a JSON line: Data are UTF-8 and taken as they stand
)

// Limits.
const (
	MaxFile = 15 << 20 // bytes of one page, text or line after decompression
)

// Item is one thing to read.
type Item struct {
	Name        string // file as given or found; "-" for standard input
	Line        int    // of a JSON-lines file, from 1; 0 for a whole file
	Kind        Kind
	Data        []byte
	Bytes       int // of the file, unpacked, that the item took
	ID          string
	URL         string
	Title       string
	Published   string
	Publisher   string
	Lang        string
	ContentType string
	PubStatus   string            // of a wire item: "withheld" or "canceled" takes it back
	At          time.Time         // when it was captured; zero when that is now
	Status      int               // HTTP
	Header      map[string]string // of the HTTP answer
	Err         error             // why the item could not be read: a *bilan.Error that names file and line
}

// Source opens what names stand for. The zero value reads the operating system's files and nothing for "-".
type Source struct {
	FS    fs.FS     // nil: the operating system's
	Stdin io.Reader // what "-" reads
}

func (s *Source) open(name string) (io.ReadCloser, error) {
	if s.FS != nil {
		return s.FS.Open(name)
	}
	return os.Open(name)
}

func (s *Source) stat(name string) (fs.FileInfo, error) {
	if s.FS != nil {
		return fs.Stat(s.FS, name)
	}
	return os.Stat(name)
}

func (s *Source) list(name string) ([]fs.DirEntry, error) {
	if s.FS != nil {
		return fs.ReadDir(s.FS, name)
	}
	return os.ReadDir(name)
}
