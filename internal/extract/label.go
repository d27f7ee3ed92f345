package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// labels reads the words that take sides: what somebody calls someone or something, in quotation marks or behind
// "so-called", tied to who says it.
func labels(d *analysis.Doc) []bilan.Claim {
	r := labelReader{d: d}
	for k := range d.Quotes {
		if q := &d.Quotes[k]; !d.SentenceOf(q.From).Skip && q.Closed {
			r.quote(q)
		}
	}
	return r.out
}

type labelReader struct {
	d   *analysis.Doc
	out []bilan.Claim
}

// quote reads a short quotation that names and does not state.
func (r *labelReader) quote(q *analysis.Quote) {
	from, to := q.Inner()
	n := words(r.d, from, to)
	if n == 0 || n > 10 || !r.names(from, to) {
		return
	}
	chain := r.d.ChainAt(from)
	verb := r.caller(q)
	if verb >= 0 {
		chain = r.callerChain(verb, chain)
	}
	if len(chain) == 0 {
		return
	}
	r.out = append(r.out, bilan.Claim{Kind: bilan.KindLabel, Span: r.d.Span(q.From, q.To), Assertion: bilan.Asserted, Attribution: chain,
		Label: &bilan.Label{Target: r.target(q, verb), Label: r.d.Span(from, to)}})
}

// names reports whether tokens are a phrase of common words without a finite verb: no title, no proper name.
func (r *labelReader) names(from, to int) bool {
	common := false
	for i := from; i < to; i++ {
		t := &r.d.Tokens[i]
		if ch := r.d.ChunkAt(i); ch != nil && ch.Kind == analysis.VerbGroup && ch.Finite {
			return false
		}
		if !t.Is(analysis.Cap) && (t.Has(lang.N) || t.Has(lang.Adj) || !t.Known && !t.Is(analysis.Punct)) {
			common = true
		}
	}
	return common && r.d.ActorAt(from) == nil
}

// caller gives the clause whose verb calls something by the quotation's words, -1 when none does.
func (r *labelReader) caller(q *analysis.Quote) int {
	for i := q.From - 1; i >= r.d.SentenceOf(q.From).From && i >= q.From-8; i-- {
		if ch := r.d.ChunkAt(i); ch != nil && ch.Kind == analysis.VerbGroup {
			if ch.Tags.Has(lang.CallName) {
				return r.d.ClauseIndex(ch.Head)
			}
			return -1
		}
	}
	return -1
}

// callerChain puts the subject of a naming verb at the end of a chain.
func (r *labelReader) callerChain(clause int, chain []bilan.Hop) []bilan.Hop {
	s := r.d.Clauses[clause].Subject
	if s < 0 {
		return chain
	}
	ch := &r.d.Chunks[s]
	for i := ch.From; i < ch.To; i++ {
		if a := r.d.ActorAt(i); a != nil {
			h := analysis.Hop(r.d, a)
			if a.Form == analysis.Pronoun && h.Resolved == "" {
				h.Resolved = r.subjectBefore(ch.From)
			}
			if n := len(chain); n > 0 && chain[n-1].Span == h.Span {
				return chain
			}
			return append(chain, h)
		}
	}
	return append(chain, bilan.Hop{Name: r.d.String(ch.From, phraseEnd(r.d, s)), Kind: bilan.ActorPerson, Span: r.d.Span(ch.From, phraseEnd(r.d, s))})
}

// subjectBefore gives the first phrase of people or a body in the sentence of token i, before it: whom a pronoun of the
// same sentence stands for.
func (r *labelReader) subjectBefore(i int) string {
	s := r.d.SentenceOf(i)
	for k := firstChunk(r.d, s.From); k < len(r.d.Chunks) && r.d.Chunks[k].From < i; k++ {
		ch := &r.d.Chunks[k]
		t := r.d.Tokens[ch.Head].Tags
		if ch.Kind == analysis.NounPhrase && ch.Prep < 0 && (t.Has(lang.Person) || t.Has(lang.BodyHead) || t.Has(lang.Force)) {
			return r.d.String(ch.From, ch.To)
		}
	}
	return ""
}

// target gives what is labelled: the object of the naming verb, else the noun that the quotation qualifies.
func (r *labelReader) target(q *analysis.Quote, clause int) *bilan.Named {
	if clause >= 0 {
		for _, n := range r.d.Clauses[clause].Objects {
			if ch := &r.d.Chunks[n]; ch.To <= q.From && r.d.Has(ch.Head, lang.N) {
				return &bilan.Named{Name: r.d.String(ch.From, ch.To), Span: r.d.Span(ch.From, ch.To)}
			}
		}
		return nil
	}
	if k := r.d.ChunkIndex(q.From - 1); k >= 0 && r.d.Chunks[k].Kind == analysis.NounPhrase && r.d.Chunks[k].Prep < 0 && !r.d.Has(q.From-1, lang.Det) && r.d.Chunks[k].To <= q.From && r.d.Has(r.d.Chunks[k].Head, lang.N) {
		ch := &r.d.Chunks[k]
		return &bilan.Named{Name: r.d.String(ch.From, ch.To), Span: r.d.Span(ch.From, ch.To)}
	}
	return nil
}
