package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// accusative reports whether a phrase before its verb is the verb's object by its case: «водителя задержали», «двоих
// ранило».
func (r *harmReader) accusative(k int) bool {
	d := r.d
	if !d.Pack.Genitive {
		return false
	}
	t := &d.Tokens[d.Chunks[k].Head]
	if a := d.ActorAt(d.Chunks[k].Head); a != nil && !t.Tags.Any(caseTags) {
		for i := a.From; i < a.To; i++ {
			if f := &d.Tokens[i]; f.Has(lang.Forename) && f.Tags.Any(caseTags) {
				t = f
				break
			}
		}
	}
	return t.Has(lang.Acc) && !t.Has(lang.Nom)
}

var caseTags = lang.SetOf(lang.Nom, lang.Gen, lang.Dat, lang.Acc, lang.Ins, lang.Loc)

// ledAway reads «в плен попали 12 военных», «взяли в заложники троих»: an idiom tells the harm, its people stand around
// the verb.
func (r *harmReader) ledAway(k int) bool {
	cl := &r.d.Clauses[k]
	if !r.d.Pack.Genitive {
		return false
	}
	for i := cl.From; i < cl.To; i++ {
		if t := &r.d.Tokens[i]; !t.Has(lang.Condition) || t.Has(lang.Hospital) || r.d.ClauseIndex(i) != k {
			continue
		}
		o := outcomeOf(r.d.Tokens[i].Tags)
		victim := r.ledVictim(cl, o)
		if o == "" || victim < 0 || r.d.Chunks[cl.Verb].Negated {
			continue
		}
		ch := &r.d.Chunks[victim]
		verb := cl.Verb
		if ch.From == i+1 {
			verb = -1 // «в реанимации 15 человек, троих отправят …»: its own clause
		}
		r.said[victim] = harm{outcome: o, chunk: victim, verb: verb, clause: k, from: min(ch.From, i), to: max(ch.To, i+1), why: "idiom"}
		return true
	}
	return false
}

// ledVictim gives the people of an idiom of harm: the object of an active verb, else the subject; -1 when there is none.
func (r *harmReader) ledVictim(cl *analysis.Clause, o bilan.Outcome) int {
	v := &r.d.Chunks[cl.Verb]
	if n := r.directObject(cl, v); n >= 0 && (r.countsPeople(n) || r.human(n) && o != bilan.Injured) {
		return n
	}
	if s := cl.Subject; s >= 0 && (r.human(s) || r.countsPeople(s)) && (v.Passive || o == bilan.Injured || r.accusative(s) || r.d.Has(v.Head, lang.Past) && v.Tags.Has(lang.Arrive)) {
		return s
	}
	return -1
}

// apart reads a number that says how many a word of harm before it means: «тяжелораненых — их шестеро — отправили»,
// «раненых, по той же оценке, 16 940».
func (r *harmReader) apart(k int) {
	cl := &r.d.Clauses[k]
	if !r.d.Pack.Genitive {
		return
	}
	for n := firstChunk(r.d, cl.From); n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		ch := &r.d.Chunks[n]
		if ch.Kind != analysis.NounPhrase || ch.Number >= 0 || ch.Prep >= 0 || ch.Of >= 0 || !r.d.Has(ch.Head, lang.VictNoun) || !r.d.Has(ch.Head, lang.Gen) {
			continue
		}
		o := outcomeOf(ch.Tags)
		m := r.numberBehind(n)
		if o == "" || m < 0 {
			continue
		}
		if _, told := r.said[m]; !told {
			r.said[m] = harm{outcome: o, chunk: m, verb: -1, clause: k, from: ch.From, to: r.d.Chunks[m].To, why: "apart", class: ch}
		}
	}
}

// numberBehind gives the bare number behind phrase n: a dash, «их», an insertion between commas and forms of be may
// stand between. It gives -1 when something else does.
func (r *harmReader) numberBehind(n int) int {
	d := r.d
	s := d.SentenceOf(d.Chunks[n].From)
	commas := 0
	for i := d.Chunks[n].To; i < min(s.To, d.Chunks[n].To+9); i++ {
		t := &d.Tokens[i]
		if m := d.ChunkIndex(i); m > n && d.Chunks[m].Number >= 0 && commas != 1 {
			if r.elliptical(m) && countable(d, m) {
				return m
			}
			return -1
		}
		switch {
		case t.Fold == ",":
			commas++
		case commas == 1, t.Fold == "—", t.Fold == "–", t.Has(lang.Pron) && t.Has(lang.Pl), t.Has(lang.Be):
		default:
			return -1
		}
	}
	return -1
}

// noneLeft reads «погибших нет», «пострадавших: нет»: a word of harm in the genitive and a bare no.
func (r *harmReader) noneLeft(k int) {
	d, cl := r.d, &r.d.Clauses[k]
	for i := cl.From + 1; i < cl.To && d.Pack.Genitive; i++ {
		if !d.Has(i, lang.Neg) || i+1 < cl.To && !d.Tokens[i+1].Is(analysis.Punct) { // a bare no ends its clause
			continue
		}
		at := i - 1
		if d.Is(at, ":") || d.Is(at, "—") || d.Has(at, lang.Adv) {
			at--
		}
		n := d.ChunkIndex(at)
		if n < 0 || d.Chunks[n].From < cl.From || !d.Has(d.Chunks[n].Head, lang.VictNoun) || !d.Has(d.Chunks[n].Head, lang.Gen) || d.Chunks[n].Number >= 0 {
			continue
		}
		if o := outcomeOf(d.Chunks[n].Tags); o != "" {
			r.said[n] = harm{outcome: o, chunk: n, verb: -1, clause: k, from: d.Chunks[n].From, to: i + 1, why: "none", none: true}
		}
	}
}
