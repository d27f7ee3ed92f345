package desk

import (
	"encoding/json"
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// element is an element of XML with what is in it.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	In      []element  `xml:",any"`
}

const atomSpace = "http://www.w3.org/2005/Atom"

func (e *element) all(name string) (out []element) {
	for _, x := range e.In {
		if x.XMLName.Space == atomSpace && x.XMLName.Local == name {
			out = append(out, x)
		}
	}
	return out
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// one gives the text of the only element of a name.
func (e *element) one(t *testing.T, name string) string {
	t.Helper()
	list := e.all(name)
	if len(list) != 1 {
		t.Errorf("%s has %d %s, not one", e.XMLName.Local, len(list), name)
		return ""
	}
	return strings.TrimSpace(list[0].Text)
}

func wantIRI(t *testing.T, what, s string) {
	t.Helper()
	if u, err := url.Parse(s); err != nil || !u.IsAbs() {
		t.Errorf("%s is no IRI: %q", what, s)
	}
}

func wantTime(t *testing.T, what, s string) {
	t.Helper()
	if _, err := time.Parse(time.RFC3339, s); err != nil {
		t.Errorf("%s: %q is no date of RFC 3339", what, s)
	}
}

// wantPerson wants what RFC 4287, 3.2, asks of a person.
func wantPerson(t *testing.T, p *element) {
	t.Helper()
	if p.one(t, "name") == "" {
		t.Error("a person has no name")
	}
}

// wantLinks wants what RFC 4287, 4.2.7, asks of links; it reports whether one is the page itself.
func wantLinks(t *testing.T, e *element) (alternate bool) {
	t.Helper()
	seen := map[string]bool{}
	for _, l := range e.all("link") {
		wantIRI(t, "a link", l.attr("href"))
		rel := l.attr("rel")
		if rel == "" || rel == "alternate" {
			key := l.attr("type") + " " + l.attr("hreflang")
			if seen[key] {
				t.Errorf("two alternate links of one type and language: %s", key)
			}
			seen[key], alternate = true, true
		}
	}
	return alternate
}

// TestAtomIsValid holds the feed against what RFC 4287 demands.
func TestAtomIsValid(t *testing.T) {
	d, id := newRoom(t, toldBy, nil)
	d.publishNow(t, id, url.Values{"title": {hostile}})
	for _, lang := range []string{"en", "fr", "ru"} {
		w := ask(d, "GET", "/public/1/feed.atom", "Accept-Language", lang)
		d.shelf.clear()
		var feed element
		if err := xml.Unmarshal(w.Body.Bytes(), &feed); err != nil || feed.XMLName != (xml.Name{Space: atomSpace, Local: "feed"}) {
			t.Fatalf("%v %v", err, feed.XMLName)
		}
		wantIRI(t, "id of the feed", feed.one(t, "id"))
		wantTime(t, "updated of the feed", feed.one(t, "updated"))
		if feed.one(t, "title") == "" {
			t.Error("the feed has no title")
		}
		wantLinks(t, &feed)
		if !slices.ContainsFunc(feed.all("link"), func(l element) bool {
			return l.attr("rel") == "self" && strings.HasSuffix(l.attr("href"), "/public/1/feed.atom")
		}) {
			t.Error("the feed has no link to itself")
		}
		authors, entries, ids := feed.all("author"), feed.all("entry"), map[string]bool{}
		if len(entries) == 0 {
			t.Fatal("the feed has no entry")
		}
		for i := range authors {
			wantPerson(t, &authors[i])
		}
		for i := range entries {
			e := &entries[i]
			name := e.one(t, "id")
			wantIRI(t, "id of an entry", name)
			if ids[name] {
				t.Errorf("two entries have the id %s", name)
			}
			ids[name] = true
			wantTime(t, "updated of an entry", e.one(t, "updated"))
			if e.one(t, "title") == "" {
				t.Error("an entry has no title")
			}
			own := e.all("author")
			for k := range own {
				wantPerson(t, &own[k])
			}
			if len(own) == 0 && len(authors) == 0 {
				t.Error("an entry has no author, nor has the feed")
			}
			if alternate := wantLinks(t, e); len(e.all("content")) > 1 || len(e.all("content")) == 0 && !alternate || len(e.all("summary")) > 1 || len(e.all("published")) > 1 {
				t.Error("an entry has neither content nor a page, or has something twice")
			}
		}
	}
}

// TestJSONFeedIsValid holds the feed against JSON Feed 1.1.
func TestJSONFeedIsValid(t *testing.T) {
	d, id := newRoom(t, toldBy, nil)
	d.publishNow(t, id, url.Values{"title": {hostile}})
	type author struct{ Name, URL, Avatar string }
	var feed struct {
		Version, Title, Language string
		HomePageURL              string `json:"home_page_url"`
		FeedURL                  string `json:"feed_url"`
		Authors                  []author
		Items                    []struct {
			ID            any
			URL           string
			ContentText   *string `json:"content_text"`
			ContentHTML   *string `json:"content_html"`
			DatePublished string  `json:"date_published"`
			DateModified  string  `json:"date_modified"`
			Authors       []author
		}
	}
	if err := json.Unmarshal(ask(d, "GET", "/public/1/feed.json").Body.Bytes(), &feed); err != nil {
		t.Fatal(err)
	}
	if feed.Version != "https://jsonfeed.org/version/1.1" || feed.Title == "" || feed.Language == "" || len(feed.Items) == 0 {
		t.Errorf("%+v", feed)
	}
	wantIRI(t, "home_page_url", feed.HomePageURL)
	wantIRI(t, "feed_url", feed.FeedURL)
	for _, x := range feed.Items {
		if name, ok := x.ID.(string); !ok || name == "" {
			t.Errorf("the id of an item is %v", x.ID)
		}
		if x.ContentText == nil && x.ContentHTML == nil {
			t.Errorf("an item has no content: %+v", x)
		}
		wantIRI(t, "url of an item", x.URL)
		wantTime(t, "date_published", x.DatePublished)
		if x.DateModified != "" {
			wantTime(t, "date_modified", x.DateModified)
		}
		for _, a := range append(feed.Authors, x.Authors...) {
			if a.Name == "" && a.URL == "" && a.Avatar == "" {
				t.Error("an author is nobody")
			}
		}
	}
}
