package watch

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"bilan"
	"bilan/internal/fetch/safe"
)

// Link is a page that a source's document names. Version changes when the source says that the page did.
type Link struct {
	URL     string
	Version string
	Map     bool // a document of links itself: a part of an index

	told time.Time // as far as its document tells
}

// Kind is a kind of source. Links gives what a document names; nil means that the document is itself the page.
type Kind struct {
	Name  string
	Links func(body []byte, base *url.URL) ([]Link, error)
}

// Kinds lists the kinds of source on the web.
var Kinds = []Kind{
	{"feed", feedLinks},       // RSS, Atom, JSON Feed
	{"sitemap", sitemapLinks}, // sitemaps, those of news among them, and indexes of sitemaps
	{"page", nil},             // a page that is watched for change
}

const (
	maxLinks  = 5000   // pages of one visit
	maxListed = 50000  // links of one document, of which the newest are taken
	maxObject = 100000 // of a feed in JSON
)

func feedLinks(body []byte, base *url.URL) ([]Link, error) {
	if err := checkFeed(body); err != nil {
		return nil, err
	}
	f, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInvalid, "read feed", "%w", err)
	}
	var out []Link
	for _, it := range f.Items {
		version := it.Updated
		if it.UpdatedParsed != nil {
			version = it.UpdatedParsed.UTC().Format("20060102150405")
		}
		out = addLink(out, base, it.Link, version)
	}
	return out, nil
}

// checkFeed refuses what would exhaust the parser of feeds, which builds all of a document.
func checkFeed(body []byte) error {
	if bytes.Count(body, []byte("<item"))+bytes.Count(body, []byte("<entry")) > maxLinks {
		return bilan.Errorf(bilan.CodeLimit, "read feed", "more than %d items", maxLinks)
	}
	if bytes.HasPrefix(bytes.TrimLeft(body, "\xef\xbb\xbf \t\r\n"), []byte("{")) {
		if bytes.Count(body, []byte("{")) > maxObject {
			return bilan.Errorf(bilan.CodeLimit, "read feed", "more than %d objects", maxObject)
		}
		return nil
	}
	return safe.CheckXML(body)
}

// sitemapLinks reads one <url> or, in an index, one <sitemap> at a time. The newest come first, as far as they tell.
func sitemapLinks(body []byte, base *url.URL) ([]Link, error) {
	if bytes.HasPrefix(body, []byte{0x1f, 0x8b}) { // packed, and sent as a file
		var err error
		if body, err = safe.Unpack(body, []string{"gzip"}); err != nil {
			return nil, err
		}
	}
	if err := safe.CheckXML(body); err != nil {
		return nil, err
	}
	d := xml.NewDecoder(bytes.NewReader(body))
	d.CharsetReader = charset.NewReaderLabel
	var out []Link
	root := ""
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return newestFirst(out), nil
		}
		if err != nil {
			return nil, bilan.Errorf(bilan.CodeInvalid, "read sitemap", "%w", err)
		}
		start, ok := t.(xml.StartElement)
		if ok && root == "" {
			root = start.Name.Local
		}
		if !ok || start.Name.Local != "url" && start.Name.Local != "sitemap" {
			continue
		}
		var u listing
		if err := d.DecodeElement(&u, &start); err != nil {
			return nil, bilan.Errorf(bilan.CodeInvalid, "read sitemap", "%w", err)
		}
		if link, ok := linkTo(base, strings.TrimSpace(u.Loc), u.Lastmod); ok && len(out) < maxListed {
			link.Map, link.told = root == "sitemapindex", u.told()
			out = append(out, link)
		}
	}
}

// listing is what a sitemap tells of a page, or an index of a map.
type listing struct {
	Loc       string `xml:"loc"`
	Lastmod   string `xml:"lastmod"`
	Published string `xml:"news>publication_date"`
}

// told reads the time of a listing, zero when it has none.
func (u *listing) told() time.Time {
	s := strings.TrimSpace(cmp.Or(u.Lastmod, u.Published))
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00", time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

func addLink(list []Link, base *url.URL, address, version string) []Link {
	link, ok := linkTo(base, strings.TrimSpace(address), version)
	if !ok || len(list) >= maxLinks {
		return list
	}
	return append(list, link)
}

func kindOf(name string) Kind {
	for _, k := range Kinds {
		if k.Name == name {
			return k
		}
	}
	return Kind{}
}
