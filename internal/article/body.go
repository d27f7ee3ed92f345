package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

const (
	proseRunes = 40 // a block of fewer runes is not counted as prose
	zAside     = zJunk | zComment | zHidden
	zApart     = zAside | zCaption | zCredit | zByline | zDate
)

// judge weighs blocks and elements: which hints to believe, how much prose each element holds. When the hints leave
// next to nothing of the page they are taken to be wrong, all but those of comments.
func (p *page) judge(v *vocabulary) {
	p.head.block = p.headline1()
	p.weigh()
	p.markBoxes(v)
	p.sum(zAside)
	if total := p.elems[0].mass - p.elems[0].talk; total > 400 && p.elems[p.core()].mass*5 < total {
		p.sum(zComment)
	}
}

// headBlock is the index of the block that holds the headline, 0 when there is none.
func (p *page) headBlock() int { return p.head.block }

func (p *page) headline1() int {
	for i := range p.blocks {
		if p.blocks[i].tag == atom.H1 && p.blocks[i].runes > 10 {
			return i
		}
	}
	return 0
}

// weigh counts the prose that each element holds, and what of it are comments.
func (p *page) weigh() {
	for i := range p.blocks {
		if b := &p.blocks[i]; b.prose() {
			p.elems[b.elem].mass += b.runes
		}
	}
	for i := len(p.elems) - 1; i > 0; i-- {
		e := &p.elems[i]
		if e.own&zComment != 0 || e.own&zHolder != 0 {
			e.talk = e.mass
		}
		p.elems[e.parent].mass += e.mass
		p.elems[e.parent].talk += e.talk
	}
}

// sum believes the hints of trust and sums the scores of blocks in the elements that hold them.
func (p *page) sum(trust zone) {
	p.believe(trust)
	for i := range p.elems {
		p.elems[i].prose = 0
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		b.zone = p.elems[b.elem].zone
		p.elems[b.elem].prose += p.score(b)
	}
	for i := len(p.elems) - 1; i > 0; i-- {
		p.elems[p.elems[i].parent].prose += p.elems[i].prose
	}
}

func (b *block) prose() bool { return b.runes >= proseRunes && b.links*5 < b.runes*2 }

// believe passes hints down the tree. A hint that would take most of the page's prose away is wrong.
func (p *page) believe(trust zone) {
	total := p.elems[0].mass - p.elems[0].talk
	heads := p.firstHeads()
	for i := 1; i < len(p.elems); i++ {
		e := &p.elems[i]
		z := e.own
		if z&zHolder == 0 {
			z &^= zAside &^ trust
		}
		if z&zAside != 0 && z&zHolder == 0 && p.tooMuch(i, total, heads[i]) {
			z &^= zAside
		}
		if z&(zCaption|zCredit|zByline|zDate|zFigure|zBox) != 0 && e.mass > 600 && e.mass*5 > total {
			z &^= zCaption | zCredit | zByline | zDate | zFigure | zBox
		}
		if e.tag == atom.P && e.mass >= 80 {
			z &^= zJunk | zDate | zByline // makers call leads teasers, too
		}
		if e.mass >= 120 {
			z &^= zDate
		}
		if z&zJunk != 0 && z&zHolder == 0 && p.leadLike(e) {
			z &^= zJunk
		}
		up := p.elems[e.parent].zone
		if z&zBody != 0 {
			up &^= zLead | zTitle
		}
		e.zone = up&^(zBody|zArticle) | z
	}
}

// leadLike reports whether an element is one paragraph without links shortly after the headline: a lead, whatever
// its maker calls it.
func (p *page) leadLike(e *elem) bool {
	after := e.first - p.headBlock()
	if after < 1 || after > 8 || e.mass < 80 || e.last-e.first != 1 {
		return false
	}
	b := &p.blocks[e.first]
	return b.links == 0 && hasStop(p.string(b))
}

// tooMuch reports whether an element holds so much of the page's prose that it cannot be furniture. What is hidden
// must be nearly all; comments may be longer than the story, and are known by not holding the headline.
func (p *page) tooMuch(i, total int, head bool) bool {
	e := &p.elems[i]
	mass := e.mass - e.talk
	switch {
	case e.own&zComment != 0:
		return e.mass > 0 && (head || p.holdsBody(i))
	case e.own&zHidden != 0:
		return mass*10 > total*8
	case mass*2 > total:
		return true
	}
	return mass*4 > total && (head || p.holdsBody(i))
}

// firstHeads tells which elements hold the page's first h1.
func (p *page) firstHeads() map[int]bool {
	held := map[int]bool{}
	for i := range p.blocks {
		if p.blocks[i].tag == atom.H1 && p.blocks[i].runes > 15 {
			for e := p.blocks[i].elem; e > 0; e = p.elems[e].parent {
				held[e] = true
			}
			break
		}
	}
	return held
}

// holdsBody reports whether an element inside e says that it is the body.
func (p *page) holdsBody(e int) bool {
	for i := e + 1; i < len(p.elems) && p.elems[i].start < p.elems[e].end; i++ {
		if p.elems[i].own&zBody != 0 && p.elems[i].mass > 0 {
			return true
		}
	}
	return false
}

// score is what a block says for its containers being the article: prose for, link lists and scraps against.
func (p *page) score(b *block) float64 {
	if b.zone&zApart != 0 {
		return 0
	}
	n, link := float64(b.runes), float64(b.links)/float64(b.runes)
	switch {
	case isHeading(b.tag) && link > .8 && b.runes > 20:
		return -120 // a headline of another article
	case isHeading(b.tag):
		return -20 * link
	case link > .6:
		return -min(n, 60)
	case b.runes < 30:
		if b.tag == atom.P {
			return 0
		}
		return -4
	}
	s := min(n-25, 500) * (1 - link) * (1 - link)
	if b.tag == atom.P {
		s *= 1.25
	} else if b.tag == atom.Li {
		s *= .5
	}
	if !hasStop(p.string(b)) {
		s *= .3
	}
	return s
}

func (p *page) string(b *block) string { return string(p.text[b.start:b.end]) }

func isHeading(a atom.Atom) bool {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// hasStop reports whether a text holds the end of a sentence in any script: its sign after a letter, sign or bracket.
func hasStop(s string) bool {
	for i := 0; ; {
		k := strings.IndexAny(s[i:], ".!?…。！？।։؟۔;")
		if k < 0 {
			return false
		}
		at := i + k
		if at > 0 && !(s[at-1] >= '0' && s[at-1] <= '9') || at == len(s)-1 && at > 0 {
			return true
		}
		_, n := utf8.DecodeRuneInString(s[at:])
		i = at + n
	}
}

// core finds the element with the best balance of prose, and goes down while one child holds nearly all of it.
func (p *page) core() int {
	best, top := 0, 0.0
	for i := range p.elems {
		s := p.elems[i].prose * p.bonus(i)
		if s >= top {
			best, top = i, s
		}
	}
	return p.descend(best)
}

// descend goes from the best element to a part of it that says it is the article, when that part holds enough: to
// the article element with the headline where several articles share a page, then to the element named as body.
func (p *page) descend(best int) int {
	want, head := p.elems[best].prose, p.headBlock()
	for i := best + 1; i < len(p.elems) && p.elems[i].first < p.elems[best].last; i++ {
		e := &p.elems[i]
		if e.own&zArticle != 0 && p.within(head, i) && e.prose > .25*want {
			best, want = i, e.prose
		}
	}
	for i := best + 1; i < len(p.elems) && p.elems[i].first < p.elems[best].last; i++ {
		e := &p.elems[i]
		if e.own&zBody != 0 && e.zone&zApart == 0 && e.prose > .8*want {
			best, want = i, e.prose
		}
	}
	return best
}

func (p *page) bonus(i int) float64 {
	e := &p.elems[i]
	switch {
	case e.zone&zApart != 0:
		return .1
	case e.own&zBody != 0:
		return 1.3
	case e.own&zArticle != 0:
		return 1.1
	}
	return 1
}

// within reports whether block b lies in element e.
func (p *page) within(b, e int) bool { return b >= p.elems[e].first && b < p.elems[e].last }

// runesOf counts runes of a string.
func runesOf(s string) int { return utf8.RuneCountInString(s) }
