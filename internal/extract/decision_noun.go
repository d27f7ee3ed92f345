package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// actAt reports whether a phrase names an act of a body behind a preposition or in the instrumental: "par arrêté",
// «указом».
func (r *decisionReader) actAt(ch *analysis.Chunk) bool {
	return r.d.Has(ch.Head, lang.Act) && (ch.Prep >= 0 || r.means(ch)) || r.actOpens(ch)
}

// actOpens reports whether a phrase begins with an act in the instrumental: «Постановлением правительства» as one name.
func (r *decisionReader) actOpens(ch *analysis.Chunk) bool {
	t := &r.d.Tokens[ch.From]
	return ch.Prep < 0 && ch.From < ch.Head && r.d.Pack.Genitive && t.Has(lang.Act) && t.Has(lang.Ins)
}

// means reports whether a phrase tells by what something is done: "par arrêté", «указом президента».
func (r *decisionReader) means(ch *analysis.Chunk) bool {
	return r.d.Has(ch.Prep, lang.By) || r.d.Has(ch.Prep, lang.Basis) || ch.Prep < 0 && r.d.Pack.Genitive && r.d.Has(ch.Head, lang.Ins) || r.actOpens(ch)
}

// noun reads "conformément à la décision du Conseil, adoptée le 6 janvier", an act told as what something else rests on,
// when it is dated, and "par arrêté du gouverneur, les écoles resteront fermées".
func (r *decisionReader) noun(k int) {
	d := r.d
	ch := &d.Chunks[k]
	body := r.actor(k)
	if body == nil || r.told(body) {
		return
	}
	end := phraseEnd(d, k)
	s := d.SentenceOf(ch.From)
	for i := end; i < min(end+12, s.To) && ch.Prep >= 0 && !r.d.Has(ch.Prep, lang.By); i++ {
		if t := d.TimeAt(i); t != nil && !t.Vague && len(t.When.Value) >= 10 {
			r.put(ch, body, ch.From, t.To, r.consequence(s, ch.From, t.To), &t.When)
			return
		}
	}
	if r.means(ch) {
		r.byAct(ch, k, body)
	}
}

// actor gives the body whose act phrase k names: in its complement, or behind its head.
func (r *decisionReader) actor(k int) *analysis.Actor {
	if k+1 < len(r.d.Chunks) && r.d.Chunks[k+1].Of == k {
		return r.official(k + 1)
	}
	a := r.official(k)
	ch := &r.d.Chunks[k]
	switch {
	case a == nil:
		return nil
	case r.actOpens(ch) && a.From <= ch.From:
		b := *a
		b.From, b.NameFrom = ch.From+1, ch.From+1
		b.Name, b.Resolved = r.d.String(b.From, b.To), ""
		return &b
	case a.Head != ch.Head && a.From > ch.Head:
		return a
	}
	return nil
}

// byBody reads what holds "by order of" the body that phrase k names.
func (r *decisionReader) byBody(k int) {
	if body := r.official(k); body != nil && !r.told(body) {
		ch := r.d.Chunks[k]
		ch.Prep = ch.From - 1
		r.byAct(&ch, k, body)
	}
}

// byAct reads what holds by an act: the clause that the act's phrase stands in or opens.
func (r *decisionReader) byAct(ch *analysis.Chunk, k int, body *analysis.Actor) {
	d := r.d
	from, end := ch.From, phraseEnd(d, k)
	if ch.Prep >= 0 {
		from = ch.Prep
	}
	cl := d.ClauseAt(from)
	if cl == nil || cl.Verb < 0 {
		return
	}
	v := &d.Chunks[cl.Verb]
	if v.Negated || v.Tags.Any(reportTags) && !v.Passive || cl.Subject < 0 || cl.Insert {
		return
	}
	lo, hi := min(from, d.Chunks[cl.Subject].From, v.From), max(trimSigns(d, from, cl.To), end)
	act := d.Span(d.Chunks[cl.Subject].From, max(v.To, phraseEnd(d, cl.Subject)))
	if from <= lo && end < hi {
		act = r.consequence(d.SentenceOf(from), from, end)
		hi = trimSigns(d, lo, d.SentenceOf(from).To)
	}
	r.put(ch, body, lo, hi, act, r.focus.timeNear(v.From, v.To))
}

// put adds the decision of a body told by its act.
func (r *decisionReader) put(ch *analysis.Chunk, body *analysis.Actor, from, to int, act bilan.Span, when *bilan.When) {
	d := r.d
	c := bilan.Claim{Kind: bilan.KindDecision, Span: d.Span(from, to), Assertion: d.AssertionAt(ch.Head), Attribution: withoutSelf(d.ChainAt(ch.Head), body),
		Time: when, Place: r.focus.placeNear(ch.From, ch.To), Decision: &bilan.Decision{Body: named(d, body), Action: act}}
	r.terms(&c, d.SentenceOf(ch.From), from, to)
	r.out = append(r.out, c)
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
