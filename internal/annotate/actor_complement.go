package annotate

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

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
	for f.tag(j, lang.Det) || f.tag(j, lang.One) || f.tag(j, lang.Poss) && !f.tag(j, lang.N) || f.tag(j, lang.Of) && f.tag(j-1, lang.One) {
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
	if n := f.d.NumberAt(k + 1); f.is(k+1, markTime) || f.is(k+2, markTime) || n != nil && n.Kind != analysis.ArticleOne && !(f.tag(k+1, lang.One) && f.tag(k+2, lang.Of)) {
		return false
	}
	t := &f.d.Tokens[h]
	if f.tag(k, lang.Accord) || f.tag(k, lang.Cite) || f.tag(k, lang.Channel) || t.Has(lang.KMedia) && f.head(k+1) {
		return false
	}
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
