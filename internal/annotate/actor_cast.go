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
	if in.From > m.From {
		if b := &c.d.Tokens[in.From-1]; (b.Has(lang.N) || b.Has(lang.Adj)) && !b.Has(lang.Of) && !b.Has(lang.Det) && !b.Has(lang.Deputy) && !b.Has(lang.RoleNoun) {
			return // "health ministry official": another ministry
		}
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
