package export

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bilan"

	"pgregory.net/rapid"
)

var update = flag.Bool("update", false, "write the golden files")

func render(t testing.TB, format string, o Options, rs ...*bilan.Reading) string {
	t.Helper()
	var b bytes.Buffer
	w, err := Open(format, &b, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rs {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	for _, c := range []struct {
		file, format string
		o            Options
	}{
		{"sample.jsonl", "jsonl", Options{}},
		{"sample.html", "html", Options{}},
		{"sample-80.txt", "table", Options{Width: 80}},
		{"sample-120.txt", "table", Options{Width: 120}},
		{"sample-color.txt", "table", Options{Width: 120, Color: true}},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := render(t, c.format, c.o, sample())
			path := filepath.Join("testdata", c.file)
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s changed (go test ./internal/export -update writes it anew):\n%s", path, got)
			}
		})
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := Open("pdf", &bytes.Buffer{}, Options{}); bilan.ErrorCode(err) != bilan.CodeInvalid {
		t.Errorf("got %v", err)
	}
}

func TestJSONLHasNoNullLists(t *testing.T) {
	r := &bilan.Reading{Claims: []bilan.Claim{{Kind: bilan.KindDeployment, Deployment: &bilan.Deployment{}}}}
	got := render(t, "jsonl", Options{}, r, &bilan.Reading{})
	if strings.Contains(strings.ReplaceAll(got, `"low":null,"high":null`, ""), "null") {
		t.Errorf("null in %s", got)
	}
	if n := strings.Count(got, "\n"); n != 2 {
		t.Errorf("%d lines for two readings", n)
	}
	if r.Claims[0].Attribution != nil || r.Claims[0].Deployment.Tasks != nil {
		t.Error("the reading itself was changed")
	}
}

func TestJSONLKeepsText(t *testing.T) {
	r := sample()
	r.Article.Text = "a < b & «c» \u2028 > d"
	var back bilan.Reading
	line := render(t, "jsonl", Options{}, r)
	if err := json.Unmarshal([]byte(line), &back); err != nil || back.Article.Text != r.Article.Text {
		t.Errorf("%v: %q", err, back.Article.Text)
	}
	if !strings.Contains(line, "a < b & «c»") {
		t.Errorf("escaped without need: %s", line)
	}
}

func TestHTMLEscapesHostileText(t *testing.T) {
	got := render(t, "html", Options{}, hostile(), sample())
	for _, tag := range regexp.MustCompile(`<[a-zA-Z/!][^>]*>`).FindAllString(got, -1) {
		if strings.Contains(tag, "script") || strings.Contains(tag, "img") || strings.Contains(tag, "onerror") {
			if !strings.HasPrefix(tag, "<meta") && !strings.Contains(tag, "&#34;") && !strings.Contains(tag, "&lt;") {
				t.Errorf("hostile markup got through: %s", tag)
			}
		}
	}
	if strings.Contains(got, `href="javascript:`) || strings.Contains(got, "http://") || strings.Contains(got, "src=\"") {
		t.Error("the page refers to something outside")
	}
}

func TestHTMLShowsWholeText(t *testing.T) {
	got := render(t, "html", Options{}, sample())
	body := got[strings.Index(got, `<section class="text"`):strings.Index(got, `<section class="claims"`)]
	body = regexp.MustCompile(`<a class="ref"[^>]*>\d+</a>`).ReplaceAllString(body, "")
	body = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, "")
	if !strings.Contains(strings.Join(strings.Fields(body), " "), strings.Join(strings.Fields(sampleText), " ")) {
		t.Errorf("text is not whole:\n%s", body)
	}
}

func TestTableObeysWidthAndTerminal(t *testing.T) {
	for _, w := range []int{30, 60, 99, 100, 160} {
		for _, line := range strings.Split(render(t, "table", Options{Width: w}, sample(), hostile()), "\n") {
			if width(line) > w {
				t.Errorf("width %d: %d columns: %s", w, width(line), line)
			}
			if strings.ContainsAny(line, "\x1b\u202e") {
				t.Errorf("control characters got through: %q", line)
			}
		}
	}
}

// TestCutCoversText checks that parts joined are the text, whatever the marks.
func TestCutCoversText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		var ms []bilan.Claim
		for range rapid.IntRange(0, 8).Draw(t, "claims") {
			a, b := rapid.IntRange(-2, len(text)+2).Draw(t, "a"), rapid.IntRange(-2, len(text)+2).Draw(t, "b")
			ms = append(ms, bilan.Claim{Kind: bilan.KindEvent, Span: bilan.Span{Start: a, End: b}})
		}
		r := &bilan.Reading{Article: bilan.Article{Text: text}, Claims: ms}
		var b strings.Builder
		for _, p := range cut(text, 0, len(text), marks(r, "", len(text))) {
			b.WriteString(p.Text)
		}
		if b.String() != text {
			t.Fatalf("parts are %q, text is %q", b.String(), text)
		}
		for _, f := range Formats {
			w := f.New(&bytes.Buffer{}, Options{})
			if err := w.Write(r); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		want string
	}{
		{"", ""}, {"one two three four", "one two|three four"}, {"абвгдежзиклмноп", "абвгдежзик|лмноп"}, {"  a  b ", "a b"}, {"日本語日本語日本語", "日本語日本|語日本語"},
	} {
		if got := strings.Join(wrap(c.in, 10), "|"); got != c.want {
			t.Errorf("%q: got %q, want %q", c.in, got, c.want)
		}
	}
}
