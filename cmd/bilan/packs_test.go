package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"bilan/gazetteer"
	"bilan/internal/gold"
	"bilan/internal/read"
	"bilan/lang"
)

// TestRuleExamples tries every rule of every built-in pack, and of the made-up language's, on its examples and rejects.
func TestRuleExamples(t *testing.T) {
	places, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	packs := lang.Builtin()
	if _, err := packs.AddDir("../../lang/xx"); err != nil {
		t.Fatal(err)
	}
	for _, code := range packs.Codes() {
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			p, err := packs.Get(code)
			if err != nil {
				t.Fatal(err)
			}
			for _, err := range read.CheckRules(p, places) {
				t.Error(err)
			}
		})
	}
}

// TestScoresAreCurrent wants the committed score of every language that has gold to be what its gold scores now. It holds
// where a change is checked as a whole (make check, CI): between two steps of one change a score may lag behind.
func TestScoresAreCurrent(t *testing.T) {
	if os.Getenv("CI") == "" {
		t.Skip("make check compares the committed scores")
	}
	dirs, err := filepath.Glob("../../lang/*/gold/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]bool{}
	for _, file := range dirs {
		code := filepath.Base(filepath.Dir(filepath.Dir(file)))
		if done[code] {
			continue
		}
		done[code] = true
		results, err := (&langScoreCmd{Lang: code, Dir: "../../lang"}).score(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join("../../lang", code, "gold/score.txt"))
		if err != nil || string(want) != gold.Report(code, results) {
			t.Errorf("lang/%s/gold/score.txt is not current (`make score` writes it anew): %v", code, err)
		}
	}
}
