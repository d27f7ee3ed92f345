package article

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// picker chooses the blocks that make the text.
type picker struct {
	*page
	v     *vocabulary
	title string // letters of the title
	core  int
	head  int // where the first h1's text begins
}

// pick gives the indexes of the blocks that make the text, in order.
func (p *page) pick(v *vocabulary, title string) []int {
	k := picker{page: p, v: v, title: lettersOf(title), core: p.core()}
	p.dropCards(k.core)
	if h := p.headBlock(); len(p.blocks) > 0 {
		k.head = p.blocks[h].start
	}
	out := k.lead()
	begun, told := len(out) > 0, 0
	for i := k.start(); i < p.elems[k.core].last; i++ {
		b := &p.blocks[i]
		if told*3 > p.elems[k.core].mass && b.runes < 60 && v.comments.match(fold(p.string(b))) > 0 {
			break
		}
		if !k.keep(b) {
			continue
		}
		if !begun && b.zone&zLive == 0 && !isProse(p, b) && (b.runes < proseRunes || isHeading(b.tag)) {
			continue // scraps before the text: kicker, place, name
		}
		begun = true
		told += b.runes
		out = append(out, i)
	}
	return k.trim(out)
}

func isProse(p *page, b *block) bool {
	return b.runes >= proseRunes && (b.tag == atom.P || hasStop(p.string(b)))
}

// start is the first block of the core, after the headline when that stands in the core's beginning.
func (k *picker) start() int {
	e := &k.elems[k.core]
	for i := e.first; i < e.last && i < e.first+30; i++ {
		if b := &k.blocks[i]; b.zone&zApart == 0 && b.links*2 < b.runes && k.isTitle(b) {
			return i + 1
		}
	}
	return e.first
}

func (k *picker) isTitle(b *block) bool {
	if b.tag == atom.H1 && k.head == b.start {
		return b.runes > 15
	}
	n, t := b.end-b.start, len(k.title)
	if t == 0 || b.runes > 300 || n > 2*t+80 {
		return false
	}
	if !isHeading(b.tag) && b.zone&zTitle == 0 && (n < t || n > t+t/2) { // letters are fewer than bytes
		return false
	}
	return k.tells(b)
}

// tells reports whether a block says the title, with or without a kicker.
func (k *picker) tells(b *block) bool {
	l := lettersOf(k.string(b))
	if l == k.title {
		return true
	}
	return (isHeading(b.tag) || b.zone&zTitle != 0) && len(l) > 20 && (strings.Contains(l, k.title) || strings.Contains(k.title, l))
}

// keep reports whether a block of the core is text.
func (k *picker) keep(b *block) bool {
	if b.zone&zApart != 0 || b.zone&zFigure != 0 && b.zone&zQuote == 0 || b.zone&zBox != 0 && b.tag != atom.P {
		return false
	}
	s := k.string(b)
	if b.runes < 160 && (b.links*10 >= b.runes*8 || b.links*2 >= b.runes && !hasStop(s)) {
		return false
	}
	if k.isTitle(b) {
		return false
	}
	return b.runes > 450 || !k.v.aside(s, b.runes)
}

// aside reports whether a short text is no part of the story: furniture, a date line, a byline, a credit, a caption.
func (v *vocabulary) aside(s string, runes int) bool {
	f := fold(s[:min(len(s), 160)])
	if c := clockStart(s); c > 0 && len(s) <= c+6 || runes < 250 && v.wantsPay(f) {
		return true
	}
	if v.furnitureLine(f) || v.taglineLine(f) || v.creditLine(s) != "" || v.dateLine(s, f, runes) {
		return true
	}
	if runes < 80 && v.opener(v.byline, s) > 0 && len(v.bylineNames(s)) > 0 && !hasStop(strings.TrimRight(s, ".")) {
		return true
	}
	if runes < 450 {
		_, credit := v.markedCaption(s)
		return credit != ""
	}
	return false
}

// dateLine reports whether a short text is little more than a date.
func (v *vocabulary) dateLine(s, f string, runes int) bool {
	if runes > 80 || !strings.ContainsAny(s, "0123456789") || v.dateText(s) == "" {
		return false
	}
	return runes < 45 || v.published.match(f) > 0 || v.updated.match(f) > 0 || runes < 60 && !hasStop(strings.TrimRight(s, "."))
}

// lead gives the standfirst: prose between the headline and the core, outside of it.
func (k *picker) lead() (out []int) {
	first := k.elems[k.core].first
	from := -1
	for i := first - 1; i >= 0 && i > first-40; i-- {
		if k.isTitle(&k.blocks[i]) {
			from = i + 1
			break
		}
	}
	for i := from; from >= 0 && i < first; i++ {
		b := &k.blocks[i]
		if b.zone&(zApart|zFigure) != 0 || b.links*3 > b.runes {
			continue
		}
		if s := k.string(b); (b.runes >= 60 && hasStop(s) || b.runes >= 80 && isHeading(b.tag) || b.zone&zLead != 0 && b.runes >= 20) && !k.v.aside(s, b.runes) {
			out = append(out, i)
		}
	}
	return out
}

// trim drops headings at the end and scraps after the last prose.
func (k *picker) trim(out []int) []int {
	for len(out) > 0 {
		b := &k.blocks[out[len(out)-1]]
		if s := k.string(b); !isHeading(b.tag) && !announces(s, b.runes) && (b.tag == atom.P && hasStop(s) || b.runes >= proseRunes) {
			break
		}
		out = out[:len(out)-1]
	}
	return out
}

// announces reports whether a last paragraph only says what follows it, which is no text: "More on this in our live blog:".
func announces(s string, runes int) bool {
	return runes < 140 && strings.HasSuffix(strings.TrimRight(s, " \u00a0"), ":")
}
