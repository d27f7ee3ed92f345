package analysis

import "bilan/gazetteer"

// NamesAt gives the names of the gazetteer that begin at token i and have no more than n words, longest first. Several
// annotators ask for the same tokens and most begin no name, so the Doc remembers those.
func (d *Doc) NamesAt(g *gazetteer.Gazetteer, i, n int) []gazetteer.Match {
	if len(d.nameless) == 0 {
		d.nameless = sized(d.nameless, len(d.Tokens))
	}
	if n <= int(d.nameless[i]) {
		return nil
	}
	names := g.Match(n, d.WordsFrom(i), d.Pack.Code)
	if len(names) == 0 {
		d.nameless[i] = int32(n)
	}
	return names
}

// WordsFrom gives the words of the text as they stand there, counted from the first of token i.
func (d *Doc) WordsFrom(i int) func(k int) string {
	w0 := d.Tokens[i].W0
	return func(k int) string {
		w := &d.Words[w0+k]
		return d.Text[w.Start:w.End]
	}
}
