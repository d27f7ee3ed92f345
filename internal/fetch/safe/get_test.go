package safe

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"bilan"
)

// local makes a server on loopback and a client that may reach it alone.
func local(t *testing.T, h http.HandlerFunc) (*Client, string) {
	t.Helper()
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	c, _ := trap(t, nil)
	c.exempt = map[netip.AddrPort]bool{netip.MustParseAddrPort(srv.Listener.Addr().String()): true}
	c.Timeout = 10 * time.Second
	return c, srv.URL
}

func pack(t testing.TB, coding string, data io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "deflate":
		w, _ = flate.NewWriter(&b, 9)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, _ = zstd.NewWriter(&b)
	}
	if _, err := io.Copy(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestCodings(t *testing.T) {
	page := strings.Repeat("Forty families left the lower town. ", 300)
	for _, c := range []struct{ header, with string }{{"gzip", "gzip"}, {"deflate", "zlib"}, {"deflate", "deflate"}, {"br", "br"}, {"zstd", "zstd"}, {"x-gzip", "gzip"}} {
		packed := pack(t, c.with, strings.NewReader(page))
		cl, url := local(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", c.header)
			w.Write(packed)
		})
		a, err := cl.Get(context.Background(), url, nil)
		if err != nil || string(a.Body) != page || !bytes.Equal(a.Raw, packed) {
			t.Errorf("%s: %v", c.header, err)
		}
	}
}

// zeros is an endless page of one letter.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// TestBombs sends what unpacks to far too much, or never ends; the answer is an error, and memory stays within bounds.
func TestBombs(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes long")
	}
	const big = 64 << 20
	bodies := map[string][]byte{}
	for _, c := range []string{"gzip", "zlib", "deflate", "br", "zstd"} {
		bodies[c] = pack(t, c, io.LimitReader(zeros{}, big))
	}
	twice := pack(t, "gzip", bytes.NewReader(bodies["gzip"]))
	send := func(coding string, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", coding)
			w.Write(body)
		}
	}
	for name, h := range map[string]http.HandlerFunc{
		"gzip": send("gzip", bodies["gzip"]), "zlib": send("deflate", bodies["zlib"]), "deflate": send("deflate", bodies["deflate"]),
		"br": send("br", bodies["br"]), "zstd": send("zstd", bodies["zstd"]), "twice": send("gzip, gzip", twice),
		"thrice":  send("gzip, gzip, gzip", twice),
		"unknown": send("lzma", []byte("x")), "no gzip": send("gzip", []byte("<html>")), "cut": send("gzip", bodies["gzip"][:1000]),
		"long": func(w http.ResponseWriter, _ *http.Request) { io.CopyN(w, zeros{}, 2*MaxBody) },
		"chunks": func(w http.ResponseWriter, _ *http.Request) {
			for i := 0; i < 64; i++ {
				if _, err := io.CopyN(w, zeros{}, 1<<20); err != nil {
					return
				}
				w.(http.Flusher).Flush()
			}
		},
		"headers": func(w http.ResponseWriter, _ *http.Request) {
			for i := range 100000 {
				w.Header().Set(fmt.Sprintf("X-%d", i), "some value")
			}
		},
		"one header": func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("X", strings.Repeat("a", 1<<20)) },
	} {
		cl, url := local(t, h)
		peak, stop := watchMemory()
		_, err := cl.Get(context.Background(), url, nil)
		stop()
		if code := bilan.ErrorCode(err); err == nil || code == bilan.CodeInternal {
			t.Errorf("%s: %v", name, err)
		}
		if got := peak(); got > MaxBody+32<<20 {
			t.Errorf("%s: %d MiB more than before", name, got>>20)
		}
	}
}

// watchMemory notes the highest use of the heap above what it was.
func watchMemory() (peak func() uint64, stop func()) {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	base, top := m.HeapInuse, uint64(0)
	done, ended := make(chan bool), make(chan bool)
	go func() {
		defer close(ended)
		for {
			runtime.ReadMemStats(&m)
			if m.HeapInuse > base {
				top = max(top, m.HeapInuse-base)
			}
			select {
			case <-done:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	return func() uint64 { return top }, func() { close(done); <-ended }
}

// TestSlow ends a fetch whose server sends a byte now and then.
func TestSlow(t *testing.T) {
	c, url := local(t, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			w.Write([]byte("a"))
			w.(http.Flusher).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	})
	c.Timeout = 200 * time.Millisecond
	if _, err := c.Get(context.Background(), url, nil); bilan.ErrorCode(err) != bilan.CodeUnavailable {
		t.Error(err)
	}
}

func TestRedirects(t *testing.T) {
	var seen []string
	c, url := local(t, func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.URL.Path)
		var n int
		if fmt.Sscanf(r.URL.Path, "/%d", &n); n > 0 {
			w.Header().Set("Set-Cookie", "a=b")
			http.Redirect(w, r, fmt.Sprintf("/%d", n-1), http.StatusFound)
			return
		}
		if r.URL.Path == "/loop" {
			http.Redirect(w, r, "/loop", http.StatusMovedPermanently)
		}
		if r.Header.Get("Cookie") != "" || r.Header.Get("Authorization") != "" {
			t.Error("credentials were carried over")
		}
		io.WriteString(w, "here")
	})
	if a, err := c.Get(context.Background(), url+"/5", http.Header{"Cookie": {"a=b"}, "Authorization": {"x"}}); err != nil || len(a.Hops) != 6 || string(a.Body) != "here" {
		t.Errorf("five redirects: %v", err)
	}
	for _, path := range []string{"/6", "/loop"} {
		seen = nil
		if _, err := c.Get(context.Background(), url+path, nil); bilan.ErrorCode(err) != bilan.CodeLimit || len(seen) != 6 {
			t.Errorf("%s: %v after %d requests", path, err, len(seen))
		}
	}
}

// TestNoWayDown refuses to go on from https to http.
func TestNoWayDown(t *testing.T) {
	u, err := New("test").check("https://example.org/")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := onward(u, "http://example.org/"); err == nil {
		t.Error("from https to http")
	}
	if v, err := onward(u, "/b"); err != nil || v.String() != "https://example.org/b" {
		t.Error(v, err)
	}
}
