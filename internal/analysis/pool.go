package analysis

import (
	"slices"
	"sync"

	"bilan"
	"bilan/lang"
)

// pool keeps the memory of documents that are done with, so that the next text is annotated in memory that the
// processor still has at hand. A Doc from the pool is empty: it carries nothing from one text to the next.
var pool = sync.Pool{New: func() any { return new(Doc) }}

// poolTokens is the size up to which the memory of a document is kept.
const poolTokens = 1 << 15

// New gives an empty Doc for a text of an article; in is "title" for its title.
func New(p *lang.Pack, a *bilan.Article, text, in string) *Doc {
	d := pool.Get().(*Doc)
	d.Pack, d.Article, d.Text, d.In = p, a, text, in
	return d
}

// Free gives the memory of d back. Nothing may use d or its lists afterwards but Places and Times, into which claims
// point.
func (d *Doc) Free() {
	if cap(d.Tokens) > poolTokens {
		return
	}
	*d = Doc{
		Words: d.Words[:0], Tokens: d.Tokens[:0], Sentences: d.Sentences[:0], Paras: d.Paras[:0], Quotes: d.Quotes[:0],
		Numbers: d.Numbers[:0], Demonyms: d.Demonyms[:0], Actors: d.Actors[:0], Chunks: d.Chunks[:0], Clauses: d.Clauses[:0],
		Attributions: d.Attributions[:0], Moods: d.Moods[:0], Fired: d.Fired[:0], rules: d.rules[:0], caps: d.caps[:0],
		numberAt: d.numberAt[:0], timeAt: d.timeAt[:0], placeAt: d.placeAt[:0], actorAt: d.actorAt[:0], quoteAt: d.quoteAt[:0],
		chunkAt: d.chunkAt[:0], clauseAt: d.clauseAt[:0], nameless: d.nameless[:0], told: d.told.empty(), held: d.held.empty(),
	}
	pool.Put(d)
}

// sized gives n zeros in the memory of list if it has room.
func sized(list []int32, n int) []int32 {
	list = slices.Grow(list[:0], n)[:n]
	clear(list)
	return list
}
