package article

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// blocksOf parses and gives the text of all blocks.
func blocksOf(t testing.TB, page []byte) string {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return "error: " + err.Error()
	}
	p := walk(doc, len(page))
	var b strings.Builder
	for i := range p.blocks {
		b.WriteString(p.blocks[i].tag.String() + ":" + p.string(&p.blocks[i]) + "\n")
	}
	return b.String()
}

var thinSeeds = []string{
	`<html><head><title>A <script> b</title><style>p{}</style></head><body><p>One<!-- x -->two<script>var a="<p>no</p>"</script> three</p></body>`,
	`<p title="<script>">Four</p><svg viewBox="0"><path d="M0"/><svg></svg></svg><p>five`,
	`<script>document.write("<!--<script>x</script>");</script><p>six</p>`,
	`<p>seven<!--> eight --><p>nine<!-- a --!> ten`,
	`<textarea><!-- </textarea><p>eleven</p><noscript><img src=a></noscript><SCRIPT TYPE="application/ld+json">{"a":1}</SCRIPT>`,
	`<a href=x"y>twelve</a><iframe src=a>thirteen</iframe><p>fourteen<!--`,
	`<svg><title>x</title><foreignObject><p>a</p></foreignObject></svg><p>b`,
	"<p a = '>' b>c<script",
	"<script><!-- a <script b </script> c --> d</script>e<p>f",
	"<script><!--> <script </script>g",
	"<script><!-- <script> --></script>h<template><p>i</template>j",
}

func TestThinKeepsText(t *testing.T) {
	for _, s := range thinSeeds {
		page, _ := thin([]byte(s))
		if got, want := blocksOf(t, page), blocksOf(t, []byte(s)); got != want {
			t.Errorf("%s\nthin %s\ngot  %q\nwant %q", s, page, got, want)
		}
	}
}

func TestThinFindsLinkedData(t *testing.T) {
	page, found := thin([]byte(`<head><script type="application/ld+json">{"a":"</p>"}</script><script>x</script></head><p>b`))
	if len(found) != 1 || found[0] != `{"a":"</p>"}` {
		t.Errorf("found %q", found)
	}
	if bytes.Contains(page, []byte(`"a"`)) || bytes.Contains(page, []byte("x")) {
		t.Errorf("page %s", page)
	}
}

func FuzzThin(f *testing.F) {
	for _, s := range thinSeeds {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		page, _ := thin(raw)
		if got, want := blocksOf(t, page), blocksOf(t, raw); got != want && !strings.HasPrefix(want, "error") {
			t.Errorf("%q\nthin %q\ngot  %q\nwant %q", raw, page, got, want)
		}
	})
}
