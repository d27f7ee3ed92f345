package annotate

import (
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// finish takes in what stands beside a mention and tells more of it, adds it, and gives its end.
func (f *actorFinder) finish(m mention) int {
	f.acronym(&m)
	if f.sign(m.To, ",") {
		f.appose(&m)
	}
	if m.Country == "" {
		m.Country = f.countryIn(m.From, m.To)
	}
	if m.NameFrom > m.Head || !m.human && m.NameFrom != m.From {
		m.Name = f.d.String(m.NameFrom, m.NameTo)
	}
	if f.d.Pack.Genitive && m.human && m.Form == analysis.FullName && (m.NameFrom > m.Head || m.Role == "" || m.Head == m.NameTo-1) {
		m.Name = f.nominativePerson(m.NameFrom, m.NameTo, &m)
	}
	f.add(m)
	return m.To
}

// acronym takes in a short form told in parentheses: "Organisation du traité … (OTSC)".
func (f *actorFinder) acronym(m *mention) {
	k := m.To
	if m.human || !f.sign(k, "(") || k+2 >= f.s.To || !f.sign(k+2, ")") {
		return
	}
	t := &f.d.Tokens[k+1]
	if !t.Is(analysis.Cap) || len(t.Fold) > 24 || f.is(k+1, markPlace) && !t.Is(analysis.Upper) {
		return
	}
	m.acronym = f.d.Text[t.Start:t.End]
	if n := len(f.out) - 1; n >= 0 && f.out[n].inner && f.out[n].From > m.From && f.out[n].To == m.To && !initials(m.acronym, m.Name) {
		f.out[n].acronym = m.acronym
		f.out[n].Name += " (" + m.acronym + ")"
		m.acronym = ""
	}
	if m.NameTo == m.To {
		m.NameTo = k + 3
		m.Name += " (" + f.d.Text[t.Start:t.End] + ")"
	}
	m.To, m.bare = k+3, false
	if m.Form == analysis.ShortForm {
		m.Form = analysis.FullName
	}
}

// initials reports whether an acronym begins as a name does.
func initials(acronym, name string) bool {
	a, _ := utf8.DecodeRuneInString(lang.Fold(acronym))
	n, _ := utf8.DecodeRuneInString(lang.Fold(name))
	return a == n
}

// appose takes in an apposition between commas: a role behind a name, a name behind a role.
func (f *actorFinder) appose(m *mention) {
	k := m.To + 1
	if m.human && m.NameFrom <= m.Head && m.Role != "" && !m.Plural {
		f.nameBehind(m, k)
		return
	}
	for f.tag(k, lang.Det) || f.tag(k, lang.One) {
		k++
	}
	if k >= f.s.To || m.Role != "" || m.Form == analysis.Group {
		return
	}
	mark := len(f.out)
	p, ok := f.phrase(k)
	if !ok || p.NameFrom > p.Head || p.Plural || p.From != k || !f.ends(p.To) || p.human != m.human && !m.weak && !m.unsure {
		f.out = f.out[:mark]
		return
	}
	m.To, m.weak, m.unsure, m.doubt = p.To, false, false, false
	if p.human {
		m.human, m.Role, m.Kind = true, p.Role, bilan.ActorPerson
		m.tags = p.tags
		m.key = p.key
		if !m.Fem && !m.masc {
			m.Fem, m.masc = p.Fem, p.masc
		}
	} else if m.Entity < 0 {
		m.Kind, m.tags, m.human = p.Kind, p.tags, false
	}
	if m.Country == "" {
		m.Country = p.Country
	}
}

// nameBehind takes in a name behind a role and a comma: "le Premier ministre arménien, Nikol Pachinian,".
func (f *actorFinder) nameBehind(m *mention, k int) {
	if !f.opensName(k) || f.is(k, markPlace) && !f.tag(k, lang.Forename) || f.is(k, markDemonym) {
		return
	}
	end := f.nameEnd(k)
	if end-k < 2 && !f.tag(k, lang.Forename) || end-k > 5 || f.bodyIn(k, end) >= 0 || !f.tag(k, lang.Forename) && !f.initial(k) && !f.plainName(k, end) {
		return
	}
	if e, _ := f.entity(k); e >= 0 {
		return
	}
	if !f.ends(end) && !f.verbAt(end) {
		return
	}
	m.To = end
	f.setName(m, k, end)
	m.Form = analysis.FullName
}

// ends reports whether a phrase that ends at k is closed there by a sign or the sentence.
func (f *actorFinder) ends(k int) bool {
	if k >= f.s.To {
		return true
	}
	if (f.tag(k, lang.Of) || f.tag(k, lang.Conj)) && k+1 < f.s.To && (f.d.Tokens[k+1].Is(analysis.Digit) || f.tag(k+1, lang.Num)) {
		return true // "de 31 ans"
	}
	return f.d.Tokens[k].Is(analysis.Punct) && !f.clitic(k)
}

// verbAt reports a finite verb or auxiliary at k.
func (f *actorFinder) verbAt(k int) bool {
	return f.tag(k, lang.V) || f.tag(k, lang.Aux)
}

// capital adds a place that speaks for its government: "Moscow said", "selon Kiev".
func (f *actorFinder) capital(i int) int {
	p := f.d.PlaceAt(i)
	if f.tag(i, lang.Capital) && f.d.Tokens[i].Is(analysis.Cap) && p == nil {
		return f.seat(i)
	}
	if p == nil || p.From != i || p.Place.Country == "" || f.tag(i, lang.Forename) && f.nameWord(p.To) {
		return 0
	}
	if p.Place.Precision != "country" && !f.isCapital(p, i) || f.nameWord(p.To) {
		return 0
	}
	before := i - 1
	for f.tag(before, lang.Det) {
		before--
	}
	said := f.d.Pack.Genitive && f.tag(before, lang.Locative) && f.tag(p.To, lang.Pl) && f.spoken(p.To) // «в Баку заявили»
	if (f.tag(before, lang.Prep) && !f.tag(before, lang.Accord) || f.tag(before, lang.Of)) && !said {
		return 0
	}
	if !f.tag(before, lang.Accord) && !f.speaks(p.To) && !(f.spoken(before) && f.ends(p.To)) {
		return 0
	}
	m := f.newMention(i, p.To, i)
	m.Form, m.Kind, m.Country = analysis.Capital, bilan.ActorGovernment, p.Place.Country
	if f.d.Pack.Genitive {
		m.Name = p.Place.Name
	}
	f.add(m)
	return p.To
}

// isCapital reports whether the place at i is the capital of its country.
func (f *actorFinder) isCapital(p *analysis.Place, i int) bool {
	return f.tag(i, lang.Capital) || f.g != nil && p.Entity >= 0 && f.g.Entity(p.Entity).Capital
}

// seat adds a seat of power that is no place of the gazetteer: the Kremlin, Matignon.
func (f *actorFinder) seat(i int) int {
	m := f.newMention(i, i+1, i)
	m.Kind, m.Form = bilan.ActorGovernment, analysis.FullName
	m.key = f.dictionary(i)
	m.Name = f.dictionaryPhrase(i, i, i+1, m.Plural)
	return f.finish(m)
}

// speaks reports whether a verb of saying stands at k, auxiliaries and adverbs before it passed over.
func (f *actorFinder) speaks(k int) bool {
	for n := 0; n < 4 && k < f.s.To; n++ {
		t := &f.d.Tokens[k]
		if t.Has(lang.V) && t.Tags.Any(sayTags) {
			return true
		}
		if !t.Has(lang.Aux) && !t.Has(lang.Adv) && !t.Has(lang.Neg) && !t.Has(lang.Pron) {
			return false
		}
		k++
	}
	return false
}

func (f *actorFinder) spoken(k int) bool {
	return k >= f.s.From && f.tag(k, lang.V) && f.d.Tokens[k].Tags.Any(sayTags)
}

// people adds a nation as an actor: "les Arméniens", "the Russians", one of its people: "un Kazakh".
func (f *actorFinder) people(i int) int {
	if !f.is(i, markPersonDemonym) || f.nameWord(i+1) {
		return 0
	}
	t := &f.d.Tokens[i]
	if f.articled() && !t.Is(analysis.Cap) || !f.articled() && (f.nounAhead(i+1) && !f.tag(i+1, lang.V)) {
		return 0
	}
	m := f.newMention(i, i+1, i)
	m.Form, m.Kind, m.human = analysis.Group, bilan.ActorGovernment, true
	m.Country = f.countryIn(i, i+1)
	if f.tag(i-1, lang.One) || m.Fem && !m.Plural {
		m.Kind = bilan.ActorPerson
	}
	f.add(m)
	return i + 1
}
