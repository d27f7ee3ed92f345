package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// decisions reads formal acts: a body or office holder that adopts, orders, lifts … something, and what holds by an act
// of one ("par arrêté du gouverneur, les écoles resteront fermées").
func decisions(d *analysis.Doc) []bilan.Claim {
	r := decisionReader{d: d, focus: newFocus(d)}
	for k := range d.Clauses {
		cl := &d.Clauses[k]
		if cl.Verb >= 0 && !d.Sentences[cl.Sent].Skip && !cl.Insert && r.decides(cl) {
			r.clause(k, cl)
		}
	}
	for k := range d.Chunks {
		if ch := &d.Chunks[k]; ch.Kind == analysis.NounPhrase && !d.SentenceOf(ch.From).Skip {
			if r.actAt(ch) {
				r.noun(k)
			} else if r.d.Has(ch.From-1, lang.Basis) && r.d.Has(ch.From-1, lang.Act) {
				r.byBody(k)
			}
		}
	}
	return r.out
}

type decisionReader struct {
	d     *analysis.Doc
	focus *focus
	out   []bilan.Claim
}

// decides reports whether a clause has a verb of deciding, or one of changing with an act as object: "raised its key rate".
func (r *decisionReader) decides(cl *analysis.Clause) bool {
	t := r.d.Chunks[cl.Verb].Tags
	return t.Has(lang.Decide) || t.Has(lang.Change) && r.actIn(cl) >= 0
}

// clause reads a verb of deciding with the body that decides and what it decides.
func (r *decisionReader) clause(k int, cl *analysis.Clause) {
	v := &r.d.Chunks[cl.Verb]
	if v.Negated || v.Tense == lang.Inf || v.Tense == lang.Ger || v.Tense == lang.APart || r.supposed(v) || r.asked(cl) {
		return
	}
	body := r.decider(cl, v)
	if body == nil || v.Tags.Has(lang.Detain) && body.Kind != bilan.ActorGovernment || !r.formal(k, cl, v) {
		return
	}
	act := r.action(cl, v, body)
	if act[0] >= act[1] {
		return
	}
	from, to := min(body.From, v.From), max(r.actionEnd(cl), body.To)
	if v.Passive && cl.Subject >= 0 {
		from = min(from, r.d.Chunks[cl.Subject].From)
	}
	c := bilan.Claim{
		Kind: bilan.KindDecision, Span: r.d.Span(from, to), Assertion: r.d.AssertionAt(v.Head),
		Attribution: withoutSelf(r.d.ChainAt(v.Head), body), Time: r.focus.timeNear(v.From, v.To), Place: r.focus.placeNear(v.From, v.To),
		Decision: &bilan.Decision{Body: named(r.d, body), Action: r.d.Span(act[0], act[1])},
	}
	if c.Assertion == bilan.Asserted && v.Tense == lang.Fut {
		c.Assertion = bilan.Planned
	}
	r.terms(&c, r.d.SentenceOf(v.From), from, to)
	r.out = append(r.out, c)
}

// supposed reports whether a verb group tells what could or should be decided. A conditional in the perfect is hearsay.
func (r *decisionReader) supposed(v *analysis.Chunk) bool {
	for i := v.From; i < v.To; i++ {
		if t := &r.d.Tokens[i]; t.Has(lang.Modal) && !t.Has(lang.Fut) {
			return true
		}
	}
	return v.Tense == lang.Cond && !r.d.Pack.HeadFirst
}

// asked reports whether a clause stands in a question.
func (r *decisionReader) asked(cl *analysis.Clause) bool {
	return r.d.Is(r.d.Sentences[cl.Sent].To-1, "?")
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
