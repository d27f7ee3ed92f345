package extract

import (
	"bilan"
	"bilan/internal/analysis"
)

// row gives the forces coordinated with phrase k, in order: "600 parachutistes belges, 200 Espagnols et une compagnie
// allemande".
func (r *deploymentReader) row(k int) []int {
	d := r.d
	list := []int{k}
	for n := k; ; {
		p := n - 1
		for p >= 0 && d.Chunks[p].Of >= 0 {
			p = d.Chunks[p].Of
		}
		if p < 0 || d.Chunks[p].Kind != analysis.NounPhrase || !inRow(d, phraseEnd(d, p), d.Chunks[n].From) || !r.member(p) {
			break
		}
		list = append([]int{p}, list...)
		n = p
	}
	for n := k; ; {
		e := n
		for e+1 < len(d.Chunks) && d.Chunks[e+1].Of == e {
			e++
		}
		if e+1 >= len(d.Chunks) || d.Chunks[e+1].Kind != analysis.NounPhrase || d.Chunks[e+1].Prep >= 0 || !inRow(d, d.Chunks[e].To, d.Chunks[e+1].From) || !r.member(e+1) {
			break
		}
		list = append(list, e+1)
		n = e + 1
	}
	return list
}

// member reports whether a phrase can stand in a row of forces.
func (r *deploymentReader) member(k int) bool {
	if n := r.d.Chunks[k].Number; n >= 0 && r.d.Numbers[n].Role == bilan.RoleEquipment {
		return false
	}
	return (r.isForce(k) || r.crew(k) || r.soldiers(k) || r.d.Chunks[k].Number >= 0 && r.nation(k)) && (r.d.Chunks[k].Number >= 0 || len(r.states(r.d.Chunks[k].From, phraseEnd(r.d, k))) > 0)
}
