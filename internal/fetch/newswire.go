package fetch

import (
	"bytes"
	"cmp"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"bilan"
	"bilan/internal/fetch/safe"
)

// maxDepth bounds how deep elements of a NewsML file lie in each other.
const maxDepth = 256

// ninjs is what is read of a ninjs item, of versions 1 to 3.
type ninjs struct {
	URI         string            `json:"uri"`
	Version     json.Number       `json:"version"`
	Status      string            `json:"pubStatus"`
	StatusOld   string            `json:"pubstatus"`
	Created     string            `json:"versionCreated"`
	CreatedOld  string            `json:"versioncreated"`
	Lang        string            `json:"language"`
	Headline    string            `json:"headline"`
	Title       string            `json:"title"`
	BodyText    string            `json:"body_text"`
	BodyHTML    string            `json:"body_html"`
	Headlines   few[ninjsContent] `json:"headlines"`
	Bodies      few[ninjsContent] `json:"bodies"`
	Sources     few[ninjsName]    `json:"infoSources"`
	SourcesOld  few[ninjsName]    `json:"infosources"`
	CopyrightBy string            `json:"copyrightHolder"`
}

// maxFew is how many entries of a list within an item are read.
const maxFew = 1000

// few is a list of which only the first entries are read: empty ones take much more room than their bytes.
type few[T any] []T

// UnmarshalJSON reads the first entries.
func (f *few[T]) UnmarshalJSON(data []byte) error {
	d := json.NewDecoder(bytes.NewReader(data))
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return err
	}
	for d.More() && len(*f) < maxFew {
		var v T
		if err := d.Decode(&v); err != nil {
			return err
		}
		*f = append(*f, v)
	}
	return nil
}

type ninjsContent struct {
	Role        string `json:"role"`
	ContentType string `json:"contentType"`
	Value       string `json:"value"`
}

type ninjsName struct {
	Name string `json:"name"`
}

// ninjs reads a file of one ninjs item, or a list of them, one after the other.
func (w *walker) ninjs(name string, data []byte) bool {
	d := json.NewDecoder(bytes.NewReader(data))
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte("[")) {
		if _, err := d.Token(); err != nil {
			return w.fail(name, 0, bilan.CodeInvalid, "", "bad JSON: %w", err)
		}
	}
	for line, at := 1, int64(0); d.More(); line++ {
		var n ninjs
		if err := d.Decode(&n); err != nil {
			return w.fail(name, line, bilan.CodeInvalid, "", "bad JSON: %w", err)
		}
		it := n.item(name, line, int(d.InputOffset()-at))
		at = d.InputOffset()
		if w.ctx.Err() != nil || !w.yield(it) {
			return false
		}
	}
	return true
}

func (n *ninjs) item(name string, line, size int) Item {
	it := Item{Name: name, Line: line, Bytes: size, ID: versioned(n.URI, n.Version.String()), Lang: n.Lang, Published: cmp.Or(n.Created, n.CreatedOld),
		Title: cmp.Or(n.Headline, n.Title), PubStatus: strings.ToLower(cmp.Or(n.Status, n.StatusOld))}
	for _, h := range n.Headlines {
		it.Title = cmp.Or(it.Title, h.Value)
	}
	for _, s := range append(n.Sources, n.SourcesOld...) {
		it.Publisher = cmp.Or(it.Publisher, s.Name)
	}
	it.Publisher = cmp.Or(it.Publisher, n.CopyrightBy)
	text, page := n.BodyText, n.BodyHTML
	for _, b := range n.Bodies {
		if strings.Contains(b.ContentType, "html") {
			page = cmp.Or(page, b.Value)
		} else {
			text = cmp.Or(text, b.Value)
		}
	}
	switch {
	case text != "":
		it.Kind, it.Data = Clean, []byte(text)
	case page != "":
		it.Kind, it.Data = Clean, []byte(textOf(page))
	default:
		it.Err = bilan.Errorf(bilan.CodeInvalid, "read "+place(name, line), "the item holds no text")
	}
	return it
}

// versioned names one version of an item.
func versioned(id, version string) string {
	if id == "" || version == "" {
		return id
	}
	return id + "#" + version
}

// textOf gives the paragraphs of a body in HTML or XHTML as text.
func textOf(body string) string {
	d := xml.NewDecoder(strings.NewReader("<body>" + body + "</body>"))
	d.Strict, d.AutoClose, d.Entity = false, xml.HTMLAutoClose, xml.HTMLEntity
	text, _ := paragraphs(d, "") // what came before a fault is text all the same
	return text
}

// paragraphs gathers text up to the end of the element that d stands in, or of the input: a line for each block.
func paragraphs(d *xml.Decoder, end string) (string, error) {
	var out []string
	var line strings.Builder
	flush := func() {
		if s := strings.Join(strings.Fields(line.String()), " "); s != "" {
			out = append(out, s)
		}
		line.Reset()
	}
	for depth := 0; ; {
		t, err := d.RawToken()
		if err != nil {
			flush()
			if errors.Is(err, io.EOF) {
				err = nil
			}
			return strings.Join(out, "\n\n"), err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return "", bilan.Errorf(bilan.CodeLimit, "", "elements lie deeper than %d", maxDepth)
			}
			if !inText[t.Name.Local] {
				flush()
			}
		case xml.EndElement:
			if !inText[t.Name.Local] {
				flush()
			}
			if depth--; depth < 0 && t.Name.Local == end {
				return strings.Join(out, "\n\n"), nil
			}
		case xml.CharData:
			line.Write(t)
		}
	}
}

// inText are elements within a line.
var inText = map[string]bool{"a": true, "b": true, "i": true, "em": true, "strong": true, "span": true, "q": true, "cite": true, "u": true, "sup": true,
	"sub": true, "small": true, "abbr": true, "person": true, "org": true, "location": true, "num": true, "chron": true, "time": true}

// newsml reads the news items of a NewsML-G2 file. No entity is expanded and nothing is fetched: encoding/xml does neither.
func (w *walker) newsml(name string, data []byte) bool {
	if err := safe.CheckXML(data); err != nil {
		return w.fail(name, 0, bilan.ErrorCode(err), "", "NewsML: %w", err)
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = charset.NewReaderLabel
	n := 0
	var it *Item
	for depth := 0; ; {
		t, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return w.fail(name, n, bilan.CodeInvalid, "", "NewsML: %w", err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return w.fail(name, n, bilan.CodeLimit, "", "elements lie deeper than %d", maxDepth)
			}
			if t.Name.Local == "newsItem" {
				n++
				it = &Item{Name: name, Line: n, ID: versioned(attrOf(t, "guid"), attrOf(t, "version"))}
			} else if it != nil {
				used, err := it.newsml(d, t)
				if err != nil {
					return w.fail(name, n, bilan.CodeInvalid, "", "NewsML: %w", err)
				}
				if used {
					depth--
				}
			}
		case xml.EndElement:
			depth--
			if t.Name.Local == "newsItem" && it != nil {
				if it.Data == nil {
					it.Err = bilan.Errorf(bilan.CodeInvalid, "read "+place(name, n), "the item holds no text")
				}
				it.Bytes = len(it.Data)
				if !w.yield(*it) {
					return false
				}
				it = nil
			}
		}
	}
	return n > 0 || w.fail(name, 0, bilan.CodeInvalid, hintForms, "no news item in the file")
}

// newsml takes one element of a news item. used says that it was read up to its end.
func (it *Item) newsml(d *xml.Decoder, t xml.StartElement) (used bool, err error) {
	var s string
	switch t.Name.Local {
	case "pubStatus":
		_, it.PubStatus, _ = strings.Cut(strings.ToLower(attrOf(t, "qcode")), ":")
		return false, nil
	case "language":
		it.Lang = cmp.Or(it.Lang, attrOf(t, "tag"))
		return false, nil
	case "versionCreated", "headline", "provider", "inlineXML", "inlineData":
		s, err = paragraphs(d, t.Name.Local)
	default:
		return false, nil
	}
	switch t.Name.Local {
	case "versionCreated":
		it.Published = cmp.Or(it.Published, s)
	case "headline":
		it.Title = cmp.Or(it.Title, s)
	case "provider":
		it.Publisher = cmp.Or(it.Publisher, s, attrOf(t, "literal"))
	default:
		if it.Data == nil && s != "" {
			it.Kind, it.Data = Clean, []byte(s)
		}
	}
	return true, err
}

func attrOf(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
