package article

import (
	"net/url"
	"strings"
)

// facts are what the page says of the article, judged.
type facts struct {
	title, published, updated, publisher, lang, url string
	byline                                          []string
}

// judgeFacts chooses among the sources of each fact, the most explicit first.
func (v *vocabulary) judgeFacts(p *page, l *linked, m Meta) facts {
	f := facts{
		url:       firstOf(m.URL, p.canonical(), p.head.meta["og:url"], l.url),
		publisher: firstOf(m.Publisher, p.head.meta["og:site_name"], l.publisher, p.head.meta["application-name"]),
		lang:      langCode(firstOf(m.Lang, p.head.lang, l.lang, p.head.meta["og:locale"], p.head.meta["content-language"], p.head.meta["language"])),
	}
	f.title = firstOf(m.Title, p.title(l, f.publisher))
	f.published = firstOf(m.Published, v.published0(p, l, f.url))
	f.updated = v.updatedTime(p, l)
	f.byline = v.bylines(p, l)
	return f
}

func (p *page) canonical() string {
	u, err := url.Parse(p.head.canonical)
	if err != nil || u.Host == "" {
		return ""
	}
	return p.head.canonical
}

func firstOf(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// langCode gives the language part of a tag like "fr-FR" or "ru_RU".
func langCode(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if i := strings.IndexAny(s, "-_,; "); i > 0 {
		s = s[:i]
	}
	if len(s) < 2 || len(s) > 3 {
		return ""
	}
	return s
}

// title: an h1 that the metadata also know, else the metadata's, else the h1, else the title element without its tail.
func (p *page) title(l *linked, publisher string) string {
	heads := p.headings()
	told := []string{l.title, p.head.meta["og:title"], p.head.meta["twitter:title"], p.head.title}
	for _, h := range heads {
		for _, t := range told {
			if t != "" && (sameText(h, t) || strings.Contains(lettersOf(t), lettersOf(h)) && runesOf(h) > 15) {
				return h
			}
		}
	}
	if l.article && l.title != "" {
		return l.title
	}
	if t := p.head.meta["og:title"]; t != "" {
		return cutTail(t, publisher)
	}
	if len(heads) > 0 && runesOf(heads[0]) > 15 {
		return heads[0]
	}
	return cutTail(firstOf(p.head.meta["twitter:title"], p.head.title), publisher)
}

// headings gives the texts of h1 elements and of blocks that say they are a headline.
func (p *page) headings() (out []string) {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.zone&(zJunk|zComment) == 0 && b.runes < 300 && (isHeading(b.tag) && b.tag <= h1 || b.zone&zTitle != 0 && len(out) < 5) {
			out = append(out, squeeze(p.string(b)))
		}
	}
	return out
}

// cutTail takes the site's name off a title element: "Headline - Site", "Headline | Section | Site".
func cutTail(t, publisher string) string {
	for {
		i := -1
		for _, sep := range [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " / ", " • "} {
			i = max(i, strings.LastIndex(t, sep))
		}
		if i <= 0 {
			return t
		}
		head, tail := strings.TrimSpace(t[:i]), strings.TrimSpace(strings.TrimLeft(t[i:], " |-–—:»/•"))
		if !sameText(tail, publisher) && (runesOf(head) < 20 || runesOf(tail)*2 > runesOf(head)) {
			return t
		}
		t = head
	}
}

var publishedKeys = [...]string{"article:published_time", "og:article:published_time", "itemprop:datepublished", "article:published", "article.published", "datepublished", "date_published", "publish-date", "publish_date", "publication_date", "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "date", "article.created", "article:post_date", "last-published", "og:pubdate", "originalpublicationdate", "citation_publication_date", "vr:published_time", "rnews:datepublished", "itemprop:datecreated", "release_date", "og:published_time", "published_time"}
var updatedKeys = [...]string{"article:modified_time", "og:updated_time", "itemprop:datemodified", "article.updated", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "article:modified", "og:article:modified_time", "cxenseparse:recs:updatetime", "revised"}

// published0 finds when the article was published.
func (v *vocabulary) published0(p *page, l *linked, pageURL string) string {
	if l.published != "" {
		return l.published
	}
	for _, k := range publishedKeys {
		if t := isoTime(p.head.meta[k]); t != "" {
			return t
		}
	}
	for _, named := range [...]bool{true, false} {
		if t := p.timeNear(named); t != "" {
			return t
		}
	}
	for _, k := range publishedKeys {
		if t := v.dateText(p.head.meta[k]); t != "" {
			return t
		}
	}
	return firstOf(v.visibleDate(p), urlDate(pageURL))
}

func (v *vocabulary) updatedTime(p *page, l *linked) string {
	if l.updated != "" {
		return l.updated
	}
	for _, k := range updatedKeys {
		if t := isoTime(p.head.meta[k]); t != "" {
			return t
		}
	}
	for _, m := range p.head.times {
		if m.modified {
			return isoTime(m.value)
		}
	}
	return ""
}

// timeNear gives the time element that stands next after the headline, outside of furniture.
func (p *page) timeNear(named bool) string {
	from := p.headBlock()
	best, dist := "", 1<<30
	for _, m := range p.head.times {
		t := isoTime(m.value)
		if t == "" || m.modified || named && !m.named || p.elems[m.elem].zone&(zJunk|zComment) != 0 {
			continue
		}
		d := m.block - from
		if d < 0 {
			d = -4 * d
		}
		if d < dist {
			best, dist = t, d
		}
	}
	return best
}

// headBlock is the index of the block that holds the headline, 0 when there is none.
func (p *page) headBlock() int {
	for i := range p.blocks {
		if p.blocks[i].tag == h1 && p.blocks[i].runes > 10 {
			return i
		}
	}
	return 0
}

// visibleDate reads a date that people wrote: in elements named so, else in short blocks around the headline.
func (v *vocabulary) visibleDate(p *page) string {
	for i := range p.blocks {
		if b := &p.blocks[i]; b.zone&zDate != 0 && b.zone&(zJunk|zComment) == 0 && b.runes < 200 {
			if t := v.dateText(p.string(b)); t != "" {
				return t
			}
		}
	}
	at := p.headBlock()
	for d := 0; d < 25; d++ {
		for _, i := range [...]int{at + d, at - d} {
			if i < 0 || i >= len(p.blocks) || d > 8 && i < at {
				continue
			}
			if b := &p.blocks[i]; b.runes < 160 && b.zone&zComment == 0 {
				if t := v.dateText(p.string(b)); t != "" {
					return t
				}
			}
		}
	}
	return ""
}

// urlDate reads the day of an address like /2024/02/24/ or -20240224-.
func urlDate(u string) string {
	toks := dateTokens(u)
	for i := range toks {
		if len(toks[i].text) == 4 && toks[i].num > 0 {
			if y, m, d, n := numericDate(toks[i:]); n > 0 {
				return day(y, m, d)
			}
		}
		if len(toks[i].text) == 8 && toks[i].num > 0 {
			if n := toks[i].num; valid(n/10000, n/100%100, n%100) {
				return day(n/10000, n/100%100, n%100)
			}
		}
	}
	return ""
}
