// Package blob keeps the bytes of captures under their SHA-256: in a folder, or in a bucket of an S3-compatible store.
// Bytes lie compressed by zstd, so `zstd -d` gets them back without this program.
package blob

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"

	"bilan"
	"bilan/internal/register"

	"github.com/klauspost/compress/zstd"
)

// Open opens the store that where names: "s3://bucket/prefix?endpoint=…&region=…", or a folder, which is made when it is
// not there.
func Open(ctx context.Context, where string) (register.Blobs, error) {
	if !strings.HasPrefix(where, "s3://") {
		return OpenFolder(where)
	}
	packer, err := newPacker()
	if err != nil {
		return nil, err
	}
	return openBucket(ctx, where, packer)
}

// packer compresses and checks.
type packer struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

// maxBlob is how large a blob may be when restored: a damaged one must not ask for all memory.
const maxBlob = 1 << 30

func newPacker() (*packer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedDefault))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxBlob), zstd.WithDecoderConcurrency(0))
	if err != nil {
		return nil, err
	}
	return &packer{enc: enc, dec: dec}, nil
}

func (p *packer) pack(data []byte) []byte { return p.enc.EncodeAll(data, nil) }

// unpack restores a blob and checks it against its name.
func (p *packer) unpack(sha string, packed []byte) ([]byte, error) {
	data, err := p.dec.DecodeAll(packed, nil)
	if err == nil && nameOf(data) != sha {
		err = fmt.Errorf("the bytes have the SHA-256 %s", nameOf(data))
	}
	if err != nil {
		e := bilan.Errorf(bilan.CodeInternal, "read blob "+sha, "it is damaged: %w", err)
		e.Hint = "put a copy of it from a backup in its place"
		return nil, e
	}
	return data, nil
}

func nameOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func notFound(sha string) error {
	return bilan.Errorf(bilan.CodeNotFound, "read blob "+sha, "the store does not have it")
}

// atOnce is how many blobs PutAll writes at the same time: disks and networks answer many at once nearly as fast as one.
const atOnce = 32

// PutAll puts many blobs and gives their names in order; on a folder that is many times faster than one after the other.
func PutAll(ctx context.Context, b register.Blobs, list [][]byte) ([]string, error) {
	if f, ok := b.(*folder); ok && canSyncAll && len(list) >= worthwhile {
		return f.putAll(ctx, list)
	}
	names := make([]string, len(list))
	err := each(len(list), func(i int) (err error) {
		names[i], err = b.Put(ctx, list[i])
		return err
	})
	return names, err
}

// each calls f for 0 to n-1, many at once, and gives the first error.
func each(n int, f func(i int) error) error {
	var wait sync.WaitGroup
	var once sync.Once
	var first error
	slots := make(chan struct{}, atOnce)
	for i := range n {
		slots <- struct{}{}
		wait.Go(func() {
			defer func() { <-slots }()
			if err := f(i); err != nil {
				once.Do(func() { first = err })
			}
		})
	}
	wait.Wait()
	return first
}
