package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// headcounts reads verbless counts of a force: "Численность контингента — 2030 человек", "Группировка: 5 200 чел.",
// "Всего — порядка 2500 человек".
func (r *deploymentReader) headcounts(s *analysis.Sentence, from, to int) {
	d := r.d
	for k := from; k+1 < to; k++ {
		if d.Chunks[k].Kind == analysis.VerbGroup || r.seen[k] || d.Chunks[k].Of >= 0 {
			continue
		}
		e := phraseEnd(d, k)
		force := k
		if d.Has(d.Chunks[k].Head, lang.Contrib) && d.Has(d.Chunks[k].Head, lang.N) && k+1 < to && d.Chunks[k+1].Of == k {
			force = k + 1
		}
		if !r.isMission(force) {
			continue
		}
		n := r.afterDash(e, s.To)
		if n < 0 || r.seen[n] {
			continue
		}
		if r.add(&movement{forces: []int{force}, from: d.Chunks[k].From, to: d.Chunks[n].To, state: state{"active", bilan.Asserted}, sender: -1}, nil) {
			r.seen[n] = true
			r.last.Strength = r.count(n)
		}
	}
}

// afterDash gives the phrase that counts people behind a dash or colon at token i, over an insertion between commas.
func (r *deploymentReader) afterDash(i, end int) int {
	d := r.d
	for n := 0; i < end && n < 8 && !r.dash(i); n++ {
		if n == 0 && !d.Is(i, ",") {
			return -1
		}
		i++
	}
	if i >= end || !r.dash(i) {
		return -1
	}
	n := d.ChunkIndex(i + 1)
	if n < 0 || d.Chunks[n].Number < 0 || !countable(d, n) || !r.people(n) && !r.bareNumber(n) {
		return -1
	}
	return n
}

func (r *deploymentReader) dash(i int) bool {
	switch r.d.Tokens[i].Fold {
	case "—", "–", "-", ":":
		return true
	}
	return false
}

// A pair is a state and its number in a list: "l'Italie (1 100)", "Таджикистан — 200", "Japan 180".
type pair struct{ state, number int }

// pairs reads the list of states with their numbers in a sentence that tells of a force or goes on with one: two pairs
// at least, or one behind a deployment of the same sentence.
func (r *deploymentReader) pairs(s *analysis.Sentence, from, to int) {
	list := r.pairsIn(from, to)
	told := r.last != nil && r.d.Sentences[r.lastSent].From == s.From
	named := false
	for _, p := range list {
		named = named || r.isForce(p.number)
	}
	if len(list) == 0 || !told && !(len(list) > 1 && (named || r.last != nil && r.d.Tokens[s.From].Sent-r.lastSent <= 2)) && !(named && told) {
		return
	}
	st := state{"deployed", bilan.Asserted}
	if told {
		st = state{r.last.Status, r.out[len(r.out)-1].Assertion}
		if st.status == "active" {
			st.status = "deployed"
		}
	}
	for _, p := range list {
		if r.seen[p.number] {
			continue
		}
		a, b := &r.d.Chunks[p.state], &r.d.Chunks[p.number]
		m := movement{forces: []int{p.number}, from: a.From, to: b.To, state: st, sender: p.state}
		r.add(&m, nil)
	}
}

func (r *deploymentReader) pairsIn(from, to int) []pair {
	var list []pair
	for n := from; n+1 < to; n++ {
		if r.isPair(n) {
			list = append(list, pair{n, n + 1})
		}
	}
	return list
}

// isPair reports whether phrase n is a state and the next one its number, with nothing but a sign between.
func (r *deploymentReader) isPair(n int) bool {
	d := r.d
	a, b := &d.Chunks[n], &d.Chunks[n+1]
	if a.Kind == analysis.VerbGroup || b.Kind == analysis.VerbGroup || !r.isState(n) || b.Number < 0 || b.Prep >= 0 || b.From-a.To > 2 {
		return false
	}
	for i := a.To; i < b.From; i++ {
		if !r.dash(i) && !d.Is(i, "(") && !d.Is(i, ",") && d.NumberAt(i) == nil {
			return false
		}
	}
	if b.From-a.To == 1 && d.Is(a.To, ",") {
		return false
	}
	num := &d.Numbers[b.Number]
	if num.Kind != analysis.Cardinal && num.Kind != analysis.VagueCount || num.Role == bilan.RoleDate {
		return false
	}
	return countable(d, n+1) && (r.people(n+1) || r.bareNumber(n+1)) || num.Role == bilan.RoleAge && d.Is(a.To, "(") && r.bareNumber(n+1)
}

// firstPair gives the first token of a list pair whose number stands in tokens [from,to), -1 when there is none.
func (r *deploymentReader) firstPair(from, to int) int {
	d := r.d
	for n := firstChunk(d, from); n+1 < len(d.Chunks) && d.Chunks[n+1].From < to; n++ {
		if r.isPair(n) {
			return d.Chunks[n].From
		}
	}
	return -1
}
