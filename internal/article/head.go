package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// headElement notes a script, meta, link or title element, wherever it stands.
func (w *walker) headElement(n *html.Node) {
	switch n.DataAtom {
	case atom.Script:
		if t := attr(n, "type"); strings.Contains(t, "ld+json") && n.FirstChild != nil {
			w.head.jsonld = append(w.head.jsonld, n.FirstChild.Data)
		}
	case atom.Title:
		if w.head.title == "" && n.FirstChild != nil && n.Namespace == "" {
			w.head.title = squeeze(n.FirstChild.Data)
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && w.head.canonical == "" {
			w.head.canonical = strings.TrimSpace(attr(n, "href"))
		}
	case atom.Meta:
		w.metaElement(n)
	}
}

func (w *walker) metaElement(n *html.Node) {
	var name, content, item string
	for _, a := range n.Attr {
		switch a.Key {
		case "name", "property", "http-equiv":
			if name == "" {
				name = strings.ToLower(strings.TrimSpace(a.Val))
			}
		case "itemprop":
			item = a.Val
		case "content":
			content = squeeze(a.Val)
		}
	}
	if content == "" {
		return
	}
	if item != "" {
		w.itemMeta(item, content)
	}
	if name == "" {
		return
	}
	if authorKeys[name] {
		w.head.authors = append(w.head.authors, content)
	}
	if _, ok := w.head.meta[name]; !ok {
		w.head.meta[name] = content
	}
}

func (w *walker) itemMeta(item, content string) {
	key := "itemprop:" + strings.ToLower(item)
	if _, ok := w.head.meta[key]; !ok {
		w.head.meta[key] = content
	}
}

var authorKeys = map[string]bool{"author": true, "article:author": true, "og:article:author": true, "byl": true, "dc.creator": true, "dcterms.creator": true, "parsely-author": true, "sailthru.author": true, "cxenseparse:author": true, "article:author_name": true, "article.author": true, "dc.contributor": true}

// timeElement notes <time datetime pubdate itemprop>.
func (w *walker) timeElement(n *html.Node) {
	v := attr(n, "datetime")
	if v == "" {
		v = nodeText(n, 80)
	}
	if v == "" {
		return
	}
	item := attr(n, "itemprop")
	named := hasAttr(n, "pubdate") || strings.Contains(item, "datePublished")
	w.head.times = append(w.head.times, timeMark{value: v, named: named, modified: item == "dateModified" || strings.Contains(attr(n, "class"), "modif") || strings.Contains(attr(n, "class"), "update"), elem: w.elem, block: len(w.blocks)})
}

// microTime notes an element with itemprop date… and its content or title attribute.
func (w *walker) microTime(n *html.Node) {
	if n.DataAtom == atom.Time {
		return
	}
	item := attr(n, "itemprop")
	v := attr(n, "content")
	if v == "" {
		v = attr(n, "datetime")
	}
	if v == "" {
		v = attr(n, "title")
	}
	if v == "" {
		return
	}
	w.head.times = append(w.head.times, timeMark{value: v, named: strings.Contains(item, "datePublished"), modified: item == "dateModified", elem: w.elem, block: len(w.blocks)})
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// nodeText gives up to limit bytes of an element's text.
func nodeText(n *html.Node, limit int) string {
	var b strings.Builder
	var visit func(*html.Node)
	visit = func(n *html.Node) {
		for c := n.FirstChild; c != nil && b.Len() < limit; c = c.NextSibling {
			if c.Type == html.TextNode {
				b.WriteString(c.Data)
			} else if c.DataAtom != atom.Script && c.DataAtom != atom.Style {
				visit(c)
			}
		}
	}
	visit(n)
	return squeeze(b.String())
}

// squeeze makes every run of white space one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
