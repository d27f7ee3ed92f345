package fetch

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"bilan"
	"bilan/internal/fetch/warc"
)

const page = "<html><body><h1>Forty families leave</h1><p>The river rose on Monday.</p></body></html>"

func warcFile(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	w, err := warc.NewWriter(&file, "test", time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range []warc.Exchange{
		{Status: 301, Header: http.Header{"Location": {"/b"}}},
		{Status: 200, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(page)},
		{Status: 200, Header: http.Header{"Content-Type": {"image/png"}}, Body: []byte("x")},
		{Status: 200, Header: http.Header{"Content-Type": {"text/html"}, "Content-Encoding": {"gzip"}}, Body: packed(page)},
		{Status: 200, Header: http.Header{"Content-Type": {"text/html"}, "Content-Encoding": {"gzip"}}, Body: []byte("no gzip")},
		{Status: 404, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte("gone")},
	} {
		e.URL, e.At = fmt.Sprintf("https://example.org/%d", i), time.Date(2024, 5, 10, 0, 0, i, 0, time.UTC)
		if err := w.Write(&e); err != nil {
			t.Fatal(err)
		}
	}
	return file.Bytes()
}

func waczFile(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range map[string][]byte{"archive/a.warc.gz": warcFile(t), "pages/pages.jsonl": []byte("{}"), "datapackage.json": []byte("{}")} {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		f.Write(data)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestArchives reads the pages of a WARC, by name and from standard input, and of a WACZ.
func TestArchives(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string][]byte{"a.warc.gz": warcFile(t), "b.wacz": waczFile(t)} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, items := range map[string][]Item{
		"warc":  collect(&Source{}, filepath.Join(dir, "a.warc.gz")),
		"wacz":  collect(&Source{}, filepath.Join(dir, "b.wacz")),
		"stdin": collect(&Source{Stdin: bytes.NewReader(warcFile(t))}, "-"),
	} {
		if len(items) != 3 || string(items[0].Data) != page || string(items[1].Data) != page || items[2].Err == nil {
			t.Fatalf("%s: %+v", name, items)
		}
		if it := items[1]; it.URL != "https://example.org/3" || it.At.Second() != 3 || it.Status != 200 || it.Kind != HTML {
			t.Errorf("%s: %+v", name, it)
		}
	}
}

// TestForms reads one file of each other form.
func TestForms(t *testing.T) {
	const text = "Forty families left the lower town."
	for name, c := range map[string]struct {
		file string
		want []Item
	}{
		"mail.mbox": {"From a@example.org Fri May 10\nFrom: =?utf-8?q?Town_Hall?= <a@example.org>\nSubject: =?koi8-r?B?8MHXz8TPyw==?=\nMessage-ID: <1@example.org>\nDate: Fri, 10 May 2024 10:00:00 +0600\n" +
			"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>page</p>\n--b\nContent-Type: text/plain; charset=windows-1251\nContent-Transfer-Encoding: quoted-printable\n\n=CF=E0=E2=EE=E4=EE=EA\n--b--\n" +
			"\nFrom b@example.org Fri May 10\nMessage-ID: <2@example.org>\nContent-Type: text/html\n\n<p>page</p>\n>From here on\n",
			[]Item{{Kind: Clean, ID: "1@example.org", Title: "Паводок", Publisher: "Town Hall", Published: "2024-05-10T10:00:00+06:00", Data: []byte("Паводок")},
				{Kind: HTML, ID: "2@example.org", Data: []byte("<p>page</p>\nFrom here on\n")}}},
		"result.json": {`{"name":"Town","type":"public_channel","id":77,"messages":[{"id":1,"type":"service","text":""},
			{"id":2,"type":"message","date":"2024-05-10T16:00:00","date_unixtime":"1715335200","text":["Forty families left ",{"type":"bold","text":"the lower town"},"."]},
			{"id":3,"type":"message","text":"` + text + `"}]}`,
			[]Item{{Kind: Clean, ID: "telegram:77/2", Publisher: "Town", Published: "2024-05-10T10:00:00Z", Data: []byte(text)}, {Kind: Clean, ID: "telegram:77/3", Publisher: "Town", Data: []byte(text)}}},
		"ninjs.json": {`{"uri":"urn:x:1","version":"3","pubStatus":"canceled","language":"en","versionCreated":"2024-05-10T10:00:00Z",
			"headlines":[{"role":"main","value":"Forty leave"}],"bodies":[{"contentType":"text/html","value":"<p>Forty <b>families</b> left the lower town.</p><p>Two bridges are closed.</p>"}],"infoSources":[{"name":"Agency"}]}`,
			[]Item{{Kind: Clean, ID: "urn:x:1#3", Title: "Forty leave", Publisher: "Agency", Published: "2024-05-10T10:00:00Z", Lang: "en", PubStatus: "canceled", Data: []byte(text + "\n\nTwo bridges are closed.")}}},
		"item.xml": {`<?xml version="1.0"?><newsMessage><itemSet><newsItem guid="urn:y:1" version="2"><itemMeta><provider literal="Agency"/><versionCreated>2024-05-10T10:00:00Z</versionCreated><pubStatus qcode="stat:withheld"/></itemMeta>
			<contentMeta><headline>Forty leave</headline><language tag="en"/></contentMeta><contentSet><inlineXML><html xmlns="x"><head/><body><p>Forty <em>families</em> left the lower town.</p></body></html></inlineXML></contentSet></newsItem></itemSet></newsMessage>`,
			[]Item{{Kind: Clean, ID: "urn:y:1#2", Title: "Forty leave", Publisher: "Agency", Published: "2024-05-10T10:00:00Z", Lang: "en", PubStatus: "withheld", Data: []byte(text)}}},
		"sheet.csv": {"link,archive status,upload timestamp,upload title,text content\nhttps://example.org/1,done,2024-05-10T10:00:00Z,Forty,\"" + text + "\"\nhttps://example.org/2,done,,,\n",
			[]Item{{Kind: Clean, URL: "https://example.org/1", Title: "Forty", Published: "2024-05-10T10:00:00Z", Data: []byte(text)}}},
	} {
		got := collect(&Source{FS: fstest.MapFS{name: {Data: []byte(c.file)}}}, name)
		if len(got) != len(c.want) {
			t.Fatalf("%s: %+v", name, got)
		}
		for i, w := range c.want {
			g := got[i]
			if g.Err != nil || g.Kind != w.Kind || g.ID != w.ID || g.URL != w.URL || g.Title != w.Title || g.Publisher != w.Publisher || g.Published != w.Published ||
				g.Lang != w.Lang || g.PubStatus != w.PubStatus || string(g.Data) != string(w.Data) && strings.TrimSpace(string(g.Data)) != strings.TrimSpace(string(w.Data)) {
				t.Errorf("%s %d:\n got %+v %q\nwant %+v %q", name, i, g, g.Data, w, w.Data)
			}
			again := roundTrip(t, g)
			if again.Kind != g.Kind || again.ID != g.ID || again.PubStatus != g.PubStatus || string(again.Data) != string(g.Data) {
				t.Errorf("%s %d is kept as %+v", name, i, again)
			}
		}
	}
}

func roundTrip(t *testing.T, it Item) Item {
	t.Helper()
	data, media, err := it.Received()
	if err != nil {
		t.Fatal(err)
	}
	return ItemOf(&bilan.Capture{MediaType: media}, data)
}

// TestHostileXML gives an error or an empty item for what would fill memory, reach out or go too deep.
func TestHostileXML(t *testing.T) {
	lol := `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`
	item := func(head, body string) string {
		return `<?xml version="1.0"?>` + head + `<newsItem guid="x">` + "<contentSet><inlineXML>" + body + "</inlineXML></contentSet></newsItem>"
	}
	for name, file := range map[string]string{
		"billion laughs":  item(lol, "<p>&c;&c;&c;</p>"),
		"external entity": item(`<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>`, "<p>&x;</p>"),
		"external DTD":    item(`<!DOCTYPE l SYSTEM "http://127.0.0.1/x.dtd">`, ""),
		"deep":            item("", strings.Repeat("<p>", 1000000)),
		"deep outside":    `<?xml version="1.0"?><newsItem>` + strings.Repeat("<x>", 1000000),
		"attributes":      item("", "<p "+strings.Repeat(`a="b" `, 1000000)+"/>"),
		"NUL":             item("", "<p>a\x00b</p>"),
		"cut":             item("", "<p>a")[:60],
		"unknown charset": `<?xml version="1.0" encoding="x-none"?><newsItem/>`,
		"no item":         `<?xml version="1.0"?><newsItems/>`,
		"four marks":      "\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf<?xml version=\"1.0\"?><newsItem/>",
	} {
		for _, it := range collect(&Source{FS: fstest.MapFS{"x.xml": {Data: []byte(file)}}}, "x.xml") {
			if it.Err == nil && (strings.Contains(string(it.Data), "root:") || len(it.Data) > 100) {
				t.Errorf("%s: %.100q", name, it.Data)
			}
			if bilan.ErrorCode(it.Err) == bilan.CodeInternal {
				t.Errorf("%s: %v", name, it.Err)
			}
		}
	}
}

func FuzzForms(f *testing.F) {
	for _, s := range []string{`{"uri":"a","body_text":"b"}`, "From a\n\nb", `{"messages":[{"id":1}]}`, "link,text content\na,b", "<newsItem><contentSet><inlineXML>a</inlineXML></contentSet></newsItem>",
		`[{"uri":"a","version":"2","pubStatus":"canceled","headlines":[{"role":"main","value":"h"}],"bodies":[{"contentType":"text/html","value":"<p>b"}]}]`,
		"From a\nContent-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: base64\n\nPHA+\n--x--\n",
		"From a\nSubject: =?utf-8?B?0LA=?=\nContent-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n=D0=B0\n\nFrom b\n\n>From c",
		`{"name":"N","id":7,"messages":[{"id":1,"type":"message","date_unixtime":"1","from":"f","text":["a",{"type":"bold","text":"b"}]},{"id":2,"type":"service"}],"x":[{}]}`,
		"link,archive status,text content\n\"http://a\",ok,\"two\nlines\"\n",
		`<newsMessage><itemSet><newsItem guid="g" version="3"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta><contentSet><inlineXML contenttype="application/nitf+xml"><p>x</p></inlineXML></contentSet></newsItem></itemSet></newsMessage>`,
		"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 80\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n0\r\n\r\n\r\n\r\n",
		"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: urn:sha256:0\r\nContent-Type: application/vnd.bilan.line+json\r\nContent-Length: 12\r\n\r\n{\"text\":\"a\"}\r\n\r\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		src := &Source{FS: fstest.MapFS{}}
		for _, ext := range []string{".json", ".mbox", ".csv", ".xml", ".warc"} {
			src.FS.(fstest.MapFS)["x"+ext] = &fstest.MapFile{Data: data}
			for it := range src.Items(context.Background(), "x"+ext) {
				if (it.Err == nil) == (it.Kind == Failed) {
					t.Errorf("%s: item with kind %d and error %v", ext, it.Kind, it.Err)
				}
			}
		}
	})
}
