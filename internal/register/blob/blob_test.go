package blob

import (
	"bytes"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"bilan"
	"bilan/internal/register"
	"bilan/internal/register/blob/blobtest"
)

func openAt(t testing.TB, where string) register.Blobs {
	t.Helper()
	b, err := Open(t.Context(), where)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestFolder(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) blobtest.Store {
		b := openAt(t, filepath.Join(t.TempDir(), "new", "blobs"))
		return blobtest.Store{Blobs: b, Spoil: func(t *testing.T, sha string, change func([]byte) []byte) {
			path := b.(*folder).path(sha)
			packed, err := os.ReadFile(path)
			if err == nil {
				err = os.Chmod(path, 0o644)
			}
			if err == nil {
				err = os.WriteFile(path, change(packed), 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
		}}
	})
}

// fakeS3 is a store in memory that speaks enough of S3; it checks the signature of each request, and answers every fourth
// with "slow down".
type fakeS3 struct {
	sync.Mutex
	objects map[string][]byte
	asked   int
}

func (f *fakeS3) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.Lock()
	defer f.Unlock()
	body, _ := io.ReadAll(r.Body)
	if f.asked++; f.asked%4 == 0 {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	if !signed(r, body) {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprint(w, "<Error><Code>SignatureDoesNotMatch</Code></Error>")
		return
	}
	key, inside := strings.CutPrefix(r.URL.Path, "/news/")
	object, there := f.objects[key]
	switch {
	case !inside && r.URL.Path != "/news":
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, "<Error><Code>NoSuchBucket</Code></Error>")
	case key == "" || !inside:
		f.list(w, r.URL.Query())
	case r.Method == http.MethodPut:
		f.objects[key] = body
	case !there:
		w.WriteHeader(http.StatusNotFound)
	default:
		_, _ = w.Write(object)
	}
}

// list gives two names at a time, whatever is asked: a store may.
func (f *fakeS3) list(w io.Writer, q url.Values) {
	var l listing
	for key := range f.objects {
		if strings.HasPrefix(key, q.Get("prefix")) && key > q.Get("start-after") {
			l.Contents = append(l.Contents, struct{ Key string }{key})
		}
	}
	slices.SortFunc(l.Contents, func(a, b struct{ Key string }) int { return strings.Compare(a.Key, b.Key) })
	l.Contents = l.Contents[:min(2, len(l.Contents))]
	_ = xml.NewEncoder(w).EncodeElement(l, xml.StartElement{Name: xml.Name{Local: "ListBucketResult"}})
}

// signed signs the request again with the right keys and compares.
func signed(r *http.Request, body []byte) bool {
	u := *r.URL
	u.Host = r.Host
	again := &http.Request{Method: r.Method, URL: &u, Header: http.Header{}}
	stamp, err := time.Parse("20060102T150405Z", r.Header.Get("X-Amz-Date"))
	keys{id: "id", secret: "secret", token: "token"}.sign(again, "kz-1", nameOf(body), stamp)
	return err == nil && again.Header.Get("Authorization") == r.Header.Get("Authorization")
}

func startS3(t *testing.T) (*fakeS3, string) {
	t.Helper()
	fake := &fakeS3{objects: map[string][]byte{}}
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	t.Setenv("AWS_ACCESS_KEY_ID", "id")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("AWS_SESSION_TOKEN", "token")
	return fake, server.URL
}

func TestBucket(t *testing.T) {
	blobtest.Run(t, func(t *testing.T) blobtest.Store {
		fake, endpoint := startS3(t)
		b := openAt(t, "s3://news/captures of 2022?region=kz-1&endpoint="+endpoint).(*bucket)
		b.pause = time.Millisecond
		return blobtest.Store{Blobs: b, Spoil: func(t *testing.T, sha string, change func([]byte) []byte) {
			key := "captures of 2022/" + sha + suffix
			fake.Lock()
			packed := fake.objects[key]
			fake.Unlock()
			changed := change(packed)
			fake.Lock()
			fake.objects[key] = changed
			fake.Unlock()
		}}
	})
}

func TestBucketRefused(t *testing.T) {
	_, endpoint := startS3(t)
	for where, want := range map[string]bilan.Code{
		"s3://absent?region=kz-1&endpoint=" + endpoint:  bilan.CodeNotFound,
		"s3://news?region=other&endpoint=" + endpoint:   bilan.CodeInvalid,
		"s3://news?region=kz-1&endpoint=s3.example.org": bilan.CodeInvalid,
		"s3://": bilan.CodeInvalid,
		"s3://id:secret@news?region=kz-1&endpoint=" + endpoint: bilan.CodeInvalid,
	} {
		if _, err := Open(t.Context(), where); bilan.ErrorCode(err) != want {
			t.Errorf("%s: got %v (%s), want %s", where, err, bilan.ErrorCode(err), want)
		}
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "")
	if _, err := Open(t.Context(), "s3://news?region=kz-1&endpoint="+endpoint); bilan.ErrorCode(err) != bilan.CodeInvalid || !strings.Contains(err.Error(), "AWS_SECRET_ACCESS_KEY") {
		t.Errorf("without keys: %v", err)
	}
}

// TestSignature signs the two GET requests that Amazon's manual works out.
func TestSignature(t *testing.T) {
	k := keys{id: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"}
	for _, c := range []struct{ url, ranges, want string }{
		{"https://examplebucket.s3.amazonaws.com/test.txt", "bytes=0-9", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"},
		{"https://examplebucket.s3.amazonaws.com/?max-keys=2&prefix=J", "", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"},
	} {
		r, err := http.NewRequest(http.MethodGet, c.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		if c.ranges != "" {
			r.Header.Set("Range", c.ranges)
		}
		k.sign(r, "us-east-1", nameOf(nil), time.Date(2013, 5, 24, 0, 0, 0, 0, time.UTC))
		if got := r.Header.Get("Authorization"); !strings.HasSuffix(got, "Signature="+c.want) {
			t.Errorf("%s: got %s, want %s", c.url, got, c.want)
		}
	}
}

// TestFolderRefused puts where nothing can be written: on a full disk, over a limit of file size, in a folder that is
// closed. The last two need another process or user, since root may write anywhere.
func TestFolderRefused(t *testing.T) {
	if dir := os.Getenv("BILAN_TEST_PUT"); dir != "" {
		putLimited(dir)
	}
	for _, how := range []string{"limit", "closed"} {
		dir := t.TempDir()
		if err := os.Chmod(dir, 0o777); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(os.Args[0], "-test.run=^TestFolderRefused$")
		cmd.Env = append(os.Environ(), "BILAN_TEST_PUT="+dir, "BILAN_TEST_HOW="+how)
		out, _ := cmd.CombinedOutput()
		want := map[string]string{"limit": "file too large: the disk is full, or a limit is reached", "closed": "permission denied: the folder may not be written"}[how]
		if !strings.Contains(string(out), "unavailable: write blob") || !strings.Contains(string(out), want) {
			t.Errorf("%s: %s", how, out)
		}
		if files, _ := filepath.Glob(dir + "/*/*/*"); len(files) > 0 {
			t.Errorf("%s: left behind: %v", how, files)
		}
	}
}

// putLimited puts a blob in a process that may not, tells what happens, and ends.
func putLimited(dir string) {
	b, err := Open(context.Background(), dir)
	if err == nil && os.Getenv("BILAN_TEST_HOW") == "limit" {
		err = syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 10, Max: 10})
	} else if err == nil {
		err = closeFolder(dir)
	}
	if err == nil {
		_, err = b.Put(context.Background(), []byte(strings.Repeat("0123456789abcdef", 100)))
	}
	var e *bilan.Error
	if e, _ = err.(*bilan.Error); e == nil {
		e = &bilan.Error{Err: fmt.Errorf("no such error: %w", err)}
	}
	fmt.Printf("%s: %s: %s\n", e.Code, e, e.Hint)
	os.Exit(0)
}

// closeFolder takes away the right to write, from root by becoming nobody.
func closeFolder(dir string) error {
	if err := os.Chmod(dir, 0o555); err != nil || os.Getuid() != 0 {
		return err
	}
	return syscall.Setuid(65534)
}

func TestFolderFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=64k"); err != nil {
		t.Skip("a small disk cannot be mounted here: ", err)
	}
	defer syscall.Unmount(dir, 0)
	b := openAt(t, dir)
	var kept []string
	for i := 0; ; i++ {
		noise := make([]byte, 4000)
		for j := range noise {
			noise[j] = byte(i*j*j ^ j>>3)
		}
		sha, err := b.Put(t.Context(), noise)
		if err != nil {
			if bilan.ErrorCode(err) != bilan.CodeUnavailable || !strings.Contains(err.Error(), "no space left") {
				t.Error(err)
			}
			break
		}
		kept = append(kept, sha)
	}
	for _, sha := range kept {
		if _, err := b.Get(t.Context(), sha); err != nil {
			t.Error(err)
		}
	}
}

func BenchmarkFolderPutAll(b *testing.B) {
	store := openAt(b, b.TempDir())
	page := strings.Repeat("<p>Ten people were hurt in the north of the city, the mayor said.</p>\n", 500)
	n := 0
	for b.Loop() {
		var list [][]byte
		for range 100 {
			n++
			list = append(list, fmt.Append(nil, n, page))
		}
		if _, err := PutAll(b.Context(), store, list); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "blobs/s")
}

// Many at once are all there afterwards, each once, those told twice and those that were there before too, and nothing is left beside them.
func TestPutAll(t *testing.T) {
	dir := t.TempDir()
	store, err := OpenFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	list := make([][]byte, 60)
	for i := range list {
		list[i] = fmt.Appendf(nil, "capture %d", i%50)
	}
	if _, err := store.Put(t.Context(), list[3]); err != nil {
		t.Fatal(err)
	}
	names, err := PutAll(t.Context(), store, list)
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		if got, err := store.Get(t.Context(), name); err != nil || !bytes.Equal(got, list[i]) {
			t.Errorf("blob %d: %q, %v", i, got, err)
		}
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := PutAll(gone, store, make([][]byte, 18)); err == nil {
		t.Error("a run that was broken off has put all")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "new-*")); len(left) > 0 {
		t.Errorf("left beside: %v", left)
	}
}
