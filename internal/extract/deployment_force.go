package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// isForce reports whether a phrase names people who can be sent: a force, a unit, or a number of uniformed people.
func (r *deploymentReader) isForce(k int) bool {
	ch := &r.d.Chunks[k]
	head := r.content(k).Tags
	if head.Has(lang.UOtherUnit) && !head.Has(lang.Force) && !head.Has(lang.Unit) || head.Has(lang.KMedia) || head.Has(lang.VictNoun) || head.Has(lang.Visit) {
		return false
	}
	t := victimTags(r.d, k)
	if t.Has(lang.CArmed) && !t.Has(lang.CMilitary) {
		return false
	}
	if a := r.d.ActorAt(ch.Head); a != nil && a.Kind == bilan.ActorMilitary && a.Entity >= 0 && !head.Has(lang.RoleNoun) && (a.Form == analysis.FullName || a.Form == analysis.ShortForm) && !r.d.Has(ch.Head, lang.N) {
		return true // "la Minusma"
	}
	if r.lone(k) || r.hurt(k) || r.anybodys(k) {
		return false
	}
	return head.Has(lang.Force) || head.Has(lang.Unit) || t.Has(lang.PeaceKp) || t.Has(lang.CPeace) ||
		(t.Has(lang.CMilitary) || t.Has(lang.CSecurity)) && ch.Number >= 0 && countable(r.d, k)
}

// uniformTags are those of people who are sent somewhere to serve.
var uniformTags = lang.SetOf(lang.CMilitary, lang.CSecurity, lang.CPeace, lang.CMedic, lang.CAid, lang.PeaceKp, lang.Force, lang.KMil, lang.KPolice)

// anybodys reports whether a phrase names a company, a team, an aircraft as anybody may have one, and says nothing of
// soldiers, rescuers or a state.
func (r *deploymentReader) anybodys(k int) bool {
	head := &r.d.Tokens[r.d.Chunks[k].Head]
	if !(head.Has(lang.Unit) && head.Has(lang.BodyHead) && head.Has(lang.KOrg)) && !head.Has(lang.UEquip) {
		return false
	}
	if n := r.d.Chunks[k].Number; n >= 0 && head.Has(lang.Force) && !head.Has(lang.UEquip) && r.d.Numbers[n].Kind != analysis.ArticleOne {
		return false // "27 teams"
	}
	for i := r.d.Chunks[k].From; i < phraseEnd(r.d, k); i++ {
		if t := &r.d.Tokens[i]; t != head && t.Tags.Any(uniformTags) {
			return false
		}
	}
	return len(r.ofPhrase(k, false)) == 0
}

// hurt reports whether a phrase names wounded or dead people.
func (r *deploymentReader) hurt(k int) bool {
	ch := &r.d.Chunks[k]
	for i := ch.From; i < ch.To; i++ {
		if r.d.Has(i, lang.VictNoun) || r.d.Has(i, lang.Wound) || r.d.Has(i, lang.Kill) {
			return true
		}
	}
	return k > 0 && r.d.Chunks[k-1].To == ch.From && r.d.Has(r.d.Chunks[k-1].Head, lang.VictNoun) // «Раненые солдаты»
}

// lone reports whether a phrase names one person, not a team or a contingent.
func (r *deploymentReader) lone(k int) bool {
	head := &r.d.Tokens[r.d.Chunks[k].Head]
	if head.Has(lang.Unit) || head.Has(lang.PeaceKp) && head.Has(lang.Force) || head.Has(lang.Pl) && head.Has(lang.V) && head.Has(lang.N) {
		return false // "engineers" is also "he engineers"
	}
	return single(r.d, k)
}

// isMission reports whether a phrase names a force as a whole: a contingent, a mission, an army.
func (r *deploymentReader) isMission(k int) bool {
	head := r.d.Tokens[r.d.Chunks[k].Head].Tags
	return r.isForce(k) && !head.Has(lang.Person) || head.Has(lang.Task) && head.Has(lang.N) && !head.Has(lang.Guard)
}

// isWhole reports whether a phrase names a force as one, told by its article: "the contingent".
func (r *deploymentReader) isWhole(k int) bool {
	h := &r.d.Tokens[r.d.Chunks[k].Head]
	return h.Has(lang.Force) && !h.Has(lang.Person) && !h.Has(lang.Pl) && !h.Has(lang.UEquip) && r.isForce(k)
}

// soldiers reports whether a phrase names several people of an army, uncounted: "Russian servicemen".
func (r *deploymentReader) soldiers(k int) bool {
	return r.content(k).Has(lang.CMilitary) && !single(r.d, k) && !r.hurt(k)
}

// troop reports whether a phrase names several people in uniform, or sent to help, by their country: "French soldiers".
func (r *deploymentReader) troop(k int) bool {
	h := r.content(k)
	if !h.Has(lang.CMilitary) && !h.Has(lang.CSecurity) && !h.Has(lang.CMedic) && !h.Has(lang.CAid) || h.Has(lang.VictNoun) || r.lone(k) {
		return false
	}
	return len(r.ofPhrase(k, false)) > 0
}

// crew reports whether a phrase counts people whom somebody official sends somewhere: "48 spécialistes", "18 хирургов".
func (r *deploymentReader) crew(k int) bool {
	ch := &r.d.Chunks[k]
	if ch.Number < 0 || r.d.Numbers[ch.Number].Kind == analysis.ArticleOne || !countable(r.d, k) || single(r.d, k) && !r.many(k) {
		return false
	}
	h := r.content(k)
	if r.hurt(k) {
		return false
	}
	if h.Has(lang.CMilitary) || h.Has(lang.CMedic) || h.Has(lang.CAid) || h.Has(lang.Force) {
		return true
	}
	return h.Has(lang.RoleNoun) && !h.Has(lang.KWitness) && !publicWords(r.d, ch.From, ch.To) || r.last != nil && r.nation(k) || r.withGear(k)
}

// withGear reports whether a phrase counts people together with vehicles: «260 человек и 80 единиц техники».
func (r *deploymentReader) withGear(k int) bool {
	d := r.d
	e := phraseEnd(d, k)
	n := d.ChunkIndex(e + 1)
	if !r.people(k) || n <= k || !inRow(d, e, d.Chunks[n].From) || d.Chunks[n].Number < 0 {
		return false
	}
	return d.Numbers[d.Chunks[n].Number].Role == bilan.RoleEquipment
}

// many reports whether the number of a phrase is above one.
func (r *deploymentReader) many(k int) bool {
	n := &r.d.Numbers[r.d.Chunks[k].Number]
	return n.Low == nil || *n.Low > 1
}

// nation reports whether a phrase counts people by their country alone: "120 Danes".
func (r *deploymentReader) nation(k int) bool {
	dm := r.d.DemonymAt(r.d.Chunks[k].Head)
	return dm != nil
}

// isRest reports whether a phrase counts people of the force told before: "another 250", "1 000", «ещё 150».
func (r *deploymentReader) isRest(k int) bool {
	d := r.d
	ch := &d.Chunks[k]
	if r.last == nil || ch.Number < 0 || d.Tokens[ch.From].Sent-r.lastSent > 3 {
		return false
	}
	n := &d.Numbers[ch.Number]
	if n.Kind == analysis.ArticleOne || n.Kind == analysis.Ordinal || n.Kind == analysis.ZeroCount || !countable(d, k) || n.Low != nil && *n.Low < 2 {
		return false
	}
	h := &d.Tokens[ch.Head]
	return ch.Head >= n.From && ch.Head < n.To && !(k+1 < len(d.Chunks) && d.Chunks[k+1].Of == k) || h.Has(lang.Other) || h.Has(lang.More) || h.Has(lang.UPeople) || r.nation(k)
}

// isPronoun reports whether a phrase is a pronoun that can stand for the force told just before.
func (r *deploymentReader) isPronoun(k int) bool {
	d := r.d
	ch := &d.Chunks[k]
	h := &d.Tokens[ch.Head]
	if r.last == nil || d.Tokens[ch.From].Sent-r.lastSent > 1 || !h.Has(lang.Pron) {
		return false
	}
	if a := d.ActorAt(ch.Head); a != nil && a.Resolved != "" && a.Kind != bilan.ActorMilitary {
		return false
	}
	return h.Has(lang.Third) || h.Has(lang.Pl) && !h.Has(lang.Sg) && d.QuoteAt(ch.Head) == nil
}

// named reports whether a force is told apart: by a country, by what it is for, or as the one told before.
func (r *deploymentReader) named(n int) bool {
	d := r.d
	ch := &d.Chunks[n]
	if victimTags(d, n).Has(lang.PeaceKp) || len(r.ofPhrase(n, false)) > 0 || r.isPronoun(n) {
		return true
	}
	if a := d.ActorAt(ch.Head); a != nil && a.Kind == bilan.ActorMilitary && (a.Form == analysis.FullName || a.Entity >= 0) {
		return true
	}
	return r.last != nil && r.isMission(n) || r.ofBody(n)
}

// ofBody reports whether a force is told by the body it belongs to: "troops of the alliance".
func (r *deploymentReader) ofBody(n int) bool {
	ch := &r.d.Chunks[n]
	for i := ch.Head + 1; i < phraseEnd(r.d, n); i++ {
		if t := &r.d.Tokens[i]; t.Has(lang.BodyHead) && (t.Has(lang.KMil) || t.Has(lang.KOrg)) {
			return true
		}
	}
	return false
}

// content gives the token of what a phrase counts: its head, or that of its complement when the head is the numeral.
func (r *deploymentReader) content(k int) *analysis.Token {
	d := r.d
	ch := &d.Chunks[k]
	if n := d.NumberAt(ch.Head); n != nil && k+1 < len(d.Chunks) && d.Chunks[k+1].Of == k {
		return &d.Tokens[d.Chunks[k+1].Head]
	}
	return &d.Tokens[ch.Head]
}
