package extract

import (
	"sort"
	"strings"

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
	none    bool            // told of nobody: the count is none
	shot    bool            // told only as hit: the victim may have died
	class   *analysis.Chunk // where the victims are named when not in the phrase itself
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
	if h, ok := r.partitive(k); ok {
		return h, true
	}
	return r.complement(k)
}

// partitive reads "two of those killed", «трое из погибших»: the harm stands in the complement of a bare number.
func (r *harmReader) partitive(k int) (harm, bool) {
	ch := &r.d.Chunks[k]
	if ch.Number < 0 || ch.To > r.d.Numbers[ch.Number].To {
		return harm{}, false
	}
	if t := r.d.Tokens[min(ch.To, len(r.d.Tokens)-1)].Tags; t.Has(lang.Adv) && !t.Has(lang.V) {
		if o := outcomeOf(t); o != "" { // "six were shot, two fatally"
			return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: ch.From, to: ch.To + 1, why: "adverb"}, true
		}
	}
	if r.d.Has(ch.To, lang.PartOf) {
		if o := outcomeOf(r.d.Tokens[ch.To].Tags); o != "" {
			return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: ch.From, to: ch.To + 1, why: "partitive"}, true
		}
	}
	if k+1 >= len(r.d.Chunks) {
		return harm{}, false
	}
	of := &r.d.Chunks[k+1]
	if of.Number >= 0 || of.Of != k && !(of.Prep == ch.To && r.d.Has(of.Prep, lang.PartOf)) {
		return harm{}, false
	}
	t := of.Tags
	end := of.To
	if v := k + 2; v < len(r.d.Chunks) && r.d.Chunks[v].Kind == analysis.VerbGroup && r.d.Chunks[v].From == of.To && !r.be(&r.d.Chunks[v]) {
		t, end = t.Or(r.d.Chunks[v].Tags.And(harmTags)), r.d.Chunks[v].To
	}
	o := outcomeOf(t)
	return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: ch.From, to: end, why: "partitive"}, o != ""
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
	over := r.governor(k)
	if over < 0 {
		return harm{}, false
	}
	of := &r.d.Chunks[over]
	head := r.d.Tokens[of.Head].Tags
	t := r.fullTags(over)
	if !head.Has(lang.DeathOf) && !head.Has(lang.Toll) && !head.Has(lang.Injury) {
		return harm{}, false
	}
	o := outcomeOf(t)
	return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: of.From, to: ch.To, why: "complement"}, o != ""
}

// possessed reports whether a phrase is the death of the person named before its 's.
func (r *harmReader) possessed(k int) bool {
	ch := &r.d.Chunks[k]
	head := &r.d.Tokens[ch.Head]
	if !head.Has(lang.DeathOf) || !head.Has(lang.Kill) || head.Has(lang.Pl) || ch.Number >= 0 {
		return false
	}
	for i := ch.From + 1; i < ch.Head; i++ {
		if t := &r.d.Tokens[i]; strings.HasPrefix(t.Fold, "'") && !t.Is(analysis.Space) {
			p := &r.d.Tokens[i-1]
			return p.Has(lang.Person) || p.Has(lang.Forename) || p.Is(analysis.Cap) && !p.Known
		}
	}
	return false
}

// governor gives the phrase that phrase k complements; where the language has a genitive, a phrase right behind a noun
// of death complements it whatever form its numeral hides the case in. It gives -1 when there is none.
func (r *harmReader) governor(k int) int {
	ch := &r.d.Chunks[k]
	if ch.Of >= 0 || k == 0 || !r.d.Pack.Genitive || ch.Prep >= 0 {
		return ch.Of
	}
	if b := &r.d.Chunks[k-1]; b.Kind == analysis.NounPhrase && b.To == ch.From && b.Number < 0 {
		return k - 1
	}
	return -1
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
		r.condition(k)
		return
	}
	v := &r.d.Chunks[cl.Verb]
	switch {
	case v.Tags.Any(harmTags) || v.Tags.Has(lang.ShotAt):
		r.predicate(k, v)
	case v.Tags.Has(lang.Lose) && r.loses(k, v):
	case v.Tags.Has(lang.Undergo) && r.undergo(k, v):
	case r.condition(k):
	default:
		r.predicative(k, v)
		r.tollClause(k, v)
		r.taken(k, v)
	}
	r.withInjury(k)
}

// withInjury reads "three people were found with gunshot wounds", "a boy with burns": who is told with harm is hurt.
func (r *harmReader) withInjury(k int) {
	cl := &r.d.Clauses[k]
	for n := firstChunk(r.d, cl.From); n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		ch := &r.d.Chunks[n]
		if ch.Prep < 0 || !r.d.Has(ch.Prep, lang.With) || !r.d.Has(ch.Head, lang.Injury) || n == 0 {
			continue
		}
		victim := n - 1
		if r.d.Chunks[victim].Kind != analysis.NounPhrase {
			victim = cl.Subject
		}
		if victim < 0 || !r.human(victim) && !r.countsPeople(victim) {
			continue
		}
		if _, told := r.said[victim]; !told {
			c := &r.d.Chunks[victim]
			r.said[victim] = harm{outcome: bilan.Injured, chunk: victim, verb: cl.Verb, clause: k, from: min(c.From, ch.From), to: ch.To, why: "with injury"}
		}
	}
}

// taken reads "sent four men to the hospital": who is sent or goes there is hurt.
func (r *harmReader) taken(k int, v *analysis.Chunk) {
	cl := &r.d.Clauses[k]
	if !v.Tags.Has(lang.Send) && !v.Tags.Has(lang.Arrive) && !v.Tags.Has(lang.Carry) {
		return
	}
	for _, n := range cl.Adjuncts {
		if ch := &r.d.Chunks[n]; !r.d.Has(ch.Head, lang.Hospital) && !r.d.Has(ch.To-1, lang.Hospital) {
			continue
		}
		victim := r.directObject(cl, v)
		if victim < 0 || v.Passive {
			victim = cl.Subject
		}
		if victim >= 0 && (r.human(victim) || r.countsPeople(victim)) {
			r.note(k, victim, bilan.Injured, false)
		}
		return
	}
}

// loses reads "la famille a perdu trois fils": the people lost are dead.
func (r *harmReader) loses(k int, v *analysis.Chunk) bool {
	n := r.directObject(&r.d.Clauses[k], v)
	if n < 0 || !r.d.Has(r.d.Chunks[n].Head, lang.Person) {
		return false
	}
	r.note(k, n, bilan.Killed, false)
	return true
}

// condition reads "62 находятся в реанимации", "four in critical condition": a state that only the hurt are in.
func (r *harmReader) condition(k int) bool {
	cl := &r.d.Clauses[k]
	from, to := cl.From, cl.To
	if cl.Verb >= 0 {
		from = r.d.Chunks[cl.Verb].From
	}
	found := false
	for i := from; i < to; i++ {
		if !r.d.Has(i, lang.Condition) || r.d.ClauseIndex(i) != k {
			continue
		}
		victim := cl.Subject
		if n := r.numberBefore(cl, i); cl.Verb < 0 || victim < 0 || n > cl.Verb && r.elliptical(n) {
			victim = n
		}
		if victim >= 0 && (r.human(victim) || r.countsPeople(victim)) {
			o := outcomeOf(r.d.Tokens[i].Tags)
			if o == "" {
				o = bilan.Injured
			}
			r.said[victim] = harm{outcome: o, chunk: victim, verb: cl.Verb, clause: k, from: r.d.Chunks[victim].From, to: i + 1, why: "condition"}
			found = true
		}
	}
	return found
}

// elliptical reports whether a phrase is a bare number: "719 were in hospital, 83 of them in a serious condition".
func (r *harmReader) elliptical(k int) bool {
	ch := &r.d.Chunks[k]
	return ch.Number >= 0 && ch.To <= r.d.Numbers[ch.Number].To
}

// numberBefore gives the last phrase of people with a number before token i in a clause, -1 when there is none.
func (r *harmReader) numberBefore(cl *analysis.Clause, i int) int {
	for n := r.d.ChunkIndex(i - 1); n >= 0 && r.d.Chunks[n].From >= cl.From; n-- {
		if r.d.Chunks[n].Kind == analysis.NounPhrase && r.countsPeople(n) {
			return n
		}
	}
	return -1
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
		} else if !v.Passive && !r.be(v) && !r.d.Has(ch.Head, lang.Ins) {
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
	victim := r.victim(k, v)
	if v.Tags.Has(lang.CauseOnly) && !v.Passive && !r.byCause(k) {
		return
	}
	if v.Negated && victim >= 0 && r.nobody(victim) {
		r.said[victim] = harm{outcome: o, chunk: victim, verb: r.d.Clauses[k].Verb, clause: k, from: min(v.From, r.d.Chunks[victim].From), to: max(v.To, r.d.Chunks[victim].To), why: "nobody", none: true}
		return
	}
	if victim >= 0 && (o != bilan.Injured || v.Tags.Has(lang.Wound) || r.human(victim)) {
		r.note(k, victim, o, v.Tags.Has(lang.ShotAt) && o == bilan.Injured)
	}
}

// byCause reports whether the subject of clause k is a disaster or a weapon: the flood that carries people away kills,
// the boat does not.
func (r *harmReader) byCause(k int) bool {
	s := r.d.Clauses[k].Subject
	if s < 0 {
		return false
	}
	t := r.d.Chunks[s].Tags
	return t.Has(lang.Cause) || t.Has(lang.Weapon)
}

// nobody reports whether a phrase with a negated verb of harm says that none of them came to harm: people in general or
// a group, without number ("люди не пострадали", "les policiers n'ont pas été blessés").
func (r *harmReader) nobody(k int) bool {
	ch := &r.d.Chunks[k]
	head := &r.d.Tokens[ch.Head]
	return ch.Number < 0 && (head.Has(lang.Pl) && !head.Has(lang.Sg) && head.Has(lang.Person) || head.Has(lang.Person) && ch.To-ch.From == 1 && !head.Is(analysis.Cap|analysis.Upper) && !single(r.d, k))
}

// victim gives the phrase in the victim's slot of clause k: the subject of a passive or of dying, else the object.
func (r *harmReader) victim(k int, v *analysis.Chunk) int {
	cl := &r.d.Clauses[k]
	object := r.directObject(cl, v)
	switch {
	case v.Passive || v.Tags.Has(lang.VictSubj):
		if cl.Subject >= 0 && !(object >= 0 && r.countsPeople(object) && !r.countsPeople(cl.Subject)) {
			return r.people(cl.Subject)
		}
		return object
	case object >= 0 && !(cl.Subject >= 0 && r.d.Tokens[v.Head].Has(lang.PPart) && !r.human(object) && !r.countsPeople(object) && r.human(cl.Subject)):
		return object
	case r.d.Tokens[v.Head].Has(lang.PPart) && cl.Subject >= 0:
		return r.people(cl.Subject)
	}
	return -1
}

// people gives phrase k, or the people in its complement when it names none itself: "the names of 38 civilians".
func (r *harmReader) people(k int) int {
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
		if ch.From-v.To > 6 || r.conjunction(v.To, ch.From) {
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

// note says of a victim, and of the phrases coordinated with it, what clause k tells.
func (r *harmReader) note(k, victim int, o bilan.Outcome, shot bool) {
	cl := &r.d.Clauses[k]
	v := &r.d.Chunks[cl.Verb]
	for _, n := range coordinated(r.d, victim) {
		ch := &r.d.Chunks[n]
		if n != victim && r.d.Chunks[victim].From >= cl.From && (ch.From < cl.From || ch.From >= cl.To) {
			continue
		}
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

// undergo reads "suffered wounds", "a subi des blessures", «травмы получили 47 человек»: who has the harm is hurt.
func (r *harmReader) undergo(k int, v *analysis.Chunk) bool {
	cl := &r.d.Clauses[k]
	slots := append([]int{}, cl.Objects...)
	if cl.Subject >= 0 {
		slots = append(slots, cl.Subject)
	}
	for _, n := range append(slots[:len(slots):len(slots)], cl.Adjuncts...) {
		head := r.d.Tokens[r.d.Chunks[n].Head].Tags
		o := outcomeOf(r.fullTags(n))
		if o == "" && head.Has(lang.Injury) {
			o = bilan.Injured
		}
		if o == "" || !head.Has(lang.Injury) && !head.Has(lang.Wound) || r.countsPeople(n) && head.Has(lang.Person) {
			continue
		}
		for _, victim := range slots {
			if victim != n && (r.human(victim) || r.countsPeople(victim)) {
				r.note(k, victim, o, false)
				return true
			}
		}
	}
	return false
}

// tollClause reads "the death toll rose to 12", «число погибших достигло 16», "injuries stood at 40": the subject tells
// the outcome, a bare number behind the verb how many.
func (r *harmReader) tollClause(k int, v *analysis.Chunk) {
	cl := &r.d.Clauses[k]
	if cl.Subject >= 0 && r.tollOf(k, cl.Subject, v.From) {
		return
	}
	if v.Tags.Has(lang.Change) || v.Tags.Has(lang.Say) || v.Tags.Has(lang.Correct) {
		if n := r.directObject(cl, v); n >= 0 {
			r.tollOf(k, n, cl.To)
		}
	}
}

// tollOf reads the number behind phrase sub of clause k, whose words up to token end tell an outcome.
func (r *harmReader) tollOf(k, sub, end int) bool {
	cl := &r.d.Clauses[k]
	ch := &r.d.Chunks[sub]
	if ch.Number >= 0 || !ch.Tags.Has(lang.Toll) && !ch.Tags.Has(lang.VictNoun) && !ch.Tags.Has(lang.Injury) {
		return false
	}
	t := r.tagsBetween(ch.From, end)
	o := outcomeOf(t)
	if o == "" || t.Has(lang.Animal) {
		return false
	}
	for n := max(cl.Verb, sub) + 1; n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		c := &r.d.Chunks[n]
		if !ch.Tags.Has(lang.Toll) && c.From > r.d.Chunks[max(cl.Verb, sub)].To+2 {
			return false // "the deceased was identified as X, 19"
		}
		if c.Kind == analysis.NounPhrase && c.Number >= 0 && countable(r.d, n) && r.d.Numbers[c.Number].Kind != analysis.ZeroCount {
			r.said[n] = harm{outcome: o, chunk: n, verb: cl.Verb, clause: k, from: ch.From, to: c.To, why: "toll", class: ch}
			return true
		}
	}
	return false
}

func (r *harmReader) tagsBetween(from, to int) lang.Set {
	var t lang.Set
	for i := from; i < to; i++ {
		t = t.Or(r.d.Tokens[i].Tags)
	}
	return t
}

// verbless reads "Killed: 12", «погибших — 16»: a noun of harm, a dash or colon, a number.
func (r *harmReader) verbless(k int) {
	cl := &r.d.Clauses[k]
	var prev int = -1
	for n := firstChunk(r.d, cl.From); n < len(r.d.Chunks) && r.d.Chunks[n].From < cl.To; n++ {
		ch := &r.d.Chunks[n]
		if prev >= 0 && r.d.Chunks[prev].To == ch.From && ch.Number < 0 && ch.Tags.Any(harmTags) && r.bareAdjective(ch) && (r.human(prev) || r.countsPeople(prev)) {
			o := outcomeOf(ch.Tags) // "Catoosa teen dead after …"
			r.said[prev] = harm{outcome: o, chunk: prev, verb: -1, clause: k, from: r.d.Chunks[prev].From, to: ch.To, why: "headline"}
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
	if y.Prep >= 0 || y.Number < 0 && !(x.Number >= 0 && d.Has(y.From-1, lang.Conj)) {
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
