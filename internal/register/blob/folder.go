package blob

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"bilan"
	"bilan/internal/register"
)

// folder keeps each blob in a file ab/cd/abcd….zst.
type folder struct {
	dir    string
	packer *packer
}

const suffix = ".zst"

// OpenFolder opens the folder dir, which is made when it is not there.
func OpenFolder(dir string) (register.Blobs, error) {
	p, err := newPacker()
	if err != nil {
		return nil, err
	}
	if dir == "" {
		return nil, bilan.Errorf(bilan.CodeInvalid, "open blobs", "no folder is named")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, failed("open blobs in "+dir, err)
	}
	return &folder{dir: dir, packer: p}, nil
}

// failed gives an error of the file system a hint where one helps.
func failed(op string, err error) error {
	e := bilan.Errorf(bilan.CodeUnavailable, op, "%w", err)
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		e.Hint = "the disk is full, or a limit is reached: make room; what was put before is kept"
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		e.Hint = "the folder may not be written: look at its rights"
	}
	return e
}

func (f *folder) path(sha string) string { return filepath.Join(f.dir, sha[:2], sha[2:4], sha+suffix) }

// Put writes a file beside its place, brings it to the disk, and gives it its name: a crash leaves the whole blob or none.
func (f *folder) Put(ctx context.Context, data []byte) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	sha := nameOf(data)
	path := f.path(sha)
	if _, err := os.Stat(path); err == nil {
		return sha, f.named(sha, syncDir(filepath.Dir(path))) // whoever named it may not have come to this yet
	}
	packed := f.packer.pack(data)
	err := write(path, packed)
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.makeDir(filepath.Dir(path)); err == nil {
			err = write(path, packed)
		}
	}
	return sha, f.named(sha, err)
}

func (f *folder) named(sha string, err error) error {
	if err == nil {
		return nil
	}
	return failed("write blob "+sha+" to "+f.dir, err)
}

// makeDir makes the folders of a blob and brings their names to the disk.
func (f *folder) makeDir(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	for _, d := range []string{filepath.Dir(dir), dir} {
		if err := os.Mkdir(d, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if err := syncDir(filepath.Dir(d)); err != nil {
			return err
		}
	}
	return nil
}

func write(path string, packed []byte) error {
	name := filepath.Join(filepath.Dir(path), fmt.Sprintf("new-%016x", rand.Uint64()))
	tmp, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o444)
	if err != nil {
		return err
	}
	_, err = tmp.Write(packed)
	if err == nil {
		err = tmp.Sync()
	}
	err = errors.Join(err, tmp.Close())
	if err == nil {
		err = os.Rename(name, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(name))
	}
	return syncDir(filepath.Dir(path))
}

// syncDir brings the names in a folder to the disk.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Get reads a blob and checks it.
func (f *folder) Get(ctx context.Context, sha string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if !valid(sha) {
		return nil, notFound(sha)
	}
	packed, err := os.ReadFile(f.path(sha))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, notFound(sha)
	}
	if err != nil {
		return nil, failed("read blob "+sha, err)
	}
	return f.packer.unpack(sha, packed)
}

func valid(sha string) bool {
	b, err := hex.DecodeString(sha)
	return err == nil && len(b) == 32 && strings.ToLower(sha) == sha
}

// Each walks the folders, which are in the order of names.
func (f *folder) Each(ctx context.Context, call func(sha string) error) error {
	err := filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		sha, is := strings.CutSuffix(d.Name(), suffix)
		if d.IsDir() || !is || !valid(sha) {
			return nil
		}
		return call(sha)
	})
	var path *fs.PathError
	if errors.As(err, &path) {
		return failed("list blobs in "+f.dir, err)
	}
	return err
}
