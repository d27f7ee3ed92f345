package extract

import (
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
	weak    bool            // told only with wounds or as taken to hospital: may have died too
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
	case isSaid && isOwn && own.outcome != said.outcome && own.outcome != bilan.Casualties && said.outcome != bilan.Killed && !(said.outcome == bilan.Injured && own.outcome != bilan.Killed):
		return own, true // but «пятеро задержанных избиты»
	case isSaid:
		return said, true
	case isOwn:
		return own, true
	}
	if h, ok := r.partitive(k); ok {
		return h, true
	}
	if h, ok := r.shared(k); ok {
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
	at := ch.To
	if r.d.Has(at, lang.PartOf) {
		at++
	}
	if t := r.d.Tokens[min(at, len(r.d.Tokens)-1)].Tags; t.Has(lang.Adv) && !t.Has(lang.V) {
		if o := outcomeOf(t); o != "" { // "six were shot, two of them fatally"
			return harm{outcome: o, chunk: k, verb: -1, clause: -1, from: ch.From, to: at + 1, why: "adverb"}, true
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
	if of.Number >= 0 || of.Of != k && !(of.Prep == ch.To && r.d.Has(of.Prep, lang.PartOf)) && !(of.From == ch.To+1 && r.d.Has(ch.To, lang.PartOf)) {
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
	if head := &r.d.Tokens[ch.Head]; o == bilan.Detained && head.Has(lang.Person) && head.Has(lang.PPart) && !head.Has(lang.VictNoun) {
		return harm{}, false // "six détenus": people of a prison, not of this day's arrests
	}
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
	if !head.Has(lang.DeathOf) && !head.Has(lang.Toll) && !head.Has(lang.Injury) && !(head.Has(lang.VictNoun) && head.Has(lang.Kill) && of.Number < 0 && r.d.Has(ch.Head, lang.Person) && ch.Number >= 0) {
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

// note says of a victim, and of the phrases coordinated with it, what clause k tells.
func (r *harmReader) note(k, victim int, o bilan.Outcome, shot bool) {
	cl := &r.d.Clauses[k]
	v := &r.d.Chunks[cl.Verb]
	for _, n := range coordinated(r.d, victim) {
		ch := &r.d.Chunks[n]
		if n < victim && r.otherwise(n, victim, o) {
			continue
		}
		if o == bilan.Missing && ch.Tags.Has(lang.Suspect) {
			continue // who is sought is not missed
		}
		if n != victim && r.d.InCue(ch.Head) {
			continue // ", an official said"
		}
		if n != victim && r.d.Chunks[victim].From >= cl.From && (ch.From < cl.From || ch.From >= cl.To) {
			continue
		}
		h := harm{outcome: o, chunk: n, verb: cl.Verb, clause: k, from: min(ch.From, v.From), to: max(ch.To, v.To), why: "predicate", shot: shot, weak: !v.Tags.Has(lang.Wound)}
		if old, twice := r.said[n]; twice && gravity(old.outcome) <= gravity(o) {
			continue
		}
		r.said[n] = h
	}
}

// otherwise reports whether phrases [from,to) say themselves what came to them: "huit gardes tués, 317 autres blessés".
func (r *harmReader) otherwise(from, to int, o bilan.Outcome) bool {
	for k := from; k < to; k++ {
		if own := outcomeOf(r.d.Chunks[k].Tags); own != "" && own != o && r.d.Chunks[k].Kind == analysis.NounPhrase {
			return true
		}
	}
	return false
}

// shared reads "84 rebelles et 47 soldats tués", "huit policiers et gardes tués": the participle behind the last of a row
// holds for the one before.
func (r *harmReader) shared(k int) (harm, bool) {
	n := k + 1
	if !r.d.Pack.HeadFirst || r.d.Pack.Genitive || n >= len(r.d.Chunks) || !joined(r.d, k, n) || !r.d.Has(r.d.Chunks[n].From-1, lang.Conj) {
		return harm{}, false
	}
	ch, next := &r.d.Chunks[k], &r.d.Chunks[n]
	last := &r.d.Tokens[next.To-1]
	if ch.Number < 0 || next.To-1 == next.Head || !last.Has(lang.PPart) || !last.Has(lang.Pl) || !last.Tags.Any(harmTags) {
		return harm{}, false
	}
	return harm{outcome: outcomeOf(last.Tags), chunk: k, verb: -1, clause: -1, from: ch.From, to: next.To, why: "shared participle"}, true
}

func gravity(o bilan.Outcome) int {
	for i, h := range harmOrder {
		if h.outcome == o {
			return i
		}
	}
	return len(harmOrder)
}
