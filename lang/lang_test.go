package lang

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

func packFS(files map[string]string) fstest.MapFS {
	m := fstest.MapFS{}
	for n, s := range files {
		m[n] = &fstest.MapFile{Data: []byte(s)}
	}
	if m["pack.yaml"] == nil {
		m["pack.yaml"] = &fstest.MapFile{Data: []byte("lang: xx\nelisions: [\"l'\"]\nclitics: [\"'s\"]\n")}
	}
	return m
}

func TestLexicon(t *testing.T) {
	p, err := Load(packFS(map[string]string{
		"lexicon/paradigms.txt": "n | 0 | 0:sg s:pl\nadj | 0 | 0:sg s:pl\nv | er | er:inf é:ppart,sg és:ppart,pl\n",
		"lexicon/words.txt":     "# c\ntuer/v | v out:killed\nagent/n de l'ordre | n c:security_forces\nhomme/n armé/adj | n person\n=US | n\nmardi | weekday=2\n",
		"lexicon/endings.txt":   "-tion | n fem\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	l := p.Lexicon
	if e := l.Entry(l.Word("tués")); !e.Tags.Has(Kill) || !e.Tags.Has(PPart) || !e.Tags.Has(Pl) {
		t.Errorf("tués: %v", p.TagNames(e.Tags))
	}
	if v, ok := l.Entry(l.Word("mardi")).Value(Weekday); !ok || v != 2 {
		t.Errorf("mardi: %d %v", v, ok)
	}
	find := func(s string) (*Entry, int) {
		w := strings.Fields(s)
		return l.Longest(func(i int) WordID {
			if i < len(w) {
				return l.Word(w[i])
			}
			return 0
		})
	}
	if e, n := find("agents de l' ordre public"); n != 4 || !e.Tags.Has(CSecurity) || !e.Tags.Has(Pl) {
		t.Errorf("agents de l'ordre: %d", n)
	}
	if _, n := find("hommes armé"); n != 0 {
		t.Error("forms that do not agree were combined")
	}
	if l.Exact("US") == nil || l.Exact("us") != nil {
		t.Error("case of exact entries")
	}
	if e := l.Guess("formation"); e == nil || !e.Tags.Has(Fem) {
		t.Error("ending not guessed")
	}
}

func TestLoadErrors(t *testing.T) {
	for name, c := range map[string]struct {
		file, text, want string
	}{
		"unknown tag":      {"lexicon/a.txt", "# x\nmot | n zzz\n", "lexicon/a.txt:2:9: unknown tag \"zzz\""},
		"unknown paradigm": {"lexicon/a.txt", "mot/q | n\n", "lexicon/a.txt:1:1: unknown paradigm \"q\""},
		"no tags":          {"lexicon/a.txt", "mot |\n", "lexicon/a.txt:1:1"},
		"unknown key":      {"pack.yaml", "lang: xx\nzzz: 1\n", "pack.yaml:2:1"},
		"no reject":        {"rules/a.yaml", "layer: number\nrules:\n  - id: a\n    emit: about\n    match: mot {number}\n    examples: [\"mot 3\"]\n", "rules/a.yaml:3:5: rule \"a\": no reject"},
		"no example":       {"rules/a.yaml", "layer: number\nrules:\n  - id: a\n    emit: about\n    match: mot\n    rejects: [b]\n", "no example"},
		"twice":            {"rules/a.yaml", "layer: number\nrules:\n  - id: a\n    emit: about\n    match: mot\n    examples: [a]\n    rejects: [b]\n  - id: a\n    emit: about\n    match: mot\n    examples: [a]\n    rejects: [b]\n", "rules/a.yaml:8:5"},
		"unknown layer":    {"rules/a.yaml", "layer: zzz\nrules: []\n", "unknown layer"},
		"unknown list":     {"rules/a.yaml", "layer: number\nrules:\n  - id: a\n    emit: about\n    match: '@zzz'\n    examples: [a]\n    rejects: [b]\n", "unknown list @zzz"},
		"half a quotation": {"pack.yaml", "lang: xx\nquotes: [['«', '»'], ['„']]\n", "pack.yaml:2:22: quotes"},
		"list is a tag":    {"pack.yaml", "lang: xx\nlists: [mine, out:killed]\n", "pack.yaml:2:15: the list"},
		"bad ending":       {"lexicon/endings.txt", "-tion | n\n-ment | zzz\n", "lexicon/endings.txt:2:9: unknown tag"},
		"bad paradigm":     {"lexicon/paradigms.txt", "n | 0 | 0:sg\nm | 0 | s:zzz\n", "lexicon/paradigms.txt:2:"},
		"not YAML":         {"rules/a.yaml", "layer: number\nrules: [\n", "rules/a.yaml:2:"},
		"begins with any":  {"rules/a.yaml", "layer: number\nrules:\n  - id: a\n    emit: about\n    match: '* mot'\n    examples: [a]\n    rejects: [b]\n", "must begin"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Load(packFS(map[string]string{c.file: c.text}))
			if err == nil || !strings.Contains(err.Error(), c.want) || !regexp.MustCompile(`^[a-z/]+\.[a-z]+:\d+:\d+: `).MatchString(err.Error()) {
				t.Errorf("got %v, want %q behind file:line:column", err, c.want)
			}
		})
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"Élysée": "élysée", "Ещё": "еще", "L’ordre": "l'ordre", "abc": "abc", "porte‑parole": "porte-parole"} {
		if got := Fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A lexicon file is named by what its words are about, so that who adds one finds it: no actors_2.
func TestLexiconFilesAreNamedBySubject(t *testing.T) {
	files, err := filepath.Glob("*/lexicon/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, f := range files {
		if strings.ContainsAny(filepath.Base(f), "0123456789") {
			t.Errorf("%s is named by a number", f)
		}
	}
}
