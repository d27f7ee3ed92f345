package article

import (
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// page is what one walk over a parse tree notes.
type page struct {
	text   []byte // of all blocks, one after the other
	blocks []block
	elems  []elem
	head   head
}

// block is a run of visible text that no block element interrupts.
type block struct {
	start, end   int // bytes of page.text
	elem         int // the innermost element on record
	tag          atom.Atom
	runes, links int // runes in all, runes inside links
	bold         int // runes in bold
	zone         zone
	soft         bool // follows the block before after a single line break
}

// elem is an element that holds blocks: a block element, or one with hints.
type elem struct {
	parent      int
	tag         atom.Atom
	own         zone
	zone        zone    // with its ancestors', hints that are not believed left out
	first, last int     // blocks [first,last)
	start, end  int     // bytes of page.text
	prose       float64 // balance of prose and furniture
	mass        int     // runes of prose
	talk        int     // those of them in readers' comments
}

// head is the metadata of a page as found, unjudged.
type head struct {
	meta      map[string]string // name or property → first content
	authors   []string          // of meta elements, in order
	jsonld    []string
	title     string
	canonical string
	lang      string
	times     []timeMark
	block     int // of the first h1, found by judge
}

// timeMark is a time element or microdata time.
type timeMark struct {
	value    string
	modified bool
	named    bool // says that it is the publication's
	elem     int
	block    int // index of the next block when it was met
}

// walker carries the state of the walk.
type walker struct {
	page
	hints  hinter
	link   int
	bold   int
	figure int // depth of figures
	breaks int
	space  bool
	drop   bool // a drop cap was written: what follows is of its word
	cur    block
	elem   int
	tag    atom.Atom
}

// walk notes everything of a parse tree in one pass.
func walk(doc *html.Node, size int) *page {
	w := &walker{hints: hinter{seen: make(map[string]zone, 256)}}
	w.text = make([]byte, 0, size/8+1024)
	w.head.meta = map[string]string{}
	w.elems = append(w.elems, elem{parent: -1})
	w.children(doc)
	w.flush()
	w.elems[0].last = len(w.blocks)
	return &w.page
}

func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			w.write(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

func (w *walker) element(n *html.Node) {
	switch kindOf(n.DataAtom) {
	case kSkip:
		if n.DataAtom == atom.Button {
			w.figuresIn(n)
		}
	case kHead:
		w.headElement(n)
	case kBreak:
		w.breaks++
	case kInline:
		w.inline(n)
	case kRoot:
		if v := attr(n, "lang"); v != "" {
			w.head.lang = v
		}
		w.container(n, 0, true)
	default:
		w.container(n, w.hints.of(n)|w.tagZone(n.DataAtom), true)
	}
}

// figuresIn walks the figures inside a button that enlarges them; the rest of a button is no text.
func (w *walker) figuresIn(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode:
		case c.DataAtom == atom.Figure || c.DataAtom == atom.Figcaption:
			w.element(c)
		default:
			w.figuresIn(c)
		}
	}
}

// inline passes through elements within a line. One that is named as credit, caption, byline or date is cut out.
func (w *walker) inline(n *html.Node) {
	z := w.hints.of(n)
	if z&zHidden != 0 {
		w.container(n, z, false)
		return
	}
	switch n.DataAtom {
	case atom.A:
		w.anchor(n, z)
		return
	case atom.B, atom.Strong:
		w.bold++
		w.children(n)
		w.bold--
		return
	case atom.Time:
		w.timeElement(n)
	}
	if z&(zCredit|zCaption|zByline|zDate|zLive|zComment|zBody|zTitle) != 0 || z&zJunk != 0 && w.tag != atom.P {
		w.container(n, z, false)
		return
	}
	from := w.cur.runes
	w.children(n)
	w.drop = w.drop || z&zDrop != 0 && w.cur.runes == from+1
}

func (w *walker) anchor(n *html.Node, z zone) {
	w.link++
	if z&(zByline|zCredit) != 0 {
		w.container(n, z, false)
	} else {
		w.children(n)
	}
	w.link--
}

// container walks an element that is kept on record.
func (w *walker) container(n *html.Node, z zone, blockLevel bool) {
	if z&zDate != 0 {
		w.microTime(n)
	}
	soft := !blockLevel && w.tag == atom.P && z&(zCredit|zCaption|zComment|zHidden) == 0
	if !soft {
		w.flush()
	}
	parent, tag := w.elem, w.tag
	w.elems = append(w.elems, elem{parent: parent, tag: n.DataAtom, own: z, first: len(w.blocks), start: len(w.text)})
	w.elem = len(w.elems) - 1
	self := w.elem
	if blockLevel {
		w.tag = n.DataAtom
	}
	if z&zFigure != 0 {
		w.figure++
		w.children(n)
		w.figure--
	} else {
		w.children(n)
	}
	if !soft {
		w.flush()
	}
	w.elems[self].last, w.elems[self].end = len(w.blocks), len(w.text)
	w.elem, w.tag = parent, tag
}

// write appends text to the block at hand, each run of spaces as one.
func (w *walker) write(s string) {
	for i := 0; i < len(s); {
		if c := s[i]; c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' {
			w.space = true
			i++
			continue
		}
		j := i + 1
		for j < len(s) && s[j] > ' ' {
			j++
		}
		w.word(s[i:j])
		i = j
	}
}

func (w *walker) word(s string) {
	if w.breaks > 0 {
		soft := w.breaks == 1 && w.cur.runes > 0
		w.flush()
		w.begin()
		w.cur.soft = soft
	} else if w.cur.runes == 0 && w.cur.start == 0 {
		w.begin()
	} else if w.space && !w.drop {
		w.text = append(w.text, ' ')
		w.count(1)
	}
	w.breaks, w.space, w.drop = 0, false, false
	w.text = append(w.text, s...)
	w.count(utf8.RuneCountInString(s))
}

func (w *walker) begin() {
	if len(w.text) > 0 {
		w.text = append(w.text, ' ')
	}
	w.cur = block{start: len(w.text) + 1, elem: w.elem, tag: w.tag}
}

func (w *walker) count(n int) {
	w.cur.runes += n
	if w.link > 0 {
		w.cur.links += n
	}
	if w.bold > 0 {
		w.cur.bold += n
	}
}

// flush ends the block at hand.
func (w *walker) flush() {
	w.breaks, w.space, w.drop = 0, false, false
	if w.cur.runes == 0 {
		w.cur = block{}
		return
	}
	w.cur.start--
	w.cur.end = len(w.text)
	w.blocks = append(w.blocks, w.cur)
	w.cur = block{}
}

// kinds of element, by how the walk treats them.
type elemKind uint8

const (
	kBlock elemKind = iota
	kInline
	kSkip
	kHead
	kBreak
	kRoot
)

func kindOf(a atom.Atom) elemKind {
	switch a {
	case 0, atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data, atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I,
		atom.Ins, atom.Kbd, atom.Mark, atom.Nobr, atom.Q, atom.Ruby, atom.S, atom.Samp, atom.Small, atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time,
		atom.Tt, atom.U, atom.Var, atom.Wbr, atom.Label, atom.Picture, atom.Slot:
		return kInline
	case atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Embed, atom.Select, atom.Textarea, atom.Button, atom.Input, atom.Canvas,
		atom.Audio, atom.Video, atom.Map, atom.Math, atom.Dialog, atom.Noframes, atom.Img, atom.Progress, atom.Meter, atom.Rp, atom.Rt, atom.Datalist, atom.Applet:
		return kSkip
	case atom.Script, atom.Meta, atom.Link, atom.Title:
		return kHead
	case atom.Br:
		return kBreak
	case atom.Html, atom.Body:
		return kRoot
	}
	return kBlock
}

// tagZone gives what an element's name alone tells.
func (w *walker) tagZone(a atom.Atom) zone {
	switch a {
	case atom.Footer:
		if w.figure == 0 {
			return zJunk
		}
	case atom.Nav, atom.Aside, atom.Menu:
		return zJunk
	case atom.Figure:
		return zFigure
	case atom.Figcaption:
		return zCaption
	case atom.Article:
		return zArticle
	case atom.Blockquote:
		return zQuote
	}
	return 0
}
