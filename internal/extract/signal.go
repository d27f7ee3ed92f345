package extract

import (
	"strings"
	"unicode"

	"bilan"
	"bilan/internal/analysis"
)

// A Signal is something about a claim and the words around it that tells how far to trust the reading. Signals know no
// language, so one table of weights serves all.
type Signal uint8

// The signals. The first four are the kinds, each with a starting point of its own.
const (
	OfFigure Signal = iota
	OfStatement
	OfDecision
	OfDeployment

	InTitle
	NotAsserted

	OwnVoice
	OwnVoiceBesideSource
	SourceBefore
	SourcePronoun
	SourceCarried
	SourceMedia

	ByNoun
	CarriedOn
	SingleVictim
	UnexplainedBeside
	OtherScope

	DirectSpeech

	NoStrength

	SignalCount // how many there are
)

// KindSignals is how many signals, the first ones, only name the kind.
const KindSignals = 4

// String gives the words that `bilan lang why` prints.
func (s Signal) String() string { return signalNames[s] }

var signalNames = [SignalCount]string{
	OfFigure: "figure", OfStatement: "statement", OfDecision: "decision", OfDeployment: "deployment",
	InTitle: "in the title", NotAsserted: "not asserted",
	OwnVoice: "own voice", OwnVoiceBesideSource: "own voice beside a source", SourceBefore: "source in a sentence before",
	SourcePronoun: "source is a short form", SourceCarried: "speech carried on", SourceMedia: "only media named",
	ByNoun: "told without a verb", CarriedOn: "carried on from another figure", SingleVictim: "single victim",
	UnexplainedBeside: "unexplained number beside it", OtherScope: "not of this event alone",
	DirectSpeech: "direct speech",
	NoStrength:   "no strength",
}

// SignalsOf lists, for each of the claims of d, what speaks for or against it. Events and labels have none: there is no gold
// to weigh them by.
func SignalsOf(d *analysis.Doc, claims []bilan.Claim) [][]Signal {
	out := make([][]Signal, len(claims))
	if len(d.Tokens) == 0 {
		return out
	}
	w := newWitness(d, claims)
	for i := range claims {
		w.c, w.found = &claims[i], nil
		w.sent = w.sentence(w.c.Span.Start)
		w.judge()
		out[i] = w.found
	}
	return out
}

// A witness collects the signals of one claim after the other.
type witness struct {
	d       *analysis.Doc
	counted map[int]bool // by token: a figure's number begins there
	cued    map[int]bool // by sentence: somebody is said to say something in it

	c     *bilan.Claim
	sent  int
	found []Signal
}

func newWitness(d *analysis.Doc, claims []bilan.Claim) *witness {
	w := &witness{d: d, counted: map[int]bool{}, cued: map[int]bool{}}
	for i := range claims {
		w.count(&claims[i])
	}
	for i := range d.Attributions {
		w.cued[d.Tokens[d.Attributions[i].CueFrom].Sent] = true
	}
	return w
}

func (w *witness) count(c *bilan.Claim) {
	if c.Casualty == nil {
		return
	}
	if n := w.d.NumberAt(w.d.TokenAt(c.Casualty.Count.Span.Start)); n != nil {
		w.counted[n.From] = true
	}
}

func (w *witness) judge() {
	switch w.c.Kind {
	case bilan.KindCasualty:
		w.note(OfFigure, true)
		w.figure(w.c.Casualty)
	case bilan.KindStatement:
		w.note(OfStatement, true)
		w.note(DirectSpeech, w.c.Statement.Direct)
	case bilan.KindDecision:
		w.note(OfDecision, true)
	case bilan.KindDeployment:
		w.note(OfDeployment, true)
		w.note(NoStrength, w.c.Deployment.Strength == nil)
	default:
		return
	}
	w.setting()
	w.source()
}

func (w *witness) note(s Signal, holds bool) {
	if holds {
		w.found = append(w.found, s)
	}
}

// sentence gives the sentence of byte b.
func (w *witness) sentence(b int) int {
	return w.d.Tokens[min(w.d.TokenAt(b), len(w.d.Tokens)-1)].Sent
}

func (w *witness) setting() {
	w.note(InTitle, w.d.In != "")
	w.note(NotAsserted, w.c.Assertion != bilan.Asserted)
}

// source notes how the chain of the claim is told.
func (w *witness) source() {
	chain := w.c.Attribution
	if len(chain) == 0 {
		w.note(OwnVoice, true)
		w.note(OwnVoiceBesideSource, w.sourceNear())
		return
	}
	origin := &chain[len(chain)-1]
	w.note(SourceBefore, origin.Span.In == w.d.In && w.sentence(origin.Span.Start) == w.sent-1)
	w.note(SourcePronoun, origin.Resolved != "" || !capital(origin.Name))
	w.note(SourceCarried, w.d.OnlyCarried(w.d.TokenAt(w.c.Span.Start)))
	w.note(SourceMedia, len(chain) == 1 && origin.Kind == bilan.ActorMedia)
}

// sourceNear reports whether somebody is said to say something in the claim's sentence, or in the one before it in its
// paragraph, that does not cover the claim.
func (w *witness) sourceNear() bool {
	before := w.sent - 1
	return w.cued[w.sent] || before >= 0 && w.cued[before] && w.d.Sentences[before].Para == w.d.Sentences[w.sent].Para
}

// capital reports whether a name has a word with a capital letter.
func capital(name string) bool { return strings.IndexFunc(name, unicode.IsUpper) >= 0 }
