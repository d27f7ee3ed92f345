package extract

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// victim gives the phrase in the victim's slot of clause k: the subject of a passive or of dying, else the object.
func (r *harmReader) victim(k int, v *analysis.Chunk) int {
	cl := &r.d.Clauses[k]
	object := r.directObject(cl, v)
	switch {
	case !v.Passive && v.Tags.Has(lang.Miss) && object >= 0 && !r.human(object) && !r.countsPeople(object):
		return -1 // "were missing school"
	case !v.Passive && cl.Subject >= 0 && r.accusative(cl.Subject):
		return r.people(cl.Subject)
	case v.Passive || v.Tags.Has(lang.VictSubj):
		if cl.Subject >= 0 && !(object >= 0 && r.countsPeople(object) && !r.numbered(cl.Subject)) {
			return r.people(cl.Subject)
		}
		if object >= 0 && r.d.Pack.Genitive {
			return r.people(object)
		}
		return object
	case object >= 0 && !(cl.Subject >= 0 && r.d.Tokens[v.Head].Has(lang.PPart) && !r.human(object) && !r.countsPeople(object) && r.human(cl.Subject)):
		return object
	case r.d.Tokens[v.Head].Has(lang.PPart) && cl.Subject >= 0 && !r.perfect(v):
		if object >= 0 && r.d.Chunks[cl.Subject].Tags.Has(lang.Suspect) {
			return -1 // "the first bomber struck a wedding"
		}
		return r.people(cl.Subject)
	}
	return -1
}

// perfect reports whether a verb group is an active perfect: "a arrêté", "had shot".
func (r *harmReader) perfect(v *analysis.Chunk) bool {
	for i := v.From; i < v.Head; i++ {
		if r.d.Has(i, lang.Have) {
			return true
		}
	}
	return false
}

// people gives phrase k, or the people in its complement when it names none itself: "the names of 38 civilians".
func (r *harmReader) people(k int) int {
	if n := k + 1; r.d.Pack.Genitive && r.d.Chunks[k].Number < 0 && n < len(r.d.Chunks) && r.d.Chunks[n].Of == k && r.d.Chunks[n].Prep >= 0 && r.countsPeople(n) {
		return n // «группа из трёх человек»
	}
	if r.human(k) || r.countsPeople(k) {
		return k
	}
	for n := k + 1; n < len(r.d.Chunks) && r.d.Chunks[n].Of == n-1; n++ {
		if r.countsPeople(n) || r.human(n) {
			return n
		}
	}
	return k
}

// directObject gives the first phrase without preposition behind the verb, -1 when something stands between.
func (r *harmReader) directObject(cl *analysis.Clause, v *analysis.Chunk) int {
	for _, n := range cl.Objects {
		ch := &r.d.Chunks[n]
		if r.d.TimeAt(ch.Head) != nil && ch.Number < 0 {
			continue
		}
		if ch.From == v.To+1 && cl.Subject < 0 && r.d.Pack.Genitive && r.d.Has(v.To, lang.Conj) && ch.Number >= 0 {
			return n // «Ранены и шестеро полицейских»
		}
		if ch.From-v.To > 6 || r.conjunction(v.To, ch.From) || ch.From == v.To+1 && r.d.Is(v.To, ",") { // "1 killed, 5 wounded"
			return -1
		}
		return n
	}
	return -1
}

// conjunction reports whether tokens [from,to) join or part what stands around them.
func (r *harmReader) conjunction(from, to int) bool {
	for i := from; i < to; i++ {
		if r.d.Has(i, lang.Conj) || r.d.Is(i, ";") {
			return true
		}
	}
	return false
}

// human reports whether a phrase surely speaks of people: what is hit or struck may be a house.
func (r *harmReader) human(k int) bool {
	ch := &r.d.Chunks[k]
	head := &r.d.Tokens[ch.Head]
	return head.Has(lang.Person) || head.Has(lang.Pron) || head.Has(lang.Other) || single(r.d, k) || ch.Number >= 0 && ch.To == r.d.Numbers[ch.Number].To && countable(r.d, k)
}

func (r *harmReader) countsPeople(k int) bool {
	ch := &r.d.Chunks[k]
	return ch.Number >= 0 && countable(r.d, k)
}

// numbered reports whether a phrase counts people with more than an article.
func (r *harmReader) numbered(k int) bool {
	return r.countsPeople(k) && r.d.Numbers[r.d.Chunks[k].Number].Kind != analysis.ArticleOne
}

func (r *harmReader) joinedBySign(a, b int) bool {
	from, to := r.d.Chunks[a].To, r.d.Chunks[b].From
	if to-from != 1 {
		return false
	}
	switch r.d.Tokens[from].Fold {
	case ":", "—", "–", "-":
		return true
	}
	return false
}

// firstChunk gives the first phrase or verb group that begins at token from or behind it.
func firstChunk(d *analysis.Doc, from int) int {
	return sort.Search(len(d.Chunks), func(n int) bool { return d.Chunks[n].From >= from })
}

// coordinated gives chunk k with the phrases joined to it by commas and conjunctions, first to last.
func coordinated(d *analysis.Doc, k int) []int {
	first, last := k, k
	for first > 0 && joined(d, first-1, first) {
		first--
	}
	for last+1 < len(d.Chunks) && joined(d, last, last+1) {
		last++
	}
	out := make([]int, 0, last-first+1)
	for n := first; n <= last; n++ {
		if d.Chunks[n].Of < 0 && !(n < k && d.Chunks[k].Of == n) || n == k {
			out = append(out, n)
		}
	}
	return out
}

// joined reports whether phrase b stands beside phrase a as its equal, or complements it.
func joined(d *analysis.Doc, a, b int) bool {
	x, y := &d.Chunks[a], &d.Chunks[b]
	if x.Kind != analysis.NounPhrase || y.Kind != analysis.NounPhrase || d.Tokens[x.From].Sent != d.Tokens[y.From].Sent {
		return false
	}
	if y.Of == a {
		return true
	}
	if y.Prep >= 0 || namedAsSource(d, a) || y.Number < 0 && !((x.Number >= 0 || single(d, a) && single(d, b)) && d.Has(y.From-1, lang.Conj)) {
		return false
	}
	for i := x.To; i < y.From; i++ {
		t := &d.Tokens[i]
		if num := d.NumberAt(i); num != nil && num.Role == bilan.RoleAge || t.Has(lang.UAge) {
			continue // "two children, ages 3 and 5, and their mother"
		}
		if !t.Has(lang.Conj) && !d.Is(i, ",") && !t.Has(lang.More) && !t.Has(lang.Adv) {
			return false
		}
	}
	return y.From > x.To
}

// namedAsSource reports whether phrase k is a source behind its preposition, alone or joined to one: "according to police and the
// mayor, two men …".
func namedAsSource(d *analysis.Doc, k int) bool {
	for ; k > 0 && d.Chunks[k].Prep < 0; k-- {
		if x, y := &d.Chunks[k-1], &d.Chunks[k]; x.Kind != analysis.NounPhrase || y.From != x.To+1 || !d.Has(x.To, lang.Conj) {
			return false
		}
	}
	return d.Chunks[k].Prep >= 0 && d.Has(d.Chunks[k].Prep, lang.Accord)
}
