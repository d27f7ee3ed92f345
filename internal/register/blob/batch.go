package blob

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// worthwhile is from how many blobs on the whole file system is brought to the disk twice, rather than each file and folder.
const worthwhile = 16

// pending is a blob written beside the folders, without its name yet.
type pending struct{ file, path string }

// putAll writes many blobs: all beside their places, to the disk at once, then all get their names. A crash leaves whole blobs
// and files without a name, never a name without its bytes.
func (f *folder) putAll(ctx context.Context, list [][]byte) ([]string, error) {
	names, wrote := make([]string, len(list)), make([]pending, len(list))
	defer func() {
		for _, w := range wrote {
			if w.file != "" {
				_ = os.Remove(w.file) // those that did not get their name
			}
		}
	}()
	err := each(len(list), func(i int) (err error) {
		names[i] = nameOf(list[i])
		wrote[i], err = f.writeBeside(ctx, names[i], list[i])
		return err
	})
	if err == nil {
		err = syncAll(f.dir)
	}
	for i := range wrote {
		if err == nil && wrote[i].file != "" {
			err = f.name(&wrote[i])
		}
	}
	if err == nil {
		err = syncAll(f.dir)
	}
	if err != nil {
		return nil, failed("write blobs to "+f.dir, err)
	}
	return names, nil
}

// writeBeside writes a blob that is not there yet.
func (f *folder) writeBeside(ctx context.Context, sha string, data []byte) (pending, error) {
	if err := ctx.Err(); err != nil {
		return pending{}, err
	}
	path := f.path(sha)
	if _, err := os.Stat(path); err == nil {
		return pending{}, nil
	}
	w := pending{file: filepath.Join(f.dir, fmt.Sprintf("new-%016x", rand.Uint64())), path: path}
	return w, os.WriteFile(w.file, f.packer.pack(data), 0o444)
}

// name gives a blob its name.
func (f *folder) name(w *pending) error {
	err := os.Rename(w.file, w.path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = os.MkdirAll(filepath.Dir(w.path), 0o755); err == nil {
			err = os.Rename(w.file, w.path)
		}
	}
	if err == nil {
		w.file = ""
	}
	return err
}
