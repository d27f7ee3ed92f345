package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"bilan/internal/gold"
)

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
