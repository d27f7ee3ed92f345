package segment

import (
	"slices"
	"strings"

	"bilan/internal/analysis"
	"bilan/lang"
)

// tokens groups words into lexical units, the longest entry of the lexicon first, and gives them their tags.
func tokens(p *lang.Pack, d *analysis.Doc, room []analysis.Token) []analysis.Token {
	out := slices.Grow(room, len(d.Words))
	for i := 0; i < len(d.Words); {
		if !p.Lexicon.Begins(d.Words[i].ID) {
			out = append(out, token(p, d, i, i+1, nil))
			i++
			continue
		}
		e, n := p.Lexicon.Longest(func(k int) lang.WordID {
			if i+k >= len(d.Words) || k > 0 && d.Words[i+k].Shape&analysis.Line != 0 {
				return 0
			}
			return d.Words[i+k].ID
		})
		if n == 0 {
			n = 1
		}
		out = append(out, token(p, d, i, i+n, e))
		i += n
	}
	return out
}

func token(p *lang.Pack, d *analysis.Doc, from, to int, e *lang.Entry) analysis.Token {
	first := &d.Words[from]
	t := analysis.Token{W0: from, W1: to, Start: first.Start, End: d.Words[to-1].End, Fold: first.Fold, ID: first.ID, Shape: first.Shape}
	switch {
	case to > from+1:
		t.Fold = joinFolds(d.Words[from:to])
		t.ID = p.Lexicon.Word(t.Fold)
	default:
		e = single(p, d, first)
	}
	if e != nil {
		t.Entry, t.Tags, t.Known = e, e.Tags, true
		if to > from+1 && p.Genitive && e.Tags.Has(lang.V) && !e.Tags.Any(tenseTags) {
			t.Tags = t.Tags.Or(verbForm(p, d.Words[from:to]))
		}
		return t
	}
	if t.Shape&(analysis.Digit|analysis.Punct|analysis.Cap) == 0 {
		if g := p.Lexicon.Guess(t.Fold); g != nil {
			t.Tags = g.Tags
		}
	}
	return t
}

// tenseTags tell the form of a verb, formTags also its number and gender.
var (
	tenseTags = lang.SetOf(lang.Past, lang.Pres, lang.Fut, lang.Inf, lang.PPart, lang.APart, lang.Ger, lang.Imp)
	formTags  = tenseTags.Or(lang.SetOf(lang.Sg, lang.Pl, lang.Masc, lang.Fem, lang.Neut, lang.Refl))
)

// verbForm gives the grammar of the verb among the words of an entry that says only that it is one: «пали смертью».
func verbForm(p *lang.Pack, ws []analysis.Word) lang.Set {
	for i := range ws {
		if ws[i].ID == 0 {
			continue
		}
		if e := p.Lexicon.Entry(ws[i].ID); e.Tags.Has(lang.V) && e.Tags.Any(tenseTags) {
			return e.Tags.And(formTags)
		}
	}
	return lang.Set{}
}

// single gives the entry of a word alone: in its own case first, then folded; nil when the lexicon has neither.
func single(p *lang.Pack, d *analysis.Doc, w *analysis.Word) *lang.Entry {
	if w.Shape&(analysis.Cap|analysis.Punct) != 0 {
		if e := p.Lexicon.Exact(d.Text[w.Start:w.End]); e != nil {
			return e
		}
	}
	if e := p.Lexicon.Entry(w.ID); w.ID != 0 && !e.Tags.Empty() {
		return e
	}
	return nil
}

func joinFolds(ws []analysis.Word) string {
	parts := make([]string, len(ws))
	for i := range ws {
		parts[i] = ws[i].Fold
	}
	return strings.Join(parts, " ")
}
