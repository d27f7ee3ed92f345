package extract

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// caused reads "les protestations ont été déclenchées par la hausse des prix": the happening is the subject.
func (r *eventReader) caused(cl *analysis.Clause, v *analysis.Chunk) {
	if cl.Subject < 0 {
		return
	}
	happening, cause := cl.Subject, -1
	for _, n := range cl.Adjuncts {
		if p := r.d.Chunks[n].Prep; cause < 0 && (r.d.Has(p, lang.By) || p >= v.From && p < v.To) {
			cause = n
		}
	}
	if !v.Passive && len(cl.Objects) > 0 {
		happening, cause = cl.Objects[0], cl.Subject
	}
	if cause < 0 || !r.d.Chunks[happening].Tags.Any(eventTags) {
		return
	}
	span := r.d.Span(r.d.Chunks[cause].From, r.wholeCause(cause))
	r.add(cl, r.d.Chunks[happening].Tags, nil, nil, &span)
}

// widened reads what a happening came to be about as well: "mais se sont élargies pour inclure des griefs politiques",
// "grew into demands for reform", "turned political".
func (r *eventReader) widened(k int, cl *analysis.Clause, v *analysis.Chunk) {
	if cl.Subject < 0 || !r.d.Chunks[cl.Subject].Tags.Any(eventTags) {
		return
	}
	from, to := v.Head, v.Head+1 // the cause stands inside the entry: "turned political"
	if n := r.takenIn(k, cl, v); n >= 0 {
		from, to = r.d.Chunks[n].From, r.wholeCause(n)
	} else if !r.holdsCause(v.Head) {
		return
	}
	span := r.d.Span(from, to)
	r.add(cl, r.d.Chunks[cl.Subject].Tags, nil, nil, &span)
	if last := &r.out[len(r.out)-1]; last.Span.End < span.End {
		last.Span = r.d.Span(cl.From, to)
	}
}

// holdsCause reports whether an entry of several words ends in what a happening turned to: "turned political", not "grew
// into".
func (r *eventReader) holdsCause(tok int) bool {
	t := &r.d.Tokens[tok]
	if t.W1-t.W0 < 2 {
		return false
	}
	e := r.d.Pack.Lexicon.Entry(r.d.Words[t.W1-1].ID)
	return e != nil && (e.Tags.Has(lang.Adj) || e.Tags.Has(lang.N)) && !e.Tags.Has(lang.Prep)
}

// takenIn gives the phrase that a widening takes in: behind its verb or as the object of an infinitive; -1 when none
// does. Places, people, times and numbers tell how far or how many, not over what; another happening is no cause.
func (r *eventReader) takenIn(k int, cl *analysis.Clause, v *analysis.Chunk) int {
	d := r.d
	end := cl.To
	for n := k + 1; n < len(d.Clauses) && d.Clauses[n].From == end && d.Clauses[n].Verb >= 0 && d.Has(d.Chunks[d.Clauses[n].Verb].Head, lang.Inf); n++ {
		end = d.Clauses[n].To
	}
	for n := firstChunk(d, v.To); n < len(d.Chunks) && d.Chunks[n].From < end; n++ {
		ch := &d.Chunks[n]
		if ch.Kind == analysis.VerbGroup {
			continue
		}
		h := &d.Tokens[ch.Head]
		if ch.Number >= 0 || d.PlaceAt(ch.Head) != nil || d.TimeAt(ch.Head) != nil || d.ActorAt(ch.Head) != nil || h.Has(lang.Person) || r.tellsWhere(h) ||
			h.Has(lang.Cause) || h.Tags.Any(eventTags) && !h.Has(lang.EvRequest) {
			return -1
		}
		return n
	}
	return -1
}

// wholeCause gives the end of a phrase with what completes it: an adjective right behind it, phrases tied by a
// preposition that tell neither where nor when ("a rise in bread prices", "demands for new elections").
func (r *eventReader) wholeCause(n int) int {
	d := r.d
	end := phraseEnd(d, n)
	if next := d.ChunkAt(end); d.Pack.HeadFirst && next != nil && next.From == end && next.Prep < 0 && d.Has(next.Head, lang.Adj) {
		return next.To
	}
	for k := d.ChunkIndex(end-1) + 1; k > n && k < len(d.Chunks); k++ {
		ch := &d.Chunks[k]
		if ch.Kind == analysis.VerbGroup || ch.Prep != end && ch.Of != k-1 || d.PlaceAt(ch.Head) != nil || d.TimeAt(ch.Head) != nil || r.tellsWhere(&d.Tokens[ch.Head]) {
			break
		}
		end = ch.To
	}
	return end
}

func (r *eventReader) tellsWhere(h *analysis.Token) bool {
	return h.Has(lang.PlaceHead) || h.Has(lang.Settlement) || h.Has(lang.Region) || h.Has(lang.Country)
}
