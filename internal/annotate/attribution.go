package annotate

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// Attributions finds who says what, and how far it reaches. Each construction is a cue with a scope: a speech verb
// with its content clause, a speech thrown in or closing a sentence, "according to", a frame around a quotation, a
// sentence of its own that follows. What one sentence leaves open is carried on to the next (carry.go).
func Attributions(d *analysis.Doc) {
	a := &attributor{d: d, framed: make([]bool, len(d.Quotes)), sourced: make([]bool, len(d.Sentences)), touching: make([][]int32, len(d.Sentences)), cited: make([]bool, len(d.Tokens))}
	next := 0
	for i := range d.Sentences {
		s := &d.Sentences[i]
		told := len(d.Attributions)
		for ; next < len(d.Clauses) && d.Clauses[next].Sent <= i; next++ {
			if !s.Skip {
				a.clause(next)
			}
		}
		if !s.Skip {
			a.heading(s)
			a.accord(s)
			a.bracket(s)
			a.trailing(s)
			if d.Pack.Genitive {
				a.theirs(s)
			}
			a.byCount(s)
			a.gapped(s, told)
		}
	}
	a.quotes()
	a.carry()
	a.outlet()
	d.IndexAttributions()
}

type attributor struct {
	d        *analysis.Doc
	framed   []bool                       // quotations that have a speaker
	sourced  []bool                       // sentences in which a cue begins
	touching [][]int32                    // by sentence: the attributions whose scope or cue touches it, in their order
	cited    []bool                       // words of citing that are read as a part of a chain
	floors   map[int]analysis.Attribution // by sentence: who takes the floor in it without saying what
}

func (a *attributor) add(at analysis.Attribution) {
	if len(at.Chain) > 0 && at.ScopeFrom < at.ScopeTo {
		a.note(&at)
		a.d.Attributions = append(a.d.Attributions, at)
	}
}

// note files the attribution that is added next under its sentences.
func (a *attributor) note(at *analysis.Attribution) {
	if at.CueFrom >= 0 && at.CueFrom < len(a.d.Tokens) {
		a.sourced[a.d.Tokens[at.CueFrom].Sent] = true
	}
	a.touch(at.CueFrom, at.CueTo)
	a.touch(at.ScopeFrom, at.ScopeTo)
}

// touch files the attribution that is added next under the sentences of tokens [from,to).
func (a *attributor) touch(from, to int) {
	d, n := a.d, int32(len(a.d.Attributions))
	if from, to = max(from, 0), min(to, len(d.Tokens)); from >= to {
		return
	}
	for s := d.Tokens[from].Sent; s <= d.Tokens[to-1].Sent; s++ {
		if list := a.touching[s]; len(list) == 0 || list[len(list)-1] != n {
			a.touching[s] = append(list, n)
		}
	}
}

// clause reads the speech verb of clause k.
func (a *attributor) clause(k int) {
	cl := &a.d.Clauses[k]
	if cl.Verb < 0 {
		return
	}
	v := &a.d.Chunks[cl.Verb]
	if v.Tags.Has(lang.Floor) && a.takesFloor(k) {
		return
	}
	if a.goesOn(cl) && a.goOn(k) || a.deniesBehind(k) {
		return
	}
	if !v.Tags.Any(tellTags) && !(v.Tags.Has(lang.Floor) && a.opensSpeech(cl)) && !(v.Tags.Has(lang.CallName) && callsFalse(a.d, cl)) && !cl.Insert && !a.setsToll(cl, v) && !a.citesFigure(cl, v) || v.Tense == lang.Inf && cl.Kind != analysis.Coordinate {
		if n := a.owner(cl, v); n >= 0 {
			a.follow(k, n)
		}
		return
	}
	if !v.Tags.Any(tellTags) && !cl.Insert && cl.Subject >= 0 && a.d.Has(a.d.Chunks[cl.Subject].Head, lang.Pron) && a.toldIn(cl) {
		return // "the ministry says it has counted 12 dead": still the ministry
	}
	if v.Tense == lang.APart && a.d.Pack.Genitive && !cl.Insert {
		return // «приводившаяся цифра»: what its noun does, and nobody speaks
	}
	source, impersonal := cl.Subject, false
	if cl.Kind == analysis.Coordinate && !cl.Insert && !a.joinedOn(cl) {
		return // "figures posted on Sunday": a participle, not a verb of the subject's
	}
	if v.Passive && !cl.Insert && v.Tags.Any(speechTags) && a.d.Has(v.Head, lang.PPart) {
		source = a.agent(cl) // "il a été noté que": nobody, unless an agent is told
	}
	if k := a.postposed(cl); k >= 0 {
		source = k
	}
	if a.nobody(v, source) {
		source = a.impersonal(cl)
	} else if !cl.Insert && (source < 0 || !speaks(a.d, source) || a.disagrees(cl, source) || nominative(a.d, source) == never || a.paper(source)) {
		source = a.impersonal(cl)
		if source < 0 && a.there(cl) >= 0 && v.Finite {
			source = cl.Verb
		}
		impersonal = source >= 0
	}
	switch {
	case source < 0, a.ownPronoun(source), a.d.Has(a.d.Chunks[source].Head, lang.Zero): // "nobody told us"
	case cl.Insert, impersonal && cl.From > a.d.Sentences[cl.Sent].From && cl.Kind == analysis.Coordinate && a.d.Is(cl.From-1, ","):
		a.inserted(k, source)
	case a.follows(cl):
		a.follow(k, source)
	default:
		a.mother(k, source)
	}
}

// owner gives whose figures these are where a sentence says only that: "Ces chiffres sont du préfet", "The numbers come
// from the ministry". It gives -1 when the clause says something else.
func (a *attributor) owner(cl *analysis.Clause, v *analysis.Chunk) int {
	if v.Passive && !v.Negated && a.follows(cl) && a.d.Has(v.Head, lang.PPart) {
		return a.agent(cl) // "ce bilan a été donné par la police"
	}
	if !v.Finite || v.Passive || v.Negated || !a.d.Has(v.Head, lang.Be) && !v.Tags.Has(lang.Hear) || !a.follows(cl) {
		return -1
	}
	n := cl.Verb + 1
	if n >= len(a.d.Chunks) || a.d.Chunks[n].From >= cl.To || a.d.Chunks[n].From > v.To+2 {
		return -1
	}
	if ch := &a.d.Chunks[n]; ch.Prep < 0 && !a.d.Has(ch.From, lang.Of) || a.d.ActorAt(ch.Head) == nil {
		return -1
	}
	return n
}

// ownPronoun reports whether a source is a pronoun without gender that stands for nobody told before: "nous", "on", "we".
func (a *attributor) ownPronoun(k int) bool {
	ch := &a.d.Chunks[k]
	t := &a.d.Tokens[ch.Head]
	if ch.Kind != analysis.NounPhrase || !a.d.Pack.HeadFirst || a.d.Pack.Genitive || a.d.ActorAt(ch.Head) != nil {
		return false
	}
	return t.Has(lang.Pron) && !t.Has(lang.Third) && !t.Has(lang.Masc) && !t.Has(lang.Fem) && !t.Has(lang.Other) && !t.Has(lang.Num)
}

// nobody reports whether the source is a pronoun that leans on its verb and means nobody: "précise-t-on".
func (a *attributor) nobody(v *analysis.Chunk, source int) bool {
	if source < 0 || a.d.Chunks[source].Kind != analysis.VerbGroup {
		return false
	}
	for i := v.From; i < v.To; i++ {
		if t := &a.d.Tokens[i]; t.Has(lang.Pron) && t.Fold[0] == '-' {
			return !t.Has(lang.Masc) && !t.Has(lang.Fem) && !t.Has(lang.Pl)
		}
	}
	return false
}

// setsToll reports whether a clause changes or puts a toll: "raised the number of detainees to 12", "put the toll at 9".
func (a *attributor) setsToll(cl *analysis.Clause, v *analysis.Chunk) bool {
	if v.Passive || cl.Subject < 0 || !v.Tags.Has(lang.Change) && !v.Tags.Has(lang.Toll) && !a.putsToll(cl, v) {
		return false
	}
	return a.official(cl.Subject)
}

// putsToll reports whether a verb takes a toll and a number: "porte le bilan à 34 morts".
func (a *attributor) putsToll(cl *analysis.Clause, v *analysis.Chunk) bool {
	if !v.Finite || v.Negated || cl.Kind == analysis.Relative || a.d.Pack.Genitive {
		return false
	}
	toll := false
	for _, n := range cl.Objects {
		toll = toll || a.d.Tokens[a.d.Chunks[n].Head].Has(lang.Toll) && !a.numberIn(a.d.Chunks[n].From, a.d.Chunks[n].To)
	}
	return toll && a.figureIn(v.To, a.d.Sentences[cl.Sent].To)
}

// citesFigure reports whether somebody cites a number of victims and not another source: "the colonel cited 14 wounded".
func (a *attributor) citesFigure(cl *analysis.Clause, v *analysis.Chunk) bool {
	if v.Passive || !v.Finite || cl.Subject < 0 || !v.Tags.Has(lang.Cite) || !a.official(cl.Subject) {
		return false
	}
	for _, n := range cl.Objects {
		if a.countsVictims(n) {
			return true
		}
	}
	return false
}

// countsVictims reports whether a phrase is a number of victims: what is cited, never who is.
func (a *attributor) countsVictims(k int) bool {
	if k < 0 {
		return false
	}
	ch := &a.d.Chunks[k]
	num := a.d.NumberAt(ch.From)
	return num != nil && num.Kind != analysis.ArticleOne && a.d.Tokens[ch.Head].Tags.Any(harmTags)
}

// official reports whether a phrase names a body, a medium or somebody with an office: who gives figures.
func (a *attributor) official(k int) bool {
	ch := &a.d.Chunks[k]
	if t := &a.d.Tokens[ch.Head]; a.d.Pack.Genitive && (t.Has(lang.Toll) || t.Tags.Any(harmTags)) {
		return false // «число погибших возросло»: what is counted
	}
	if pointsBack(a.d, ch.From, ch.Head) {
		return true
	}
	for i := ch.From; i < ch.To; i++ {
		if act := a.d.ActorAt(i); act != nil {
			return act.Form != analysis.Group && (act.Kind != bilan.ActorPerson || act.Role != "" || act.Resolved != "") && act.Kind != bilan.ActorWitness
		}
	}
	return false
}

// joinedOn reports whether a clause without subject of its own really goes on with the one before: behind a conjunction,
// a sign, or its verb is no participle.
func (a *attributor) joinedOn(cl *analysis.Clause) bool {
	v := &a.d.Chunks[cl.Verb]
	if v.To-v.From > 1 || !a.d.Has(v.Head, lang.PPart) || cl.From == 0 {
		return true
	}
	return a.d.Has(cl.From, lang.Conj) || a.d.Tokens[cl.From-1].Is(analysis.Punct) && cl.From == v.From
}

// agent gives the phrase behind by, par in a passive clause, -1 when there is none.
func (a *attributor) agent(cl *analysis.Clause) int {
	for _, n := range cl.Adjuncts {
		if a.d.Has(a.d.Chunks[n].Prep, lang.By) && a.d.ActorAt(a.d.Chunks[n].Head) != nil {
			return n
		}
	}
	return -1
}

// tellTags mark verbs whose subject stands behind what they govern: speech, and withdrawals and corrections of it.
var tellTags = speechTags.Or(lang.SetOf(lang.Withdraw, lang.Correct))

// impersonal gives the source of a plural or reflexive speech verb without subject: the body it is said at or in
// («сообщили в Минздраве», «говорится в сводке штаба», "indique-t-on au ministère"). It gives -1 when there is none.
func (a *attributor) impersonal(cl *analysis.Clause) int {
	v := &a.d.Chunks[cl.Verb]
	if cl.Subject >= 0 && !isTime(a.d, a.d.Chunks[cl.Subject].Head) && a.d.Chunks[cl.Subject].Kind == analysis.NounPhrase && cl.Kind != analysis.Coordinate && !a.disagrees(cl, cl.Subject) && nominative(a.d, cl.Subject) != never && !a.paper(cl.Subject) {
		return -1
	}
	if head := &a.d.Tokens[v.Head]; !head.Has(lang.Pl) && !head.Has(lang.Refl) && !v.Passive && !a.nobody(v, cl.Verb) {
		return -1
	}
	for n := firstChunk(a.d, cl.From); n < len(a.d.Chunks) && a.d.Chunks[n].From < cl.To; n++ {
		ch := &a.d.Chunks[n]
		if ch.Kind != analysis.NounPhrase || ch.Prep < 0 || !a.d.Tokens[ch.Prep].Tags.Any(atTags) {
			continue
		}
		if t := &a.d.Tokens[ch.Head]; a.d.Pack.Genitive && a.d.Has(ch.Prep, lang.Locative) && t.Has(lang.Acc) && !t.Has(lang.Loc) {
			continue // «в больницы обратились …»: where they went
		}
		if body := bodyOf(a.d, n); body >= 0 {
			return body
		}
	}
	return -1
}

// atTags mark prepositions of the body at which something is said.
var atTags = lang.SetOf(lang.Locative, lang.Pertain, lang.Accord)

// firstChunk gives the first phrase or verb group that begins at token from or behind it.
func firstChunk(d *analysis.Doc, from int) int {
	return sort.Search(len(d.Chunks), func(n int) bool { return d.Chunks[n].From >= from })
}

// follows reports whether a clause only says who told what stands before it: "Об этом сообщил X", "Ces chiffres sont
// donnés par X": what is told is a demonstrative.
func (a *attributor) follows(cl *analysis.Clause) bool {
	d := a.d
	s := &d.Sentences[cl.Sent]
	if cl.From != s.From || s.To-s.From > 30 {
		return false
	}
	for i := s.From; i < min(s.From+3, s.To); i++ {
		if d.Has(i, lang.Anaphor) {
			return true
		}
	}
	return a.tellsOfHarm(cl, s)
}

// tellsOfHarm reports whether a sentence opens with the noun for what was told and a verb of saying behind it, and counts
// nothing: «О жертвах сообщила пресс-секретарь».
func (a *attributor) tellsOfHarm(cl *analysis.Clause, s *analysis.Sentence) bool {
	d, v := a.d, &a.d.Chunks[cl.Verb]
	if !d.Pack.Genitive || v.From > s.From+3 || s.From+1 >= s.To || !d.Has(s.From, lang.Prep) || !v.Tags.Any(speechTags) || v.Negated || a.numberIn(s.From, s.To) {
		return false
	}
	t := &d.Tokens[s.From+1]
	return t.Has(lang.Loc) && t.Has(lang.N) && (t.Tags.Any(harmTags) || t.Has(lang.VictNoun) || t.Has(lang.Cause))
}

// follow ties the sentences before, back to one with a source of its own, to the source that this one names.
func (a *attributor) follow(k, source int) {
	d, cl := a.d, &a.d.Clauses[k]
	s := &d.Sentences[cl.Sent]
	from := a.backFrom(s)
	if from == s.From {
		return
	}
	chain, _ := a.chain(cl, source, s.From, s.To)
	a.add(analysis.Attribution{CueFrom: s.From, CueTo: s.To, ScopeFrom: from, ScopeTo: s.From, Chain: chain, Kind: analysis.Follow,
		Verb: d.Chunks[cl.Verb].Head, Quote: -1, Channel: channelIn(d, s.From, s.To)})
}

// toldIn reports whether an attribution of its sentence covers clause cl.
func (a *attributor) toldIn(cl *analysis.Clause) bool {
	v := a.d.Chunks[cl.Verb].From
	for _, n := range a.touching[cl.Sent] {
		if at := &a.d.Attributions[n]; at.ScopeFrom <= v && v < at.ScopeTo {
			return true
		}
	}
	return false
}

// backFrom gives the token where what a sentence says of the ones before it begins: in its paragraph, up to three sentences
// back, behind the last one that has a source of its own.
func (a *attributor) backFrom(s *analysis.Sentence) int {
	if s.From >= s.To {
		return s.From
	}
	sent := a.d.Tokens[s.From].Sent
	n := sent
	for n > 0 && a.d.Sentences[n-1].Para == s.Para && sent-n < 3 && (!a.hasSource(&a.d.Sentences[n-1]) || n == sent && a.onlyMedia(n-1)) {
		n--
	}
	return a.d.Sentences[n].From
}

// onlyMedia reports whether all that is told in a sentence is told by media alone, who may have it from whom the next
// sentence names.
func (a *attributor) onlyMedia(sent int) bool {
	found := false
	for _, n := range a.touching[sent] {
		at := &a.d.Attributions[n]
		if len(at.Chain) != 1 || at.Chain[0].Kind != bilan.ActorMedia {
			return false
		}
		found = true
	}
	return found
}

// chain gives the hops of a clause's source, with the medium named in tokens [from,to) before it and those whom it
// cites behind it, and the token where the last of them ends.
func (a *attributor) chain(cl *analysis.Clause, source, from, to int) ([]bilan.Hop, int) {
	hops := a.again(source)
	if len(hops) == 0 {
		hops = sourceOf(a.d, source)
	}
	if i := a.there(cl); i >= 0 && source == cl.Verb {
		hops = a.back(i)
	}
	if voice := a.voice(cl, source); len(voice) > 0 {
		hops = voice
	}
	if len(hops) == 0 {
		return nil, 0
	}
	v := &a.d.Chunks[cl.Verb]
	hops[0].Verb = a.d.Tokens[v.Head].Fold
	s := &a.d.Sentences[cl.Sent]
	hops, end := a.citedBehind(hops, a.pastShortName(sourceEnd(a.d, source)), s)
	if end == 0 {
		hops, end = a.citedBehind(hops, v.To, s)
	}
	more := end > 0
	if !more {
		papers := a.documentOf(cl, hops)
		hops, more = append(hops, papers...), len(papers) > 0
	}
	if h := a.quoted(cl); h != nil && !more {
		hops = append(hops, *h)
	}
	if to = max(to, a.hearer(cl)); v.Tags.Has(lang.Deny) && v.To < to && a.hearer(cl) == 0 {
		to = v.To // "rejected a report by X": what is denied, not through whom
	}
	hops = append(relay(a.d, from, to, hops), hops...)
	return a.relayed(cl, hops), end
}

// hearer gives the token behind the medium that a speech verb is told to right behind it: "a confirmé à la chaîne BFMTV
// la mort de …"; 0 when there is none.
func (a *attributor) hearer(cl *analysis.Clause) int {
	n := cl.Verb + 1
	if n >= len(a.d.Chunks) || a.d.Chunks[n].Prep < a.d.Chunks[cl.Verb].To || a.d.Chunks[n].From > a.d.Chunks[cl.Verb].To+3 {
		return 0
	}
	if act := a.d.ActorAt(a.d.Chunks[n].Head); act == nil || act.Kind != bilan.ActorMedia || a.d.Has(a.d.Chunks[n].Prep, lang.Of) {
		return 0
	}
	return a.d.Chunks[n].To
}

// relayed adds whose figures a medium hands on: "l'agence relayait le bilan du ministère".
func (a *attributor) relayed(cl *analysis.Clause, hops []bilan.Hop) []bilan.Hop {
	d := a.d
	if !d.Chunks[cl.Verb].Tags.Has(lang.Cite) {
		return hops
	}
	for _, o := range cl.Objects {
		t := d.Tokens[d.Chunks[o].Head].Tags
		if !t.Has(lang.Toll) && !t.Has(lang.SayNoun) && !t.Has(lang.Channel) && !t.Has(lang.Pron) || o+1 >= len(d.Chunks) || d.Chunks[o+1].Of != o {
			continue
		}
		if act := d.ActorAt(d.Chunks[o+1].Head); act != nil {
			if h := analysis.Hop(d, act); h.Span != hops[len(hops)-1].Span {
				return append(hops, h)
			}
		}
	}
	return hops
}

// speaks reports whether a phrase can be the subject of a speech verb.
func speaks(d *analysis.Doc, k int) bool {
	c := clauseCutter{d: d}
	ch := d.Chunks[k]
	ch.Prep = -1
	return ch.Kind == analysis.NounPhrase && c.speaks(k)
}

// hasSource reports whether a sentence has a source of its own.
func (a *attributor) hasSource(s *analysis.Sentence) bool {
	return s.From < s.To && a.sourced[a.d.Tokens[s.From].Sent]
}
