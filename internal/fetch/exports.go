package fetch

import (
	"bufio"
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
	d := json.NewDecoder(in)
	var chat struct{ name, id string }
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
		if key != "messages" {
			var v any
			if err := d.Decode(&v); err != nil {
				return fail(err)
			}
			switch key {
			case "name":
				chat.name, _ = v.(string)
			case "id":
				if n, ok := v.(float64); ok {
					chat.id = strconv.FormatFloat(n, 'f', -1, 64)
				}
			}
			continue
		}
		if _, err := d.Token(); err != nil {
			return fail(err)
		}
		for n := 1; d.More(); n++ {
			var m telegramMessage
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
	var list []json.RawMessage
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
	r := csv.NewReader(in)
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
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return true
		}
		line, _ := r.FieldPos(0)
		if err != nil {
			return w.broken(name, line, err)
		}
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
