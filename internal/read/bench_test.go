package read

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/internal/article"
	"bilan/internal/extract"
	"bilan/internal/fetch"
	"bilan/internal/gold"
	"bilan/internal/segment"
	"bilan/lang"
	"bilan/samples"
)

// corpusEnv names a file of JSON lines {"lang","title","published","text"} to measure on instead of the repository's
// own dispatches.
const corpusEnv = "BILAN_BENCH_CORPUS"

// bench is what the benchmarks read, with what. Packs and gazetteer are loaded once, outside all measures.
type bench struct {
	packs    *lang.Packs
	g        *gazetteer.Gazetteer
	articles []bilan.Article
}

var loaded = sync.OnceValues(func() (*bench, error) {
	b := &bench{packs: lang.Builtin()}
	var err error
	if b.g, err = gazetteer.Default(); err != nil {
		return nil, err
	}
	if b.articles, err = corpus(b.packs); err != nil {
		return nil, err
	}
	for _, code := range b.packs.Codes() {
		if _, err := b.packs.Get(code); err != nil {
			return nil, err
		}
	}
	return b, nil
})

func benchOf(b *testing.B) *bench {
	b.Helper()
	all, err := loaded()
	if err != nil {
		b.Fatal(err)
	}
	return all
}

func corpus(packs *lang.Packs) ([]bilan.Article, error) {
	if file := os.Getenv(corpusEnv); file != "" {
		return lines(packs, file)
	}
	out, err := sampleArticles(packs)
	for _, code := range packs.Codes() {
		dispatches, more := gold.Load(os.DirFS(filepath.Join("..", "..", "lang", code)), "gold", code)
		if err == nil {
			err = more
		}
		for _, d := range dispatches {
			out = append(out, d.Article)
		}
	}
	return out, err
}

// sampleArticles reads the dispatches of `bilan demo`.
func sampleArticles(packs *lang.Packs) ([]bilan.Article, error) {
	words, err := lang.BuiltinPageWords()
	if err != nil {
		return nil, err
	}
	supported, err := packs.Samples()
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	r := article.New(words, lang.NewIdentifier(supported, nil))
	var out []bilan.Article
	for it := range (&fetch.Source{FS: samples.Files}).Items(ctx, ".") {
		meta := article.Meta{ID: it.ID, Title: it.Title, Published: it.Published, Lang: it.Lang, ContentType: it.ContentType}
		read := r.Plain
		if it.Kind == fetch.HTML {
			read = r.Page
		}
		a, _, err := read(ctx, it.Data, meta)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// lines reads a corpus of JSON lines; those in a language without a pack, and empty ones, are left out.
func lines(packs *lang.Packs, file string) ([]bilan.Article, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []bilan.Article
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 64<<20)
	for sc.Scan() {
		var a bilan.Article
		if err := json.Unmarshal(sc.Bytes(), &a); err != nil {
			return nil, err
		}
		if a.Lang == "" {
			a.Lang = "en"
		}
		if _, err := packs.Get(a.Lang); err == nil && a.Text != "" {
			a.Sections = []bilan.Section{{Kind: bilan.SectionBody, End: len(a.Text)}}
			out = append(out, a)
		}
	}
	return out, sc.Err()
}

// in gives the articles of one language.
func (b *bench) in(code string) []bilan.Article {
	var out []bilan.Article
	for _, a := range b.articles {
		if a.Lang == code {
			out = append(out, a)
		}
	}
	return out
}

// text gives the words of a language's articles, repeated to about size bytes.
func (b *bench) text(code string, size int) string {
	var all strings.Builder
	for articles := b.in(code); all.Len() < size; {
		for i := range articles {
			all.WriteString(articles[i].Text)
			all.WriteString("\n\n")
			if all.Len() >= size {
				break
			}
		}
	}
	return all.String()
}

// report adds articles and megabytes a second to a benchmark that read the articles b.N times.
func report(b *testing.B, articles []bilan.Article) {
	bytes := 0
	for i := range articles {
		bytes += len(articles[i].Text)
	}
	seconds := b.Elapsed().Seconds()
	b.ReportMetric(float64(b.N*len(articles))/seconds, "articles/s")
	b.ReportMetric(float64(b.N*bytes)/seconds/1e6, "MB/s")
}

// BenchmarkCore reads whole articles of each language.
func BenchmarkCore(b *testing.B) {
	all := benchOf(b)
	for _, code := range all.packs.Codes() {
		articles := all.in(code)
		if len(articles) == 0 {
			continue
		}
		p, _ := all.packs.Get(code)
		b.Run(code, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				for i := range articles {
					Article(p, all.g, articles[i], time.Time{})
				}
			}
			report(b, articles)
		})
	}
}

// BenchmarkStages measures each stage alone, over all articles annotated as far as it needs them.
func BenchmarkStages(b *testing.B) {
	all := benchOf(b)
	b.Run("segment", func(b *testing.B) {
		b.ReportAllocs()
		for range b.N {
			all.docs(0)
		}
		report(b, all.articles)
	})
	for k, s := range stages {
		b.Run(strings.ReplaceAll(s.name, " ", "-"), func(b *testing.B) {
			all.measure(b, k, func(d *analysis.Doc) { s.run(d, all.g) })
		})
	}
	for _, k := range extract.Kinds {
		b.Run("extract-"+string(k.Name), func(b *testing.B) {
			all.measure(b, len(stages), func(d *analysis.Doc) { k.Read(d) })
		})
	}
	b.Run("extract", func(b *testing.B) {
		all.measure(b, len(stages), func(d *analysis.Doc) { extract.Claims(d) })
	})
}

// docs gives all articles, segmented and through the first n annotators.
func (b *bench) docs(n int) []*analysis.Doc {
	out := make([]*analysis.Doc, 0, len(b.articles))
	for i := range b.articles {
		a := &b.articles[i]
		p, _ := b.packs.Get(a.Lang)
		body := segment.Body(p, a)
		body.Title = segment.Title(p, a)
		for _, d := range []*analysis.Doc{body.Title, body} {
			for _, s := range stages[:n] {
				s.run(d, b.g)
			}
		}
		out = append(out, body)
	}
	return out
}

func (b *bench) measure(tb *testing.B, n int, run func(*analysis.Doc)) {
	tb.ReportAllocs()
	for range tb.N {
		tb.StopTimer()
		docs := b.docs(n)
		tb.StartTimer()
		for _, d := range docs {
			run(d.Title)
			run(d)
		}
	}
	report(tb, b.articles)
}

// BenchmarkLength reads one article of 1 kB, 10 kB, 100 kB and 1 MB in each language. The metric x-linear is its cost a
// byte over that of 10 kB: 1 when cost grows as the text does.
func BenchmarkLength(b *testing.B) {
	all := benchOf(b)
	for _, code := range all.packs.Codes() {
		if len(all.in(code)) == 0 {
			continue
		}
		p, _ := all.packs.Get(code)
		base := 0.0
		for _, kb := range []int{10, 1, 100, 1000} {
			text := all.text(code, kb*1000)
			a := bilan.Article{Lang: code, Published: "2022-01-06", Text: text, Sections: []bilan.Section{{Kind: bilan.SectionBody, End: len(text)}}}
			b.Run(fmt.Sprintf("%s/%dkB", code, kb), func(b *testing.B) {
				for range b.N {
					Article(p, all.g, a, time.Time{})
				}
				perByte := b.Elapsed().Seconds() / float64(b.N) / float64(len(text))
				if kb == 10 {
					base = perByte
				}
				b.ReportMetric(1/perByte/1e6, "MB/s")
				if base > 0 {
					b.ReportMetric(perByte/base, "x-linear")
				}
			})
		}
	}
}
