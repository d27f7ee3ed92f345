package register

import (
	_ "embed" // the dictionary
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// Dictionaries hold what bodies have in common, field names above all. A body names the one it was packed with, so a better one
// is added and the older stay. The first was made by `zstd --train --maxdict=16384` over the readings of the gold dispatches and
// the samples; the second, with 65536, over readings and digests of these and of the invented stories.
var (
	//go:embed dict/1.zstd
	dictionary1 []byte
	//go:embed dict/2.zstd
	dictionary2 []byte
)

// Packer compresses and restores the bodies of readings, digests and stories. It may be used by many goroutines.
type Packer struct {
	enc *zstd.Encoder
	dec *zstd.Decoder
}

// maxBody is how large a body may be when restored: a damaged one must not ask for all memory.
const maxBody = 256 << 20

// NewPacker makes a packer.
func NewPacker() (*Packer, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2), zstd.WithEncoderCRC(true), zstd.WithEncoderDict(dictionary2))
	if err != nil {
		return nil, err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderMaxMemory(maxBody), zstd.WithDecoderConcurrency(0), zstd.WithDecoderDicts(dictionary1, dictionary2))
	if err != nil {
		return nil, err
	}
	return &Packer{enc: enc, dec: dec}, nil
}

// Pack compresses a body; an empty one stays empty.
func (p *Packer) Pack(body []byte) []byte {
	if len(body) == 0 {
		return []byte{}
	}
	return p.enc.EncodeAll(body, make([]byte, 0, len(body)/2))
}

// Unpack restores a body, whose checksum must fit.
func (p *Packer) Unpack(packed []byte) ([]byte, error) {
	if len(packed) == 0 {
		return nil, nil
	}
	body, err := p.dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("unpack a body of %d bytes: %w", len(packed), err)
	}
	return body, nil
}
