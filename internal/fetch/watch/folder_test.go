package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"bilan"
)

// folder is a source that is a folder of its own, and what was added of it.
type folder struct {
	t      *testing.T
	dir    string
	clock  *leap
	memory *notes
	added  map[string]int
	fail   error
	state  State
}

func newFolder(t *testing.T) *folder {
	return &folder{t: t, dir: t.TempDir(), clock: &leap{now: time.Date(2024, 5, 10, 0, 0, 0, 0, time.UTC)}, memory: &notes{m: map[string]string{}}, added: map[string]int{}}
}

// write writes a file that was changed so long ago.
func (f *folder) write(name, text string, ago time.Duration) {
	f.t.Helper()
	path := filepath.Join(f.dir, name)
	when := f.clock.now.Add(-ago)
	if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, []byte(text), 0o644), os.Chtimes(path, when, when)); err != nil {
		f.t.Fatal(err)
	}
}

// round makes a round an hour after the last, which adds n files.
func (f *folder) round(name string, n int) {
	f.t.Helper()
	before := f.total()
	w := watcher(f.clock, nil, f.memory, nil)
	w.Add = func(_ context.Context, path string) (Added, error) {
		if f.fail != nil {
			return Added{}, f.fail
		}
		rel, _ := filepath.Rel(f.dir, path)
		f.added[rel]++
		if filepath.Ext(path) == ".json" {
			return Added{Unread: errors.New("bad JSON")}, nil
		}
		return Added{New: 1}, nil
	}
	w.Tell = func(st *State) { f.state = *st }
	f.clock.now = f.clock.now.Add(time.Hour)
	if err := w.Run(f.t.Context(), []Source{{Kind: Folder, Path: f.dir, URL: "file://" + f.dir, Every: time.Minute}}, true); err != nil {
		f.t.Fatalf("%s: %v", name, err)
	}
	if got := f.total() - before; got != n {
		f.t.Errorf("%s: %d files added, want %d; %v", name, got, n, f.added)
	}
}

func (f *folder) total() (n int) {
	for _, k := range f.added {
		n += k
	}
	return n
}

// TestFolder adds what is new or changed, once.
func TestFolder(t *testing.T) {
	f := newFolder(t)
	f.write("a.txt", "one", time.Hour)
	f.write("deep/er/b.warc.gz", "two", time.Hour)
	f.write("c.png", "a picture", time.Hour)
	f.write(".hidden/d.txt", "hidden", time.Hour)
	f.round("first", 2)
	f.round("unchanged", 0)
	f.write("a.txt", "another", time.Hour)
	f.write("bad.json", "{", time.Hour)
	f.round("one changed, one new that is bad", 2)
	if f.state.LastError != "bad JSON" || f.state.Errors != 0 || f.state.Captures != 3 {
		t.Errorf("%+v", f.state)
	}
	f.round("what is bad is not read again", 0)
	f.write("live.txt", "half", -time.Hour-time.Second) // a second after the visit begins: the clock of the files is ahead
	f.round("dated ahead", 1)
	f.write("live.txt", "more", -time.Hour+time.Second) // a second before the visit
	f.round("waited for", 1)
	if err := os.RemoveAll(f.dir); err != nil {
		t.Fatal(err)
	}
	f.round("gone", 0)
	if f.state.Errors != 1 || f.state.LastError == "" {
		t.Errorf("%+v", f.state)
	}
}

// TestFolderNotKept adds a file again whose keeping failed.
func TestFolderNotKept(t *testing.T) {
	f := newFolder(t)
	f.write("a.txt", "one", time.Hour)
	f.fail = bilan.Errorf(bilan.CodeUnavailable, "keep", "the disk is full")
	f.round("full", 0)
	if f.state.Errors != 1 {
		t.Errorf("%+v", f.state)
	}
	f.fail = nil
	f.round("free again", 1)
	f.round("kept", 0)
}
