package article

import (
	"encoding/json"
	"html"
	"strings"

	xhtml "golang.org/x/net/html"
)

// linked is what JSON-LD says of the page's article.
type linked struct {
	title, published, updated, publisher, lang, url string
	authors, orgs                                   []string // persons; organisations that sign
	credits                                         []string
	body                                            string
	live                                            []liveEntry
	article                                         bool // it calls something an article
	free                                            string
}

// parts gives the text that the JSON-LD itself holds, in paragraphs.
func (l *linked) parts() (out []part) {
	for _, s := range paragraphs(l.body) {
		out = append(out, part{text: s})
	}
	for i, e := range l.live {
		for _, s := range append([]string{e.title}, paragraphs(e.body)...) {
			if s != "" {
				out = append(out, part{text: s, entry: i + 1, time: e.time})
			}
		}
	}
	return out
}

// paragraphs cuts a text at line feeds and takes markup out.
func paragraphs(s string) (out []string) {
	if strings.Contains(s, "</") || strings.Contains(s, "<br") {
		if doc, err := xhtml.Parse(strings.NewReader(s)); err == nil {
			p := walk(doc, len(s))
			for i := range p.blocks {
				out = append(out, p.string(&p.blocks[i]))
			}
			return out
		}
	}
	for _, line := range strings.Split(s, "\n") {
		if line = squeeze(line); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// liveEntry is one entry of a LiveBlogPosting.
type liveEntry struct{ title, body, time string }

// node is a JSON-LD object.
type node = map[string]any

// readLinked reads the JSON-LD blocks of a page, best article first.
func readLinked(scripts []string) *linked {
	g := &graph{ids: map[string]node{}}
	for _, s := range scripts {
		if v, ok := parseJSON(s); ok {
			g.collect(v, 0)
		} else {
			g.collect(salvage(s), 0)
		}
	}
	l := &linked{}
	if n := g.best(); n != nil {
		g.fill(l, n)
	}
	return l
}

// parseJSON mends what page makers often get wrong: comment marks, raw control bytes, a semicolon at the end.
func parseJSON(s string) (any, bool) {
	s = strings.TrimSpace(s)
	for _, mark := range [...]string{"<!--", "//<![CDATA[", "<![CDATA[", "/*<![CDATA[*/"} {
		s = strings.TrimSpace(strings.TrimPrefix(s, mark))
	}
	for _, mark := range [...]string{"-->", "//]]>", "]]>", "/*]]>*/", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, mark))
	}
	var v any
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	s = strings.Map(func(r rune) rune {
		if r < 0x20 {
			return ' '
		}
		return r
	}, s)
	if json.Unmarshal([]byte(s), &v) == nil {
		return v, true
	}
	return nil, false
}

// salvage takes the plain facts out of JSON-LD that is no JSON: the first string after each key.
func salvage(s string) node {
	n := node{}
	for _, key := range [...]string{"@type", "headline", "datePublished", "dateModified"} {
		_, rest, found := strings.Cut(s, `"`+key+`"`)
		rest = strings.TrimLeft(rest, " \t\r\n:")
		if !found || !strings.HasPrefix(rest, `"`) {
			continue
		}
		if value, _, closed := strings.Cut(rest[1:], `"`); closed && !strings.Contains(value, `\`) {
			n[key] = value
		}
	}
	return n
}

// graph holds the objects of a page's JSON-LD and the names they have.
type graph struct {
	ids   map[string]node
	nodes []node
}

func (g *graph) collect(v any, depth int) {
	if depth > 12 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			g.collect(x, depth+1)
		}
	case node:
		if id, _ := v["@id"].(string); id != "" && len(v) > 1 {
			if old := g.ids[id]; len(old) < len(v) {
				g.ids[id] = v
			}
		}
		if v["@type"] != nil {
			g.nodes = append(g.nodes, v)
		}
		for _, k := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "hasPart", "isPartOf"} {
			if v[k] != nil {
				g.collect(v[k], depth+1)
			}
		}
	}
}

// rank says how much a type is an article: 3 news, 2 article, 1 page, 0 none.
func rank(n node) int {
	best := 0
	for _, t := range texts(n["@type"]) {
		t = strings.TrimPrefix(strings.TrimPrefix(t, "https://schema.org/"), "http://schema.org/")
		r := 0
		switch {
		case strings.HasSuffix(t, "NewsArticle") || t == "LiveBlogPosting":
			r = 3
		case strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "Posting") || t == "Report":
			r = 2
		case t == "WebPage" || t == "ItemPage" || t == "ClaimReview" || t == "CreativeWork" || t == "Recipe" || t == "Review":
			r = 1
		}
		best = max(best, r)
	}
	return best
}

func (g *graph) best() node {
	var best node
	top := 0
	for _, n := range g.nodes {
		r := rank(n) * 4
		if r == 0 {
			continue
		}
		for _, k := range [...]string{"headline", "datePublished", "author"} {
			if n[k] != nil {
				r++
			}
		}
		if r > top {
			best, top = n, r
		}
	}
	return best
}

func (g *graph) fill(l *linked, n node) {
	l.article = rank(n) >= 2
	if l.title = first(n["headline"]); l.title == "" {
		l.title = first(n["name"])
	}
	l.published, l.updated = isoTime(first(n["datePublished"])), isoTime(first(n["dateModified"]))
	l.publisher = g.name(n["publisher"])
	l.lang = first(n["inLanguage"])
	l.url = first(n["url"])
	l.body = first(n["articleBody"])
	l.free = first(n["isAccessibleForFree"])
	for _, key := range [...]string{"author", "creator"} {
		if len(l.authors)+len(l.orgs) == 0 {
			g.sign(l, n[key])
		}
	}
	for _, key := range [...]string{"image", "thumbnail", "associatedMedia", "primaryImageOfPage"} {
		g.credit(l, n[key], 0)
	}
	for _, u := range list(n["liveBlogUpdate"]) {
		if e, ok := u.(node); ok {
			l.live = append(l.live, liveEntry{first(e["headline"]), first(e["articleBody"]), isoTime(first(e["datePublished"]))})
		}
	}
}

// sign notes who signs the article, persons apart from organisations.
func (g *graph) sign(l *linked, v any) {
	for _, x := range list(v) {
		name := g.name(x)
		if name == "" || strings.Contains(name, "://") {
			continue
		}
		if n := g.deref(x); n != nil && !isPerson(n) {
			l.orgs = append(l.orgs, name)
		} else {
			l.authors = append(l.authors, name)
		}
	}
}

func isPerson(n node) bool {
	types := texts(n["@type"])
	for _, t := range types {
		if strings.HasSuffix(t, "Person") {
			return true
		}
	}
	return len(types) == 0
}

// credit notes who made the pictures.
func (g *graph) credit(l *linked, v any, depth int) {
	if depth > 3 {
		return
	}
	for _, x := range list(v) {
		n := g.deref(x)
		if n == nil {
			continue
		}
		for _, key := range [...]string{"creditText", "copyrightNotice"} {
			if s := cleanCredit(first(n[key])); s != "" {
				l.credits = append(l.credits, s)
			}
		}
		for _, key := range [...]string{"creator", "author", "copyrightHolder"} {
			if s := cleanCredit(g.name(n[key])); s != "" && n[key] != nil {
				l.credits = append(l.credits, s)
			}
		}
	}
}

// deref gives the object that v is or names.
func (g *graph) deref(v any) node {
	switch v := v.(type) {
	case node:
		if id, _ := v["@id"].(string); id != "" && v["name"] == nil {
			if n := g.ids[id]; n != nil {
				return n
			}
		}
		return v
	case []any:
		if len(v) > 0 {
			return g.deref(v[0])
		}
	}
	return nil
}

func (g *graph) name(v any) string {
	if s, ok := v.(string); ok {
		return clean(s)
	}
	n := g.deref(v)
	for _, key := range [...]string{"name", "byline", "legalName", "alternateName"} {
		if s := first(n[key]); s != "" {
			return s
		}
	}
	if s := strings.TrimSpace(first(n["givenName"]) + " " + first(n["familyName"])); s != "" {
		return s
	}
	return ""
}

// list gives v as a list; nil is empty.
func list(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

func texts(v any) (out []string) {
	for _, x := range list(v) {
		if s, ok := x.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

// first gives the first string of v, its "@value" or its "name", without markup.
func first(v any) string {
	for _, x := range list(v) {
		switch x := x.(type) {
		case string:
			return clean(x)
		case bool:
			if x {
				return "true"
			}
			return "false"
		case node:
			for _, k := range [...]string{"@value", "name", "alternateName"} {
				if s, ok := x[k].(string); ok {
					return clean(s)
				}
			}
		}
	}
	return ""
}

// clean resolves entities that were escaped twice and trims.
func clean(s string) string {
	if strings.Contains(s, "&") {
		s = html.UnescapeString(s)
	}
	return strings.TrimSpace(s)
}
