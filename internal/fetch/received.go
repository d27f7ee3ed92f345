package fetch

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"strings"

	"bilan"
)

// lineType is the media type of a received JSON line.
const lineType = "application/vnd.bilan.line+json"

// Received gives the bytes of an item as a capture keeps them, with their media type: a page or text as it came, a JSON line
// with the keys that are read of it. Item makes the item of them again.
func (it *Item) Received() (data []byte, mediaType string, err error) {
	if it.Line == 0 {
		if it.Kind == HTML {
			return it.Data, cmp.Or(it.ContentType, "text/html"), nil
		}
		return it.Data, cmp.Or(it.ContentType, "text/plain"), nil
	}
	id, err := json.Marshal(it.ID)
	if err != nil {
		return nil, "", bilan.Errorf(bilan.CodeInternal, "keep a line", "%w", err)
	}
	r := record{ID: id, URL: it.URL, Title: it.Title, Published: it.Published, Publisher: it.Publisher, Lang: it.Lang, ContentType: it.ContentType, PubStatus: it.PubStatus}
	if it.Kind == HTML {
		page := base64.StdEncoding.EncodeToString(it.Data)
		r.HTMLBase64 = &page
	} else {
		text := string(it.Data)
		r.Text = &text
	}
	data, err = json.Marshal(&r)
	return data, lineType, err
}

// ItemOf makes an item of a capture's bytes, as Received gave them.
func ItemOf(c *bilan.Capture, data []byte) Item {
	if c.MediaType == lineType {
		return lineItem(c.Name, 1, data)
	}
	it := Item{Name: c.Name, Kind: Text, Data: data, Bytes: len(data), URL: c.URL, ContentType: c.MediaType}
	if strings.HasPrefix(c.MediaType, "text/html") || strings.HasPrefix(c.MediaType, "application/xhtml") {
		it.Kind = HTML
	}
	return it
}
