package extract

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// decisions reads formal acts: a body or office holder that adopts, orders, lifts … something.
func decisions(d *analysis.Doc) []bilan.Claim {
	r := decisionReader{d: d, focus: newFocus(d)}
	for k := range d.Clauses {
		cl := &d.Clauses[k]
		if cl.Verb >= 0 && !d.Sentences[cl.Sent].Skip && !cl.Insert && d.Chunks[cl.Verb].Tags.Has(lang.Decide) {
			r.clause(cl)
		}
	}
	for k := range d.Chunks {
		if ch := &d.Chunks[k]; ch.Kind == analysis.NounPhrase && d.Has(ch.Head, lang.Act) && !d.SentenceOf(ch.From).Skip {
			r.noun(k)
		}
	}
	return r.out
}

// noun reads "conformément à la décision du Conseil, adoptée le 6 janvier": an act of a body, dated, told as what
// something else rests on.
func (r *decisionReader) noun(k int) {
	d := r.d
	ch := &d.Chunks[k]
	if k+1 >= len(d.Chunks) || d.Chunks[k+1].Of != k || ch.Prep < 0 {
		return
	}
	body := r.official(k + 1)
	if body == nil || r.told(body) {
		return
	}
	end := phraseEnd(d, k)
	s := d.SentenceOf(ch.From)
	for i := end; i < min(end+12, s.To); i++ {
		t := d.TimeAt(i)
		if t == nil || t.Vague || len(t.When.Value) < 10 {
			continue
		}
		c := bilan.Claim{Kind: bilan.KindDecision, Span: d.Span(ch.From, t.To), Assertion: d.AssertionAt(ch.Head), Attribution: withoutSelf(d.ChainAt(ch.Head), body),
			Time: &t.When, Place: r.focus.placeNear(ch.From, end),
			Decision: &bilan.Decision{Body: named(d, body), Action: r.consequence(s, ch.From, t.To), Date: t.When.Value[:10]}}
		r.out = append(r.out, c)
		return
	}
}

// consequence gives what is done by a decision told in tokens [from,to): the rest of its sentence.
func (r *decisionReader) consequence(s *analysis.Sentence, from, to int) bilan.Span {
	for to < s.To && r.d.Tokens[to].Is(analysis.Punct) {
		to++
	}
	if end := trimSigns(r.d, to, s.To); end > to {
		return r.d.Span(to, end)
	}
	return r.d.Span(from, to)
}

// told reports whether a decision of the body in the same sentence was read already.
func (r *decisionReader) told(body *analysis.Actor) bool {
	for i := range r.out {
		if r.out[i].Decision.Body.Name == body.FullName() || r.out[i].Decision.Body.Span == r.d.Span(body.From, body.To) {
			return true
		}
	}
	return false
}

type decisionReader struct {
	d     *analysis.Doc
	focus *focus
	out   []bilan.Claim
}

func (r *decisionReader) clause(cl *analysis.Clause) {
	v := &r.d.Chunks[cl.Verb]
	if v.Negated || v.Tense == lang.Inf || v.Tense == lang.Ger || v.Tense == lang.APart {
		return
	}
	body := r.decider(cl, v)
	if body == nil {
		return
	}
	from, to := min(body.From, v.From), r.actionEnd(cl)
	act := r.action(cl, v, body)
	if act[0] >= act[1] {
		return
	}
	c := bilan.Claim{
		Kind: bilan.KindDecision, Span: r.d.Span(from, max(to, body.To)), Assertion: r.d.AssertionAt(v.Head),
		Attribution: r.d.ChainAt(v.Head), Time: r.focus.timeNear(v.From, v.To), Place: r.focus.placeNear(v.From, v.To),
		Decision: &bilan.Decision{Body: named(r.d, body), Action: r.d.Span(act[0], act[1])},
	}
	if c.Assertion == bilan.Asserted && v.Tense == lang.Fut {
		c.Assertion = bilan.Planned
	}
	c.Attribution = withoutSelf(c.Attribution, body)
	if c.Time != nil && len(c.Time.Value) >= 10 {
		c.Decision.Date = c.Time.Value[:10]
	}
	r.out = append(r.out, c)
}

// decider gives the body that decides: the subject, or the agent of a passive.
func (r *decisionReader) decider(cl *analysis.Clause, v *analysis.Chunk) *analysis.Actor {
	if !v.Passive && cl.Subject >= 0 {
		return r.official(cl.Subject)
	}
	for _, n := range cl.Adjuncts {
		if ch := &r.d.Chunks[n]; v.Passive && (r.d.Has(ch.Prep, lang.By) || r.d.Has(ch.Head, lang.Ins)) {
			if a := r.official(n); a != nil {
				return a
			}
		}
	}
	return nil
}

// official gives the actor of phrase k when it can decide formally: no medium, witness or plain person.
func (r *decisionReader) official(k int) *analysis.Actor {
	ch := &r.d.Chunks[k]
	for i := ch.From; i < ch.To; i++ {
		a := r.d.ActorAt(i)
		if a == nil {
			continue
		}
		switch a.Kind {
		case bilan.ActorGovernment, bilan.ActorMilitary, bilan.ActorOrganisation, bilan.ActorPolice:
			return a
		case bilan.ActorPerson:
			if a.Role != "" || r.d.Has(a.Head, lang.KGov) {
				return a
			}
		}
	}
	return nil
}

// action gives the words of what is decided: the object of the verb to the end of the clause, or the subject of a passive.
func (r *decisionReader) action(cl *analysis.Clause, v *analysis.Chunk, body *analysis.Actor) [2]int {
	if v.Passive && cl.Subject >= 0 {
		return [2]int{r.d.Chunks[cl.Subject].From, phraseEnd(r.d, cl.Subject)}
	}
	from := v.To
	if body.From >= v.To {
		from = body.To
	}
	return [2]int{from, r.actionEnd(cl)}
}

func (r *decisionReader) actionEnd(cl *analysis.Clause) int {
	to := cl.To
	first := sort.Search(len(r.d.Clauses), func(k int) bool { return r.d.Clauses[k].Sent >= cl.Sent })
	for k := first; k < len(r.d.Clauses) && to < len(r.d.Tokens); k++ {
		n := &r.d.Clauses[k]
		if n.Sent > r.d.Tokens[to].Sent {
			break
		}
		if n.From == to && (n.Kind == analysis.That || r.d.Chunks[max(n.Verb, 0)].Tense == lang.Inf) {
			to = n.To
		}
	}
	for to > cl.From && r.d.Tokens[to-1].Is(analysis.Punct) && r.d.QuoteAt(to-1) == nil {
		to--
	}
	return to
}

// named gives an actor as a noun of a claim.
func named(d *analysis.Doc, a *analysis.Actor) bilan.Named {
	h := analysis.Hop(d, a)
	n := bilan.Named{Name: h.Name, Kind: h.Kind, Country: h.Country, Span: h.Span}
	if h.Resolved != "" {
		n.Name = h.Resolved
	}
	return n
}

// withoutSelf drops from a chain a last hop that is the body itself: who decides is not the source of its decision.
func withoutSelf(chain []bilan.Hop, body *analysis.Actor) []bilan.Hop {
	out := []bilan.Hop{}
	for _, h := range chain {
		if name := h.Resolved; name != "" && name == body.FullName() || h.Name == body.Name {
			continue
		}
		out = append(out, h)
	}
	return out
}
