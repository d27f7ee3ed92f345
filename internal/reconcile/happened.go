package reconcile

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// happenings sorts the claims of one dispatch into what happened: one happening a country, told apart by the paragraphs
// that its claims stand in.
type happenings struct {
	g    *Digester
	pack *lang.Pack
	r    *bilan.Reading
	d    *Dispatch
	at   []map[int]bool // paragraphs of each, by their start
	more []*bilan.Claim // claims that only hint at places
}

// of gives the index of the happening that a claim belongs to.
func (h *happenings) of(c *bilan.Claim) int {
	s := h.g.spot(c.Place, h.pack.Code)
	if c.Deployment != nil && c.Deployment.Host != "" && (s == nil || s.Country != c.Deployment.Host) {
		s = h.g.country(h.pack, c.Deployment.Host)
	}
	i := h.find(s)
	k := &h.d.Happened[i]
	if s != nil {
		k.Country = cmp.Or(k.Country, s.Country)
		k.add(*s)
	}
	if c.Time != nil && c.Kind == bilan.KindCasualty {
		k.day(c.Time.Value)
	}
	if c.Span.In == "" {
		h.at[i][h.paragraph(c.Span.Start)] = true
	}
	return i
}

// country is a state as a spot.
func (g *Digester) country(p *lang.Pack, code string) *Spot {
	i, ok := g.places.Country(code)
	if !ok {
		return nil
	}
	e := g.places.Entity(i)
	return g.spot(&bilan.Place{Name: g.places.Name(i, p.Code), Country: code, GeoNames: e.GeoNames, Lat: e.Lat, Lon: e.Lon, Precision: "country"}, p.Code)
}

// find gives the happening of a spot's country, or a new one; a claim without a place belongs to the first.
func (h *happenings) find(s *Spot) int {
	for i := range h.d.Happened {
		if s == nil || s.Country == "" || h.d.Happened[i].Country == "" || s.Country == h.d.Happened[i].Country {
			return i
		}
	}
	h.d.Happened = append(h.d.Happened, Happened{Kinds: map[string]int{}})
	h.at = append(h.at, map[int]bool{})
	return len(h.d.Happened) - 1
}

// hint keeps a claim that tells neither figure nor act, for a dispatch that has neither.
func (h *happenings) hint(c *bilan.Claim) {
	if c.Place != nil {
		h.more = append(h.more, c)
	}
}

// finish counts the words that tell what kind of happening each is, and the names beside it.
func (h *happenings) finish() {
	if len(h.d.Happened) == 0 {
		for _, c := range h.more {
			h.of(c)
		}
	}
	h.titled()
	if len(h.d.Happened) == 0 {
		return
	}
	h.count(0, h.r.Article.Title, 3)
	h.d.Happened[0].Titled = titleNames(h.pack, h.r.Article.Title)
	start := 0
	for n, p := range strings.SplitAfter(h.r.Article.Text, "\n") {
		weight := 1
		if n == 0 {
			weight = 2
		}
		for i := range h.d.Happened {
			if h.at[i][start] || i == 0 && n == 0 {
				h.count(i, p, weight)
			}
		}
		start += len(p)
	}
	for i := range h.d.Happened {
		k := &h.d.Happened[i]
		slices.Sort(k.Names)
		k.Names = slices.Compact(k.Names)
	}
}

// titled puts first the happening that the title's place lies in. A title tells where better than the words beside a figure:
// when no claim is of its country, the only happening is.
func (h *happenings) titled() {
	s := h.g.firstPlace(h.pack, h.r.Article.Title)
	if s == nil || s.Country == "" {
		return
	}
	i := slices.IndexFunc(h.d.Happened, func(k Happened) bool { return k.Country == s.Country || k.Country == "" })
	switch {
	case i < 0 && len(h.d.Happened) == 1:
		i = 0
	case i < 0:
		return
	}
	k := &h.d.Happened[i]
	k.Country = s.Country
	k.add(*s)
}

// firstPlace gives the first place that a text names; of those that bear the name, the largest.
func (g *Digester) firstPlace(p *lang.Pack, text string) *Spot {
	words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \u00a0()«»\"“”,.:;?!", r) })
	for i := range words {
		rest := func(k int) string { return words[i+k] }
		if d, ok := g.places.MatchDemonym(len(words)-i, rest, p.Code); ok && d.Adj {
			return g.country(p, d.Country)
		}
		for _, m := range g.places.Match(len(words)-i, rest, p.Code) {
			e := g.places.Entity(m.Entities[0])
			if e.Actor != "" || m.Flags[0]&gazetteer.Stop != 0 {
				continue
			}
			name := strings.Join(words[i:i+m.Len], " ")
			return g.spot(&bilan.Place{Name: name, Country: e.Country, GeoNames: e.GeoNames, Lat: e.Lat, Lon: e.Lon, Precision: precision(e.Kind)}, p.Code)
		}
	}
	return nil
}

func precision(k gazetteer.Kind) string {
	switch k {
	case gazetteer.Country:
		return "country"
	case gazetteer.City:
		return "city"
	}
	return "region"
}

// count takes in the words of a passage.
func (h *happenings) count(i int, text string, weight int) {
	k := &h.d.Happened[i]
	words := lang.Words(text)
	for _, f := range h.pack.Concepts.Find(words) {
		for _, n := range f.Names {
			if kind, ok := strings.CutPrefix(n, "h:"); ok {
				k.Kinds[kind] += weight
			}
		}
	}
	k.Names = append(k.Names, properNames(h.pack, text)...)
}

// titleNames gives the skeletons of a title's words with a capital that no lexicon has, sorted.
func titleNames(p *lang.Pack, title string) []string {
	var out []string
	for _, w := range strings.Fields(title) {
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "«\"“("))
		for _, part := range lang.Words(w) {
			if k := skeleton(part); unicode.IsUpper(r) && len(k) > 2 && p.Lexicon.Word(part) == 0 {
				out = append(out, k)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// properNames gives the skeletons of words with a capital that do not begin a sentence.
func properNames(p *lang.Pack, text string) []string {
	var out []string
	fields := strings.Fields(text)
	for i, w := range fields {
		if i == 0 || strings.ContainsAny(fields[i-1][len(fields[i-1])-1:], ".!?:") {
			continue
		}
		if names := nameWords(p, strings.TrimLeft(w, "«\"“(")); strings.ToLower(w) != w {
			for _, k := range names {
				if len(k) > 2 {
					out = append(out, k)
				}
			}
		}
	}
	return out
}

// paragraph gives the start of the paragraph that a byte stands in.
func (h *happenings) paragraph(at int) int {
	return strings.LastIndexByte(h.r.Article.Text[:min(at, len(h.r.Article.Text))], '\n') + 1
}

func (k *Happened) add(s Spot) {
	if !slices.ContainsFunc(k.Spots, func(o Spot) bool { return o.Key == s.Key }) {
		k.Spots = append(k.Spots, s)
	}
}

// day widens the days of a happening by a time in ISO 8601 or an interval of two.
func (k *Happened) day(value string) {
	from, to, ok := strings.Cut(value, "/")
	if !ok {
		to = from
	}
	if len(from) < 10 || len(to) < 10 {
		return
	}
	from, to = from[:10], to[:10]
	if k.From == "" || from < k.From {
		k.From = from
	}
	if to > k.To {
		k.To = to
	}
}
