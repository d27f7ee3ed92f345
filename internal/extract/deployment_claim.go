package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// add makes the claims of a movement: one for all its forces, or one each when each has its own number. It reports
// whether it made any.
func (r *deploymentReader) add(m *movement, tasks []bilan.Span) bool {
	var fresh []int
	for _, f := range m.forces {
		if !r.seen[f] {
			fresh = append(fresh, f)
		}
	}
	if len(fresh) == 0 {
		return false
	}
	counted := 0
	for _, f := range fresh {
		r.seen[f] = true
		if r.strength(f) != nil {
			counted++
		}
	}
	if len(fresh) > 1 && counted > 0 {
		for i, f := range fresh {
			one := *m
			one.forces = []int{f}
			one.bare = i < len(fresh)-1 && r.d.Chunks[f].From < m.from || i > 0 && r.d.Chunks[f].From >= m.to
			r.claim(&one, tasks)
		}
		return true
	}
	one := *m
	one.forces = fresh
	r.claim(&one, tasks)
	return true
}

// claim makes one claim of a movement.
func (r *deploymentReader) claim(m *movement, tasks []bilan.Span) {
	d := r.d
	first, last := m.forces[0], m.forces[len(m.forces)-1]
	ch := &d.Chunks[first]
	end := r.forceEnd(last)
	dep := &bilan.Deployment{Status: m.state.status, Tasks: append([]bilan.Span{}, tasks...)}
	dep.Force = r.name(first, end)
	dep.Strength = r.strength(first)
	lo, hi := r.evidence(m, end)
	dep.Contributors = r.contributors(m, end, hi)
	place := r.host(m, lo, hi, end, dep)
	dep.Duration = r.duration(lo, max(hi, r.sentenceEnd(hi)))
	r.decidedBy(dep, lo)
	if len(dep.Contributors) == 1 {
		dep.Contributors[0].Strength = dep.Strength
		dep.Contributors[0].Units = r.units(first)
	}
	mood := d.AssertionAt(ch.Head)
	if m.verb != nil && mood == bilan.Asserted {
		mood = d.AssertionAt(m.verb.Head)
	}
	if mood == bilan.Asserted || mood == bilan.Planned && m.state.mood == bilan.Planned {
		mood = m.state.mood
	}
	r.last, r.lastSent = dep, d.Tokens[lo].Sent
	r.paras, r.heads = append(r.paras, d.SentenceOf(lo).Para), append(r.heads, d.Tokens[ch.Head].Fold)
	r.out = append(r.out, bilan.Claim{Kind: bilan.KindDeployment, Span: d.Span(lo, trimSigns(d, lo, hi)), Assertion: mood,
		Attribution: d.ChainAt(ch.Head), Time: r.focus.timeNear(m.from, max(m.to, m.from+1)), Place: place, Deployment: dep})
}

func (r *deploymentReader) sentenceEnd(i int) int { return r.d.SentenceOf(max(i-1, 0)).To }

// name gives the force by its words; a pronoun and a bare number stand for the force told before.
func (r *deploymentReader) name(k, end int) bilan.Named {
	d := r.d
	n := bilan.Named{Name: d.String(d.Chunks[k].From, end), Kind: bilan.ActorMilitary, Span: d.Span(d.Chunks[k].From, end)}
	if r.last != nil && (r.isPronoun(k) || r.d.Tokens[r.d.Chunks[k].Head].Is(analysis.Digit)) {
		n.Name = r.last.Force.Name
	}
	return n
}

// evidence gives the tokens that tell a movement: its force, its verb, and the clause around them.
func (r *deploymentReader) evidence(m *movement, end int) (lo, hi int) {
	d := r.d
	from := d.Chunks[m.forces[0]].From
	if m.bare {
		return from, end
	}
	lo, hi = min(m.from, from), max(m.to, end)
	if m.clause == nil {
		return lo, hi
	}
	lo, hi = min(lo, r.start(m)), max(hi, trimSigns(d, m.clause.From, m.clause.To))
	if len(m.forces) == 1 && from > m.clause.From && inRow(d, from-1, from) && from < m.from {
		lo = from
	}
	for hi-1 > end && hi-1 > m.to && (d.Has(hi-1, lang.Purpose) || d.Has(hi-1, lang.ToInf) || d.Has(hi-1, lang.Conj)) {
		hi--
	}
	if p := r.firstPair(end, hi); p > max(m.to, end) {
		hi = trimSigns(d, lo, p)
	}
	return lo, hi
}

// start gives the first token of a movement's clause that belongs to it: behind signs and the words that open it.
func (r *deploymentReader) start(m *movement) int {
	from := m.clause.From
	if m.clause.Opener >= from && m.clause.Kind != analysis.Relative {
		from = m.clause.Opener + 1
	}
	for from < m.from && (r.d.Tokens[from].Is(analysis.Punct) && r.d.QuoteAt(from) == nil || r.d.Has(from, lang.Conj)) {
		from++
	}
	return from
}

// decidedBy names the body whose decision, told in the same sentence, the deployment rests on.
func (r *deploymentReader) decidedBy(dep *bilan.Deployment, tok int) {
	s := r.d.SentenceOf(tok)
	for i := range r.decided {
		if at := r.decided[i].Span.Start; at >= r.d.Tokens[s.From].Start && at < r.d.Tokens[s.To-1].End {
			dep.DecidedBy = r.decided[i].Decision.Body.Name
			return
		}
	}
}

// trimSigns gives the end of tokens [from,to) without the signs at their end.
func trimSigns(d *analysis.Doc, from, to int) int {
	for to > from && d.Tokens[to-1].Is(analysis.Punct) && d.QuoteAt(to-1) == nil && !d.Is(to-1, "%") && !d.Is(to-1, ")") {
		to--
	}
	return to
}

// forceEnd gives the token behind a force's phrase, its complements and an apposed number of its people.
func (r *deploymentReader) forceEnd(k int) int {
	if n := r.apposed(k); n >= 0 {
		return phraseEnd(r.d, n)
	}
	return phraseEnd(r.d, k)
}
