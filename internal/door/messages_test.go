package door

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestMessages wants every text that the pages of the door ask for in each language, and no text that nothing asks for.
func TestMessages(t *testing.T) {
	var src strings.Builder
	for _, pattern := range []string{"*.go", "templates/*.html"} {
		names, err := fs.Glob(os.DirFS("."), pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			src.Write(data)
		}
	}
	asked := regexp.MustCompile(`(?:\bt |text\(r, |Key: )"([a-z_.]+)"`).FindAllStringSubmatch(src.String(), -1)
	shared := []string{"foot.who", "role."} // of the desk itself
	for _, lang := range []string{"en", "fr", "ru"} {
		data, err := files.ReadFile("messages/" + lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var texts map[string]any
		if err := yaml.Unmarshal(data, &texts); err != nil {
			t.Fatal(err)
		}
		used := map[string]bool{}
		for _, m := range asked {
			used[m[1]] = true
			if _, ok := texts[m[1]]; !ok && m[1] != shared[0] {
				t.Errorf("%s: no text %s", lang, m[1])
			}
		}
		for key := range texts {
			if !used[key] && !strings.HasPrefix(key, "scope.may.") {
				t.Errorf("%s: nothing asks for %s", lang, key)
			}
		}
	}
}
