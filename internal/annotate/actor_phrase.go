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
	return t.Has(lang.Person) && !t.Has(lang.RoleNoun) && !t.Has(lang.BodyHead) && t.Has(lang.Num)
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
	return t.Has(lang.Adj) && !t.Is(analysis.Cap) && !t.Is(analysis.Digit) && !t.Has(lang.Num)
}

// complements reads what is tied to the head by genitive or preposition and gives its end. A body in it is noted.
func (f *actorFinder) complements(end, h int, m *mention) int {
	if t := &f.d.Tokens[h]; t.W1-t.W0 > 1 {
		end = f.joined(end, h)
	}
	for n := 0; n < 4; n++ {
		next := f.complement(end, h, n)
		if next == 0 {
			break
		}
		end = f.joined(next, h)
	}
	return end
}

// complement gives the end of one complement at k, 0 when there is none.
func (f *actorFinder) complement(k, h, n int) int {
	switch {
	case k >= f.s.To || f.is(k, markTime):
		return 0
	case f.tag(k, lang.Of) || f.tag(k, lang.Pertain) && f.pertains(k, h):
		j := k + 1
		return f.object(j, h)
	case k > h && f.endsInPreposition(k-1):
		return f.object(k, h)
	case f.d.Pack.Genitive:
		if end := f.genitive(k, h); end > k {
			return end
		}
	}
	return 0
}

// object gives the end of the phrase that a preposition before j takes, 0 when none follows.
func (f *actorFinder) object(j, h int) int {
	for f.tag(j, lang.Det) || f.tag(j, lang.One) || f.tag(j, lang.Poss) && !f.tag(j, lang.N) {
		j++
	}
	if end := f.np(j, h); end > j {
		return end
	}
	return 0
}

// endsInPreposition reports an entry of several words whose last takes an object: "source close to", "parquet de".
func (f *actorFinder) endsInPreposition(i int) bool {
	t := &f.d.Tokens[i]
	if t.W1-t.W0 < 2 {
		return false
	}
	e := f.d.Pack.Lexicon.Entry(f.d.Words[t.W1-1].ID)
	return e.Tags.Has(lang.Of) || e.Tags.Has(lang.Prep) && !e.Tags.Has(lang.N)
}

// pertains reports whether the preposition at k goes on the name of what head h names.
func (f *actorFinder) pertains(k, h int) bool {
	if n := f.d.NumberAt(k + 1); f.is(k+1, markTime) || f.is(k+2, markTime) || n != nil && n.Kind != analysis.ArticleOne {
		return false
	}
	t := &f.d.Tokens[h]
	if human(t) {
		if !t.Has(lang.RoleNoun) && !t.Has(lang.KAnon) && (!f.tag(k, lang.Locative) || t.Has(lang.Pl) && !t.Has(lang.Sg)) && f.articled() {
			return false
		}
		return f.d.Pack.Genitive || !f.tag(k+1, lang.Poss)
	}
	if f.d.Pack.Genitive {
		return !f.tag(k, lang.Locative)
	}
	if t.Is(analysis.Cap) && f.articled() && f.tag(k+1, lang.N) {
		return true
	}
	if t.Has(lang.KGov) || t.Has(lang.KPolice) || t.Has(lang.KMil) || t.Has(lang.KMedia) {
		return false
	}
	return !f.tag(k, lang.Locative) && (f.tag(k+1, lang.Det) || f.nameWord(k+1) || f.tag(k+1, lang.N))
}

// human reports whether a head is a person or persons.
func human(t *analysis.Token) bool {
	return !t.Has(lang.BodyHead) && (t.Has(lang.RoleNoun) || t.Has(lang.Spokes) || t.Has(lang.Person))
}

// np gives the end of a noun phrase at j: adjectives, one noun or name, adjectives; j itself when there is none.
func (f *actorFinder) np(j, h int) int {
	if from, _, end := f.quoted(j); end > 0 && from > 0 && !f.ownName(j, h) {
		return end
	}
	k, nouns := j, 0
	for k < f.s.To && k-j < 8 && !f.is(k, markTime) {
		t := &f.d.Tokens[k]
		if t.Is(analysis.Punct) || t.Is(analysis.Digit) || t.Has(lang.Num) {
			break
		}
		if f.nameWord(k) {
			if nouns > 0 && f.newName(k, h) {
				break
			}
			k = max(f.nameEnd(k), k+1)
			nouns++
			continue
		}
		if !f.nounWord(k, nouns) {
			break
		}
		if !t.Has(lang.Adj) || t.Has(lang.N) {
			nouns++
		}
		k++
	}
	if nouns == 0 {
		return j
	}
	return k
}

// newName reports whether the capitals at k name the person whose role the head is, not what it is head of.
func (f *actorFinder) newName(k, h int) bool {
	if !human(&f.d.Tokens[h]) || f.is(k, markPlace) {
		return false
	}
	if f.tag(k, lang.Forename) {
		return true
	}
	end := f.nameEnd(k)
	for j := k + 1; j < end && f.d.Pack.Genitive; j++ {
		if f.tag(j, lang.Forename) {
			return false
		}
	}
	return end-k >= 2 && !f.head(k)
}

// nounWord reports whether the small word at k goes on a noun phrase that has so many nouns.
func (f *actorFinder) nounWord(k, nouns int) bool {
	t := &f.d.Tokens[k]
	if t.Tags.Any(closedTags) && !t.Has(lang.N) || t.Has(lang.Conj) || t.Has(lang.Prep) || t.Has(lang.Det) || t.Has(lang.Aux) {
		return false
	}
	if f.is(k, markDemonym) {
		return true
	}
	if nouns == 0 {
		return t.Has(lang.N) || t.Has(lang.Adj) || t.Tags.Empty() || t.Tags.Any(headTags) || f.articled() && (t.Has(lang.PPart) || f.endsInPreposition(k))
	}
	if t.Has(lang.V) && (!t.Has(lang.PPart) || t.Tags.Any(sayTags)) && !(t.Has(lang.N) && f.head(k) && !f.articled()) {
		return false
	}
	if f.d.Pack.Genitive {
		return f.inGenitive(t)
	}
	if !f.articled() { // English piles nouns up
		return t.Has(lang.N) || t.Has(lang.Adj) || !t.Known || t.Tags.Any(headTags)
	}
	return t.Has(lang.Adj)
}

func (f *actorFinder) inGenitive(t *analysis.Token) bool {
	return (t.Has(lang.N) || t.Has(lang.Adj)) && t.Has(lang.Gen) && (!t.Has(lang.V) || t.Has(lang.PPart))
}

// genitive gives the end of a noun phrase in the genitive that stands at k without preposition.
func (f *actorFinder) genitive(k, h int) int {
	j, nouns := k, 0
	for k < f.s.To && k-j < 6 && nouns == 0 && !f.is(k, markTime) {
		t := &f.d.Tokens[k]
		if _, _, end := f.quoted(k); end > 0 && !f.ownName(k, h) {
			return end
		}
		if t.Is(analysis.Punct) || t.Is(analysis.Digit) || t.Tags.Any(closedTags) && !t.Has(lang.N) && !t.Is(analysis.Cap) {
			break
		}
		switch {
		case f.nameWord(k):
			if f.newName(k, h) || f.nominativeName(k, h) || k == h+1 && f.d.Tokens[h].Has(lang.KMedia) && !t.Known && !f.is(k, markPlace) {
				return f.onlyNouns(j, k, nouns)
			}
			if f.upper(h) && !t.Known && !f.is(k, markPlace) && !f.upper(k) {
				return f.onlyNouns(j, k, nouns)
			}
			switch {
			case t.Has(lang.Adj) && !t.Has(lang.N) || f.is(k, markDemonym):
				k++
			case f.upper(k) || f.is(k, markPlace) || t.Known && !t.Has(lang.Forename):
				k++
				nouns++
			default:
				k = f.nameEnd(k)
				nouns++
			}
		case f.inGenitive(t) || f.is(k, markDemonym):
			if t.Has(lang.N) {
				nouns++
			}
			k++
		default:
			return f.onlyNouns(j, k, nouns)
		}
	}
	return f.onlyNouns(j, k, nouns)
}

// ownName reports whether the words in quotation marks at k name what head h is, not what belongs to it.
func (f *actorFinder) ownName(k, h int) bool {
	t := &f.d.Tokens[h]
	return k == h+1 && !human(t) && (t.Has(lang.KMedia) || t.Has(lang.KOrg))
}

func (f *actorFinder) onlyNouns(j, k, nouns int) int {
	if nouns == 0 {
		return j
	}
	return k
}

// nominativeName reports a known word in a case that is not the genitive: it begins something else.
func (f *actorFinder) nominativeName(k, h int) bool {
	t := &f.d.Tokens[k]
	return t.Known && t.Tags.Any(actorCases) && !t.Has(lang.Gen) && !f.upper(k) && !f.is(k, markPlace)
}

// joined goes on over "and" between the parts of a portfolio: "de l'Information et du Développement social".
func (f *actorFinder) joined(end, h int) int {
	if !f.tag(end, lang.Conj) || !f.tag(h, lang.BodyHead) {
		return end
	}
	j, big := end+1, f.d.Words[f.d.Tokens[end-1].W1-1].Shape&analysis.Cap != 0
	if f.articled() {
		if !f.tag(j, lang.Of) {
			return end
		}
		j++
		for f.tag(j, lang.Det) {
			j++
		}
	}
	if j >= f.s.To || f.head(j) || f.is(j, markPlace) || big != f.d.Tokens[j].Is(analysis.Cap) && !f.d.Pack.Genitive {
		return end
	}
	next := j
	if f.d.Pack.Genitive {
		next = f.genitive(j, h)
	} else {
		next = f.np(j, h)
	}
	if next == j || f.headIn(j, next) {
		return end
	}
	return next
}

func (f *actorFinder) headIn(from, to int) bool {
	for k := from; k < to; k++ {
		if f.head(k) {
			return true
		}
	}
	return false
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
