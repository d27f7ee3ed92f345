package fetch

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"

	"bilan"
)

// maxLine is the longest JSON line: a page of MaxFile in base64 and its other keys.
const maxLine = MaxFile/3*4 + 1<<20

// record is what is read of a JSON line; other keys are not looked at.
type record struct {
	ID          json.RawMessage `json:"id"`
	URL         string          `json:"url,omitempty"`
	Title       string          `json:"title,omitempty"`
	Published   string          `json:"published,omitempty"`
	Publisher   string          `json:"publisher,omitempty"`
	Lang        string          `json:"lang,omitempty"`
	Text        *string         `json:"text,omitempty"`
	HTML        *string         `json:"html,omitempty"`
	HTMLBase64  *string         `json:"html_base64,omitempty"`
	ContentType string          `json:"content_type,omitempty"`
	PubStatus   string          `json:"pub_status,omitempty"`
}

// lines reads a file of JSON lines.
func (w *walker) lines(name string, in *bufio.Reader) bool {
	for n := 1; ; n++ {
		if w.ctx.Err() != nil {
			w.fail(name, n, bilan.CodeUnavailable, "", "%w", w.ctx.Err())
			return false
		}
		line, long, err := readLine(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return w.broken(name, n, err)
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		}
		if long {
			if !w.fail(name, n, bilan.CodeLimit, hintSplit, "the line is longer than %d MiB", maxLine>>20) {
				return false
			}
		} else if len(bytes.TrimSpace(line)) > 0 && !w.yield(lineItem(name, n, line)) {
			return false
		}
		if err != nil {
			return true
		}
	}
}

// readLine reads up to the next line feed. Of a line over the limit the rest is passed over.
func readLine(in *bufio.Reader) (line []byte, long bool, err error) {
	for {
		part, err := in.ReadSlice('\n')
		if !long && len(line)+len(part) > maxLine {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, long, err
		}
	}
}

// lineItem makes the item of a JSON line.
func lineItem(name string, n int, line []byte) Item {
	it := Item{Name: name, Line: n, Bytes: len(line)}
	var r record
	if err := json.Unmarshal(line, &r); err != nil {
		it.Err = &bilan.Error{Code: bilan.CodeInvalid, Op: "read " + place(name, n), Err: fmt.Errorf("bad JSON: %w", err), Hint: "each line is one JSON object"}
		return it
	}
	it.ID, it.URL, it.PubStatus = r.id(), r.URL, r.PubStatus
	if err := r.fill(&it); err != nil {
		it.Err = bilan.Errorf(bilan.CodeInvalid, "read "+place(name, n), "%w", err)
		it.Kind, it.Data = Failed, nil
	}
	return it
}

// fill takes the text or the page of a line; text goes before html, html before html_base64. Title, dates and
// language are only taken beside a text: a page is asked for its own.
func (r *record) fill(it *Item) error {
	switch {
	case r.Text != nil:
		it.Kind, it.Data = Clean, []byte(*r.Text)
		it.Title, it.Published, it.Publisher, it.Lang = r.Title, r.Published, r.Publisher, r.Lang
	case r.HTML != nil:
		it.Kind, it.Data, it.ContentType = HTML, []byte(*r.HTML), "text/html; charset=utf-8"
	case r.HTMLBase64 != nil:
		data, err := base64.StdEncoding.DecodeString(*r.HTMLBase64)
		if err != nil {
			return errors.New("html_base64: " + err.Error())
		}
		it.Kind, it.Data, it.ContentType = HTML, data, r.ContentType
	default:
		return errors.New(`the line has none of "text", "html", "html_base64"`)
	}
	if len(it.Data) > MaxFile {
		return errors.New("more than " + strconv.Itoa(MaxFile>>20) + " MiB")
	}
	return nil
}

// id gives the id as text: a string, or a number as written.
func (r *record) id() string {
	var s string
	if json.Unmarshal(r.ID, &s) == nil {
		return s
	}
	if len(r.ID) > 0 && r.ID[0] >= '-' && r.ID[0] <= '9' {
		return string(r.ID)
	}
	return ""
}

// place names a file and, when there is one, a line.
func place(name string, line int) string {
	if name == "-" {
		name = "standard input"
	}
	if line > 0 {
		return name + ":" + strconv.Itoa(line)
	}
	return name
}

func codeOf(err error) bilan.Code {
	if errors.Is(err, fs.ErrNotExist) {
		return bilan.CodeNotFound
	}
	return bilan.CodeUnavailable
}

// cause takes the path off a file error: the operation names it already.
func cause(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
