package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// headFirst reads what begins at token i in a language whose complements follow the noun (French, Russian).
func (f *actorFinder) headFirst(i int) int {
	e, stop := f.entity(i)
	if e >= 0 && !f.head(i) {
		return f.entityName(i, stop, e)
	}
	if end := f.capital(i); end > 0 {
		return end
	}
	if end := f.people(i); end > 0 {
		return end
	}
	if m, ok := f.phrase(i); ok {
		if e >= 0 && stop > m.NameTo {
			return f.entityName(i, stop, e)
		}
		if e >= 0 && stop == m.NameTo && m.NameFrom == i {
			m.Entity = e
			m.Kind, m.Country = f.entityOf(e)
		}
		return f.finish(m)
	}
	return f.name(i)
}

// phrase reads the noun phrase of an actor at token i: adjectives, head, complements, then perhaps a name.
func (f *actorFinder) phrase(i int) (mention, bool) {
	if !f.headLeads() {
		return f.run(i)
	}
	h := i
	for h < f.s.To && h-i < 4 && !f.head(h) && f.before(h) {
		h++
	}
	if !f.head(h) || f.tag(h, lang.Title) && f.titleName(h) > 0 {
		return f.titled(i)
	}
	if h > i && f.closed(i) || f.notActor(i, h) {
		return mention{}, false
	}
	m := f.newMention(i, h+1, h)
	f.grammar(&m)
	end := f.adjectives(h + 1)
	end = f.complements(end, h, &m)
	f.setRole(&m, i, end)
	f.named(&m, end)
	f.form(&m)
	return m, true
}

// notActor reports heads that are something else here: a verb with an article-less noun's form, a counted victim.
func (f *actorFinder) notActor(from, h int) bool {
	t := &f.d.Tokens[h]
	if t.Has(lang.V) && !t.Is(analysis.Cap) && from == h && (f.tag(h-1, lang.Aux) || f.tag(h-1, lang.Neg) || f.tag(h-1, lang.Pron) && !f.tag(h-1, lang.Det)) {
		return true
	}
	if from == h && f.articled() && t.Has(lang.Adj) && !t.Is(analysis.Cap) && h > f.s.From && f.last != h && f.tag(h-1, lang.N) && !f.tag(h-1, lang.Prep) && !f.tag(h-1, lang.V) {
		return true // "canal officiel"
	}
	if from == h && f.articled() && t.Has(lang.V) && !t.Is(analysis.Cap) && f.verbBehindNoun(h) {
		return true
	}
	return t.Has(lang.Person) && !t.Has(lang.RoleNoun) && !t.Has(lang.BodyHead) && t.Has(lang.Num)
}

// verbBehindNoun reports a form of noun and verb that is the verb: a noun stands right before it, what it governs behind
// ("la mairie relève son bilan").
func (f *actorFinder) verbBehindNoun(h int) bool {
	if h <= f.s.From || h+1 >= f.s.To || !opensObject(&f.d.Tokens[h+1]) {
		return false
	}
	return f.last == h || f.tag(h-1, lang.N) && !f.tag(h-1, lang.Prep) && !f.tag(h-1, lang.Det)
}

// before reports a word that may stand between article and head.
func (f *actorFinder) before(i int) bool {
	t := &f.d.Tokens[i]
	if t.Is(analysis.Punct) || t.Is(analysis.Digit) || f.is(i, markTime) || t.Has(lang.NamePart) {
		return false
	}
	if f.articled() {
		return (t.Has(lang.Adj) || t.Has(lang.Former) || t.Has(lang.Deputy)) && !t.Has(lang.Prep) && !t.Has(lang.Det)
	}
	return t.Has(lang.Adj) && !t.Has(lang.Det) && !t.Has(lang.Pron) || f.is(i, markDemonym) || t.Has(lang.Former) || t.Has(lang.Deputy) ||
		!t.Known && (!t.Is(analysis.Cap) || f.opening(i) || f.head(i+1)) && looksAdjective(t.Fold)
}

// adjectives gives the end of the adjectives that follow a noun at i (French).
func (f *actorFinder) adjectives(i int) int {
	if !f.articled() {
		return i
	}
	for i < f.s.To && f.adjective(i) {
		i++
	}
	return i
}

func (f *actorFinder) adjective(i int) bool {
	t := &f.d.Tokens[i]
	if t.Is(analysis.Punct) || t.Has(lang.Prep) || t.Has(lang.Det) || t.Has(lang.Aux) || t.Has(lang.Adv) && !t.Has(lang.Adj) {
		return false
	}
	if f.is(i, markDemonym) {
		return true
	}
	if t.Has(lang.V) && !t.Has(lang.PPart) && t.Tags.Any(sayTags) {
		return false
	}
	if !t.Known && t.Tags.Empty() && !t.Is(analysis.Cap) && !t.Is(analysis.Digit) && f.tag(i+1, lang.Of) {
		return true
	}
	if t.Has(lang.V) && t.Has(lang.Pres) && i+1 < f.s.To && opensObject(&f.d.Tokens[i+1]) {
		return false // "le préfet interdit la vente"
	}
	return t.Has(lang.Adj) && !t.Is(analysis.Cap) && !t.Is(analysis.Digit) && !t.Has(lang.Num)
}

// named reads the name that follows a role or a kind of body: "le président X", "l'agence X", телеканал «X».
func (f *actorFinder) named(m *mention, end int) {
	m.To, m.NameTo = end, end
	m.Name = f.d.String(m.NameFrom, m.NameTo)
	if !m.human {
		f.bodyName(m, end)
		return
	}
	if m.Plural || !f.opensName(end) && !f.tag(end, lang.Title) || f.is(end, markPlace) && !f.tag(end, lang.Forename) || f.is(end, markDemonym) {
		return
	}
	from := end
	for f.tag(from, lang.Title) || from > end && f.sign(from, ".") {
		from++
	}
	if to := f.nameEnd(from); to > from {
		f.setName(m, from, to)
	}
}

// setName makes the mention a named person.
func (f *actorFinder) setName(m *mention, from, to int) {
	m.NameFrom, m.NameTo, m.To = from, to, max(m.To, to)
	m.Name, m.Kind = f.d.String(from, to), bilan.ActorPerson
	m.bare, m.Plural = false, false
	if fem, masc := f.personGender(from, to); fem || masc {
		m.Fem, m.masc = fem, masc
	}
}

// bodyName reads the name behind a kind of body.
func (f *actorFinder) bodyName(m *mention, end int) {
	if from, to, stop := f.quoted(end); stop > 0 && (to-from <= 5 || m.Kind == bilan.ActorMedia) {
		m.NameFrom, m.NameTo, m.To = from, to, stop
		m.Name, m.bare, m.key = f.d.String(from, to), false, f.d.Tokens[m.Head].Fold
		m.Country = f.countryIn(m.From, m.To)
		return
	}
	if end >= f.s.To {
		return
	}
	to := 0
	e, stop := f.entity(end)
	switch {
	case f.d.Tokens[m.Head].Is(analysis.Cap) && f.is(end, markPlace) && f.nameWord(end) && f.articled():
		m.To, m.NameTo, m.bare = f.nameEnd(end), f.nameEnd(end), false // "Élections Québec"
		m.Name = f.d.String(m.NameFrom, m.NameTo)
		return
	case e >= 0:
		to, m.Entity = stop, e
	case f.nameWord(end) && (!f.head(end) || f.tag(end, lang.KMedia) && m.Kind == bilan.ActorMedia) && (!f.is(end, markPlace) || m.Kind == bilan.ActorMedia && !f.d.Tokens[m.Head].Is(analysis.Cap)) && !f.is(end, markDemonym) && !f.tag(end, lang.Forename) && (!f.d.Tokens[m.Head].Is(analysis.Upper) || m.tags.Has(lang.StandIn)):
		to = f.nameEnd(end)
		for f.articled() && f.tag(to, lang.Of) && f.nameWord(to+1) {
			to = f.nameEnd(to + 1)
		}
	}
	if to > end && m.Kind == bilan.ActorGovernment && !f.oddName(end, to) {
		m.To, m.NameTo, m.bare = to, to, false
		m.Name = f.d.String(m.NameFrom, to)
		return
	}
	if to > end {
		m.NameFrom, m.NameTo, m.To = end, to, to
		m.Name, m.bare = f.d.String(end, to), false
	}
}

// titled reads a title with the name behind it: "M. Dupont", "Dr. X".
func (f *actorFinder) titled(i int) (mention, bool) {
	if !f.tag(i, lang.Title) {
		return mention{}, false
	}
	from := f.titleName(i)
	if from == 0 {
		return mention{}, false
	}
	end := f.nameEnd(from)
	m := f.newMention(i, end, end-1)
	t := &f.d.Tokens[i]
	m.tags, m.human, m.key = t.Tags, true, f.d.Tokens[end-1].Fold
	f.setName(&m, from, end)
	if end-from == 1 { // a surname tells no gender
		m.Fem, m.masc = false, false
	}
	if t.Has(lang.RoleNoun) {
		m.Role, m.key, m.Head = f.d.String(i, from), t.Fold, i
	}
	if t.Has(lang.Fem) != t.Has(lang.Masc) {
		m.Fem, m.masc = t.Has(lang.Fem), t.Has(lang.Masc)
	}
	return m, true
}

// titleName gives the token where the name behind the title at i begins, 0 when none follows.
func (f *actorFinder) titleName(i int) int {
	k := i + 1
	if f.sign(k, ".") {
		k++
	}
	if f.tag(k, lang.Title) {
		return f.titleName(k)
	}
	if f.nameWord(k) && !f.is(k, markTime) && f.nameEnd(k) > k {
		return k
	}
	return 0
}

// headLeads reports a language whose complements follow the noun: French, Russian.
func (f *actorFinder) headLeads() bool { return f.d.Pack.HeadFirst || f.d.Pack.Genitive }

// articled reports a language of that order that ties complements by prepositions alone: French.
func (f *actorFinder) articled() bool { return f.d.Pack.HeadFirst && !f.d.Pack.Genitive }
