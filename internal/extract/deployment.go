package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// deployments reads forces that are sent, arrive, serve or leave.
func deployments(d *analysis.Doc) []bilan.Claim {
	r := deploymentReader{d: d, focus: newFocus(d)}
	for k := range d.Clauses {
		cl := &d.Clauses[k]
		if cl.Verb >= 0 && !d.Sentences[cl.Sent].Skip {
			r.clause(cl)
		}
	}
	for k := range d.Chunks {
		if d.Chunks[k].Kind == analysis.NounPhrase && !d.SentenceOf(d.Chunks[k].From).Skip {
			r.noun(k)
		}
	}
	return r.out
}

type deploymentReader struct {
	d     *analysis.Doc
	focus *focus
	out   []bilan.Claim
	seen  map[int]bool // forces by chunk
}

// moveTags are what happens to a force.
var moveTags = lang.SetOf(lang.Send, lang.Arrive, lang.Serve, lang.Leave)

func (r *deploymentReader) clause(cl *analysis.Clause) {
	v := &r.d.Chunks[cl.Verb]
	if !v.Tags.Any(moveTags) || v.Negated {
		return
	}
	force := r.mover(cl, v)
	if force < 0 {
		return
	}
	status, assertion := status(v)
	r.add(force, v.From, v.To, cl, status, assertion)
}

// mover gives the force that a clause moves: the object of sending, the subject of arriving, serving, leaving.
func (r *deploymentReader) mover(cl *analysis.Clause, v *analysis.Chunk) int {
	subject := cl.Subject
	if v.Tags.Has(lang.Send) && !v.Passive {
		for _, n := range cl.Objects {
			if r.force(n) {
				return n
			}
		}
		if len(cl.Objects) > 0 {
			return -1
		}
	}
	if subject >= 0 && r.force(subject) {
		return subject
	}
	for _, n := range cl.Objects {
		if r.force(n) && !v.Tags.Has(lang.Leave) {
			return n
		}
	}
	return -1
}

// force reports whether a phrase names people who can be sent: a force, a unit, or a number of uniformed people.
func (r *deploymentReader) force(k int) bool {
	t := victimTags(r.d, k)
	head := r.d.Tokens[r.d.Chunks[k].Head].Tags
	return head.Has(lang.Force) || head.Has(lang.Unit) || t.Has(lang.PeaceKp) || t.Has(lang.CMilitary) || t.Has(lang.CPeace) ||
		t.Has(lang.CSecurity) && r.d.Chunks[k].Number >= 0
}

// status gives the state of a force from the verb that moves it and its tense.
func status(v *analysis.Chunk) (string, bilan.Assertion) {
	future := v.Tense == lang.Fut || v.Tense == lang.Inf || v.Tense == lang.Cond
	t := v.Tags
	switch {
	case t.Has(lang.Leave) && (v.Tense == lang.Past || v.Tense == lang.PPart):
		return "withdrawn", bilan.Asserted
	case t.Has(lang.Leave) && future:
		return "withdrawing", bilan.Planned
	case t.Has(lang.Leave):
		return "withdrawing", bilan.Asserted
	case future:
		return "announced", bilan.Planned
	case t.Has(lang.Serve):
		return "active", bilan.Asserted
	}
	return "deployed", bilan.Asserted
}

// noun reads "l'envoi d'une force", "the withdrawal of troops".
func (r *deploymentReader) noun(k int) {
	ch := &r.d.Chunks[k]
	if !r.d.Tokens[ch.Head].Tags.Any(moveTags) || !r.d.Has(ch.Head, lang.N) || k+1 >= len(r.d.Chunks) {
		return
	}
	if n := &r.d.Chunks[k+1]; n.Of != k || !r.force(k+1) || r.seen[k+1] {
		return
	}
	state := "announced"
	if r.d.Has(ch.Head, lang.Leave) {
		state = "withdrawing"
	}
	r.add(k+1, ch.From, ch.To, r.d.ClauseAt(ch.From), state, bilan.Planned)
}

func (r *deploymentReader) add(force, from, to int, cl *analysis.Clause, status string, assertion bilan.Assertion) {
	if r.seen == nil {
		r.seen = map[int]bool{}
	}
	r.seen[force] = true
	d := r.d
	ch := &d.Chunks[force]
	end := phraseEnd(d, force)
	dep := &bilan.Deployment{Status: status, Contributors: []bilan.Contributor{}, Tasks: []bilan.Span{}}
	dep.Force = bilan.Named{Name: d.String(ch.From, end), Kind: bilan.ActorMilitary, Span: d.Span(ch.From, end)}
	dep.Strength = r.strength(force)
	lo, hi := min(from, ch.From), max(to, end)
	if cl != nil {
		lo, hi = min(lo, cl.From), max(hi, cl.To)
		dep.Contributors = r.contributors(cl, force, end)
	}
	place := r.focus.placeNear(from, to)
	if place != nil {
		dep.Host = place.Country
	}
	at := d.AssertionAt(ch.Head)
	if at == bilan.Asserted {
		at = assertion
	}
	for hi > lo && d.Tokens[hi-1].Is(analysis.Punct) {
		hi--
	}
	r.out = append(r.out, bilan.Claim{Kind: bilan.KindDeployment, Span: d.Span(lo, hi), Assertion: at, Attribution: d.ChainAt(ch.Head),
		Time: r.focus.timeNear(from, to), Place: place, Deployment: dep})
}

func (r *deploymentReader) strength(k int) *bilan.Count {
	ch := &r.d.Chunks[k]
	if ch.Number < 0 || r.d.Numbers[ch.Number].Kind == analysis.ArticleOne || !countable(r.d, k) {
		return nil
	}
	n := &r.d.Numbers[ch.Number]
	return &bilan.Count{Low: n.Low, High: n.High, Qualifier: n.Qualifier, Span: r.d.Span(n.From, n.To)}
}

// contributors gives the states whose troops a force is: demonyms in its phrase, a country that sends it.
func (r *deploymentReader) contributors(cl *analysis.Clause, force, end int) []bilan.Contributor {
	out := []bilan.Contributor{}
	add := func(country string, from, to int) {
		for _, c := range out {
			if c.Country == country {
				return
			}
		}
		if country != "" {
			out = append(out, bilan.Contributor{Country: country, Span: r.d.Span(from, to)})
		}
	}
	for _, m := range r.d.Demonyms {
		if m.Tok >= r.d.Chunks[force].From && m.Tok < end {
			add(m.Country, m.Tok, m.Tok+1)
		}
	}
	if cl.Subject >= 0 && cl.Subject != force {
		ch := &r.d.Chunks[cl.Subject]
		for i := ch.From; i < ch.To; i++ {
			if p := r.d.PlaceAt(i); p != nil && p.Place.Precision == "country" {
				add(p.Place.Country, p.From, p.To)
			}
		}
	}
	return out
}
