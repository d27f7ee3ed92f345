package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"bilan/internal/fetch"

	"github.com/chromedp/chromedp"
)

// hostile are payloads by the class of attack: each would call x() if it ran. Q stands for the call.
var hostile = map[string][]string{
	"script":     {"<script defer>Q</script>", "<script>/*<img src=x onerror=Q>*/</script>", "<script xmlns=x>Q</script>", "<script>Q</script>", "<SCRIPT>Q</SCRIPT>", "<scr\x00ipt>Q</script>", "<script/x>Q</script>", "<script\n>Q</script\n>", "<script>Q", "<<script>Q//<</script>", "<script src=data:,Q></script>", "</title><script>Q</script>", "<script type=module>Q</script>", "<svg><script>Q</script></svg>", "<script>Q</script"},
	"events":     {"<img src=x onerror=Q//", "<p onmouseover=Q>x</p>", "<button onclick=Q autofocus>x</button>", "<video><source onerror=Q></video>", "<body onpageshow=Q>", "<img/src/onerror=Q>", "<img src=x onerror=Q>", "<img src=x onerror=\"Q\">", "<body onload=Q>", "<details open ontoggle=Q>", "<input autofocus onfocus=Q>", "<video src=x onerror=Q>", "<audio src=x onerror=Q>", "<marquee onstart=Q>", "<div onpointerenter=Q style=position:fixed;inset:0>", "<a onfocus=Q tabindex=1 autofocus>", "<img src=x:x onerror\n=Q>", "<IMG SRC=x OnErRoR=Q>", "<select autofocus onfocus=Q>", "<textarea autofocus onfocus=Q>"},
	"javascript": {"<a href=javascript:Q autofocus>x</a>", "<a href=\"java\tscript:Q\">x</a>", "<a href=\"java\nscript:Q\">x</a>", "<a href=\"&#106;avascript:Q\">x</a>", "<a href=\"javascript&colon;Q\">x</a>", "<a href=\" javascript:Q\">x</a>", "<a href=\"\x01javascript:Q\">x</a>", "<iframe src=javascript:Q>", "<form action=javascript:Q><input type=submit>", "<object data=javascript:Q>", "<a href=JaVaScRiPt:Q>x</a>", "javascript:Q"},
	"data":       {"<iframe src=\"data:text/html,<script>parent.Q</script>\">", "<object data=\"data:text/html;base64,PHNjcmlwdD5wYXJlbnQueCgpPC9zY3JpcHQ+\">", "<a href=data:text/html,<script>Q</script>>x</a>", "<a href=vbscript:Q>x</a>", "<embed src=\"data:image/svg+xml,<svg onload=parent.Q>\">", "data:text/html,<script>Q</script>"},
	"sources":    {"<img srcset=\"x 1x\" onerror=Q>", "<video poster=javascript:Q>", "<table background=javascript:Q>", "<img dynsrc=javascript:Q>", "<button formaction=javascript:Q>x", "<a ping=javascript:Q href=#>x</a>", "<input type=image src=x onerror=Q>", "<img lowsrc=javascript:Q>"},
	"svg":        {"<svg><animateTransform onbegin=Q>", "<svg><style>@import \"javascript:Q\"</style></svg>", "<svg xmlns:x=x onload=Q>", "<svg onload=Q>", "<svg/onload=Q>", "<svg><animate onbegin=Q attributeName=x dur=1s>", "<svg><use href=\"data:image/svg+xml,<svg id=x onload=Q>#x\">", "<svg><foreignObject><img src=x onerror=Q></foreignObject></svg>", "<svg><a xlink:href=javascript:Q><text y=20>x</text></a></svg>", "<svg><set attributeName=onmouseover to=Q>", "<svg><image href=x onerror=Q>", "<svg><script href=data:,Q />", "<svg><title><img src=x onerror=Q></title></svg>"},
	"mathml":     {"<math><mglyph src=javascript:Q>", "<math><semantics><annotation-xml encoding=\"text/html\"><svg onload=Q>", "<math><ms><img src=x onerror=Q></ms></math>", "<math><mtext><img src=x onerror=Q></mtext></math>", "<math href=javascript:Q>x</math>", "<math><maction actiontype=statusline xlink:href=javascript:Q>x</maction></math>", "<math><annotation-xml encoding=text/html><img src=x onerror=Q></annotation-xml></math>"},
	"style tag":  {"<style>@import 'javascript:Q';</style>", "<style>body{background:url(javascript:Q)}</style>", "<style><img src=x onerror=Q></style>", "</style><img src=x onerror=Q>", "<style>*{x:expression(Q)}</style>", "<style onload=Q></style>"},
	"style":      {"<div style=\"background:url(javascript:Q)\">", "<div style=\"width:expression(Q)\">", "<div style=\"behavior:url(x)\" onmouseover=Q>", "<div style=\"animation:x\" onanimationstart=Q>", "<xss style=\"xss:expr/**/ession(Q)\">", "<div style='-moz-binding:url(data:,Q)'>"},
	"frames":     {"<iframe srcdoc=\"<script>parent.Q</script>\">", "<iframe srcdoc='<img src=x onerror=parent.Q>'>", "<frameset onload=Q>", "<frame src=javascript:Q>", "<iframe onload=Q>", "<iframe/src=javascript:Q>"},
	"objects":    {"<object type=text/html data=javascript:Q>", "<embed src=x onload=Q>", "<applet onerror=Q>", "<object onerror=Q data=x>", "<embed src=javascript:Q>", "<applet code=Q>", "<object><param name=src value=javascript:Q></object>", "<object data=x onload=Q></object>"},
	"base":       {"<base href=\"javascript:Q//\"><a href=x>y</a>", "<head><base href=//evil.example></head>", "<base/href=x onload=Q>", "<base href=javascript:Q//>", "<base href=https://evil.example/>", "<base target='\"><img src=x onerror=Q>'>"},
	"meta":       {"<meta http-equiv=refresh content=\"0;url=javascript:Q\">", "<meta http-equiv=refresh content=\"0;url=data:text/html,<script>Q</script>\">", "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\"><script>Q</script>", "<meta charset=utf-7>+ADw-script+AD4-Q+ADw-/script+AD4-"},
	"link":       {"<link rel=icon href=javascript:Q>", "<link rel=manifest href=x onload=Q>", "<link rel=stylesheet href=javascript:Q>", "<link rel=import href=\"data:text/html,<script>Q</script>\">", "<link rel=preload as=script href=x onerror=Q>", "<link rel=stylesheet href=x onerror=Q>"},
	"forms":      {"<form id=live><button formaction=javascript:Q autofocus>x", "<form><input name=querySelectorAll><input name=body>", "<img name=getElementById><img id=querySelector>", "<form name=cookie><input name=x></form>", "<input name=attributes onfocus=Q autofocus>", "<isindex action=javascript:Q type=submit>"},
	"raw text":   {"<noscript><p title=\"</noscript><img src=x onerror=Q>\">", "<title><img title=\"</title><img src=x onerror=Q>\">", "</textarea><img src=x onerror=Q>", "<xmp><p title=\"</xmp><img src=x onerror=Q>\">", "<template><img src=x onerror=Q></template>", "<plaintext><img src=x onerror=Q>", "<listing>&lt;img src=x onerror=Q&gt;</listing>", "</title></head><body><img src=x onerror=Q>"},
	"mutation":   {"<noembed><p title=\"</noembed><img src=x onerror=Q>\">", "<svg><desc><noscript><img src=x onerror=Q></noscript></desc></svg>", "<svg><p><style><g title=\"</style><img src=x onerror=Q>\">", "<math><mi><table><mglyph><style><img src=x onerror=Q>", "<form><math><mtext></form><form><mglyph><style></math><img src onerror=Q>", "<svg></p><style><a id=\"</style><img src=1 onerror=Q>\">", "<p><svg><desc><table><img src=x onerror=Q></table></desc></svg>", "<select><template shadowrootmode=open><img src=x onerror=Q></template></select>", "<table><caption><svg><title><table><tr><img src=x onerror=Q>"},
	"comments":   {"<!--><img src=x onerror=Q>-->", "<!--[if gte IE 4]><script>Q</script><![endif]-->", "<![CDATA[<img src=x onerror=Q>]]>", "<!DOCTYPE x [<!ENTITY y '<img src=x onerror=Q>'>]>&y;", "--><img src=x onerror=Q><!--", "--!><img src=x onerror=Q>", "<?xml-stylesheet href=\"javascript:Q\"?>", "<!-- --!> <img src=x onerror=Q> -->"},
	"quotes":     {"\" onmouseover=Q autofocus onfocus=Q x=\"", "' onfocus='Q' autofocus '", "` onfocus=Q autofocus `", "\"><img src=x onerror=Q>", "'><img src=x onerror=Q>", "\"/><svg onload=Q>", "x\" style=\"animation-name:x\" onanimationend=\"Q", "\\\"><img src=x onerror=Q>", "\"accesskey=\"x\"onclick=\"Q", "=\"><img src=x onerror=Q>", "&quot;&gt;&lt;img src=x onerror=Q&gt;"},
	"encodings":  {"+ADw-script+AD4-Q+ADw-/script+AD4-", "\u202e<img src=x onerror=Q>", "\ufeff<img src=x onerror=Q>", "\uff1cscript\uff1eQ\uff1c/script\uff1e", "ja\u0456script:Q", "\u2028<img src=x onerror=Q>", "%3Cscript%3EQ%3C/script%3E", "&#x3C;script&#x3E;Q&#x3C;/script&#x3E;", "\\u003cscript\\u003eQ\\u003c/script\\u003e", "\xe2\x80\x8b<img src=x onerror=Q>", "\u0000<img src=x onerror=Q>"},
	"feeds":      {"&lt;img src=x onerror=Q&gt;", "&amp;lt;script&amp;gt;Q&amp;lt;/script&amp;gt;", "<![CDATA[<script>Q</script>]]>", "<enclosure url=javascript:Q />", "<content:encoded>&lt;svg onload=Q&gt;</content:encoded>", "<category term=\"<img src=x onerror=Q>\">"},
	"markdown":   {"[a](data:text/html,<script>Q</script>)", "[a](\"onmouseover=Q)", "***<svg onload=Q>***", "[x](javascript:Q)", "![x](x\" onerror=\"Q)", "<javascript:Q>", "[x]: javascript:Q", "`<img src=x onerror=Q>`", "https://evil.example/\"onmouseover=\"Q", "[<img src=x onerror=Q>](x)"},
	"json":       {"</script><script>Q</script>", "\u2028Q\u2029", "';Q//", "\";Q//", "\\';Q//", "${Q}", "{{Q}}", "{{constructor.constructor('Q')()}}", "<!--<script>", "]]></script><script>Q</script>", "*/Q/*", "-Q-", "{{.Data}}{{template \"layout\" .}}"},
	"files":      {"<svg><handler type=text/javascript>Q</handler></svg>", "<html><body onload=Q>", "BM<script>Q</script>", "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' onload='Q'/>", "<html xmlns='http://www.w3.org/1999/xhtml'><script>Q</script></html>", "GIF89a/*<svg onload=Q>*/=1", "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>Q</x:script>", "%PDF-1.4 <script>Q</script>", "<img src=/static/desk.js onload=Q>"},
}

// TestDeskHostile keeps dispatches whose title, text, outlet, byline and address are payloads, and looks at every page that shows
// them: none may run, in any of them.
func TestDeskHostile(t *testing.T) {
	lines, n := hostileLines(t)
	if n < 200 {
		t.Fatalf("only %d payloads", n)
	}
	base, _ := serveDesk(t, &fetch.Source{Stdin: lines}, "-")
	b := openTab(t, base)
	b.do()
	b.before(`window.ran = []; window.x = (w) => window.ran.push(w || "?"); window.alert = window.confirm = window.prompt = window.x;`)
	visited := 0
	for _, path := range hostilePages(b) {
		b.open(path)
		visited++
		eval[bool](b, `(() => { for (const e of document.querySelectorAll("main a, main button, main [tabindex]")) { e.dispatchEvent(new MouseEvent("mouseover", {bubbles: true})); e.dispatchEvent(new Event("pointerenter")); } return true; })()`)
		if ran := eval[[]string](b, `window.ran || []`); len(ran) > 0 {
			t.Errorf("%s: %d ran: %v", path, len(ran), ran)
		}
		if bad := eval[int](b, `document.querySelectorAll("main :is(script, iframe, object, embed, base, meta, link, style, img, video, audio, math, [onerror], [onload], [onfocus], [style], a[href^='javascript' i], a[href^='data' i])").length`); bad > 0 {
			t.Errorf("%s: %d elements of a dispatch are elements of the page", path, bad)
		}
	}
	t.Logf("%d payloads of %d classes on %d pages", n, len(hostile), visited)
	b.open("/add")
	b.do(chromedp.SetValue(chromedp.CSS("#text"), "Five people were killed, the <img src=x onerror=x()> ministry said. <script>x()</script>"), chromedp.SetValue(chromedp.CSS("#title"), "\"><svg onload=x()>"))
	b.follow(chromedp.Click(chromedp.CSS("form.add button.main")))
	if ran := eval[[]string](b, `window.ran || []`); len(ran) > 0 {
		t.Errorf("the preview: %v", ran)
	}
}

// together is how many payloads stand in one dispatch.
const together = 6

// hostileLines writes the payloads as dispatches, some of a class in each; the first stands in every field, the others in the text.
func hostileLines(t *testing.T) (*bytes.Buffer, int) {
	t.Helper()
	var out bytes.Buffer
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false)
	n := 0
	for class, all := range hostile {
		for list := range slices.Chunk(all, together) {
			var text strings.Builder
			var p string
			for i := range list {
				p = strings.ToValidUTF8(strings.ReplaceAll(list[i], "Q", "x("+fmt.Sprint(n)+")"), "")
				n++
				fmt.Fprintf(&text, "%d people were killed in the unrest in Almaty, the Interior Ministry of Kazakhstan %s said. \"%s\", the minister said. At least 12 officers %s were injured in Almaty.\n\n%s\n\n", 3+n, p, p, p, p)
			}
			d := map[string]string{"id": fmt.Sprintf("%s %d %s", class, n, strings.Map(printable, p[:min(len(p), 12)])), "lang": "en", "published": "2022-01-06T10:00:00Z", "title": "Riot in Almaty: " + p + " three dead",
				"publisher": "The " + p + " Post", "url": "https://a.example/" + url.PathEscape(p) + "?q=" + strings.Map(printable, p), "text": text.String()}
			if err := e.Encode(d); err != nil {
				t.Fatal(err)
			}
		}
	}
	return &out, n
}

// hostilePages gives the addresses that show the dispatches: lists, situations, figures, searches, the queue, and each dispatch.
func hostilePages(b *tab) []string {
	b.open("/")
	situations := eval[[]string](b, `[...new Set([...document.querySelectorAll("main a[href^='/situations/']")].map(a => a.getAttribute("href")))]`)
	out := []string{"/", "/log", "/sources", "/search?q=Almaty", "/review", "/search?q=" + url.QueryEscape("\"><img src=x onerror=x()>"), "/review?source=" + url.QueryEscape("\"><svg onload=x()>"), "/nothing/" + url.PathEscape("<img src=x onerror=x()>")}
	seen := map[string]bool{}
	for _, s := range situations {
		out = append(out, s)
		b.open(s)
		for _, path := range eval[[]string](b, `[...document.querySelectorAll("main a[href^='/figures/'], main a[href^='/dispatches/']")].map(a => a.getAttribute("href").replace(/#.*/, ""))`) {
			if !seen[path] {
				seen[path] = true
				out = append(out, path)
			}
		}
	}
	return out
}

// printable drops what an id can't hold.
func printable(r rune) rune {
	if r < ' ' || r == utf8.RuneError {
		return -1
	}
	return r
}
