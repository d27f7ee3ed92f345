package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// citedBehind joins to a chain those whom the source that ends at token i cites ("ТАСС со ссылкой на МВД", "AFP, citing
// the police", «телеканал, который, в свою очередь, сослался на штаб»), and before it who cites that source ("le préfet,
// cité par l'AFP"). It gives the token behind them, 0 when there are none.
func (a *attributor) citedBehind(hops []bilan.Hop, i int, s *analysis.Sentence) ([]bilan.Hop, int) {
	last := 0
	for n := 0; n < 3; n++ {
		k := a.citeFrom(i, s)
		if k < 0 {
			break
		}
		more, end := a.sourcesBehind(k+1, s)
		if len(more) == 0 {
			break
		}
		more[0].Verb = a.d.Tokens[k].Fold
		a.cited[k] = true
		if a.citedBy(k) {
			hops = append(more[:1:1], append(hops, more[1:]...)...)
		} else {
			hops = append(hops, more...)
		}
		i, last = end, end
	}
	return hops, last
}

// citedBy reports whether the word of citing at token k is a passive: "cité par", "quoted by".
func (a *attributor) citedBy(k int) bool {
	t := &a.d.Tokens[k]
	for i := k - 1; i > max(0, k-4) && !a.d.Tokens[i].Is(analysis.Punct); i-- {
		if r := &a.d.Tokens[i]; r.Has(lang.Rel) && (r.Has(lang.Poss) || r.Has(lang.PartOf) || r.Has(lang.Gen) && r.Has(lang.Pl) && !r.Has(lang.Nom)) {
			return true // «…, чьи слова приводит X», ", dont les propos sont repris par X"
		}
	}
	return t.Has(lang.By) || t.Has(lang.PPart) && a.d.Has(k+1, lang.By) || t.Has(lang.Cite) && t.Has(lang.Prep) && t.Has(lang.Say) ||
		t.W1-t.W0 > 1 && a.d.Pack.Lexicon.Entry(a.d.Words[t.W1-1].ID).Tags.Has(lang.By)
}

// citeFrom gives the word of citing behind a source that ends at token i: signs, times and small words may stand
// between. It gives -1 when something else does.
func (a *attributor) citeFrom(i int, s *analysis.Sentence) int {
	d := a.d
	told := false // «…, чьи слова …», ", dont les propos ont été …"
	for k := i; k < min(i+9, s.To); k++ {
		told = told || d.Has(k, lang.Rel) && (d.Has(k, lang.Poss) || d.Has(k, lang.PartOf))
		switch t := &d.Tokens[k]; {
		case told && t.Has(lang.Cite) && t.Has(lang.Prep), cites(t) && !a.countsVictims(d.ChunkIndex(k+1)), (k == i || t.Has(lang.By)) && t.Has(lang.Accord) && !t.Has(lang.Rel):
			return k
		case t.Fold == ",", t.Fold == "»", t.Fold == "”", t.Has(lang.Rel), t.Has(lang.Adv) && !t.Has(lang.V), t.Has(lang.Channel):
		case told && (t.Has(lang.Det) || t.Has(lang.N) && !t.Is(analysis.Cap) || t.Has(lang.Aux)):
		case t.Has(lang.Prep) && !t.Has(lang.Accord), d.TimeAt(k) != nil, t.Has(lang.Poss):
		default:
			return -1
		}
	}
	return -1
}

// cites reports whether a token says that somebody else is cited.
func cites(t *analysis.Token) bool {
	return t.Has(lang.Cite) && !t.Has(lang.Say) && !t.Has(lang.N)
}

// sourceEnd gives the token behind the phrase of a source, its complements and the quotation mark that closes its name.
func sourceEnd(d *analysis.Doc, k int) int {
	end := d.Chunks[k].To
	for n := k + 1; n < len(d.Chunks) && d.Chunks[n].Of == n-1; n++ {
		end = d.Chunks[n].To
	}
	for i := d.Chunks[k].From; i < end; i++ {
		if act := d.ActorAt(i); act != nil {
			end = max(end, act.To)
		}
	}
	for end < len(d.Tokens) && setsOffName(d, end) && d.QuoteAt(end).To == end+1 {
		end++
	}
	return end
}

// pastShortName gives the token behind the short name that commas set off behind a source ending at token i: "the relief
// office, OCHA, quoting …". It gives i when there is none.
func (a *attributor) pastShortName(i int) int {
	d := a.d
	if i+2 < len(d.Tokens) && d.Is(i, ",") && d.Tokens[i+1].Is(analysis.Upper) && d.Is(i+2, ",") {
		return i + 2
	}
	return i
}

// named reports whether a quotation only sets off somebody's name: «Интерфакс».
func named(d *analysis.Doc, q *analysis.Quote) bool {
	from, to := q.Inner()
	act := d.ActorAt(from)
	return act != nil && act.From <= from && to <= act.To
}

// setsOffName reports whether token i is a mark of a quotation that is somebody's name.
func setsOffName(d *analysis.Doc, i int) bool {
	q := d.QuoteAt(i)
	return q != nil && (q.From == i || q.Closed && q.To == i+1) && named(d, q)
}

// quotedBy gives the medium that quotes the source ending at token i, and where it ends: "a doctor quoted by the PTI
// agency". It is nil when none does.
func (a *attributor) quotedBy(i int) (*bilan.Hop, int) {
	d := a.d
	if whole := d.Has(i, lang.Cite) && d.Has(i, lang.Prep) && d.Has(i, lang.Say); !whole && !(d.Has(i, lang.PPart) && d.Has(i, lang.Cite) && d.Has(i+1, lang.By)) {
		return nil, i
	}
	for k := i + 1; k < min(i+5, len(d.Tokens)); k++ {
		if act := d.ActorAt(k); act != nil && act.Kind == bilan.ActorMedia {
			h := analysis.Hop(d, act)
			return &h, act.To
		}
	}
	return nil, i
}

// quoted gives whom a clause's verb quotes right behind it: "the agency quoted the minister as saying"; nil for nobody.
func (a *attributor) quoted(cl *analysis.Clause) *bilan.Hop {
	d, n := a.d, cl.Verb+1
	if !d.Chunks[cl.Verb].Tags.Has(lang.Cite) || d.Chunks[cl.Verb].Passive || n >= len(d.Chunks) || d.Chunks[n].From != d.Chunks[cl.Verb].To || d.Chunks[n].Kind != analysis.NounPhrase {
		return nil
	}
	if k := d.ChunkIndex(sourceEnd(d, n)); k < 0 || d.Chunks[k].Kind != analysis.VerbGroup || !d.Chunks[k].Tags.Has(lang.Say) {
		return nil
	}
	hops := sourceOf(d, n)
	if len(hops) == 0 {
		return nil
	}
	return &hops[0]
}
