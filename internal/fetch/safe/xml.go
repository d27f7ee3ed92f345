package safe

import (
	"bytes"

	"bilan"
)

// Limits of XML that is given to a parser which would build all of it, or descend into it.
const (
	maxTag   = 64 << 10 // bytes of one tag, with its attributes
	maxTags  = 300000
	maxDepth = 1000
)

// void are elements that pages leave open inside of feeds.
var void = [...]string{"br", "hr", "img", "wbr"}

// CheckXML looks through XML without building anything, and refuses what is made to exhaust a parser: elements deep in each
// other, very many of them, or very many attributes. What is not well formed is left to the parser.
func CheckXML(data []byte) error {
	tags, depth := 0, 0
	for {
		at := bytes.IndexByte(data, '<')
		if at < 0 {
			return nil
		}
		data = data[at:]
		if rest, ok := pass(data); ok {
			data = rest
			continue
		}
		n := tagLength(data)
		if n > maxTag {
			return bilan.Errorf(bilan.CodeLimit, "read XML", "a tag has more than %d bytes", maxTag)
		}
		if tags++; tags > maxTags {
			return bilan.Errorf(bilan.CodeLimit, "read XML", "more than %d tags", maxTags)
		}
		if depth = max(depth+step(data[:n]), 0); depth > maxDepth {
			return bilan.Errorf(bilan.CodeLimit, "read XML", "elements lie deeper than %d", maxDepth)
		}
		data = data[n:]
	}
}

// pass passes over what begins like a tag and is none.
func pass(data []byte) (rest []byte, ok bool) {
	for _, p := range [...][2]string{{"<![CDATA[", "]]>"}, {"<!--", "-->"}, {"<?", "?>"}} {
		if !bytes.HasPrefix(data, []byte(p[0])) {
			continue
		}
		if end := bytes.Index(data, []byte(p[1])); end >= 0 {
			return data[end+len(p[1]):], true
		}
		return nil, true
	}
	return data, false
}

// tagLength is the length of the tag that data begins with; a > in quotes does not end it.
func tagLength(data []byte) int {
	var quote byte
	for i := 1; i < len(data) && i <= maxTag; i++ {
		switch c := data[i]; {
		case quote != 0 && c == quote:
			quote = 0
		case quote == 0 && (c == '"' || c == '\'') && data[1] != '/':
			quote = c
		case quote == 0 && c == '>':
			return i + 1
		}
	}
	return min(len(data), maxTag+1)
}

// step is how much deeper a tag leads.
func step(tag []byte) int {
	switch {
	case len(tag) < 3 || tag[1] == '!':
		return 0
	case tag[1] == '/':
		return -1
	case tag[len(tag)-2] == '/':
		return 0
	}
	for _, v := range void {
		if name := tag[1:]; bytes.HasPrefix(name, []byte(v)) && len(name) > len(v) && (name[len(v)] == ' ' || name[len(v)] == '>') {
			return 0
		}
	}
	return 1
}
