package register

import (
	"strings"
	"testing"
	"unicode/utf8"

	"bilan"
)

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"L'Été, à Zürich: 10 000 morts", "l ete a zurich 10 000 morts"},
		{"Ёлка; военный", "елка военныи"},
		{"Қазақстан Ішкі", "қазақстан ішкі"},
		{"مُحَمَّد إلى آســيا", "محمد الى اسيا"},
		{"Երևան և Գյումրի", "երեւան եւ գյումրի"},
		{"ΣΊΣΥΦΟΣ Σίσυφος", "σισυφοσ σισυφοσ"},
		{"ﬁnal ＡＢＣ ½", "final abc 1 2"},
		{"東京で", "東 京 て"},
		{"हिन्दी", "हिन्दी"},
		{"co\u00adoperate e\u0301t\u00e9", "cooperate ete"},
		{"COVID-19 U.S. 1,5", "covid 19 u s 1 5"},
		{"\xff\xfea\x00b", "a b"},
		{strings.Repeat("a", 100), strings.Repeat("a", maxWord)},
		{" —« », ", ""},
	} {
		if got := strings.Join(Words(c.text), " "); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
	if n := len(Words(strings.Repeat("mot ", maxWords+10))); n != maxWords {
		t.Errorf("got %d words, want %d", n, maxWords)
	}
}

func TestQuery(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{`morts Almaty`, "morts|almaty"},
		{`«comité de sécurité» 164`, "comite de securite|164"},
		{`"open phrase`, "open phrase"},
		{`казах* COVID-19`, "казах*|covid 19"},
		{`a AND (b NEAR/2 c) -d ^e`, "a|and|b|near 2|c|d|e"},
		{`""" * ""`, "error"},
		{``, "error"},
	} {
		terms, err := Query(c.typed)
		var got []string
		for _, term := range terms {
			s := strings.Join(term.Words, " ")
			if term.Prefix {
				s += "*"
			}
			got = append(got, s)
		}
		if err != nil {
			got = []string{"error"}
			if bilan.ErrorCode(err) != bilan.CodeInvalid {
				t.Errorf("%s: code of %v", c.typed, err)
			}
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: got %s, want %s", c.typed, s, c.want)
		}
	}
}

func TestPack(t *testing.T) {
	p, err := NewPacker()
	if err != nil {
		t.Fatal(err)
	}
	body := []byte(strings.Repeat(`{"kind":"casualty"}`, 50))
	packed := p.Pack(body)
	if got, err := p.Unpack(packed); err != nil || string(got) != string(body) {
		t.Fatalf("got %q, %v", got, err)
	}
	packed[len(packed)/2] ^= 4
	if _, err := p.Unpack(packed); err == nil {
		t.Error("a flipped bit went unseen")
	}
}

func TestSnippet(t *testing.T) {
	text := "Le bilan monte.\nSelon le ministère de l'Intérieur, «164 morts» ont été comptés dans toutes les régions du pays."
	for _, c := range []struct {
		typed string
		width int
		want  string
	}{
		{"ministere", 30, "… le ministère de …"},
		{`"164 morts"`, 36, "… «164 morts» ont été …"},
		{"BILAN", 40, "Le bilan monte. Selon le …"},
		{"pay*", 40, "… régions du pays."},
		{"absent", 40, ""},
		{"", 40, ""},
	} {
		if got := Snippet(text, c.typed, c.width); got != c.want {
			t.Errorf("%s: got %q, want %q", c.typed, got, c.want)
		}
	}
	for width := range 60 {
		if s := Snippet("кракозябры"+text, "кракозябрыle", width); !utf8.ValidString(s) {
			t.Errorf("width %d: %q", width, s)
		}
	}
}
