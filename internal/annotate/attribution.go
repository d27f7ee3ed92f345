package annotate

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// Attributions finds who says what, and how far it reaches. Each construction is a cue with a scope: a speech verb
// with its content clause, a speech thrown in or closing a sentence, "according to", a frame around a quotation, a
// sentence of its own that follows. What one sentence leaves open is carried on to the next (carry.go).
func Attributions(d *analysis.Doc) {
	a := &attributor{d: d, framed: make([]bool, len(d.Quotes))}
	for k := range d.Clauses {
		if !d.Sentences[d.Clauses[k].Sent].Skip {
			a.clause(k)
		}
	}
	for i := range d.Sentences {
		if s := &d.Sentences[i]; !s.Skip {
			a.accord(s)
			a.bracket(s)
			a.heading(s)
		}
	}
	a.quotes()
	a.carry()
}

type attributor struct {
	d      *analysis.Doc
	framed []bool // quotations that have a speaker
}

func (a *attributor) add(at analysis.Attribution) {
	if len(at.Chain) > 0 && at.ScopeFrom < at.ScopeTo {
		a.d.Attributions = append(a.d.Attributions, at)
	}
}

// clause reads the speech verb of clause k.
func (a *attributor) clause(k int) {
	cl := &a.d.Clauses[k]
	if cl.Verb < 0 {
		return
	}
	v := &a.d.Chunks[cl.Verb]
	if !v.Tags.Any(speechTags) || v.Tense == lang.Inf {
		return
	}
	if cl.Insert {
		a.inserted(k)
		return
	}
	if cl.Subject < 0 || !speaks(a.d, cl.Subject) {
		return
	}
	a.mother(k)
}

// speaks reports whether a phrase can be the subject of a speech verb.
func speaks(d *analysis.Doc, k int) bool {
	c := clauseCutter{d: d}
	ch := d.Chunks[k]
	ch.Prep = -1
	return ch.Kind == analysis.NounPhrase && c.speaks(k)
}

// mother reads "X a déclaré que …", "X said …", "X : « … »" and "X counted 12 dead".
func (a *attributor) mother(k int) {
	d, cl := a.d, &a.d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	s := &d.Sentences[cl.Sent]
	chain := sourceOf(d, cl.Subject)
	from, that := a.content(k)
	chain = append(relay(d, v.To, from, chain[0]), chain...)
	chain[len(chain)-1].Verb = d.Tokens[v.Head].Fold
	at := analysis.Attribution{CueFrom: d.Chunks[cl.Subject].From, CueTo: v.To, ScopeFrom: from, ScopeTo: a.contentEnd(k, from, s),
		Chain: chain, Kind: analysis.Mother, Verb: v.Head, Content: that, Quote: -1, Channel: channelIn(d, v.To, from)}
	if q := d.QuoteAt(from); q != nil && q.From == from {
		at.Quote, at.Direct, at.Kind = d.QuoteIndex(from), true, analysis.QuoteFrame
		at.ScopeFrom, at.ScopeTo = q.Inner()
		a.framed[at.Quote] = true
	}
	a.add(at)
}

// content gives the token where the content of clause k's speech verb begins, and whether it is a clause (or a
// quotation) of its own and not only an object of the verb.
func (a *attributor) content(k int) (int, bool) {
	d, cl := a.d, &a.d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	s := &d.Sentences[cl.Sent]
	for i := v.To; i < s.To && i < v.To+16; i++ {
		t := &d.Tokens[i]
		if q := d.QuoteAt(i); q != nil && q.From == i && i <= cl.To {
			return i, true
		}
		switch {
		case t.Fold == ":":
			if q := d.QuoteAt(i + 1); q != nil && q.From == i+1 {
				return i + 1, true
			}
			return i + 1, i+1 < s.To
		case t.Has(lang.Sub) && i >= cl.To-1 && !t.Has(lang.Prep):
			return i + 1, true
		}
		if c := d.ClauseIndex(i); c != k && c >= 0 && d.Clauses[c].From == i && !d.Clauses[c].Insert {
			return i, d.Clauses[c].Kind == analysis.That || d.Clauses[c].Kind == analysis.Main && !d.Pack.HeadFirst || d.Chunks[max(d.Clauses[c].Verb, 0)].Tense == lang.Inf
		}
	}
	return v.To, false
}

// contentEnd gives the end of a content that begins at from: the end of the sentence, or what another speaker says.
func (a *attributor) contentEnd(k, from int, s *analysis.Sentence) int {
	end := s.To
	for n := k + 1; n < len(a.d.Clauses) && a.d.Clauses[n].Sent == a.d.Clauses[k].Sent; n++ {
		c := &a.d.Clauses[n]
		if c.Verb < 0 || c.From < from || c.Insert {
			continue
		}
		if c.Kind == analysis.Coordinate && c.Mother == k && a.d.Chunks[c.Verb].Tags.Any(speechTags) && a.d.Has(c.From, lang.Conj) {
			end = c.From
			break
		}
	}
	for end > from && a.d.Tokens[end-1].Is(analysis.Punct) && a.d.QuoteAt(end-1) == nil {
		end--
	}
	return end
}

// inserted reads a speech thrown in: it covers the sentence around it, or the quotation beside it.
func (a *attributor) inserted(k int) {
	d, cl := a.d, &a.d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	s := &d.Sentences[cl.Sent]
	chain := sourceOf(d, cl.Subject)
	if len(chain) == 0 {
		return
	}
	chain = append(relay(d, cl.From, cl.To, chain[0]), chain...)
	chain[len(chain)-1].Verb = d.Tokens[v.Head].Fold
	at := analysis.Attribution{CueFrom: cl.From, CueTo: cl.To, Chain: chain, Verb: v.Head, Quote: -1, Channel: channelIn(d, cl.From, cl.To)}
	if q := a.quoteBefore(cl.From); q >= 0 {
		at.Kind, at.Quote, at.Direct, at.Content = analysis.QuoteFrame, q, true, true
		at.ScopeFrom, at.ScopeTo = a.quoteWithNext(q, cl.To)
		a.add(at)
		return
	}
	at.Kind, at.Content = analysis.Closing, true
	at.ScopeFrom, at.ScopeTo = a.closingScope(s, cl.From, cl.To)
	a.add(at)
}

// closingScope gives what a closing source covers: its sentence, and the sentences before it of which this one is the
// elliptic continuation.
func (a *attributor) closingScope(s *analysis.Sentence, cueFrom, cueTo int) (int, int) {
	d := a.d
	from, to := s.From, s.To
	if rest := to - cueTo; rest <= 2 {
		to = cueFrom
		for to > from && d.Tokens[to-1].Is(analysis.Punct) {
			to--
		}
	}
	for from > 0 && a.continuesToll(from) {
		before := &d.Sentences[d.Tokens[from-1].Sent]
		if before.Para != s.Para || a.hasSource(before) {
			break
		}
		from = before.From
	}
	return from, to
}

// continuesToll reports whether the sentence at token from goes on with the figures before it: "353 autres …".
func (a *attributor) continuesToll(from int) bool {
	for i := from; i < min(from+4, len(a.d.Tokens)); i++ {
		if a.d.Has(i, lang.Other) || a.d.Has(i, lang.More) || a.d.Has(i, lang.PartOf) {
			return true
		}
	}
	return false
}

// hasSource reports whether a sentence has a source of its own.
func (a *attributor) hasSource(s *analysis.Sentence) bool {
	for i := range a.d.Attributions {
		if at := &a.d.Attributions[i]; at.CueFrom >= s.From && at.CueFrom < s.To {
			return true
		}
	}
	return false
}
