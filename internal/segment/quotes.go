package segment

import (
	"sort"

	"bilan/internal/analysis"
)

// quotes finds quotations by the pack's pairs of marks, nested ones too. A quotation left open runs to the end of
// its paragraph; when the next paragraph opens with the same mark again, it goes on there.
func quotes(d *analysis.Doc) {
	var f quoteFinder
	f.d = d
	for _, p := range d.Paras {
		f.para(d.Sentences[p.From].From, d.Sentences[p.To-1].To)
	}
	f.closeAll(len(d.Tokens))
	sort.SliceStable(d.Quotes, func(i, j int) bool { return d.Quotes[i].From < d.Quotes[j].From })
	d.IndexQuotes()
}

type openQuote struct {
	at    int
	close string
	open  string
	until int // end of the last paragraph it ran to
}

type quoteFinder struct {
	d     *analysis.Doc
	stack []openQuote
}

func (f *quoteFinder) para(from, to int) {
	if !f.continues(from) {
		f.closeAll(from)
	} else {
		from++
	}
	for i := from; i < to; i++ {
		if !f.close(i) {
			f.open(i)
		}
	}
	if len(f.stack) > 1 {
		f.unwind(1)
	}
	for k := range f.stack {
		f.stack[k].until = to
	}
}

// continues reports whether the paragraph at from opens with the mark of a quotation left open before.
func (f *quoteFinder) continues(from int) bool {
	return len(f.stack) == 1 && f.d.Tokens[from].Fold == f.stack[0].open
}

func (f *quoteFinder) close(i int) bool {
	t := &f.d.Tokens[i]
	if !t.Is(analysis.Punct) {
		return false
	}
	for k := len(f.stack) - 1; k >= 0; k-- {
		if !f.closes(i, &f.stack[k]) || f.stack[k].open == f.stack[k].close && f.opening(i) {
			continue
		}
		f.unwind(k + 1)
		f.d.Quotes = append(f.d.Quotes, analysis.Quote{From: f.stack[k].at, To: i + 1, Depth: k, Closed: true})
		f.stack = f.stack[:k]
		return true
	}
	return false
}

// closes reports whether the mark at i closes a quotation; straight and curled marks are mixed in print.
func (f *quoteFinder) closes(i int, q *openQuote) bool {
	switch mark := f.d.Tokens[i].Fold; {
	case mark == q.close:
		return true
	case q.open == "\"":
		return mark == "”"
	case q.open == "“":
		return mark == "\"" && !f.opening(i)
	}
	return false
}

func (f *quoteFinder) open(i int) {
	t := &f.d.Tokens[i]
	if !t.Is(analysis.Punct) || len(f.stack) >= 3 {
		return
	}
	for _, q := range f.d.Pack.Quotes {
		if t.Fold != foldMark(q[0]) || q[0] == q[1] && !f.opening(i) || foldMark(q[0]) == "'" && !f.opening(i) {
			continue
		}
		f.stack = append(f.stack, openQuote{at: i, open: foldMark(q[0]), close: foldMark(q[1])})
		return
	}
}

// opening tells a straight mark that opens from one that closes: space or a sign before it, none behind.
func (f *quoteFinder) opening(i int) bool {
	d := f.d
	if i+1 >= len(d.Tokens) || d.Tokens[i+1].Is(analysis.Space) {
		return false
	}
	return i == 0 || d.Tokens[i].Is(analysis.Space) || d.Tokens[i-1].Is(analysis.Punct)
}

// unwind gives up quotations from level k on: marks without a partner.
func (f *quoteFinder) unwind(k int) {
	f.stack = f.stack[:k]
}

func (f *quoteFinder) closeAll(to int) {
	for k, q := range f.stack {
		end := q.until
		if end == 0 {
			end = to
		}
		f.d.Quotes = append(f.d.Quotes, analysis.Quote{From: q.at, To: end, Depth: k})
	}
	f.stack = f.stack[:0]
}

// foldMark folds a quotation mark as words are folded.
func foldMark(s string) string {
	if s == "’" || s == "‘" {
		return "'"
	}
	return s
}
