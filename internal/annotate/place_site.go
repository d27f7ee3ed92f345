package annotate

import (
	"sort"

	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/lang"
)

// sites finds places known by their head noun: "place de la République", "Republic Square", «шахта „Северная“», and
// settlements too small for the gazetteer: "le village de X". The name is never looked up without its head noun; the
// site lies where the nearest place around it lies.
func (f *placeFinder) sites() {
	for i := 0; i < len(f.d.Tokens); {
		i = max(f.site(i), i+1)
	}
}

// site takes in the site or settlement whose head noun is token i and gives the token behind it.
func (f *placeFinder) site(i int) int {
	t := &f.d.Tokens[i]
	if t.Has(lang.PPart) && f.d.Has(i-1, lang.Have) || !t.Has(lang.PlaceHead) && !t.Has(lang.Settlement) || t.Has(lang.Prep) && !t.Has(lang.Settlement) {
		return 0
	}
	if from, to := f.nameBehind(i); to > 0 && f.named(from, to) {
		return f.build(i, i, to, from, to)
	}
	if f.d.Pack.HeadFirst || f.titleCase(i) || f.d.Has(i+1, lang.PlaceHead) || i+1 < f.d.SentenceOf(i).To && f.proper(i+1) {
		return 0
	}
	if from, to := f.nameBefore(i); to > 0 && f.named(from, to) && (f.proper(i) || !f.isName(from, to)) {
		return f.build(i, from, i+1, from, to)
	}
	return 0
}

// named reports whether tokens [from,to) can name a site: no body, medium or demonym, and not a site already.
func (f *placeFinder) named(from, to int) bool {
	if n := len(f.built); n > 0 && f.built[n-1].to > from {
		return false
	}
	if f.d.Has(to-1, lang.PlaceHead) && !f.d.Pack.HeadFirst {
		return false
	}
	if to == from+1 && f.demonym(from) {
		return false
	}
	for _, m := range f.d.NamesAt(f.g, from, f.words(from)) {
		if f.g.Kind(m.Entities[0]) >= gazetteer.Body && f.end(from, m.Len) == to {
			return false
		}
	}
	return true
}

// nameBehind gives the name that follows a head noun: "rue X", "village de X", «шахта „X“», "больница № 1".
func (f *placeFinder) nameBehind(i int) (from, to int) {
	s := f.d.SentenceOf(i)
	k, preps := i+1, 0
	if f.d.Is(k, ".") && f.d.Tokens[i].End-f.d.Tokens[i].Start <= 6 { // an abbreviation: «ул. Ленина»
		k++
	}
	for ; k < s.To && k < i+4 && !f.d.Tokens[k].Is(analysis.Cap) && (f.opens(k, lang.Prep) || f.opens(k, lang.Det)); k++ {
		preps++
	}
	if k >= s.To || preps == 0 && f.isPlace(k) && f.d.Has(i, lang.PPart) {
		return 0, 0
	}
	if q := f.d.QuoteAt(k); q != nil && q.From == k && q.Closed && q.To-q.From <= 6 && q.To <= s.To && preps == 0 && f.d.Tokens[k+1].Is(analysis.Cap) {
		return k, q.To
	}
	if f.d.Is(k, "№") && k+1 < s.To && f.d.Tokens[k+1].Is(analysis.Digit) {
		return k, k + 2
	}
	if !f.d.Pack.HeadFirst && preps == 0 || f.d.Pack.Genitive && preps > 0 || preps > 0 && !f.binds(i+1) {
		return 0, 0
	}
	end := f.properEnd(k, s.To)
	if end == k {
		return 0, 0
	}
	return k, end
}

// binds reports whether token i ties a name to its head noun: "de", "of", an article, not "à" or "in".
func (f *placeFinder) binds(i int) bool { return f.opens(i, lang.Of) || !f.opens(i, lang.Prep) }

// opens reports whether token i, or the first word of it, has a tag: "de la" is one lexical token.
func (f *placeFinder) opens(i int, tag lang.Tag) bool {
	if f.d.Has(i, tag) {
		return true
	}
	t := &f.d.Tokens[i]
	if t.W1-t.W0 < 2 {
		return false
	}
	e := f.d.Pack.Lexicon.Entry(f.d.Words[t.W0].ID)
	return e != nil && e.Tags.Has(tag)
}

// properEnd gives the end of the run of capitalised words that begins at token k; small words between two of them
// ("Sidi bel Abbès") stay inside.
func (f *placeFinder) properEnd(k, to int) int {
	end := k
	for j := k; j < to && j < k+6; j++ {
		t := &f.d.Tokens[j]
		switch {
		case j > k && f.d.Has(j, lang.Forename):
			return end
		case f.proper(j):
			end = j + 1
		case j > k && j+1 < to && !t.Is(analysis.Punct) && t.End-t.Start <= 4 && f.d.Pack.HeadFirst && !f.d.Pack.Genitive &&
			t.Has(lang.Prep) && f.proper(j+1) && !f.isPlace(j+1):
		default:
			return end
		}
	}
	return end
}

// proper reports whether token j can be part of a site's name.
func (f *placeFinder) proper(j int) bool {
	t := &f.d.Tokens[j]
	return t.Is(analysis.Cap) && !t.Is(analysis.Punct) && !t.Has(lang.Weekday) && !t.Has(lang.Month) && !t.Has(lang.Pron) && !t.Has(lang.Sub)
}

// nameBefore gives the capitalised words right before an English head noun: "Republic Square", "Al-Rawda neighborhood".
func (f *placeFinder) nameBefore(i int) (from, to int) {
	s := f.d.SentenceOf(i)
	k := i
	for k > s.From && k > i-5 && f.proper(k-1) && !f.closed(k-1) {
		k--
	}
	if k == s.From && k < i && f.d.Tokens[k].Known && !f.isPlace(k) && (i-k == 1 || f.d.Has(k, lang.Adj) || f.d.Has(k, lang.Num)) {
		k++
	}
	if k == i {
		return 0, 0
	}
	return k, i
}

// closed reports a word that is no part of a name although it begins with a capital: "The", "In", "Two".
func (f *placeFinder) closed(i int) bool {
	t := &f.d.Tokens[i]
	return t.Has(lang.Det) || t.Has(lang.Prep) || t.Has(lang.Conj) || t.Has(lang.Num) || t.Has(lang.Aux) || t.Has(lang.RoleNoun) || t.Has(lang.Title)
}

// titleCase reports whether most words of the sentence begin with a capital, so that capitals tell nothing.
func (f *placeFinder) titleCase(i int) bool {
	s := f.d.SentenceOf(i)
	caps, all := 0, 0
	for k := s.From; k < s.To; k++ {
		if t := &f.d.Tokens[k]; !t.Is(analysis.Punct) && !t.Is(analysis.Digit) {
			all++
			if t.Is(analysis.Cap) {
				caps++
			}
		}
	}
	return all > 3 && caps*10 > all*6
}

func (f *placeFinder) isPlace(i int) bool {
	for k := f.endingAfter(i); k < len(f.found) && f.found[k].from <= i; k++ {
		if !f.found[k].dropped {
			return true
		}
	}
	return false
}

// build adds the site or settlement with head noun i that the gazetteer does not know. Known settlements stay as they are.
func (f *placeFinder) build(i, from, to, nameFrom, nameTo int) int {
	settlement := f.d.Has(i, lang.Settlement)
	c := placeMention{from: from, to: to, nameFrom: nameFrom, nameTo: nameTo, chosen: -1, precision: "site"}
	if f.d.Has(i, lang.Region) && !settlement {
		c.precision = "region"
	}
	if settlement {
		c.from, c.to, c.precision = nameFrom, nameTo, "city"
		if f.isPlace(nameFrom) {
			return 0
		}
	}
	if from < nameFrom && f.d.Tokens[from].Has(lang.Region) && !settlement || f.isLarge(nameFrom, nameTo) || f.cuts(c.from, c.to) {
		return 0
	}
	c.country = f.around(from, to)
	for k := f.endingAfter(from); k < len(f.found) && f.found[k].from < to; k++ {
		if x := &f.found[k]; from < x.to { // a place inside the site's name tells where it lies
			if x.country != "" && !x.dropped && x.from >= nameFrom {
				c.country = x.country
			}
			x.dropped = x.dropped || x.from >= from && x.to <= to
		}
	}
	f.add(c)
	return to
}

// cuts reports whether a place of tokens [from,to) would cut a known one in two.
func (f *placeFinder) cuts(from, to int) bool {
	for k := f.endingAfter(from); k < len(f.found) && f.found[k].from < to; k++ {
		if x := &f.found[k]; !x.dropped && (x.from < from || x.to > to) {
			return true
		}
	}
	return false
}

// isName reports whether tokens [from,to) are the name of a place: "Almaty hospital" is a hospital in Almaty.
func (f *placeFinder) isName(from, to int) bool {
	for k := f.endingAfter(from); k < len(f.found) && f.found[k].from <= from; k++ {
		if c := &f.found[k]; !c.dropped && c.to >= to {
			return true
		}
	}
	return false
}

// isLarge reports whether a site's name is that of a country or region: "coast of Libya" is Libya.
func (f *placeFinder) isLarge(from, to int) bool {
	for k := f.endingAfter(from); k < len(f.found) && f.found[k].from <= from; k++ {
		if c := &f.found[k]; c.nameFrom == from && c.to >= to && !c.dropped && c.precision != "city" {
			return true
		}
	}
	return false
}

// around gives the country in which an unnamed place lies: that of the nearest place in the sentence, else the one the
// text mostly speaks of, else that of the nearest place before, or after.
func (f *placeFinder) around(from, to int) string {
	best, near := f.nearest(from, to)
	if near <= 25 {
		return best
	}
	if main := f.country(); best == "" || f.byDoc[main] >= 0.4*f.total {
		return main
	}
	return best
}

// nearest gives the country of the place nearest to [from,to) and how far it is, the first of two as near.
func (f *placeFinder) nearest(from, to int) (country string, near int) {
	near = 1 << 30
	take := func(c *placeMention, equal int) {
		if c.dropped || c.country == "" || c.from < to && from < c.to {
			return
		}
		if d := f.distance(c, from, to); d < near+equal {
			country, near = c.country, d
		}
	}
	start := f.endingAfter(from)
	for k := start - 1; k >= 0 && from-f.found[k].to <= near; k-- {
		take(&f.found[k], 1)
	}
	for k := start; k < len(f.found) && f.found[k].from-to < near; k++ {
		take(&f.found[k], 0)
	}
	return country, near
}

// endingAfter gives the index of the first known place that ends behind token i.
func (f *placeFinder) endingAfter(i int) int {
	return sort.Search(len(f.found), func(k int) bool { return f.found[k].to > i })
}

// distance counts tokens from a place to [from,to); another sentence, a place behind and a country among others make
// it longer.
func (f *placeFinder) distance(c *placeMention, from, to int) int {
	d := from - c.to
	if c.from >= to {
		d = c.from - to
	}
	if f.d.Tokens[c.from].Sent != f.d.Tokens[from].Sent {
		d += 40
		if c.from > from {
			d += 60
		}
	}
	if c.precision == "country" && d > 3 {
		d += 30
	}
	return d
}
