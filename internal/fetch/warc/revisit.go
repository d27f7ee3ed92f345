package warc

import (
	"net/http"
	"strings"
	"time"
)

// The profiles of revisit records in WARC 1.1.
const (
	profileSame        = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	profileNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// Earlier names the record of the same page that holds its body.
type Earlier struct {
	URL     string
	At      time.Time // its WARC-Date
	Payload string    // its WARC-Payload-Digest
}

// Revisit writes that a page was as it was: the head of the answer, and the earlier record in the place of a body. A status
// of 304 is the server's own word; else the payloads were compared, and are the same.
func (w *Writer) Revisit(e *Exchange, was Earlier) error {
	profile := profileSame
	if e.Status == http.StatusNotModified {
		profile = profileNotModified
	}
	head := *e
	head.Body = nil
	return w.exchange(e, head.response(), "WARC-Type: revisit", "WARC-Profile: "+profile, "WARC-Payload-Digest: "+was.Payload,
		"WARC-Refers-To-Target-URI: "+was.URL, "WARC-Refers-To-Date: "+date(was.At), "Content-Type: application/http;msgtype=response")
}

// Note writes facts about a page whose answer is not kept, beside the earlier record that they are about.
func (w *Writer) Note(url string, at time.Time, facts []string, was Earlier) error {
	facts = append(facts, "refers-to-target-uri: "+was.URL, "refers-to-date: "+date(was.At), "refers-to-payload-digest: "+was.Payload)
	return w.record(fields(facts), "WARC-Type: metadata", "WARC-Record-ID: "+newID(), "WARC-Target-URI: "+url, "WARC-Date: "+date(at),
		"WARC-Warcinfo-ID: "+w.info, "Content-Type: application/warc-fields")
}

// fields writes "name: value" lines as a block. A line feed in a value would begin a line of its own.
func fields(facts []string) []byte {
	var b strings.Builder
	clean := strings.NewReplacer("\r", " ", "\n", " ")
	for _, f := range facts {
		b.WriteString(clean.Replace(f) + "\r\n")
	}
	return []byte(b.String())
}

// Resource writes bytes that did not come by HTTP, with their media type, under a name that is a URI.
func (w *Writer) Resource(uri string, at time.Time, mediaType string, data []byte) error {
	return w.record(data, "WARC-Type: resource", "WARC-Record-ID: "+newID(), "WARC-Target-URI: "+uri, "WARC-Date: "+date(at),
		"WARC-Warcinfo-ID: "+w.info, "WARC-Payload-Digest: "+Digest(data), "Content-Type: "+mediaType)
}
