package fetch

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"bilan"
)

// telegram reads the messages of a Telegram export (result.json) one at a time: those that hold text.
func (w *walker) telegram(name string, in io.Reader) bool {
	bound := &bounded{in: in}
	d := json.NewDecoder(bound)
	var chat telegramChat
	bound.next()
	fail := func(err error) bool {
		return w.fail(name, 0, bilan.CodeInvalid, "export the chat anew as JSON", "%w", err)
	}
	if _, err := d.Token(); err != nil {
		return fail(err)
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return fail(err)
		}
		bound.next()
		switch key {
		case "messages":
		case "name", "id":
			var v json.RawMessage
			err = d.Decode(&v)
			chat.note(key, v)
		default:
			err = passOver(d, bound)
		}
		if err != nil {
			return fail(err)
		}
		if key != "messages" {
			continue
		}
		if _, err := d.Token(); err != nil {
			return fail(err)
		}
		for n := 1; d.More(); n++ {
			var m telegramMessage
			bound.next()
			at := d.InputOffset()
			if err := d.Decode(&m); err != nil {
				return fail(err)
			}
			text := m.text()
			if m.Type != "message" || strings.TrimSpace(text) == "" {
				continue
			}
			it := Item{Name: name, Line: n, Kind: Clean, Data: []byte(text), Bytes: int(d.InputOffset() - at), Published: m.told(),
				ID: fmt.Sprintf("telegram:%s/%d", chat.id, m.ID), Publisher: cmp.Or(chat.name, m.From)}
			if w.ctx.Err() != nil || !w.yield(it) {
				return false
			}
		}
		if _, err := d.Token(); err != nil {
			return fail(err)
		}
	}
	return true
}

// telegramChat is what an export tells of its chat.
type telegramChat struct{ name, id string }

// note takes one of its values; one of another type is passed over.
func (c *telegramChat) note(key any, value json.RawMessage) {
	if key == "name" {
		_ = json.Unmarshal(value, &c.name) // null for a chat that was deleted
		return
	}
	var n json.Number
	if json.Unmarshal(value, &n) == nil {
		c.id = n.String()
	}
}

// passOver reads a value without keeping it.
func passOver(d *json.Decoder, bound *bounded) error {
	for depth := 0; ; {
		bound.next()
		t, err := d.Token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('['), json.Delim('{'):
			depth++
		case json.Delim(']'), json.Delim('}'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		if depth > maxDepth {
			return bilan.Errorf(bilan.CodeLimit, "", "values lie deeper than %d", maxDepth)
		}
	}
}

// bounded is a stream of things that a parser holds one at a time, none of them larger than a file may be.
type bounded struct {
	in     io.Reader
	left   int
	commas int
}

// maxCommas is how many commas one thing has: each may part fields that take more room than their bytes.
const maxCommas = 500000

// next begins another thing.
func (b *bounded) next() { b.left, b.commas = MaxFile, maxCommas }

// Read reads on, unless the thing is too large.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, bilan.Errorf(bilan.CodeLimit, "", "more than %d MiB in one", MaxFile>>20)
	}
	n, err := b.in.Read(p[:min(len(p), 64<<10)])
	b.left -= n
	if b.commas -= bytes.Count(p[:n], []byte(",")); b.commas < 0 {
		return 0, bilan.Errorf(bilan.CodeLimit, "", "more than %d fields in one", maxCommas)
	}
	return n, err
}

type telegramMessage struct {
	ID   int64           `json:"id"`
	Type string          `json:"type"`
	Date string          `json:"date"`
	Unix string          `json:"date_unixtime"`
	From string          `json:"from"`
	Text json.RawMessage `json:"text"`
}

// told gives the moment of a message; older exports only have it in the zone of who exported, which is not told.
func (m *telegramMessage) told() string {
	if n, err := strconv.ParseInt(m.Unix, 10, 64); err == nil {
		return time.Unix(n, 0).UTC().Format(time.RFC3339)
	}
	return m.Date
}

// text joins a message's text: a string, or a list of strings and marked parts.
func (m *telegramMessage) text() string {
	var s string
	if json.Unmarshal(m.Text, &s) == nil {
		return s
	}
	var list few[json.RawMessage]
	if json.Unmarshal(m.Text, &list) != nil {
		return ""
	}
	var b strings.Builder
	for _, part := range list {
		var marked struct {
			Text string `json:"text"`
		}
		if json.Unmarshal(part, &s) == nil {
			b.WriteString(s)
		} else if json.Unmarshal(part, &marked) == nil {
			b.WriteString(marked.Text)
		}
	}
	return b.String()
}

// sheet reads the rows of an auto-archiver's sheet, exported as CSV: those that hold the archived text.
func (w *walker) sheet(name string, in *bufio.Reader) bool {
	bound := &bounded{in: in}
	bound.next()
	r := csv.NewReader(bound)
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	head, err := r.Read()
	if err != nil {
		return w.broken(name, 1, err)
	}
	column := map[string]int{}
	for i, h := range head {
		column[strings.ToLower(strings.TrimSpace(strings.TrimPrefix(h, "\ufeff")))] = i + 1
	}
	if column["link"] == 0 || column["text content"] == 0 {
		return w.fail(name, 1, bilan.CodeInvalid, `a sheet has columns "link" and "text content"`, "no auto-archiver's sheet")
	}
	for {
		bound.next()
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return true
		}
		if err != nil {
			return w.broken(name, 0, err)
		}
		line, _ := r.FieldPos(0)
		get := func(c string) string {
			if i := column[c]; i > 0 && i <= len(row) {
				return strings.TrimSpace(row[i-1])
			}
			return ""
		}
		text := get("text content")
		if text == "" {
			continue
		}
		it := Item{Name: name, Line: line, Kind: Clean, Data: []byte(text), Bytes: len(text), URL: get("link"), Title: get("upload title"), Published: get("upload timestamp")}
		if w.ctx.Err() != nil || !w.yield(it) {
			return false
		}
	}
}
