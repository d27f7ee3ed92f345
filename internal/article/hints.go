package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// zone is a set of hints on what an element holds, from its name, class, id, role and microdata.
type zone uint32

const (
	zJunk    zone = 1 << iota // furniture: menus, share bars, related links
	zComment                  // readers' comments or their form
	zCaption
	zCredit
	zByline
	zDate
	zTitle
	zBody    // says that it is the article's body
	zArticle // says that it is an article
	zLive    // an entry of a live blog
	zLead    // standfirst
	zFigure
	zHidden
	zQuote  // a quotation set apart
	zHolder // of a consent dialogue: never the article, however much it says
	zBox    // an inset beside the story: fact box, pull quote, timeline
	zDrop   // a drop cap: the rest of its word follows
)

// zConsent is the zone of consent dialogues.
const zConsent = zJunk | zHolder

// hiddenNames are whole class names of what is not to be seen.
var hiddenNames = map[string]bool{"hidden": true, "is-hidden": true, "invisible": true, "visually-hidden": true, "visuallyhidden": true, "sr-only": true, "screen-reader-text": true, "screen-reader-only": true, "offscreen": true, "off-screen": true, "d-none": true, "u-hidden": true, "element-invisible": true, "assistive-text": true}

// classWords are the words that page makers use in class names and ids, whatever language the page speaks.
var classWords = map[string]zone{
	"share": zJunk, "sharing": zJunk, "sharebar": zJunk, "sharebuttons": zJunk, "social": zJunk, "socials": zJunk, "sharetools": zJunk, "addthis": zJunk, "sharedaddy": zJunk, "addtoany": zJunk,
	"related": zJunk, "recommend": zJunk, "recommended": zJunk, "recommendation": zJunk, "recommendations": zJunk, "recirculation": zJunk, "readmore": zJunk, "seealso": zJunk,
	"newsletter": zJunk, "newsletters": zJunk, "subscribe": zJunk, "subscription": zJunk, "signup": zJunk, "signin": zJunk, "login": zJunk, "register": zJunk, "registration": zJunk,
	"cookie": zConsent, "cookies": zConsent, "consent": zConsent, "gdpr": zConsent, "ccpa": zConsent, "onetrust": zConsent, "cookiebot": zConsent, "cookielaw": zConsent, "nav": zJunk, "navi": zJunk, "navbar": zJunk, "navigation": zJunk, "menu": zJunk, "submenu": zJunk, "breadcrumb": zJunk, "breadcrumbs": zJunk,
	"sidebar": zJunk, "footer": zJunk, "foot": zJunk, "promo": zJunk, "promotion": zJunk, "advert": zJunk, "adverts": zJunk, "advertisement": zJunk, "advertising": zJunk, "ad": zJunk, "ads": zJunk, "adbox": zJunk, "banner": zJunk, "sponsor": zJunk, "sponsored": zJunk,
	"teaser": zJunk, "teasers": zJunk, "popup": zJunk, "modal": zJunk, "overlay": zJunk, "toolbar": zJunk, "tools": zJunk, "pagination": zJunk, "pager": zJunk, "outbrain": zJunk, "taboola": zJunk,
	"widget": zJunk, "widgets": zJunk, "rating": zJunk, "ratings": zJunk, "vote": zJunk, "poll": zJunk, "tags": zJunk, "tag": zJunk, "taglist": zJunk, "keywords": zJunk, "topics": zJunk,
	"popular": zJunk, "trending": zJunk, "latest": zJunk, "mostread": zJunk, "carousel": zJunk, "slider": zJunk, "ticker": zJunk, "marquee": zJunk, "print": zJunk, "donate": zJunk, "donation": zJunk,
	"twitter": zJunk, "tweet": zJunk, "instagram": zJunk, "facebook": zJunk, "tiktok": zJunk, "telegram": zJunk, "embed": 0, "disclaimer": zJunk, "copyrights": zJunk, "search": zJunk, "skip": zJunk, "weather": zJunk, "player": zJunk, "app": zJunk, "bookmark": zJunk, "feedback": zJunk, "bio": zJunk, "biography": zJunk, "follow": zJunk, "following": zJunk,
	"comment": zComment, "comments": zComment, "disqus": zComment, "respond": zComment, "kommentar": zComment, "kommentare": zComment, "commentaires": zComment, "commentlist": zComment, "forum": zComment, "talkback": zComment, "reply": zComment, "discussion": zComment,
	"caption": zCaption, "figcaption": zCaption, "imagecaption": zCaption, "legend": zCaption, "legende": zCaption, "bildunterschrift": zCaption, "capt": zCaption, "wpcaption": zCaption,
	"credit": zCredit, "credits": zCredit, "copyright": zCredit, "photographer": zCredit, "photocredit": zCredit, "imagecredit": zCredit, "quelle": zCredit, "attribution": zCredit,
	"mediarights": zCredit, "bildrechte": zCredit, "bildautor": zCredit, "pictsrc": zCredit, "picsource": zCredit, "imagesource": zCredit, "bildquelle": zCredit, "fotograf": zCredit, "photog": zCredit, "fotocredit": zCredit, "picturecredit": zCredit, "mediacredit": zCredit,
	"byline": zByline, "authorname": zByline, "bylines": zByline, "signature": zByline, "redacteur": zByline, "journalist": zByline, "reporters": zByline, "writtenby": zByline, "postauthor": zByline, "author": zByline, "authors": zByline, "autor": zByline, "autoren": zByline, "auteur": zByline, "auteurs": zByline, "autore": zByline, "autori": zByline, "writer": zByline, "contributor": zByline, "contributors": zByline, "reporter": zByline, "vcard": zByline,
	"date": zDate, "dateline": zDate, "datetime": zDate, "pubdate": zDate, "published": zDate, "publish": zDate, "timestamp": zDate, "datum": zDate, "time": zDate, "fecha": zDate, "data": 0, "updated": zDate,
	"headline": zTitle, "title": zTitle,
	"articlebody": zBody, "storybody": zBody, "storytext": zBody, "articletext": zBody, "newstext": zBody, "bodytext": zBody, "fulltext": zBody, "maintext": zBody,
	"lead": zLead, "standfirst": zLead, "lede": zLead, "intro": zLead, "summary": zLead, "abstract": zLead, "chapo": zLead, "subtitle": zLead, "dek": zLead, "teasertext": zLead, "excerpt": zLead, "perex": zLead, "deck": zLead, "subheadline": zLead, "vorspann": zLead, "ingress": zLead, "anons": zLead,
	"picture": zFigure, "pictures": zFigure, "photo": zFigure, "photos": zFigure, "foto": zFigure, "fotos": zFigure, "figure": zFigure, "bildbox": zFigure, "gallery": zFigure, "slideshow": zFigure, "lightbox": zFigure,
	"factbox": zBox, "infobox": zBox, "inset": zBox, "pullquote": zBox,
	"dropcap": zDrop, "lettrine": zDrop, "initialletter": zDrop,
}

// classPairs are hints of two words that follow each other in a class name.
var classPairs = map[string]zone{
	"article body": zBody, "story body": zBody, "article text": zBody, "article content": zBody, "entry content": zBody, "post content": zBody, "post body": zBody, "news text": zBody, "content body": zBody, "body content": zBody, "story content": zBody, "text content": zBody, "body text": zBody, "post text": zBody, "news body": zBody, "news content": zBody, "full text": zBody, "main text": zBody,
	"read more": zJunk, "see also": zJunk, "sign up": zJunk, "most read": zJunk, "most popular": zJunk, "read also": zJunk, "read next": zJunk, "more from": zJunk, "up next": zJunk, "author bio": zJunk, "about author": zJunk, "author box": zJunk, "author info": zByline, "more on": zJunk, "more stories": zJunk, "in brief": zLead, "key points": zLead,
	"media rights": zCredit, "picture source": zCredit, "image credit": zCredit, "photo credit": zCredit, "image author": zCredit, "photo author": zCredit, "photo by": zCredit, "picture by": zCredit,
	"live entry": zLive, "live post": zLive, "live update": zLive, "liveblog entry": zLive, "liveblog post": zLive, "liveblog update": zLive, "liveblog item": zLive, "timeline item": zLive, "timeline entry": zLive, "ticker entry": zLive, "ticker item": zLive,
	"wp caption": zCaption, "image source": zCredit, "photo source": zCredit, "lead image": 0, "lead photo": 0, "lead media": 0, "lead asset": 0, "featured image": 0,
	"drop cap": zDrop, "initial letter": zDrop, "first letter": zDrop,
	"bottom container": zJunk, "article bottom": zJunk, "story bottom": zJunk, "bottom box": zJunk, "content bottom": zJunk, "post bottom": zJunk,
	"publish date": zDate, "post date": zDate, "article date": zDate, "tag line": 0,
}

// hinter reads hints, remembering class values it has met.
type hinter struct{ seen map[string]zone }

// of gives the hints of an element, and whether it is not to be seen at all.
func (h *hinter) of(n *html.Node) (z zone) {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "class", "id", "data-component", "data-testid", "data-type", "data-block":
			z |= h.value(a.Val)
		case "role":
			z |= roleZone(a.Val)
		case "itemprop":
			z |= propZone(a.Val)
		case "rel":
			if n.DataAtom == atom.A && a.Val == "author" {
				z |= zByline
			}
		case "hidden":
			z |= zHidden
		case "aria-hidden":
			if a.Val == "true" && n.DataAtom != atom.A && n.DataAtom != atom.P {
				z |= zHidden
			}
		case "style":
			if hiddenStyle(a.Val) {
				z |= zHidden
			}
		}
	}
	return z
}

func hiddenStyle(s string) bool {
	i := strings.Index(s, "display")
	if i < 0 {
		return false
	}
	rest := strings.TrimLeft(s[i+len("display"):], " ")
	return strings.HasPrefix(rest, ":") && strings.HasPrefix(strings.TrimLeft(rest[1:], " "), "none")
}

func (h *hinter) value(v string) zone {
	if v == "" {
		return 0
	}
	if z, ok := h.seen[v]; ok {
		return z
	}
	z := classZone(v)
	h.seen[v] = z
	return z
}

// classZone reads a class or id value. Of two words the pair counts before the single words.
func classZone(v string) (z zone) {
	if len(v) > 400 {
		return 0
	}
	for _, name := range strings.Fields(v) {
		if hiddenNames[name] {
			z |= zHidden
			continue
		}
		z |= nameZone(name)
	}
	return z
}

func nameZone(name string) (z zone) {
	var buf [16]string
	words := splitName(name, buf[:0])
	if len(words) > 8 || utilityClass(words) {
		return 0
	}
	for i := 0; i < len(words); i++ {
		if i+1 < len(words) {
			if p, ok := classPairs[words[i]+" "+words[i+1]]; ok {
				z, i = z|p, i+1
				continue
			}
		}
		z |= classWords[words[i]]
	}
	return narrow(z, words)
}

// utilityClass knows layout helpers that say what they do without ("has-sidebar", "no-ads", "with-comments").
func utilityClass(words []string) bool {
	switch words[0] {
	case "post":
		return len(words) == 2 && words[1] != "" && words[1][0] >= '0' && words[1][0] <= '9'
	case "has", "no", "with", "without", "is", "not", "js", "wf", "single", "page", "layout", "col", "grid", "font", "text", "tag", "category", "type", "status", "format", "hentry":
		return len(words) > 1
	}
	return false
}

// narrow takes back hints that a neighbouring word contradicts: a comment's title is no title.
func narrow(z zone, words []string) zone {
	if z&(zJunk|zComment) != 0 {
		z &^= zTitle | zDate | zByline | zLead | zBody
	}
	if z&zComment != 0 && len(words) > 1 && (words[len(words)-1] == "count" || words[len(words)-1] == "link") {
		z = zJunk
	}
	if z&zTitle != 0 && z&(zLead|zCaption|zByline|zDate) != 0 {
		z &^= zTitle
	}
	return z
}

// splitName cuts a name at signs and capitals, in lower case.
func splitName(s string, out []string) []string {
	start := -1
	for i := 0; i <= len(s); i++ {
		cut, upper := i == len(s), false
		if !cut {
			c := s[i]
			upper = c >= 'A' && c <= 'Z'
			cut = !(c >= 'a' && c <= 'z' || upper || c >= 0x80)
			if upper && start >= 0 && i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
				out = append(out, strings.ToLower(s[start:i]))
				start = i
				continue
			}
		}
		if cut {
			if start >= 0 {
				out = append(out, strings.ToLower(s[start:i]))
			}
			start = -1
		} else if start < 0 {
			start = i
		}
	}
	return append(out, "")[:max(1, len(out))]
}

func roleZone(v string) zone {
	switch v {
	case "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar", "alert", "tablist", "tooltip":
		return zJunk
	case "article":
		return zArticle
	}
	return 0
}

func propZone(v string) (z zone) {
	for _, p := range strings.Fields(v) {
		switch p {
		case "articleBody", "reviewBody", "text":
			z |= zBody
		case "headline":
			z |= zTitle
		case "author", "creator":
			z |= zByline
		case "datePublished", "dateModified", "dateCreated":
			z |= zDate
		case "description", "alternativeHeadline":
			z |= zLead
		case "caption":
			z |= zCaption
		case "creditText", "copyrightHolder":
			z |= zCredit
		case "comment":
			z |= zComment
		case "liveBlogUpdate":
			z |= zLive
		}
	}
	return z
}
