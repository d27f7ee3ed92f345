package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bilan"
)

func packed(s string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(s))
	_ = z.Close()
	return b.Bytes()
}

func collect(s *Source, names ...string) (out []Item) {
	for it := range s.Items(context.Background(), names...) {
		out = append(out, it)
	}
	return out
}

func TestItemsWalksFoldersInOrder(t *testing.T) {
	src := &Source{FS: fstest.MapFS{
		"in/b.html":       {Data: []byte("<p>Two.</p>")},
		"in/a.txt":        {Data: []byte("One.")},
		"in/c/d.jsonl":    {Data: []byte("{\"id\":\"x\",\"text\":\"Three.\"}\n\n{\"id\":7,\"text\":\"Four.\"}")},
		"in/e.htm.gz":     {Data: packed("<p>Five.</p>")},
		"in/.hidden.txt":  {Data: []byte("no")},
		"in/picture.jpeg": {Data: []byte("no")},
	}}
	var got []string
	for _, it := range collect(src, "in") {
		if it.Err != nil {
			t.Fatal(it.Err)
		}
		got = append(got, it.Name+" "+it.ID+" "+string(it.Data))
	}
	want := "in/a.txt  One.|in/b.html  <p>Two.</p>|in/c/d.jsonl x Three.|in/c/d.jsonl 7 Four.|in/e.htm.gz  <p>Five.</p>"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}

func TestItemsErrorsAreItems(t *testing.T) {
	src := &Source{FS: fstest.MapFS{
		"empty.txt":  {Data: nil},
		"blank.html": {Data: []byte(" \n")},
		"image.txt":  {Data: []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x02\x03\x04\x05\x06\x07\x08")},
		"torn.gz":    {Data: packed("some text")[:12]},
		"lines.jsonl": {Data: []byte(`{"id":"1","text":"good"}
{"id":"2","text":
{"id":"3","html_base64":"%%%"}
{"id":"4"}
{"id":"5","html":"<p>good</p>","title":"of another hand","claims":[1],"body":{}}
`)},
	}}
	for _, c := range []struct {
		name, op string
		code     bilan.Code
	}{
		{"empty.txt", "read empty.txt: ", bilan.CodeInvalid},
		{"blank.html", "read blank.html: ", bilan.CodeInvalid},
		{"image.txt", "read image.txt: ", bilan.CodeInvalid},
		{"torn.gz", "read torn.gz: ", bilan.CodeInvalid},
		{"none.txt", "read none.txt: ", bilan.CodeNotFound},
	} {
		items := collect(src, c.name)
		if len(items) != 1 || items[0].Err == nil {
			t.Fatalf("%s: got %+v, want one error", c.name, items)
		}
		if !strings.HasPrefix(items[0].Err.Error(), c.op) || bilan.ErrorCode(items[0].Err) != c.code {
			t.Errorf("%s: got %s %v", c.name, bilan.ErrorCode(items[0].Err), items[0].Err)
		}
	}
	items := collect(src, "lines.jsonl")
	if len(items) != 5 {
		t.Fatalf("%d items, want 5", len(items))
	}
	for i, bad := range []bool{false, true, true, true, false} {
		if (items[i].Err != nil) != bad || items[i].Line != i+1 {
			t.Errorf("item %d: line %d, error %v", i, items[i].Line, items[i].Err)
		}
	}
	if !strings.Contains(items[1].Err.Error(), "lines.jsonl:2") || !strings.Contains(items[2].Err.Error(), "base64") {
		t.Errorf("errors do not say where and why: %v; %v", items[1].Err, items[2].Err)
	}
	if items[4].Title != "" || items[4].Kind != HTML {
		t.Errorf("a page's line gives its own title: %+v", items[4])
	}
}

func TestStdinIsSniffed(t *testing.T) {
	for in, want := range map[string]Kind{
		"  <!doctype html><p>x": HTML,
		`{"id":"a","text":"b"}`: Clean,
		"Just a sentence.":      Text,
		"\xff\xfe<\x00p\x00":    HTML,
	} {
		items := collect(&Source{Stdin: strings.NewReader(in)}, "-")
		if len(items) != 1 || items[0].Kind != want {
			t.Errorf("%q: got %+v, want kind %d", in, items, want)
		}
	}
	if items := collect(&Source{Stdin: bytes.NewReader(packed("{\"text\":\"b\"}"))}, "-"); len(items) != 1 || items[0].Kind != Clean {
		t.Errorf("packed standard input: %+v", items)
	}
}

func TestLongLineIsPassedOver(t *testing.T) {
	long := `{"text":"` + strings.Repeat("a", maxLine) + "\"}\n" + `{"id":"z","text":"b"}`
	items := collect(&Source{Stdin: strings.NewReader(long)}, "-")
	if len(items) != 2 || bilan.ErrorCode(items[0].Err) != bilan.CodeLimit || items[1].ID != "z" || items[1].Line != 2 {
		t.Errorf("got %d items, first error %v", len(items), items[0].Err)
	}
}

func TestItemsStop(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	n := 0
	for it := range (&Source{Stdin: strings.NewReader("{\"text\":\"a\"}\n{\"text\":\"b\"}\n{\"text\":\"c\"}")}).Items(ctx, "-", "-") {
		n++
		cancel()
		if n == 2 && it.Err == nil {
			t.Error("no error after the context was cancelled")
		}
	}
	if n != 2 {
		t.Errorf("%d items, want one and the error", n)
	}
}

func FuzzItems(f *testing.F) {
	f.Add([]byte(`{"id":1,"text":"a"}`))
	f.Add([]byte("<p>"))
	f.Add(packed("x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for it := range (&Source{Stdin: bytes.NewReader(data)}).Items(context.Background(), "-") {
			if (it.Err == nil) == (it.Kind == Failed) {
				t.Errorf("item with kind %d and error %v", it.Kind, it.Err)
			}
		}
	})
}

// A zero byte in an id or a title is no reason to lose the dispatch, nor those beside it.
func TestMetadataIsText(t *testing.T) {
	in := strings.NewReader(`{"id":"a\u0000b","title":"Fire\u0000","text":"One."}` + "\n" + `{"id":"c","text":"Two."}`)
	var got []string
	for it := range (&Source{Stdin: in}).Items(t.Context(), "-") {
		got = append(got, it.ID+" "+it.Title)
	}
	if want := []string{"a\uFFFDb Fire\uFFFD", "c "}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
