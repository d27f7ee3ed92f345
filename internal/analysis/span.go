package analysis

import (
	"slices"

	"bilan"
	"bilan/lang"
)

// Span gives the evidence of tokens [from,to).
func (d *Doc) Span(from, to int) bilan.Span {
	if from >= to {
		return bilan.Span{In: d.In}
	}
	return d.Bytes(d.Tokens[from].Start, d.Tokens[to-1].End)
}

// Bytes gives the evidence of bytes [start,end).
func (d *Doc) Bytes(start, end int) bilan.Span {
	return bilan.Span{Start: start, End: end, Text: d.Text[start:end], In: d.In}
}

// String gives the words of tokens [from,to).
func (d *Doc) String(from, to int) string { return d.Span(from, to).Text }

// SentenceOf gives the sentence of a token.
func (d *Doc) SentenceOf(tok int) *Sentence { return &d.Sentences[d.Tokens[tok].Sent] }

// TokenAt gives the first token that ends behind byte b; len(Tokens) when none does.
func (d *Doc) TokenAt(b int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		if m := (lo + hi) / 2; d.Tokens[m].End > b {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}

// Has reports whether token i exists and has the tag.
func (d *Doc) Has(i int, t lang.Tag) bool {
	return i >= 0 && i < len(d.Tokens) && d.Tokens[i].Tags.Has(t)
}

// Is reports whether token i exists and is the sign or word s (folded).
func (d *Doc) Is(i int, s string) bool {
	return i >= 0 && i < len(d.Tokens) && d.Tokens[i].Fold == s
}

// NumberAt gives the number that covers token i, nil when none does. Likewise the others.
func (d *Doc) NumberAt(i int) *Number { return at(d.Numbers, d.numberAt, i) }

// NumberIndex gives the index of the number that covers token i, -1 when none does.
func (d *Doc) NumberIndex(i int) int { return index(d.numberAt, i) }

// TimeAt gives the time that covers token i.
func (d *Doc) TimeAt(i int) *Time { return at(d.Times, d.timeAt, i) }

// PlaceAt gives the place that covers token i.
func (d *Doc) PlaceAt(i int) *Place { return at(d.Places, d.placeAt, i) }

// DemonymAt gives the demonym that ends at token i, nil when none does.
func (d *Doc) DemonymAt(i int) *Demonym {
	k, ok := slices.BinarySearchFunc(d.Demonyms, i, func(m Demonym, tok int) int { return m.Tok - tok })
	if !ok {
		return nil
	}
	return &d.Demonyms[k]
}

// ActorAt gives the actor that covers token i.
func (d *Doc) ActorAt(i int) *Actor { return at(d.Actors, d.actorAt, i) }

// QuoteAt gives the innermost quotation that covers token i.
func (d *Doc) QuoteAt(i int) *Quote { return at(d.Quotes, d.quoteAt, i) }

// QuoteIndex gives the index of the innermost quotation that covers token i, -1 when none does.
func (d *Doc) QuoteIndex(i int) int { return index(d.quoteAt, i) }

// ChunkAt gives the chunk that covers token i.
func (d *Doc) ChunkAt(i int) *Chunk { return at(d.Chunks, d.chunkAt, i) }

// ChunkIndex gives the index of the chunk that covers token i, -1 when none does.
func (d *Doc) ChunkIndex(i int) int { return index(d.chunkAt, i) }

// ClauseAt gives the innermost clause that covers token i.
func (d *Doc) ClauseAt(i int) *Clause { return at(d.Clauses, d.clauseAt, i) }

// ClauseIndex gives the index of the innermost clause that covers token i, -1 when none does.
func (d *Doc) ClauseIndex(i int) int { return index(d.clauseAt, i) }

func index(by []int32, i int) int {
	if i < 0 || i >= len(by) {
		return -1
	}
	return int(by[i]) - 1
}

func at[T any](list []T, by []int32, i int) *T {
	if k := index(by, i); k >= 0 {
		return &list[k]
	}
	return nil
}

// IndexNumbers makes NumberAt answer; each annotator calls the like when its list is complete.
func (d *Doc) IndexNumbers() {
	d.numberAt = indexBy(d, d.numberAt, d.Numbers, func(n *Number) (int, int) { return n.From, n.To })
}

// IndexTimes makes TimeAt answer.
func (d *Doc) IndexTimes() {
	d.timeAt = indexBy(d, d.timeAt, d.Times, func(t *Time) (int, int) { return t.From, t.To })
}

// IndexPlaces makes PlaceAt answer.
func (d *Doc) IndexPlaces() {
	d.placeAt = indexBy(d, d.placeAt, d.Places, func(p *Place) (int, int) { return p.From, p.To })
}

// IndexActors makes ActorAt answer.
func (d *Doc) IndexActors() {
	d.actorAt = indexBy(d, d.actorAt, d.Actors, func(a *Actor) (int, int) { return a.From, a.To })
}

// IndexQuotes makes QuoteAt answer; inner quotations must come after the outer ones.
func (d *Doc) IndexQuotes() {
	d.quoteAt = indexBy(d, d.quoteAt, d.Quotes, func(q *Quote) (int, int) { return q.From, q.To })
}

// IndexChunks makes ChunkAt answer.
func (d *Doc) IndexChunks() {
	d.chunkAt = indexBy(d, d.chunkAt, d.Chunks, func(c *Chunk) (int, int) { return c.From, c.To })
}

// IndexClauses makes ClauseAt answer; inner clauses must come after the outer ones.
func (d *Doc) IndexClauses() {
	d.clauseAt = indexBy(d, d.clauseAt, d.Clauses, func(c *Clause) (int, int) { return c.From, c.To })
}

func indexBy[T any](d *Doc, by []int32, list []T, bounds func(*T) (int, int)) []int32 {
	by = sized(by, len(d.Tokens))
	for k := range list {
		from, to := bounds(&list[k])
		for i := from; i < to; i++ {
			by[i] = int32(k) + 1
		}
	}
	return by
}
