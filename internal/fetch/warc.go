package fetch

import (
	"archive/zip"
	"bufio"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path"
	"regexp"
	"strings"

	"github.com/klauspost/compress/gzip"

	"bilan"
	"bilan/internal/fetch/safe"
	"bilan/internal/fetch/warc"
)

// maxArchives bounds the files of one WACZ.
const maxArchives = 10000

// warc reads the pages of a WARC file: answers of status 200, and resources, that are HTML or plain text. What else it holds
// is no dispatch.
func (w *walker) warc(name string, in *bufio.Reader) bool {
	r := warc.NewReader(in)
	for {
		if w.ctx.Err() != nil {
			w.fail(name, 0, bilan.CodeUnavailable, "", "%w", w.ctx.Err())
			return false
		}
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return w.broken(name, 0, err)
		}
		take := w.answer
		switch {
		case rec.Type() == "resource":
			take = w.resource
		case rec.Type() != "response" || !strings.Contains(rec.Header.Get("Content-Type"), "http"):
			continue
		}
		it, wanted := take(name, rec)
		if wanted && !w.yield(it) {
			return false
		}
	}
}

// answer makes the item of a response record. It is not wanted when it holds no page.
func (w *walker) answer(name string, rec *warc.Record) (it Item, wanted bool) {
	it = Item{Name: name, URL: rec.URL(), At: rec.Date(), Bytes: int(rec.Size)}
	a, err := rec.Answer(MaxFile)
	if err == nil && a.Status != http.StatusOK {
		return it, false
	}
	if err == nil {
		if it.Kind = PageKind(a.Header.Get("Content-Type")); it.Kind == Failed {
			return it, false
		}
		it.ContentType, it.Status, it.Header = a.Header.Get("Content-Type"), a.Status, flat(a.Header)
		it.Data, err = safe.Unpack(a.Body, a.Header.Values("Content-Encoding"))
	}
	if err != nil {
		it.Kind, it.Data = Failed, nil
		it.Err = bilan.Errorf(bilan.ErrorCode(err), fmt.Sprintf("read %s at byte %d (%s)", place(name, 0), rec.Offset, it.URL), "%w", err)
	}
	return it, true
}

// dispatchURI tells the names of resources that are dispatches from those that archivers give to what they add: arguments,
// logs, lists of pages.
var dispatchURI = regexp.MustCompile(`^(https?:|file:|urn:sha256:)`)

// resource makes the item of bytes that did not come by HTTP. It is not wanted when they are no page.
func (w *walker) resource(name string, rec *warc.Record) (it Item, wanted bool) {
	it = Item{Name: name, URL: rec.URL(), At: rec.Date(), Bytes: int(rec.Size), ContentType: rec.Header.Get("Content-Type")}
	if it.Kind = PageKind(it.ContentType); it.Kind == Failed && it.ContentType != lineType || !dispatchURI.MatchString(it.URL) {
		return it, false
	}
	data, err := io.ReadAll(io.LimitReader(rec.Block, MaxFile+1))
	if err == nil && len(data) > MaxFile {
		err = bilan.Errorf(bilan.CodeLimit, "", "more than %d MiB", MaxFile>>20)
	}
	if err != nil {
		it.Kind = Failed
		it.Err = bilan.Errorf(bilan.ErrorCode(err), fmt.Sprintf("read %s at byte %d (%s)", place(name, 0), rec.Offset, it.URL), "%w", err)
		return it, true
	}
	if it.ContentType == lineType {
		it = lineItem(name, 1, data)
		it.At = rec.Date()
		return it, true
	}
	if strings.HasPrefix(it.URL, "urn:") { // a name, no address
		it.URL = ""
	}
	it.Data = data
	return it, true
}

// PageKind says what a media type is read as.
func PageKind(contentType string) Kind {
	m, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		m, _, _ = strings.Cut(contentType, ";")
	}
	switch strings.TrimSpace(strings.ToLower(m)) {
	case "text/html", "application/xhtml+xml":
		return HTML
	case "text/plain":
		return Text
	}
	return Failed
}

// flat gives a header with one value a name.
func flat(h http.Header) map[string]string {
	out := make(map[string]string, len(h))
	for k, v := range h {
		out[k] = strings.Join(v, ", ")
	}
	return out
}

// wacz reads the WARC files in a WACZ, which is a zip file.
func (w *walker) wacz(name string) bool {
	w.tried++
	f, err := w.src.open(name)
	if err != nil {
		return w.closed(name, err)
	}
	defer f.Close()
	file, ok := f.(*os.File)
	if !ok {
		return w.fail(name, 0, bilan.CodeInvalid, "unpack it first", "a WACZ is read from disk only")
	}
	info, err := file.Stat()
	if err != nil {
		return w.closed(name, err)
	}
	return w.archives(name, file, info.Size())
}

// archives reads the WARC files in a zip file.
func (w *walker) archives(name string, file io.ReaderAt, size int64) bool {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return w.broken(name, 0, err)
	}
	if len(z.File) > maxArchives {
		return w.fail(name, 0, bilan.CodeLimit, hintSplit, "%d files in it", len(z.File))
	}
	for _, member := range z.File {
		if !strings.HasPrefix(member.Name, "archive/") || !strings.Contains(path.Base(member.Name), ".warc") {
			continue
		}
		if !w.member(name, member) {
			return false
		}
	}
	return true
}

func (w *walker) member(name string, m *zip.File) bool {
	r, err := m.Open()
	if err != nil {
		return w.broken(name, 0, fmt.Errorf("%s: %w", m.Name, err))
	}
	defer r.Close()
	in := bufio.NewReaderSize(r, 64<<10)
	if head, _ := in.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		z, err := gzip.NewReader(in)
		if err != nil {
			return w.broken(name, 0, fmt.Errorf("%s: %w", m.Name, err))
		}
		defer z.Close()
		in = bufio.NewReaderSize(z, 64<<10)
	}
	return w.warc(name, in)
}
