package annotate

import (
	"slices"
	"strings"
	"unicode/utf8"

	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/lang"
)

// unknown finds places that only the grammar shows: a name the lexicon and the gazetteer lack, behind a preposition
// of place ("à X", "near X", «под X»). The name is then a place wherever it stands in the text.
func (f *placeFinder) unknown() {
	names := map[string]bool{}
	for _, i := range f.seeds {
		names[f.nameKey(i, i+1)] = true
	}
	for i := 1; i < len(f.d.Tokens); i++ {
		if end := f.located(i); end > i {
			names[f.nameKey(i, end)] = true
		}
	}
	for i := range f.d.Tokens {
		if names[f.d.Tokens[i].Fold] && f.acts(i+1) && !f.d.Has(i-1, lang.Prep) { // somebody, not somewhere
			delete(names, f.d.Tokens[i].Fold)
		}
	}
	for i := 0; i < len(f.d.Tokens); i++ {
		if i+1 < len(f.d.Tokens) && f.d.Has(i, lang.Det) && f.d.Tokens[i].Is(analysis.Cap) && names[f.nameKey(i, i+2)] && !f.taken(i+1) {
			f.add(placeMention{from: i, to: i + 2, nameFrom: i, nameTo: i + 2, chosen: -1, country: f.around(i, i+2), precision: "city", locative: true})
			i++
			continue
		}
		if !f.strange(i) || f.taken(i) {
			continue
		}
		end := f.strangeEnd(i)
		if f.d.Pack.Genitive && f.d.SentenceOf(i).To > end && !f.taken(end) && (f.d.Has(end, lang.Region) || f.d.Has(end, lang.PlaceHead)) {
			f.add(placeMention{from: i, to: end + 1, nameFrom: i, nameTo: end, chosen: -1, country: f.around(i, end), precision: "region"})
			i = end
			continue // «в Ногайском районе»
		}
		if names[f.nameKey(i, end)] && !f.personal(i, end) {
			f.add(placeMention{from: i, to: end, nameFrom: i, nameTo: end, chosen: -1,
				country: f.around(i, end), precision: "city", locative: true})
			i = end - 1
		}
	}
}

// located gives the end of the unknown name at token i if a preposition of place stands before it and nothing says
// that it is a person, body or thing; else 0.
func (f *placeFinder) located(i int) int {
	p := &f.d.Tokens[i-1]
	if end := f.left(i); end > 0 {
		return end
	}
	if end := f.articled(i); end > 0 {
		return end
	}
	if !p.Has(lang.Locative) && !p.Has(lang.Of) || !p.Has(lang.Prep) || p.Sent != f.d.Tokens[i].Sent || !f.strange(i) || f.taken(i) {
		return 0
	}
	if v := i - 2; v >= 0 && f.speaks(v) {
		return 0
	}
	end := f.strangeEnd(i)
	if p.Has(lang.Of) && !f.placeBehind(end) && !(i > 1 && f.d.Has(i-2, lang.CCivil) && f.d.Pack.HeadFirst && !f.d.Pack.Genitive) { // "of X" tells nothing unless X is placed ("of X, in Valais") or has inhabitants ("riverains de X")
		return 0
	}
	if end < len(f.d.Tokens) && f.speaks(end) || f.personal(i, end) || f.adjectival(end-1) {
		return 0
	}
	return end
}

// placeBehind reports a known place set behind a name by a comma or bracket: ", en Valais", "(Mali)".
func (f *placeFinder) placeBehind(i int) bool {
	if !f.d.Is(i, ",") && !f.d.Is(i, "(") {
		return false
	}
	comma, asked := f.d.Is(i, ","), false
	for k := i + 1; k < len(f.d.Tokens) && k < i+4; k++ {
		if f.isPlace(k) {
			return asked || !comma
		}
		if !f.d.Has(k, lang.Prep) && !f.d.Has(k, lang.Det) {
			return false
		}
		asked = asked || f.d.Has(k, lang.Locative)
	}
	return false
}

// speaks reports a word whose object may be a person: say, tell, ask, give.
func (f *placeFinder) speaks(i int) bool {
	t := &f.d.Tokens[i]
	return t.Has(lang.Say) || t.Has(lang.Tell) || t.Has(lang.Urge) || t.Has(lang.Accuse) || t.Has(lang.Ask)
}

// acts reports a verb right behind a name.
func (f *placeFinder) acts(i int) bool {
	return f.d.Has(i, lang.V) && (f.d.Has(i, lang.Past) || f.d.Has(i, lang.Pres)) && !f.d.Has(i, lang.N) && !f.d.Has(i, lang.Prep) && !f.d.Tokens[i].Is(analysis.Cap)
}

// strange reports a capitalised word that neither the lexicon nor the gazetteer explains; acronyms are left out.
func (f *placeFinder) strange(i int) bool {
	t := &f.d.Tokens[i]
	if t.Is(analysis.Upper) && t.End-t.Start <= 10 && !f.shouting(i) && !slices.Contains(f.seeds, i) {
		return false
	}
	return f.strangeName(i)
}

func (f *placeFinder) strangeName(i int) bool {
	t := &f.d.Tokens[i]
	if !t.Is(analysis.Cap) || t.Is(analysis.Punct) || t.Known || f.bodies[i] || utf8.RuneCountInString(t.Fold) < 4 && !f.longName(i) || strings.Contains(t.Fold, ".") {
		return false
	}
	if m := f.d.NamesAt(f.g, i, f.words(i)); len(m) > 0 {
		if k := f.g.Kind(m[0].Entities[0]); k != gazetteer.City && k != gazetteer.Region || f.g.Entity(m[0].Entities[0]).Capital {
			return false
		}
	}
	return !f.demonym(i)
}

// longName reports whether a short name goes on with a longer one: "Ras Naqoura".
func (f *placeFinder) longName(i int) bool {
	if !f.d.Pack.HeadFirst || f.d.Pack.Genitive || i+1 >= f.d.SentenceOf(i).To {
		return false
	}
	n := &f.d.Tokens[i+1]
	return n.Is(analysis.Cap) && !n.Is(analysis.Upper) && !n.Known && utf8.RuneCountInString(n.Fold) > 4
}

func (f *placeFinder) demonym(i int) bool {
	return f.d.DemonymAt(i) != nil
}

// adjectival reports a name that is an adjective and needs a noun: «в Ногайском районе».
func (f *placeFinder) adjectival(i int) bool {
	if !f.d.Pack.Genitive {
		return false
	}
	g := f.d.Pack.Lexicon.Guess(f.d.Tokens[i].Fold)
	return g != nil && g.Tags.Has(lang.Adj) && !g.Tags.Has(lang.N)
}

// strangeEnd gives the end of the run of unknown capitalised words at token i.
func (f *placeFinder) strangeEnd(i int) int {
	end := i + 1
	if f.d.Pack.Genitive {
		return end // the next name may be a person's
	}
	for end < f.d.SentenceOf(i).To && end < i+4 && f.strange(end) && !f.taken(end) && !f.d.Has(end, lang.Forename) {
		end++
	}
	return end
}

// personal reports that the name at [i,end) is a person's in this text.
func (f *placeFinder) personal(i, end int) bool {
	if f.surnames[f.d.Tokens[end-1].Fold] {
		return true
	}
	if i > f.d.SentenceOf(i).From {
		p := &f.d.Tokens[i-1]
		return p.Has(lang.Forename) && p.Is(analysis.Cap) || p.Has(lang.Title) || p.Has(lang.RoleNoun) && !f.d.Pack.Genitive
	}
	return false
}

// taken reports whether token i belongs to a place already.
func (f *placeFinder) taken(i int) bool {
	return f.covers[i] || f.isPlace(i)
}

// add takes in a place that the gazetteer does not know.
func (f *placeFinder) add(c placeMention) {
	f.built = append(f.built, c)
	for i := c.from; i < c.to; i++ {
		f.covers[i] = true
	}
}

// nameKey is what two mentions of an unknown name have in common; where nouns decline, their stem.
func (f *placeFinder) nameKey(i, end int) string {
	key := f.d.Tokens[i].Fold
	for k := i + 1; k < end; k++ {
		key += " " + f.d.Tokens[k].Fold
	}
	if r := []rune(key); f.d.Pack.Genitive && len(r) > 5 {
		return string(r[:len(r)-2])
	}
	return key
}

// left gives the end of the unknown name at token i when people are said to have left or fled it: "ont fui Toudja", "fled
// Zbarbar"; else 0. Persons are abandoned, not fled, so a name with a forename or title is none.
func (f *placeFinder) left(i int) int {
	v := &f.d.Tokens[i-1]
	if f.d.Pack.Genitive || !v.Has(lang.V) || v.Has(lang.N) || !v.Has(lang.Leave) && !v.Has(lang.Displace) || v.Sent != f.d.Tokens[i].Sent || !f.strange(i) || f.taken(i) {
		return 0
	}
	end := f.strangeEnd(i)
	if f.personal(i, end) || end < len(f.d.Tokens) && f.speaks(end) || !v.Has(lang.Displace) && !f.manyBefore(i) {
		return 0
	}
	return end
}

// manyBefore reports whether several people are told before token i in its sentence.
func (f *placeFinder) manyBefore(i int) bool {
	for k := f.d.SentenceOf(i).From; k < i; k++ {
		if t := &f.d.Tokens[k]; t.Has(lang.Person) && t.Has(lang.Pl) || t.Has(lang.Vague) {
			return true
		}
	}
	return false
}

// articled gives the end of an unknown name with an article that is part of it, behind a preposition of place: "à La
// Tuque"; else 0. Token i is the article.
func (f *placeFinder) articled(i int) int {
	t, p := &f.d.Tokens[i], &f.d.Tokens[i-1]
	if !f.d.Pack.HeadFirst || f.d.Pack.Genitive || !t.Has(lang.Det) || !t.Is(analysis.Cap) || !p.Has(lang.Locative) || !p.Has(lang.Prep) || p.Has(lang.Of) || p.Sent != t.Sent || i+1 >= f.d.SentenceOf(i).To {
		return 0
	}
	if !f.strange(i+1) || f.taken(i+1) || f.taken(i) || f.personal(i+1, i+2) {
		return 0
	}
	return i + 2
}
