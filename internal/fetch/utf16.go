package fetch

import (
	"bufio"
	"bytes"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// utf16 gives a stream as UTF-8 when it begins as UTF-16, with a byte order mark or without; else as it is.
func utf16(in *bufio.Reader, head []byte) (*bufio.Reader, []byte) {
	order, ok := utf16Order(head)
	if !ok {
		return in, head
	}
	out := bufio.NewReaderSize(transform.NewReader(in, unicode.UTF16(order, unicode.UseBOM).NewDecoder()), 64<<10)
	head, _ = peek(out)
	return out, head
}

func utf16Order(head []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), utf16Text(head, 1):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}), utf16Text(head, 0):
		return unicode.BigEndian, true
	}
	return unicode.BigEndian, false
}

// utf16Text tells text by the column of its high bytes: that of letters from Latin to Arabic, and signs beside Latin ones.
func utf16Text(head []byte, high int) bool {
	letters, low, pairs := 0, 0, len(head)/2
	for i := range pairs {
		h, l := head[2*i+high], head[2*i+1-high]
		if h == 0 && l < ' ' && l != '\n' && l != '\r' && l != '\t' {
			return false
		}
		if h <= 6 {
			letters++
		}
		if l <= 6 {
			low++
		}
	}
	return pairs > 1 && letters*20 >= pairs*19 && low*2 < pairs
}
