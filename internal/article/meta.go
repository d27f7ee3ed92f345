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
	f.byline = v.bylines(p, l, f.publisher)
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

// title weighs the visible headline against what the page tells those who link to it. Where one holds the other,
// the shorter has lost its kicker or the longer has gained the site's name; where they differ, readers saw the headline.
func (p *page) title(l *linked, publisher string) string {
	told := cutName(p.head.meta["og:title"], publisher)
	if told == "" && l.article {
		told = l.title
	}
	if sameText(told, publisher) {
		told = ""
	}
	seen := p.headline(told, l)
	switch {
	case told == "":
		return firstOf(seen, cutTail(firstOf(p.head.meta["twitter:title"], p.head.title), publisher))
	case seen == "":
		return told
	}
	s, t := lettersOf(seen), lettersOf(told)
	switch {
	case s == t:
		return seen
	case strings.Contains(t, s):
		if rest := afterLetters(told, t, s); strings.IndexAny(strings.TrimLeft(rest, "'\"’”» "), "|-–—*/•") == 0 {
			return seen // what follows is the site's name
		}
		return told
	case strings.Contains(s, t) || strings.Contains(lettersOf(p.head.title), t):
		return told
	}
	return seen
}

// afterLetters gives what follows in told after the letters of its prefix; "" when all does not begin with prefix.
func afterLetters(told, all, prefix string) string {
	if !strings.HasPrefix(all, prefix) {
		return ""
	}
	n := runesOf(prefix)
	for i, r := range told {
		if n == 0 {
			return told[i:]
		}
		if letter(r) {
			n--
		}
	}
	return ""
}

// headline finds the visible headline: an h1 or headline element that agrees with what is told, else the first h1
// that the title element does not contradict, else the longest block that the title element holds.
func (p *page) headline(told string, l *linked) string {
	heads, tail := p.headings(), lettersOf(p.head.title)
	for _, t := range [...]string{told, l.title} {
		for _, h := range heads {
			if sameText(h, t) {
				return h
			}
		}
	}
	for _, h := range heads {
		if lh := lettersOf(h); runesOf(h) > 15 && (strings.Contains(tail, lh) || told != "" && strings.Contains(lettersOf(told), lh)) {
			return h
		}
	}
	if len(heads) > 0 && runesOf(heads[0]) > 15 && told != "" {
		return heads[0]
	}
	return firstOf(p.titleBlock(tail), headOf(heads))
}

func headOf(heads []string) string {
	if len(heads) > 0 && runesOf(heads[0]) > 15 {
		return heads[0]
	}
	return ""
}

// titleBlock gives the longest block whose letters the title element's hold.
func (p *page) titleBlock(tail string) (best string) {
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.runes < 20 || b.runes > 250 || b.links*2 > b.runes || b.runes <= runesOf(best) {
			continue
		}
		if s := p.string(b); strings.Contains(tail, lettersOf(s)) {
			best = squeeze(s)
		}
	}
	return best
}

// headings gives the texts of h1 elements, then of elements that say they are a headline.
func (p *page) headings() (out []string) {
	for _, named := range [...]bool{false, true} {
		for i := range p.elems {
			e := &p.elems[i]
			if e.zone&(zJunk|zComment) != 0 || e.end-e.start > 600 || len(out) > 8 {
				continue
			}
			if !named && e.tag == h1 || named && e.tag != h1 && e.own&zTitle != 0 {
				out = append(out, squeeze(string(p.text[e.start:e.end])))
			}
		}
	}
	return out
}

// cutName takes the site's own name off the end of a title.
func cutName(t, publisher string) string {
	for _, sep := range [...]string{" | ", " - ", " – ", " — ", " :: ", " » ", " / ", " • ", " * "} {
		if i := strings.LastIndex(t, sep); i > 0 && sameText(t[i+len(sep):], publisher) {
			return strings.TrimSpace(t[:i])
		}
	}
	if i := strings.LastIndex(t, " | "); i > 0 && runesOf(t[:i]) > 25 && runesOf(t[i:]) < 25 {
		return strings.TrimSpace(t[:i])
	}
	return t
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
		if !sameText(tail, publisher) && (strings.HasSuffix(head, ":") || runesOf(head) < 20 || runesOf(tail)*2 > runesOf(head)) {
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

// visibleDate reads a date that people wrote: after a word for publication, in elements named so, around the headline.
func (v *vocabulary) visibleDate(p *page) string {
	tests := [...]func(*block, string) bool{
		func(b *block, s string) bool { return v.published.match(fold(s)) > 0 },
		func(b *block, _ string) bool { return b.zone&zDate != 0 },
	}
	for _, test := range tests {
		for i := range p.blocks {
			if t := v.blockDate(p, i, 0, test); t != "" {
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
			if t := v.blockDate(p, i, 0, nil); t != "" {
				return t
			}
		}
	}
	for i := at; i < len(p.blocks); i++ {
		alone := func(b *block, s string) bool { return b.zone&zDate != 0 || v.dateLine(s, fold(s), b.runes) }
		if t := v.blockDate(p, i, zJunk, alone); t != "" {
			return t
		}
	}
	return ""
}

// blockDate reads the date of a short block that passes the test, outside of furniture unless junk allows it.
func (v *vocabulary) blockDate(p *page, i int, junk zone, test func(*block, string) bool) string {
	b := &p.blocks[i]
	if b.runes > 160 || b.zone&(zJunk|zComment)&^junk != 0 {
		return ""
	}
	s := p.string(b)
	if !strings.ContainsAny(s, "0123456789") || test != nil && !test(b, s) {
		return ""
	}
	return v.dateText(s)
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
