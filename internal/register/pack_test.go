package register

import (
	"testing"

	"github.com/klauspost/compress/zstd"
)

// A body that was packed with the first dictionary is restored as one packed with today's.
func TestOlderDictionary(t *testing.T) {
	p, err := NewPacker()
	if err != nil {
		t.Fatal(err)
	}
	old, err := zstd.NewWriter(nil, zstd.WithEncoderCRC(true), zstd.WithEncoderDict(dictionary1))
	if err != nil {
		t.Fatal(err)
	}
	const body = `{"schema":"bilan.reading/1","article":{"id":"a","lang":"fr"}}`
	for _, packed := range [][]byte{old.EncodeAll([]byte(body), nil), p.Pack([]byte(body))} {
		if got, err := p.Unpack(packed); err != nil || string(got) != body {
			t.Errorf("%q, %v", got, err)
		}
	}
}
