package article

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"bilan"
	"bilan/lang"
)

var update = flag.Bool("update", false, "write golden files anew")

// testSamples stand for the packs: the reader's tests do not depend on them.
var testSamples = []lang.Sample{
	{Lang: "fr", Script: "Latin", Letters: "àâæçéèêëîïôœùûüÿ", FunctionWords: strings.Fields("le la les de des du un une et est en à au aux dans par pour sur que qui l' d' qu' n' s' ne pas se ce cette son sa ses il elle a ont été mais plus avec selon")},
	{Lang: "en", Script: "Latin", FunctionWords: strings.Fields("the of and to in a is was that for on with as by at from it he she they were are has had have been be not but an this which who or their his her after about will said")},
	{Lang: "ru", Script: "Cyrillic", Letters: "ыэъё", FunctionWords: strings.Fields("и в на не что с по из за к от о для как это был была были его он она они у до при также но или со во")},
}

func testReader(t testing.TB) *Reader {
	t.Helper()
	words, err := lang.BuiltinPageWords()
	if err != nil {
		t.Fatal(err)
	}
	rivals, err := lang.Rivals()
	if err != nil {
		t.Fatal(err)
	}
	return New(words, lang.NewIdentifier(testSamples, rivals))
}

// told is what golden files hold.
type told struct {
	Article  bilan.Article   `json:"article"`
	Problems []bilan.Problem `json:"problems,omitempty"`
}

func readPage(t testing.TB, r *Reader, raw []byte, meta Meta) told {
	t.Helper()
	meta.ID = "x"
	a, problems, err := r.Page(context.Background(), raw, meta)
	if err != nil {
		t.Fatal(err)
	}
	checkSections(t, &a)
	return told{a, problems}
}

// checkSections: sections follow each other and cover the text.
func checkSections(t testing.TB, a *bilan.Article) {
	t.Helper()
	at := 0
	for _, s := range a.Sections {
		if s.Start != at || s.End <= s.Start {
			t.Errorf("section %+v begins at %d or is empty", s, at)
		}
		at = s.End
	}
	if at != len(a.Text) {
		t.Errorf("sections end at %d of %d", at, len(a.Text))
	}
}

func TestPagesGolden(t *testing.T) {
	r := testReader(t)
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(files) < 12 {
		t.Fatalf("%d pages, error %v", len(files), err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		contentType := ""
		if strings.Contains(string(raw), "windows-1251") {
			if raw, err = charmap.Windows1251.NewEncoder().Bytes(raw); err != nil {
				t.Fatal(err)
			}
		}
		got := readPage(t, r, raw, Meta{ContentType: contentType})
		golden(t, strings.TrimSuffix(file, ".html")+".golden.json", got)
	}
}

func golden(t *testing.T, file string, got told) {
	t.Helper()
	if *update {
		data, err := json.MarshalIndent(got, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(data, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var want told
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got)\n%s", file, d)
	}
}

// TestCharsets: a page reads the same in every encoding, whether the page, the header or nobody names it.
func TestCharsets(t *testing.T) {
	r := testReader(t)
	page, err := os.ReadFile("testdata/pages/ru-table.html")
	if err != nil {
		t.Fatal(err)
	}
	bare := strings.Replace(string(page), `<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">`, "", 1)
	want := readPage(t, r, []byte(bare), Meta{})
	flat := strings.NewReplacer("—", "-", "«", `"`, "»", `"`) // signs that some encodings lack
	for _, c := range []struct {
		name, contentType, meta string
		enc                     encoding.Encoding
	}{
		{"windows-1251 unnamed", "", "", charmap.Windows1251},
		{"koi8-r unnamed", "", "", charmap.KOI8R},
		{"koi8-r by header", "text/html; charset=KOI8-R", "", charmap.KOI8R},
		{"koi8-r by meta", "", `<meta charset="koi8-r">`, charmap.KOI8R},
		{"iso-8859-5 by header", "text/html; charset=iso-8859-5", "", charmap.ISO8859_5},
		{"utf-16 with mark", "", "", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"utf-16 big without mark", "", "", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"utf-8 with a wrong header", "text/html; charset=iso-8859-1", "", encoding.Nop},
		{"utf-8 with mark", "", "", unicode.UTF8BOM},
	} {
		text := strings.Replace(bare, "<head>", "<head>"+c.meta, 1)
		if c.enc == charmap.KOI8R || c.enc == charmap.ISO8859_5 {
			text = flat.Replace(text)
		}
		raw, err := c.enc.NewEncoder().Bytes([]byte(text))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		got := readPage(t, r, raw, Meta{ContentType: c.contentType})
		if flat.Replace(got.Article.Text) != flat.Replace(want.Article.Text) || got.Article.Title != want.Article.Title {
			t.Errorf("%s: got %q %q", c.name, got.Article.Title, got.Article.Text)
		}
		for _, p := range got.Problems {
			t.Errorf("%s: problem %v", c.name, p)
		}
	}
}

func TestBrokenBytesAreRepaired(t *testing.T) {
	raw := []byte("<html lang=fr><body><h1>Séisme près de Valmy</h1><p>Le séisme a fait trois bless\xe9s et d\xe9truit une école, a annoncé la préfecture dans un communiqué publié à midi. Des équipes sont arrivées sur place.</p>")
	got := readPage(t, testReader(t), raw, Meta{})
	if !strings.Contains(got.Article.Text, "bless\ufffds") {
		t.Errorf("text %q", got.Article.Text)
	}
	if len(got.Problems) == 0 || got.Problems[len(got.Problems)-1].Code != bilan.Garbled && got.Problems[0].Code != bilan.Garbled {
		t.Errorf("problems %v", got.Problems)
	}
}

func TestTextIsComposed(t *testing.T) {
	got := readPage(t, testReader(t), []byte("<h1>Re\u0301sume\u0301 de la journe\u0301e a\u0300 Lyon</h1><p>Le pre\u0301sident a e\u0301te\u0301 bles\u00adse\u0301 lundi lors d'une attaque, selon ses services, qui parlent d'un attentat.</p>"), Meta{})
	if !strings.Contains(got.Article.Text, "président a été blessé") {
		t.Errorf("text %q", got.Article.Text)
	}
}

func TestPageLimits(t *testing.T) {
	r, ctx := testReader(t), context.Background()
	if _, _, err := r.Page(ctx, make([]byte, MaxPage+1), Meta{}); bilan.ErrorCode(err) != bilan.CodeLimit {
		t.Errorf("a page too large: %v", err)
	}
	if _, _, err := r.Page(ctx, []byte(strings.Repeat("<div>", 100000)), Meta{}); bilan.ErrorCode(err) != bilan.CodeLimit {
		t.Errorf("a page nested too deep: %v", err)
	}
	done, cancel := context.WithCancel(ctx)
	cancel()
	if _, _, err := r.Page(done, []byte("<p>a"), Meta{}); err == nil {
		t.Error("no error after the context was cancelled")
	}
	long := "<h1>A very long report</h1>" + strings.Repeat("<p>"+strings.Repeat("Four people é died. ", 500)+"</p>", 450)
	got := readPage(t, r, []byte(long), Meta{})
	if len(got.Article.Text) > MaxText || len(got.Problems) == 0 || got.Problems[0].Code != bilan.TextTooLong {
		t.Errorf("%d bytes, problems %v", len(got.Article.Text), got.Problems)
	}
}

func TestCallerIsBelieved(t *testing.T) {
	raw, err := os.ReadFile("testdata/pages/en-opengraph.html")
	if err != nil {
		t.Fatal(err)
	}
	a := readPage(t, testReader(t), raw, Meta{URL: "https://a.example/b", Title: "Told", Published: "2020-02-02", Publisher: "P", Lang: "en-GB"}).Article
	if a.URL != "https://a.example/b" || a.Title != "Told" || a.Published != "2020-02-02" || a.Publisher != "P" || a.Lang != "en" {
		t.Errorf("got %+v", a)
	}
}

func FuzzPage(f *testing.F) {
	files, _ := filepath.Glob("testdata/pages/*.html")
	for _, file := range files {
		if raw, err := os.ReadFile(file); err == nil {
			f.Add(raw)
		}
	}
	r := testReader(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		a, _, err := r.Page(context.Background(), raw, Meta{ID: "x"})
		if err == nil {
			checkSections(t, &a)
		}
	})
}

func BenchmarkPage(b *testing.B) {
	raw, err := os.ReadFile("testdata/pages/fr-graph.html")
	if err != nil {
		b.Fatal(err)
	}
	r := testReader(b)
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, _, err := r.Page(context.Background(), raw, Meta{ID: "x"}); err != nil {
			b.Fatal(err)
		}
	}
}
