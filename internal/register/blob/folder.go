// Package blob keeps captures: bytes under the SHA-256 of what they are, compressed, never changed.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"bilan"

	"github.com/klauspost/compress/zstd"
)

const ending = ".zst"

// Folder keeps blobs as files of a folder: the hash ab12… in ab/12/ab12….zst. A file is written beside its place, synced and
// renamed, and its folder synced, so that a name stands for all of its bytes or is not there.
type Folder struct {
	dir string
	out *zstd.Encoder
	in  *zstd.Decoder
}

// OpenFolder opens a folder of blobs, and makes it when there is none.
func OpenFolder(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, failed("open", dir, err)
	}
	out, err := zstd.NewWriter(nil)
	if err != nil {
		return nil, failed("open", dir, err)
	}
	in, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(64<<20))
	if err != nil {
		return nil, failed("open", dir, err)
	}
	return &Folder{dir: dir, out: out, in: in}, nil
}

func failed(op, name string, err error) error {
	code := bilan.CodeUnavailable
	if errors.Is(err, fs.ErrNotExist) {
		code = bilan.CodeNotFound
	}
	return bilan.Errorf(code, op+" captures "+name, "%w", err)
}

func (f *Folder) path(sha string) string { return filepath.Join(f.dir, sha[:2], sha[2:4], sha+ending) }

// Put keeps bytes and gives their hash; what is kept already is left alone.
func (f *Folder) Put(ctx context.Context, data []byte) (string, error) {
	if err := ctx.Err(); err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	sha := hex.EncodeToString(sum[:])
	name := f.path(sha)
	if _, err := os.Stat(name); err == nil {
		return sha, nil
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return "", failed("write", name, err)
	}
	if err := write(name, f.out.EncodeAll(data, nil)); err != nil {
		return "", failed("write", name, err)
	}
	return sha, nil
}

// write puts a file in its place whole.
func write(name string, data []byte) error {
	t, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(t.Name()) // nothing is there once it is renamed
	_, err = t.Write(data)
	if err == nil {
		err = t.Sync()
	}
	if closeErr := t.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Rename(t.Name(), name)
	}
	if err == nil {
		err = syncFolder(filepath.Dir(name))
	}
	return err
}

func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if closeErr := d.Close(); err == nil {
		err = closeErr
	}
	return err
}

// Get gives the bytes of a hash, checked against it.
func (f *Folder) Get(ctx context.Context, sha string) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(sha) != 2*sha256.Size || strings.ContainsAny(sha, `/\.`) {
		return nil, bilan.Errorf(bilan.CodeInvalid, "read a capture", "%q is not a SHA-256", sha)
	}
	packed, err := os.ReadFile(f.path(sha))
	if err != nil {
		return nil, failed("read", sha, err)
	}
	data, err := f.in.DecodeAll(packed, nil)
	if err != nil {
		return nil, bilan.Errorf(bilan.CodeInternal, "read capture "+sha, "the file %s is damaged: %w", f.path(sha), err)
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != sha {
		return nil, bilan.Errorf(bilan.CodeInternal, "read capture "+sha, "the file %s is damaged: its bytes are not those of its hash", f.path(sha))
	}
	return data, nil
}

// Each calls f with every hash, in order, until f fails.
func (f *Folder) Each(ctx context.Context, visit func(sha string) error) error {
	return filepath.WalkDir(f.dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil {
			err = ctx.Err()
		}
		sha, ok := strings.CutSuffix(d.Name(), ending)
		if err != nil || d.IsDir() || !ok {
			return err
		}
		return visit(sha)
	})
}
