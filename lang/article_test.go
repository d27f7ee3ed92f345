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
	for name, data := range map[string]string{
		"unknown key":     "bylines: [by]",
		"upper case":      "byline: [By]",
		"eleven months":   "months: [[a],[b],[c],[d],[e],[f],[g],[h],[i],[j],[k]]",
		"wrong type":      "byline: {a: b}",
		"empty word":      "byline: ['']",
		"not YAML":        "byline: [",
		"key given twice": "byline: [a]\nbyline: [b]",
	} {
		if _, err := LoadPageWords(fstest.MapFS{"xx/article.yaml": {Data: []byte(data)}}); err == nil {
			t.Errorf("%s: no error", name)
		} else if !strings.Contains(err.Error(), "article.yaml") {
			t.Errorf("%s: the error names no file: %v", name, err)
		}
	}
}
