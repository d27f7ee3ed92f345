// Package blobtest holds the one suite of tests that every store of blobs passes.
package blobtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"bilan"
	"bilan/internal/register"
)

// Store is an empty store of blobs, and a way to change the bytes in it behind its back.
type Store struct {
	Blobs register.Blobs
	Spoil func(t *testing.T, sha string, change func(packed []byte) []byte)
}

// Run runs the suite.
func Run(t *testing.T, open func(t *testing.T) Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Store)
	}{{"put and get", testPutGet}, {"not there", testNotThere}, {"each", testEach}, {"at once", testAtOnce}, {"damaged", testDamaged}, {"cancelled", testCancelled}} {
		t.Run(c.name, func(t *testing.T) { c.test(t, open(t)) })
	}
}

func put(t *testing.T, s Store, data []byte) string {
	t.Helper()
	sha, err := s.Blobs.Put(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	return sha
}

func testPutGet(t *testing.T, s Store) {
	for _, data := range [][]byte{nil, []byte("a"), []byte(strings.Repeat("<p>убиты 164</p>", 5000)), bytes.Repeat([]byte{0, 255}, 1<<20)} {
		sha := put(t, s, data)
		if again := put(t, s, data); again != sha {
			t.Errorf("put twice: %s, then %s", sha, again)
		}
		got, err := s.Blobs.Get(t.Context(), sha)
		if err != nil || !bytes.Equal(got, data) {
			t.Errorf("%d bytes: got %d, %v", len(data), len(got), err)
		}
	}
}

func testNotThere(t *testing.T, s Store) {
	for _, sha := range []string{strings.Repeat("a", 64), "", "..", "../../etc/passwd", strings.Repeat("A", 64), "a"} {
		if _, err := s.Blobs.Get(t.Context(), sha); bilan.ErrorCode(err) != bilan.CodeNotFound {
			t.Errorf("%q: %v", sha, err)
		}
	}
}

func testEach(t *testing.T, s Store) {
	var want []string
	for i := range 30 {
		want = append(want, put(t, s, fmt.Append(nil, "blob ", i)))
	}
	slices.Sort(want)
	var got []string
	err := s.Blobs.Each(t.Context(), func(sha string) error { got = append(got, sha); return nil })
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %d names, %v; want %d in order", len(got), err, len(want))
	}
	stop := errors.New("stop")
	n := 0
	err = s.Blobs.Each(t.Context(), func(string) error {
		if n++; n == 3 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 3 {
		t.Errorf("stopped after %d names by %v", n, err)
	}
}

// testAtOnce puts the same and other blobs from many goroutines.
func testAtOnce(t *testing.T, s Store) {
	var wait sync.WaitGroup
	for i := range 16 {
		wait.Go(func() {
			data := fmt.Append(nil, "blob ", i%4)
			sha, err := s.Blobs.Put(t.Context(), data)
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := s.Blobs.Get(t.Context(), sha); err != nil || !bytes.Equal(got, data) {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
	wait.Wait()
}

// testDamaged flips each bit of a blob in turn, cuts it off, and puts another in its place: reading tells and names it.
func testDamaged(t *testing.T, s Store) {
	sha := put(t, s, []byte("164 people were killed"))
	damaged := func(what string, change func([]byte) []byte) {
		t.Helper()
		var whole []byte
		s.Spoil(t, sha, func(packed []byte) []byte { whole = packed; return change(bytes.Clone(packed)) })
		got, err := s.Blobs.Get(t.Context(), sha)
		if err == nil && string(got) != "164 people were killed" {
			t.Errorf("%s: got %q", what, got)
		}
		if err != nil && (bilan.ErrorCode(err) != bilan.CodeInternal || !strings.Contains(err.Error(), sha)) {
			t.Errorf("%s: %v", what, err)
		}
		s.Spoil(t, sha, func([]byte) []byte { return whole })
	}
	size := 0
	s.Spoil(t, sha, func(packed []byte) []byte { size = len(packed); return packed })
	for bit := range 8 * size {
		damaged(fmt.Sprint("bit ", bit), func(b []byte) []byte { b[bit/8] ^= 1 << (bit % 8); return b })
	}
	for n := range size {
		damaged(fmt.Sprint("cut to ", n), func(b []byte) []byte { return b[:n] })
	}
	other := put(t, s, []byte("146 people were killed"))
	s.Spoil(t, other, func(packed []byte) []byte {
		damaged("another blob", func([]byte) []byte { return packed })
		return packed
	})
	if _, err := s.Blobs.Get(t.Context(), sha); err != nil {
		t.Errorf("whole again: %v", err)
	}
}

func testCancelled(t *testing.T, s Store) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, put := s.Blobs.Put(ctx, []byte("x"))
	_, get := s.Blobs.Get(ctx, strings.Repeat("a", 64))
	for _, err := range []error{put, get} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	}
}
