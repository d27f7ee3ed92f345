package safe

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"bilan"
)

const (
	leastUnpacked = 64 << 10 // up to here any ratio is believed: short pages repeat themselves
	maxCodings    = 2        // one upon the other
)

func tooLarge(limit int) error {
	return bilan.Errorf(bilan.CodeLimit, "", "the body is larger than %d bytes", limit)
}

// readAll reads up to limit bytes; more is an error. The buffer grows to the limit at once when a body is long, so that
// at most limit + 1 MiB are held.
func readAll(r io.Reader, limit int) ([]byte, error) {
	buf := make([]byte, 0, min(64<<10, limit+1))
	for {
		if len(buf) == cap(buf) {
			room := cap(buf) * 4
			if room > 1<<20 {
				room = limit + 1
			}
			buf = append(make([]byte, 0, min(room, limit+1)), buf...)
		}
		n, err := r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		switch {
		case len(buf) > limit:
			return nil, tooLarge(limit)
		case errors.Is(err, io.EOF):
			return buf, nil
		case err != nil:
			return nil, err
		}
	}
}

// Unpack undoes the codings of a body, the last one first. What unpacks to more than the limits allow is an error.
func Unpack(raw []byte, codings []string) ([]byte, error) {
	names := strings.FieldsFunc(strings.ToLower(strings.Join(codings, ",")), func(r rune) bool { return r == ',' || r == ' ' })
	if len(names) > maxCodings {
		return nil, bilan.Errorf(bilan.CodeLimit, "", "packed %d times", len(names))
	}
	body := raw
	for i := len(names) - 1; i >= 0; i-- {
		if names[i] == "identity" || len(body) == 0 {
			continue
		}
		r, err := decoder(names[i], body)
		if err != nil {
			return nil, &bilan.Error{Code: bilan.CodeInvalid, Op: names[i], Err: err}
		}
		body, err = readAll(r, unpackLimit(len(raw)))
		r.Close()
		if err != nil {
			return nil, unpackError(names[i], err)
		}
	}
	return body, nil
}

func unpackLimit(packed int) int { return min(MaxBody, max(packed*MaxRatio, leastUnpacked)) }

func unpackError(name string, err error) error {
	if errors.Is(err, zstd.ErrDecoderSizeExceeded) || errors.Is(err, zstd.ErrWindowSizeExceeded) {
		return bilan.Errorf(bilan.CodeLimit, name, "%w", err)
	}
	if bilan.ErrorCode(err) == bilan.CodeLimit {
		return bilan.Errorf(bilan.CodeLimit, name, "unpacks to too much: %w", err)
	}
	return bilan.Errorf(bilan.CodeInvalid, name, "%w", err)
}

func decoder(name string, packed []byte) (io.ReadCloser, error) {
	in := bytes.NewReader(packed)
	switch name {
	case "gzip", "x-gzip":
		return gzip.NewReader(in)
	case "br":
		return io.NopCloser(brotli.NewReader(in)), nil
	case "zstd":
		d, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(8<<20), zstd.WithDecoderMaxMemory(MaxBody+1))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	case "deflate": // zlib by the standard; some send bare deflate
		if z, err := zlib.NewReader(in); err == nil {
			return z, nil
		}
		return flate.NewReader(bytes.NewReader(packed)), nil
	}
	return nil, errors.New("unknown coding")
}

func sum(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}
