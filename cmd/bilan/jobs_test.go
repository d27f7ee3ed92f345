package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"bilan/internal/gold"
	"bilan/lang"
	"bilan/samples"
)

// TestJobsDoNotShow reads a folder of all samples and gold dispatches with one job and with eight: the bytes are the same.
func TestJobsDoNotShow(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "samples"), samples.Files); err != nil {
		t.Fatal(err)
	}
	for _, code := range lang.Builtin().Codes() {
		writeGold(t, dir, code)
	}
	formats := []string{"jsonl", "table", "html"}
	if testing.Short() {
		formats = formats[:1]
	}
	for _, format := range formats {
		one, eight := readAll(t, dir, format, 1), readAll(t, dir, format, 8)
		if len(one) == 0 || string(one) != string(eight) {
			t.Errorf("%s: %d bytes with one job, %d with eight, not the same", format, len(one), len(eight))
		}
	}
}

// writeGold writes the gold texts of a language as plain files and as one file of JSON lines.
func writeGold(t *testing.T, dir, code string) {
	t.Helper()
	dispatches, err := gold.Load(os.DirFS(filepath.Join("..", "..", "lang", code)), "gold", code)
	if err != nil {
		t.Fatal(err)
	}
	var lines []byte
	for _, d := range dispatches {
		line, err := json.Marshal(d.Article)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(append(lines, line...), '\n')
		writeFile(t, filepath.Join(dir, d.Article.ID+"."+code+".txt"), []byte(d.Article.Text))
	}
	writeFile(t, filepath.Join(dir, code+".jsonl"), lines)
}

func writeFile(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func readAll(t *testing.T, dir, format string, jobs int) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "out")
	c := readCmd{Paths: []string{dir}, Jobs: jobs, outputFlags: outputFlags{Format: format, Output: file}}
	if err := c.Run(context.Background(), stdio{in: os.Stdin, out: os.Stdout, err: os.Stderr}); err != nil {
		t.Fatal(err)
	}
	out, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return out
}
