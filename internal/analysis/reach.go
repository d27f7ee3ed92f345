package analysis

// reach finds annotations by the sentences that their scopes touch, so that a lookup costs what its sentence holds and
// not what the text does.
type reach struct {
	from []int32 // by sentence: where its part of list begins; one more at the end
	list []int32 // annotations, in their order within each sentence
}

// over gives the annotations whose scope touches the sentence of token tok.
func (r *reach) over(d *Doc, tok int) []int32 {
	if tok < 0 || tok >= len(d.Tokens) || len(r.from) == 0 {
		return nil
	}
	s := d.Tokens[tok].Sent
	return r.list[r.from[s]:r.from[s+1]]
}

func (r *reach) empty() reach { return reach{from: r.from[:0], list: r.list[:0]} }

// file fills r with n annotations whose scopes are given in tokens.
func (r *reach) file(d *Doc, n int, scope func(i int) (from, to int)) {
	r.from = sized(r.from, len(d.Sentences)+1)
	each := func(do func(i, sent int)) {
		for i := range n {
			from, to := scope(i)
			if from, to = max(from, 0), min(to, len(d.Tokens)); from >= to {
				continue
			}
			for s := d.Tokens[from].Sent; s <= d.Tokens[to-1].Sent; s++ {
				do(i, s)
			}
		}
	}
	each(func(_, s int) { r.from[s+1]++ })
	for s := range d.Sentences {
		r.from[s+1] += r.from[s]
	}
	r.list = sized(r.list, int(r.from[len(d.Sentences)]))
	each(func(i, s int) {
		r.list[r.from[s]] = int32(i)
		r.from[s]++
	})
	copy(r.from[1:], r.from)
	r.from[0] = 0
}

// IndexAttributions makes ChainAt answer; it is called when the list is complete.
func (d *Doc) IndexAttributions() {
	d.told.file(d, len(d.Attributions), func(i int) (int, int) { return d.Attributions[i].ScopeFrom, d.Attributions[i].ScopeTo })
}

// IndexMoods makes MoodAt and AssertionAt answer; it is called when the list is complete.
func (d *Doc) IndexMoods() {
	d.held.file(d, len(d.Moods), func(i int) (int, int) { return d.Moods[i].ScopeFrom, d.Moods[i].ScopeTo })
}
