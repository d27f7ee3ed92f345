package lang

import (
	"strings"
	"testing"
	"testing/fstest"
)

// A concept is found by whole words and stems, the longest phrase first; accents and apostrophes part as in names.
func TestConcepts(t *testing.T) {
	c, err := loadConcepts(fstest.MapFS{"concepts.txt": {Data: []byte(`# offices
ministère = o:ministry
intérieur, affaires intérieures = o:interior
émeut*, troubles = h:unrest
bureau du commandant* = o:commandant
bureau = o:office
`)}})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct{ text, want string }{
		{"ministère kazakh de l’Intérieur", "o:ministry o:interior"},
		{"le bureau du commandant de la ville", "o:commandant"},
		{"bureaux", ""},
		{"Les émeutiers", "h:unrest"},
		{"", ""},
	} {
		var got []string
		for _, f := range c.Find(Words(x.text)) {
			got = append(got, f.Names...)
		}
		if g := strings.Join(got, " "); g != x.want {
			t.Errorf("%q: %q, want %q", x.text, g, x.want)
		}
	}
}

// A faulty line is told with its file and line.
func TestConceptFaults(t *testing.T) {
	for line, want := range map[string]string{
		"ministère":               "concepts.txt:1:1: want",
		"ministère = ministry":    "neither o:",
		"ministère,, x = o:y":     "empty phrase",
		"a* = o:y":                "too short",
		"- = o:y":                 "no letters",
		"ministère = ":            "concepts.txt:1:1: want",
		"\n\nministère = o:x bad": "concepts.txt:3:1",
	} {
		_, err := loadConcepts(fstest.MapFS{"concepts.txt": {Data: []byte(line)}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", line, err, want)
		}
	}
}
