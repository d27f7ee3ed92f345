package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// deployments reads forces that are sent, arrive, serve or leave: by a verb that moves them, by a noun of moving them
// ("l'envoi d'une force"), by what a state contributes, by a count of a force ("the contingent numbers 2,030").
func deployments(d *analysis.Doc) []bilan.Claim {
	r := deploymentReader{d: d, focus: newFocus(d), seen: map[int]bool{}}
	for k := range d.Clauses {
		cl := &d.Clauses[k]
		if cl.Verb >= 0 && !d.Sentences[cl.Sent].Skip && !cl.Insert {
			r.clause(k, cl)
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

// A movement is one deployment in the making.
type movement struct {
	force    int // chunk
	from, to int // evidence tokens
	clause   *analysis.Clause
	status   string
	mood     bilan.Assertion
	sender   int // chunk of the state or body that sends, -1
}

func (r *deploymentReader) clause(k int, cl *analysis.Clause) {
	v := &r.d.Chunks[cl.Verb]
	if v.Negated || r.staged(cl) {
		return
	}
	switch {
	case v.Tags.Any(moveTags):
		r.moves(k, cl, v)
	case v.Tags.Has(lang.Contrib):
		r.contributes(k, cl, v)
	case v.Tags.Has(lang.Begin) && r.hasTask(k):
		r.serves(k, cl, v)
	}
}

// staged reports whether the sentence tells of an exercise, a visit, a game.
func (r *deploymentReader) staged(cl *analysis.Clause) bool {
	s := &r.d.Sentences[cl.Sent]
	for i := s.From; i < s.To; i++ {
		if r.d.Has(i, lang.Drill) {
			return true
		}
	}
	return false
}

func (r *deploymentReader) moves(k int, cl *analysis.Clause, v *analysis.Chunk) {
	force := r.mover(cl, v)
	if force < 0 {
		return
	}
	st, mood := status(v)
	m := movement{force: force, from: v.From, to: v.To, clause: cl, status: st, mood: mood, sender: -1}
	if cl.Subject >= 0 && cl.Subject != force && !v.Passive {
		m.sender = cl.Subject
	}
	r.add(&m, r.tasks(k))
	r.list(force, &m)
}

// mover gives the force that a clause moves: the object of sending, the subject of arriving, serving, leaving.
func (r *deploymentReader) mover(cl *analysis.Clause, v *analysis.Chunk) int {
	if v.Tags.Has(lang.Send) && !v.Passive {
		for _, n := range cl.Objects {
			if r.isForce(n) || r.crew(n, cl) || r.soldiers(n) {
				return n
			}
		}
		if len(cl.Objects) > 0 {
			return -1
		}
	}
	if cl.Subject >= 0 && (r.isForce(cl.Subject) || !v.Tags.Has(lang.Send) && r.crew(cl.Subject, cl) ||
		v.Tags.Has(lang.Send) && v.Passive && r.soldiers(cl.Subject)) {
		return cl.Subject
	}
	for _, n := range cl.Objects {
		if r.isForce(n) && (!v.Tags.Has(lang.Leave) || v.Tags.Has(lang.Withdraw) || v.Tags.Has(lang.EvRetreat)) {
			return n
		}
	}
	return -1
}

// isForce reports whether a phrase names people who can be sent: a force, a unit, or a number of uniformed people.
func (r *deploymentReader) isForce(k int) bool {
	ch := &r.d.Chunks[k]
	head := r.d.Tokens[ch.Head].Tags
	if head.Has(lang.UOtherUnit) && !head.Has(lang.Force) && !head.Has(lang.Unit) || head.Has(lang.KMedia) {
		return false
	}
	t := victimTags(r.d, k)
	return (head.Has(lang.Force) || head.Has(lang.Unit)) && !single(r.d, k) || t.Has(lang.PeaceKp) || t.Has(lang.CPeace) ||
		(t.Has(lang.CMilitary) || t.Has(lang.CSecurity)) && ch.Number >= 0 && countable(r.d, k)
}

// soldiers reports whether a phrase names several people of an army, uncounted: "Russian servicemen".
func (r *deploymentReader) soldiers(k int) bool {
	return r.d.Has(r.d.Chunks[k].Head, lang.CMilitary) && !single(r.d, k)
}

// crew reports whether a phrase counts people whom somebody official sends somewhere: "48 spécialistes", "18 хирургов".
func (r *deploymentReader) crew(k int, cl *analysis.Clause) bool {
	ch := &r.d.Chunks[k]
	if ch.Number < 0 || r.d.Numbers[ch.Number].Kind == analysis.ArticleOne || !countable(r.d, k) {
		return false
	}
	head := &r.d.Tokens[ch.Head]
	if head.Has(lang.CMilitary) {
		return true
	}
	return head.Has(lang.CMedic) || head.Has(lang.CAid) || head.Has(lang.RoleNoun) && !head.Has(lang.KWitness) || head.Has(lang.Force)
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

// serves reads "ont commencé à accomplir leurs tâches".
func (r *deploymentReader) serves(k int, cl *analysis.Clause, v *analysis.Chunk) {
	if cl.Subject >= 0 && r.isForce(cl.Subject) {
		r.add(&movement{force: cl.Subject, from: v.From, to: r.d.Clauses[k+1].To, clause: cl, status: "active", mood: bilan.Asserted, sender: -1}, nil)
	}
}

// hasTask reports whether the infinitive behind clause k is about tasks.
func (r *deploymentReader) hasTask(k int) bool {
	if k+1 >= len(r.d.Clauses) || r.d.Clauses[k+1].Sent != r.d.Clauses[k].Sent {
		return false
	}
	for _, n := range r.d.Clauses[k+1].Objects {
		if r.d.Has(r.d.Chunks[n].Head, lang.Task) {
			return true
		}
	}
	return false
}

// contributes reads "la force comprend des unités de Russie …", "la Russie fournira 2 500 hommes".
func (r *deploymentReader) contributes(k int, cl *analysis.Clause, v *analysis.Chunk) {
	if cl.Subject < 0 {
		return
	}
	st, mood := "active", bilan.Asserted
	if v.Tense == lang.Fut || v.Tense == lang.Cond {
		st, mood = "announced", bilan.Planned
	}
	if r.isForce(cl.Subject) {
		to := r.d.Sentences[cl.Sent].To
		m := movement{force: cl.Subject, from: v.From, to: trimSigns(r.d, v.To, to), clause: cl, status: st, mood: mood, sender: -1}
		if len(r.countries(v.To, to)) > 0 || r.headcount(cl) >= 0 {
			r.add(&m, nil)
		}
		return
	}
	for _, n := range cl.Objects {
		if (r.isForce(n) || r.crew(n, cl)) && r.stateOf(cl.Subject) != "" {
			m := movement{force: n, from: v.From, to: v.To, clause: cl, status: st, mood: mood, sender: cl.Subject}
			r.add(&m, r.tasks(k))
			r.list(n, &m)
			return
		}
	}
}

// headcount gives the object of a clause that counts people, -1 when none does.
func (r *deploymentReader) headcount(cl *analysis.Clause) int {
	for _, n := range cl.Objects {
		if ch := &r.d.Chunks[n]; ch.Number >= 0 && r.d.Numbers[ch.Number].Kind != analysis.ArticleOne && countable(r.d, n) {
			return n
		}
	}
	return -1
}

// list reads what goes on behind a contribution: "Armenia sent 70 soldiers, Tajikistan 200", "l'Italie (1 100)".
func (r *deploymentReader) list(force int, m *movement) {
	d := r.d
	s := d.SentenceOf(d.Chunks[force].From)
	for n := force + 1; n+1 < len(d.Chunks) && d.Chunks[n+1].From < s.To; n++ {
		a, b := &d.Chunks[n], &d.Chunks[n+1]
		p := d.PlaceAt(a.Head)
		if p == nil || p.Place.Precision != "country" || b.Number < 0 || b.From-a.To > 2 || b.Prep >= 0 || !countable(d, n+1) {
			continue
		}
		if b.Head < d.Numbers[b.Number].From || d.Chunks[force].From == b.From {
			continue
		}
		next := *m
		next.force, next.from, next.to, next.sender, next.clause = n+1, a.From, b.To, n, nil
		r.add(&next, nil)
	}
}

// noun reads "l'envoi d'une force", "the withdrawal of troops".
func (r *deploymentReader) noun(k int) {
	ch := &r.d.Chunks[k]
	head := &r.d.Tokens[ch.Head]
	if !head.Tags.Any(moveTags) || !head.Has(lang.N) || head.Has(lang.Force) {
		return
	}
	for n := k + 1; n < len(r.d.Chunks) && n <= k+4; n++ {
		c := &r.d.Chunks[n]
		if c.Kind == analysis.VerbGroup || r.d.Tokens[c.From].Sent != r.d.Tokens[ch.From].Sent {
			return
		}
		if r.seen[n] || !r.isForce(n) && !r.crew(n, nil) || c.Of < 0 && !r.d.Has(c.Prep, lang.Of) && !(r.d.Pack.Genitive && n == k+1) {
			continue
		}
		st := "announced"
		if head.Has(lang.Leave) {
			st = "withdrawing"
		}
		r.add(&movement{force: n, from: ch.From, to: c.To, status: st, mood: bilan.Planned, sender: -1}, nil)
		return
	}
}

// tasks gives the purposes told behind clause k: "pour aider à stabiliser la situation".
func (r *deploymentReader) tasks(k int) []bilan.Span {
	d := r.d
	cl := &d.Clauses[k]
	s := &d.Sentences[cl.Sent]
	for i := d.Chunks[cl.Verb].To; i < s.To; i++ {
		if !d.Has(i, lang.Purpose) && !d.Has(i, lang.ToInf) {
			continue
		}
		ch := d.ChunkAt(i + 1)
		if ch == nil || ch.Kind != analysis.VerbGroup || !d.Has(ch.Head, lang.Inf) {
			continue
		}
		end := i + 1
		for end < s.To && !d.Is(end, ",") && !d.Is(end, ";") && !d.Is(end, ".") && d.QuoteIndex(end) == d.QuoteIndex(i) {
			end++
		}
		return []bilan.Span{d.Span(i+1, end)}
	}
	return nil
}

func (r *deploymentReader) add(m *movement, tasks []bilan.Span) {
	d := r.d
	if r.seen[m.force] {
		return
	}
	r.seen[m.force] = true
	ch := &d.Chunks[m.force]
	end := phraseEnd(d, m.force)
	dep := &bilan.Deployment{Status: m.status, Contributors: []bilan.Contributor{}, Tasks: append([]bilan.Span{}, tasks...)}
	dep.Force = bilan.Named{Name: d.String(ch.From, end), Kind: bilan.ActorMilitary, Span: d.Span(ch.From, end)}
	dep.Strength = r.strength(m.force)
	lo, hi := min(m.from, ch.From), max(m.to, end)
	if m.clause != nil {
		lo, hi = min(lo, r.start(m)), max(hi, trimSigns(d, m.clause.From, m.clause.To))
		if dep.Strength == nil {
			if n := r.headcount(m.clause); n >= 0 && d.Chunks[m.clause.Verb].Tags.Has(lang.Contrib) {
				dep.Strength = r.strength(n)
			}
		}
	}
	dep.Contributors = r.contributors(m, end)
	dep.Duration = r.duration(lo, hi)
	place := r.focus.placeSentTo(lo, hi, dep.Contributors)
	if place != nil {
		dep.Host = place.Country
	}
	if len(dep.Contributors) == 1 && dep.Strength != nil {
		dep.Contributors[0].Strength = dep.Strength
	}
	mood := d.AssertionAt(ch.Head)
	if mood == bilan.Asserted {
		mood = m.mood
	}
	r.out = append(r.out, bilan.Claim{Kind: bilan.KindDeployment, Span: d.Span(lo, trimSigns(d, lo, hi)), Assertion: mood,
		Attribution: d.ChainAt(ch.Head), Time: r.focus.timeNear(m.from, m.to), Place: place, Deployment: dep})
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

func (r *deploymentReader) strength(k int) *bilan.Count {
	ch := &r.d.Chunks[k]
	if ch.Number < 0 || r.d.Numbers[ch.Number].Kind == analysis.ArticleOne || !countable(r.d, k) {
		return nil
	}
	n := &r.d.Numbers[ch.Number]
	return &bilan.Count{Low: n.Low, High: n.High, Qualifier: n.Qualifier, Span: r.d.Span(n.From, n.To)}
}

// trimSigns gives the end of tokens [from,to) without the signs at their end.
func trimSigns(d *analysis.Doc, from, to int) int {
	for to > from && d.Tokens[to-1].Is(analysis.Punct) && d.QuoteAt(to-1) == nil {
		to--
	}
	return to
}
