package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// tasks gives the purposes told behind clause k: "pour aider à stabiliser la situation", «для разбора завалов».
func (r *deploymentReader) tasks(k int) []bilan.Span {
	if k < 0 {
		return nil
	}
	cl := &r.d.Clauses[k]
	return r.tasksFrom(r.d.Chunks[cl.Verb].To, r.d.Sentences[cl.Sent].To)
}

// tasksFrom gives the purposes told in tokens [from,to).
func (r *deploymentReader) tasksFrom(from, to int) []bilan.Span {
	d := r.d
	for i := from; i < to; i++ {
		t := &d.Tokens[i]
		if !t.Has(lang.Purpose) && !t.Has(lang.ToInf) {
			continue
		}
		next := i + 1
		ch := d.ChunkAt(next)
		if ch == nil && next+1 < to {
			next++
			ch = d.ChunkAt(next)
		}
		if ch == nil || ch.From < i && t.Has(lang.ToInf) && ch.Kind != analysis.VerbGroup {
			continue
		}
		infinitive := ch.Kind == analysis.VerbGroup && d.Has(ch.Head, lang.Inf)
		guard := ch.Kind == analysis.NounPhrase && (d.Has(ch.Head, lang.Guard) || d.Has(ch.Head, lang.Task) || d.Has(ch.Head, lang.EvAid)) && d.TimeAt(ch.Head) == nil
		if !infinitive && !guard {
			continue
		}
		end := next
		for end < to && !d.Is(end, ",") && !d.Is(end, ";") && !d.Is(end, ".") && !d.Is(end, "—") && !d.Is(end, "(") && d.QuoteIndex(end) == d.QuoteIndex(i) {
			end++
		}
		return []bilan.Span{d.Span(next, end)}
	}
	return nil
}

// task reads "Les principales tâches de la force seront la protection de …, l'assistance à …" and gives the tasks to
// the deployment told before.
func (r *deploymentReader) task(cl *analysis.Clause, v *analysis.Chunk) {
	d := r.d
	if r.last == nil || cl.Subject < 0 || !d.Has(d.Chunks[cl.Subject].Head, lang.Task) || !d.Has(v.Head, lang.Be) && !v.Tags.Has(lang.Contrib) {
		return
	}
	to := d.Sentences[cl.Sent].To
	from := v.To
	for i := from; i <= to; i++ {
		stop := i == to || d.Is(i, ".") || d.Is(i, ";") || d.QuoteIndex(i) != d.QuoteIndex(v.From)
		if !stop && !(d.Is(i, ",") && r.opensTask(i+1)) {
			continue
		}
		if i > from {
			r.last.Tasks = append(r.last.Tasks, d.Span(from, i))
		}
		from = i + 1
		if stop {
			return
		}
	}
}

// opensTask reports whether a phrase without preposition, of guarding or doing, begins at token i.
func (r *deploymentReader) opensTask(i int) bool {
	ch := r.d.ChunkAt(i)
	return ch != nil && ch.From == i && ch.Prep < 0 && (ch.Kind == analysis.NounPhrase || r.d.Has(ch.Head, lang.Inf))
}

// duration gives the phrase of tokens [from,to) that says for how long: a noun of duration behind a preposition, or a
// day or month up to which.
func (r *deploymentReader) duration(from, to int) *bilan.Duration {
	return duration(r.d, from, to)
}

func duration(d *analysis.Doc, from, to int) *bilan.Duration {
	for i := from; i < to; i++ {
		t := &d.Tokens[i]
		if t.Has(lang.Limited) && t.Has(lang.Adv) || t.Has(lang.UDuration) && t.W1-t.W0 > 2 {
			s := d.Span(i, i+1)
			return &bilan.Duration{Text: s.Text, Limited: true, Span: s}
		}
	}
	for k := firstChunk(d, from); k < len(d.Chunks) && d.Chunks[k].From < to; k++ {
		ch := &d.Chunks[k]
		head := &d.Tokens[ch.Head]
		if ch.Kind != analysis.NounPhrase {
			continue
		}
		if u := untilIn(d, ch); u != nil {
			return u
		}
		if ch.Prep < 0 || !head.Has(lang.UDuration) || d.TimeAt(ch.Head) != nil {
			continue
		}
		limited := false
		for i := ch.From; i < ch.To; i++ {
			limited = limited || d.Has(i, lang.Limited)
		}
		if n := ch.Number; !limited && (n < 0 || d.Numbers[n].Kind == analysis.ArticleOne) || d.Has(ch.Prep, lang.Since) || d.Has(ch.Prep, lang.Of) {
			continue
		}
		span := d.Span(ch.From, ch.To)
		return &bilan.Duration{Text: span.Text, Limited: true, Span: span}
	}
	return nil
}

// untilIn gives the day or month up to which something holds: "until 31 July".
func untilIn(d *analysis.Doc, ch *analysis.Chunk) *bilan.Duration {
	t := d.TimeAt(ch.Head)
	if t == nil || t.Vague || len(t.When.Value) < 7 {
		return nil
	}
	open := t.From - 1
	if d.Has(t.From, lang.RangeTo) || d.Has(t.From, lang.BUpTo) {
		open = t.From
	}
	if open < 0 || !d.Has(open, lang.RangeTo) && !d.Has(open, lang.BUpTo) || d.Has(open, lang.Of) || d.Has(open, lang.Conj) {
		return nil
	}
	span := d.Span(open, t.To)
	return &bilan.Duration{Text: span.Text, Limited: true, Until: t.When.Value, Span: span}
}
