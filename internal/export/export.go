// Package export writes readings for those who use them, one file a format.
//
// A [Format] opens a [Writer] on an io.Writer; each reading is then written as it comes and nothing is kept but what a
// format's end needs, so a million dispatches cost no more memory than one. Every format gets hostile text: titles, quotes
// and names come from the web. jsonl gives them as they stand, table takes out what could command a terminal, html escapes.
//
// [Formats] is the explicit list; a new format is one file and one line there.
package export

import (
	"io"

	"bilan"
)

// Options say what the reader of the output has before them.
type Options struct {
	Width int  // columns of the terminal; 0 means 80
	Color bool // the terminal shows colours
}

// Writer takes readings in the order in which they are to be read. Close writes what the format ends with; it does not
// close what is beneath.
type Writer interface {
	Write(r *bilan.Reading) error
	Close() error
}

// Format is one way to write readings.
type Format struct {
	Name string
	Doc  string // one line for the help
	New  func(w io.Writer, o Options) Writer
}

// Formats lists all formats.
var Formats = []Format{
	{Name: "table", Doc: "claims as a person reads them, with their words", New: newTable},
	{Name: "jsonl", Doc: "one JSON object a line: the bilan.reading/1 contract", New: newJSONL},
	{Name: "html", Doc: "one self-contained page", New: newHTML},
}

// Names gives the names of all formats in their order.
func Names() []string {
	var out []string
	for _, f := range Formats {
		out = append(out, f.Name)
	}
	return out
}

// Open begins a format by name; an error of code invalid when there is none.
func Open(name string, w io.Writer, o Options) (Writer, error) {
	for _, f := range Formats {
		if f.Name == name {
			return f.New(w, o), nil
		}
	}
	return nil, bilan.Errorf(bilan.CodeInvalid, "write readings", "no format is called %q", name)
}
