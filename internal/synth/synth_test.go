package synth

import (
	"bytes"
	"strings"
	"testing"
)

// The same seed gives the same dispatches; ids are unique, and all three languages are there.
func TestWrite(t *testing.T) {
	var a, b bytes.Buffer
	if err := Write(&a, 100, 1); err != nil {
		t.Fatal(err)
	}
	if err := Write(&b, 100, 1); err != nil {
		t.Fatal(err)
	}
	if a.String() != b.String() {
		t.Error("the same seed gives other dispatches")
	}
	ids, langs := map[string]bool{}, map[string]int{}
	for d := range Dispatches(100, 1) {
		ids[d.ID] = true
		langs[d.Lang]++
		if strings.TrimSpace(d.Text) == "" || d.Title == "" {
			t.Errorf("%s is empty", d.ID)
		}
	}
	if len(ids) != 100 || len(langs) != 3 {
		t.Errorf("%d ids, languages %v", len(ids), langs)
	}
}
