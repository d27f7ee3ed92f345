package watch

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"strings"

	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html/charset"

	"bilan"
)

// Link is a page that a source's document names. Version changes when the source says that the page did.
type Link struct {
	URL     string
	Version string
}

// Kind is a kind of source. Links gives what a document names; nil means that the document is itself the page.
type Kind struct {
	Name  string
	Links func(body []byte, base *url.URL) ([]Link, error)
}

// Kinds lists the kinds of source on the web.
var Kinds = []Kind{
	{"feed", feedLinks},       // RSS, Atom, JSON Feed
	{"sitemap", sitemapLinks}, // sitemaps, those of news among them
	{"page", nil},             // a page that is watched for change
}

// maxLinks bounds the links of one document.
const maxLinks = 5000

func feedLinks(body []byte, base *url.URL) ([]Link, error) {
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

// sitemapLinks reads one <url> at a time. An index of sitemaps is no source: its parts are.
func sitemapLinks(body []byte, base *url.URL) ([]Link, error) {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.CharsetReader = charset.NewReaderLabel
	var out []Link
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, bilan.Errorf(bilan.CodeInvalid, "read sitemap", "%w", err)
		}
		start, ok := t.(xml.StartElement)
		if ok && start.Name.Local == "sitemapindex" {
			return nil, bilan.Errorf(bilan.CodeInvalid, "read sitemap", "an index of sitemaps: list the sitemap of its news instead")
		}
		if !ok || start.Name.Local != "url" {
			continue
		}
		var u struct {
			Loc     string `xml:"loc"`
			Lastmod string `xml:"lastmod"`
		}
		if err := d.DecodeElement(&u, &start); err != nil {
			return nil, bilan.Errorf(bilan.CodeInvalid, "read sitemap", "%w", err)
		}
		out = addLink(out, base, u.Loc, u.Lastmod)
	}
}

func addLink(list []Link, base *url.URL, address, version string) []Link {
	u, err := base.Parse(strings.TrimSpace(address))
	if err != nil || address == "" || u.Scheme != "http" && u.Scheme != "https" || len(list) >= maxLinks {
		return list
	}
	u.Fragment = ""
	return append(list, Link{URL: u.String(), Version: version})
}

func kindOf(name string) Kind {
	for _, k := range Kinds {
		if k.Name == name {
			return k
		}
	}
	return Kind{}
}
