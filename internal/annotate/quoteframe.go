package annotate

import (
	"bilan"
	"bilan/internal/analysis"
)

// quoteBefore gives the outer quotation that ends right before token i, -1 when none does.
func (a *attributor) quoteBefore(i int) int {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		t := &a.d.Tokens[k]
		if q := a.d.QuoteAt(k); q != nil && q.To == k+1 {
			return a.outer(k)
		}
		if !t.Is(analysis.Punct) {
			return -1
		}
	}
	return -1
}

// apart reports whether a quotation is a speech of its own, not the lesser part of the sentence around it ("il y a eu
// des blessés « par dizaines », dit-il").
func (a *attributor) apart(q int) bool {
	d, from := a.d, a.d.Quotes[q].From
	s := d.SentenceOf(from)
	return s.From == from || d.Tokens[from-1].Is(analysis.Punct) || a.d.Quotes[q].To-from >= from-s.From
}

// quoteAfter gives the long quotation that begins right behind the comma at token i: `asked about it, she said, "…"`; -1
// when none does.
func (a *attributor) quoteAfter(i int, s *analysis.Sentence) int {
	d := a.d
	if !d.Is(i, ",") || i+1 >= s.To || d.Pack.HeadFirst {
		return -1
	}
	if q := d.QuoteAt(i + 1); q != nil && q.From == i+1 && !a.framed[d.QuoteIndex(i+1)] && a.long(d.QuoteIndex(i+1)) {
		return d.QuoteIndex(i + 1)
	}
	return -1
}

// outer gives the index of the outer quotation around token i.
func (a *attributor) outer(i int) int {
	k := a.d.QuoteIndex(i)
	for k >= 0 && (a.d.Quotes[k].Depth > 0 || a.d.Quotes[k].From > i || a.d.Quotes[k].To <= i) {
		k-- // the outer ones stand before the inner ones
	}
	return k
}

// quoteWithNext gives the scope of quotation q, run on to a second part that follows a speech ending at token to.
func (a *attributor) quoteWithNext(q, to int) (int, int) {
	d := a.d
	a.framed[q] = true
	from, end := d.Quotes[q].Inner()
	for i := to; i < len(d.Tokens) && i < to+3; i++ {
		if n := d.QuoteAt(i); n != nil && n.From == i {
			if k := d.QuoteIndex(i); a.long(k) && d.Tokens[i].Sent-d.Tokens[to-1].Sent <= 1 && !d.Tokens[i].Is(analysis.Line) {
				a.framed[k] = true
				_, end = d.Quotes[k].Inner()
			}
			break
		}
		if !d.Tokens[i].Is(analysis.Punct) {
			break
		}
	}
	return from, end
}

// long reports whether a quotation is a speech and not a word set apart.
func (a *attributor) long(k int) bool {
	from, to := a.d.Quotes[k].Inner()
	words := 0
	for i := from; i < to; i++ {
		if !a.d.Tokens[i].Is(analysis.Punct) {
			words++
		}
	}
	return words >= 3
}

// quotes gives a speaker to the quotations that no speech verb framed: the speaker of the quotation just before in the
// paragraph, or whom a colon introduces; else the speaker is doubtful.
func (a *attributor) quotes() {
	d := a.d
	for k := range d.Quotes {
		q := &d.Quotes[k]
		if q.Depth > 0 || a.framed[k] || !a.long(k) || d.SentenceOf(q.From).Skip {
			continue
		}
		if a.covered(q) {
			a.framed[k] = true
			continue
		}
		if a.creditBehind(k) {
			continue
		}
		if !a.sentenceLike(q) {
			continue
		}
		if at := a.lastSpeaker(q); at != nil {
			from, to := q.Inner()
			a.add(analysis.Attribution{CueFrom: at.CueFrom, CueTo: at.CueTo, ScopeFrom: from, ScopeTo: to, Chain: at.Chain, Kind: analysis.Carried, Verb: -1, Content: true, Direct: true, Quote: k})
			a.framed[k] = true
			continue
		}
		span := d.Span(q.From, q.To)
		d.Problems = append(d.Problems, bilan.Problem{Code: bilan.SpeakerDoubtful, Span: &span, Message: "no speaker could be tied to this quotation"})
	}
}

// covered reports whether an attribution covers a quotation.
func (a *attributor) covered(q *analysis.Quote) bool {
	for _, i := range a.touching[a.d.Tokens[q.From+1].Sent] {
		if at := &a.d.Attributions[i]; at.ScopeFrom <= q.From+1 && q.To-1 <= at.ScopeTo {
			return true
		}
	}
	return false
}

// sentenceLike reports whether a quotation says something: it has a verb, or it begins like a sentence.
func (a *attributor) sentenceLike(q *analysis.Quote) bool {
	from, to := q.Inner()
	verb := false
	for i := from; i < to; i++ {
		if ch := a.d.ChunkAt(i); ch != nil && ch.Kind == analysis.VerbGroup && ch.Finite {
			verb = true
		}
	}
	return verb && a.d.Tokens[from].Is(analysis.Cap)
}

// lastSpeaker gives the attribution of the speech just before a quotation in its paragraph.
func (a *attributor) lastSpeaker(q *analysis.Quote) *analysis.Attribution {
	d := a.d
	para := d.SentenceOf(q.From).Para
	best, most := -1, 0
	sent := d.Tokens[q.From].Sent
	for s := max(sent-1, 0); s <= sent; s++ {
		for _, i := range a.touching[s] {
			at := &d.Attributions[i]
			end := max(at.CueTo, at.ScopeTo)
			if end > q.From || d.SentenceOf(at.CueFrom).Para != para || !at.Content || sent-d.Tokens[end-1].Sent > 1 {
				continue
			}
			if end > most || end == most && int(i) < best {
				best, most = int(i), end
			}
		}
	}
	if best < 0 {
		return nil
	}
	return &d.Attributions[best]
}

// lastIn gives the last attribution whose scope reaches the end of a sentence.
func (a *attributor) lastIn(s *analysis.Sentence) *analysis.Attribution {
	if s.From >= s.To {
		return nil
	}
	list := a.touching[a.d.Tokens[s.From].Sent]
	for i := len(list) - 1; i >= 0; i-- {
		at := &a.d.Attributions[list[i]]
		if at.ScopeFrom >= s.From && at.ScopeFrom < s.To || at.ScopeTo > s.From && at.ScopeTo <= s.To {
			return at
		}
	}
	return nil
}
