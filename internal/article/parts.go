package article

import (
	"sort"

	"golang.org/x/net/html/atom"
)

// part is one paragraph of the text. Parts of one entry of a live blog share its number; 0 is no entry.
type part struct {
	text  string
	soft  bool // follows the part before after a single line feed
	entry int
	time  string
}

func runesIn(parts []part) (n int) {
	for _, p := range parts {
		n += runesOf(p.text)
	}
	return n
}

// parts gives the picked blocks with the live entries that they belong to.
func (p *page) parts(picked []int) []part {
	entries := p.entries(picked)
	out := make([]part, 0, len(picked))
	for k, i := range picked {
		b := &p.blocks[i]
		s := part{text: p.string(b), soft: b.soft && k > 0 && picked[k-1] == i-1}
		for e := b.elem; e > 0 && len(entries) > 0; e = p.elems[e].parent {
			if t, ok := entries[e]; ok {
				s.entry, s.time = e, t
				break
			}
		}
		out = append(out, s)
	}
	return out
}

// entries finds the elements that are entries of a live blog, with their times: elements named so, else articles
// with a time of their own, three at least.
func (p *page) entries(picked []int) map[int]string {
	if len(picked) == 0 {
		return nil
	}
	found, core := map[int]string{}, p.core()
	for i := core + 1; i < len(p.elems) && p.elems[i].first < p.elems[core].last; i++ {
		e := &p.elems[i]
		if e.first == e.last || e.own&zLive == 0 && e.tag != atom.Article {
			continue
		}
		if t := p.timeIn(i); t != "" || e.own&zLive != 0 {
			found[i] = t
		}
	}
	if len(found) < 3 {
		return nil
	}
	return found
}

// timeIn gives the first machine time inside an element.
func (p *page) timeIn(e int) string {
	times := p.head.times // in the order of blocks
	from := sort.Search(len(times), func(i int) bool { return times[i].block >= p.elems[e].first })
	for _, m := range times[from:] {
		if m.block > p.elems[e].last {
			break
		}
		if m.elem >= e && p.inside(m.elem, e) && !m.modified {
			return isoTime(m.value)
		}
	}
	return ""
}

func (p *page) inside(e, outer int) bool {
	for ; e > 0; e = p.elems[e].parent {
		if e == outer {
			return true
		}
	}
	return false
}
