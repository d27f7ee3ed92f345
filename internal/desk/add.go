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
	"bilan/internal/keep"
)

const (
	addLimit  = 24 << 20 // bytes of an upload
	previewed = 12       // dispatches shown in full before they are kept
)

func (d *Desk) addRoutes() []Route {
	return []Route{
		{Method: "GET", Pattern: "/add", Role: Coder, Handler: d.add},
		{Method: "POST", Pattern: "/add", Role: Coder, Handler: d.preview, MaxBody: addLimit},
		{Method: "POST", Pattern: "/add/keep", Role: Coder, Handler: d.keepDraft},
	}
}

// addView is the form, with what was read of what somebody gave, before anything is kept.
type addView struct {
	Fetches  bool // addresses can be fetched
	Draft    string
	Readings []readingView
	More     int
	Claims   int
}

func (d *Desk) add(w http.ResponseWriter, r *http.Request) error {
	return d.Page(w, r, "add", VisitOf(r).Locale.T("add.title"), &addView{Fetches: d.config.Fetch != nil})
}

// preview reads what was given and shows it; it is kept when the person says so.
func (d *Desk) preview(w http.ResponseWriter, r *http.Request) error {
	inputs, err := d.inputs(r)
	if err != nil {
		return err
	}
	additions, err := d.readAll(r, inputs)
	if err != nil {
		return err
	}
	l := VisitOf(r).Locale
	v := &addView{Fetches: d.config.Fetch != nil, Draft: d.drafts.put(inputs)}
	for i := range additions {
		v.Claims += len(additions[i].Reading.Claims)
		if i < previewed {
			v.Readings = append(v.Readings, d.readingView(l, additions[i].Reading))
		} else {
			v.More++
		}
	}
	return d.Page(w, r, "add", l.T("add.preview"), v)
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
	f := r.PostForm
	text, address := strings.TrimSpace(f.Get("text")), strings.TrimSpace(f.Get("url"))
	switch {
	case text != "":
		out = append(out, pasted(text, address, strings.TrimSpace(f.Get("title")), strings.TrimSpace(f.Get("publisher")), strings.TrimSpace(f.Get("published"))))
	case address != "" && d.config.Fetch != nil:
		in, err := d.config.Fetch(r.Context(), address)
		if err != nil {
			return nil, err
		}
		out = append(out, in)
	}
	if len(out) == 0 {
		return nil, bilan.Errorf(bilan.CodeInvalid, "", "%s", VisitOf(r).Locale.T("add.nothing"))
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
func pasted(text, address, title, publisher, published string) Input {
	if strings.HasPrefix(text, "<") {
		return Input{URL: address, Data: []byte(text)}
	}
	fields := map[string]string{"text": text}
	for name, value := range map[string]string{"url": address, "title": title, "publisher": publisher, "published": published} {
		if value != "" {
			fields[name] = value
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields); err != nil {
		return Input{URL: address, Data: []byte(text)}
	}
	return Input{URL: address, Data: b.Bytes()}
}

func (d *Desk) readAll(r *http.Request, inputs []Input) ([]keep.Addition, error) {
	var out []keep.Addition
	for _, in := range inputs {
		if d.config.Read == nil {
			return nil, bilan.Errorf(bilan.CodeUnavailable, "", "there is no reader")
		}
		list, err := d.config.Read(r.Context(), in)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	return out, nil
}

// keepDraft keeps what was previewed.
func (d *Desk) keepDraft(w http.ResponseWriter, r *http.Request) error {
	if err := parseForm(r); err != nil {
		return err
	}
	inputs, ok := d.drafts.take(r.PostForm.Get("draft"))
	if !ok {
		return bilan.Errorf(bilan.CodeNotFound, "", "%s", VisitOf(r).Locale.T("add.gone"))
	}
	additions, err := d.readAll(r, inputs)
	if err != nil {
		return err
	}
	if _, err := d.config.Keeper.Add(r.Context(), additions); err != nil {
		return err
	}
	d.Changed()
	next := "/"
	if len(additions) > 0 {
		next = to("dispatches", additions[0].Reading.Article.ID)
	}
	http.Redirect(w, r, next, http.StatusSeeOther)
	return nil
}
