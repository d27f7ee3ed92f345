package annotate

import (
	"bilan/internal/analysis"
	"bilan/lang"
)

// mother reads "X a déclaré que …", "X said …", "X : « … »" and "X counted 12 dead".
func (a *attributor) mother(k, source int) {
	d, cl := a.d, &a.d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	s := &d.Sentences[cl.Sent]
	from, that := a.content(k)
	chain, _ := a.chain(cl, source, cl.From, from)
	cueTo := v.To
	if v.To <= d.Chunks[source].From && d.Pack.Genitive {
		if cueTo = sourceEnd(d, source); !that {
			from = cl.From // what is told stands before: «число погибших уточнил Минздрав»
		}
	}
	if !that && v.Passive && d.Chunks[source].From >= v.To && d.Has(v.Head, lang.PPart) {
		from = cl.From // "nine deaths were counted by the hospital": what is told stands before
	}
	if !that && d.Pack.Genitive && a.restIsVerdict(v.To, trimEnd(d, cl.To)) {
		from = cl.From // «эту цифру в штабе не подтвердили»
	}
	that = that && v.Tags.Any(speechTags) && v.Tense != lang.Inf && !(v.Negated && v.Tags.Has(lang.Say) && !v.Tags.Has(lang.Confirm)) // "would not say whether"
	if !that && v.Tags.Has(lang.Urge) && !v.Tags.Any(ownSpeechTags) {
		return // "ordered the detention of 25 people": an order tells no figure
	}
	if !that && v.Negated && v.Tags.Has(lang.Say) && !v.Tags.Has(lang.Confirm) && !v.Tags.Has(lang.Deny) && !a.figureIn(v.To, cl.To) {
		return // "who was not cleared to talk to the press"
	}
	at := analysis.Attribution{CueFrom: min(d.Chunks[source].From, v.From), CueTo: cueTo, ScopeFrom: from, ScopeTo: a.contentEnd(k, from, s),
		Chain: chain, Kind: analysis.Mother, Verb: v.Head, Content: that, Quote: -1, Channel: channelIn(d, v.To, from)}
	if q := d.QuoteAt(from); q == nil && v.Tags.Has(lang.SayQuote) && !v.Tags.Has(lang.Say) {
		return
	} else if q != nil && q.From == from {
		at.Quote, at.Direct, at.Kind = d.QuoteIndex(from), true, analysis.QuoteFrame
		at.ScopeFrom, at.ScopeTo = q.Inner()
		a.framed[at.Quote] = true
	}
	a.add(at)
}

// ownSpeechTags mark verbs that tell something themselves, not only order or ask for it.
var ownSpeechTags = lang.SetOf(lang.Say, lang.Deny, lang.Confirm, lang.Accuse, lang.Announce, lang.Claim, lang.Cite, lang.Change, lang.Toll, lang.Withdraw, lang.Correct)

// content gives the token where the content of clause k's speech verb begins, and whether it is a clause (or a
// quotation) of its own and not only an object of the verb.
func (a *attributor) content(k int) (int, bool) {
	d, cl := a.d, &a.d.Clauses[k]
	v := &d.Chunks[cl.Verb]
	s := &d.Sentences[cl.Sent]
	if a.toldFigure(cl, v) {
		return v.To, false
	}
	for i := v.To; i < s.To && i < v.To+16; i++ {
		t := &d.Tokens[i]
		if q := d.QuoteAt(i); q != nil && q.From == i && i <= cl.To && !named(d, q) && !(d.Pack.HeadFirst && a.figureIn(v.To, i)) {
			return i, true
		}
		switch {
		case t.Fold == ";":
			return v.To, false
		case t.Fold == ":":
			if q := d.QuoteAt(i + 1); q != nil && q.From == i+1 {
				return i + 1, true
			}
			if a.figureIn(v.To, i) { // «сообщает о 23 раненых: двое детей …»
				return v.To, false
			}
			return i + 1, i+1 < s.To
		case t.Has(lang.Sub) && i >= cl.To-1 && !t.Has(lang.Prep):
			if a.aside(cl, i) || a.figureTold(v.To, i) {
				return v.To, false
			}
			return i + 1, true
		}
		if c := d.ClauseIndex(i); c != k && c >= 0 && d.Clauses[c].From == i && !d.Clauses[c].Insert && d.Clauses[c].Kind != analysis.Relative && d.Clauses[c].Kind != analysis.Participial {
			if a.aside(cl, i) || a.figureTold(v.To, i) {
				return v.To, false
			}
			if d.Has(i, lang.Conj) && d.Chunks[max(d.Clauses[c].Verb, 0)].Tense == lang.Inf && !d.Pack.Genitive { // "ordered troops and police to shoot"
				return v.To, false
			}
			if d.Pack.Genitive && d.Clauses[c].Kind != analysis.That {
				return v.To, false // what is said without a conjunction stands behind a colon
			}
			return i, a.endsInSub(v.To-1) || d.Clauses[c].Kind == analysis.That || d.Clauses[c].Kind == analysis.Main && !d.Pack.HeadFirst || d.Chunks[max(d.Clauses[c].Verb, 0)].Tense == lang.Inf
		}
	}
	return v.To, false
}

// endsInSub reports whether token i is words of which the last opens a clause: "précisant que".
func (a *attributor) endsInSub(i int) bool {
	t := &a.d.Tokens[i]
	return t.W1-t.W0 > 1 && a.d.Pack.Lexicon.Entry(a.d.Words[t.W1-1].ID).Tags.Has(lang.Sub)
}

// toldFigure reports whether the object right behind a verb is a number of victims: what is told is the figure, not a
// clause that goes on from it ("rejected a toll of 40 that …", "had acknowledged 44 deaths: …").
func (a *attributor) toldFigure(cl *analysis.Clause, v *analysis.Chunk) bool {
	if len(cl.Objects) == 0 || v.Passive {
		return false
	}
	n := cl.Objects[0]
	if a.d.Chunks[n].From > v.To+2 {
		return false
	}
	if a.countsVictims(n) {
		return true
	}
	return a.d.Tokens[a.d.Chunks[n].Head].Has(lang.Toll) && n+1 < len(a.d.Chunks) && a.d.Chunks[n+1].Of == n && a.countsVictims(n+1)
}

// aside reports whether the clause that begins at token i only goes on where clause cl has said what it says, in its
// objects: "compte 12 morts et …", "fait état de huit morts, comme …".
func (a *attributor) aside(cl *analysis.Clause, i int) bool {
	d := a.d
	c := d.ClauseAt(i)
	if c == nil || c.From != i || len(cl.Objects) == 0 || !d.Pack.HeadFirst || d.Pack.Genitive {
		return false
	}
	return c.Kind == analysis.Coordinate || c.Kind == analysis.Adverbial
}

// figureIn reports whether a number of victims stands in tokens [from,to): what is told is the figure, not a word set in
// quotation marks behind it.
func (a *attributor) figureIn(from, to int) bool {
	for k := firstChunk(a.d, from); k < len(a.d.Chunks) && a.d.Chunks[k].From < to; k++ {
		if a.countsVictims(k) || a.d.Chunks[k].Number >= 0 && a.d.Chunks[k].Tags.Any(harmTags) {
			return true
		}
	}
	return false
}

// figureTold reports whether a toll or a number of victims stands in tokens [from,to): it is what is told, and a clause
// behind it only goes on from there ("la mort de 29 personnes, dans des raids qu'ils …", "put the toll at 40, while …").
func (a *attributor) figureTold(from, to int) bool {
	d := a.d
	for k := firstChunk(d, from); k < len(d.Chunks) && d.Chunks[k].From < to; k++ {
		if ch := &d.Chunks[k]; ch.Kind == analysis.NounPhrase && (d.Has(ch.Head, lang.Toll) && ch.Prep < 0 || a.countsVictims(k) || ch.Number >= 0 && a.afterDeath(k)) {
			return true
		}
	}
	return false
}

// afterDeath reports whether a counted phrase complements a noun of harm: "la mort de 29 personnes".
func (a *attributor) afterDeath(k int) bool {
	of := a.d.Chunks[k].Of
	return of >= 0 && a.d.Tokens[a.d.Chunks[of].Head].Tags.Any(harmTags)
}

// contentEnd gives the end of a content that begins at from: the end of the sentence, or what another speaker says.
func (a *attributor) contentEnd(k, from int, s *analysis.Sentence) int {
	_, end := a.semicolons(s, from)
	for end < s.To && a.d.Is(end, ";") && a.continuesToll(end+1) { // "put the number hurt at 40; 12 were still in hospital"
		_, end = a.semicolons(s, end+1)
	}
	for n := k + 1; n < len(a.d.Clauses) && a.d.Clauses[n].Sent == a.d.Clauses[k].Sent; n++ {
		c := &a.d.Clauses[n]
		if c.Verb < 0 || c.From < from || c.Insert {
			continue
		}
		if c.Kind == analysis.Coordinate && c.Mother == k && a.d.Chunks[c.Verb].Tags.Any(speechTags) && a.d.Has(c.From, lang.Conj) {
			end = c.From
			break
		}
		if c.From > from && c.From < end && (a.otherSpeaker(c) || a.goesOn(c)) {
			end = c.From
			break
		}
	}
	if q := a.d.QuoteAt(from); q != nil && q.From < a.d.Chunks[a.d.Clauses[k].Verb].From && q.To < end {
		end = q.To - 1 // what a quoted speaker tells of others ends with the quotation
	}
	for n := k + 1; n < len(a.d.Clauses) && a.d.Clauses[n].Sent == a.d.Clauses[k].Sent; n++ {
		if c := &a.d.Clauses[n]; c.Insert && c.From > from && trimEnd(a.d, s.To) <= c.To {
			end = min(end, c.From) // «мэр заявил, что …, передаёт ТАСС»
		}
	}
	for end > from && a.d.Tokens[end-1].Is(analysis.Punct) && a.d.QuoteAt(end-1) == nil {
		end--
	}
	return end
}

// otherSpeaker reports whether a clause behind a sign or conjunction has a speech verb and an official subject of its own:
// what somebody else says is not part of what was said before ("…, while the mayor put it at 200").
func (a *attributor) otherSpeaker(c *analysis.Clause) bool {
	d := a.d
	v := &d.Chunks[c.Verb]
	if c.Kind == analysis.That || c.Kind == analysis.Relative || !v.Finite || v.Passive || !v.Tags.Any(speechTags) || c.Subject < 0 || d.Chunks[c.Subject].From < c.From || !a.official(c.Subject) {
		return false
	}
	return d.Has(c.From, lang.Conj) || d.Has(c.From, lang.Sub) || d.Has(c.From-1, lang.Conj) || d.Tokens[c.From-1].Is(analysis.Punct)
}

// goesOn reports whether a clause is the same speaker going on: ", adding that …", ", citing …".
func (a *attributor) goesOn(c *analysis.Clause) bool {
	v := &a.d.Chunks[c.Verb]
	return c.Kind == analysis.Participial && v.From == c.From && a.d.Is(c.From-1, ",") && !v.Passive && (v.Tense == lang.Ger || v.Tense == lang.APart) && (v.Tags.Any(speechTags) || v.Tags.Has(lang.Cite))
}
