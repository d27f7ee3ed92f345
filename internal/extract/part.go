package extract

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// reach gives how many tokens back a word of parts may stand: farther where a time may come between («в том числе 2
// марта — около тысячи»).
func (r *casualtyReader) reach(n int) int {
	if r.d.Pack.Genitive {
		return n + 3
	}
	return n
}

// dash reports whether token i is a dash, which may stand for the verb where the language leaves it out.
func (r *casualtyReader) dash(i int) bool {
	return r.d.Pack.Genitive && (r.d.Is(i, "—") || r.d.Is(i, "–"))
}

// unharmed reports whether the clause of phrase k says that these came to no harm or were let go.
func (r *casualtyReader) unharmed(k int) bool {
	cl := r.d.ClauseAt(r.d.Chunks[k].From)
	if cl == nil || cl.Verb >= 0 && r.d.Chunks[cl.Verb].Negated {
		return false
	}
	for i := r.d.Chunks[k].From; i < cl.To; i++ {
		if r.d.Has(i, lang.Harmless) {
			return true
		}
	}
	return false
}

// marked reports whether a word of parts stands right before phrase k.
func (r *casualtyReader) marked(k int) bool {
	from := r.d.Chunks[k].From
	for i := from - 1; i >= max(0, from-3); i-- {
		t := &r.d.Tokens[i]
		if t.Has(lang.PartOf) {
			return i != r.d.Chunks[k].Prep
		}
		if t.Is(analysis.Punct) && !r.dash(i) || t.Has(lang.V) && t.Known {
			return false
		}
	}
	return false
}

// partOfNoun reads a part of those whom a word of harm without number names: «погибшие — жители села, в том числе двое
// подростков».
func (r *casualtyReader) partOfNoun(k int) (harm, bool) {
	if !r.d.Pack.Genitive || !r.marked(k) || r.unharmed(k) {
		return harm{}, false
	}
	s := r.d.SentenceOf(r.d.Chunks[k].From)
	for n := k - 1; n >= 0 && r.d.Chunks[n].From >= s.From; n-- {
		ch := &r.d.Chunks[n]
		if ch.Number < 0 && ch.Prep < 0 && r.d.Has(ch.Head, lang.VictNoun) {
			h, ok := r.harm.own(n)
			own := &r.d.Chunks[k]
			return harm{outcome: h.outcome, chunk: k, verb: -1, clause: -1, from: own.From, to: own.To, why: "part of noun"}, ok
		}
	}
	return harm{}, false
}

// singlePart gives the toll of several that a single person is told as a part of: «пятеро, включая офицера».
func (r *casualtyReader) singlePart(k int) int {
	if !r.marked(k) || !r.d.Pack.Genitive {
		return -1
	}
	part := r.partOf(k)
	if part < 0 || r.told[part].number < 0 || r.d.Tokens[r.told[part].from].Sent != r.d.Tokens[r.d.Chunks[k].From].Sent || !r.plural(r.told[part].number) || r.unharmed(k) {
		return -1
	}
	return part
}

// ofOthers reports whether a number of some counts people who are no victims, named right before it: "Soldiers, 200 of them,
// were sent".
func (r *casualtyReader) ofOthers(k int) bool {
	from := r.d.Chunks[k].From
	if k == 0 || !r.d.Is(from-1, ",") || r.d.Chunks[k-1].To != from-1 {
		return false
	}
	b := &r.d.Chunks[k-1]
	last := &r.told[len(r.told)-1]
	return b.Kind == analysis.NounPhrase && b.Number < 0 && r.d.Has(b.Head, lang.Pl) && b.From > last.to && b.From == r.d.SentenceOf(from).From
}

// spelledOut reports whether a phrase of people stands in a sentence that only says who those of the toll before it are:
// «Это восемь полицейских и трое торговцев», "They were eight guards and three drivers".
func (r *casualtyReader) spelledOut(k, last int) bool {
	d, ch, t := r.d, &r.d.Chunks[k], &r.told[last]
	s := d.SentenceOf(ch.From)
	if !d.Has(ch.Head, lang.Person) || t.number < 0 || d.Tokens[t.chunkFrom(d)].Sent >= d.Tokens[ch.From].Sent && t.why != "breakdown" {
		return false
	}
	if low := d.Numbers[ch.Number].Low; low == nil || t.why != "breakdown" && *low >= r.low(t) {
		return false
	}
	if t.why == "breakdown" && d.Tokens[t.chunkFrom(d)].Sent == d.Tokens[ch.From].Sent {
		return joined(d, t.chunk, k)
	}
	i := s.From
	switch first := &d.Tokens[i]; {
	case first.Has(lang.Anaphor):
		i++
	case first.Has(lang.Pron) && d.Has(i+1, lang.Be):
		i += 2
	default:
		return false
	}
	from := d.Numbers[ch.Number].From
	for i < from && (d.Has(i, lang.Adv) || d.Has(i, lang.Be) || dashAt(d, i)) {
		i++
	}
	return i == from && r.onlyBe(s)
}

// onlyBe reports whether a sentence has no verb but be, and no relative.
func (r *casualtyReader) onlyBe(s *analysis.Sentence) bool {
	for k := firstChunk(r.d, s.From); k < len(r.d.Chunks) && r.d.Chunks[k].From < s.To; k++ {
		if v := &r.d.Chunks[k]; v.Kind == analysis.VerbGroup && !r.d.Has(v.Head, lang.Be) {
			return false
		}
	}
	for i := s.From; i < s.To; i++ {
		if r.d.Has(i, lang.Rel) {
			return false
		}
	}
	return true
}

func dashAt(d *analysis.Doc, i int) bool { return d.Is(i, "—") || d.Is(i, "–") }

// gapped reports whether a bare number is what another source counts, the verb left out: "Police spoke of ten dead, the
// hospital of thirteen".
func (r *casualtyReader) gapped(k int) bool {
	return r.d.GappedAt(r.d.Chunks[k].From)
}
