package desk

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"strings"

	"bilan"
)

var errNothing = errors.New("neither a text nor an address nor a file")

// given is what a person wrote into the form.
type given struct{ Text, URL, Title, Publisher, Published string }

func givenOf(r *http.Request) given {
	field := func(name string) string { return strings.TrimSpace(r.PostForm.Get(name)) }
	return given{field("text"), field("url"), field("title"), field("publisher"), field("published")}
}

// inputs takes what a person gave: files, an address, a text.
func (d *Desk) inputs(r *http.Request) ([]Input, error) {
	if err := r.ParseMultipartForm(4 << 20); err != nil {
		return nil, invalidForm(err)
	}
	defer r.MultipartForm.RemoveAll()
	var out []Input
	for _, h := range r.MultipartForm.File["files"] {
		in, err := uploaded(h)
		if err != nil {
			return nil, err
		}
		if len(in.Data) > 0 {
			out = append(out, in)
		}
	}
	switch g := givenOf(r); {
	case g.Text != "":
		out = append(out, g.pasted())
	case g.URL != "" && len(out) == 0 && d.config.Fetch != nil:
		in, err := d.config.Fetch(r.Context(), g.URL)
		if err != nil {
			return nil, err
		}
		in.Title, in.Publisher, in.Published = g.Title, g.Publisher, g.Published
		out = append(out, in)
	}
	if len(out) == 0 {
		return nil, &bilan.Error{Code: bilan.CodeInvalid, Err: errNothing}
	}
	return out, nil
}

func invalidForm(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return err
	}
	return bilan.Errorf(bilan.CodeInvalid, "read the form", "%w", err)
}

func uploaded(h *multipart.FileHeader) (Input, error) {
	f, err := h.Open()
	if err != nil {
		return Input{}, bilan.Errorf(bilan.CodeUnavailable, "read "+h.Filename, "%w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	if err != nil {
		return Input{}, bilan.Errorf(bilan.CodeUnavailable, "read "+h.Filename, "%w", err)
	}
	return Input{Name: h.Filename, Data: data}, nil
}

// pasted makes an input of a text with what a person said of it: a page as it is, a text as a line of JSON.
func (g given) pasted() Input {
	if strings.HasPrefix(g.Text, "<") {
		return Input{URL: g.URL, Data: []byte(g.Text), Title: g.Title, Publisher: g.Publisher, Published: g.Published}
	}
	fields := map[string]string{"text": g.Text}
	for name, value := range map[string]string{"url": g.URL, "title": g.Title, "publisher": g.Publisher, "published": g.Published} {
		if value != "" {
			fields[name] = value
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields); err != nil {
		return Input{URL: g.URL, Data: []byte(g.Text)}
	}
	return Input{URL: g.URL, Data: b.Bytes()}
}
