package fetch

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"golang.org/x/text/encoding/htmlindex"

	"bilan"
)

const (
	maxParts = 100 // of one message
	maxNest  = 8   // multiparts in each other
)

// mbox reads the messages of an mbox file, each begun by a line "From …"; a file without such a line is one message.
func (w *walker) mbox(name string, in *bufio.Reader) bool {
	var message []byte
	n, long, before := 0, false, true // before: the line before was empty
	flush := func() bool {
		if len(bytes.TrimSpace(message)) == 0 && !long {
			return true
		}
		n++
		if long {
			long, message = false, nil
			return w.fail(name, n, bilan.CodeLimit, hintSplit, "the message has more than %d MiB", MaxFile>>20)
		}
		it := messageItem(name, n, message)
		message = nil
		return w.yield(it)
	}
	for {
		line, over, err := readLine(in)
		if err != nil && !errors.Is(err, io.EOF) {
			return w.broken(name, n, err)
		}
		if before && bytes.HasPrefix(line, []byte("From ")) {
			if !flush() || w.ctx.Err() != nil {
				return false
			}
		} else if long = long || over || len(message)+len(line) > MaxFile; !long {
			message = append(message, unquoted(line)...)
		}
		before = len(bytes.TrimSpace(line)) == 0
		if err != nil {
			return flush()
		}
	}
}

// unquoted takes the ">" off that an mbox puts before a line "From ".
func unquoted(line []byte) []byte {
	if rest := bytes.TrimLeft(line, ">"); len(rest) < len(line) && bytes.HasPrefix(rest, []byte("From ")) {
		return line[1:]
	}
	return line
}

// messageItem reads one message: its plain text, else its page.
func messageItem(name string, n int, raw []byte) Item {
	it := Item{Name: name, Line: n, Bytes: len(raw)}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		it.Err = bilan.Errorf(bilan.CodeInvalid, "read "+place(name, n), "no message: %w", err)
		return it
	}
	words := mime.WordDecoder{CharsetReader: charsetReader}
	it.Title = decoded(&words, m.Header.Get("Subject"))
	it.ID = strings.Trim(m.Header.Get("Message-Id"), "<> ")
	if from, err := (&mail.AddressParser{WordDecoder: &words}).Parse(m.Header.Get("From")); err == nil {
		it.Publisher = from.Name
	}
	if t, err := m.Header.Date(); err == nil {
		it.Published = t.Format(time.RFC3339)
	}
	p := bodyParts{}
	p.add(m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Body, 0)
	switch {
	case len(bytes.TrimSpace(p.plain)) > 0:
		it.Kind, it.Data = Clean, p.plain
	case len(p.html) > 0:
		it.Kind, it.Data, it.ContentType = HTML, p.html, "text/html; charset=utf-8"
	default:
		it.Err = bilan.Errorf(bilan.CodeInvalid, "read "+place(name, n), "the message holds no text")
	}
	return it
}

func decoded(d *mime.WordDecoder, s string) string {
	if out, err := d.DecodeHeader(s); err == nil {
		return out
	}
	return s
}

func charsetReader(name string, in io.Reader) (io.Reader, error) {
	e, err := htmlindex.Get(name)
	if err != nil {
		return nil, err
	}
	return e.NewDecoder().Reader(in), nil
}

// bodyParts gathers the first plain text and the first page of a message, in UTF-8.
type bodyParts struct {
	plain, html []byte
	seen        int
}

func (p *bodyParts) add(contentType, coding string, body io.Reader, depth int) {
	if p.seen++; p.seen > maxParts || depth > maxNest {
		return
	}
	media, params, err := mime.ParseMediaType(contentType)
	if err != nil {
		media = "text/plain"
	}
	if strings.HasPrefix(media, "multipart/") {
		r := multipart.NewReader(body, params["boundary"])
		for {
			part, err := r.NextRawPart()
			if err != nil {
				return
			}
			if strings.HasPrefix(part.Header.Get("Content-Disposition"), "attachment") {
				continue
			}
			p.add(part.Header.Get("Content-Type"), part.Header.Get("Content-Transfer-Encoding"), part, depth+1)
		}
	}
	into := &p.plain
	switch media {
	case "text/plain":
	case "text/html":
		into = &p.html
	default:
		return
	}
	if *into == nil {
		*into = partText(body, coding, params["charset"])
	}
}

// partText undoes the transfer coding and the charset of a part.
func partText(body io.Reader, coding, charset string) []byte {
	switch strings.ToLower(strings.TrimSpace(coding)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	if r, err := charsetReader(charset, body); err == nil && charset != "" {
		body = r
	}
	data, _ := io.ReadAll(io.LimitReader(body, MaxFile)) // what came before a fault is text all the same
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
}
