package analysis

import "bilan/lang"

// Match runs the rules of a layer over sentence s and calls fn for each match, in order of position; at one
// position a longer match comes first. Matches are noted in Fired.
func (d *Doc) Match(layer string, s *Sentence, fn func(Firing)) {
	set := d.Pack.Rules(layer)
	kinds := set.Spans()
	m := matcher{d: d, s: s}
	var spans [5]lang.SpanKind
	for i := s.From; i < s.To; i++ {
		t := &d.Tokens[i]
		d.rules = set.At(d.rules[:0], t.ID, t.Tags, d.spansFrom(i, kinds, spans[:0]), i == s.From)
		if len(d.rules) == 0 {
			continue
		}
		first := len(d.Fired)
		for _, r := range d.rules {
			m.elems, m.caps = r.Elems, m.room[:0]
			if end := m.run(0, i); end > i {
				d.Fired = insertByLength(d.Fired, first, Firing{r, i, end, d.keep(m.caps)})
			}
		}
		for k := first; k < len(d.Fired); k++ {
			fn(d.Fired[k])
		}
	}
}

// keep gives captures a place that lasts as long as d.
func (d *Doc) keep(caps []Capture) []Capture {
	if len(caps) == 0 {
		return nil
	}
	n := len(d.caps)
	d.caps = append(d.caps, caps...)
	return d.caps[n:len(d.caps):len(d.caps)]
}

// insertByLength adds a firing to those from first on, behind all that are as long.
func insertByLength(list []Firing, first int, f Firing) []Firing {
	list = append(list, f)
	for i := len(list) - 1; i > first && list[i].To > list[i-1].To; i-- {
		list[i], list[i-1] = list[i-1], list[i]
	}
	return list
}

// Cap gives the tokens of a named capture; false when the rule has none of that name there.
func (f *Firing) Cap(name string) (from, to int, ok bool) {
	for _, c := range f.Caps {
		if c.Name == name {
			return c.From, c.To, true
		}
	}
	return 0, 0, false
}

// spansFrom lists those of kinds of which a span begins at token i.
func (d *Doc) spansFrom(i int, kinds, out []lang.SpanKind) []lang.SpanKind {
	for _, k := range kinds {
		if d.spanEnd(k, i) > 0 {
			out = append(out, k)
		}
	}
	return out
}

// spanEnd gives the end of a span of kind k that begins at token i, 0 when none does.
func (d *Doc) spanEnd(k lang.SpanKind, i int) int {
	switch k {
	case lang.SpanNumber:
		if n := d.NumberAt(i); n != nil && (n.From == i || n.NumFrom == i) {
			return n.To
		}
	case lang.SpanPlace:
		if p := d.PlaceAt(i); p != nil && p.From == i {
			return p.To
		}
	case lang.SpanTime:
		if t := d.TimeAt(i); t != nil && t.From == i {
			return t.To
		}
	case lang.SpanActor:
		if a := d.ActorAt(i); a != nil && a.From == i {
			return a.To
		}
	case lang.SpanQuote:
		if q := d.QuoteAt(i); q != nil && q.From == i {
			return q.To
		}
	}
	return 0
}

// A matcher tries one rule at one place, depth first: gaps as short as may be, repeats as long as may be.
type matcher struct {
	d     *Doc
	s     *Sentence
	elems []lang.Elem
	caps  []Capture
	room  [4]Capture
}

// run matches elements from k on at token i and gives the end of the match, -1 when there is none.
func (m *matcher) run(k, i int) int {
	if k == len(m.elems) {
		return i
	}
	e := &m.elems[k]
	switch {
	case e.Test.Edge == '^' && i != m.s.From, e.Test.Edge == '$' && i < m.s.To:
		return -1
	case e.Test.Edge != 0:
		return m.run(k+1, i)
	case e.Test.Any && e.Min == 0:
		return m.gap(k, i, e)
	}
	return m.greedy(k, i, e)
}

func (m *matcher) gap(k, i int, e *lang.Elem) int {
	for n := 0; n <= e.Max && i+n <= m.s.To; n++ {
		mark := len(m.caps)
		m.capture(e, i, i+n)
		if end := m.run(k+1, i+n); end >= 0 {
			return end
		}
		m.caps = m.caps[:mark]
	}
	return -1
}

func (m *matcher) greedy(k, i int, e *lang.Elem) int {
	ends := [8]int{i}
	n := 0
	for n < e.Max && n+1 < len(ends) {
		next := m.step(&e.Test, ends[n])
		if next < 0 {
			break
		}
		n++
		ends[n] = next
	}
	for ; n >= e.Min; n-- {
		mark := len(m.caps)
		if n > 0 {
			m.capture(e, i, ends[n])
		}
		if end := m.run(k+1, ends[n]); end >= 0 {
			return end
		}
		m.caps = m.caps[:mark]
	}
	return -1
}

func (m *matcher) capture(e *lang.Elem, from, to int) {
	if e.Name != "" {
		m.caps = append(m.caps, Capture{e.Name, from, to})
	}
}

// step gives the token behind what t accepts at token i, -1 when it accepts nothing.
func (m *matcher) step(t *lang.Test, i int) int {
	if i >= m.s.To {
		return -1
	}
	end := m.accept(t, i)
	if !t.Not {
		return end
	}
	if end >= 0 {
		return -1
	}
	return i + 1
}

func (m *matcher) accept(t *lang.Test, i int) int {
	if t.Any {
		return i + 1
	}
	tok := &m.d.Tokens[i]
	for _, k := range t.Spans {
		if end := m.d.spanEnd(k, i); end > 0 && end <= m.s.To {
			return end
		}
	}
	for _, w := range t.Words {
		if tok.ID == w {
			return i + 1
		}
	}
	for _, set := range t.Tags {
		if tok.Tags.And(set) == set {
			return i + 1
		}
	}
	return -1
}
