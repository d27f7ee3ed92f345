package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// eventTypes are the PLOVER event types a word can tell.
var eventTypes = []struct {
	tag  lang.Tag
	name string
}{
	{lang.EvAgree, "AGREE"}, {lang.EvConsult, "CONSULT"}, {lang.EvSupport, "SUPPORT"}, {lang.EvConcede, "CONCEDE"},
	{lang.EvCooperate, "COOPERATE"}, {lang.EvAid, "AID"}, {lang.EvRetreat, "RETREAT"}, {lang.EvRequest, "REQUEST"},
	{lang.EvAccuse, "ACCUSE"}, {lang.EvReject, "REJECT"}, {lang.EvThreaten, "THREATEN"}, {lang.EvProtest, "PROTEST"},
	{lang.EvSanction, "SANCTION"}, {lang.EvMobilize, "MOBILIZE"}, {lang.EvCoerce, "COERCE"}, {lang.EvAssault, "ASSAULT"},
}

var eventTags = func() (s lang.Set) {
	for _, e := range eventTypes {
		s.Add(e.tag)
	}
	return s
}()

func eventType(t lang.Set) string {
	for _, e := range eventTypes {
		if t.Has(e.tag) {
			return e.name
		}
	}
	return ""
}

// events reads what happened between actors by its PLOVER type, and what it is said to come from. A clause tells an
// event when its verb does and somebody does it, or when its verb gives the cause of a happening.
func events(d *analysis.Doc) []bilan.Claim {
	r := eventReader{d: d, focus: newFocus(d)}
	for k := range d.Clauses {
		cl := &d.Clauses[k]
		if cl.Verb < 0 || d.Sentences[cl.Sent].Skip || cl.Insert {
			continue
		}
		if v := &d.Chunks[cl.Verb]; !v.Negated && v.Tense != lang.Inf {
			r.clause(k, cl, v)
		}
	}
	return r.out
}

type eventReader struct {
	d     *analysis.Doc
	focus *focus
	out   []bilan.Claim
}

func (r *eventReader) clause(k int, cl *analysis.Clause, v *analysis.Chunk) {
	switch {
	case v.Tags.Has(lang.CauseBy):
		r.caused(cl, v)
	case v.Tags.Has(lang.Widen):
		r.widened(k, cl, v)
	case v.Tags.Any(eventTags):
		actor, target := r.roles(cl, v)
		if actor != nil {
			r.add(cl, v.Tags, actor, target, r.causeIn(cl))
		}
	}
}

func (r *eventReader) roles(cl *analysis.Clause, v *analysis.Chunk) (actor, target *bilan.Named) {
	if cl.Subject >= 0 {
		actor = r.party(cl.Subject)
	}
	if len(cl.Objects) > 0 {
		target = r.party(cl.Objects[0])
	}
	if !v.Passive {
		return actor, target
	}
	target, actor = actor, nil
	for _, n := range cl.Adjuncts {
		if r.d.Has(r.d.Chunks[n].Prep, lang.By) {
			actor = r.party(n)
		}
	}
	return actor, target
}

// party gives the actor or group of people that a phrase names, nil for anything else.
func (r *eventReader) party(k int) *bilan.Named {
	ch := &r.d.Chunks[k]
	for i := ch.From; i < ch.To; i++ {
		if a := r.d.ActorAt(i); a != nil {
			n := named(r.d, a)
			return &n
		}
	}
	head := r.d.Tokens[ch.Head].Tags
	if !head.Has(lang.Person) && !head.Has(lang.Force) && !head.Has(lang.BodyHead) {
		return nil
	}
	end := phraseEnd(r.d, k)
	return &bilan.Named{Name: r.d.String(ch.From, end), Span: r.d.Span(ch.From, end)}
}

// causeIn gives the phrase behind "because of", "suite à", «из-за» in a clause.
func (r *eventReader) causeIn(cl *analysis.Clause) *bilan.Span {
	for _, n := range cl.Adjuncts {
		if ch := &r.d.Chunks[n]; r.d.Has(ch.Prep, lang.CauseBy) {
			s := r.d.Span(ch.From, phraseEnd(r.d, n))
			return &s
		}
	}
	return nil
}

func (r *eventReader) add(cl *analysis.Clause, tags lang.Set, actor, target *bilan.Named, cause *bilan.Span) {
	d := r.d
	to := cl.To
	for to > cl.From && d.Tokens[to-1].Is(analysis.Punct) {
		to--
	}
	v := d.Chunks[cl.Verb].Head
	r.out = append(r.out, bilan.Claim{Kind: bilan.KindEvent, Span: d.Span(cl.From, to), Assertion: d.AssertionAt(v), Attribution: d.ChainAt(v),
		Time: r.focus.timeNear(cl.From, to), Place: r.focus.placeNear(cl.From, to),
		Event: &bilan.Event{Type: eventType(tags), Actor: actor, Target: target, Cause: cause}})
}
