package annotate

import (
	"strings"
	"unicode/utf8"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// The cast holds who was told so far, once each, in order. It is kept short: a dispatch has few actors.
type cast struct {
	d       *analysis.Doc
	members []member
	inner   *mention // the last one that is part of another, resolved
}

const castLimit = 96

type member struct {
	name     string // full
	words    []string
	*mention      // the first mention
	at       int  // token of the last mention, counted on from the title
	seen     int  // sentence of the last mention
	said     bool // the last mention spoke
	first    bool // the last mention opened its sentence
}

// newCast begins with the title's actors: what it told in full may be told short in the body.
func newCast(d *analysis.Doc) *cast {
	c := &cast{d: d}
	if d.Title == nil {
		return c
	}
	for i := range d.Title.Actors {
		a := d.Title.Actors[i]
		if a.Form != analysis.FullName || a.Resolved != "" {
			continue
		}
		m := mention{Actor: a, human: a.Kind == bilan.ActorPerson, sent: -1}
		if a.Head >= 0 && a.Head < len(d.Title.Tokens) {
			m.tags, m.key = d.Title.Tokens[a.Head].Tags, d.Title.Tokens[a.Head].Fold
		}
		m.Head, m.words = -1, nameWords(d.Title, a.NameFrom, a.NameTo)
		c.join(&m)
	}
	return c
}

// resolve finds whom a mention stands for and notes it in the cast.
func (c *cast) resolve(m *mention) {
	var who int
	switch {
	case m.Form == analysis.Pronoun:
		who = c.pronoun(m)
	case m.Form == analysis.Group || m.Form == analysis.Capital:
		who = -1
	case m.Form == analysis.ShortForm:
		who = c.short(m)
	default:
		who = c.known(m)
		if who < 0 && !m.human && m.To-m.From == 1 {
			who = c.part(m)
		}
	}
	if who < 0 {
		c.compose(m)
		if !m.doubt {
			c.join(m)
		}
		return
	}
	m.doubt = false
	if m.inner {
		c.inner = m
	}
	k := &c.members[who]
	if k.name != m.Name {
		m.Resolved = k.name
	}
	if m.Form == analysis.Pronoun || m.Form == analysis.ShortForm {
		m.Kind, m.Country = k.Kind, k.Country
		m.Entity = k.Entity
	}
	if m.human && k.human {
		m.Fem, m.masc = m.Fem || k.Fem, m.masc || k.masc
		k.Fem, k.masc = m.Fem, m.masc
		if m.Role == "" {
			m.Role = k.Role
		}
		if m.weak {
			m.Kind = k.Kind
		}
	}
	c.touch(who, m)
}

// compose puts the full name of a body into the longer name it is part of: "spokesman for the alliance".
func (c *cast) compose(m *mention) {
	in := c.inner
	if in == nil || in.Resolved == "" || m.inner || in.From < m.From || in.To > m.To || m.NameFrom > m.Head && m.human {
		return
	}
	if full := strings.Replace(m.Name, in.Name, in.Resolved, 1); full != m.Name {
		m.Resolved = full
	}
}

// touch notes that member who was mentioned again.
func (c *cast) touch(who int, m *mention) {
	k := &c.members[who]
	k.at, k.seen = m.From, m.sent
	k.said = c.speaks(m)
	k.first = m.From < c.sentenceStart(m.sent)+3
	if m.Role != "" && k.Role == "" && k.human {
		k.Role, k.tags = m.Role, k.tags.Or(m.tags)
		if m.NameFrom > m.Head {
			k.key = m.key
		}
	}
}

func (c *cast) sentenceStart(sent int) int {
	if sent < 0 || sent >= len(c.d.Sentences) {
		return 0
	}
	return c.d.Sentences[sent].From
}

// speaks reports whether a verb of saying stands near a mention, before or behind.
func (c *cast) speaks(m *mention) bool {
	if m.sent < 0 {
		return false
	}
	s := &c.d.Sentences[m.sent]
	for k := m.To; k < min(m.To+4, s.To); k++ {
		t := &c.d.Tokens[k]
		if t.Has(lang.V) && t.Tags.Any(sayTags) {
			return true
		}
	}
	h := m.Head
	if h < 0 || c.d.Tokens[h].Tags.Any(actorCases) && !c.d.Tokens[h].Has(lang.Nom) && c.d.Pack.Genitive {
		h = -1
	}
	for k := m.From - 1; k >= max(m.From-3, s.From); k-- {
		t := &c.d.Tokens[k]
		if t.Has(lang.Accord) {
			return true
		}
		if t.Has(lang.V) && t.Tags.Any(sayTags) {
			return h >= 0 && !t.Has(lang.Tell)
		}
		if !t.Has(lang.Det) && !t.Has(lang.Adv) && !t.Has(lang.Aux) && !t.Has(lang.PPart) {
			return false
		}
	}
	return false
}

// join adds a mention to the cast when others may refer to it.
func (c *cast) join(m *mention) {
	if m.Form == analysis.Pronoun || len(c.members) >= castLimit {
		return
	}
	if m.Form == analysis.Capital && (c.d.Pack.HeadFirst || c.d.Pack.Genitive) || m.Form == analysis.ShortForm && !m.human && m.bare && m.tags.Has(lang.StandIn) {
		return
	}
	k := member{name: m.Name, mention: m, words: c.telling(m)}
	if m.Resolved != "" {
		k.name = m.Resolved
		k.words = append(k.words[:len(k.words):len(k.words)], tellingWords(m.Resolved)...)
	}
	c.members = append(c.members, k)
	c.touch(len(c.members)-1, m)
}

// telling gives the folded words of the mention's name but the very short ones.
func (c *cast) telling(m *mention) []string {
	if m.words == nil {
		m.words = nameWords(c.d, m.NameFrom, m.NameTo)
	}
	return m.words
}

func nameWords(d *analysis.Doc, from, to int) []string {
	w0, w1 := d.Tokens[from].W0, d.Tokens[to-1].W1
	out := make([]string, 0, w1-w0)
	for k := w0; k < w1; k++ {
		if w := d.Words[k].Fold; utf8.RuneCountInString(w) > 2 {
			out = append(out, w)
		}
	}
	return out
}

// tellingWords gives the folded words of a name but the very short ones.
func tellingWords(name string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(lang.Fold(name), func(r rune) bool {
		return strings.ContainsRune(" \n\t()«»\"“”,.'/", r)
	}) {
		if utf8.RuneCountInString(w) > 2 {
			out = append(out, w)
		}
	}
	return out
}

// known finds the member that a named mention tells again: a surname, an acronym, a name without its country.
func (c *cast) known(m *mention) int {
	words := c.telling(m)
	if m.human && m.NameFrom <= m.Head && m.Role != "" {
		return c.holder(m, words)
	}
	best := -1
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if k.Form == analysis.Group {
			continue
		}
		if !c.matches(m, k, words) {
			continue
		}
		if best < 0 {
			best = i
			continue
		}
		if c.members[best].name == k.name {
			continue
		}
		return c.closer(m, best, i)
	}
	if best >= 0 && len(words) > len(c.members[best].words) && m.acronym == "" {
		c.fuller(best, m, words)
	}
	return best
}

// holder finds the person whose office a mention without name tells: "the health minister".
func (c *cast) holder(m *mention, words []string) int {
	if m.indef || m.Plural || m.poss {
		return -1
	}
	best := -1
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if !k.human || k.Plural || k.Role == "" || m.Fem && k.masc || m.masc && k.Fem || m.Country != "" && k.Country != "" && m.Country != k.Country {
			continue
		}
		if k.name == m.Name {
			return i
		}
		role := tellingWords(k.Role)
		if !containsAll(role, words) {
			continue
		}
		if best >= 0 && c.members[best].name != k.name {
			return -1
		}
		best = i
	}
	return best
}

// closer chooses between two members that both fit: the one of exactly this name, else the fuller of the same kind.
func (c *cast) closer(m *mention, a, b int) int {
	if c.members[a].name == m.Name {
		return a
	}
	if c.members[b].name == m.Name {
		return b
	}
	if m.weak || m.human {
		return a
	}
	return -1
}

// fuller lets a member bear the longer name that the text tells later.
func (c *cast) fuller(i int, m *mention, words []string) {
	k := &c.members[i]
	if k.human && m.human || !k.human && k.key == m.key {
		k.name, k.words = m.Name, words
	}
}

// matches reports whether a mention of these words may be member k.
func (c *cast) matches(m *mention, k *member, words []string) bool {
	if k.name == m.Name && !m.only || m.acronym == "" && k.acronym != "" && k.acronym == m.Name {
		return true
	}
	if len(words) == 0 || len(k.words) == 0 {
		return false
	}
	if m.only {
		return k.human && k.named() && len(k.words) > 1 && alike(words[0], k.words[len(k.words)-1])
	}
	if m.human || m.weak && k.human && k.NameFrom != k.NameTo {
		return k.human && c.samePerson(m, k, words)
	}
	if k.human {
		return false
	}
	if m.weak { // "L'Intérieur"
		return !k.human && k.tags.Has(lang.BodyHead) && len(k.words) > 1 && contains(k.words[1:], words[0])
	}
	if m.key != k.key || m.Kind != k.Kind || m.Country != "" && k.Country != "" && m.Country != k.Country {
		return false
	}
	small, big := words, k.words
	if len(small) > len(big) {
		small, big = big, small
	}
	return len(small) > 0 && containsAll(big, small)
}

// samePerson compares names of persons: surnames agree and no forename differs.
func (c *cast) samePerson(m *mention, k *member, words []string) bool {
	if k.Form != analysis.FullName || m.NameFrom <= m.Head && m.Role != "" || k.NameFrom <= k.Head && k.Role != "" && k.Head >= 0 && !k.named() {
		return m.Name == k.name
	}
	a, b := words[len(words)-1], k.words[len(k.words)-1]
	if !alike(a, b) {
		return len(words) == 1 && len(k.words) > 1 && alike(a, k.words[0]) && m.tags.Empty() && m.weak
	}
	if len(words) > 1 && len(k.words) > 1 {
		return alike(words[0], k.words[0])
	}
	return !(m.Fem && k.masc || m.masc && k.Fem)
}

// named reports whether the member is known by a name, not by a role alone.
func (k *member) named() bool { return k.NameFrom > k.Head || k.Role == "" }

// alike compares words, endings of inflection left out.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if a[:n] == "" || a[0] < utf8.RuneSelf {
		return false
	}
	return n >= 6 && len(a)-n <= 6 && len(b)-n <= 6 && n >= max(len(a), len(b))-8
}

func contains(list []string, w string) bool {
	for _, x := range list {
		if alike(x, w) {
			return true
		}
	}
	return false
}

func containsAll(big, small []string) bool {
	for _, w := range small {
		if !contains(big, w) {
			return false
		}
	}
	return true
}

// short resolves "the ministry", "l'alliance", "the spokesman": the same head first, then what it can stand for.
func (c *cast) short(m *mention) int {
	if m.poss && m.human {
		c.owned(m)
		return -1
	}
	if m.human && !m.def && c.d.Words[c.d.Tokens[m.Head].W0].Shape&analysis.Cap != 0 {
		if i := c.surname(m); i >= 0 {
			return i
		}
	}
	best, other := -1, -1
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if k.human != m.human || k.Form == analysis.Group || k.Plural != m.Plural {
			continue
		}
		if m.human && (m.Fem && k.masc || m.masc && k.Fem) {
			continue
		}
		if c.sameHead(m, k) {
			if best >= 0 && c.members[best].name != k.name {
				other = i
			} else if best < 0 {
				best = i
			}
		}
	}
	if best >= 0 {
		if other >= 0 && !m.human && c.members[other].seen >= m.sent-2 && (!c.members[best].said || c.members[best].seen == c.members[other].seen) {
			return -1
		}
		return best
	}
	if !m.human {
		if i := c.part(m); i >= 0 {
			return i
		}
	}
	if m.indef {
		return -1
	}
	if m.human && m.def && !m.Plural && !m.tags.Has(lang.RoleNoun) {
		return c.only(m)
	}
	if !m.tags.Has(lang.StandIn) {
		return -1
	}
	return c.standIn(m)
}

// surname gives the named person whose surname a capitalised noun is: "Porter said".
func (c *cast) surname(m *mention) int {
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if k.human && k.named() && len(k.words) > 1 && k.words[len(k.words)-1] == c.d.Tokens[m.Head].Fold {
			return i
		}
	}
	return -1
}

// only gives the one named person without office told so far: "the farmer said" in a story of one farmer.
func (c *cast) only(m *mention) int {
	if !c.speaks(m) {
		return -1
	}
	best := -1
	for i := range c.members {
		k := &c.members[i]
		if !k.human || k.Form != analysis.FullName || !k.named() || k.weak {
			continue
		}
		if best >= 0 {
			return -1
		}
		best = i
	}
	if best < 0 || c.members[best].Role != "" || m.Fem && c.members[best].masc || m.masc && c.members[best].Fem || m.sent-c.members[best].seen > 3 {
		return -1
	}
	return best
}

// part finds the one body of whose name a capitalised short form is a part: "L'Intérieur".
func (c *cast) part(m *mention) int {
	if t := &c.d.Tokens[m.Head]; c.d.Words[t.W1-1].Shape&analysis.Cap == 0 || m.sent < 0 {
		return -1
	}
	words, best := c.telling(m), -1
	for i := len(c.members) - 1; i >= 0; i-- {
		k := &c.members[i]
		if k.human || k.weak || len(words) == 0 || len(k.words) < 2 || !containsAll(k.words[1:], words) {
			continue
		}
		if best >= 0 && c.members[best].name != k.name {
			return -1
		}
		best = i
	}
	return best
}

// sameHead reports whether member k was named with the same head: "ministry", "président".
func (c *cast) sameHead(m *mention, k *member) bool {
	if k.Form == analysis.ShortForm && k.bare {
		return k.key == m.key && !m.human
	}
	return k.key != "" && k.key == m.key || m.human && k.Role != "" && firstWord(lang.Fold(k.Role)) == m.key
}

func firstWord(s string) string {
	if i := strings.IndexAny(s, " '"); i > 0 {
		return s[:i]
	}
	return s
}

// standIn gives the nearest body or person that a general word can mean.
func (c *cast) standIn(m *mention) int {
	best := -1
	for i := range c.members {
		k := &c.members[i]
		if k.human != m.human || k.weak || k.Form != analysis.FullName || k.Plural || !m.human && !fits(m, k) {
			continue
		}
		if m.human && (!k.named() || m.Fem && k.masc || m.masc && k.Fem) {
			continue
		}
		if best < 0 || k.at >= c.members[best].at {
			best = i
		}
	}
	return best
}

// fits reports whether a general noun of body can mean member k.
func fits(m *mention, k *member) bool {
	if k.Kind == bilan.ActorMedia {
		return m.tags.Has(lang.KMedia) || m.tags.And(kindTags).Empty()
	}
	switch {
	case m.tags.Has(lang.KMedia):
		return false
	case m.tags.Has(lang.KGov):
		return k.Kind == bilan.ActorGovernment || k.Kind == bilan.ActorMilitary || k.Kind == bilan.ActorPolice
	case m.tags.Has(lang.KOrg):
		return k.proper && (k.Kind == bilan.ActorOrganisation || k.Kind == bilan.ActorMilitary && m.tags.Has(lang.KMil))
	}
	return true
}

var officeTags = lang.SetOf(lang.KGov, lang.KOrg, lang.KMil, lang.KPolice)

// owned names the owner of "its spokesman": the body told last.
func (c *cast) owned(m *mention) {
	best := -1
	for i := range c.members {
		k := &c.members[i]
		if k.human || k.weak || k.Form == analysis.Group || k.Kind == bilan.ActorMedia {
			continue
		}
		if best < 0 || k.at > c.members[best].at {
			best = i
		}
	}
	if best >= 0 && (m.tags.Has(lang.Spokes) || m.tags.Has(lang.RoleNoun) && m.tags.Any(officeTags)) && c.members[best].seen >= m.sent-2 {
		m.Resolved = m.Name + ", " + c.members[best].name
		m.Form = analysis.ShortForm
		m.Country = c.members[best].Country
	}
}

// pronoun gives the member that "he", "elle", «они» stands for: the nearest that fits, speakers and subjects first.
func (c *cast) pronoun(m *mention) int {
	t := &c.d.Tokens[m.Head]
	best, score := -1, 60
	for i := range c.members {
		k := &c.members[i]
		away := (m.From - k.at) / 25 // sentences, about: items of a list are short
		if !c.agrees(t, m, k) || away > 6 {
			continue
		}
		s := 100 - 10*away
		if k.said {
			s += 15
		} else if k.weak {
			s -= 30
		}
		if !k.human && !k.weak && t.Has(lang.Masc) != t.Has(lang.Fem) {
			s -= 15
		}
		if k.first {
			s += 10
		}
		if k.seen == m.sent && k.human {
			s += 20
		}
		if k.human && k.named() && !k.weak {
			s += 15
		}
		if s > score || s == score && best >= 0 && k.at > c.members[best].at {
			best, score = i, s
		}
	}
	return best
}

// agrees reports whether a pronoun can stand for member k by gender and number.
func (c *cast) agrees(t *analysis.Token, m *mention, k *member) bool {
	if k.inQuote && !m.inQuote || k.inner && k.human {
		return false
	}
	plural := t.Has(lang.Pl) && !t.Has(lang.Sg)
	if plural != k.Plural {
		return plural && !k.human && !c.d.Pack.HeadFirst && !c.d.Pack.Genitive && k.tags.Has(lang.Pl)
	}
	fem, masc, neut := t.Has(lang.Fem), t.Has(lang.Masc), t.Has(lang.Neut)
	gendered := c.d.Pack.HeadFirst || c.d.Pack.Genitive
	if !k.human && !k.weak {
		if k.Form == analysis.Group {
			return false
		}
		if !gendered {
			return neut && !masc && !fem && (k.Form != analysis.Capital || k.seen == m.sent)
		}
		if k.Form == analysis.Capital || k.tags.Has(lang.Capital) {
			return false
		}
		return !k.inner && (fem && k.Fem || masc && k.masc)
	}
	if neut && !masc {
		return false
	}
	return !(fem && !masc && k.masc || masc && !fem && k.Fem)
}
