package annotate

import (
	"slices"
	"strings"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Actors finds everybody who can speak, decide, act or be sent, and fills d.Actors in order of the text. Mentions
// do not overlap: a body inside a person's role ("spokesman for the ministry") is known to the cast only. Short
// forms and pronouns are resolved against the title's cast and what the text told before. It needs the places.
func Actors(d *analysis.Doc, g *gazetteer.Gazetteer) {
	f := actorFinder{d: d, g: g, out: make([]mention, 0, len(d.Tokens)/5+8)}
	f.mark()
	for i := range d.Sentences {
		f.sentence(i)
	}
	c := newCast(d)
	d.Actors = slices.Grow(d.Actors[:0], len(f.out))
	for i := range f.out {
		c.resolve(&f.out[i])
		if !f.out[i].inner && !f.out[i].doubt {
			d.Actors = append(d.Actors, f.out[i].Actor)
		}
	}
	d.IndexActors()
}

// A mention is an actor with what its resolution needs.
type mention struct {
	analysis.Actor
	tags    lang.Set // of the head
	key     string   // the head in its dictionary form, folded
	acronym string   // told in parentheses
	masc    bool
	human   bool // a person or persons
	def     bool // "the", "ce": somebody told before, or known
	indef   bool // "a", "une"
	poss    bool // "its", "son"
	bare    bool // nothing tells it apart
	weak    bool // a single capitalised word, person or body
	unsure  bool // a person only by the look of the name
	doubt   bool // an actor only if the text tells it elsewhere
	only    bool // and only as a person's surname
	inner   bool // part of another mention
	proper  bool // the head is written with a capital
	inQuote bool
	sent    int
	words   []string // of the name, folded; filled when first asked
}

// marks of tokens, made once per text
const (
	markDemonym uint8 = 1 << iota
	markPersonDemonym
	markTime
	markPlace
)

type actorFinder struct {
	d     *analysis.Doc
	g     *gazetteer.Gazetteer
	marks []uint8
	s     analysis.Sentence
	sent  int
	last  int  // end of the last mention
	caps  bool // capitals say nothing: a headline in title case
	out   []mention
}

// mark notes which tokens belong to demonyms, times and places.
func (f *actorFinder) mark() {
	f.marks = make([]uint8, len(f.d.Tokens))
	for i := range f.d.Demonyms {
		m := &f.d.Demonyms[i]
		if m.Tok >= len(f.marks) {
			continue
		}
		f.marks[m.Tok] |= markDemonym
		if m.Person {
			f.marks[m.Tok] |= markPersonDemonym
		}
	}
	for i := range f.d.Times {
		f.fill(f.d.Times[i].From, f.d.Times[i].To, markTime)
	}
	for i := range f.d.Places {
		if p := &f.d.Places[i]; !f.guessed(p) {
			f.fill(p.From, p.To, markPlace)
		}
	}
}

// guessed reports a place known only by the words before it in which a forename stands: "мэр города Иван Петров".
func (f *actorFinder) guessed(p *analysis.Place) bool {
	for k := p.From; k < p.To && p.Entity < 0; k++ {
		if t := &f.d.Tokens[k]; t.Has(lang.Forename) && t.Is(analysis.Cap) {
			return true
		}
	}
	return false
}

func (f *actorFinder) fill(from, to int, m uint8) {
	for i := from; i < to; i++ {
		f.marks[i] |= m
	}
}

func (f *actorFinder) is(i int, m uint8) bool { return i >= 0 && i < len(f.marks) && f.marks[i]&m != 0 }

func (f *actorFinder) sentence(n int) {
	f.s, f.sent = f.d.Sentences[n], n
	if f.s.Skip {
		return
	}
	f.last = f.s.From
	f.caps = titleCase(f.d, f.s)
	for i := f.s.From; i < f.s.To; {
		if end := f.mention(i); end > i {
			f.last, i = end, end
			continue
		}
		i++
	}
}

// titleCase reports whether nearly all words of a sentence begin with a capital.
func titleCase(d *analysis.Doc, s analysis.Sentence) bool {
	small, big := 0, 0
	for i := s.From; i < s.To; i++ {
		t := &d.Tokens[i]
		switch {
		case t.Is(analysis.Punct) || t.Is(analysis.Digit):
		case t.Is(analysis.Cap):
			big++
		case len(t.Fold) > 4:
			small++
		}
	}
	return big > 3 && big > 4*small
}

// mention adds the actor that begins at token i and gives its end, 0 when none does.
func (f *actorFinder) mention(i int) int {
	t := &f.d.Tokens[i]
	if t.Is(analysis.Punct) {
		return f.quotedName(i)
	}
	if t.Is(analysis.Digit) {
		return 0
	}
	if t.Has(lang.Third) && t.Has(lang.Pron) {
		return f.pronoun(i)
	}
	if f.closed(i) {
		return 0
	}
	if f.headLeads() {
		return f.headFirst(i)
	}
	return f.headLast(i)
}

var (
	closedTags = lang.SetOf(lang.Det, lang.Prep, lang.Pron, lang.Conj, lang.Sub, lang.Rel, lang.Aux, lang.Neg, lang.Poss, lang.Modal)
	openTags   = lang.SetOf(lang.N, lang.RoleNoun, lang.BodyHead, lang.Forename, lang.Title)
	headTags   = lang.SetOf(lang.RoleNoun, lang.BodyHead, lang.Spokes, lang.Person, lang.Force)
	kindTags   = lang.SetOf(lang.KGov, lang.KMil, lang.KPolice, lang.KOrg, lang.KMedia, lang.KPerson, lang.KWitness, lang.KAnon)
	sayTags    = lang.SetOf(lang.Say, lang.SayQuote, lang.Deny, lang.Confirm, lang.Accuse, lang.Claim, lang.Announce, lang.Urge, lang.Think, lang.Cite, lang.Tell)
	actorCases = lang.SetOf(lang.Nom, lang.Gen, lang.Dat, lang.Acc, lang.Ins, lang.Loc)
)

// closed reports a word that begins no actor: article, preposition, auxiliary.
func (f *actorFinder) closed(i int) bool {
	t := &f.d.Tokens[i]
	return t.Tags.Any(closedTags) && !t.Tags.Any(openTags)
}

// head reports whether token i is a noun that makes an actor.
func (f *actorFinder) head(i int) bool {
	if i >= f.s.To {
		return false
	}
	t := &f.d.Tokens[i]
	if !t.Tags.Any(headTags) || t.Is(analysis.Punct) {
		return false
	}
	if f.d.Pack.HeadFirst && !f.d.Pack.Genitive && t.Has(lang.Adj) && !t.Is(analysis.Cap) && i > f.s.From && f.plainNoun(i-1) {
		return false // "le total officiel", "un bilan officiel"
	}
	if t.Has(lang.Capital) && t.Is(analysis.Cap) || t.Has(lang.Vague) || t.Has(lang.Collect) || t.Has(lang.Mult) {
		return false
	}
	if t.Has(lang.BodyHead) || t.Has(lang.RoleNoun) || t.Has(lang.Spokes) {
		return true
	}
	return !t.Has(lang.VictNoun) && !t.Has(lang.Pron) && !t.Has(lang.Suspect) && !f.counted(i)
}

// plainNoun reports whether token i is a noun of no person or body.
func (f *actorFinder) plainNoun(i int) bool {
	t := &f.d.Tokens[i]
	return t.Has(lang.N) && !t.Tags.Any(headTags) && !t.Has(lang.Det) && !t.Has(lang.Prep) && !t.Has(lang.Adj)
}

// counted reports a number before plain people at i: those are told of, they do not tell.
func (f *actorFinder) counted(i int) bool {
	for k := i - 1; k >= f.s.From && k >= i-2; k-- {
		t := &f.d.Tokens[k]
		if t.Is(analysis.Digit) || t.Has(lang.Num) && !t.Has(lang.One) || t.Has(lang.Mult) || t.Has(lang.Collect) || t.Has(lang.More) {
			return true
		}
		if !t.Has(lang.Adj) && !t.Has(lang.Of) {
			return false
		}
	}
	return false
}

// tag reports whether token i of the sentence has a tag.
func (f *actorFinder) tag(i int, t lang.Tag) bool {
	return i >= f.s.From && i < f.s.To && f.d.Tokens[i].Has(t)
}

func (f *actorFinder) sign(i int, s string) bool {
	return i >= f.s.From && i < f.s.To && f.d.Tokens[i].Fold == s
}

// pronoun adds the pronoun at token i.
func (f *actorFinder) pronoun(i int) int {
	t := &f.d.Tokens[i]
	if t.Has(lang.Poss) && f.nounAhead(i+1) && !f.d.Pack.Genitive {
		return 0
	}
	m := f.newMention(i, i+1, i)
	m.Form, m.Kind = analysis.Pronoun, bilan.ActorPerson
	f.add(m)
	return i + 1
}

func (f *actorFinder) nounAhead(i int) bool {
	return i < f.s.To && (f.tag(i, lang.N) || f.tag(i, lang.Adj)) && !f.tag(i, lang.Prep)
}

// newMention makes a mention of tokens [from,to) with its grammar.
func (f *actorFinder) newMention(from, to, head int) mention {
	t := &f.d.Tokens[head]
	m := mention{tags: t.Tags, sent: f.sent, masc: t.Has(lang.Masc) && !t.Has(lang.Fem)}
	m.From, m.To, m.Head, m.Entity = from, to, head, -1
	m.NameFrom, m.NameTo = from, to
	m.Fem = t.Has(lang.Fem) && !t.Has(lang.Masc)
	m.Plural = t.Has(lang.Pl) && !t.Has(lang.Sg)
	if q := f.d.QuoteAt(head); q != nil && q.To-q.From > 6 {
		m.inQuote = true
	}
	m.Name = f.d.String(from, to)
	m.key = t.Fold
	m.proper = t.Is(analysis.Cap)
	if f.d.Pack.Genitive && t.Has(lang.RoleNoun) { // «министр» may be a woman
		m.masc = false
	}
	return m
}

// add notes a mention. An article that the lexicon holds together with a name ("the kremlin") is no part of it.
func (f *actorFinder) add(m mention) {
	if t := &f.d.Tokens[m.NameFrom]; t.W1-t.W0 > 1 {
		w := &f.d.Words[t.W0]
		if e := f.d.Pack.Lexicon.Entry(w.ID); e.Tags.Has(lang.Det) && m.Kind != bilan.ActorMedia {
			if rest, ok := strings.CutPrefix(m.Name, f.d.Text[w.Start:w.End]); ok && strings.TrimSpace(rest) != "" {
				m.Name = strings.TrimSpace(rest)
			}
		}
	}
	f.out = append(f.out, m)
}
