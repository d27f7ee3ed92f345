package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"bilan"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/warc"
	"bilan/internal/fetch/watch"
	"bilan/internal/register"
)

// archiveFolder is where the WARC files are in the folder of a register.
const archiveFolder = "warc"

// When a WARC file is closed and another begun.
const (
	maxArchive    = 1 << 30
	maxArchiveAge = 24 * time.Hour
)

// captureLog is the WARC file of a run, begun with its first capture. A file that is large or a day old is closed.
type captureLog struct {
	dir      string
	register register.Register
	mu       sync.Mutex
	file     *os.File
	begun    time.Time
	out      *watch.Archive
}

// newCaptureLog is the log in the folder of a register.
func newCaptureLog(data string, r register.Register) *captureLog {
	return &captureLog{dir: filepath.Join(data, archiveFolder), register: r}
}

// write writes an answer, without its body when the log has it already, and brings it to the disk.
func (l *captureLog) write(ctx context.Context, a *safe.Answer) error {
	was, known, err := l.earlier(ctx, a)
	if err != nil {
		return err
	}
	return l.append(a.At, func(out *watch.Archive) error {
		if known {
			return out.Again(a, was)
		}
		return out.Write(a)
	})
}

// note writes that a page says what it said before.
func (l *captureLog) note(p *watch.Page) error {
	was := p.Before.Earlier()
	return l.append(p.Answer.At, func(out *watch.Archive) error {
		if p.Same() && !p.Before.Drifted {
			return out.Again(p.Answer, was)
		}
		return out.SameText(p.Answer, was)
	})
}

// earlier finds the record of the same bytes from the same address.
func (l *captureLog) earlier(ctx context.Context, a *safe.Answer) (was warc.Earlier, known bool, err error) {
	sum := sha256.Sum256(a.Body)
	err = l.register.View(ctx, func(r register.Reader) error {
		c, err := r.Capture(ctx, hex.EncodeToString(sum[:]))
		if bilan.ErrorCode(err) == bilan.CodeNotFound {
			return nil
		}
		was = warc.Earlier{URL: c.URL, At: c.Seen, Payload: c.Header[watch.PayloadField]}
		known = err == nil && c.URL == a.URL && was.Payload == warc.Digest(a.Raw)
		return err
	})
	return was, known, err
}

func (l *captureLog) append(at time.Time, write func(*watch.Archive) error) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.turn(at); err != nil {
		return err
	}
	if l.out == nil {
		if err := l.begin(at); err != nil {
			return bilan.Errorf(bilan.CodeUnavailable, "write "+l.dir, "%w", cause(err))
		}
	}
	if err := write(l.out); err != nil {
		return err
	}
	if err := l.file.Sync(); err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write "+l.file.Name(), "%w", cause(err))
	}
	return nil
}

// turn closes the file when it is large or old.
func (l *captureLog) turn(at time.Time) error {
	if l.file == nil {
		return nil
	}
	size, err := l.file.Seek(0, 1)
	if err == nil && size < maxArchive && at.Sub(l.begun) < maxArchiveAge {
		return nil
	}
	return l.end()
}

func (l *captureLog) begin(at time.Time) (err error) {
	if err = os.MkdirAll(l.dir, 0o755); err != nil {
		return err
	}
	name := fmt.Sprintf("bilan-%s-%s.warc.gz", at.UTC().Format("20060102150405"), rand.Text()[:6])
	if l.file, err = os.OpenFile(filepath.Join(l.dir, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644); err != nil {
		return err
	}
	l.begun = at
	l.out, err = watch.NewArchive(l.file, "Bilan/"+version, at)
	return err
}

// close makes the file durable.
func (l *captureLog) close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.end()
}

func (l *captureLog) end() error {
	if l.file == nil {
		return nil
	}
	err := firstError(l.file.Sync(), l.file.Close())
	name := l.file.Name()
	l.file, l.out = nil, nil
	if err != nil {
		return bilan.Errorf(bilan.CodeUnavailable, "write "+name, "%w", cause(err))
	}
	return nil
}
