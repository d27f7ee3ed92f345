package watch

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/internal/fetch"
)

// hostile are documents in XML that are made to hurt whoever parses them, the body of each put where root says: an element
// of a feed, a sitemap, a list, a message.
func hostile(root string) map[string]string {
	many := func(n int, s string) string { return strings.Repeat(s, n) }
	doc := func(dtd, body string) string {
		return `<?xml version="1.0"?>` + dtd + "<" + root + ">" + body + "</" + root + ">"
	}
	entity := func(value string) string {
		return doc(`<!DOCTYPE x [<!ENTITY e `+value+`>]>`, "<url><loc>&e;</loc></url><item><link>&e;</link></item>")
	}
	laughs := `<!DOCTYPE x [<!ENTITY l0 "lol">`
	for i := range 10 {
		laughs += fmt.Sprintf(`<!ENTITY l%d "%s">`, i+1, many(10, fmt.Sprintf("&l%d;", i)))
	}
	out := map[string]string{
		"billion laughs":        doc(laughs+"]>", "<url><loc>&l10;</loc></url><item><link>&l10;</link></item>"),
		"quadratic":             doc(`<!DOCTYPE x [<!ENTITY e "`+many(100000, "a")+`">]>`, "<item><link>"+many(100000, "&e;")+"</link></item>"),
		"entity of itself":      entity(`"&e;"`),
		"file":                  entity(`SYSTEM "file:///etc/passwd"`),
		"http":                  entity(`SYSTEM "http://127.0.0.1:1/x"`),
		"public":                entity(`PUBLIC "x" "http://127.0.0.1:1/x"`),
		"parameter entity":      doc(`<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>`, "<item/>"),
		"external DTD":          doc(`<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">`, "<item/>"),
		"unclosed DTD":          `<!DOCTYPE x [` + many(1000000, "<!ENTITY a 'b'>"),
		"nested DTD":            "<!DOCTYPE x " + many(500000, "<!a ") + ">" + doc("", ""),
		"XInclude":              doc("", `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>`),
		"stylesheet":            `<?xml-stylesheet href="http://127.0.0.1:1/x.xsl"?>` + doc("", ""),
		"unknown entity":        doc("", "<item><link>&none;</link></item>"),
		"deep":                  doc("", many(1000000, "<a>")),
		"deep and closed":       doc("", many(1000000, "<a>")+many(1000000, "</a>")),
		"deep items":            doc("", many(1000000, "<item>")),
		"deep extensions":       doc("", "<item>"+many(1000000, "<x:a>")+many(1000000, "</x:a>")+"</item>"),
		"deep attributes":       doc("", many(300000, `<a b=">">`)),
		"deep in url":           doc("", "<url>"+many(1000000, "<loc>")),
		"end tags":              doc("", many(1000000, "</a>")),
		"attributes":            "<" + root + many(1000000, ` a="b"`) + ">",
		"quoted attributes":     "<" + root + ` z=">"` + many(1000000, ` a=">"`) + ">",
		"namespaces":            "<" + root + many(500000, ` xmlns:a="b"`) + ">",
		"long attribute":        "<" + root + ` a="` + many(14<<20, "a") + `">`,
		"long name":             "<" + many(14<<20, "a") + ">",
		"long text":             doc("", "<item><title>"+many(14<<20, "a")+"</title></item>"),
		"long comment":          doc("<!--"+many(14<<20, "a")+"-->", ""),
		"unclosed comment":      doc("", "<!--"+many(1000000, "-")),
		"unclosed CDATA":        doc("", "<![CDATA["+many(1000000, "]]")),
		"many CDATA":            doc("", "<item><title>"+many(1000000, "<![CDATA[]]>")+"</title></item>"),
		"unclosed instruction":  doc("", "<?x "+many(1000000, "?")),
		"many instructions":     doc("", many(1000000, "<?x?>")),
		"many items":            doc("", many(1000000, "<item/>")),
		"many urls":             doc("", many(500000, "<url><loc>http://e.org</loc></url>")),
		"many entries":          doc("", many(1000000, "<entry/>")),
		"many extensions":       doc("", "<item>"+many(1000000, "<x:a/>")+"</item>"),
		"many authors":          doc("", "<item>"+many(500000, "<author>a</author>")+"</item>"),
		"many references":       doc("", "<item><title>"+many(2000000, "&amp;")+"</title></item>"),
		"NUL":                   doc("", "<item><link>\x00</link></item>"),
		"control bytes":         doc("", "<item><link>http://e.org/\x01\x0b</link></item>"),
		"NUL reference":         doc("", "<item><link>&#0;&#xFFFFFFFFFF;&#xD800;</link></item>"),
		"four marks":            "\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf\xef\xbb\xbf" + doc("", ""),
		"UTF-16":                "\xff\xfe<\x00a\x00/\x00>\x00",
		"UTF-16 without a mark": "<\x00a\x00/\x00>\x00",
		"UTF-32":                "\xff\xfe\x00\x00<\x00\x00\x00",
		"UTF-7":                 `<?xml version="1.0" encoding="UTF-7"?>+ADw-script+AD4-`,
		"unknown encoding":      `<?xml version="1.0" encoding="x-none"?><a/>`,
		"two encodings":         `<?xml version="1.0" encoding="utf-16"?><?xml version="1.0" encoding="koi8-r"?><a/>`,
		"overlong":              doc("", "<item><link>http://e.org/\xc0\xae\xc0\xae\xf8\x88\x80\x80\x80</link></item>"),
		"two roots":             doc("", "") + doc("", "<item/>"),
		"a page":                "<!doctype html><html><body><p>x<br><table><tr><td>",
		"links elsewhere": doc("", `<url><loc>javascript:alert(1)</loc></url><url><loc>file:///etc/passwd</loc></url><url><loc>//169.254.169.254/</loc></url>
			<item><link>data:text/html,x</link></item><item xml:base="gopher://x/"><link>y</link></item>`),
	}
	return out
}

// TestHostileXML gives each document to every reader of XML: no panic, nothing from a file, memory and time within bounds.
func TestHostileXML(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	base := mustURL(t, "https://example.org/")
	readers := map[string]func([]byte) (string, error){
		"rss": func(data []byte) (string, error) { links, err := feedLinks(data, base); return fmt.Sprint(links), err },
		"urlset": func(data []byte) (string, error) {
			links, err := sitemapLinks(data, base)
			return fmt.Sprint(links), err
		},
		"sitemapindex": func(data []byte) (string, error) {
			links, err := sitemapLinks(data, base)
			return fmt.Sprint(links), err
		},
		"opml": func(data []byte) (string, error) { _, err := ReadList("x", data); return "", err },
		"newsItem": func(data []byte) (text string, err error) {
			for it := range fetch.Bytes(t.Context(), "x.xml", data) {
				text += string(it.Data)
				err = it.Err
			}
			return text, err
		},
	}
	for root, read := range readers {
		docs := hostile(root)
		if len(docs) < 50 {
			t.Errorf("%d documents", len(docs))
		}
		for name, doc := range docs {
			if testing.Short() && len(doc) > 1<<16 {
				continue
			}
			start, peak := time.Now(), heapOf(func() {
				text, err := read([]byte(doc)[:min(len(doc), 15<<20)])
				if strings.Contains(text, "root:") || strings.Contains(text, "file:") || strings.Contains(text, "javascript:") {
					t.Errorf("%s: %s: %.100s", root, name, text)
				}
				if err != nil && bilan.ErrorCode(err) == bilan.CodeInternal {
					t.Errorf("%s: %s: %v", root, name, err)
				}
			})
			if took := time.Since(start); took > 20*time.Second || peak > 4*15<<20+32<<20 {
				t.Errorf("%s: %s: %v, %d MiB", root, name, took, peak>>20)
			}
		}
	}
}

// heapOf runs f and gives the highest use of the heap above what it was.
func heapOf(f func()) (top uint64) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base := m.HeapAlloc
	done, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for {
			runtime.ReadMemStats(&m)
			if m.HeapAlloc > base {
				top = max(top, m.HeapAlloc-base)
			}
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	f()
	close(done)
	<-ended
	return top
}
