package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// harmTags are the outcomes a word can tell, the gravest first.
var harmOrder = []struct {
	tag     lang.Tag
	outcome bilan.Outcome
}{
	{lang.Kill, bilan.Killed}, {lang.Casual, bilan.Casualties}, {lang.Abduct, bilan.Abducted}, {lang.Miss, bilan.Missing},
	{lang.Detain, bilan.Detained}, {lang.Wound, bilan.Injured}, {lang.Displace, bilan.Displaced},
}

var harmTags = lang.SetOf(lang.Kill, lang.Casual, lang.Abduct, lang.Miss, lang.Detain, lang.Wound, lang.Displace)

// outcomeOf gives the outcome that tags tell, "" for none. Killed and wounded at once are casualties, unless the
// wounding is only how the killing was done ("shot and killed").
func outcomeOf(t lang.Set) bilan.Outcome {
	if t.Has(lang.Kill) && t.Has(lang.Wound) && !t.Has(lang.ShotAt) && !t.Has(lang.VictSubj) {
		return bilan.Casualties
	}
	for _, o := range harmOrder {
		if t.Has(o.tag) {
			return o.outcome
		}
	}
	return ""
}

// A harm is an outcome told of a noun phrase, and by what words.
type harm struct {
	outcome bilan.Outcome
	chunk   int // the victims
	verb    int // chunk of the predicate, -1 for a noun
	clause  int // clause of the predicate, -1
	from    int // evidence, tokens
	to      int
	why     string
	shot    bool // told only as hit: the victim may have died
}

// harmReader finds what outcome is told of each noun phrase of a dispatch.
type harmReader struct {
	d *analysis.Doc
	// victims by chunk: what a predicate says of it
	said map[int]harm
}

func newHarmReader(d *analysis.Doc) *harmReader {
	r := &harmReader{d: d, said: map[int]harm{}}
	for k := range d.Clauses {
		r.clause(k)
	}
	return r
}

// of gives the harm told of chunk k: by its predicate, by its own words, or by the noun it complements.
func (r *harmReader) of(k int) (harm, bool) {
	own, isOwn := r.own(k)
	said, isSaid := r.said[k]
	switch {
	case isSaid && isOwn && own.outcome != said.outcome && said.outcome != bilan.Killed:
		return own, true
	case isSaid:
		return said, true
	case isOwn:
		return own, true
	}
	return r.complement(k)
}

// own reads the harm that a phrase itself tells: "12 morts", "wounded soldiers".
func (r *harmReader) own(k int) (harm, bool) {
	ch := &r.d.Chunks[k]
	t := ch.Tags
	if !t.Any(harmTags) || t.Has(lang.Cause) || t.Has(lang.Weapon) {
		return harm{}, false
	}
	if r.d.Tokens[ch.Head].Has(lang.DeathOf) && !t.Has(lang.VictNoun) || t.Has(lang.Injury) {
		return harm{}, false
	}
	o := outcomeOf(t)
	return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: ch.From, to: ch.To, why: "own words"}, o != ""
}

// complement reads harm from the noun that a phrase complements: "la mort de 12 personnes", "a toll of 12".
func (r *harmReader) complement(k int) (harm, bool) {
	ch := &r.d.Chunks[k]
	if ch.Of < 0 {
		return harm{}, false
	}
	of := &r.d.Chunks[ch.Of]
	head := r.d.Tokens[of.Head].Tags
	t := r.fullTags(ch.Of)
	if !head.Has(lang.DeathOf) && !head.Has(lang.Toll) && !head.Has(lang.Injury) {
		return harm{}, false
	}
	o := outcomeOf(t)
	return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: of.From, to: ch.To, why: "complement"}, o != ""
}

// fullTags gives the tags of a phrase with those of its complements: "число погибших".
func (r *harmReader) fullTags(k int) lang.Set {
	t := r.d.Chunks[k].Tags
	for n := k + 1; n < len(r.d.Chunks) && r.d.Chunks[n].Of == n-1; n++ {
		t = t.Or(r.d.Chunks[n].Tags.And(harmTags))
	}
	return t
}

// clause notes the victims of clause k's predicate.
func (r *harmReader) clause(k int) {
	cl := &r.d.Clauses[k]
	if cl.Verb < 0 {
		r.verbless(k)
		return
	}
	v := &r.d.Chunks[cl.Verb]
	switch {
	case v.Tags.Any(harmTags) || v.Tags.Has(lang.ShotAt):
		r.predicate(k, v)
	case v.Tags.Has(lang.Undergo):
		r.undergo(k, v)
	default:
		r.predicative(k, v)
		r.tollClause(k)
	}
}

// predicative reads harm told by an adjective behind the verb: "one is dead", "left a woman dead", "was found dead".
func (r *harmReader) predicative(k int, v *analysis.Chunk) {
	cl := &r.d.Clauses[k]
	for n, o := range cl.Objects {
		ch := &r.d.Chunks[o]
		if ch.Number >= 0 || !ch.Tags.Any(harmTags) || !r.bareAdjective(ch) {
			continue
		}
		victim := cl.Subject
		if n > 0 && cl.Objects[n-1] == o-1 && r.d.Chunks[o-1].To == ch.From {
			victim = o - 1
		} else if !v.Passive && !r.be(v) {
			continue
		}
		if victim >= 0 {
			r.note(k, victim, outcomeOf(ch.Tags), false)
		}
		return
	}
}

// bareAdjective reports whether a phrase is adjectives alone: no noun that could be a victim itself.
func (r *harmReader) bareAdjective(ch *analysis.Chunk) bool {
	for i := ch.From; i < ch.To; i++ {
		if t := &r.d.Tokens[i]; !t.Has(lang.Adj) && !t.Has(lang.PPart) && !t.Has(lang.Adv) {
			return false
		}
	}
	return true
}

// be reports whether a verb group is a form of be and nothing else.
func (r *harmReader) be(v *analysis.Chunk) bool {
	for i := v.From; i < v.To; i++ {
		if r.d.Has(i, lang.Be) {
			return true
		}
	}
	return false
}

func (r *harmReader) predicate(k int, v *analysis.Chunk) {
	o := outcomeOf(v.Tags)
	if o == "" {
		o = bilan.Injured
	}
	if victim := r.victim(k, v); victim >= 0 && (o != bilan.Injured || v.Tags.Has(lang.Wound) || r.human(victim)) {
		r.note(k, victim, o, v.Tags.Has(lang.ShotAt) && o == bilan.Injured)
	}
}

// victim gives the phrase in the victim's slot of clause k: the subject of a passive or of dying, else the object.
func (r *harmReader) victim(k int, v *analysis.Chunk) int {
	cl := &r.d.Clauses[k]
	object := r.directObject(cl, v)
	switch {
	case v.Passive || v.Tags.Has(lang.VictSubj):
		if cl.Subject >= 0 && !(object >= 0 && r.countsPeople(object) && !r.countsPeople(cl.Subject)) {
			return cl.Subject
		}
		return object
	case object >= 0:
		return object
	case r.d.Tokens[v.Head].Has(lang.PPart):
		return cl.Subject
	}
	return -1
}

// directObject gives the first phrase without preposition behind the verb, -1 when something stands between.
func (r *harmReader) directObject(cl *analysis.Clause, v *analysis.Chunk) int {
	for _, n := range cl.Objects {
		ch := &r.d.Chunks[n]
		if r.d.TimeAt(ch.Head) != nil && ch.Number < 0 {
			continue
		}
		if ch.From-v.To > 6 {
			return -1
		}
		return n
	}
	return -1
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

// note says of a victim, and of the phrases coordinated with it, what clause k tells.
func (r *harmReader) note(k, victim int, o bilan.Outcome, shot bool) {
	cl := &r.d.Clauses[k]
	v := &r.d.Chunks[cl.Verb]
	for _, n := range coordinated(r.d, victim) {
		ch := &r.d.Chunks[n]
		h := harm{outcome: o, chunk: n, verb: cl.Verb, clause: k, from: min(ch.From, v.From), to: max(ch.To, v.To), why: "predicate", shot: shot}
		if old, twice := r.said[n]; twice && gravity(old.outcome) <= gravity(o) {
			continue
		}
		r.said[n] = h
	}
}

func gravity(o bilan.Outcome) int {
	for i, h := range harmOrder {
		if h.outcome == o {
			return i
		}
	}
	return len(harmOrder)
}

// undergo reads "suffered wounds", "a subi des blessures", "lost a leg": the subject is hurt.
func (r *harmReader) undergo(k int, v *analysis.Chunk) {
	cl := &r.d.Clauses[k]
	for _, n := range cl.Objects {
		t := r.fullTags(n)
		if o := outcomeOf(t); o != "" && r.d.Chunks[n].Number < 0 && cl.Subject >= 0 {
			r.note(k, cl.Subject, o, false)
			return
		}
	}
}

// tollClause reads "the death toll rose to 12", «число погибших достигло 16».
func (r *harmReader) tollClause(k int) {
	cl := &r.d.Clauses[k]
	if cl.Subject < 0 || !r.d.Chunks[cl.Subject].Tags.Has(lang.Toll) {
		return
	}
	o := outcomeOf(r.fullTags(cl.Subject))
	if o == "" {
		return
	}
	for _, n := range append(cl.Objects[:len(cl.Objects):len(cl.Objects)], cl.Adjuncts...) {
		if r.d.Chunks[n].Number >= 0 && countable(r.d, n) {
			r.note(k, n, o, false)
			return
		}
	}
}

// verbless reads "Killed: 12", «погибших — 16»: a noun of harm, a dash or colon, a number.
func (r *harmReader) verbless(k int) {
	cl := &r.d.Clauses[k]
	var prev int = -1
	for n := range r.d.Chunks {
		ch := &r.d.Chunks[n]
		if ch.From < cl.From || ch.From >= cl.To {
			continue
		}
		if prev >= 0 && ch.Number >= 0 && r.joinedBySign(prev, n) {
			if o := outcomeOf(r.fullTags(prev)); o != "" && r.d.Chunks[prev].Number < 0 {
				r.said[n] = harm{outcome: o, chunk: n, verb: -1, clause: k, from: r.d.Chunks[prev].From, to: ch.To, why: "list"}
			}
		}
		prev = n
	}
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
		if d.Chunks[n].Of < 0 {
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
	if y.Prep >= 0 || y.Number < 0 {
		return false
	}
	for i := x.To; i < y.From; i++ {
		t := &d.Tokens[i]
		if !t.Has(lang.Conj) && !d.Is(i, ",") && !t.Has(lang.More) && !t.Has(lang.Adv) {
			return false
		}
	}
	return y.From > x.To
}
