package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// A state is what a text says of a deployment: how far it is, and how surely.
type state struct {
	status string
	mood   bilan.Assertion
}

// state gives the state of a force from the verb that moves it, its tense, and the verb that governs it: "a commencé à
// quitter", "asked it to leave", "пообещала прислать".
func (r *deploymentReader) state(k int, cl *analysis.Clause, v *analysis.Chunk) state {
	over := r.governing(k, v)
	leaves := r.goes(cl, v) || r.follows(cl, v)
	future := v.Tense == lang.Fut || v.Tense == lang.Inf || v.Tense == lang.Cond || r.intends(v)
	switch {
	case over.Has(lang.Ask) || over.Has(lang.Urge):
		if leaves {
			return state{"withdrawing", bilan.Planned}
		}
		return state{"requested", bilan.Planned}
	case leaves && r.ahead(k, v):
		return state{"withdrawing", bilan.Planned}
	case leaves && over.Has(lang.Begin):
		return state{"withdrawing", bilan.Asserted}
	case leaves && over.Has(lang.End):
		return state{"withdrawn", bilan.Asserted}
	case leaves && future:
		return state{"withdrawing", bilan.Planned}
	case leaves && (v.Tense == lang.Past || v.Tense == lang.PPart || v.Passive || r.perfect(v)):
		return state{"withdrawn", bilan.Asserted}
	case leaves:
		return state{"withdrawing", bilan.Asserted}
	case over.Has(lang.Begin):
		return state{"active", bilan.Asserted}
	case v.Tags.Has(lang.Serve) && over.Has(lang.Prolong):
		return state{"active", bilan.Asserted}
	case future:
		return state{"announced", bilan.Planned}
	case v.Tags.Has(lang.Announce) && !v.Tags.Has(lang.Send):
		return state{"announced", bilan.Planned}
	case v.Tags.Has(lang.Serve) && (!v.Tags.Has(lang.Send) || v.Passive), v.Tags.Has(lang.Send) && v.Passive && v.Tense == lang.Pres && !r.perfect(v):
		return state{"active", bilan.Asserted}
	}
	return state{"deployed", bilan.Asserted}
}

// follows reports whether a verb that can tell of coming and of going goes on with a leaving told just before: "La force
// a entamé son retrait. Les Togolais s'envoleront jeudi."
func (r *deploymentReader) follows(cl *analysis.Clause, v *analysis.Chunk) bool {
	if !v.Tags.Has(lang.Arrive) || !v.Tags.Has(lang.Leave) || r.last == nil || cl.Sent-r.lastSent > 1 {
		return false
	}
	return r.last.Status == "withdrawing" || r.last.Status == "withdrawn"
}

// perfect reports whether a verb group has the auxiliary of a perfect tense: "have left", "sont partis".
func (r *deploymentReader) perfect(v *analysis.Chunk) bool {
	for i := v.From; i < v.Head; i++ {
		if r.d.Has(i, lang.Have) {
			return true
		}
	}
	return r.d.Has(v.Head, lang.PPart) && !v.Tags.Has(lang.Send)
}

// intends reports whether words in a verb group or just before it put the deed off: "will", "is to", "pledged to",
// "готова отправить".
func (r *deploymentReader) intends(v *analysis.Chunk) bool {
	if !r.d.Has(v.Head, lang.Inf) {
		return false
	}
	for i := v.From; i < v.Head; i++ {
		if t := &r.d.Tokens[i]; t.Has(lang.Begin) {
			return false
		}
	}
	return true
}

// ahead reports whether a verb or the one over it tells what is to come: "will begin to leave", "doivent commencer à partir".
func (r *deploymentReader) ahead(k int, v *analysis.Chunk) bool {
	if v.Tense == lang.Fut || r.bound(v) {
		return true
	}
	if !r.toDo(v) || k == 0 || r.d.Clauses[k-1].Sent != r.d.Clauses[k].Sent || r.d.Clauses[k-1].Verb < 0 {
		return false
	}
	over := &r.d.Chunks[r.d.Clauses[k-1].Verb]
	return over.Tense == lang.Fut || r.bound(over)
}

// toDo reports whether a verb group is an infinitive, also where its subject stands before it: "asked the Union to send".
func (r *deploymentReader) toDo(v *analysis.Chunk) bool {
	return r.d.Has(v.Head, lang.Inf) && (v.Tense == lang.Inf || r.d.Has(v.From-1, lang.ToInf))
}

// bound reports whether a verb group tells what can, may or must be: "doit être achevé", "should be over".
func (r *deploymentReader) bound(v *analysis.Chunk) bool {
	for i := v.From; i < v.Head; i++ {
		if r.d.Has(i, lang.Modal) || r.d.Has(i, lang.Fut) {
			return true
		}
	}
	return false
}

// governing gives the tags of the verbs over an infinitive: those of its own group before the head, and of the clause
// it depends on.
func (r *deploymentReader) governing(k int, v *analysis.Chunk) (t lang.Set) {
	d := r.d
	for i := v.From; i < v.Head; i++ {
		t = t.Or(d.Tokens[i].Tags)
	}
	if r.toDo(v) && k > 0 && d.Clauses[k-1].Sent == d.Clauses[k].Sent && d.Clauses[k-1].Verb >= 0 {
		t = t.Or(d.Chunks[d.Clauses[k-1].Verb].Tags)
	}
	return t
}
