package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan"
	"bilan/lang"
)

// outlet takes the publisher out of the chains: what an outlet says itself has no hop. An attribution that keeps no hop
// is dropped.
func (a *attributor) outlet() {
	own := outletNames(a.d.Article.Publisher)
	if len(own) == 0 {
		return
	}
	kept := a.d.Attributions[:0]
	for _, at := range a.d.Attributions {
		chain := at.Chain[:0:0]
		for _, h := range at.Chain {
			if !names(own, h) {
				chain = append(chain, h)
			}
		}
		if at.Chain = chain; len(chain) > 0 {
			kept = append(kept, at)
		}
	}
	a.d.Attributions = kept
}

// outletNames gives the folded names of a publisher: the whole, what stands in brackets behind it, its initials.
func outletNames(publisher string) []string {
	if publisher == "" {
		return nil
	}
	full, rest, _ := strings.Cut(publisher, "(")
	out := []string{lang.Fold(strings.TrimSpace(full))}
	if short, _, ok := strings.Cut(rest, ")"); ok && isAcronym(short) {
		out = append(out, lang.Fold(short))
	}
	var initials strings.Builder
	for _, w := range strings.Fields(full) {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(r) {
			initials.WriteRune(r)
		}
	}
	if s := initials.String(); utf8.RuneCountInString(s) > 2 {
		out = append(out, lang.Fold(s))
	}
	return out
}

func isAcronym(s string) bool {
	n := utf8.RuneCountInString(s)
	return n > 1 && n < 9 && strings.ToUpper(s) == s && !strings.Contains(s, " ")
}

// names reports whether a hop is the outlet, or people of it ("les enquêteurs du RADDH").
func names(own []string, h bilan.Hop) bool {
	name := lang.Fold(h.Name)
	for _, o := range own {
		if name == o || h.Resolved != "" && lang.Fold(h.Resolved) == o {
			return true
		}
		if h.Kind != bilan.ActorPerson && utf8.RuneCountInString(o) > 2 && (strings.HasSuffix(name, " "+o) || strings.HasSuffix(name, "'"+o)) {
			return true
		}
	}
	return false
}
