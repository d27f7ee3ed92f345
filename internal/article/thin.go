package article

import (
	"bytes"
)

// thin copies a page without what is never text: the insides of script, style, noscript, iframe and svg elements, and
// comments. They are half of most pages, and a parser would build all of it. JSON-LD scripts are given apart. Where
// the markup is too odd to be sure where such a part ends, the rest of the page is left as it is.
func thin(raw []byte) (page []byte, jsonld []string) {
	t := thinner{in: raw, out: make([]byte, 0, len(raw)*3/4)}
	for t.step() {
	}
	t.out = append(t.out, t.in[t.done:]...)
	return t.out, t.jsonld
}

// thinner walks over the bytes of a page. in[:done] is dealt with.
type thinner struct {
	in, out []byte
	done    int
	pos     int
	jsonld  []string
}

// step passes over the next tag or comment. It is false at the end, or where the rest is to be left alone.
func (t *thinner) step() bool {
	i := bytes.IndexByte(t.in[t.pos:], '<')
	if i < 0 || t.pos+i+1 >= len(t.in) {
		return false
	}
	start := t.pos + i
	switch c := t.in[start+1]; {
	case bytes.HasPrefix(t.in[start:], []byte("<!--")):
		return t.comment(start)
	case isLetter(c):
		return t.element(start)
	case c == '/' && start+2 < len(t.in) && isLetter(t.in[start+2]):
		t.pos = tagEnd(t.in, start+2)
		return t.pos > 0
	case c == '!' || c == '?' || c == '/': // a doctype, or what parsers take as a comment
		end := bytes.IndexByte(t.in[start:], '>')
		t.pos = start + end + 1
		return end > 0
	}
	t.pos = start + 1
	return true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// comment leaves the inside of a comment out; its marks stay, to keep apart what it stands between.
func (t *thinner) comment(start int) bool {
	rest := t.in[start+4:]
	if bytes.HasPrefix(rest, []byte(">")) || bytes.HasPrefix(rest, []byte("->")) {
		t.pos = start + 4
		return true
	}
	end := bytes.Index(rest, []byte("-->"))
	if end < 0 || bytes.Contains(rest[:end], []byte("--!>")) {
		return false
	}
	t.cut(start+4, start+4+end)
	t.pos += 3
	return true
}

// cut leaves in[from:to] out.
func (t *thinner) cut(from, to int) {
	t.out = append(t.out, t.in[t.done:from]...)
	t.done, t.pos = to, to
}

// element passes over a start tag, and over what it holds when that is raw text or drawing.
func (t *thinner) element(start int) bool {
	nameEnd := start + 1
	for nameEnd < len(t.in) && !endsName(t.in[nameEnd]) {
		nameEnd++
	}
	end := tagEnd(t.in, nameEnd)
	if end < 0 {
		return false
	}
	t.pos = end
	name := t.in[start+1 : nameEnd]
	if len(name) > 9 {
		return true
	}
	var low [10]byte
	switch string(lower(low[:0], name)) {
	case "script":
		return t.script(start, end)
	case "style", "noscript", "iframe":
		return t.raw(end, low[:len(name)], true)
	case "title", "textarea", "xmp", "noembed", "noframes":
		return t.raw(end, low[:len(name)], false)
	case "svg":
		return t.in[end-2] == '/' || t.drawing(end)
	case "math", "plaintext":
		return false
	}
	return true
}

func lower(dst, src []byte) []byte {
	for _, c := range src {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// tagEnd gives the index after the ">" of the tag whose name ends at i; -1 when there is none. Only a quote right
// after "=" opens a quoted value.
func tagEnd(in []byte, i int) int {
	for i < len(in) {
		switch in[i] {
		case '>':
			return i + 1
		case '=':
			i++
			for i < len(in) && isSpace(in[i]) {
				i++
			}
			if i < len(in) && (in[i] == '"' || in[i] == '\'') {
				q := bytes.IndexByte(in[i+1:], in[i])
				if q < 0 {
					return -1
				}
				i += q + 2
				continue
			}
			for i < len(in) && in[i] != '>' && !isSpace(in[i]) {
				i++
			}
		default:
			i++
		}
	}
	return -1
}

// raw passes over raw text up to its end tag, leaving it out when drop is set.
func (t *thinner) raw(from int, name []byte, drop bool) bool {
	end := closing(t.in, from, name)
	if end < 0 {
		return false
	}
	if drop {
		t.cut(from, end)
	}
	t.pos = end
	return true
}

// script leaves a script's inside out.
func (t *thinner) script(start, from int) bool {
	end := scriptEnd(t.in, from)
	if end < 0 {
		return false
	}
	if bytes.Contains(t.in[start:from], []byte("ld+json")) {
		t.jsonld = append(t.jsonld, string(t.in[from:end]))
	}
	t.cut(from, end)
	return true
}

// scriptEnd finds the end tag of a script from i on. A script opened after a comment mark inside it must be closed
// first, as browsers have it; -1 when there is no end.
func scriptEnd(in []byte, i int) int {
	end := closing(in, i, scriptName)
	if end < 0 || !bytes.Contains(in[i:end], []byte("<!--")) {
		return end
	}
	escaped, double := false, false
	for ; i < len(in); i++ {
		switch in[i] {
		case '-':
			if bytes.HasPrefix(in[i:], []byte("-->")) {
				escaped, double = false, false
			}
		case '<':
			switch {
			case !escaped && bytes.HasPrefix(in[i:], []byte("<!--")):
				escaped = true
				i++ // its dashes may also end it
			case escaped && !double && named(in[i+1:], scriptName):
				double = true
			case i+1 < len(in) && in[i+1] == '/' && named(in[i+2:], scriptName):
				if !double {
					return i
				}
				double = false
			}
		}
	}
	return -1
}

var scriptName = []byte("script")

// named reports whether a tag's name stands at the beginning of in.
func named(in, name []byte) bool {
	if len(in) <= len(name) || !bytes.EqualFold(in[:len(name)], name) {
		return false
	}
	return endsName(in[len(name)])
}

func endsName(c byte) bool { return c == '>' || c == '/' || isSpace(c) }

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// drawing leaves the inside of an svg element out. Elements that would end or leave the drawing stop it.
func (t *thinner) drawing(from int) bool {
	depth := 1
	for i := from; ; {
		k := bytes.IndexByte(t.in[i:], '<')
		if k < 0 || i+k+2 >= len(t.in) {
			return false
		}
		start := i + k
		if bytes.HasPrefix(t.in[start:], []byte("<!--")) {
			c := bytes.Index(t.in[start+4:], []byte("-->"))
			if c < 0 || bytes.Contains(t.in[start:start+4+c], []byte("--!>")) || bytes.HasPrefix(t.in[start+4:], []byte(">")) || bytes.HasPrefix(t.in[start+4:], []byte("->")) {
				return false
			}
			i = start + 4 + c + 3
			continue
		}
		name, end := t.tagAt(start)
		switch {
		case end < 0 || name == nil:
			return false
		case bytes.EqualFold(name, []byte("/svg")):
			if depth--; depth == 0 {
				t.cut(from, start)
				return true
			}
		case bytes.EqualFold(name, []byte("svg")):
			if t.in[end-2] != '/' {
				depth++
			}
		case !drawn(name):
			return false
		}
		i = end
	}
}

// drawingNames are the elements that drawings on pages are made of.
var drawingNames = map[string]bool{"path": true, "g": true, "circle": true, "rect": true, "line": true, "polygon": true, "polyline": true, "ellipse": true,
	"defs": true, "use": true, "clippath": true, "mask": true, "lineargradient": true, "radialgradient": true, "stop": true, "symbol": true, "text": true,
	"tspan": true, "filter": true, "image": true, "pattern": true, "animate": true, "animatetransform": true, "animatemotion": true, "title": true, "desc": true,
	"style": true, "marker": true, "view": true, "switch": true, "textpath": true, "set": true}

// drawn reports whether a tag's name is of an element that stays inside a drawing.
func drawn(name []byte) bool {
	var buf [24]byte
	name = bytes.TrimPrefix(name, []byte("/"))
	if len(name) > len(buf) {
		return false
	}
	low := lower(buf[:0], name)
	return drawingNames[string(low)] || bytes.HasPrefix(low, []byte("fe"))
}

// tagAt gives the name of the tag that begins at i, a slash before that of an end tag, and the index after it.
func (t *thinner) tagAt(i int) (name []byte, end int) {
	j := i + 1
	if t.in[j] == '/' {
		j++
	}
	if j >= len(t.in) || !isLetter(t.in[j]) {
		return nil, -1
	}
	for j < len(t.in) && !endsName(t.in[j]) {
		j++
	}
	return t.in[i+1 : j], tagEnd(t.in, j)
}

// closing finds the end tag of a raw-text element from i on; -1 when there is none.
func closing(in []byte, i int, name []byte) int {
	for {
		k := bytes.Index(in[i:], []byte("</"))
		if k < 0 {
			return -1
		}
		if named(in[i+k+2:], name) {
			return i + k
		}
		i += k + 2
	}
}
