package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// deniedBehind reports whether clause k only says behind a comma that what stands before it is not so: ", a report the agency
// denied", ", ce que dément l'armée", «, что в министерстве отрицают». It gives the token where the clause opens and the
// phrase of who denies it.
func deniedBehind(d *analysis.Doc, k int) (open, source int, ok bool) {
	cl := &d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	if !v.Tags.Has(lang.Deny) || v.Negated || cl.Insert || v.Tense == lang.Inf {
		return 0, -1, false
	}
	s := &d.Sentences[cl.Sent]
	open = openedAt(d, s, v.From)
	if open < 0 || !nothingElse(d, v.To, trimEnd(d, s.To)) {
		return 0, -1, false
	}
	source = -1
	for n := firstChunk(d, open); n < len(d.Chunks) && d.Chunks[n].From < s.To; n++ {
		if ch := &d.Chunks[n]; ch.Kind == analysis.NounPhrase && d.ActorAt(ch.Head) != nil {
			source = n
			break
		}
	}
	return open, source, source >= 0
}

// openedAt gives the token behind the last comma before token i, when a relative or a noun for what is said stands there; -1
// when none does.
func openedAt(d *analysis.Doc, s *analysis.Sentence, i int) int {
	for k := i - 1; k > s.From+1; k-- {
		t := &d.Tokens[k]
		if t.Is(analysis.Punct) && d.QuoteAt(k) == nil && t.Fold != "," {
			return -1
		}
		if t.Fold != "," {
			continue
		}
		for n := k + 1; n < min(k+4, i); n++ {
			if w := &d.Tokens[n]; w.Has(lang.Rel) && !w.Has(lang.KPerson) || (w.Has(lang.SayNoun) || w.Has(lang.Toll)) && w.Has(lang.N) && d.NumberAt(n) == nil {
				return k + 1
			}
		}
		return -1
	}
	return -1
}

// nothingElse reports whether tokens [from,to) hold no verb, number or quotation: only who denies, and when.
func nothingElse(d *analysis.Doc, from, to int) bool {
	for i := from; i < to; i++ {
		ch := d.ChunkAt(i)
		if ch != nil && ch.Kind == analysis.VerbGroup || d.QuoteAt(i) != nil && d.ActorAt(i) == nil {
			return false
		}
		if n := d.NumberAt(i); n != nil && n.Kind != analysis.ArticleOne && d.TimeAt(i) == nil {
			return false
		}
		if t := &d.Tokens[i]; t.Has(lang.Sub) && !t.Has(lang.Prep) || t.Has(lang.Rel) && !t.Has(lang.Det) {
			return false
		}
	}
	return true
}

// deniesBehind reads a denial behind what it denies. A figure that somebody else told stays his.
func (a *attributor) deniesBehind(k int) bool {
	d := a.d
	open, source, ok := deniedBehind(d, k)
	if !ok {
		return false
	}
	s := &d.Sentences[d.Clauses[k].Sent]
	if a.toldBetween(s.From, open-1) {
		return true
	}
	a.add(analysis.Attribution{CueFrom: open, CueTo: s.To, ScopeFrom: s.From, ScopeTo: open - 1, Chain: sourceOf(d, source), Kind: analysis.Mother,
		Verb: d.Chunks[d.Clauses[k].Verb].Head, Quote: -1})
	return true
}

// toldBetween reports whether somebody is said to tell what stands in tokens [from,to).
func (a *attributor) toldBetween(from, to int) bool {
	for _, n := range a.touching[a.d.Tokens[from].Sent] {
		if at := &a.d.Attributions[n]; at.ScopeFrom >= from && at.ScopeFrom < to {
			return true
		}
	}
	return false
}

// deniesBehind gives a denial its mood, unless what it denies is somebody else's claim.
func (m *moodFinder) deniesBehind(k int) bool {
	d := m.d
	open, _, ok := deniedBehind(d, k)
	if !ok {
		return false
	}
	s, v := &d.Sentences[d.Clauses[k].Sent], &d.Chunks[d.Clauses[k].Verb]
	for i := range d.Attributions {
		if at := &d.Attributions[i]; at.ScopeFrom >= s.From && at.ScopeFrom < open && at.CueFrom < open {
			return true
		}
	}
	m.add(v.From, v.To, s.From, open, bilan.Denied, "denied behind")
	return true
}

// callsFalse reports whether a clause calls what somebody said a lie: «назвал сообщения о жертвах выдумкой», "called the
// report a hoax".
func callsFalse(d *analysis.Doc, cl *analysis.Clause) bool {
	for i := d.Chunks[cl.Verb].To; i < cl.To; i++ {
		if t := &d.Tokens[i]; t.Has(lang.Deny) && (t.Has(lang.Ins) || !d.Pack.Genitive && (t.Has(lang.N) || t.Has(lang.Adj))) {
			return true
		}
	}
	return false
}
