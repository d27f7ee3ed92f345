package watch

import (
	"net/http"
	"time"

	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/warc"
)

// Page is a page that was fetched, to be kept or noted.
type Page struct {
	Answer *safe.Answer
	Before Seen // of a watched page: as it was last; zero when it is new
	// Note gives the setting that is to be kept in the transaction that keeps a watched page; nil for others.
	Note func(Kept) (name, value string, err error)
}

// Seen is what is remembered of a watched page: where the archive has it, and what it says.
type Seen struct {
	URL     string    `json:"url,omitempty"`
	At      time.Time `json:"at,omitzero"`
	Payload string    `json:"payload,omitempty"` // digest of its body as it came
	Text    string    `json:"text,omitempty"`    // of what was read in it; empty when that was nothing
	Drifted bool      `json:"drifted,omitempty"` // since then other bytes were answered that say the same
}

// Kept is what became of a page.
type Kept struct {
	Seen
	New bool // it was not kept already
}

// Seen is what is to be remembered of a page that says text.
func (p *Page) Seen(text string) Seen {
	a := p.Answer
	return Seen{URL: a.URL, At: answered(a).UTC().Truncate(time.Second), Payload: warc.Digest(a.Raw), Text: text}
}

// Same reports whether a page is as it was by the word of its server, or byte for byte.
func (p *Page) Same() bool {
	return p.Answer.Status == http.StatusNotModified || p.Before.Payload != "" && p.Before.Payload == warc.Digest(p.Answer.Raw)
}

// Earlier names the record of the page as it was.
func (s *Seen) Earlier() warc.Earlier { return warc.Earlier{URL: s.URL, At: s.At, Payload: s.Payload} }
