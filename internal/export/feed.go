package export

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"strconv"
	"time"
)

// Feed is what changed, the newest first, for those who follow it with a reader of feeds.
type Feed struct {
	ID, Title, Lang string
	Page, Self      string // addresses: of the page, of the feed itself
	Updated         time.Time
	Items           []FeedItem
}

// FeedItem is one change. A correction is an item of its own: items never change.
type FeedItem struct {
	ID, Title, Text string
	Link            string
	At              time.Time
	Author          string
	Related         string // ID of the item that this one corrects or ends
	Lat, Lon        float64
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomEntry struct {
	ID        string      `xml:"id"`
	Title     atomText    `xml:"title"`
	Published string      `xml:"published"`
	Updated   string      `xml:"updated"`
	Author    *atomPerson `xml:"author,omitempty"`
	Links     []atomLink  `xml:"link"`
	Content   atomText    `xml:"content"`
	Point     string      `xml:"georss:point,omitempty"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"feed"`
	NS      string      `xml:"xmlns,attr"`
	GeoRSS  string      `xml:"xmlns:georss,attr"`
	Lang    string      `xml:"xml:lang,attr,omitempty"`
	ID      string      `xml:"id"`
	Title   atomText    `xml:"title"`
	Updated string      `xml:"updated"`
	Author  atomPerson  `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

// Atom writes a feed as Atom (RFC 4287). All texts are plain: nothing in them is ever markup.
func Atom(w io.Writer, f *Feed) error {
	out := atomFeed{NS: "http://www.w3.org/2005/Atom", GeoRSS: "http://www.georss.org/georss", Lang: f.Lang, ID: f.ID, Title: asText(f.Title), Updated: rfc3339(f.Updated),
		Author: atomPerson{"Bilan"}, Links: []atomLink{{"self", "application/atom+xml", f.Self}, {"alternate", "text/html", f.Page}}}
	for _, x := range f.Items {
		e := atomEntry{ID: x.ID, Title: asText(x.Title), Published: rfc3339(x.At), Updated: rfc3339(x.At), Content: asText(x.Text), Links: []atomLink{{"alternate", "text/html", x.Link}}}
		if x.Author != "" {
			e.Author = &atomPerson{x.Author}
		}
		if x.Related != "" {
			e.Links = append(e.Links, atomLink{Rel: "related", Href: x.Related})
		}
		if x.Lat != 0 || x.Lon != 0 {
			e.Point = strconv.FormatFloat(x.Lat, 'f', -1, 64) + " " + strconv.FormatFloat(x.Lon, 'f', -1, 64)
		}
		out.Entries = append(out.Entries, e)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(w).Encode(&out)
}

func asText(s string) atomText { return atomText{"text", s} }

func rfc3339(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// JSONFeed writes a feed as JSON Feed 1.1.
func JSONFeed(w io.Writer, f *Feed) error {
	type author struct {
		Name string `json:"name"`
	}
	type item struct {
		ID        string   `json:"id"`
		URL       string   `json:"url"`
		Title     string   `json:"title"`
		Text      string   `json:"content_text"`
		Published string   `json:"date_published"`
		Authors   []author `json:"authors,omitempty"`
		Corrects  string   `json:"_corrects,omitempty"`
	}
	out := struct {
		Version string `json:"version"`
		Title   string `json:"title"`
		Page    string `json:"home_page_url"`
		Self    string `json:"feed_url"`
		Lang    string `json:"language,omitempty"`
		Items   []item `json:"items"`
	}{"https://jsonfeed.org/version/1.1", f.Title, f.Page, f.Self, f.Lang, []item{}}
	for _, x := range f.Items {
		i := item{ID: x.ID, URL: x.Link, Title: x.Title, Text: x.Text, Published: rfc3339(x.At), Corrects: x.Related}
		if x.Author != "" {
			i.Authors = []author{{x.Author}}
		}
		out.Items = append(out.Items, i)
	}
	return json.NewEncoder(w).Encode(&out)
}
