package annotate

import (
	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Places finds the places of a text: names the gazetteer knows, settlements and sites known only by their head noun,
// and demonyms, which give a country. It needs tokens and sentences, and the title's places if the title was read
// before. It completes Places and Demonyms.
//
// A name that many places bear is decided by what stands around it (see resolve), never by how many people live there
// alone, unless one of them is far larger than the rest; else the place has a name and no id.
func Places(d *analysis.Doc, g *gazetteer.Gazetteer) {
	f := &placeFinder{d: d, g: g, lang: d.Pack.Code, surnames: map[string]bool{}, byDoc: map[string]float64{}, regions: map[int32]bool{}, bodies: make([]bool, len(d.Tokens)), covers: make([]bool, len(d.Tokens))}
	f.bySent = make([]map[string]float64, len(d.Sentences))
	f.persons()
	f.demonyms()
	f.find()
	f.datelines()
	f.evidence()
	for i := range f.found {
		f.resolve(&f.found[i])
	}
	f.sites()
	f.unknown()
	f.fill()
}

type placeFinder struct {
	d        *analysis.Doc
	g        *gazetteer.Gazetteer
	lang     string
	found    []placeMention // in the order of the text
	built    []placeMention // sites and settlements that the gazetteer does not know
	surnames map[string]bool
	byDoc    map[string]float64   // country → how much the text speaks of it
	bySent   []map[string]float64 // the same by sentence
	regions  map[int32]bool       // regions named
	total    float64              // of byDoc
	bodies   []bool               // by token: inside the name of a body or medium
	covers   []bool               // by token: inside a place of built
	seeds    []int                // unknown names in the dateline
}

// placeMention is one name of a place in the text.
type placeMention struct {
	from, to   int // tokens of the name, with a region's head noun
	nameFrom   int
	nameTo     int
	entities   []int32
	flags      []gazetteer.Flags
	locative   bool // a preposition or head noun asks for a place
	region     bool // a region's head noun stands beside
	dateline   bool
	chosen     int32 // entity, -1 for none
	country    string
	precision  string
	dropped    bool
	unresolved bool // several are as likely
}

// words counts the words from token i to the end of its sentence.
func (f *placeFinder) words(i int) int {
	s := f.d.SentenceOf(i)
	return f.d.Tokens[s.To-1].W1 - f.d.Tokens[i].W0
}

// end gives the token behind n words from token i, 0 when a token is cut in two.
func (f *placeFinder) end(i, n int) int {
	w := f.d.Tokens[i].W0 + n
	for j := i; j < len(f.d.Tokens); j++ {
		if f.d.Tokens[j].W1 == w {
			return j + 1
		}
		if f.d.Tokens[j].W1 > w {
			return 0
		}
	}
	return 0
}

// demonyms fills Doc.Demonyms.
func (f *placeFinder) demonyms() {
	for i := 0; i < len(f.d.Tokens); i++ {
		if f.noDemonym(&f.d.Tokens[i]) {
			continue
		}
		m, ok := f.g.MatchDemonym(min(f.words(i), 3), f.d.WordsFrom(i), f.lang)
		if !ok {
			continue
		}
		end := f.end(i, m.Len)
		if end == 0 { // part of a longer lexical token: «российские военные»
			end = i + 1
		}
		person := m.Person && (!m.Adj || f.d.Tokens[i].Is(analysis.Cap) && f.lang != "en")
		f.d.Demonyms = append(f.d.Demonyms, analysis.Demonym{Tok: end - 1, Country: m.Country, Person: person})
		i = end - 1
	}
}

// noDemonym reports whether a token surely begins no demonym: signs, digits, small words of the closed classes.
func (f *placeFinder) noDemonym(t *analysis.Token) bool {
	if t.Is(analysis.Punct) || t.Is(analysis.Digit) {
		return true
	}
	return !t.Is(analysis.Cap) && t.Known && t.Tags.Any(smallWords)
}

// smallWords are the word classes no demonym belongs to.
var smallWords = lang.SetOf(lang.Det, lang.Prep, lang.Pron, lang.Conj, lang.Sub, lang.Rel, lang.Aux, lang.Neg, lang.Adv, lang.V)

// find collects the names the gazetteer knows.
func (f *placeFinder) find() {
	for i := 0; i < len(f.d.Tokens); {
		n := f.at(i)
		i += max(n, 1)
	}
}

// at takes in the mention that begins at token i and gives the tokens it covers; 0 when there is none.
func (f *placeFinder) at(i int) int {
	t := &f.d.Tokens[i]
	if !t.Is(analysis.Cap) { // names are written with a capital in every script that has them
		return 0
	}
	for _, m := range f.d.NamesAt(f.g, i, f.words(i)) {
		end := f.end(i, m.Len)
		if end == 0 {
			continue
		}
		c := placeMention{from: i, to: end, nameFrom: i, nameTo: end, chosen: -1}
		f.geographic(&c, m)
		if len(c.entities) == 0 {
			for k := i; k < end; k++ {
				f.bodies[k] = true
			}
			if f.g.Kind(m.Entities[0]) == gazetteer.Body {
				f.count(i, f.g.Entity(m.Entities[0]).Country, 0.3)
			}
			return end - i // a body or medium: what stands inside its name is no place
		}
		c.locative = f.locative(i)
		f.head(&c)
		if f.person(&c) || !f.allowed(&c) {
			continue
		}
		f.found = append(f.found, c)
		return end - i
	}
	return 0
}

// geographic keeps the places of a match.
func (f *placeFinder) geographic(c *placeMention, m gazetteer.Match) {
	for k, e := range m.Entities {
		if f.g.Kind(e) < gazetteer.Body {
			c.entities = append(c.entities, e)
			c.flags = append(c.flags, m.Flags[k])
		}
	}
}

// locative reports whether the words before token i ask for a place: "à", "in northern", "dans la ville de".
func (f *placeFinder) locative(i int) bool {
	from := f.d.SentenceOf(i).From
	for k := i - 1; k >= from && k >= i-4; k-- {
		t := &f.d.Tokens[k]
		switch {
		case t.Has(lang.Locative) || t.Has(lang.Settlement) || t.Has(lang.Region):
			return true
		case t.Has(lang.Det), t.Has(lang.Bound), t.Has(lang.PlaceHead), t.Has(lang.Adj) && !t.Is(analysis.Cap), t.Has(lang.Prep):
		default:
			return false
		}
	}
	return false
}

// head takes in a region's head noun: "province du Kasaï", "Almaty region", «область Абай».
func (f *placeFinder) head(c *placeMention) {
	if f.g.Kind(c.entities[0]) == gazetteer.Country && !f.hasKind(c, gazetteer.Region) {
		return
	}
	k := c.from - 1
	for n := 0; n < 2 && f.d.Has(k, lang.Prep) || f.d.Has(k, lang.Det); n++ {
		k--
	}
	s := f.d.SentenceOf(c.from)
	switch {
	case c.to < s.To && f.regionHead(c.to) && (!f.d.Pack.HeadFirst || f.d.Pack.Genitive):
		c.to++
		c.region = true
	case k >= s.From && f.regionHead(k) && !f.covered(k) && (f.d.Pack.HeadFirst || k == c.from-2):
		c.from = k
		c.region = true
	}
}

// common reports a name that is the word for a kind of place or a bearing: "Center", "North", "University".
func (f *placeFinder) common(c *placeMention) bool {
	t := &f.d.Tokens[c.nameFrom]
	return t.Has(lang.PlaceHead) || t.Has(lang.Bound) || t.Has(lang.BodyHead) || t.Has(lang.Region)
}

// regionHead reports a head noun of regions that is not one of settlements too ("commune").
func (f *placeFinder) regionHead(i int) bool {
	return f.d.Has(i, lang.Region) && !f.d.Has(i, lang.Settlement)
}

// allowed applies the stoplist and the case of acronyms; it drops the entities that the mention cannot mean.
func (f *placeFinder) allowed(c *placeMention) bool {
	caps := f.shouting(c.nameFrom)
	beside := f.countryBeside(c)
	keep := 0
	for k, e := range c.entities {
		switch {
		case c.flags[k]&gazetteer.Stop != 0 && beside == "" && (!f.asked(c) || f.common(c)):
		case c.flags[k]&gazetteer.ExactCase != 0 && caps && len(f.d.String(c.nameFrom, c.nameTo)) <= 3:
		case c.flags[k]&gazetteer.Core != 0 && !c.region && f.hasKind(c, gazetteer.City):
		default:
			c.entities[keep], c.flags[keep] = e, c.flags[k]
			keep++
		}
	}
	c.entities, c.flags = c.entities[:keep], c.flags[:keep]
	return keep > 0
}

// asked is a strict locative, for names that are common words: the preposition stands right before the name.
func (f *placeFinder) asked(c *placeMention) bool {
	k := c.nameFrom - 1
	if k < f.d.SentenceOf(c.nameFrom).From {
		return false
	}
	t := &f.d.Tokens[k]
	return (t.Has(lang.Locative) || t.Has(lang.Settlement)) && (f.d.Tokens[c.nameFrom].Is(analysis.Cap))
}

func (f *placeFinder) hasKind(c *placeMention, kind gazetteer.Kind) bool {
	for _, e := range c.entities {
		if f.g.Kind(e) == kind {
			return true
		}
	}
	return false
}

// shouting reports whether the sentence of token i is written in capitals.
func (f *placeFinder) shouting(i int) bool {
	s := f.d.SentenceOf(i)
	upper, all := 0, 0
	for k := s.From; k < s.To; k++ {
		if t := &f.d.Tokens[k]; !t.Is(analysis.Punct) && !t.Is(analysis.Digit) && t.End-t.Start > 1 {
			all++
			if t.Is(analysis.Upper) {
				upper++
			}
		}
	}
	return all > 3 && upper*4 >= all*3
}

// person reports whether the name is a person's here: "Denzel Washington", "M. Lincoln", and so on for the rest of
// the text.
func (f *placeFinder) person(c *placeMention) bool {
	i, s := c.nameFrom, f.d.SentenceOf(c.nameFrom)
	name := f.d.Tokens[i].Fold
	country := f.g.Kind(c.entities[0]) == gazetteer.Country
	if i > s.From && !f.d.Tokens[i].Is(analysis.Punct) && !c.region {
		p := &f.d.Tokens[i-1]
		role := p.Has(lang.RoleNoun) && !f.d.Pack.Genitive && !country
		unknown := p.Is(analysis.Cap) && !p.Known && !country && !f.covered(i-1)
		if p.Has(lang.Forename) && p.Is(analysis.Cap) || p.Has(lang.Title) || role || unknown {
			f.surnames[f.d.Tokens[c.nameTo-1].Fold] = true
			return true
		}
	}
	if c.to < s.To && c.nameTo == i+1 && !c.region {
		q, t := &f.d.Tokens[c.to], &f.d.Tokens[i]
		next := q.Is(analysis.Cap) && !q.Is(analysis.Punct) && !q.Known
		// Where nouns decline, a place in the genitive stands before names: «глава Дагестана Меликов».
		if next && (t.Has(lang.Forename) || !f.d.Pack.Genitive && !country && !f.shouting(i) && !f.known(c.to)) {
			return true
		}
	}
	return f.surnames[name] && !c.locative && !country
}

// persons notes surnames: words behind a forename or a title.
func (f *placeFinder) persons() {
	for i := 1; i < len(f.d.Tokens); i++ {
		t, p := &f.d.Tokens[i], &f.d.Tokens[i-1]
		if t.Is(analysis.Cap) && !t.Is(analysis.Punct) && !t.Is(analysis.Line) && t.Sent == p.Sent && !t.Has(lang.Forename) &&
			(p.Has(lang.Forename) && p.Is(analysis.Cap) || p.Has(lang.Title)) {
			f.surnames[t.Fold] = true
		}
	}
}

// covered reports whether token i is part of a place found before.
func (f *placeFinder) covered(i int) bool {
	n := len(f.found)
	return n > 0 && f.found[n-1].from <= i && i < f.found[n-1].to
}

// known reports whether a place's name begins at token i.
func (f *placeFinder) known(i int) bool {
	m := f.d.NamesAt(f.g, i, f.words(i))
	return len(m) > 0 && f.g.Kind(m[0].Entities[0]) < gazetteer.Body
}

// fill writes Doc.Places.
func (f *placeFinder) fill() {
	all := append(f.found, f.built...)
	for i := range all {
		if c := &all[i]; !c.dropped {
			f.d.Places = append(f.d.Places, f.place(c))
		}
	}
	sortPlaces(f.d.Places)
	f.d.IndexPlaces()
}

func (f *placeFinder) place(c *placeMention) analysis.Place {
	span := f.d.Span(c.from, c.to)
	p := analysis.Place{From: c.from, To: c.to, Entity: c.chosen, Dateline: c.dateline,
		Place: bilan.Place{Name: span.Text, Country: c.country, Precision: c.precision, Span: span}}
	if c.chosen < 0 {
		if q := f.d.QuoteAt(c.nameFrom); c.precision == "site" && f.d.Pack.Genitive && q != nil && q.From == c.nameFrom {
			p.Place.Name = f.d.String(q.Inner()) // the head noun before it may be in any case
		}
		return p
	}
	e := f.g.Entity(c.chosen)
	p.Zone = e.Zone
	p.Place.Country, p.Place.GeoNames, p.Place.Lat, p.Place.Lon = e.Country, e.GeoNames, e.Lat, e.Lon
	p.Place.Precision = precisionOf(e.Kind)
	p.Place.Name = f.g.Base(c.chosen, span.Text)
	return p
}

func precisionOf(k gazetteer.Kind) string {
	switch k {
	case gazetteer.Country:
		return "country"
	case gazetteer.City:
		return "city"
	}
	return "region"
}
