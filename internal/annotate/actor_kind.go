package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// kinds ranks the tags that say what kind of actor a noun names.
var kinds = [...]struct {
	tag  lang.Tag
	kind bilan.ActorKind
}{
	{lang.KMedia, bilan.ActorMedia}, {lang.KPolice, bilan.ActorPolice}, {lang.KMil, bilan.ActorMilitary}, {lang.KGov, bilan.ActorGovernment},
	{lang.KOrg, bilan.ActorOrganisation}, {lang.KWitness, bilan.ActorWitness}, {lang.KAnon, bilan.ActorAnonymous}, {lang.KPerson, bilan.ActorPerson},
	{lang.CMilitary, bilan.ActorMilitary}, {lang.CSecurity, bilan.ActorPolice}, {lang.Force, bilan.ActorMilitary},
}

func kindOf(tags lang.Set, other bilan.ActorKind) bilan.ActorKind {
	for _, k := range kinds {
		if tags.Has(k.tag) {
			return k.kind
		}
	}
	return other
}

// grammar fills what the head and the article before the phrase say.
func (f *actorFinder) grammar(m *mention) {
	t := &f.d.Tokens[m.Head]
	m.human = human(t)
	m.Kind = kindOf(t.Tags, bilan.ActorOrganisation)
	if t.Has(lang.KGov) && (m.Kind == bilan.ActorPolice || m.Kind == bilan.ActorMilitary) {
		m.Kind = bilan.ActorGovernment // "authorities": of both
	}
	for k := m.From; k < m.Head && m.Kind == bilan.ActorGovernment; k++ {
		if f.tag(k, lang.KPolice) && !f.tag(k, lang.KGov) {
			m.Kind = bilan.ActorPolice
		}
	}
	if m.human {
		tags := t.Tags
		tags.Del(lang.Force)
		m.Kind = kindOf(tags, bilan.ActorPerson)
	}
	m.key = f.dictionary(m.Head)
	m.bare = m.From == m.Head && t.W1-t.W0 == 1
	m.Plural = f.plural(m)
	for k := m.From - 1; k >= f.s.From && k >= m.From-3; k-- {
		d := &f.d.Tokens[k]
		if (d.Has(lang.Adj) || d.Is(analysis.Digit) || d.Has(lang.Num) && !d.Has(lang.One)) && !d.Tags.Any(closedTags) {
			continue
		}
		if d.Is(analysis.Punct) || !d.Tags.Any(lang.SetOf(lang.Det, lang.Poss, lang.One, lang.Of, lang.Zero)) {
			break
		}
		m.poss = m.poss || d.Has(lang.Poss)
		m.indef = m.indef || d.Has(lang.One) || d.Has(lang.Zero)
		m.def = m.def || d.Has(lang.Det) && !d.Has(lang.One)
	}
}

// setRole notes the words [from,end) as the role of a person.
func (f *actorFinder) setRole(m *mention, from, end int) {
	m.bare = m.bare && end == m.Head+1
	m.Country = f.countryIn(from, end)
	if m.human {
		m.Role = f.dictionaryPhrase(from, m.Head, end, m.Plural)
	}
	mark := len(f.out)
	f.innerBody(m, end)
	if in := len(f.out) - 1; in >= mark && !m.human && m.Kind == bilan.ActorOrganisation && f.out[in].From > m.Head && f.out[in].Kind != bilan.ActorMedia {
		m.Kind = f.out[in].Kind // a press service is of its body's kind
	}
}

// form decides how the actor is mentioned.
func (f *actorFinder) form(m *mention) {
	if m.NameFrom > m.Head {
		m.Form = analysis.FullName
		return
	}
	m.Name = f.dictionaryPhrase(m.NameFrom, m.Head, m.NameTo, m.Plural)
	switch {
	case m.human && !m.Plural && (m.tags.Has(lang.KAnon) || m.tags.Has(lang.KWitness)) && !m.def:
		m.Form = analysis.Group
	case m.human && m.poss && !m.Plural:
		m.Form = analysis.ShortForm
	case m.human && (m.Plural || m.indef):
		m.Form = analysis.Group
	case m.bare:
		m.Form = analysis.ShortForm
	default:
		m.Form = analysis.FullName
	}
}

// countryIn gives the country of the first demonym or place among tokens [from,to).
func (f *actorFinder) countryIn(from, to int) string {
	for k := from; k < to; k++ {
		if f.is(k, markPlace) {
			if p := f.d.PlaceAt(k); p != nil && p.Place.Country != "" {
				return p.Place.Country
			}
		}
		if m := f.d.DemonymAt(k); m != nil && f.is(k, markDemonym) {
			return m.Country
		}
	}
	return ""
}

// innerBody notes the body inside a longer mention for the cast: "spokesman for the ministry".
func (f *actorFinder) innerBody(m *mention, end int) {
	for k := m.From; k < end; k++ {
		if k == m.Head {
			continue
		}
		e, stop := f.entity(k)
		if e < 0 && !(f.tag(k, lang.BodyHead) && f.head(k)) {
			continue
		}
		if e < 0 && !m.human && f.articled() && f.d.Tokens[k].Is(analysis.Cap) && !f.upper(k) && k+1 == end {
			continue // "ministère de l'Intérieur": a portfolio, no body
		}
		in := f.newMention(k, max(end, k+1), k)
		if k < m.Head {
			in = f.newMention(m.From, k+1, k)
		} else if from := f.modifiers(k, m.Head+1); from < k && e < 0 {
			in = f.newMention(from, max(end, k+1), k)
		}
		f.grammar(&in)
		in.inner, in.bare = true, in.To-in.From == 1
		if e >= 0 {
			in.To, in.NameTo, in.Entity, in.bare = stop, stop, e, false
			in.Kind, in.Country = f.entityOf(e)
		}
		in.Name = f.dictionaryPhrase(in.From, in.Head, in.To, in.Plural)
		in.Country = f.countryIn(in.From, in.To)
		in.NameFrom, in.NameTo = in.From, in.To
		if in.bare {
			in.Form = analysis.ShortForm
		}
		f.add(in)
		return
	}
}

// modifiers gives where the modifiers before head k begin, not before limit.
func (f *actorFinder) modifiers(k, limit int) int {
	for k > limit {
		t := &f.d.Tokens[k-1]
		if t.Is(analysis.Punct) && !f.clitic(k-1) || t.Tags.Any(closedTags) && !f.clitic(k-1) || t.Has(lang.Of) || f.articled() && !t.Has(lang.Adj) {
			return k
		}
		if f.d.Pack.Genitive && !t.Has(lang.Adj) && !looksAdjective(t.Fold) {
			return k
		}
		k--
	}
	return k
}

// plural tells the number of the head where one form serves both: «городской полиции», «власти заявили», "ses
// porte-parole".
func (f *actorFinder) plural(m *mention) bool {
	t := &f.d.Tokens[m.Head]
	if !t.Has(lang.Pl) || !t.Has(lang.Sg) {
		return t.Has(lang.Pl)
	}
	if !f.d.Pack.Genitive {
		return f.tag(m.From-1, lang.Pl) && !f.tag(m.From-1, lang.Poss)
	}
	if !t.Has(lang.Nom) || f.tag(m.From-1, lang.Prep) || f.tag(m.From-1, lang.N) || f.tag(m.From-1, lang.Accord) {
		return false
	}
	for k := m.Head + 1; k < min(m.Head+4, f.s.To); k++ {
		if f.tag(k, lang.V) {
			return f.tag(k, lang.Pl)
		}
	}
	return f.tag(m.From-1, lang.V) && f.tag(m.From-1, lang.Pl)
}

// headWord gives the word that makes a multiword entry an actor: "ministère" of "ministère de la Santé".
func (f *actorFinder) headWord(t *analysis.Token) string {
	n := t.W1 - t.W0
	for k := range n {
		w := &f.d.Words[t.W0+k]
		if !f.headLeads() {
			w = &f.d.Words[t.W1-1-k]
		}
		if e := f.d.Pack.Lexicon.Entry(w.ID); w.ID != 0 && e.Tags.Any(headTags) {
			return w.Fold
		}
	}
	return t.Fold
}
