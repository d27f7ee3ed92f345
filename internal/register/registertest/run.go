// Package registertest holds the one suite of tests that every register passes, and a maker of articles to fill one with.
package registertest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"testing"
	"time"

	"bilan"
	"bilan/internal/register"

	"github.com/google/go-cmp/cmp"
)

// Store is how the suite comes by registers.
type Store struct {
	Open    func(t *testing.T) register.Register                      // a new, empty one
	Again   func(t *testing.T, r register.Register) register.Register // the same one opened a second time, as by another process
	Restore func(t *testing.T, dir string) register.Register          // what Backup wrote into dir
}

// Run runs the suite.
func Run(t *testing.T, s Store) {
	for _, c := range []struct {
		name string
		test func(*testing.T, Store)
	}{
		{"article", testArticle}, {"replace", testReplace}, {"refuse", testRefuse}, {"page articles", testArticlePages},
		{"captures", testCaptures}, {"put captures", testPutCaptures}, {"sharing", testSharing}, {"digests", testDigests}, {"not found", testNotFound},
		{"story", testStory}, {"members", testMembers}, {"drop story", testDropStory}, {"page stories", testStoryPages}, {"values", testValues},
		{"search", testSearch}, {"search pages", testSearchPages}, {"search replaced", testSearchReplaced},
		{"waiting", testWaiting}, {"log", testLog}, {"settings", testSettings}, {"counts", testCounts},
		{"rollback", testRollback}, {"cancel", testCancel}, {"panic", testPanic}, {"own writes", testOwnWrites}, {"snapshot", testSnapshot},
		{"two writers", testTwoWriters}, {"same article at once", testSameArticle}, {"readers beside a writer", testReaders},
		{"verify", testVerify}, {"backup", testBackup}, {"backup beside a writer", testBackupLive},
	} {
		t.Run(c.name, func(t *testing.T) { c.test(t, s) })
	}
}

// moment is a time that captures of the suite are seen at, to the microsecond as all databases keep it.
var moment = time.Date(2022, 1, 6, 8, 30, 0, 123456000, time.UTC)

// article makes a small article of an id.
func article(id, title, text string, keys ...string) *register.Article {
	return &register.Article{
		ID: id, Lang: "en", Told: "2022-01-06T07:00:00Z", URL: "https://a.example/" + id, Title: title, Text: text, Reader: "r1",
		Capture: bilan.Capture{SHA256: Sha(id), URL: "https://a.example/" + id, Name: id + ".html", MediaType: "text/html", Status: 200,
			Header: map[string]string{"ETag": `"` + id + `"`}, Seen: moment, Size: int64(len(text))},
		Reading: []byte(`{"id":"` + id + `"}`), Digest: []byte("digest of " + id), Keys: keys,
	}
}

// Sha gives the SHA-256 of a text in hexadecimal.
func Sha(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// kept is what a register gives back of an article.
func kept(a *register.Article) register.Article {
	b := *a
	b.Text, b.Keys = "", nil
	return b
}

func update(t *testing.T, r register.Register, f func(ctx context.Context, w register.Writer) error) {
	t.Helper()
	if err := r.Update(t.Context(), func(w register.Writer) error { return f(t.Context(), w) }); err != nil {
		t.Fatalf("update: %v", err)
	}
}

func view(t *testing.T, r register.Register, f func(ctx context.Context, r register.Reader) error) {
	t.Helper()
	if err := r.View(t.Context(), func(rd register.Reader) error { return f(t.Context(), rd) }); err != nil {
		t.Fatalf("view: %v", err)
	}
}

func put(t *testing.T, r register.Register, articles ...*register.Article) {
	t.Helper()
	update(t, r, func(ctx context.Context, w register.Writer) error {
		for _, a := range articles {
			if err := w.PutArticle(ctx, a); err != nil {
				return err
			}
		}
		return nil
	})
}

func same(t *testing.T, what string, got, want any) {
	t.Helper()
	if reflect.DeepEqual(got, want) { // in no time, also for large bodies
		return
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func coded(t *testing.T, what string, err error, code bilan.Code) {
	t.Helper()
	if bilan.ErrorCode(err) != code {
		t.Errorf("%s: got %v (%s), want an error of code %s", what, err, bilan.ErrorCode(err), code)
	}
}

// numbered gives n articles a000, a001, …
func numbered(n int) []*register.Article {
	out := make([]*register.Article, n)
	for i := range out {
		out[i] = article(fmt.Sprintf("a%03d", i), fmt.Sprintf("Title %d", i), "some words here", "shared", fmt.Sprint("own", i))
	}
	return out
}
