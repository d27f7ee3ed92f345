package annotate

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// nameWord reports whether token i can be part of a name.
func (f *actorFinder) nameWord(i int) bool {
	if i < f.s.From || i >= f.s.To {
		return false
	}
	t := &f.d.Tokens[i]
	if !t.Is(analysis.Cap) || t.Is(analysis.Punct) || t.Has(lang.Weekday) || t.Has(lang.Month) || t.W1-t.W0 > 1 && t.Tags.Any(closedTags) {
		return false
	}
	if t.Tags.Any(closedTags) && !t.Tags.Any(openTags) && !t.Is(analysis.Upper) {
		return false
	}
	if (t.Has(lang.Num) || (t.Has(lang.DayPart) || t.Has(lang.RelDay)) && f.opening(i)) && !t.Has(lang.Forename) {
		return false
	}
	return !f.is(i, markTime)
}

// opensName reports whether a name can begin at token i: a capital that the place in the sentence does not explain.
func (f *actorFinder) opensName(i int) bool {
	if !f.nameWord(i) {
		return false
	}
	t := &f.d.Tokens[i]
	if t.Has(lang.Forename) || !t.Known {
		return true
	}
	if t.Tags.Any(closedTags) {
		return false
	}
	return !f.opening(i) && !f.caps || t.Is(analysis.Upper) && !f.caps || f.nameWord(i+1) && !t.Has(lang.V) && !t.Has(lang.Adv)
}

// opening reports whether token i begins a sentence, or the words behind a colon, dash or opening mark.
func (f *actorFinder) opening(i int) bool {
	if i == f.s.From {
		return true
	}
	switch f.d.Tokens[i-1].Fold {
	case "|", "[", "«", "“", "\"", "„", ":", "–", "—", "-", "•", "(", "‘", "'":
		return true
	}
	return false
}

// nameEnd gives the end of the name that begins at token i: capitalised words, initials, particles between them.
func (f *actorFinder) nameEnd(i int) int {
	end := i
	for k := i; k < f.s.To && k-i < 10; {
		switch {
		case f.nameWord(k):
			if k > i && f.split(k) {
				return end
			}
			k++
			end = k
		case k > i && f.particleName(k):
			k++
			end = k
		case f.initialDot(k, i):
			k++
			end = k
		case k > i && (f.tag(i, lang.Forename) || !f.d.Tokens[i].Known && !f.upper(i)) && f.particles(k) > k:
			k = f.particles(k)
		case k > i && f.sign(k, "/") && f.nameWord(k+1) && f.upper(k-1) && f.upper(k+1):
			k++
		case k > i && f.sign(k, "&") && f.nameWord(k+1):
			k++
		case k > i && f.d.Tokens[k].Is(analysis.Digit) && !f.is(k, markTime) && f.isDigits(k) && f.d.NumberAt(k) == nil:
			return k + 1
		default:
			return end
		}
	}
	return end
}

// particles gives the name behind the particles at k ("van der"), k itself when none follows.
func (f *actorFinder) particles(k int) int {
	end := k
	for end < k+3 && (f.tag(end, lang.NamePart) && !f.d.Tokens[end].Is(analysis.Cap) || f.bigParticle(end)) {
		end++
	}
	if end > k && f.nameWord(end) {
		return end
	}
	return k
}

// bigParticle reports an article or preposition with a capital inside a name: "Louis Le Franc", "Ada De Santis".
func (f *actorFinder) bigParticle(k int) bool {
	if k >= f.s.To {
		return false
	}
	t := &f.d.Tokens[k]
	return t.Is(analysis.Cap) && !t.Is(analysis.Upper) && t.W1-t.W0 == 1 && (t.Has(lang.Det) || t.Has(lang.Of) || t.Has(lang.NamePart)) && f.nameWord(k-1)
}

// initial reports an initial at token i: "K. Rajan".
func (f *actorFinder) initial(i int) bool {
	return f.d.Tokens[i].Is(analysis.Cap) && utf8.RuneCountInString(f.d.Tokens[i].Fold) == 1 && f.sign(i+1, ".")
}

// particleName reports a name that begins small: "al-Ghaithi".
func (f *actorFinder) particleName(k int) bool {
	t := &f.d.Tokens[k]
	i := strings.IndexAny(t.Fold, "-'’")
	if t.Is(analysis.Cap) || t.Is(analysis.Punct) || t.Known || i <= 0 || i > 8 || t.Start+i+1 >= t.End {
		return false
	}
	r, _ := utf8.DecodeRuneInString(f.d.Text[t.Start+i+1:])
	return unicode.IsUpper(r)
}

func (f *actorFinder) isDigits(k int) bool {
	return len(f.d.Tokens[k].Fold) <= 2 && !f.tag(k+1, lang.N)
}

func (f *actorFinder) upper(i int) bool { return f.d.Tokens[i].Is(analysis.Upper) }

// split reports whether a new name begins at token k behind a name: a forename behind a surname in Russian case
// chains, a title or role.
func (f *actorFinder) split(k int) bool {
	return f.tag(k, lang.Title) || f.is(k, markDemonym) || f.is(k, markPlace) != f.is(k-1, markPlace) && !f.tag(k-1, lang.Forename) && f.d.Pack.Genitive
}

// initialDot reports the full stop of an initial: "J.", or of "Sen.".
func (f *actorFinder) initialDot(k, from int) bool {
	if k == from || !f.sign(k, ".") || f.d.Tokens[k].Is(analysis.Space) || !f.nameWord(k+1) {
		return false
	}
	w := f.d.Tokens[k-1].Fold
	return utf8.RuneCountInString(w) == 1 || f.tag(k-1, lang.Title) || f.d.Pack.Abbreviation(w) || f.d.Pack.Abbreviation(w+".")
}

// name adds the name that begins at token i: a person's, a body's; its end, 0 when it is none.
func (f *actorFinder) name(i int) int {
	if e, end := f.entity(i); e >= 0 {
		return f.entityName(i, end, e)
	}
	if !f.opensName(i) {
		return f.perhaps(i)
	}
	if f.is(i, markDemonym) && !f.nameWord(i+1) {
		return 0
	}
	end := f.nameEnd(i)
	if f.caps && !f.tag(i, lang.Forename) {
		return 0
	}
	if p := f.d.PlaceAt(i); end-i == 1 && f.is(i, markPlace) && (p == nil || p.Entity >= 0 || !f.speaks(end) && !f.spoken(i-1)) {
		return f.perhaps(i)
	}
	if end-i == 1 && (f.is(i, markDemonym) || f.tag(i, lang.Title)) && !f.tag(i, lang.BodyHead) {
		return 0
	}
	if f.placeOnly(i, end) {
		return 0
	}
	m := f.classify(i, end)
	return f.finish(m)
}

// perhaps adds a capitalised word that may be the surname of somebody told before, though it is a place or a common
// word too: "Cruz said".
func (f *actorFinder) perhaps(i int) int {
	t := &f.d.Tokens[i]
	if !f.nameWord(i) || t.W1-t.W0 > 1 || f.caps || t.Tags.Any(closedTags) || !f.is(i, markPlace) && !f.speaks(i+1) && !f.clitic(i+1) {
		return 0
	}
	m := f.newMention(i, i+1, i)
	m.weak, m.doubt, m.only, m.Kind, m.tags = true, true, true, bilan.ActorPerson, lang.Set{}
	m.Fem, m.masc, m.Plural = false, false, false
	f.add(m)
	return i + 1
}

func (f *actorFinder) placeOnly(i, end int) bool {
	if f.tag(i, lang.Forename) && end-i > 1 && !f.is(i, markPlace) {
		return false
	}
	for ; i < end; i++ {
		if !f.is(i, markPlace) && !f.d.Tokens[i].Is(analysis.Punct) {
			return false
		}
	}
	return true
}

// classify tells whether the name [i,end) is a person's or a body's.
func (f *actorFinder) classify(i, end int) mention {
	m := f.newMention(i, end, end-1)
	m.key = f.d.Tokens[end-1].Fold
	m.tags = lang.Set{}
	m.Kind, m.Fem, m.masc, m.Plural = bilan.ActorPerson, false, false, false
	if h := f.bodyIn(i, end); h >= 0 {
		m.Head, m.tags, m.key = h, f.d.Tokens[h].Tags, f.dictionary(h)
		m.Kind = kindOf(m.tags, bilan.ActorOrganisation)
		m.Fem, m.masc = f.genderOf(h)
		return m
	}
	switch {
	case f.tag(i, lang.Forename), f.initial(i) && end-i > 2:
		m.human = true
		m.weak = end-i == 1
		m.Fem, m.masc = f.personGender(i, end)
	case f.heading(i, end):
		m.Kind, m.doubt = bilan.ActorOrganisation, true
	case end-i == 1 && f.upper(i):
		m.Kind = bilan.ActorOrganisation
	case f.oddName(i, end):
		m.Kind = bilan.ActorOrganisation
		if strings.Contains(m.Name, ".") {
			m.Kind = bilan.ActorMedia
		}
	case end-i == 1:
		m.weak, m.Kind = true, bilan.ActorOrganisation
		if f.tag(i-1, lang.One) { // "une Almatoise"
			m.human, m.weak, m.Kind, m.Form = true, false, bilan.ActorPerson, analysis.Group
			m.Fem, m.masc = f.genderOf(i - 1)
			return m
		}
		m.doubt = f.opening(i) && !f.speaks(end) && !f.sign(end, ",") && !f.clitic(end)
	case f.upperPart(i, end):
		m.Kind = bilan.ActorOrganisation
	case end-i <= 4 && f.plainName(i, end):
		m.human, m.unsure = true, true
		m.Fem, m.masc = f.personGender(i, end)
	default:
		m.Kind = bilan.ActorOrganisation
	}
	return m
}

// heading reports words all in capitals that are no acronym.
func (f *actorFinder) heading(i, end int) bool {
	for k := i; k < end; k++ {
		if !f.upper(k) || utf8.RuneCountInString(f.d.Tokens[k].Fold) <= 6 {
			return false
		}
	}
	return !f.speaks(end)
}

// bodyIn gives the token of a name that says it is a body, -1 when none does: "Human Rights Committee".
func (f *actorFinder) bodyIn(i, end int) int {
	for k := end - 1; k >= i; k-- {
		if f.tag(k, lang.BodyHead) && !f.tag(k, lang.Forename) {
			return k
		}
	}
	return -1
}

// upperPart reports a name of which a part, not all, is an acronym: "RFE/RL", "Almaty TV".
func (f *actorFinder) upperPart(i, end int) bool {
	up, words := 0, 0
	for k := i; k < end; k++ {
		if t := &f.d.Tokens[k]; !t.Is(analysis.Punct) {
			words++
			if t.Is(analysis.Upper) {
				up++
			}
		}
	}
	return up > 0 && (up < words || f.sign(i+1, "/"))
}

// oddName reports names that no person bears: "NetBlocks", "vlast.kz", "Khabar 24".
func (f *actorFinder) oddName(i, end int) bool {
	for k := i; k < end; k++ {
		t := &f.d.Tokens[k]
		if t.Is(analysis.Digit) || !t.Is(analysis.Upper) && inCaps(f.d.Text[t.Start:t.End]) {
			return true
		}
	}
	return false
}

// inCaps reports a capital inside a word behind a small letter, or a full stop between letters.
func inCaps(w string) bool {
	small := false
	for i, r := range w {
		if i > 0 && r == '.' {
			return i+1 < len(w)
		}
		up := r >= 'A' && r <= 'Z' || r >= 'А' && r <= 'Я'
		if up && small {
			return !strings.HasPrefix(w, "Mc") && !strings.HasPrefix(w, "Mac") && !strings.ContainsAny(w, "-'’")
		}
		small = !up && r != '-'
	}
	return false
}

// plainName reports whether all words of a name look like a person's: none is a common noun or adjective.
func (f *actorFinder) plainName(i, end int) bool {
	for k := i; k < end; k++ {
		t := &f.d.Tokens[k]
		if t.Is(analysis.Punct) || t.Has(lang.NamePart) {
			continue
		}
		if f.is(k, markPlace) && k == i || f.is(k, markDemonym) {
			return false
		}
		if t.Known && !t.Has(lang.Forename) && (k == i || t.Has(lang.Adj) && !f.d.Pack.Genitive) {
			return false
		}
	}
	return true
}

// personGender guesses the gender of a person's name from its forename, then from its surname.
func (f *actorFinder) personGender(i, end int) (fem, masc bool) {
	t := &f.d.Tokens[i]
	if t.Has(lang.Forename) && t.Has(lang.Fem) != t.Has(lang.Masc) {
		return t.Has(lang.Fem), t.Has(lang.Masc)
	}
	if f.d.Pack.Genitive {
		return surnameGender(f.d.Tokens[end-1].Fold)
	}
	return false, false
}

func (f *actorFinder) genderOf(i int) (fem, masc bool) {
	t := &f.d.Tokens[i]
	return t.Has(lang.Fem) && !t.Has(lang.Masc), t.Has(lang.Masc) && !t.Has(lang.Fem)
}

// quotedName adds a short name between quotation marks that a speech verb or a source preposition stands beside.
func (f *actorFinder) quotedName(i int) int {
	from, to, end := f.quoted(i)
	if end == 0 {
		return 0
	}
	if e, stop := f.entity(from); e >= 0 && stop == to {
		f.entityName(from, to, e)
		return end
	}
	if i == f.s.From || to-from > 3 || to-from == 1 && f.d.Tokens[from].Is(analysis.Digit) { // denies "100"
		return 0
	}
	before := &f.d.Tokens[i-1]
	if !before.Tags.Any(sayTags) && !before.Has(lang.Accord) && !before.Has(lang.Cite) {
		return 0
	}
	m := f.newMention(from, to, from)
	m.Kind = bilan.ActorMedia
	f.add(m)
	return end
}

// quoted gives the words of a short quotation at token i that may be a name, and the end of the quotation.
func (f *actorFinder) quoted(i int) (from, to, end int) {
	q := f.d.QuoteAt(i)
	if q == nil || q.From != i || !q.Closed || q.To-q.From > 8 || q.To > f.s.To {
		return 0, 0, 0
	}
	from, to = q.Inner()
	if from >= to || !f.d.Tokens[from].Is(analysis.Cap) && !f.d.Tokens[from].Is(analysis.Digit) {
		return 0, 0, 0
	}
	switch f.d.Tokens[to-1].Fold {
	case ".", "!", "?", ",", "…":
		return 0, 0, 0
	}
	return from, to, q.To
}
