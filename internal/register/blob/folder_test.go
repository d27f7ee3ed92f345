package blob

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"bilan"
)

func folder(t *testing.T) *Folder {
	t.Helper()
	f, err := OpenFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// What is put is given back, under one name however often, and listed in order.
func TestPutGetEach(t *testing.T) {
	f, ctx := folder(t), context.Background()
	var want []string
	for _, s := range []string{"a dispatch", "", strings.Repeat("long ", 10000)} {
		sha, err := f.Put(ctx, []byte(s))
		if err != nil {
			t.Fatal(err)
		}
		again, err := f.Put(ctx, []byte(s))
		got, err2 := f.Get(ctx, sha)
		if err != nil || err2 != nil || again != sha || string(got) != s {
			t.Errorf("%.20q: %v %v %s %s", s, err, err2, sha, again)
		}
		want = append(want, sha)
	}
	n, last := 0, ""
	err := f.Each(ctx, func(sha string) error {
		if sha <= last {
			t.Errorf("%s after %s", sha, last)
		}
		n, last = n+1, sha
		return nil
	})
	if err != nil || n != len(want) {
		t.Errorf("%d listed, %v", n, err)
	}
}

// A flipped bit anywhere in a file is noticed, and the capture named.
func TestFlippedBit(t *testing.T) {
	f, ctx := folder(t), context.Background()
	data := bytes.Repeat([]byte("Twelve people were killed in Almaty. "), 40)
	sha, err := f.Put(ctx, data)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := os.ReadFile(f.path(sha))
	if err != nil {
		t.Fatal(err)
	}
	for i := range packed {
		for bit := range 8 {
			bad := bytes.Clone(packed)
			bad[i] ^= 1 << bit
			if err := os.WriteFile(f.path(sha), bad, 0o644); err != nil {
				t.Fatal(err)
			}
			got, err := f.Get(ctx, sha)
			if err == nil && !bytes.Equal(got, data) || err != nil && !strings.Contains(err.Error(), sha) {
				t.Fatalf("byte %d bit %d: %v", i, bit, err)
			}
		}
	}
}

func TestMissingAndWrongNames(t *testing.T) {
	f, ctx := folder(t), context.Background()
	for name, code := range map[string]bilan.Code{strings.Repeat("a", 64): bilan.CodeNotFound, "a": bilan.CodeInvalid, "../../etc/passwd" + strings.Repeat("a", 48): bilan.CodeInvalid} {
		if _, err := f.Get(ctx, name); bilan.ErrorCode(err) != code {
			t.Errorf("%s: %v", name, err)
		}
	}
}
