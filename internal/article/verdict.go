package article

import (
	"strings"

	"bilan"
)

const (
	leastRunes   = 140  // less text than this is no article
	stubRunes    = 1500 // a page that asks for payment and shows less is a stub
	listHeadings = 8    // linked headlines that make a list page when there is little prose
)

// verdict says whether the page is an article at all: not an empty shell, a list of headlines or a paywall's stub.
func (v *vocabulary) verdict(p *page, l *linked, text string) []bilan.Problem {
	n := runesOf(text)
	switch {
	case n == 0:
		return []bilan.Problem{notArticle("the page holds no article text")}
	case n < stubRunes && (l.free == "false" || l.free == "False" || v.asksToPay(p)):
		return []bilan.Problem{notArticle("the page shows only the beginning; the rest is for subscribers")}
	case n < leastRunes && !l.article:
		return []bilan.Problem{notArticle("the page holds too little text")}
	case !l.article && p.head.meta["og:type"] != "article" && p.isList(text):
		return []bilan.Problem{notArticle("the page is a list of headlines")}
	}
	return nil
}

// asksToPay looks for a paywall's phrase in short blocks.
func (v *vocabulary) asksToPay(p *page) bool {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.runes > 250 {
			continue
		}
		if v.wantsPay(fold(p.string(b))) {
			return true
		}
	}
	return false
}

// wantsPay reports whether a folded text holds a paywall's phrase.
func (v *vocabulary) wantsPay(f string) bool {
	for _, phrase := range v.paywall {
		if strings.Contains(f, phrase) {
			return true
		}
	}
	return false
}

// isList reports whether linked headlines outweigh the prose.
func (p *page) isList(text string) bool {
	heads := 0
	for i := range p.blocks {
		b := &p.blocks[i]
		if isHeading(b.tag) && b.links*10 > b.runes*8 && b.runes > 20 {
			heads++
		}
	}
	paragraphs := strings.Count(text, "\n\n") + 1
	return heads >= listHeadings && (heads > 2*paragraphs || runesOf(text) < heads*80)
}
