package annotate

import (
	"math"
	"slices"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Numbers fills doc.Numbers: every number of the text in digits or words, with its bounds and the noun it counts.
// Roles come later (NumberRoles), when times and places are known; a role set here is what the form itself says.
func Numbers(d *analysis.Doc) {
	p := &numberReader{d: d, out: make([]numeral, 0, len(d.Tokens)/16+4)}
	for i := 0; i < len(d.Tokens); {
		n, ok := p.read(i)
		if !ok {
			i = p.hidden(i)
			continue
		}
		p.out = append(p.out, n)
		i = n.to
	}
	p.doubled()
	p.ranges()
	p.publish()
	numberRules(d)
	for i := range d.Numbers {
		d.Numbers[i].Noun = countedNoun(d, &d.Numbers[i])
	}
	postBounds(d)
	d.IndexNumbers()
}

// numeral is a number before its bounds and noun are known.
type numeral struct {
	from, to   int // tokens
	open       int // token that opens a range
	start, end int // bytes
	value      float64
	high       float64 // of a range; else 0
	mult       float64 // multiplier that ended it, for "2–3 millions"
	kind       analysis.NumberKind
	approx     bool // a collective: une vingtaine
	span       bool // a range
	digits     bool
	bare       bool // digits only, no unit or separator: may be a year or a clock time
	bounds     lang.Set
	role       bilan.Role // what the form says: clock, date, percent, identifier
	why        string
}

type numberReader struct {
	d   *analysis.Doc
	out []numeral
}

// read reads the number that begins at token i.
func (p *numberReader) read(i int) (numeral, bool) {
	t := &p.d.Tokens[i]
	if n, ok := p.format(i); ok {
		return n, true
	}
	switch {
	case t.Is(analysis.Digit) && t.W1 == t.W0+1:
		return p.digits(i)
	case hasDigit(t.Fold) && t.W1 == t.W0+1:
		return p.inWord(i), true
	}
	return p.words(i)
}

// hidden notes the digits inside a lexical unit of several words ("in the last 24 hours") and gives the next token.
func (p *numberReader) hidden(i int) int {
	t := &p.d.Tokens[i]
	if t.W1 == t.W0+1 {
		return i + 1
	}
	for k := t.W0; k < t.W1; k++ {
		w := &p.d.Words[k]
		if !hasDigit(w.Fold) {
			continue
		}
		n := numeral{from: i, to: i + 1, start: w.Start, end: w.End, digits: true, kind: analysis.InWord}
		n.value, _ = parseDigits(p.d.Pack, leadingDigits(w.Fold))
		switch {
		case t.Has(lang.UAge):
			n.role, n.why = bilan.RoleAge, "a phrase of age"
		case k+1 < t.W1 && unitRole(p.d.Pack.Lexicon.Entry(p.d.Words[k+1].ID).Tags) != "":
			n.role, n.why = unitRole(p.d.Pack.Lexicon.Entry(p.d.Words[k+1].ID).Tags), "unit in the same phrase"
		default:
			n.role, n.why = bilan.RoleIdentifier, "digits inside a name"
		}
		p.out = append(p.out, n)
	}
	return i + 1
}

func (p *numberReader) publish() {
	d := p.d
	d.Numbers = slices.Grow(d.Numbers[:0], len(p.out))
	for i := range p.out {
		n := &p.out[i]
		a := analysis.Number{From: n.from, To: n.to, NumFrom: n.from, NumTo: n.to, Start: n.start, End: n.end,
			Value: n.value, Kind: n.kind, Noun: -1, Role: n.role, Why: n.why}
		if n.span && n.open < n.from {
			a.From = n.open
		}
		setCount(&a, n)
		leftBounds(d, &a, n.bounds)
		rightBounds(d, &a)
		d.Numbers = append(d.Numbers, a)
	}
	d.IndexNumbers()
}

// setCount gives the number its bounds before any word about it is read.
func setCount(a *analysis.Number, n *numeral) {
	low := whole(n.value)
	switch {
	case n.kind == analysis.VagueCount:
		a.Low, a.Qualifier = low, bilan.Vague
	case n.span:
		a.Low, a.High, a.Qualifier = low, whole(n.high), bilan.Range
	case n.approx:
		a.Low, a.High, a.Qualifier = low, low, bilan.About
	default:
		a.Low, a.High, a.Qualifier = low, low, bilan.Exact
	}
}

// whole gives v as a count; nil when it is not a whole number or too large to be one.
func whole(v float64) *int64 {
	if r := math.Round(v); math.Abs(r-v) < 1e-6 && r < 1e15 {
		n := int64(r)
		return &n
	}
	return nil
}
