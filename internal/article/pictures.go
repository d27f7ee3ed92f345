package article

import (
	"strings"
)

// pictures gives the makers of the article's pictures and what stands under them.
func (v *vocabulary) pictures(p *page, l *linked) (credits, captions []string) {
	for i := range p.elems {
		e := &p.elems[i]
		if e.own&(zCredit|zCaption) == 0 || e.zone&zComment != 0 || e.zone&zJunk != 0 && e.zone&zFigure == 0 || e.end-e.start > 1500 {
			continue
		}
		s := squeeze(string(p.text[e.start:e.end]))
		if e.own&zCredit != 0 && e.zone&(zCaption|zFigure) != 0 || e.own&zCredit != 0 && runesOf(s) < 100 {
			credits = appendNew(credits, v.bareCredit(s))
			continue
		}
		caption, credit := v.splitCaption(s)
		captions, credits = appendNew(captions, nfc(caption)), appendNew(credits, credit)
	}
	for i := range p.blocks {
		if b := &p.blocks[i]; b.runes < 120 && b.zone&(zJunk|zComment) == 0 {
			credits = appendNew(credits, v.creditLine(p.string(b)))
		}
	}
	for _, c := range l.credits {
		credits = appendNew(credits, c)
	}
	return nfcAll(credits), captions
}

// bareCredit takes the opener off a credit: "Photo: Jane Roe/EPA" → "Jane Roe/EPA".
func (v *vocabulary) bareCredit(s string) string {
	if c := v.creditLine(s); c != "" {
		return c
	}
	s = unwrap(s)
	for n := v.opener(v.credit, s); n > 0; n = v.opener(v.credit, s) {
		s = strings.TrimLeft(s[n:], " :/-–|\u00a0")
	}
	if runesOf(s) > 120 {
		return ""
	}
	return cleanCredit(strings.TrimPrefix(s, "©"))
}

// splitCaption parts a caption from the credit at its end: "Smoke over the port. Photo: EPA", "… © Reuters", "… (AFP)".
func (v *vocabulary) splitCaption(s string) (caption, credit string) {
	if caption, credit = v.markedCaption(s); credit != "" {
		return caption, credit
	}
	if i := strings.LastIndexAny(s, "(["); i > 0 && strings.HasSuffix(strings.TrimRight(s, "."), ")") && runesOf(s[i:]) < 60 {
		return strings.TrimSpace(s[:i]), cleanCredit(strings.Trim(s[i:], "()[]. "))
	}
	return s, ""
}

// markedCaption parts a caption from a credit that a credit word or © announces; credit is "" when none does.
func (v *vocabulary) markedCaption(s string) (caption, credit string) {
	for i := 1; i < len(s); i++ {
		if s[i-1] != ' ' && s[i-1] != '\n' && s[i] != '(' && s[i] != '[' || len(s)-i > 200 {
			continue
		}
		part := s[i:]
		if strings.HasPrefix(part, "©") && !owned(part) {
			return strings.TrimSpace(s[:i]), cleanCredit(strings.TrimPrefix(part, "©"))
		}
		if !v.credit.begins(strings.TrimLeft(part, "([")) {
			continue
		}
		if c := v.creditLine(part); c != "" {
			return strings.TrimSpace(s[:i]), c
		}
	}
	return s, ""
}

// maxListed bounds what is told of one page's pictures and makers.
const maxListed = 64

// appendNew adds a string that is not in the list yet.
func appendNew(list []string, s string) []string {
	if s == "" || len(list) >= maxListed || contains(list, s) {
		return list
	}
	return append(list, s)
}
