package fetch

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"bilan"
)

// What a capture keeps of an item makes the same item again.
func TestReceived(t *testing.T) {
	src := &Source{FS: fstest.MapFS{
		"a.html":  {Data: []byte("<html><body>Two died.</body></html>")},
		"b.txt":   {Data: []byte("Two died in Oran.")},
		"c.jsonl": {Data: []byte(`{"id":"x","url":"https://a.example","title":"T","published":"2022-01-06","publisher":"P","lang":"en","text":"Two died."}` + "\n" + `{"id":7,"html":"<p>Three died.</p>"}`)},
	}}
	n := 0
	for it := range src.Items(context.Background(), "a.html", "b.txt", "c.jsonl") {
		if it.Err != nil {
			t.Fatal(it.Err)
		}
		n++
		data, media, err := it.Received()
		if err != nil {
			t.Fatal(err)
		}
		got := ItemOf(&bilan.Capture{Name: it.Name, MediaType: media}, data)
		again, media2, err := got.Received()
		if err != nil || string(again) != string(data) || media2 != media {
			t.Errorf("%s: %q %q %v, want %q %q", it.Name, again, media2, err, data, media)
		}
		if got.Kind != it.Kind || string(got.Data) != string(it.Data) || got.ID != it.ID || got.Published != it.Published || got.Title != it.Title {
			t.Errorf("%s: %+v, want %+v", it.Name, got, it)
		}
		if strings.Contains(string(data), "null") {
			t.Errorf("%s: %s", it.Name, data)
		}
	}
	if n != 4 {
		t.Errorf("%d items", n)
	}
}
