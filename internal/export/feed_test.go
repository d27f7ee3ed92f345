package export

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"time"
)

// TestFeedsAreValid writes hostile texts into both feeds: they come back as they were, and the feeds stay what they are.
func TestFeedsAreValid(t *testing.T) {
	at := time.Date(2022, 1, 9, 10, 20, 0, 0, time.FixedZone("", 6*3600))
	for _, hostile := range []string{"</script><script>alert(1)</script>", "]]><x onload=alert(1)>", "a\u2028b\u2029c", "&amp;&lt;", `"><img src=x onerror=alert(1)>`, "<!--", "\"'`", "é<b>и</b>"} {
		f := &Feed{ID: "urn:uuid:1", Title: hostile, Lang: "fr", Page: "https://desk.example/public/1", Self: "https://desk.example/public/1/feed.atom", Updated: at,
			Items: []FeedItem{{ID: "urn:uuid:2", Title: hostile, Text: hostile, Link: "https://desk.example/x?a=1&b=2", At: at, Author: hostile, Related: "urn:uuid:3", Lat: 43.25, Lon: -76.9}}}
		var b bytes.Buffer
		if err := Atom(&b, f); err != nil {
			t.Fatal(err)
		}
		var back struct {
			Title string `xml:"title"`
			Entry []struct {
				ID      string `xml:"id"`
				Title   string `xml:"title"`
				Content string `xml:"content"`
				Updated string `xml:"updated"`
				Author  string `xml:"author>name"`
				Point   string `xml:"http://www.georss.org/georss point"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(b.Bytes(), &back); err != nil {
			t.Fatalf("%v in %s", err, &b)
		}
		e := back.Entry[0]
		if back.Title != hostile || e.Title != hostile || e.Content != hostile || e.Author != hostile || e.Updated != "2022-01-09T04:20:00Z" || e.Point != "43.25 -76.9" {
			t.Errorf("%q came back as %+v", hostile, back)
		}
		if s := b.String(); strings.Contains(s, "<script") || strings.Contains(s, "<img") || strings.Contains(s, "<x ") || strings.Contains(s, "<b>") {
			t.Errorf("markup in %s", s)
		}
		b.Reset()
		if err := JSONFeed(&b, f); err != nil {
			t.Fatal(err)
		}
		var j struct {
			Version string
			Items   []map[string]any
		}
		if err := json.Unmarshal(b.Bytes(), &j); err != nil || j.Items[0]["title"] != hostile || strings.ContainsAny(b.String(), "<\u2028") {
			t.Errorf("%v %s", err, &b)
		}
	}
}

func TestFeedTakesOutWhatXMLCannotHold(t *testing.T) {
	var b bytes.Buffer
	if err := Atom(&b, &Feed{ID: "urn:uuid:1", Title: "a\x00b\x0bc\xff\ufffe"}); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
		t.Error(err)
	}
}
