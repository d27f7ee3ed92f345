package segment

import (
	"strings"
	"testing"
	"testing/fstest"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const packYAML = `lang: xx
quotes: [["«","»"],["“","”"],["\"","\""],["‘","’"]]
abbreviations: [M, Mr., ул.]
elisions: ["l'", "d'", "qu'"]
clitics: ["-t-il", "-il", "'s"]
`

func testPack(t testing.TB) *lang.Pack {
	t.Helper()
	p, err := lang.Load(fstest.MapFS{
		"pack.yaml":       {Data: []byte(packYAML)},
		"lexicon/all.txt": {Data: []byte("according to | prep accord\n=US | n\npolice | n\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func body(t testing.TB, text string) *analysis.Doc {
	return Body(testPack(t), &bilan.Article{Text: text})
}

func folds(d *analysis.Doc) []string {
	var out []string
	for _, tok := range d.Tokens {
		out = append(out, tok.Fold)
	}
	return out
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"L’ordre qu'il", "l' ordre qu' il"},
		{"a-t-il dit, porte-parole", "a -t-il dit , porte-parole"},
		{"2.500 hommes, 4,5 millions", "2.500 hommes , 4,5 millions"},
		{"20-30 dead, 34-year-old Su-25", "20 - 30 dead , 34 -year-old su-25"},
		{"at 19:30 or 13h00.", "at 19:30 or 13h00 ."},
		{"According to police's", "according to|police|'s"},
		{"Vlast.kz wrote. Friday evening.It rained", "vlast.kz|wrote|.|friday|evening|.|it|rained"},
		{"the U.S. said", "the u.s. said"},
		{"Friday evening.Eyewitness Bo", "friday evening . eyewitness bo"},
	} {
		sep := " "
		if strings.Contains(c.want, "|") {
			sep = "|"
		}
		if diff := cmp.Diff(strings.Split(c.want, sep), folds(body(t, c.text))); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

func TestExactCase(t *testing.T) {
	d := body(t, "US and us")
	if !d.Has(0, lang.N) || d.Has(2, lang.N) {
		t.Error("US and us must differ")
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"M. Dupont est là. Il parle.", []string{"M. Dupont est là.", "Il parle."}},
		{"« Vraiment ? », dit-il. « Oui. » Puis rien", []string{"« Vraiment ? », dit-il.", "« Oui. »", "Puis rien"}},
		{"He left. \"No.\" It ended (in May). 3 died.", []string{"He left.", "\"No.\"", "It ended (in May).", "3 died."}},
		{"one line\nof a wrap. Next\n\nPara", []string{"one line\nof a wrap.", "Next", "Para"}},
		{"J. K. Smith of St. Louis", []string{"J. K. Smith of St.", "Louis"}},
	} {
		d := body(t, c.text)
		var got []string
		for _, s := range d.Sentences {
			got = append(got, d.String(s.From, s.To))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

func TestQuotes(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"il dit « oui “non” encore » et «fin", []string{"« oui “non” encore »", "“non”", "«fin"}},
		{`He said "yes" and "no".`, []string{`"yes"`, `"no"`}},
		{"“One.\n\n“Two.”\n\nThree", []string{"“One.\n\n“Two.”"}},
		{"the officers’ car ‘burnt out’ there", []string{"‘burnt out’"}},
		{"«a\n\nb»", []string{"«a"}},
	} {
		d := body(t, c.text)
		var got []string
		for _, q := range d.Quotes {
			got = append(got, d.String(q.From, q.To))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%q: %s", c.text, diff)
		}
	}
}

// Tokens must tile the text: in order, apart, never empty, with nothing but white space between.
func TestTokensTile(t *testing.T) {
	p := testPack(t)
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("aB1 .,'’-«»\"“”‘\n\u00a0éЖ№%:—"))).Draw(r, "text")
		checkTiling(r, Body(p, &bilan.Article{Text: text}))
	})
}

type failer interface{ Fatalf(string, ...any) }

func checkTiling(t failer, d *analysis.Doc) {
	at := 0
	for i, tok := range d.Tokens {
		if tok.Start < at || tok.End <= tok.Start || strings.TrimSpace(strings.Trim(d.Text[at:tok.Start], "\ufeff\u200b")) != "" {
			t.Fatalf("token %d %q [%d,%d) after %d in %q", i, tok.Fold, tok.Start, tok.End, at, d.Text)
		}
		at = tok.End
	}
	next := 0
	for i, s := range d.Sentences {
		if s.From != next || s.To <= s.From {
			t.Fatalf("sentence %d [%d,%d) after %d", i, s.From, s.To, next)
		}
		next = s.To
	}
	if next != len(d.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(d.Tokens))
	}
}

func FuzzBody(f *testing.F) {
	f.Add("« Douze agents », dit-il.\n\n“Two")
	p := testPack(f)
	f.Fuzz(func(t *testing.T, text string) {
		checkTiling(t, Body(p, &bilan.Article{Text: strings.ToValidUTF8(text, "?")}))
	})
}
