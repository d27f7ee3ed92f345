// Package analysis holds the annotated dispatch that the stages of the core hand on: words, tokens, sentences,
// quotations, then what each annotator adds: numbers, times, places, actors, chunks, clauses, attributions, moods.
//
// Words are the text cut at spaces and punctuation; tokens are lexical units, one word or several that the
// lexicon holds together ("according to"). Every annotation is a range of tokens [From,To); bytes come from the
// tokens' Start and End and always index Doc.Text. A Doc is filled in order by segment and annotate and only read
// by extract; it belongs to one goroutine.
package analysis

import (
	"time"

	"bilan"
	"bilan/lang"
)

// Doc is one text under analysis: an article's body, or its title.
type Doc struct {
	Article *bilan.Article
	Pack    *lang.Pack
	Text    string
	In      string // "title" for a title's Doc, else ""
	Title   *Doc   // the article's title, analysed before the body; nil when there is none

	Published time.Time // zero when unknown

	Words     []Word
	Tokens    []Token
	Sentences []Sentence
	Paras     []Para
	Quotes    []Quote

	Numbers  []Number
	Times    []Time
	Places   []Place
	Demonyms []Demonym
	Actors   []Actor
	Chunks   []Chunk
	Clauses  []Clause

	Attributions []Attribution
	Moods        []Mood
	Fired        []Firing        // rules that matched, for `bilan lang why`
	Problems     []bilan.Problem // what could not be read

	numberAt, timeAt, placeAt, actorAt, quoteAt, chunkAt, clauseAt []int32 // by token: index+1

	rules      []*lang.Rule // offered at the token at hand
	caps       []Capture    // of Fired
	nameless   []int32      // by token: over so many words no name of the gazetteer begins there
	told, held reach        // attributions and moods by the sentences they cover
}

// Word is a run of letters and digits, or one sign.
type Word struct {
	Start, End int
	Fold       string
	ID         lang.WordID
	Shape      Shape
}

// Shape says how a word looks.
type Shape uint8

// The features of a word's shape.
const (
	Cap   Shape = 1 << iota // begins with a capital letter
	Upper                   // two letters or more, all capitals
	Digit                   // begins with a digit
	Punct                   // a sign, neither letter nor digit
	Space                   // white space before it
	Line                    // a line break before it
)

// Token is a lexical unit: words [W0,W1) and what the lexicon says of them.
type Token struct {
	W0, W1     int
	Start, End int
	Fold       string
	ID         lang.WordID
	Tags       lang.Set
	Entry      *lang.Entry // nil when the lexicon has nothing
	Shape      Shape
	Known      bool // the lexicon has it; otherwise tags are guessed from its ending
	Sent       int  // index into Sentences
}

// Has reports whether the token has tag t.
func (t *Token) Has(tag lang.Tag) bool { return t.Tags.Has(tag) }

// Is reports whether the token's shape has all of s.
func (t *Token) Is(s Shape) bool { return t.Shape&s == s }

// Value gives the lexicon's value for a tag.
func (t *Token) Value(tag lang.Tag) (int64, bool) {
	if t.Entry == nil {
		return 0, false
	}
	return t.Entry.Value(tag)
}

// Sentence is a range of tokens.
type Sentence struct {
	From, To int
	Para     int
	Section  int  // index into Article.Sections, -1 outside
	Skip     bool // boilerplate, caption or credit: not read for claims
}

// Para is a paragraph: a range of sentences.
type Para struct {
	From, To int // sentences
	Section  int
}

// Quote is a region between quotation marks, marks included. A quotation that runs over paragraphs is one Quote.
type Quote struct {
	From, To int // tokens, marks included
	Depth    int // 0 for an outer quotation
	Closed   bool
}

// Inner gives the tokens between the marks.
func (q *Quote) Inner() (from, to int) {
	if q.Closed {
		return q.From + 1, q.To - 1
	}
	return q.From + 1, q.To
}

// Number is a number phrase. From–To covers its bound words ("au moins 13"); NumFrom–NumTo the numeral alone.
type Number struct {
	From, To       int
	NumFrom, NumTo int
	Start, End     int // bytes of the numeral
	Value          float64
	Low, High      *int64
	Qualifier      bilan.Qualifier
	Kind           NumberKind
	Noun           int // token of the counted noun, -1 when none is found
	Role           bilan.Role
	Why            string // what decided the role
}

// NumberKind says how a number is told.
type NumberKind uint8

// The kinds of number.
const (
	Cardinal   NumberKind = iota
	Ordinal               // fourth, 5th
	VagueCount            // dozens
	ZeroCount             // no, none, aucun
	ArticleOne            // a, un: counts only where a victim is told
	BothCount             // both, les deux
	InWord                // digits inside a word: Su-25
)

// Time is a time phrase resolved as far as it goes.
type Time struct {
	From, To int
	When     bilan.When
	Vague    bool // could not be resolved (no publication date)
	Local    bool // a clock told in the local time of its place: the zone is still to be added
}

// Place is a place phrase resolved by the gazetteer.
type Place struct {
	From, To int
	Place    bilan.Place
	Entity   int32 // gazetteer entity, -1 for a site known only by its head noun
	Dateline bool  // stands in the dateline: where the dispatch was written
	Zone     string
}

// Demonym is an adjective or noun of a country.
type Demonym struct {
	Tok     int
	Country string
	Person  bool // "les Kirghizes", not "kirghize"
}

// Actor is somebody who can speak, decide, act: a mention in the text.
type Actor struct {
	From, To int
	Head     int // token of the head
	NameFrom int // tokens of Name; the rest is title, role, apposition
	NameTo   int
	Name     string
	Kind     bilan.ActorKind
	Role     string // "president", as in the text
	Country  string
	Resolved string // full name when the mention is a pronoun or short form
	Form     ActorForm
	Plural   bool
	Fem      bool
	Entity   int32 // gazetteer entity, -1
}

// ActorForm says how an actor is mentioned.
type ActorForm uint8

// The forms of mention.
const (
	FullName  ActorForm = iota // a name, or a body with what tells it apart
	ShortForm                  // "the ministry", "l'alliance"
	Pronoun                    // "he", "il"
	Group                      // "witnesses", "officials": nobody in particular
	Capital                    // "Moscow" for its government
)

// FullName gives Resolved when set, else Name.
func (a *Actor) FullName() string {
	if a.Resolved != "" {
		return a.Resolved
	}
	return a.Name
}

// Chunk is a noun phrase or a verb group.
type Chunk struct {
	Kind     ChunkKind
	From, To int
	Head     int      // token: main noun, main verb
	Tags     lang.Set // of the head and of what counts with it
	Prep     int      // noun phrase: token of the preposition before it, -1
	Of       int      // noun phrase: index of the phrase it complements ("bureau" for "du commandant"), -1
	Number   int      // noun phrase: index of its number, -1
	Passive  bool     // verb group
	Negated  bool     // verb group
	Finite   bool     // verb group: has a finite verb
	Tense    lang.Tag // verb group: Past, Pres, Fut, Cond, Inf, PPart, APart, Ger; None when unknown
}

// ChunkKind tells chunks apart.
type ChunkKind uint8

// The kinds of chunk.
const (
	NounPhrase ChunkKind = iota
	VerbGroup
)

// Clause is a stretch with one verb group, its subject and objects.
type Clause struct {
	From, To int
	Sent     int
	Verb     int   // chunk, -1 in a verbless clause
	Subject  int   // chunk, -1; of the main verb, before passive is turned
	Objects  []int // chunks: noun phrases without preposition behind the verb
	Adjuncts []int // noun phrases behind a preposition
	Kind     ClauseKind
	Opener   int  // token of the subordinator or relative that opens it, -1
	Mother   int  // clause it depends on, -1
	Insert   bool // a speech verb and its source thrown into a sentence: ", said X,"
}

// ClauseKind tells clauses apart.
type ClauseKind uint8

// The kinds of clause.
const (
	Main        ClauseKind = iota
	That                   // content clause: that, que, что
	Relative               // who, dont, который
	Adverbial              // if, when, after
	Coordinate             // shares the subject of the clause before
	Participial            // a participle without auxiliary
)

// Attribution says that the tokens of its scope are told by a chain of sources.
type Attribution struct {
	CueFrom, CueTo     int // the words of the attribution itself: "selon X", ", rapporte TASS"
	ScopeFrom, ScopeTo int // what it covers
	Chain              []bilan.Hop
	Kind               CueKind
	Verb               int  // token of the speech verb or preposition, -1
	Content            bool // the scope is what is said (statement), not only a figure's source
	Direct             bool // in the speaker's own words
	Channel            string
	Quote              int // index into Quotes when the content is a quotation, -1
}

// CueKind says by what construction a source is told.
type CueKind uint8

// The kinds of cue.
const (
	Fronted    CueKind = iota // Selon X, …
	Closing                   // …, rapporte TASS
	Mother                    // X a déclaré que …
	Follow                    // a sentence of its own: Об этом сообщили в …
	Bracket                   // … (TASS)
	QuoteFrame                // « … », a dit X
	Heading                   // X : …
	Carried                   // free indirect speech, continued
	Gapped                    // Police spoke of ten dead, the hospital of thirteen
)

// Mood says that the tokens of its scope are not simply asserted.
type Mood struct {
	CueFrom, CueTo     int
	ScopeFrom, ScopeTo int
	Assertion          bilan.Assertion
	Origin             *bilan.Hop // who denies or withdraws, when told
	Rule               string
}

// Firing is one rule that matched, with its captures.
type Firing struct {
	Rule     *lang.Rule
	From, To int
	Caps     []Capture
}

// Capture is a named part of a match.
type Capture struct {
	Name     string
	From, To int
}
