package article

import (
	"golang.org/x/net/html/atom"
)

// pick gives the indexes of the blocks that make the text, in order.
func (p *page) pick(v *vocabulary, title string) []int {
	core := p.core()
	first, last := p.elems[core].first, p.elems[core].last
	var out []int
	for _, i := range p.lead(core, title) {
		out = append(out, i)
	}
	for i := first; i < last; i++ {
		if v.comments.match(fold(p.string(&p.blocks[i]))) > 0 && p.blocks[i].runes < 60 && len(out) > 0 {
			break
		}
		if p.keep(i, v, title) {
			out = append(out, i)
		}
	}
	return p.trim(out)
}

// keep reports whether a block of the core is text.
func (p *page) keep(i int, v *vocabulary, title string) bool {
	b := &p.blocks[i]
	if b.zone&(zApart|zFigure) != 0 || b.zone&zBox != 0 && b.tag != atom.P {
		return false
	}
	s := p.string(b)
	f := fold(s)
	if b.links*10 >= b.runes*8 && (b.runes < 160) {
		return false
	}
	if b.tag == atom.H1 || sameText(s, title) {
		return false
	}
	if v.furnitureLine(f) || v.creditLine(s) != "" {
		return false
	}
	return true
}

// lead gives the standfirst: prose between the headline and the core, outside of it.
func (p *page) lead(core int, title string) []int {
	first := p.elems[core].first
	from := -1
	for i := first - 1; i >= 0 && i > first-40; i-- {
		b := &p.blocks[i]
		if b.tag == atom.H1 || title != "" && sameText(p.string(b), title) {
			from = i + 1
			break
		}
	}
	if from < 0 {
		return nil
	}
	var out []int
	for i := from; i < first; i++ {
		b := &p.blocks[i]
		if b.zone&(zApart|zFigure) != 0 || b.links*3 > b.runes {
			continue
		}
		if b.runes >= 60 && hasStop(p.string(b)) || b.zone&zLead != 0 && b.runes >= 20 {
			out = append(out, i)
		}
	}
	return out
}

// trim drops headings at the end and scraps after the last prose.
func (p *page) trim(out []int) []int {
	for len(out) > 0 {
		b := &p.blocks[out[len(out)-1]]
		if !isHeading(b.tag) && (b.tag == atom.P || b.runes >= proseRunes) {
			break
		}
		out = out[:len(out)-1]
	}
	return out
}
