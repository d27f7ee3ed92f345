package annotate

import (
	"slices"
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// inserted reads a speech thrown in: it covers the sentence around it, or the quotation beside it.
func (a *attributor) inserted(k, source int) {
	d, cl := a.d, &a.d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	if v.Negated { // "…, he did not say"
		return
	}
	s := &d.Sentences[cl.Sent]
	chain, end := a.chain(cl, source, cl.From, cl.To)
	end = max(end, cl.To)
	at := analysis.Attribution{CueFrom: cl.From, CueTo: end, Chain: chain, Verb: v.Head, Quote: -1, Channel: channelIn(d, cl.From, cl.To)}
	if q := a.quoteBefore(cl.From); q >= 0 && a.apart(q) {
		at.Kind, at.Quote, at.Direct, at.Content = analysis.QuoteFrame, q, true, true
		at.ScopeFrom, at.ScopeTo = a.quoteWithNext(q, end)
		a.add(at)
		return
	}
	if q := a.quoteAfter(end, s); q >= 0 {
		at.Kind, at.Quote, at.Direct, at.Content = analysis.QuoteFrame, q, true, true
		at.ScopeFrom, at.ScopeTo = d.Quotes[q].Inner()
		a.framed[q] = true
		a.add(at)
		return
	}
	at.Kind, at.Content = analysis.Closing, true
	at.ScopeFrom, at.ScopeTo = a.closingScope(s, cl.From, end)
	if v.From == cl.From && a.onlyApposed(end, at.ScopeTo) { // "…, said Brian Baker, an adviser who runs the fund."
		at.ScopeTo = trimEnd(d, cl.From)
	}
	a.add(at)
}

// onlyApposed reports whether tokens [from,to) behind a source say only who it is: an apposition, a relative.
func (a *attributor) onlyApposed(from, to int) bool {
	d := a.d
	if to-from < 2 || d.Pack.HeadFirst || d.Pack.Genitive || !d.Is(from, ",") || d.Has(from+1, lang.Conj) {
		return false
	}
	for n := firstChunk(d, from); n < len(d.Chunks) && d.Chunks[n].From < to; n++ {
		if v := &d.Chunks[n]; v.Kind == analysis.VerbGroup && v.Finite {
			if cl := d.ClauseAt(v.Head); cl == nil || cl.Opener < from || !d.Has(cl.Opener, lang.Rel) {
				return false
			}
		}
	}
	return true
}

// closingScope gives what a closing source covers: its sentence, and the sentences before it of which this one is the
// elliptic continuation.
func (a *attributor) closingScope(s *analysis.Sentence, cueFrom, cueTo int) (int, int) {
	d := a.d
	from, to := a.semicolons(s, cueFrom)
	if from > s.From && a.continuesToll(from) { // "…; 40 of them are in hospital, the ministry said"
		from = s.From
	}
	if rest := to - cueTo; rest <= 2 {
		to = cueFrom
		for to > from && d.Tokens[to-1].Is(analysis.Punct) {
			to--
		}
	}
	for from > 0 && from == s.From && a.continuesToll(from) {
		before := &d.Sentences[d.Tokens[from-1].Sent]
		if before.Para != s.Para || a.hasSource(before) {
			break
		}
		from = before.From
	}
	return from, to
}

// semicolons gives the part of a sentence between semicolons that holds token at.
func (a *attributor) semicolons(s *analysis.Sentence, at int) (int, int) {
	from, to := s.From, s.To
	for i := s.From; i < s.To; i++ {
		if !a.d.Is(i, ";") {
			continue
		}
		if i < at {
			from = i + 1
		} else {
			return from, i
		}
	}
	return from, to
}

// continuesToll reports whether the sentence at token from goes on with the figures before it: "353 autres …".
func (a *attributor) continuesToll(from int) bool {
	for i := from; i < min(from+4, len(a.d.Tokens)); i++ {
		if a.d.Has(i, lang.Other) || a.d.Has(i, lang.PartOf) || a.d.Has(i, lang.More) && (a.d.NumberAt(i-1) != nil || a.d.NumberAt(i+1) != nil) {
			return true
		}
	}
	n := a.d.NumberAt(from) // "Three have since been released"
	return n != nil && n.Noun < 0 && n.Kind == analysis.Cardinal && n.Role == bilan.RolePeople
}

// goOn reads a clause in which the one who just spoke goes on: ", the police said, adding that …", «…, добавив, что …». It
// reports whether somebody spoke right before it.
func (a *attributor) goOn(k int) bool {
	d, cl := a.d, &a.d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	s := &d.Sentences[cl.Sent]
	from, that := a.content(k)
	if !that || v.Tags.Has(lang.Cite) || !v.Tags.Has(lang.Say) {
		return false
	}
	chain := a.spokeBefore(cl)
	if len(chain) == 0 {
		return false
	}
	a.add(analysis.Attribution{CueFrom: v.From, CueTo: v.To, ScopeFrom: from, ScopeTo: a.contentEnd(k, from, s), Chain: chain,
		Kind: analysis.Mother, Verb: v.Head, Content: that, Quote: -1})
	return true
}

// spokeBefore gives the chain of the speech that ends right before clause cl in its sentence: one thrown in, or the one of
// the clause that cl goes on from.
func (a *attributor) spokeBefore(cl *analysis.Clause) []bilan.Hop {
	d := a.d
	from := sort.Search(len(d.Clauses), func(n int) bool { return d.Clauses[n].Sent >= cl.Sent })
	for n := from; n < len(d.Clauses) && d.Clauses[n].Sent == cl.Sent; n++ {
		c := &d.Clauses[n]
		if c.Insert && c.To <= cl.From && c.To >= cl.From-1 && c.Subject >= 0 {
			chain, _ := a.chain(c, c.Subject, c.From, c.To)
			return chain
		}
	}
	for _, n := range slices.Backward(a.touching[cl.Sent]) {
		at := &d.Attributions[n]
		if at.Verb >= 0 && at.Verb < cl.From && at.CueFrom >= d.Sentences[cl.Sent].From && (at.Kind == analysis.Mother || at.Kind == analysis.QuoteFrame || at.Kind == analysis.Follow) {
			return at.Chain
		}
	}
	return nil
}
