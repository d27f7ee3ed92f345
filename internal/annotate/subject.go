package annotate

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// likelihood says how sure something is.
type likelihood uint8

const (
	never likelihood = iota
	perhaps
	surely
)

// nominative reports whether phrase k can be a subject by its case; languages without cases leave it to the order.
func nominative(d *analysis.Doc, k int) likelihood {
	if !d.Pack.Genitive {
		return surely
	}
	ch := &d.Chunks[k]
	t := &d.Tokens[ch.Head]
	if t.Has(lang.Gen) && (d.Has(ch.From, lang.Deputy) && ch.From < ch.Head || d.Has(ch.From-1, lang.Deputy)) { // «и. о. министра»
		return surely
	}
	if act := d.ActorAt(ch.Head); act != nil && !t.Tags.Any(actorCases) {
		for i := act.From; i < act.To; i++ {
			if f := &d.Tokens[i]; f.Has(lang.Forename) && f.Tags.Any(actorCases) {
				t = f
				break
			}
		}
	}
	switch {
	case d.QuoteAt(ch.Head) != nil && d.ActorAt(ch.Head) != nil: // a name in marks may stand in any case
		return perhaps
	case t.Has(lang.Nom):
		return surely
	case t.Tags.Any(actorCases):
		return never
	}
	return perhaps
}

// postposed gives the subject that stands behind the speech verb of clause cl, as cases allow: «Об этом сообщил мэр»,
// «число погибших уточнил Минздрав». It gives -1 when there is none.
func (a *attributor) postposed(cl *analysis.Clause) int {
	if !a.d.Pack.Genitive || cl.Insert || cl.Subject >= 0 && speaks(a.d, cl.Subject) && !a.told(cl.Subject) && nominative(a.d, cl.Subject) != never {
		return -1
	}
	c := clauseCutter{d: a.d}
	k := c.sourceBehind(cl.Verb, &a.d.Sentences[cl.Sent])
	if k < 0 || a.d.Chunks[k].From >= cl.To || a.disagrees(cl, k) || a.d.Has(a.d.Chunks[k].Head, lang.SayNoun) && a.d.ActorAt(a.d.Chunks[k].Head) == nil {
		return -1
	}
	return k
}

// told reports whether a phrase stands for what was told, not for who tells it: «эти данные».
func (a *attributor) told(k int) bool {
	for i := a.d.Chunks[k].From; i < a.d.Chunks[k].To; i++ {
		if a.d.Has(i, lang.Anaphor) {
			return true
		}
	}
	return false
}

// paper reports whether a phrase is words or a document and nobody's: what is told where cases free the subject's place.
func (a *attributor) paper(k int) bool {
	t := &a.d.Tokens[a.d.Chunks[k].Head]
	return a.d.Pack.Genitive && (t.Has(lang.SayNoun) || t.Has(lang.Hearsay)) && t.Has(lang.Pl) && a.d.ActorAt(a.d.Chunks[k].Head) == nil
}

// disagrees reports whether phrase k cannot be the subject of clause cl by its number: «ТАСС сообщили в ведомстве».
func (a *attributor) disagrees(cl *analysis.Clause, k int) bool {
	d := a.d
	v, t := &d.Tokens[d.Chunks[cl.Verb].Head], &d.Tokens[d.Chunks[k].Head]
	if !d.Pack.Genitive || !v.Has(lang.Pl) || v.Has(lang.Sg) || t.Has(lang.Pl) {
		return false
	}
	act := d.ActorAt(d.Chunks[k].Head)
	if act != nil && act.Plural || act == nil && !t.Has(lang.Sg) {
		return false
	}
	for i := d.Chunks[k].To; i < d.Chunks[cl.Verb].From; i++ {
		if d.Has(i, lang.Conj) {
			return false
		}
	}
	return true
}

// restIsVerdict reports whether nothing stands in tokens [from,to) but what something is called: «назвали ложью».
func (a *attributor) restIsVerdict(from, to int) bool {
	for i := from; i < to; i++ {
		if t := &a.d.Tokens[i]; !t.Is(analysis.Punct) && !(t.Has(lang.Deny) && t.Has(lang.Ins)) {
			return false
		}
	}
	return true
}
