package watch

import (
	"net/http"
	"slices"

	"bilan/internal/fetch/safe"
)

// Part is what is remembered of a document that lists pages: a source's own, or one that an index of sitemaps names.
type Part struct {
	Version      string         `json:"version,omitempty"` // of a part of an index: its lastmod when it was last read whole
	ETag         string         `json:"etag,omitempty"`
	LastModified string         `json:"last_modified,omitempty"`
	Seen         []string       `json:"seen,omitempty"`    // keys of its links that are dealt with
	Failing      map[string]int `json:"failing,omitempty"` // keys of links that failed → in how many visits
}

// since asks for what changed since the last time.
func (p *Part) since() http.Header {
	h := http.Header{}
	if p.ETag != "" {
		h.Set("If-None-Match", p.ETag)
	}
	if p.LastModified != "" {
		h.Set("If-Modified-Since", p.LastModified)
	}
	return h
}

// document is a list of links that is being dealt with. What its server says of its state holds only once it is done, so that
// a visit that was broken off reads it again.
type document struct {
	part *Part
	next Part
	cut  bool // some of its links are left for later
}

// document begins to deal with an answer.
func (v *visit) document(p *Part, a *safe.Answer) *document {
	p.Version, p.ETag, p.LastModified = "", "", ""
	d := &document{part: p, next: Part{ETag: a.Header.Get("ETag"), LastModified: a.Header.Get("Last-Modified")}}
	v.docs = append(v.docs, d)
	return d
}

// fresh gives the links that are not dealt with, each address once, and forgets those that are not listed any more.
func (d *document) fresh(links []Link) []Link {
	known := map[string]bool{}
	for _, k := range d.part.Seen {
		known[k] = true
	}
	var seen []string
	var out []Link
	listed, failing := map[string]bool{}, map[string]int{}
	for _, link := range links {
		key := link.key()
		if listed[key] {
			continue
		}
		listed[key] = true
		if known[key] {
			seen = append(seen, key)
		} else if !listed[link.URL] {
			listed[link.URL] = true
			out = append(out, link)
		}
		if n := d.part.Failing[key]; n > 0 {
			failing[key] = n
		}
	}
	d.part.Seen, d.part.Failing = seen, failing
	return out
}

// deal notes that a page was dealt with. One that failed is asked again at the next visits, some times.
func (d *document) deal(link Link, failed bool) {
	key := link.key()
	if failed && d.part.Failing[key]+1 < maxVisits {
		if d.part.Failing == nil {
			d.part.Failing = map[string]int{}
		}
		d.part.Failing[key]++
		d.cut = true
		return
	}
	delete(d.part.Failing, key)
	if !slices.Contains(d.part.Seen, key) {
		d.part.Seen = append(d.part.Seen, key)
	}
}

// undo makes a page new again.
func (d *document) undo(link Link) {
	key := link.key()
	d.part.Seen = slices.DeleteFunc(d.part.Seen, func(k string) bool { return k == key })
	d.part.Version, d.part.ETag, d.part.LastModified = "", "", ""
}

// end notes the state of a document that was dealt with whole.
func (d *document) end() {
	if !d.cut {
		d.part.Version, d.part.ETag, d.part.LastModified = d.next.Version, d.next.ETag, d.next.LastModified
	}
}
