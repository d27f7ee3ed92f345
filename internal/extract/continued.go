package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// continued reads a number that no word of harm stands by because it goes on with what was told: among the harmed, as
// a line of a list, against an older value, as what somebody else counted.
func (r *casualtyReader) continued(k int) (harm, bool) {
	if h, ok := r.among(k); ok {
		return h, true
	}
	if h, ok := r.line(k); ok {
		return h, true
	}
	last := r.lastToll(k)
	if last < 0 {
		return harm{}, false
	}
	why := ""
	switch {
	case r.bare(k) && r.compares(k):
		why = "compared"
	case r.bare(k) && r.listed(k):
		why = "list"
	case r.bare(k) && r.counted(k):
		why = "counted again"
	case r.breakdown(k, last), r.spelledOut(k, last):
		why = "breakdown"
	case r.bare(k) && r.gapped(k):
		why = "counted by another"
	default:
		return harm{}, false
	}
	if why == "counted again" {
		last = r.firstOf(last)
	}
	h := r.inherit(k, last)
	h.why = why
	return h, true
}

// firstOf gives the toll that opens the sentence of toll last: what a bare number of another sentence counts again.
func (r *casualtyReader) firstOf(last int) int {
	sent := r.d.Tokens[r.told[last].chunkFrom(r.d)].Sent
	first := last
	for i := last - 1; i >= 0 && r.d.Tokens[r.told[i].chunkFrom(r.d)].Sent == sent && r.told[i].number >= 0; i-- {
		first = i
	}
	return first
}

// lastToll gives the last toll with a number in the same or the sentence before, lines of a list passed over; -1 when
// there is none.
func (r *casualtyReader) lastToll(k int) int {
	if len(r.told) == 0 {
		return -1
	}
	last := len(r.told) - 1
	if r.d.Tokens[r.d.Chunks[k].From].Sent-r.d.Tokens[r.told[last].chunkFrom(r.d)].Sent > 1 {
		return -1
	}
	return last
}

func (t *toll) chunkFrom(d *analysis.Doc) int { return d.Chunks[t.chunk].From }

// bare reports whether a phrase is a number and nothing that it counts.
func (r *casualtyReader) bare(k int) bool {
	ch := &r.d.Chunks[k]
	n := &r.d.Numbers[ch.Number]
	switch n.Role {
	case "", bilan.RoleUnexplained, bilan.RolePeople, bilan.RoleVictims:
	default:
		return false
	}
	return n.Kind == analysis.Cardinal && ch.From >= n.From && ch.To <= n.To
}

// line reads the value of a line of a list ("• Almaty – 103") under a heading or sentence that tells the outcome: lines
// alike may stand between.
func (r *casualtyReader) line(k int) (harm, bool) {
	if !r.bare(k) || !r.listed(k) {
		return harm{}, false
	}
	ch := &r.d.Chunks[k]
	for n := r.d.Tokens[ch.From].Sent - 1; n >= 0 && r.d.Tokens[ch.From].Sent-n < 30; n-- {
		s := &r.d.Sentences[n]
		if o := r.heading(s); o != "" {
			return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: r.d.SentenceOf(ch.From).From, to: ch.To, why: "line"}, true
		}
		if !r.isLine(s) {
			break
		}
	}
	return harm{}, false
}

// heading gives the outcome that a sentence ending in a colon tells of what follows.
func (r *casualtyReader) heading(s *analysis.Sentence) bilan.Outcome {
	if !r.d.Is(s.To-1, ":") {
		return ""
	}
	for k := firstChunk(r.d, s.From); k < len(r.d.Chunks) && r.d.Chunks[k].From < s.To; k++ {
		if t := r.d.Chunks[k].Tags; t.Has(lang.VictNoun) || t.Has(lang.Toll) {
			if o := outcomeOf(r.harm.fullTags(k)); o != "" {
				return o
			}
			if n := len(r.told); n > 0 && r.d.Has(r.d.Chunks[k].Head, lang.Toll) && r.told[r.firstOf(n-1)].outcome == bilan.Killed {
				return bilan.Killed // "Bilan par département :"
			}
		}
	}
	return ""
}

// isLine reports whether a sentence is a short line without a verb.
func (r *casualtyReader) isLine(s *analysis.Sentence) bool {
	if s.To-s.From > 14 {
		return false
	}
	c := r.d.ClauseAt(s.From)
	return c != nil && c.Verb < 0
}

// compares reports whether a word of comparison stands before a phrase: "against 12 the day before", "up from 12".
func (r *casualtyReader) compares(k int) bool {
	from := r.d.Chunks[k].From
	for i := from - 1; i >= max(0, from-3); i-- {
		t := &r.d.Tokens[i]
		if t.Has(lang.Versus) {
			return true
		}
		if t.Is(analysis.Punct) || t.Has(lang.V) {
			return false
		}
	}
	return false
}

// listed reports whether a phrase is the value of a line: "Almaty – 103", "Mweka: 6".
func (r *casualtyReader) listed(k int) bool {
	ch := &r.d.Chunks[k]
	if ch.From == 0 {
		return false
	}
	switch r.d.Tokens[ch.From-1].Fold {
	case "—", "–", "-", ":":
	case "(": // "Taroudant (492)"
		return r.d.Is(ch.To, ")") && r.d.PlaceAt(ch.From-2) != nil
	default:
		return false
	}
	p := r.d.PlaceAt(ch.From - 2)
	return p != nil || k > 0 && r.d.Chunks[k-1].To == ch.From-1 && r.d.ClauseAt(ch.From) != nil && r.d.ClauseAt(ch.From).Verb < 0
}

// counted reports whether a bare number is the object of somebody's saying: "reported 11 on Monday", "докладывал о 230".
func (r *casualtyReader) counted(k int) bool {
	cl := r.d.ClauseAt(r.d.Chunks[k].From)
	if cl == nil || cl.Verb < 0 {
		return false
	}
	v := &r.d.Chunks[cl.Verb]
	from := r.d.Chunks[k].From
	if v.To > from || v.Tags.Has(lang.CallName) || r.d.Is(r.d.Chunks[k].To, "-") || r.d.Has(from, lang.UIdent) {
		return false
	}
	if r.d.Pack.Genitive && r.otherCount(k) {
		return false
	}
	for _, n := range append(cl.Objects[:len(cl.Objects):len(cl.Objects)], max(cl.Subject, 0)) {
		if r.d.Chunks[n].Tags.Has(lang.Toll) && r.d.Chunks[n].Number < 0 && !r.d.Chunks[n].Tags.Has(lang.Animal) {
			return true
		}
	}
	return from-v.To <= 4 && (v.Tags.Has(lang.Say) || v.Tags.Has(lang.Confirm) || v.Tags.Has(lang.Change))
}

// otherCount reports whether the number goes on with a count of something else: its sentence counts others before it, or
// opens with them («новых случаев выявлено 955»).
func (r *casualtyReader) otherCount(k int) bool {
	s := r.d.SentenceOf(r.d.Chunks[k].From)
	for n := k - 1; n >= 0 && r.d.Chunks[n].From >= s.From; n-- {
		if ch := &r.d.Chunks[n]; ch.Number >= 0 && ch.Kind == analysis.NounPhrase && !isDateOrAge(&r.d.Numbers[ch.Number]) && r.d.Numbers[ch.Number].Kind == analysis.Cardinal {
			return r.told[len(r.told)-1].chunk != n
		}
	}
	first := &r.d.Chunks[firstChunk(r.d, s.From)]
	t := &r.d.Tokens[first.Head]
	return first.Kind == analysis.NounPhrase && first.Prep < 0 && t.Known && t.Has(lang.N) && t.Has(lang.Gen) && !t.Has(lang.Nom) && !t.Has(lang.VictNoun) && !t.Has(lang.Person) && !t.Has(lang.Toll)
}

// breakdown reports whether a phrase of people stands in the list that spells a toll out: "59 men, 22 women and 7
// children" behind a colon, dash or bracket.
func (r *casualtyReader) breakdown(k, last int) bool {
	ch := &r.d.Chunks[k]
	if !r.d.Has(ch.Head, lang.Person) || r.d.Tokens[ch.From].Sent != r.d.Tokens[r.told[last].chunkFrom(r.d)].Sent {
		return false
	}
	if r.told[last].why == "breakdown" && joined(r.d, r.told[last].chunk, k) {
		return true
	}
	if ch.From == 0 || r.told[last].harm.to > ch.From {
		return false
	}
	switch r.d.Tokens[ch.From-1].Fold {
	case "—", "–", ":", "(":
		return true
	}
	return false
}

// among reads "four medics are among the dead", «среди умерших 41 медик»: the harm stands behind the preposition.
func (r *casualtyReader) among(k int) (harm, bool) {
	cl := r.d.ClauseAt(r.d.Chunks[k].From)
	if cl == nil {
		return harm{}, false
	}
	for n := firstChunk(r.d, cl.From); n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		ch := &r.d.Chunks[n]
		if n == k || ch.Prep < 0 || ch.Number >= 0 || !r.d.Has(ch.Prep, lang.PartOf) {
			continue
		}
		if o := outcomeOf(r.harm.fullTags(n)); o != "" {
			own := &r.d.Chunks[k]
			return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: min(own.From, ch.Prep), to: max(own.To, ch.To), why: "among"}, true
		}
	}
	return harm{}, false
}

// animals reports whether an elliptic number goes on with animals or things.
func (r *casualtyReader) animals(k int) bool {
	if !r.elliptic(k) {
		return false
	}
	s := r.d.SentenceOf(r.d.Chunks[k].From)
	for n := k - 1; n >= 0 && r.d.Chunks[n].From >= s.From; n-- {
		ch := &r.d.Chunks[n]
		if ch.Number >= 0 && ch.Kind == analysis.NounPhrase && r.d.Numbers[ch.Number].Kind != analysis.ArticleOne {
			return ch.Tags.Has(lang.Animal) || thing(r.d, ch) && !isDateOrAge(&r.d.Numbers[ch.Number])
		}
	}
	return false
}

// isDateOrAge reports whether a number does not count things at all.
func isDateOrAge(n *analysis.Number) bool {
	return n.Role == bilan.RoleDate || n.Role == bilan.RoleAge || n.Role == bilan.RoleClock || n.Role == bilan.RoleDuration
}
