package extract

import (
	"time"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// casualties reads who was killed, wounded, detained … It works outwards from numbers and single victims: what harm
// is told of each (harmReader), how many, of whom, where, when, as part of what.
func casualties(d *analysis.Doc) []bilan.Claim {
	r := casualtyReader{d: d, harm: newHarmReader(d), scene: newScene(d), cast: newVictimCast(d)}
	for k := range d.Chunks {
		if d.Chunks[k].Kind == analysis.NounPhrase && !d.SentenceOf(d.Chunks[k].From).Skip {
			r.phrase(k)
		}
	}
	return r.claims()
}

type casualtyReader struct {
	d        *analysis.Doc
	harm     *harmReader
	scene    *scene
	cast     *victimCast
	told     []toll
	oldStory bool // the article is about what is long past: nothing of it is background
}

// A toll is one casualty claim in the making.
type toll struct {
	harm
	number int // -1 for a single victim
	class  bilan.Class
	text   string
	span   [2]int // victims' tokens
	partOf int    // index into told, -1
	victim int    // of the cast, -1
	drop   bool
}

func (r *casualtyReader) phrase(k int) {
	ch := &r.d.Chunks[k]
	switch {
	case ch.Number >= 0 && r.d.Numbers[ch.Number].Kind != analysis.ArticleOne && countable(r.d, k):
		r.numbered(k)
	case r.harm.said[k].none:
		r.none(k)
	case single(r.d, k):
		r.single(k)
	case r.harm.possessed(k):
		r.told = append(r.told, r.deathOf(k))
	}
}

// numbered reads a phrase with a number.
func (r *casualtyReader) numbered(k int) {
	h, ok := r.harm.of(k)
	if !ok && r.d.InCue(r.d.Chunks[k].Head) {
		return // "a dit un de ses officiers"
	}
	part := r.partOf(k)
	if !ok && part >= 0 && !r.unharmed(k) {
		h, ok = r.inherit(k, part), true
	}
	if !ok {
		h, ok = r.partOfNoun(k)
	}
	if !ok && !r.unharmed(k) {
		h, ok = r.continued(k)
	}
	if !ok || r.silent(&h) || r.ofRound(k) || r.noBody(k) || h.why != "toll" && r.animals(k) {
		return
	}
	t := toll{harm: h, number: r.d.Chunks[k].Number, partOf: part, victim: -1}
	r.describe(&t, k)
	r.told = append(r.told, t)
}

// noBody reports whether a phrase denies a body as an office is one: "no new body".
func (r *casualtyReader) noBody(k int) bool {
	head := &r.d.Tokens[r.d.Chunks[k].Head]
	return r.d.Numbers[r.d.Chunks[k].Number].Kind == analysis.ZeroCount && head.Has(lang.VictNoun) && head.Has(lang.DeathOf) && head.Has(lang.Sg) && !head.Has(lang.Pl)
}

// partOf gives the toll that a phrase is a part of ("dont deux enfants"), -1 when it is none.
func (r *casualtyReader) partOf(k int) int {
	from := r.d.Chunks[k].From
	if len(r.told) == 0 {
		return -1
	}
	last := len(r.told) - 1
	if r.d.Tokens[from].Sent-r.d.Tokens[r.told[last].from].Sent > 1 {
		return -1
	}
	if to := r.d.Chunks[k].To; r.d.Has(to, lang.PartOf) && r.bare(k) {
		if r.ofOthers(k) {
			return -1
		}
		return last
	}
	for i := from - 1; i >= max(0, from-r.reach(4)); i-- {
		t := &r.d.Tokens[i]
		if t.Has(lang.PartOf) && t.Has(lang.Prep) && i == r.d.Chunks[k].Prep { // "among 12 people": the whole, not the part
			return -1
		}
		if t.Has(lang.PartOf) {
			if r.told[last].partOf >= 0 && r.d.Tokens[from].Sent == r.d.Tokens[r.told[last].from].Sent && i < r.told[last].from {
				return r.told[last].partOf
			}
			return last
		}
		if t.Is(analysis.Punct) && !r.d.Is(i, ",") && !r.dash(i) || t.Has(lang.V) && t.Known {
			return -1
		}
	}
	if r.told[last].partOf >= 0 && joined(r.d, r.told[last].chunk, k) {
		return r.told[last].partOf
	}
	return -1
}

func (r *casualtyReader) inherit(k, whole int) harm {
	h := r.told[whole].harm
	ch := &r.d.Chunks[k]
	return harm{outcome: h.outcome, chunk: k, verb: h.verb, clause: -1, from: ch.From, to: ch.To, why: "part of"}
}

// silent reports whether a harm is not told as having happened: an infinitive, a possibility, a condition, a trap.
func (r *casualtyReader) silent(h *harm) bool {
	if h.verb >= 0 {
		v := &r.d.Chunks[h.verb]
		if v.Tense == lang.Fut || (v.Tense == lang.Inf || r.possible(v)) && !r.perfect(v) && h.why != "condition" {
			return true
		}
	}
	return r.staged(h.from) || r.rate(h)
}

// possible reports whether a verb group has a modal: "can be killed". One in the perfect tells what was done: "ont dû
// fuir".
func (r *casualtyReader) possible(v *analysis.Chunk) bool {
	have := false
	for i := v.From; i < v.To; i++ {
		t := &r.d.Tokens[i]
		have = have || t.Has(lang.Have) && !t.Has(lang.Cond)
		if t.Has(lang.Modal) {
			return !have || !t.Has(lang.PPart)
		}
	}
	return false
}

// perfect reports whether a verb group speaks of what is past all the same: "may have died", "are known to have died",
// or of a state that may hold now: "may still be missing".
func (r *casualtyReader) perfect(v *analysis.Chunk) bool {
	for i := v.From; i < v.To; i++ {
		if r.d.Has(i, lang.Have) && r.d.Has(v.Head, lang.PPart) {
			return true
		}
	}
	return v.Tags.Has(lang.Miss) || v.Tags.Has(lang.Condition)
}

// staged reports whether the sentence of a token, or the one before it in the paragraph, tells of an exercise, a film,
// a game, a market: words of harm are not meant there.
func (r *casualtyReader) staged(tok int) bool {
	n := r.d.Tokens[tok].Sent
	for i := max(0, n-1); i <= n; i++ {
		s := &r.d.Sentences[i]
		if s.Para != r.d.Sentences[n].Para {
			continue
		}
		for k := s.From; k < s.To; k++ {
			if r.d.Has(k, lang.Drill) {
				return true
			}
		}
	}
	return r.exercised(n + 1)
}

// exercised reports whether sentence n goes on with the paragraph and says that what was told was an exercise: «так
// завершилось учение».
func (r *casualtyReader) exercised(n int) bool {
	if !r.d.Pack.Genitive || n >= len(r.d.Sentences) || r.d.Sentences[n].Para != r.d.Sentences[n-1].Para {
		return false
	}
	for k := r.d.Sentences[n].From; k < r.d.Sentences[n].To; k++ {
		if r.d.Has(k, lang.Exercise) && r.d.Has(k, lang.Nom) {
			return true
		}
	}
	return false
}

// describe fills in class and words of the victims; an elliptic number takes them from what it continues.
func (r *casualtyReader) describe(t *toll, k int) {
	ch := &r.d.Chunks[k]
	tags := victimTags(r.d, k)
	if t.harm.class != nil {
		tags = tags.Or(r.harm.tagsBetween(t.harm.class.From, ch.From).And(classTags))
	}
	t.class = classOf(tags)
	t.span = [2]int{ch.From, phraseEnd(r.d, k)}
	t.text = r.d.String(t.span[0], t.span[1])
	if t.class == bilan.Unspecified {
		t.class = r.predicateClass(k)
	}
	if t.class == bilan.Unspecified {
		t.class = r.inRow(k)
	}
	if t.class != bilan.Unspecified || !r.elliptic(k) {
		return
	}
	if t.partOf >= 0 { // "400 of them"
		t.class = r.told[t.partOf].class
		return
	}
	for i := len(r.told) - 1; i >= 0 && i >= len(r.told)-3; i-- {
		if o := &r.told[i]; o.number >= 0 && o.partOf < 0 && o.why != "breakdown" {
			if r.d.SentenceOf(o.from).Para != r.d.SentenceOf(t.from).Para && !ch.Tags.Has(lang.Other) && !ch.Tags.Has(lang.More) {
				return
			}
			if r.d.Pack.Genitive && r.d.Tokens[ch.From].Sent-r.d.Tokens[o.from].Sent > 1 {
				return
			}
			if o.class != bilan.Unspecified {
				t.class, t.text = o.class, o.text
			}
			return
		}
	}
}

// inRow gives the class of the toll right before a phrase that names its victims by their harm alone: "quinze soldats tués
// et 24 blessés" counts soldiers.
func (r *casualtyReader) inRow(k int) bilan.Class {
	head := &r.d.Tokens[r.d.Chunks[k].Head]
	if len(r.told) == 0 || !head.Has(lang.VictNoun) || !head.Tags.Any(harmTags) || r.d.Chunks[k].Number < 0 || !r.d.Pack.HeadFirst {
		return bilan.Unspecified
	}
	o := &r.told[len(r.told)-1]
	if o.number < 0 || o.partOf >= 0 || r.d.Tokens[r.d.Chunks[k].From].Sent != r.d.Tokens[o.chunkFrom(r.d)].Sent {
		return bilan.Unspecified
	}
	if to := max(o.span[1], o.to); to >= r.d.Chunks[k].From-1 && to <= r.d.Chunks[k].From {
		return o.class
	}
	return bilan.Unspecified
}

// elliptic reports whether a phrase counts without saying whom: "353 autres", "eighteen more", "ещё пятеро".
func (r *casualtyReader) elliptic(k int) bool {
	ch := &r.d.Chunks[k]
	head := &r.d.Tokens[ch.Head]
	if head.Has(lang.DeathOf) && !head.Has(lang.Person) {
		return false // "cinq autres décès": who died is not told
	}
	if head.Has(lang.Other) || head.Has(lang.More) || r.d.NumberAt(ch.Head) != nil {
		return true
	}
	for i := ch.From; i < ch.To; i++ {
		if r.d.Has(i, lang.Other) || r.d.Has(i, lang.More) {
			return true
		}
	}
	return false
}

// deathOf reads "her child's death": the victim is the owner.
func (r *casualtyReader) deathOf(k int) toll {
	ch := &r.d.Chunks[k]
	t := toll{harm: harm{outcome: bilan.Killed, chunk: k, verb: -1, clause: -1, from: ch.From, to: ch.To, why: "possessed"}, number: -1, partOf: -1}
	t.victim = r.cast.find(k)
	r.describe(&t, k)
	return t
}

// none reads a harm that came to nobody.
func (r *casualtyReader) none(k int) {
	t := toll{harm: r.harm.said[k], number: -1, partOf: -1, victim: -1}
	if !r.staged(t.from) {
		r.describe(&t, k)
		r.told = append(r.told, t)
	}
}

// single reads one victim told without a numeral.
func (r *casualtyReader) single(k int) {
	h, ok := r.harm.said[k]
	if !ok {
		h, ok = r.harm.complement(k)
		ok = ok && !(h.outcome == bilan.Missing && r.d.Pack.Genitive)
	}
	part := -1
	if !ok {
		if part = r.singlePart(k); part < 0 {
			return
		}
		h = r.inherit(k, part)
	}
	if r.silent(&h) || h.verb >= 0 && r.d.Chunks[h.verb].Negated {
		return
	}
	t := toll{harm: h, number: -1, partOf: part, victim: r.cast.find(k)}
	r.describe(&t, k)
	r.told = append(r.told, t)
}

// claims assembles the claims, each single victim once with the gravest outcome told of it.
func (r *casualtyReader) claims() []bilan.Claim {
	r.mergeSingles()
	r.unsorted()
	r.oldStory = len(r.told) > 0 && r.longAgo(r.d.SentenceOf(r.told[0].from))
	ids := make([]int, len(r.told))
	var out []bilan.Claim
	for i := range r.told {
		if r.told[i].drop {
			ids[i] = -1
			continue
		}
		ids[i] = len(out)
		out = append(out, r.claim(&r.told[i]))
	}
	identify(r.d, out)
	for i := range r.told {
		if whole := r.told[i].partOf; whole >= 0 && ids[i] >= 0 && ids[whole] >= 0 {
			out[ids[i]].Casualty.PartOf = out[ids[whole]].ID
		}
	}
	return out
}

func (r *casualtyReader) plural(number int) bool {
	n := &r.d.Numbers[number]
	return n.Low == nil || *n.Low > 1
}

func (r *casualtyReader) mergeSingles() {
	next := r.nextTold()
	for i := range r.told {
		a := &r.told[i]
		if a.victim < 0 || a.drop {
			continue
		}
		for j := next[i]; j >= 0; j = next[j] {
			b := &r.told[j]
			if b.drop || !sameFate(a.outcome, b.outcome) {
				continue
			}
			if gravity(b.outcome) < gravity(a.outcome) {
				a.drop = true
				break
			}
			b.drop = true
		}
	}
}

// nextTold gives for each toll the next one of the same single victim, -1 when there is none.
func (r *casualtyReader) nextTold() []int {
	next := make([]int, len(r.told))
	later := make([]int, len(r.cast.known)) // by victim: the toll found last, counted from 1
	for i := len(r.told) - 1; i >= 0; i-- {
		next[i] = -1
		if v := r.told[i].victim; v >= 0 {
			next[i], later[v] = later[v]-1, i+1
		}
	}
	return next
}

// sameFate reports whether two outcomes told of one person are one claim: who is wounded and dies is killed.
func sameFate(a, b bilan.Outcome) bool {
	return a == b || (a == bilan.Killed || a == bilan.Injured) && (b == bilan.Killed || b == bilan.Injured)
}

func (r *casualtyReader) claim(t *toll) bilan.Claim {
	c := bilan.Claim{
		Kind: bilan.KindCasualty, Span: r.d.Span(t.from, t.to), Assertion: r.assertion(t),
		Attribution: r.d.ChainAt(r.d.Chunks[t.chunk].Head), Rule: t.why,
		Casualty: &bilan.Casualty{
			Outcome: t.outcome, Count: r.count(t),
			Victims: bilan.Victims{Text: t.text, Class: t.class, Span: r.d.Span(t.span[0], t.span[1])},
			Scope:   r.scope(t),
		},
	}
	c.Place, c.Time = r.scene.at(t.from, t.to)
	return c
}

// assertion gives how the text holds a toll. "Allegedly" before an active verb doubts who did it, not what happened.
func (r *casualtyReader) assertion(t *toll) bilan.Assertion {
	m := r.d.MoodAt(r.d.Chunks[t.chunk].Head)
	switch {
	case m == nil && t.verb >= 0 && !t.none && t.number >= 0 && r.d.Numbers[t.number].Kind != analysis.ZeroCount && r.negated(&r.d.Chunks[t.verb]):
		return bilan.Denied
	case m == nil && t.verb >= 0 && r.possible(&r.d.Chunks[t.verb]):
		return bilan.Unconfirmed
	case m == nil:
		return bilan.Asserted
	case m.Rule == "hearsay" && t.verb >= 0 && r.authorDoubted(t, m):
		return bilan.Asserted
	}
	return m.Assertion
}

// negated reports whether a verb group says that something is not so; "n'a perdu que quatre" only narrows it.
func (r *casualtyReader) negated(v *analysis.Chunk) bool {
	not := false
	for i := v.From; i < v.Head; i++ {
		not = not || r.d.Has(i, lang.Neg)
	}
	if !v.Negated || !not { // "suffered non life-threatening wounds"
		return false
	}
	for i := v.To; i < min(v.To+5, r.d.SentenceOf(v.From).To); i++ {
		if r.d.Has(i, lang.Sub) {
			return false
		}
	}
	return true
}

func (r *casualtyReader) authorDoubted(t *toll, m *analysis.Mood) bool {
	v := &r.d.Chunks[t.verb]
	cl := r.d.ClauseAt(v.Head)
	return !v.Passive && !v.Tags.Has(lang.VictSubj) && v.From <= m.CueFrom && m.CueFrom < v.To && cl != nil && cl.Subject >= 0 && cl.Subject != t.chunk
}

func (r *casualtyReader) count(t *toll) bilan.Count {
	if t.none {
		zero := int64(0)
		return bilan.Count{Low: &zero, High: &zero, Qualifier: bilan.Exact, Span: r.d.Span(t.from, t.to)}
	}
	if t.number < 0 {
		one := int64(1)
		return bilan.Count{Low: &one, High: &one, Qualifier: bilan.Exact, Span: r.d.Span(t.span[0], t.span[1])}
	}
	n := &r.d.Numbers[t.number]
	return bilan.Count{Low: n.Low, High: n.High, Qualifier: n.Qualifier, Span: r.d.Span(n.From, n.To)}
}

// longAgo reports whether a sentence tells of a time two months and more before publication.
func (r *casualtyReader) longAgo(s *analysis.Sentence) bool {
	if r.d.Published.IsZero() {
		return false
	}
	for i := s.From; i < s.To; i++ {
		t := r.d.TimeAt(i)
		if t == nil || t.Vague || len(t.When.Value) < 4 || r.scene.ofTelling(i) {
			continue
		}
		layout := "2006-01-02"[:min(len(t.When.Value), 10)]
		if len(layout) != 4 && len(layout) != 7 {
			layout = "2006-01-02"
		}
		if at, err := time.Parse(layout, t.When.Value[:min(len(t.When.Value), len(layout))]); err == nil {
			return r.d.Published.Sub(at) > pastAfter && !(len(layout) == 4 && at.Year() == r.d.Published.Year())
		}
	}
	return false
}

// pastAfter is how long before publication a toll counts as told for background.
const pastAfter = 90 * 24 * time.Hour

// scope tells an incident's toll from a running total, from what is new and from the past.
func (r *casualtyReader) scope(t *toll) string {
	s := r.d.SentenceOf(t.from)
	if !r.oldStory && r.longAgo(s) {
		return "background"
	}
	for i := max(s.From, t.from-8); i < min(s.To, t.to+8); i++ {
		tok := &r.d.Tokens[i]
		switch {
		case tok.Has(lang.Total), tok.Has(lang.Toll):
			return "total"
		case tok.Has(lang.New):
			return "new"
		}
	}
	return "incident"
}
