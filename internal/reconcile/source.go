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

// source makes out of a hop what tells it from others: offices, body, country, place and the skeletons of other words.
func (g *Digester) source(p *lang.Pack, h *bilan.Hop) Source {
	name := cmp.Or(h.Resolved, h.Name)
	if h.Kind == bilan.ActorPerson && properName(p, name) {
		s := personal(p, name, h)
		return g.withRole(p, s, h)
	}
	s := g.named(p, name, h.Kind)
	return g.withRole(p, s, h)
}

// properName reports whether a name is a person's alone: two words or more, all with capitals, none an office. Nothing in it
// is a place then, whatever towns are called Serik or Florence.
func properName(p *lang.Pack, name string) bool {
	words := nameFields(name)
	for i, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) || takeOffice(p, &Source{}, words[i:]) > 0 {
			return false
		}
	}
	return len(words) > 1
}

// personal gives the source of a person's name.
func personal(p *lang.Pack, name string, h *bilan.Hop) Source {
	s := Source{Name: name, Kind: h.Kind}
	for _, w := range nameFields(name) {
		s.Names = append(s.Names, nameWords(p, w)...)
	}
	slices.Sort(s.Names)
	s.Names = slices.Compact(s.Names)
	return s
}

// withRole adds what a hop tells beside its name.
func (g *Digester) withRole(p *lang.Pack, s Source, h *bilan.Hop) Source {
	s.Country = cmp.Or(h.Country, s.Country)
	if h.Role != "" {
		role := g.named(p, h.Role, h.Kind)
		s.Offices = union(s.Offices, role.Offices)
		s.Country, s.Spot, s.Body = cmp.Or(s.Country, role.Country), cmp.Or(s.Spot, role.Spot), cmp.Or(s.Body, role.Body)
	}
	return s
}

// named reads a name word by word.
func (g *Digester) named(p *lang.Pack, name string, kind bilan.ActorKind) Source {
	s := Source{Name: name, Kind: kind}
	words := nameFields(name)
	for i := 0; i < len(words); {
		i += g.take(p, &s, words[i:])
	}
	slices.Sort(s.Offices)
	s.Offices = slices.Compact(s.Offices)
	slices.Sort(s.Names)
	s.Names = slices.Compact(s.Names)
	return s
}

// nameFields cuts a name into words.
func nameFields(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(" \t\n\u00a0()«»\"“”,.:;", r) })
}

// take reads what the words begin with and says how many they are. An article may be written together with the first ("l'Union").
func (g *Digester) take(p *lang.Pack, s *Source, words []string) int {
	if n := g.takeKnown(p, s, words); n > 0 {
		return n
	}
	if rest := unelided(words); rest != nil {
		if n := g.takeKnown(p, s, rest); n > 0 {
			return n
		}
	}
	s.Names = append(s.Names, nameWords(p, words[0])...)
	return 1
}

// unelided gives words without the one or two letters and the apostrophe that the first begins with; nil when it does not.
func unelided(words []string) []string {
	i := strings.IndexAny(words[0], "'’")
	if i < 1 || utf8.RuneCountInString(words[0][:i]) > 2 {
		return nil
	}
	_, size := utf8.DecodeRuneInString(words[0][i:])
	if i+size == len(words[0]) {
		return nil
	}
	return slices.Concat([]string{words[0][i+size:]}, words[1:])
}

// takeKnown reads a body, an office, a people or a place that the words begin with.
func (g *Digester) takeKnown(p *lang.Pack, s *Source, words []string) int {
	if n := g.takeBody(p, s, words); n > 0 {
		return n
	}
	if n := takeOffice(p, s, words); n > 0 {
		return n
	}
	if d, ok := g.places.MatchDemonym(len(words), func(i int) string { return words[i] }, p.Code); ok {
		s.Country = cmp.Or(s.Country, d.Country)
		return d.Len
	}
	return g.takePlace(s, words, p.Code)
}

// takeBody reads a body or medium of the gazetteer, and the office in its name: the secretariat of an alliance is an office
// of the alliance. Ministries that every country has are offices only.
func (g *Digester) takeBody(p *lang.Pack, s *Source, words []string) int {
	for _, m := range g.places.Match(len(words), func(i int) string { return words[i] }, p.Code) {
		for _, e := range m.Entities {
			ent := g.places.Entity(e)
			if ent.ID == "" || ent.Actor == "" {
				continue
			}
			if !strings.HasSuffix(ent.ID, "-any") {
				s.Body, s.Country = cmp.Or(s.Body, g.family(ent.ID)), cmp.Or(s.Country, ent.Country)
			}
			takeOffices(p, s, words[:m.Len])
			return m.Len
		}
	}
	return 0
}

// family gives the body that a body is a part of by its id: "body:csto-sec" is of "body:csto".
func (g *Digester) family(id string) string {
	if whole, _, ok := strings.Cut(id, "-"); ok {
		if _, known := g.places.ByID(whole); known {
			return whole
		}
	}
	return id
}

// takeOffices reads all office words of a name.
func takeOffices(p *lang.Pack, s *Source, words []string) {
	for i := 0; i < len(words); {
		i += max(1, takeOffice(p, s, words[i:]))
	}
}

// takePlace reads a country or another place.
func (g *Digester) takePlace(s *Source, words []string, code string) int {
	for _, m := range g.places.Match(len(words), func(i int) string { return words[i] }, code) {
		ent := g.places.Entity(m.Entities[0])
		if ent.Actor != "" {
			continue
		}
		s.Country = cmp.Or(s.Country, ent.Country)
		if ent.Kind != gazetteer.Country {
			s.Spot = cmp.Or(s.Spot, spotKey(ent.GeoNames, g.places.Name(m.Entities[0], "en")))
		}
		return m.Len
	}
	return 0
}

// takeOffice reads words that name an office or say nothing ("spokesman", "press service").
func takeOffice(p *lang.Pack, s *Source, words []string) int {
	cut, owner := wordsOf(words)
	if len(cut) == 0 {
		return 1
	}
	for at := 0; at < len(cut) && owner[at] == 0; at++ { // "l'Intérieur" is two words
		found := p.Concepts.Find(cut[at:])
		if len(found) == 0 || found[0].From != 0 || !strings.HasPrefix(found[0].Names[0], "o:") {
			continue
		}
		for _, n := range found[0].Names {
			if n != "o:-" {
				s.Offices = append(s.Offices, strings.TrimPrefix(n, "o:"))
			}
		}
		return owner[at+found[0].To-1] + 1
	}
	return 0
}

// wordsOf cuts words further at apostrophes and hyphens; owner says which word each part is of.
func wordsOf(words []string) (parts []string, owner []int) {
	for i, w := range words {
		for _, p := range lang.Words(w) {
			parts, owner = append(parts, p), append(owner, i)
		}
	}
	return parts, owner
}

// nameWords gives the skeletons of the parts of a word that may be of a name: written with a capital, or in no lexicon.
func nameWords(p *lang.Pack, word string) []string {
	var out []string
	first, _ := utf8.DecodeRuneInString(word)
	for _, w := range lang.Words(word) {
		if unicode.IsUpper(first) || p.Lexicon.Word(w) == 0 {
			if k := skeleton(w); utf8.RuneCountInString(w) > 2 && len(k) > 1 {
				out = append(out, k)
			}
		}
	}
	return out
}

func union(a, b []string) []string {
	out := slices.Concat(a, b)
	slices.Sort(out)
	return slices.Compact(out)
}
