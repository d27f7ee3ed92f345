package lang

// combo is one combination of forms of the words of an entry so far.
type combo struct {
	before int32 // combination of the words before, in the layer before
	form   int32 // index of the last word's ending
	words  int32 // the same for combinations that read alike
	tags   Set   // grammar of the first inflected word
	agree  Set   // features that further words must share
}

var (
	caseTags   = SetOf(Nom, Gen, Dat, Acc, Ins, Loc)
	numberTags = SetOf(Sg, Pl)
	genderTags = SetOf(Masc, Fem, Neut)
)

// agrees reports whether two forms can stand together: no feature that both state differs.
func agrees(a, b Set) bool {
	return agreeIn(caseTags, a, b) && agreeIn(numberTags, a, b) && agreeIn(genderTags, a, b)
}

func agreeIn(f, a, b Set) bool {
	x, y := a.And(f), b.And(f)
	return x.Any(y) || x.Empty() || y.Empty()
}

// combine makes the layer of word k: every form of it with every combination before it that it agrees with, those that
// read alike and say the same but once. It returns their number.
func (r *lexiconReader) combine(k int) int {
	if k == len(r.layers) {
		r.layers = append(r.layers, nil)
	}
	out := r.layers[k][:0]
	p := r.parts[k].paradigm
	if k == 0 {
		for i := range p.endings {
			tags := p.endings[i].tags
			out = append(out, combo{form: int32(i), words: int32(p.same[i]), tags: tags, agree: tags})
		}
	} else {
		out = extend(out, r.layers[k-1], p)
	}
	r.layers[k] = out
	return len(out)
}

func extend(out, before []combo, p *paradigm) []combo {
	for b := range before {
		c := &before[b]
		for i := range p.endings {
			e := &p.endings[i]
			if !agrees(c.agree, e.tags) {
				continue
			}
			n := combo{before: int32(b), form: int32(i), words: c.words*int32(len(p.endings)) + int32(p.same[i]), tags: c.tags, agree: c.agree.Or(e.tags)}
			if n.tags.Empty() {
				n.tags = e.tags
			}
			if !told(out, &n) {
				out = append(out, n)
			}
		}
	}
	return out
}

func told(list []combo, n *combo) bool {
	for i := range list {
		if list[i].words == n.words && list[i].tags == n.tags {
			return true
		}
	}
	return false
}
