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

// PayloadField is the field, beside those of the answer, that holds the digest of a page's body as it came: with address and
// time it finds the page's record in the archive.
const PayloadField = "WARC-Payload-Digest"

// answered is when the last hop of a fetch was made: the date of its record.
func answered(a *safe.Answer) time.Time {
	if n := len(a.Hops); n > 0 {
		return a.Hops[n-1].At
	}
	return a.At
}

// Item makes the item of an answer. An answer that is no page is an item with an error.
func Item(a *safe.Answer) fetch.Item {
	header := map[string]string{}
	for k, v := range a.Header {
		header[k] = strings.Join(v, ", ")
	}
	header[PayloadField] = warc.Digest(a.Raw)
	it := fetch.Item{Name: a.URL, URL: a.URL, At: answered(a), Status: a.Status, Header: header, ContentType: a.Header.Get("Content-Type"),
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
func (r *Archive) Write(a *safe.Answer) error { return r.hops(a, r.w.Write) }

// Again writes that an answer is what an earlier one was, without its body.
func (r *Archive) Again(a *safe.Answer, was warc.Earlier) error {
	return r.hops(a, func(e *warc.Exchange) error { return r.w.Revisit(e, was) })
}

// SameText writes that a page was answered with other bytes that say the same as an earlier answer.
func (r *Archive) SameText(a *safe.Answer, was warc.Earlier) error {
	facts := []string{fmt.Sprintf("status: %d", a.Status), "text: unchanged"}
	if a.Status == http.StatusOK {
		facts = append(facts, "payload-digest: "+warc.Digest(a.Raw))
	}
	return r.w.Note(a.URL, answered(a), facts, was)
}

// hops writes the redirects, and the answer itself with last.
func (r *Archive) hops(a *safe.Answer, last func(*warc.Exchange) error) error {
	for i := range a.Hops {
		e, write := exchange(&a.Hops[i]), r.w.Write
		if i == len(a.Hops)-1 {
			e.Body, write = a.Raw, last
			e.Facts = append(e.Facts, fmt.Sprintf("fetchTimeMs: %d", a.Took.Milliseconds()))
		}
		if err := write(e); err != nil {
			return err
		}
	}
	return nil
}

func exchange(h *safe.Hop) *warc.Exchange {
	e := &warc.Exchange{URL: h.URL, At: h.At, Request: h.Request, Status: h.Status, Header: h.Header}
	if h.TLS != nil {
		e.TLS, e.Cipher = strings.ToLower(strings.Replace(h.TLS.Version, " ", "/", 1)), h.TLS.Cipher
		e.Facts = append(e.Facts, "tls-subject: "+h.TLS.Subject, "tls-issuer: "+h.TLS.Issuer, "tls-not-before: "+h.TLS.NotBefore.Format(time.RFC3339),
			"tls-not-after: "+h.TLS.NotAfter.Format(time.RFC3339), "tls-certificate-sha256: "+h.TLS.SHA256)
	}
	return e
}
