package annotate

import (
	"math"
	"sort"

	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/lang"
)

// evidence weighs which countries the text speaks of: countries and informal regions named, demonyms, the title, the
// dateline, and places whose name leaves no doubt.
func (f *placeFinder) evidence() {
	for i := range f.found {
		c := &f.found[i]
		if country, sure := f.sure(c); sure && !c.dropped {
			w := 1.0
			if f.g.Kind(c.entities[0]) == gazetteer.Country {
				w = 2
			}
			if c.dateline {
				w = 2
			}
			f.count(c.nameFrom, country, w)
		}
		for _, e := range c.entities {
			if f.g.Kind(e) == gazetteer.Region && (len(c.entities) == 1 || c.region) {
				f.regions[e] = true
			}
		}
	}
	for _, m := range f.d.Demonyms {
		f.count(m.Tok, m.Country, 0.7)
	}
	if f.d.Title != nil {
		for i := range f.d.Title.Places {
			if country := f.d.Title.Places[i].Place.Country; country != "" {
				f.speakOf(country, 3)
			}
		}
		for _, m := range f.d.Title.Demonyms {
			f.speakOf(m.Country, 1.5)
		}
	}
}

func (f *placeFinder) count(tok int, country string, w float64) {
	if country == "" {
		return
	}
	f.speakOf(country, w)
	s := f.d.Tokens[tok].Sent
	if f.bySent[s] == nil {
		f.bySent[s] = map[string]float64{}
	}
	f.bySent[s][country] += w
}

// speakOf notes that the text speaks of a country.
func (f *placeFinder) speakOf(country string, w float64) {
	f.byDoc[country] += w
	f.total += w
}

// sure gives the country of a name that leaves no doubt: a country, places of one country only, or one that dwarfs
// the others.
func (f *placeFinder) sure(c *placeMention) (string, bool) {
	first := f.g.Entity(c.entities[0])
	if c.flags[0]&(gazetteer.Alias|gazetteer.Stop) != 0 {
		return "", false
	}
	if first.Kind == gazetteer.Country || first.Kind == gazetteer.Area || first.Capital {
		return first.Country, first.Country != ""
	}
	for _, e := range c.entities[1:] {
		x := f.g.Entity(e)
		if x.Country != first.Country && x.Population*10 > first.Population {
			return "", false
		}
	}
	return first.Country, first.Population >= 100_000 || c.locative && len(c.entities) == 1 || c.region || c.dateline
}

// countryBeside gives the country named right behind a mention: "Paris, France", "Tripoli (Liban)", "Derna in Libya".
func (f *placeFinder) countryBeside(c *placeMention) string {
	s := f.d.SentenceOf(c.nameFrom)
	for k := c.to; k < s.To && k <= c.to+3; k++ {
		t := &f.d.Tokens[k]
		if t.Is(analysis.Cap) {
			for _, m := range f.d.NamesAt(f.g, k, f.words(k)) {
				if e := f.g.Entity(m.Entities[0]); e.Kind == gazetteer.Country || e.Kind == gazetteer.Region {
					return e.Country
				}
			}
			return ""
		}
		if !t.Is(analysis.Punct) && !t.Has(lang.Prep) && !t.Has(lang.Det) {
			return ""
		}
	}
	return ""
}

type scored struct {
	entity  int32
	score   float64
	context float64
}

// resolve chooses the entity a mention means.
func (f *placeFinder) resolve(c *placeMention) {
	if c.dropped {
		return
	}
	beside := f.countryBeside(c)
	var list []scored
	for k, e := range c.entities {
		x := f.g.Entity(e)
		context := f.context(c, e, x, beside)
		if c.flags[k]&gazetteer.Stop != 0 && beside == "" && context < 1 && !(x.Kind == gazetteer.Region && f.asked(c)) {
			continue
		}
		own := prior(x, c)
		if c.flags[k]&gazetteer.Alias != 0 {
			own = min(own-1, 2)
		}
		list = append(list, scored{e, own + context, context})
	}
	if len(list) == 0 {
		c.dropped = true
		return
	}
	sort.SliceStable(list, func(i, j int) bool { return list[i].score > list[j].score })
	best := f.g.Entity(list[0].entity)
	if f.tooSmall(c, best, list[0].context) {
		c.dropped = true
		return
	}
	c.precision = precisionOf(best.Kind)
	if c.region && best.Kind == gazetteer.City {
		c.precision, c.country = "region", best.Country // a region the gazetteer lacks, named after its town
		return
	}
	if len(list) > 1 && list[0].score-list[1].score < 0.4 && f.g.Entity(list[1].entity).Country != best.Country {
		c.unresolved = true
		return
	}
	c.chosen, c.country = list[0].entity, best.Country
}

// prior is what an entity is worth without context: country, capital, city by its people, region with its head noun.
func prior(x gazetteer.Entity, c *placeMention) float64 {
	people := math.Log10(float64(max(x.Population, 500))) - 3
	switch x.Kind {
	case gazetteer.Country:
		return 5
	case gazetteer.Area:
		return 3.6
	case gazetteer.Region:
		if c.region {
			return 6 + people/10
		}
		return 0.5 + people/2
	}
	if x.Capital {
		return 5
	}
	if x.Seat {
		people += 0.3
	}
	if x.Population >= 1_000_000 {
		people += 1
	}
	return people
}

// context adds up what the text says for an entity: its country beside the name, in the sentence, in the text; its
// region named.
func (f *placeFinder) context(c *placeMention, e int32, x gazetteer.Entity, beside string) float64 {
	score := 0.0
	if beside != "" && beside == x.Country {
		score += 8
	}
	weight := 1.0
	if x.Kind == gazetteer.City && x.Population < 50_000 && !c.locative {
		weight = 0.6 // a namesake of something else, likely
	}
	s := f.d.Tokens[c.nameFrom].Sent
	if f.others(f.bySent[s], c, x.Country) > 0 {
		score += 3 * weight
	}
	if f.total > 0 {
		score += 3.5 * weight * f.others(f.byDoc, c, x.Country) / f.total
	}
	if x.Parent >= 0 && f.regions[x.Parent] && x.Parent != e {
		score += 2
	}
	return score
}

// others is the weight of a country without what the mention itself gave it.
func (f *placeFinder) others(weights map[string]float64, c *placeMention, country string) float64 {
	w := weights[country]
	if own, sure := f.sure(c); sure && own == country {
		w--
	}
	return max(w, 0)
}

// tooSmall reports a name that is more likely something else: a small town that nothing in the text speaks for.
func (f *placeFinder) tooSmall(c *placeMention, x gazetteer.Entity, context float64) bool {
	if x.Kind == gazetteer.Region && !c.region && !c.locative && x.Population < 1_000_000 {
		return context < 0.3
	}
	if x.Kind != gazetteer.City || x.Capital || c.dateline || c.region {
		return false
	}
	if c.locative && f.oneCountry(c) && (context > 0 || x.Population >= 20_000 || len(f.byDoc) == 0) {
		return false
	}
	switch {
	case x.Population >= 300_000:
		return false
	case x.Population >= 50_000:
		return context < 0.3 && !c.locative
	case x.Population >= 10_000:
		return context < 0.8 && !(c.locative && context > 0.2)
	}
	return context < 1.2 && !(c.locative && context > 0.5)
}

func (f *placeFinder) oneCountry(c *placeMention) bool {
	for _, e := range c.entities[1:] {
		if f.g.Entity(e).Country != f.g.Entity(c.entities[0]).Country {
			return false
		}
	}
	return true
}

// country gives the country the text speaks of most, empty when it speaks of none.
func (f *placeFinder) country() string {
	best := ""
	for country, w := range f.byDoc {
		if best == "" || w > f.byDoc[best] || w == f.byDoc[best] && country < best {
			best = country
		}
	}
	return best
}

// datelines marks the places that stand before the text proper: "ALMATY, 6 January (Agency) —".
func (f *placeFinder) datelines() {
	for p := 0; p < len(f.d.Paras) && p < 3; p++ {
		first := f.d.Paras[p]
		from := f.d.Sentences[first.From].From
		to := min(from+16, f.d.Sentences[first.To-1].To)
		if end := f.datelineEnd(from, to); end > from && f.markDateline(from, end) {
			f.capitals(from, end)
			return
		}
	}
}

// datelineEnd gives the token of the last dash or bar, or the full stop, that ends a dateline, 0 when there is none.
func (f *placeFinder) datelineEnd(from, to int) int {
	bare, end := true, 0 // bare: only capitals, dates and signs so far
	for k := from; k < to; k++ {
		t := &f.d.Tokens[k]
		switch t.Fold {
		case "–", "—", "-", "|", "―":
			if !bare {
				return k
			}
			end = k
		case ".":
			if bare && k > from {
				return k
			}
		}
		if end > 0 && !t.Is(analysis.Upper) && !t.Is(analysis.Punct) || t.Has(lang.V) && !t.Is(analysis.Cap) && t.Known && !t.Has(lang.N) {
			return end
		}
		bare = bare && (t.Is(analysis.Punct) || t.Is(analysis.Digit) || t.Is(analysis.Upper) || t.Has(lang.Month) || t.Has(lang.Weekday))
	}
	return end
}

// capitals takes unknown names in capitals in a dateline for places: "#MALI | TINZA –".
func (f *placeFinder) capitals(from, end int) {
	for k := from; k < end; k++ {
		if t := &f.d.Tokens[k]; t.Is(analysis.Upper) && t.End-t.Start >= 5 && !t.Known && !f.isPlace(k) && !f.d.Is(k-1, "(") &&
			f.d.Tokens[k+1].Is(analysis.Punct) && f.strangeName(k) {
			f.seeds = append(f.seeds, k)
		}
	}
}

// markDateline marks the places before token end. What stands between brackets is an agency: "(Caspian Wire)".
func (f *placeFinder) markDateline(from, end int) bool {
	found := false
	for i := range f.found {
		c := &f.found[i]
		if c.from < from || c.to > end {
			continue
		}
		if c.from > from && f.d.Is(c.from-1, "(") && found && f.d.Tokens[c.to].Is(analysis.Cap) {
			c.dropped = true
		} else if found || c.from <= from+3 {
			c.dateline, found = true, true
		}
	}
	return found
}

func sortPlaces(list []analysis.Place) {
	sort.SliceStable(list, func(i, j int) bool { return list[i].From < list[j].From })
}
