package watch

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"bilan"
	"bilan/internal/fetch"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/warc"
)

// Item makes the item of an answer. An answer that is no page is an item with an error.
func Item(a *safe.Answer) fetch.Item {
	header := map[string]string{}
	for k, v := range a.Header {
		header[k] = strings.Join(v, ", ")
	}
	it := fetch.Item{Name: a.URL, URL: a.URL, At: a.At, Status: a.Status, Header: header, ContentType: a.Header.Get("Content-Type"),
		Data: a.Body, Bytes: len(a.Body)}
	if it.Kind = fetch.PageKind(it.ContentType); it.Kind == fetch.Failed {
		it.Data, it.Err = nil, bilan.Errorf(bilan.CodeInvalid, "fetch "+a.URL, "no page: %s", it.ContentType)
	}
	if a.Status != http.StatusOK {
		code := bilan.CodeUnavailable
		if a.Status == http.StatusNotFound || a.Status == http.StatusGone {
			code = bilan.CodeNotFound
		}
		it.Kind, it.Data, it.Err = fetch.Failed, nil, bilan.Errorf(code, "fetch "+a.URL, "status %d", a.Status)
	}
	return it
}

// Archive writes answers to a WARC file: every hop with its headers, the last with its body as it came, the certificates.
type Archive struct{ w *warc.Writer }

// NewArchive begins a file.
func NewArchive(out io.Writer, software string, at time.Time) (*Archive, error) {
	w, err := warc.NewWriter(out, software, at)
	return &Archive{w}, err
}

// Write writes an answer and the redirects that led to it.
func (r *Archive) Write(a *safe.Answer) error {
	for i, h := range a.Hops {
		e := warc.Exchange{URL: h.URL, At: h.At, Request: h.Request, Status: h.Status, Header: h.Header}
		if i == len(a.Hops)-1 {
			e.Body = a.Raw
			e.Facts = append(e.Facts, fmt.Sprintf("fetchTimeMs: %d", a.Took.Milliseconds()))
		}
		if h.TLS != nil {
			e.TLS, e.Cipher = strings.ToLower(strings.Replace(h.TLS.Version, " ", "/", 1)), h.TLS.Cipher
			e.Facts = append(e.Facts, "tls-subject: "+h.TLS.Subject, "tls-issuer: "+h.TLS.Issuer, "tls-not-before: "+h.TLS.NotBefore.Format(time.RFC3339),
				"tls-not-after: "+h.TLS.NotAfter.Format(time.RFC3339), "tls-certificate-sha256: "+h.TLS.SHA256)
		}
		if err := r.w.Write(&e); err != nil {
			return err
		}
	}
	return nil
}
