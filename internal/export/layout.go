package export

import "bilan"

// Layout is a reading laid out for a page: title and text cut where what marks them changes, and the claims in the order of
// their words. Part.Refs are places in Claims, counted from 1.
type Layout struct {
	Title    []Part
	Sections []Section
	Claims   []bilan.Claim
}

// NewLayout lays a reading out. It tells no words of its own; whoever shows it does.
func NewLayout(r *bilan.Reading) Layout {
	r = inTextOrder(r)
	l := Layout{Sections: sections(r), Claims: r.Claims}
	if title := r.Article.Title; title != "" {
		l.Title = cut(title, 0, len(title), marks(r, "title", len(title)))
	}
	return l
}

// Evidence gives the words of a claim that are shown beside it.
func Evidence(c *bilan.Claim) bilan.Span { return evidence(c) }

// Around gives a span of a text with at most n bytes before and after it, cut at spaces.
func Around(text string, s *bilan.Span, n int) (before, words, after string) {
	return around(text, s, n)
}
