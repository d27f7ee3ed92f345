package extract

import (
	"slices"
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// host finds where a force goes or stands and sets the host country: told in the evidence, else by an adjective ("the
// Haitian capital"), else at the beginning of the sentence or in what the force is sent to do. It gives the place, and
// leaves the host open when none is told.
func (r *deploymentReader) host(m *movement, lo, hi, end int, dep *bilan.Deployment) *bilan.Place {
	d := r.d
	from := d.Chunks[m.forces[0]].From
	if p := r.destination(lo, hi, m, dep.Contributors); p != nil {
		dep.Host = p.Country
		return p
	}
	if c := r.byAdjective(lo, hi, from, end, dep.Contributors); c != "" {
		dep.Host = c
		return nil
	}
	if m.bare {
		return nil
	}
	first, last := r.around(lo, hi)
	if p := r.destination(first, lo, m, dep.Contributors); p != nil && !sender(dep.Contributors, p.Country) {
		dep.Host = p.Country
		return p
	}
	if p := r.destination(hi, last, m, dep.Contributors); p != nil && !sender(dep.Contributors, p.Country) {
		dep.Host = p.Country
		return p
	}
	return nil
}

// around gives where the sentence of evidence [lo,hi) may tell its place too: from its first words on when they are a
// phrase of place, and to the end of an infinitive behind it.
func (r *deploymentReader) around(lo, hi int) (first, last int) {
	d := r.d
	s := d.SentenceOf(lo)
	first, last = lo, hi
	if p := d.PlaceAt(min(s.From+1, s.To-1)); p != nil && d.Has(s.From, lang.Prep) {
		first = s.From
	}
	if k := d.ClauseIndex(hi); k >= 0 && r.infinitive(k, d.Tokens[lo].Sent) {
		last = d.Clauses[k].To
	}
	return first, last
}

func sender(list []bilan.Contributor, country string) bool {
	return slices.ContainsFunc(list, func(c bilan.Contributor) bool { return c.Country == country })
}

// destination gives the finest place in tokens [lo,hi) that is the goal of a movement.
func (r *deploymentReader) destination(lo, hi int, m *movement, senders []bilan.Contributor) *bilan.Place {
	var best *analysis.Place
	for i := r.focus.firstPlace(lo); i < len(r.d.Places) && r.d.Places[i].From < hi; i++ {
		p := &r.d.Places[i]
		if p.Dateline || p.Place.Country == "" || p.To > hi || r.ofActor(p) || r.ofTelling(p, m) || !r.goal(p, m) {
			continue
		}
		if sender(senders, p.Place.Country) && (p.Place.Precision == "country" || p.Entity < 0) {
			continue
		}
		if best == nil || fineness(p.Place.Precision) > fineness(best.Place.Precision) {
			best = p
		}
	}
	if best == nil {
		return nil
	}
	return &best.Place
}

// ofActor reports whether a place is part of a longer name: "the Doha office".
func (r *deploymentReader) ofActor(p *analysis.Place) bool {
	a := r.d.ActorAt(p.From)
	return a != nil && a.Form != analysis.Capital && a.Form != analysis.Group && (a.From != p.From || a.To != p.To)
}

// ofTelling reports whether a place is only where somebody tells of the movement: "the minister told reporters in Moscow".
func (r *deploymentReader) ofTelling(p *analysis.Place, m *movement) bool {
	cl := r.d.ClauseAt(p.From)
	if cl == nil || cl.Verb < 0 {
		return false
	}
	v := &r.d.Chunks[cl.Verb]
	return cl.Insert || v != m.verb && v.Tags.Has(lang.Say) && v.Tags.Has(lang.V) && p.From >= v.To && v.From > r.d.Chunks[m.forces[0]].From
}

// goal reports whether a movement goes to a place, or leaves it: it stands behind a preposition of place, or is what a
// verb of arriving or leaving reaches or leaves. Behind "from" it counts for a force that leaves only.
func (r *deploymentReader) goal(p *analysis.Place, m *movement) bool {
	d := r.d
	ch := d.ChunkAt(p.From)
	if ch == nil {
		return false
	}
	if ch.From < p.From && d.Has(p.From-1, lang.Prep) {
		return r.leadsTo(p.From-1, m) // inside a longer phrase: "firefighters from Spain"
	}
	if ch.Prep >= 0 {
		return r.leadsTo(ch.Prep, m)
	}
	return m.verb != nil && p.From >= m.verb.To && (m.verb.Tags.Has(lang.Arrive) || m.leaving) && d.ChunkAt(m.verb.To) == ch
}

// leadsTo reports whether the preposition at token i tells where a movement goes.
func (r *deploymentReader) leadsTo(i int, m *movement) bool {
	t := &r.d.Tokens[i]
	switch {
	case t.Has(lang.By) && !t.Has(lang.Locative):
		return false
	case t.Has(lang.From) || t.Has(lang.Of):
		return m.leaving && (t.Has(lang.Locative) || t.Has(lang.From))
	}
	return t.Has(lang.Locative) || t.Has(lang.Pertain)
}

// byAdjective gives the country of an adjective in [lo,hi) that goes with a place or another noun than the force.
func (r *deploymentReader) byAdjective(lo, hi, from, end int, senders []bilan.Contributor) string {
	d := r.d
	for i := r.firstDemonym(lo); i < len(d.Demonyms) && d.Demonyms[i].Tok < hi; i++ {
		dm := &d.Demonyms[i]
		ch := d.ChunkAt(dm.Tok)
		if dm.Tok >= from && dm.Tok < end || sender(senders, dm.Country) || ch == nil || !d.Has(ch.Prep, lang.Locative) || d.Has(ch.Prep, lang.From) {
			continue
		}
		if h := &d.Tokens[ch.Head]; h.Has(lang.PlaceHead) || h.Has(lang.Settlement) || h.Has(lang.Region) || h.Has(lang.Country) || h.Has(lang.Capital) {
			return dm.Country
		}
	}
	return ""
}

// firstDemonym gives the index of the first demonym at token from or behind it.
func (r *deploymentReader) firstDemonym(from int) int {
	return sort.Search(len(r.d.Demonyms), func(i int) bool { return r.d.Demonyms[i].Tok >= from })
}
