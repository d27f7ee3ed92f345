package lang

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestBuiltinPageWords(t *testing.T) {
	all, err := BuiltinPageWords()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, w := range all {
		if w.Lang == "" || seen[w.Lang] {
			t.Errorf("language %q: no code, or twice", w.Lang)
		}
		seen[w.Lang] = true
		if len(w.Months) != 12 || len(w.Credit) == 0 {
			t.Errorf("language %s: %d months, %d credit words", w.Lang, len(w.Months), len(w.Credit))
		}
	}
}

func TestPageWordsStrict(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"unknown key":     {"bylines: [by]", "1:1: unknown field"},
		"upper case":      {"and: [et]\nbyline: [by, By]", `2:14: "By"`},
		"eleven months":   {"months: [[a],[b],[c],[d],[e],[f],[g],[h],[i],[j],[k]]", "1:9: months: 11 lists"},
		"wrong type":      {"byline: {a: b}", "1:9: "},
		"empty word":      {"byline: ['']", `1:10: ""`},
		"not YAML":        {"byline: [", "1:9: "},
		"key given twice": {"byline: [a]\nbyline: [b]", "2:1: "},
	} {
		if _, err := LoadPageWords(fstest.MapFS{"xx/article.yaml": {Data: []byte(c.data)}}); err == nil {
			t.Errorf("%s: no error", name)
		} else if !strings.HasPrefix(err.Error(), "xx/article.yaml:"+c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

// A folder given on the command line is one pack or holds several; either way its page words are found.
func TestDirPageWords(t *testing.T) {
	for dir, want := range map[string]int{"xx": 1, ".": 1} {
		all, err := DirPageWords(dir)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, w := range all {
			if w.Lang == "xx" && len(w.Months) == 12 {
				n++
			}
		}
		if n != want {
			t.Errorf("%s: the made-up language's page words found %d times", dir, n)
		}
	}
}

// The made-up language is for tests alone.
func TestMadeUpLanguageIsNotBuiltIn(t *testing.T) {
	words, err := BuiltinPageWords()
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range words {
		if w.Lang == "xx" {
			t.Error("its page words are built in")
		}
	}
	if _, err := Builtin().Get("xx"); err == nil {
		t.Error("its pack is built in")
	}
}
