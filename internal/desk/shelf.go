package desk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"sync"
	"time"
)

const (
	shelfTime  = 3 * time.Second // how long a public page may be old
	shelfBytes = 32 << 20
	shelfCount = 512
)

// shelf holds public pages for a moment: they are the same for everybody, and many may come at once.
type shelf struct {
	now   func() time.Time
	mu    sync.Mutex
	held  map[string]*copied
	bytes int
}

// copied is an answer that was given.
type copied struct {
	made   time.Time
	header http.Header
	body   []byte
	ready  chan struct{} // closed when it is made
}

func newShelf(now func() time.Time) *shelf { return &shelf{now: now, held: map[string]*copied{}} }

func (s *shelf) clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.held)
	s.bytes = 0
}

// kept answers from the shelf, and else with next, once for all who ask meanwhile. Only good answers are held.
func (s *shelf) kept(next Handler) Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		v := VisitOf(r)
		key := v.Locale.Code + " " + v.Theme + " " + r.Host + " " + r.URL.Path
		c, mine := s.take(key)
		if !mine {
			select {
			case <-c.ready:
			case <-r.Context().Done():
				return r.Context().Err()
			}
			if c.body != nil {
				return c.send(w, r)
			}
			return next(w, r)
		}
		defer close(c.ready)
		b := &pageBuffer{header: http.Header{}, status: http.StatusOK}
		if err := next(b, r); err != nil || b.status != http.StatusOK {
			s.drop(key, c)
			return err
		}
		b.header.Set("Cache-Control", "public, max-age=3")
		b.header.Set("Vary", "Accept-Language, Cookie")
		sum := sha256.Sum256(b.body.Bytes())
		b.header.Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
		s.put(key, c, b)
		return c.send(w, r)
	}
}

// take gives what is held of a key; mine is true for the one who has to make it.
func (s *shelf) take(key string) (c *copied, mine bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c := s.held[key]; c != nil && s.now().Sub(c.made).Abs() < shelfTime {
		return c, false
	}
	if len(s.held) >= shelfCount || s.bytes >= shelfBytes {
		clear(s.held)
		s.bytes = 0
	}
	c = &copied{made: s.now(), ready: make(chan struct{})}
	s.held[key] = c
	return c, true
}

func (s *shelf) put(key string, c *copied, b *pageBuffer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c.header, c.body = b.header, b.body.Bytes()
	if s.held[key] == c {
		s.bytes += len(c.body)
	}
}

func (s *shelf) drop(key string, c *copied) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held[key] == c {
		delete(s.held, key)
	}
}

func (c *copied) send(w http.ResponseWriter, r *http.Request) error {
	for name, values := range c.header {
		w.Header()[name] = values
	}
	if r.Header.Get("If-None-Match") == c.header.Get("ETag") {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	_, err := w.Write(c.body)
	return err
}

// pageBuffer takes an answer.
type pageBuffer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (b *pageBuffer) Header() http.Header            { return b.header }
func (b *pageBuffer) WriteHeader(status int)         { b.status = status }
func (b *pageBuffer) Write(data []byte) (int, error) { return b.body.Write(data) }
