package article

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"github.com/wlynxg/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"bilan"
)

// decode gives raw as UTF-8 and says whether bytes had to be replaced. The order of belief: a byte order mark,
// valid UTF-8 as such, the caller's content type, the page's own declaration, the bytes' statistics.
func decode(raw []byte, contentType string) (text []byte, broken bool) {
	if enc, skip := byteOrder(raw); enc != nil {
		return convert(enc, raw[skip:])
	}
	if utf8.Valid(raw) {
		return raw, false
	}
	if enc := declared(raw, contentType); enc != nil && enc != encoding.Replacement {
		if out, bad := convert(enc, raw); !bad {
			return out, false
		}
	}
	if mostlyUTF8(raw) {
		return repair(raw), true
	}
	if enc := guess(raw); enc != nil {
		return convert(enc, raw)
	}
	return repair(raw), true
}

// byteOrder knows the marks of UTF-8 and UTF-16, and UTF-16 without a mark by the zeros of its ASCII.
func byteOrder(raw []byte) (encoding.Encoding, int) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xEF, 0xBB, 0xBF}):
		return encoding.Nop, 3
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 2
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 2
	case len(raw) >= 4 && raw[0] == '<' && raw[1] == 0 && raw[3] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), 0
	case len(raw) >= 4 && raw[0] == 0 && raw[1] == '<' && raw[2] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), 0
	}
	return nil, 0
}

// declared is the encoding that the header or the page's meta element names, nil when neither does.
func declared(raw []byte, contentType string) encoding.Encoding {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		if enc, err := htmlindex.Get(params["charset"]); err == nil {
			return enc
		}
	}
	enc, name, certain := charset.DetermineEncoding(raw, "")
	if !certain && name == "windows-1252" { // its answer when it knows nothing
		return nil
	}
	return enc
}

func guess(raw []byte) encoding.Encoding {
	sample := raw
	if len(sample) > 64<<10 {
		sample = sample[:64<<10]
	}
	found := chardet.Detect(stripTags(sample))
	enc, err := htmlindex.Get(strings.ToLower(found.Encoding))
	if err != nil {
		enc, _ = htmlindex.Get("windows-1252")
	}
	return enc
}

// stripTags leaves the bytes between tags: markup is ASCII and hides the language from statistics.
func stripTags(raw []byte) []byte {
	out, in := make([]byte, 0, len(raw)), false
	for _, b := range raw {
		switch {
		case b == '<':
			in = true
		case b == '>':
			in = false
		case !in:
			out = append(out, b)
		}
	}
	if bytes.IndexFunc(out, func(r rune) bool { return r >= 0x80 }) < 0 {
		return raw
	}
	return out
}

// convert decodes and reports whether the result holds signs of a wrong or broken encoding.
func convert(enc encoding.Encoding, raw []byte) ([]byte, bool) {
	out := raw
	if enc != encoding.Nop {
		var err error
		if out, err = enc.NewDecoder().Bytes(raw); err != nil {
			return repair(raw), true
		}
	}
	if !utf8.Valid(out) {
		return repair(out), true
	}
	return out, bytes.Contains(out, []byte("\ufffd"))
}

// mostlyUTF8 tells UTF-8 with a few broken bytes from another encoding: it has many well-formed sequences.
func mostlyUTF8(raw []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(raw); {
		if raw[i] < 0x80 {
			i++
			continue
		}
		if r, n := utf8.DecodeRune(raw[i:]); r != utf8.RuneError || n > 1 {
			good, i = good+1, i+n
			continue
		}
		bad, i = bad+1, i+1
	}
	return good > 4*bad
}

func repair(raw []byte) []byte { return bytes.ToValidUTF8(raw, []byte("\ufffd")) }

// brokenProblem says that bytes of the input were no text.
func brokenProblem() bilan.Problem {
	return bilan.Problem{Code: bilan.Garbled, Message: "the input holds bytes that are no valid text; they were replaced"}
}

// cut shortens text to MaxText at the end of a rune.
func cut(text string) (string, bool) {
	if len(text) <= MaxText {
		return text, false
	}
	end := MaxText
	for end > 0 && !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end], true
}

// cutProblem says that a text was cut.
func cutProblem() bilan.Problem {
	return bilan.Problem{Code: bilan.TextTooLong, Message: "the text is longer than 4 MB; its end was not read"}
}
