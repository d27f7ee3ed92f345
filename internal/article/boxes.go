package article

import (
	"golang.org/x/net/html/atom"
)

// markBoxes finds furniture that no class name tells: boxes under a heading like "read also", and cards that are a
// linked headline with a teaser. Both are marked before hints are believed.
func (p *page) markBoxes(v *vocabulary) {
	total := p.elems[0].mass
	head := p.headBlock()
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.runes > 80 || i == head {
			continue
		}
		related := b.runes < 50 && v.boxHeading(fold(p.string(b)))
		if !related && !(isHeading(b.tag) && b.links*10 > b.runes*8) {
			continue
		}
		box := p.boxOf(b.elem)
		if !related {
			box = p.cardOf(box)
		}
		e := &p.elems[box]
		if box == 0 || p.within(head, box) && p.blocks[head].tag == atom.H1 {
			continue
		}
		if related && e.first == i && e.mass*5 < total*2 || !related && p.isCard(e) {
			e.own |= zJunk
		}
	}
}

// cardOf climbs from a linked headline's box to the whole card, as long as it stays small.
func (p *page) cardOf(e int) int {
	for up := p.elems[e].parent; up > 0 && p.isCard(&p.elems[up]); up = p.elems[up].parent {
		e = up
	}
	return e
}

// boxOf gives the nearest ancestor that holds more than the block itself.
func (p *page) boxOf(e int) int {
	for e > 0 && p.elems[e].last-p.elems[e].first < 2 {
		e = p.elems[e].parent
	}
	return e
}

// isCard reports whether an element is a headline with a teaser: few blocks, little text.
func (p *page) isCard(e *elem) bool {
	if e.last-e.first > 14 {
		return false
	}
	runes := 0
	for i := e.first; i < e.last; i++ {
		runes += p.blocks[i].runes
	}
	return runes < 600
}

// dropCards takes articles inside the core that are cards of other articles, unless the core is made of articles,
// as a live blog is.
func (p *page) dropCards(core int) {
	sum := 0
	var cards []int
	for i := core + 1; i < len(p.elems) && p.elems[i].first < p.elems[core].last; i++ {
		e := &p.elems[i]
		if e.own&zArticle == 0 || e.first == e.last || e.mass*10 > p.elems[core].mass*3 {
			continue
		}
		sum += e.mass
		cards = append(cards, i)
	}
	if sum*2 > p.elems[core].mass {
		return
	}
	for _, c := range cards {
		for i := p.elems[c].first; i < p.elems[c].last; i++ {
			p.blocks[i].zone |= zJunk
		}
	}
}
