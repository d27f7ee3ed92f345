package article

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"bilan"
)

// Page reads an HTML page. Text and all other strings are NFC. An error means that nothing could be read: too
// large, nested too deep, or ctx is done; a page without an article is a problem, not an error.
func (r *Reader) Page(ctx context.Context, raw []byte, meta Meta) (bilan.Article, []bilan.Problem, error) {
	if err := ctx.Err(); err != nil {
		return bilan.Article{}, nil, bilan.Errorf(bilan.CodeUnavailable, "read page", "%w", err)
	}
	if len(raw) > MaxPage {
		return bilan.Article{}, nil, bilan.Errorf(bilan.CodeLimit, "read page", "%d bytes, at most %d are read", len(raw), MaxPage)
	}
	text, broken := decode(raw, meta.ContentType)
	slim, jsonld := thin(text)
	doc, err := html.Parse(bytes.NewReader(slim))
	if err != nil {
		return bilan.Article{}, nil, bilan.Errorf(bilan.CodeLimit, "read page", "parse: %w", err)
	}
	p := walk(doc, len(slim))
	p.head.jsonld = append(jsonld, p.head.jsonld...)
	a, problems := r.compose(p, meta)
	if a.ID == "" {
		a.ID = contentID(raw)
	}
	if broken {
		problems = append(problems, brokenProblem())
	}
	return a, problems, nil
}

// compose makes the article from what the walk noted.
func (r *Reader) compose(p *page, meta Meta) (bilan.Article, []bilan.Problem) {
	p.judge(r.words)
	l := readLinked(p.head.jsonld)
	f := r.words.judgeFacts(p, l, meta)
	picked := p.pick(r.words, f.title)
	a := bilan.Article{ID: meta.ID, URL: f.url, Title: nfc(f.title), Byline: nfcAll(f.byline), Publisher: nfc(f.publisher), Published: f.published, Updated: f.updated, Lang: f.lang}
	a.ImageCredits, a.Captions = r.words.pictures(p, l)
	paragraphs := make([]string, len(picked))
	for i, b := range picked {
		paragraphs[i] = p.string(&p.blocks[b])
	}
	var problems []bilan.Problem
	var long bool
	if a.Text, long = cut(nfc(strings.Join(paragraphs, "\n\n"))); long {
		problems = append(problems, cutProblem())
	}
	r.words.pageSections(&a)
	problems = append(problems, r.words.verdict(p, l, a.Text)...)
	return a, append(problems, r.identify(&a)...)
}

// contentID names bytes by their hash.
func contentID(raw []byte) string {
	sum := sha256.Sum256(raw)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// nfc composes and drops signs that only guide the breaking of lines.
func nfc(s string) string {
	if strings.ContainsAny(s, "\u00ad\u200b\ufeff") {
		s = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "").Replace(s)
	}
	return norm.NFC.String(s)
}

func nfcAll(list []string) []string {
	for i := range list {
		list[i] = nfc(list[i])
	}
	return list
}

// pageSections marks updates within a page's text; the rest is body.
func (v *vocabulary) pageSections(a *bilan.Article) {
	m := marker{v: v, a: a, base: bilan.SectionBody}
	for start := 0; start < len(a.Text); {
		end := start + strings.IndexByte(a.Text[start:], '\n') + 1
		if end == start {
			end = len(a.Text)
		}
		s := strings.TrimSpace(a.Text[start:end])
		if s == "" || !v.update.begins(s) || !m.update(s, strings.TrimSpace(fold(s)), start, end) {
			m.add(bilan.Section{Kind: m.base, Label: m.label, End: end}, start, false)
		}
		start = end
	}
}
