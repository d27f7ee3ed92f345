// Command peers measures the extraction of pages beside two other libraries, in one run, on the same pages, on one core.
//
//	GOMAXPROCS=1 go run . pages.jsonl
//
// A line of the file is {"html_base64": …, "body": …}. It prints pages a second and the mean F1 of 4-word shingles, and how
// long the bare parser takes.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability/v2"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"bilan/internal/article"
	"bilan/lang"
)

type page struct {
	raw  []byte
	body map[string]int
	size int
}

func main() {
	pages, err := load(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	words, err := lang.BuiltinPageWords()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	reader, here := article.New(words, nil), &url.URL{Scheme: "https", Host: "example.org"}
	measure("html.Parse", pages, func(raw []byte) string { _, _ = html.Parse(utf8(raw)); return "" })
	measure("bilan", pages, func(raw []byte) string {
		a, _, _ := reader.Page(context.Background(), raw, article.Meta{})
		return a.Text
	})
	measure("go-readability", pages, func(raw []byte) string {
		a, err := readability.FromReader(utf8(raw), here)
		if err != nil || a.Node == nil {
			return ""
		}
		var b strings.Builder
		_ = a.RenderText(&b)
		return b.String()
	})
	measure("go-trafilatura", pages, func(raw []byte) string {
		r, err := trafilatura.Extract(utf8(raw), trafilatura.Options{EnableFallback: false, OriginalURL: here, ExcludeComments: true})
		if err != nil || r == nil {
			return ""
		}
		return r.ContentText
	})
}

// utf8 gives a page in UTF-8, as its own header tells its encoding.
func utf8(raw []byte) *bufio.Reader {
	r, err := charset.NewReader(bytes.NewReader(raw), "text/html")
	if err != nil {
		return bufio.NewReader(bytes.NewReader(raw))
	}
	return bufio.NewReader(r)
}

// measure takes the faster of three rounds.
func measure(name string, pages []page, text func([]byte) string) {
	best, sum := time.Hour, 0.0
	for range 3 {
		sum = 0
		start, texts := time.Now(), make([]string, len(pages))
		for i := range pages {
			texts[i] = text(pages[i].raw)
		}
		best = min(best, time.Since(start))
		for i := range pages {
			sum += f1(&pages[i], texts[i])
		}
	}
	fmt.Printf("%-16s %6.0f pages/s  body F1 %.3f\n", name, float64(len(pages))/best.Seconds(), sum/float64(len(pages)))
}

func f1(p *page, text string) float64 {
	got, n := shingles(text)
	both := 0
	for s, k := range got {
		both += min(k, p.body[s])
	}
	if n == 0 || p.size == 0 {
		return 0
	}
	return 2 * float64(both) / float64(n+p.size)
}

var word = regexp.MustCompile(`[\p{L}\p{N}_]+`)

func shingles(text string) (map[string]int, int) {
	w, out, n := word.FindAllString(text, -1), map[string]int{}, 0
	if len(w) == 0 {
		return out, 0
	}
	for i := range max(1, len(w)-3) {
		out[strings.Join(w[i:min(i+4, len(w))], " ")]++
		n++
	}
	return out, n
}

func load(name string) ([]page, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 64<<20)
	var out []page
	for lines.Scan() {
		var l struct {
			HTML string `json:"html_base64"`
			Body string `json:"body"`
		}
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			return nil, err
		}
		raw, err := base64.StdEncoding.DecodeString(l.HTML)
		if err != nil {
			return nil, err
		}
		p := page{raw: raw}
		p.body, p.size = shingles(l.Body)
		out = append(out, p)
	}
	return out, lines.Err()
}
