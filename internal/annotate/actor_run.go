package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// headLast reads what begins at token i in a language whose modifiers precede the noun (English).
func (f *actorFinder) headLast(i int) int {
	if e, end := f.entity(i); e >= 0 && end-i > 1 && f.lastHead(i) < end {
		return f.entityName(i, end, e)
	}
	if end := f.people(i); end > 0 {
		return end
	}
	if m, ok := f.phrase(i); ok {
		return f.finish(m)
	}
	if end := f.capital(i); end > 0 {
		return end
	}
	return f.name(i)
}

// run reads the noun phrase at token i: modifiers, the last head, then a name or complements.
func (f *actorFinder) run(i int) (mention, bool) {
	if f.tag(i, lang.Title) && f.titleName(i) > 0 {
		return f.titled(i)
	}
	h := f.lastHead(i)
	if h < 0 || f.notActor(i, h) {
		return mention{}, false
	}
	m := f.newMention(i, h+1, h)
	f.grammar(&m)
	end := h + 1
	if f.nameWord(end) && !f.is(end, markDemonym) && !f.tag(end, lang.Title) {
		f.setRole(&m, i, end)
		f.named(&m, end)
		if m.To == end && !m.human && f.d.Tokens[h].Is(analysis.Cap) {
			m.To, m.NameTo = f.nameEnd(end), f.nameEnd(end)
			m.Name = f.d.String(m.NameFrom, m.NameTo)
		}
		f.form(&m)
		return m, true
	}
	if f.d.Tokens[h].Is(analysis.Cap) && m.Kind != bilan.ActorPolice {
		end = f.spelled(end)
	}
	end = f.complements(end, h, &m)
	f.setRole(&m, i, end)
	f.named(&m, end)
	f.form(&m)
	return m, true
}

// spelled goes on over small words between capitals: "Committee to Protect Journalists".
func (f *actorFinder) spelled(end int) int {
	for n := 0; n < 3; n++ {
		k := end
		if !f.tag(k, lang.Of) && !f.tag(k, lang.Pertain) && !f.tag(k, lang.Conj) {
			return end
		}
		k++
		for f.tag(k, lang.Det) && !f.d.Tokens[k].Is(analysis.Cap) {
			k++
		}
		if !f.nameWord(k) || f.is(k, markTime) || f.tag(end, lang.Conj) && (f.head(k) || n == 0) || f.is(k, markPlace) && !f.tag(end, lang.Of) || f.is(k, markDemonym) && f.tag(end, lang.Conj) {
			return end
		}
		end = f.nameEnd(k)
	}
	return end
}

// lastHead gives the last head of the run of modifiers and nouns at i, -1 when it has none. The run ends before
// a name that follows a person's role.
func (f *actorFinder) lastHead(i int) int {
	h := -1
	for k := i; k < f.s.To && k-i < 12; k++ {
		if k > i && f.clitic(k) {
			if !f.modifier(k+1, i, h) {
				break
			}
			continue
		}
		if !f.modifier(k, i, h) {
			break
		}
		if f.head(k) && !f.surname(k, i) {
			h = k
			continue
		}
		if h >= 0 && f.nameWord(k) && human(&f.d.Tokens[h]) && !f.headSoon(k) {
			break
		}
	}
	return h
}

// surname reports a common noun that is a name here: "Jane Porter", "Karen Stone".
func (f *actorFinder) surname(k, i int) bool {
	t := &f.d.Tokens[k]
	if !t.Is(analysis.Cap) || t.Has(lang.BodyHead) || f.upper(k) {
		return false
	}
	return k > i && f.tag(k-1, lang.Forename) && f.d.Tokens[k-1].Is(analysis.Cap) || t.Has(lang.Forename) && f.nameWord(k+1)
}

// headSoon reports whether capitals at k run on to another head: "Prosecutor General's Office".
func (f *actorFinder) headSoon(k int) bool {
	for n := 0; n < 4 && k < f.s.To; n++ {
		if f.head(k) {
			return true
		}
		if !f.nameWord(k) && !f.clitic(k) || f.tag(k, lang.Forename) {
			return false
		}
		k++
	}
	return false
}

// clitic reports the possessive mark at k.
func (f *actorFinder) clitic(k int) bool {
	return k < f.s.To && (f.d.Tokens[k].Fold == "'s" || f.d.Tokens[k].Fold == "'" && !f.d.Tokens[k].Is(analysis.Space))
}

// modifier reports whether token k goes on the run that began at i and has its last head at h.
func (f *actorFinder) modifier(k, i, h int) bool {
	if k >= f.s.To || f.is(k, markTime) {
		return false
	}
	t := &f.d.Tokens[k]
	switch {
	case t.Is(analysis.Punct) || t.Is(analysis.Digit):
		return false
	case t.Has(lang.Weekday) || t.Has(lang.Month) || t.Has(lang.RelDay):
		return false
	case t.Is(analysis.Cap) && !f.opening(k):
		return f.nameWord(k)
	case t.Tags.Any(closedTags) && !t.Tags.Any(headTags) && !(t.Has(lang.N) && h < 0):
		return false
	case f.is(k, markDemonym) || f.is(k, markPlace):
		return true
	case t.Has(lang.V):
		return f.verbalModifier(k, i, h)
	case t.Has(lang.Adv) && !t.Has(lang.Adj) && !t.Has(lang.N):
		return false
	case h >= 0 && !f.head(k):
		return f.headAhead(k)
	}
	return t.Has(lang.N) || t.Has(lang.Adj) || t.Has(lang.Ord) || t.Tags.Any(headTags) || t.Has(lang.Former) || t.Has(lang.Deputy) || t.Is(analysis.Cap) || !t.Known && k > i
}

// headAhead reports whether small nouns and adjectives from k on lead to another head.
func (f *actorFinder) headAhead(k int) bool {
	for n := 0; n < 4 && k < f.s.To; n++ {
		t := &f.d.Tokens[k]
		if f.head(k) {
			return !t.Has(lang.V) || t.Has(lang.BodyHead)
		}
		if t.Is(analysis.Punct) || t.Tags.Any(closedTags) || t.Has(lang.V) && !t.Has(lang.N) && !t.Has(lang.Adj) || f.is(k, markTime) {
			return false
		}
		k++
	}
	return false
}

// verbalModifier tells a noun or adjective from the verb of the same form.
func (f *actorFinder) verbalModifier(k, i, h int) bool {
	t := &f.d.Tokens[k]
	if !t.Has(lang.N) && !t.Has(lang.Adj) && !t.Tags.Any(headTags) {
		return t.Has(lang.PPart) && !t.Has(lang.Past) && k == i && f.head(k+1) || t.Is(analysis.Cap) && k > i
	}
	if k == i && (f.tag(k-1, lang.Pron) || f.tag(k-1, lang.Rel) || f.tag(k-1, lang.Aux) || f.tag(k-1, lang.Modal) || f.tag(k-1, lang.ToInf) || f.tag(k-1, lang.Neg)) && !f.tag(k-1, lang.Det) && !t.Is(analysis.Cap) {
		return false
	}
	if f.head(k) && (h < 0 || h == k-1 && !t.Tags.Any(sayTags)) {
		return true
	}
	if k == i {
		return !t.Tags.Any(sayTags) && (f.head(k+1) || f.head(k+2))
	}
	afterName := f.d.Tokens[k-1].Is(analysis.Cap) && h < 0 && !f.is(k-1, markDemonym) && !f.is(k-1, markPlace)
	if h < 0 && !afterName {
		return true
	}
	return !t.Has(lang.Past) && f.head(k+1)
}
