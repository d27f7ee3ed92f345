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
	a := bilan.Article{ID: meta.ID, URL: f.url, Title: nfc(f.title), Byline: nfcAll(f.byline), Publisher: nfc(f.publisher), Published: f.published, Updated: f.updated, Lang: f.lang}
	a.ImageCredits, a.Captions = r.words.pictures(p, l)
	parts := p.parts(p.pick(r.words, f.title))
	if told := l.parts(); runesIn(told) > 3*runesIn(parts) { // a page that scripts fill in
		parts = told
	}
	problems := r.write(&a, parts)
	problems = append(problems, r.words.verdict(p, l, a.Text)...)
	return a, append(problems, r.identify(&a, meta.Lang)...)
}

// write joins the parts to the article's text and marks its sections.
func (r *Reader) write(a *bilan.Article, parts []part) (problems []bilan.Problem) {
	var b strings.Builder
	m := marker{v: r.words, a: a, base: bilan.SectionBody}
	for i, p := range parts {
		if i > 0 && !p.soft {
			b.WriteByte('\n')
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		start := b.Len()
		b.WriteString(nfc(p.text))
		if b.Len() > MaxText {
			problems = append(problems, cutProblem())
			text, _ := cut(b.String())
			b.Reset()
			b.WriteString(text)
		}
		a.Text = b.String()
		m.part(p, min(start, b.Len()), b.Len(), i > 0 && p.entry != parts[i-1].entry)
		if len(problems) > 0 {
			break
		}
	}
	closeGaps(a)
	return problems
}

// part marks the section of one part of a page's text.
func (m *marker) part(p part, start, end int, change bool) {
	switch {
	case p.entry > 0:
		m.add(bilan.Section{Kind: bilan.SectionLiveEntry, Time: p.time, Start: start, End: end}, start, change)
	case m.v.update.begins(p.text) && m.update(m.a.Text[start:end], strings.TrimSpace(fold(p.text)), start, end):
	default:
		m.add(bilan.Section{Kind: m.base, Label: m.label, End: end}, start, false)
	}
}

// closeGaps gives the line feeds between two sections to the first.
func closeGaps(a *bilan.Article) {
	for i := range a.Sections {
		if i+1 < len(a.Sections) {
			a.Sections[i].End = a.Sections[i+1].Start
		}
	}
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
