package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan/internal/analysis"
	"bilan/lang"
)

// Endings of dictionary forms, tried on the stem of an oblique form until the lexicon knows the word.
var (
	femEndings    = [...]string{"а", "я", "ь", "ия", ""}
	neutEndings   = [...]string{"о", "е", "ие", "ье", ""}
	nounEndings   = [...]string{"", "ь", "й", "ий", "а", "я", "ок", "ец", "о", "е"}
	adjEndings    = [...]string{"ый", "ий", "ой", "ая", "яя", "ое", "ее"}
	pluralEndings = [...]string{"ы", "и", "а", "я", "ые", "ие", "е"}
)

// dictionary gives the folded dictionary form of the noun at token i: the nominative where a language has cases.
func (f *actorFinder) dictionary(i int) string {
	t := &f.d.Tokens[i]
	if t.W1-t.W0 > 1 {
		return f.headWord(t)
	}
	if !f.d.Pack.Genitive {
		return t.Fold
	}
	return f.nominative(t)
}

// nominative gives the nominative of a token's word, the word itself when the lexicon has none.
func (f *actorFinder) nominative(t *analysis.Token) string {
	if !t.Tags.Any(actorCases) || t.Is(analysis.Upper) || t.Has(lang.Nom) && t.Has(lang.Sg) && !t.Has(lang.Pl) {
		return t.Fold
	}
	plural := t.Has(lang.Pl) && !t.Has(lang.Sg)
	if t.Has(lang.Nom) && t.Has(lang.Sg) && t.Has(lang.Masc) && f.sameWord(t, t.Fold, false) {
		return t.Fold
	}
	if plural && t.Has(lang.Nom) {
		return t.Fold
	}
	ends := nounEndings[:]
	switch {
	case plural:
		ends = pluralEndings[:]
	case t.Has(lang.Adj) && !t.Has(lang.N):
		ends = adjEndings[:]
	case t.Has(lang.Fem) && !t.Has(lang.Masc):
		ends = femEndings[:]
	case t.Has(lang.Neut) && !t.Has(lang.Masc):
		ends = neutEndings[:]
	}
	stem := t.Fold
	for cut := 0; cut <= 4 && utf8.RuneCountInString(stem) >= 3; cut++ {
		for _, e := range ends {
			if stem+e != t.Fold && f.sameWord(t, stem+e, plural) {
				return stem + e
			}
		}
		_, n := utf8.DecodeLastRuneInString(stem)
		stem = stem[:len(stem)-n]
	}
	return t.Fold
}

var (
	wordTags   = lang.SetOf(lang.BodyHead, lang.RoleNoun, lang.Person, lang.Forename, lang.Adj, lang.N, lang.Force)
	genderTags = lang.SetOf(lang.Masc, lang.Fem, lang.Neut)
)

// sameWord reports whether the lexicon has word in the nominative as the same kind of word as t.
func (f *actorFinder) sameWord(t *analysis.Token, word string, plural bool) bool {
	lex := f.d.Pack.Lexicon
	id := lex.Word(word)
	if id == 0 {
		return false
	}
	e := lex.Entry(id)
	number := lang.Sg
	if plural {
		number = lang.Pl
	}
	if !e.Tags.Has(lang.Nom) || !e.Tags.Has(number) {
		return false
	}
	a, b := t.Tags.And(wordTags), e.Tags.And(wordTags)
	g, h := t.Tags.And(genderTags), e.Tags.And(genderTags)
	return a.Any(b) && (plural || g.Empty() || h.Empty() || g.Any(h))
}

// dictionaryPhrase gives the words [from,to) with the head and the adjectives before it in the nominative.
func (f *actorFinder) dictionaryPhrase(from, head, to int, plural bool) string {
	if !f.d.Pack.Genitive || head < from || head >= to {
		return f.d.String(from, to)
	}
	t := &f.d.Tokens[head]
	if t.W1-t.W0 > 1 && t.Tags.Any(actorCases) && (!t.Has(lang.Nom) || !plural && t.Has(lang.Pl)) && from == head {
		return f.nominativeWords(t, plural) + f.d.Text[t.End:f.d.Tokens[to-1].End]
	}
	if t.W1-t.W0 > 1 || !t.Tags.Any(actorCases) || t.Has(lang.Nom) && (plural || !t.Has(lang.Pl)) {
		return f.d.String(from, to)
	}
	var b strings.Builder
	for k := from; k <= head; k++ {
		if k > from && f.d.Tokens[k].Is(analysis.Space) {
			b.WriteByte(' ')
		}
		w := &f.d.Tokens[k]
		switch {
		case k == head || !w.Has(lang.Adj) && (w.Known || !looksAdjective(w.Fold)):
			b.WriteString(likeCase(f.d.Text[w.Start:w.End], f.nominative(w)))
		default:
			b.WriteString(likeCase(f.d.Text[w.Start:w.End], adjNominative(w.Fold, t)))
		}
	}
	b.WriteString(f.d.Text[t.End:f.d.Tokens[to-1].End])
	return b.String()
}

// nominativeWords puts a token of several words into the nominative: its adjectives and its noun; what follows the
// noun depends on it and stays.
func (f *actorFinder) nominativeWords(t *analysis.Token, plural bool) string {
	var b strings.Builder
	noun := -1
	for k := t.W0; k < t.W1 && noun < 0; k++ {
		if e := f.d.Pack.Lexicon.Entry(f.d.Words[k].ID); e.Tags.Has(lang.N) && !e.Tags.Has(lang.Adj) || k == t.W1-1 {
			noun = k
		}
	}
	w := &f.d.Words[noun]
	e := f.d.Pack.Lexicon.Entry(w.ID)
	head := analysis.Token{W0: noun, W1: noun + 1, Fold: w.Fold, Tags: e.Tags}
	if plural {
		head.Tags.Del(lang.Sg)
	} else {
		head.Tags.Del(lang.Pl)
		head.Tags.Del(lang.Nom)
	}
	for k := t.W0; k < noun; k++ {
		a := &f.d.Words[k]
		b.WriteString(likeCase(f.d.Text[a.Start:a.End], adjNominative(a.Fold, &head)))
		b.WriteByte(' ')
	}
	b.WriteString(likeCase(f.d.Text[w.Start:w.End], f.nominative(&head)))
	b.WriteString(f.d.Text[w.End:t.End])
	return b.String()
}

// adjNominative puts an adjective into the nominative that its noun asks.
func adjNominative(w string, noun *analysis.Token) string {
	stem, soft := "", false
	for _, e := range [...]string{"ого", "его", "ому", "ему", "ыми", "ими", "ый", "ий", "ой", "ей", "ую", "юю", "ая", "яя", "ым", "им", "ом", "ем", "ых", "их", "ое", "ее", "ые", "ие"} {
		if s, ok := strings.CutSuffix(w, e); ok {
			stem = s
			soft = strings.HasPrefix(e, "е") || strings.HasPrefix(e, "ю") || strings.HasPrefix(e, "я")
			break
		}
	}
	if len(stem) < 4 {
		return w
	}
	last, _ := utf8.DecodeLastRuneInString(stem)
	velar := strings.ContainsRune("кгхшжчщ", last)
	switch {
	case noun.Has(lang.Pl) && !noun.Has(lang.Sg):
		return stem + pick(velar || soft, "ие", "ые")
	case noun.Has(lang.Fem) && !noun.Has(lang.Masc):
		return stem + pick(soft && !velar, "яя", "ая")
	case noun.Has(lang.Neut) && !noun.Has(lang.Masc):
		return stem + pick(soft, "ее", "ое")
	}
	return stem + pick(velar || soft, "ий", "ый")
}

func pick(first bool, a, b string) string {
	if first {
		return a
	}
	return b
}

// likeCase gives word with the capitals of model.
func likeCase(model, word string) string {
	r, _ := utf8.DecodeRuneInString(model)
	if !unicode.IsUpper(r) || lang.Fold(model) == word {
		if lang.Fold(model) == word {
			return model
		}
		return word
	}
	second, n := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(second)) + word[n:]
}

// nominativePerson gives a person's name in the nominative. The forename tells the case where the lexicon knows
// it; the surname follows by its ending.
func (f *actorFinder) nominativePerson(from, to int, m *mention) string {
	oblique, fem := false, m.Fem
	for k := from; k < to; k++ {
		t := &f.d.Tokens[k]
		if t.Has(lang.Forename) && t.Tags.Any(actorCases) {
			oblique = !t.Has(lang.Nom)
			break
		}
	}
	if p := from - 1; !oblique && p >= f.s.From && !f.tag(from, lang.Forename) && f.d.Tokens[p].Has(lang.Person) {
		t := &f.d.Tokens[p] // "джазмена Викрама Рузахунова": unknown names share the case of the noun before
		oblique, fem = t.Tags.Any(actorCases) && !t.Has(lang.Nom), t.Has(lang.Fem)
	}
	if !oblique {
		h := &f.d.Tokens[m.Head]
		if from <= m.Head || !h.Tags.Any(actorCases) || h.Has(lang.Nom) || f.tag(from, lang.Forename) {
			return f.d.String(from, to)
		}
	}
	var b strings.Builder
	for k := from; k < to; k++ {
		t := &f.d.Tokens[k]
		text := f.d.Text[t.Start:t.End]
		if k > from && t.Is(analysis.Space) {
			b.WriteByte(' ')
		}
		switch {
		case t.Is(analysis.Punct) || t.Has(lang.NamePart) || t.Is(analysis.Upper):
			b.WriteString(text)
		case t.Has(lang.Forename) && t.Tags.Any(actorCases):
			b.WriteString(likeCase(text, f.nominative(t)))
		default:
			b.WriteString(likeCase(text, nameNominative(t.Fold, fem)))
		}
	}
	return b.String()
}

// oblique endings of surnames and forenames, longest first, with the nominative they stand for
var mascNames = [...][2]string{
	{"овичем", "ович"}, {"евичем", "евич"}, {"овича", "ович"}, {"евича", "евич"}, {"овичу", "ович"}, {"евичу", "евич"},
	{"овым", "ов"}, {"евым", "ев"}, {"иным", "ин"}, {"ыным", "ын"}, {"ского", "ский"}, {"цкого", "цкий"}, {"скому", "ский"}, {"ским", "ский"}, {"ском", "ский"},
	{"ова", "ов"}, {"ева", "ев"}, {"ина", "ин"}, {"ына", "ын"}, {"ову", "ов"}, {"еву", "ев"}, {"ину", "ин"}, {"ове", "ов"}, {"еве", "ев"}, {"ине", "ин"},
	{"ого", "ой"}, {"ому", "ой"}, {"ея", "ей"}, {"ею", "ей"}, {"еем", "ей"}, {"ая", "ай"}, {"аю", "ай"}, {"аем", "ай"}, {"ия", "ий"}, {"ию", "ий"}, {"ием", "ий"},
	{"ем", "ь"}, {"ом", ""}, {"я", "ь"}, {"ю", "ь"}, {"а", ""}, {"у", ""}, {"е", ""},
}

var femNames = [...][2]string{
	{"овной", "овна"}, {"евной", "евна"}, {"овне", "овна"}, {"евне", "евна"}, {"овну", "овна"}, {"евну", "евна"}, {"овны", "овна"}, {"евны", "евна"},
	{"овой", "ова"}, {"евой", "ева"}, {"иной", "ина"}, {"ыной", "ына"}, {"ову", "ова"}, {"еву", "ева"}, {"ину", "ина"}, {"ской", "ская"}, {"скую", "ская"}, {"цкой", "цкая"}, {"цкую", "цкая"},
	{"ой", "а"}, {"ей", "я"}, {"ы", "а"}, {"у", "а"}, {"е", "а"}, {"и", "я"}, {"ю", "я"},
}

// nameNominative guesses the nominative of an oblique name.
func nameNominative(w string, fem bool) string {
	table := mascNames[:]
	if fem {
		table = femNames[:]
	}
	for _, e := range table {
		if s, ok := strings.CutSuffix(w, e[0]); ok && utf8.RuneCountInString(s) >= 2 {
			return s + e[1]
		}
	}
	return w
}

// surnameGender guesses a person's gender from the ending of a Russian surname in the nominative.
func surnameGender(w string) (fem, masc bool) {
	for _, e := range [...]string{"ова", "ева", "ина", "ына", "ская", "цкая", "овна", "евна", "кызы"} {
		if strings.HasSuffix(w, e) {
			return true, false
		}
	}
	for _, e := range [...]string{"ов", "ев", "ин", "ын", "ский", "цкий", "ович", "евич", "оглы", "уулу"} {
		if strings.HasSuffix(w, e) {
			return false, true
		}
	}
	return false, false
}

// looksAdjective reports whether an unknown word ends as adjectives of relation do: «республиканском».
func looksAdjective(w string) bool {
	for _, e := range [...]string{"ский", "цкий", "ного", "ному", "ским", "цким", "ском", "цком", "ского", "цкого", "скому", "цкому", "ская", "цкая", "ской", "цкой", "скую", "цкую", "ское", "цкое", "ские", "цкие", "ских", "цких", "ный", "ной", "ную", "ная", "ное", "ные", "ных", "ным"} {
		if strings.HasSuffix(w, e) && len(w) >= len(e)+4 {
			return true
		}
	}
	return false
}
