// Package segment cuts a text into words, lexical tokens, sentences, paragraphs and quotations. It is the first
// stage of the core; it needs only the language's pack.
package segment

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Body segments an article's text. Sentences of boilerplate, captions and credits are marked Skip.
func Body(p *lang.Pack, a *bilan.Article) *analysis.Doc {
	d := segment(p, a, a.Text, "")
	markSections(d)
	return d
}

// Title segments an article's title.
func Title(p *lang.Pack, a *bilan.Article) *analysis.Doc {
	return segment(p, a, a.Title, "title")
}

func segment(p *lang.Pack, a *bilan.Article, text, in string) *analysis.Doc {
	d := analysis.New(p, a, text, in)
	d.Published, _ = a.PublishedAt()
	d.Words = words(p, text, d.Words)
	d.Tokens = tokens(p, d, d.Tokens)
	sentences(d)
	quotes(d)
	return d
}

// markSections ties sentences and paragraphs to the article's sections.
func markSections(d *analysis.Doc) {
	secs := d.Article.Sections
	k := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		at := d.Tokens[s.From].Start
		for k < len(secs) && secs[k].End <= at {
			k++
		}
		s.Section = -1
		if k < len(secs) && secs[k].Start <= at {
			s.Section = k
			s.Skip = unread(secs[k].Kind)
		}
	}
	for i := range d.Paras {
		d.Paras[i].Section = d.Sentences[d.Paras[i].From].Section
	}
}

func unread(k bilan.SectionKind) bool {
	return k == bilan.SectionBoilerplate || k == bilan.SectionCaption || k == bilan.SectionCredit
}
