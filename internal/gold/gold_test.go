package gold

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"bilan"
)

const sample = `title: Three dead
published: 2023-03-15
text: |
  Three miners died on Tuesday, TASS reports. "Work goes on," the director said.

  Route 4 is closed.
claims:
  - casualty: killed
    count: 3
    words: Three miners died
    chain: [TASS]
    date: 2023-03-14
  - statement: direct
    words: Work goes on
    chain: [director]
numbers:
  "4": identifier
`

func TestParse(t *testing.T) {
	d, err := Parse("lang/en/gold/mine.yaml", []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	if d.Article.ID != "mine" || !strings.HasSuffix(d.Article.Text, "closed.") || len(d.Claims) != 2 {
		t.Fatalf("read %+v", d)
	}
	if w := d.Claims[0]; *w.Count.Low != 3 || w.Class != bilan.Unspecified || w.Assertion != bilan.Asserted || w.Chain[0] != "TASS" {
		t.Errorf("claim read as %+v", w)
	}
	if len(d.Numbers) != 1 || d.Numbers[0].Role != bilan.RoleIdentifier {
		t.Errorf("numbers read as %+v", d.Numbers)
	}
}

func TestParseErrorsSayWhere(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"count: 3", "count: three", `a.yaml:9:12: count is not understood`},
		{"words: Work goes on", "words: Work stops", `a.yaml:14:12: words are not in the text or title: "Work stops"`},
		{"chain: [TASS]", "cain: [TASS]", `a.yaml:11:5: unknown field "cain"`},
		{"date: 2023-03-14", "date: 14 March", `a.yaml:12:11: date is not understood`},
		{"statement: direct", "statement: maybe", `a.yaml:13:16: statement is none of direct, indirect`},
		{"identifier", "road", `a.yaml:17:6: role is none of`},
		{"  - statement: direct\n", "  - place: Perm\n", `a claim has exactly one of`},
		{"published: 2023-03-15", "published: yesterday", `a.yaml:2:12: published is no ISO 8601`},
	} {
		_, err := Parse("a.yaml", []byte(strings.Replace(sample, c.from, c.to, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", c.to, err, c.want)
		}
	}
}

func TestCounts(t *testing.T) {
	for in, want := range map[string]string{
		"12": "exact 12–12", "at_least 13": "low 13–-1", "more_than 1000": "low 1000–-1", "about 20": "about 20–20",
		"up_to 400": "high -1–400", "less_than 9": "high -1–9", "range 20 30": "range 20–30", "vague 24": "low 24–-1",
		"": "", "range 20": "", "range 30 20": "", "some 20": "", "-3": "", "1 2 3 4": "",
	} {
		n, ok := parseCount(in)
		got := ""
		if ok {
			got = strings.TrimPrefix(keyOf("", n).String(), " ")
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestScore(t *testing.T) {
	d, err := Parse("mine.yaml", []byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	three, nine := int64(3), int64(9)
	hop := []bilan.Hop{{Name: "the TASS agency"}}
	r := bilan.Reading{
		Claims: []bilan.Claim{
			{Kind: bilan.KindCasualty, Assertion: bilan.Asserted, Attribution: hop, Casualty: &bilan.Casualty{Outcome: bilan.Killed,
				Count: bilan.Count{Low: &three, High: &three, Qualifier: bilan.Exact}, Victims: bilan.Victims{Class: bilan.Civilians}}},
			{Kind: bilan.KindCasualty, Casualty: &bilan.Casualty{Outcome: bilan.Injured,
				Count: bilan.Count{Low: &nine, High: &nine, Qualifier: bilan.Exact}}},
			{Kind: bilan.KindStatement, Statement: &bilan.Statement{Content: bilan.Span{Text: "Work goes on"}}},
		},
		Numbers: []bilan.Number{{Span: bilan.Span{Start: strings.Index(d.Article.Text, "4"), End: strings.Index(d.Article.Text, "4") + 1}, Role: bilan.RoleIdentifier}},
	}
	got := Score(d, r)
	if h := got.Kinds[bilan.KindCasualty]; h != (Hits{TP: 1, FP: 1}) {
		t.Errorf("casualty %+v", h)
	}
	if got.Origin != (Hits{TP: 1, FP: 1}) || got.Kinds[bilan.KindStatement] != (Hits{TP: 1}) {
		t.Errorf("origin %+v, statement %+v", got.Origin, got.Kinds[bilan.KindStatement])
	}
	for slot, right := range map[string]int{"casualty class": 0, "casualty origin": 1, "casualty date": 0, "statement origin": 0} {
		if s := got.Slots[slot]; s.N != 1 || s.Right != right {
			t.Errorf("slot %s: %+v", slot, s)
		}
	}
	if got.Numbers != (Share{1, 1}) {
		t.Errorf("numbers %+v", got.Numbers)
	}
	if rep := Report("en", []Result{{d, got}}); !strings.Contains(rep, "mine") || rep != Report("en", []Result{{d, got}}) {
		t.Errorf("report:\n%s", rep)
	}
}

func TestSameName(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"ministère kazakh de l'Intérieur", "ministère de l'Intérieur", true},
		{"министерства обороны", "Министерство обороны", true},
		{"ministère de la Santé", "ministère de l'Intérieur", false},
		{"", "", true}, {"AP", "ap", true}, {"AP", "TASS", false}, {"the spokesman", "spokesman", true},
	} {
		if sameName(c.a, c.b) != c.want {
			t.Errorf("%q and %q: want %v", c.a, c.b, c.want)
		}
	}
}

// TestPacksGoldLoads reads the gold of every language of the project.
func TestPacksGoldLoads(t *testing.T) {
	root := os.DirFS("../../lang")
	dirs, err := filepath.Glob("../../lang/*/gold")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range dirs {
		lang := filepath.Base(filepath.Dir(dir))
		if _, err := Load(root, lang+"/gold", lang); err != nil {
			t.Error(err)
		}
	}
}

func TestLoadCollectsErrorsOfAllFiles(t *testing.T) {
	fsys := fstest.MapFS{"g/a.yaml": {Data: []byte("text: |\n  x\nfoo: 1\n")}, "g/b.yaml": {Data: []byte("title: only\n")}}
	_, err := Load(fsys, "g", "en")
	if err == nil || !strings.Contains(err.Error(), "g/a.yaml:3:1") || !strings.Contains(err.Error(), "g/b.yaml:1:1: text is missing") {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Add("claims: [1]")
	f.Fuzz(func(t *testing.T, src string) {
		if _, err := Parse("f.yaml", []byte(src)); err != nil && !strings.HasPrefix(err.Error(), "f.yaml:") {
			t.Errorf("error without a place: %v", err)
		}
	})
}
