package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// A scene is where and when the happening of an article stands, as its casualties are read in order. What a claim does
// not say itself it has from the claims before it in its paragraph, else from the article's main place and time.
type scene struct {
	d     *analysis.Doc
	main  *bilan.Place // of the title, else the first one told
	day   *bilan.When  // first day told of a casualty at the main place
	event *bilan.When  // day told of a cause
	first *bilan.When  // first day told at all
	told  bool         // a place was told of a casualty
	para  int
	last  *bilan.Place // told in this paragraph
	when  *bilan.When
}

func newScene(d *analysis.Doc) *scene {
	s := &scene{d: d, para: -1}
	s.main = s.mainPlace()
	s.event, s.first = s.eventDay()
	return s
}

// mainPlace gives the title's first place, else the first of the body outside datelines and sources, else the dateline's.
func (s *scene) mainPlace() *bilan.Place {
	if t := s.d.Title; t != nil {
		var best *bilan.Place
		for i := range t.Places {
			p := &t.Places[i].Place
			if a := t.ActorAt(t.Places[i].From); a == nil && (best == nil || best.Precision == "country" && p.Country == best.Country && p.Precision != "country") {
				best = p
			}
		}
		if town := s.townOf(t, best); town != nil {
			return town
		}
		if best != nil {
			return best
		}
	}
	var line *bilan.Place
	for i := range s.d.Places {
		p := &s.d.Places[i]
		if !p.Dateline && !s.aside(p) && p.Place.Precision != "site" {
			return &p.Place
		}
		if p.Dateline && line == nil {
			line = &p.Place
		}
	}
	if line == nil {
		return s.home()
	}
	return line
}

// townOf gives the town of the title that only the body shows to be one ("MALI | Tinza : …", where the body tells of
// fights "à Tinza"), when the title's other place is none or its country. It is nil when there is none.
func (s *scene) townOf(title *analysis.Doc, best *bilan.Place) *bilan.Place {
	if best != nil && best.Precision != "country" && best.Precision != "region" {
		return nil
	}
	for i := range s.d.Places {
		p := &s.d.Places[i]
		if p.Dateline || p.Place.Precision != "city" || best != nil && p.Place.Country != best.Country {
			continue
		}
		for k := range title.Tokens {
			if t := &title.Tokens[k]; t.Fold == s.d.Tokens[p.From].Fold && t.Is(analysis.Cap) && alone(title, k) {
				return &p.Place
			}
		}
	}
	return nil
}

// alone reports whether token k is in no actor's name but its own.
func alone(d *analysis.Doc, k int) bool {
	a := d.ActorAt(k)
	return a == nil || a.From == k && a.To == k+1 && a.Form != analysis.Capital
}

// home gives the country that a body in the text belongs to, where no place is told outside of bodies' names.
func (s *scene) home() *bilan.Place {
	for i := range s.d.Places {
		if p := &s.d.Places[i].Place; p.Precision == "country" {
			return p
		}
	}
	return nil
}

// at gives place and time of a claim whose evidence is tokens [from,to).
func (s *scene) at(from, to int) (*bilan.Place, *bilan.When) {
	if p := s.d.SentenceOf(from).Para; p != s.para {
		s.para, s.last, s.when = p, nil, nil
	}
	place, when := s.placeTold(from, to), s.timeTold(from, to)
	switch {
	case place != nil:
		s.last = place
		s.narrow(place)
	case s.last != nil:
		place = s.last
	case s.before(from) != nil:
		place = s.before(from)
	default:
		place = s.main
	}
	switch {
	case when != nil:
		s.when = when
		if s.day == nil && samePlace(place, s.main) {
			s.day = when
		}
		return place, when
	case s.coarse(from) != nil:
		return place, s.coarse(from)
	case s.when != nil:
		return place, s.when
	case place != nil && s.main != nil && s.main.Country != "" && place.Country != s.main.Country:
		return place, nil
	case s.event != nil:
		return place, s.event
	case s.day != nil && samePlace(place, s.main):
		return place, s.day
	}
	return place, s.first
}

// before gives the last town told before token tok in its paragraph, nil when none is.
func (s *scene) before(tok int) *bilan.Place {
	para := s.d.SentenceOf(tok).Para
	for i := firstPlace(s.d, tok) - 1; i >= 0; i-- {
		p := &s.d.Places[i]
		if s.d.SentenceOf(p.From).Para != para {
			return nil
		}
		if !p.Dateline && p.Place.Precision == "city" && !s.aside(p) {
			return &p.Place
		}
	}
	return nil
}

// narrow makes the first place told of a casualty the main one when the title names only its country.
func (s *scene) narrow(p *bilan.Place) {
	if !s.told && s.dateline() {
		s.main = p
	}
	if !s.told && s.main != nil && (s.main.Precision == "country" && (p.Precision == "city" || p.Precision == "site")) && p.Country == s.main.Country {
		s.main = p
	}
	s.told = true
}

// dateline reports whether the main place is only where the article was written.
func (s *scene) dateline() bool {
	for i := range s.d.Places {
		if p := &s.d.Places[i]; &p.Place == s.main {
			return p.Dateline
		}
	}
	return false
}

// samePlace reports whether two places can be one scene: the same, or one country told and a place in it.
func samePlace(a, b *bilan.Place) bool {
	return a != nil && b != nil && (a.Name == b.Name || a.Country == b.Country && (a.Precision == "country" || b.Precision == "country"))
}

// placeTold gives the place told in the clause of tokens [from,to), else in their sentence; nil when none is.
func (s *scene) placeTold(from, to int) *bilan.Place {
	sen := s.d.SentenceOf(from)
	lo, hi := s.clause(from, to)
	for _, r := range [][2]int{s.segment(from, to, lo, hi), {lo, hi}, {sen.From, sen.To}} {
		if p := finestPlace(s.d, r[0], r[1], from, s.notScene); p != nil {
			return p
		}
		if p := s.nationwide(r[0], r[1]); p != nil {
			return p
		}
	}
	return nil
}

// nationwide gives the country when tokens [from,to) say that they tell of all of it: "nationwide", "dans tout le pays",
// «в стране». It is the country of the article's main place, under the name that the article gives it.
func (s *scene) nationwide(from, to int) *bilan.Place {
	if s.main == nil || s.main.Country == "" {
		return nil
	}
	for i := from; i < to; i++ {
		if k := s.partOfCountry(i); k < i {
			words := s.d.Span(k, i+1)
			return &bilan.Place{Name: words.Text, Country: s.main.Country, Precision: "region", Span: words}
		}
		if s.d.Has(i, lang.Nationwide) || s.d.Has(i, lang.Country) && (s.d.Has(i, lang.Sg) || !s.d.Has(i, lang.Pl)) && s.locative(i) {
			return s.country(i)
		}
	}
	return nil
}

// partOfCountry gives the token where a part of the country begins that token i, "country", ends: "nord-est du pays", "north
// of the country"; i itself when there is none.
func (s *scene) partOfCountry(i int) int {
	if !s.d.Has(i, lang.Country) || !s.d.Has(i, lang.N) || s.d.PlaceAt(i) != nil || !s.d.Pack.HeadFirst || s.d.Pack.Genitive {
		return i
	}
	k := i - 1
	if k > 0 && s.d.Has(k, lang.Of) && s.d.Has(k-1, lang.Bound) && s.d.Has(k-1, lang.N) {
		return k - 1
	}
	return i
}

// locative reports whether a noun stands behind a preposition of place, with at most three words between that name no other
// place: "in the country", not "in the country's largest city" or "dans la capitale du pays".
func (s *scene) locative(noun int) bool {
	if s.owns(noun) {
		return false
	}
	for i := noun - 1; i >= max(0, noun-4); i-- {
		if s.d.Has(i, lang.Locative) {
			return !s.d.Has(i, lang.From)
		}
		if s.d.Tokens[i].Is(analysis.Punct) || s.d.Has(i, lang.One) || s.settlement(i) {
			return false
		}
	}
	return false
}

// owns reports whether a token stands in front of the sign of a possessor.
func (s *scene) owns(i int) bool { return s.d.Is(i+1, "'s") }

func (s *scene) settlement(i int) bool {
	return s.d.Has(i, lang.PlaceHead) || s.d.Has(i, lang.Settlement) || s.d.Has(i, lang.Region)
}

// insideOf reports whether a country is named only as the one that a town lies in: "Mali's largest city", "la capitale du
// Mali", «в крупнейшем городе Мали».
func (s *scene) insideOf(p *analysis.Place) bool {
	if p.Place.Precision != "country" || s.main == nil || s.main.Precision != "city" || s.main.Country != p.Place.Country {
		return false
	}
	for i := p.To + 1; s.owns(p.To-1) && i < min(p.To+4, len(s.d.Tokens)); i++ {
		if s.settlement(i) {
			return true
		}
	}
	for i := p.From - 1; i >= max(0, p.From-2); i-- {
		if s.settlement(i) {
			return true
		}
	}
	return false
}

// notScene reports whether a place is not where the claim's words happen.
func (s *scene) notScene(p *analysis.Place) bool { return s.aside(p) || s.insideOf(p) }

// country gives the main place's country as the article names it, else as token i tells it.
func (s *scene) country(i int) *bilan.Place {
	for _, d := range []*analysis.Doc{s.d.Title, s.d} {
		if d == nil {
			continue
		}
		for k := range d.Places {
			if p := &d.Places[k].Place; p.Country == s.main.Country && p.Precision == "country" {
				return p
			}
		}
	}
	words := s.d.Span(i, i+1)
	return &bilan.Place{Name: words.Text, Country: s.main.Country, Precision: "country", Span: words}
}

// segment gives the tokens around a claim's evidence up to the next sign, inside [lo,hi).
func (s *scene) segment(from, to, lo, hi int) [2]int {
	for from > lo && !s.d.Tokens[from-1].Is(analysis.Punct) {
		from--
	}
	for to < hi && !s.d.Tokens[to].Is(analysis.Punct) {
		to++
	}
	return [2]int{from, to}
}

// clause gives the tokens of the clause around a claim's evidence.
func (s *scene) clause(from, to int) (int, int) {
	if c := s.d.ClauseAt(from); c != nil {
		return min(from, c.From), max(to, c.To)
	}
	return from, to
}

// aside reports whether a place is not where something happened: part of a body's name, of a source, of where the hurt
// were taken.
func (s *scene) aside(p *analysis.Place) bool {
	a := s.d.ActorAt(p.From)
	if a != nil && a.Form != analysis.Capital && a.Form != analysis.Group {
		return true
	}
	if p.From > 0 && s.d.Has(p.From-1, lang.Locative) && s.d.Has(p.From-1, lang.BAbout) && s.d.Pack.HeadFirst && !s.d.Pack.Genitive {
		return true // "emmenés vers Savien": where they were brought
	}
	if s.peopleFrom(p) {
		return true
	}
	c := s.d.ClauseAt(p.From)
	if a != nil && a.Form == analysis.Capital && s.d.Pack.Genitive && c != nil && c.Subject >= 0 && c.Subject == s.d.ChunkIndex(p.From) {
		return true // «Баку огласил»: who tells it
	}
	if c == nil || c.Verb < 0 {
		return false
	}
	v := &s.d.Chunks[c.Verb]
	return c.Insert || p.From >= v.To && v.Tags.Has(lang.Carry) || s.d.Has(p.To-1, lang.Hospital) || s.ofHospital(p, v)
}

// ofHospital reports whether a place is that of the hospital where somebody lies or died: "died in hospital in Safed".
func (s *scene) ofHospital(p *analysis.Place, v *analysis.Chunk) bool {
	if !v.Tags.Has(lang.VictSubj) && !v.Tags.Has(lang.Condition) && !v.Tags.Has(lang.Carry) {
		return false
	}
	for i := p.From - 1; i >= max(v.From, p.From-3); i-- {
		if s.d.Has(i, lang.Hospital) {
			return true
		}
	}
	return false
}

// peopleFrom reports whether a place only tells where people are from: "workers from Kyrgyzstan", «рабочие из Киргизии».
func (s *scene) peopleFrom(p *analysis.Place) bool {
	if p.From < 2 || !s.d.Has(p.From-1, lang.From) || s.d.Has(p.From-1, lang.Of) {
		return false
	}
	ch := s.d.ChunkAt(p.From - 2)
	return ch != nil && ch.Kind == analysis.NounPhrase && ch.To == p.From-1 && s.d.Has(ch.Head, lang.Person)
}
