package read

import (
	"testing"

	"bilan/gazetteer"
	"bilan/lang"
)

// Every rule of every built-in pack, and of the made-up language's, must match in each of its examples, on exactly the words
// marked there, and in none of its rejects.
func TestRulesTellTheTruth(t *testing.T) {
	packs := lang.Builtin()
	if _, err := packs.AddDir("../../lang/xx"); err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range packs.Codes() {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			p, err := packs.Get(code)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range CheckRules(p, g) {
				t.Error(err)
			}
		})
	}
}
