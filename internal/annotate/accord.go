package annotate

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// accord reads "selon X", "according to X", «по данным X» and "citing X": before, behind or inside what they cover.
func (a *attributor) accord(s *analysis.Sentence) {
	d := a.d
	for i := s.From; i < s.To; i++ {
		t := &d.Tokens[i]
		if t.Has(lang.Cite) && t.Has(lang.Prep) && t.Has(lang.Say) && !a.cited[i] {
			a.carriedBy(s, i)
			continue
		}
		if !t.Has(lang.Accord) && !cites(t) && !a.inTheEyesOf(s, i) || a.cited[i] {
			continue
		}
		if t.Has(lang.Rel) {
			a.antecedent(s, i)
			continue
		}
		if t.Has(lang.Cite) && a.countsVictims(d.ChunkIndex(i+1)) {
			continue
		}
		if ch := d.ChunkAt(i); ch != nil && ch.Kind == analysis.VerbGroup && ch.Passive && !a.citedBy(i) {
			continue // "two of them were referred to a hospital"
		}
		chain, end := a.sourcesOf(i, s)
		if cites(t) && !a.names(i+1, end) {
			continue // "citing its importance"
		}
		if len(chain) == 0 || d.Has(end, lang.Accord) && d.Has(end, lang.Rel) { // "cite le bureau selon lequel": read there
			continue
		}
		if !t.Has(lang.Anaphor) {
			chain[len(chain)-1].Verb = t.Fold
		}
		if more, last := a.citedBehind(chain, end, s); last > 0 {
			chain, end = more, last
		}
		if h, last := a.quotedBy(end); h != nil {
			chain, end = append([]bilan.Hop{*h}, chain...), last
		}
		at := analysis.Attribution{CueFrom: i, CueTo: end, Chain: chain, Verb: i, Quote: -1, Content: t.Has(lang.Accord) || !cites(t)}
		if a.fronted(s, i) {
			at.Kind = analysis.Fronted
			at.ScopeFrom, at.ScopeTo = a.afterComma(end, s), trimEnd(d, s.To)
			if at.ScopeFrom >= at.ScopeTo || a.endsInVerb(i) && !a.finiteIn(at.ScopeFrom, at.ScopeTo) { // «Такую информацию распространила пресс-служба»
				at.Kind, at.ScopeFrom, at.ScopeTo, at.Content = analysis.Follow, a.backFrom(s), s.From, false
			}
		} else {
			at.Kind = analysis.Closing
			at.ScopeFrom, at.ScopeTo = a.closingScope(s, i, end)
			if m := a.citing(s, i); m != nil && cites(t) {
				at.ScopeFrom, at.ScopeTo = m.ScopeFrom, min(m.ScopeTo, i)
			}
		}
		a.add(at)
		i = end - 1
	}
}

// inTheEyesOf reports whether token i opens a sentence as the preposition of whose view is told, behind which a comma stands:
// "Pour le syndicat, ce sont quarante morts".
func (a *attributor) inTheEyesOf(s *analysis.Sentence, i int) bool {
	d := a.d
	if i != s.From || !d.Pack.HeadFirst || d.Pack.Genitive || !d.Has(i, lang.Pertain) || !d.Has(i, lang.Prep) || d.Has(i, lang.Locative) || d.Tokens[i].W1-d.Tokens[i].W0 > 1 {
		return false
	}
	k := i + 1
	for k < s.To && (d.Has(k, lang.Det) || d.Has(k, lang.Poss)) && d.ActorAt(k) == nil {
		k++
	}
	act := d.ActorAt(min(k, s.To-1))
	if act == nil || act.From != k || act.Form == analysis.Group || act.Form == analysis.Pronoun || act.Kind == bilan.ActorPerson && act.Role == "" && act.Form != analysis.FullName {
		return false
	}
	return d.Is(act.To, ",") && a.finiteIn(act.To, s.To)
}

// citing gives the attribution of sentence s whose source goes on to cite another at token i: "the movement counts 55 dead,
// citing doctors". It is nil when there is none.
func (a *attributor) citing(s *analysis.Sentence, i int) *analysis.Attribution {
	d := a.d
	if i == s.From || !d.Is(i-1, ",") {
		return nil
	}
	for _, n := range a.touching[d.Tokens[s.From].Sent] {
		at := &d.Attributions[n]
		if at.Kind == analysis.Mother && at.CueFrom >= s.From && at.CueTo <= at.ScopeFrom && at.ScopeFrom < i && at.ScopeTo >= i-1 {
			return at
		}
	}
	return nil
}

// sourcesOf reads the source of the cue at token i, behind it or in it («по его словам»), and gives the token behind.
func (a *attributor) sourcesOf(i int, s *analysis.Sentence) ([]bilan.Hop, int) {
	if t := &a.d.Tokens[i]; t.Has(lang.Third) || t.Has(lang.Anaphor) && !t.Has(lang.Adv) {
		return a.back(i), i + 1
	}
	if chain, end := a.ownSource(i, s); len(chain) > 0 {
		return chain, end
	}
	if chain, end := a.spokeTo(i, s); len(chain) > 0 {
		return chain, end
	}
	chain, end := a.sourcesBehind(i+1, s)
	if act := a.author(i+1, s); len(chain) == 0 && a.d.Has(i, lang.Adv) && act != nil { // "according to figures posted by X"
		return []bilan.Hop{analysis.Hop(a.d, act)}, act.To
	}
	return chain, end
}

// spokeTo reads who spoke behind words that end in a verb, and the medium he spoke to: «Как сообщил агентству X
// представитель правительства Y, …».
func (a *attributor) spokeTo(i int, s *analysis.Sentence) ([]bilan.Hop, int) {
	d := a.d
	if !d.Pack.Genitive || !a.endsInVerb(i) {
		return nil, i
	}
	k := i + 1
	for k < s.To && d.Tokens[k].Is(analysis.Punct) && d.QuoteAt(k) != nil {
		k++
	}
	m := d.ActorAt(min(k, s.To-1))
	if m == nil || m.Kind != bilan.ActorMedia || m.To >= s.To {
		return nil, i
	}
	k = m.To
	for k < s.To && d.Tokens[k].Is(analysis.Punct) && d.QuoteAt(k) != nil {
		k++
	}
	who := d.ActorAt(min(k, s.To-1))
	if who == nil || who == m || who.From != k || nominative(d, d.ChunkIndex(who.Head)) == never {
		return nil, i
	}
	return []bilan.Hop{analysis.Hop(d, m), analysis.Hop(d, who)}, who.To
}

// ownSource reads a cue that is its own source: "de source judiciaire", and "de même source", which is the last one told.
func (a *attributor) ownSource(i int, s *analysis.Sentence) ([]bilan.Hop, int) {
	d, t := a.d, &a.d.Tokens[i]
	switch {
	case !t.Has(lang.Accord) || !t.Has(lang.Adv):
	case t.Has(lang.KAnon):
		h := hopAt(d, i, i+1)
		if w := &d.Words[t.W0]; t.W1-t.W0 > 1 && d.Pack.Lexicon.Entry(w.ID).Tags.Has(lang.Of) {
			h.Span.Start = d.Words[t.W0+1].Start
			h.Span.Text = d.Text[h.Span.Start:h.Span.End]
			h.Name = h.Span.Text
		}
		return []bilan.Hop{h}, i + 1
	case t.Has(lang.Anaphor):
		if last := a.lastBefore(i); last != nil {
			return append([]bilan.Hop{}, last.Chain...), i + 1
		}
	}
	return nil, i
}

// lastBefore gives the attribution told last before token i, nil when there is none.
func (a *attributor) lastBefore(i int) *analysis.Attribution {
	var best *analysis.Attribution
	for k := range a.d.Attributions {
		if at := &a.d.Attributions[k]; at.CueTo <= i && (best == nil || at.CueTo >= best.CueTo) {
			best = at
		}
	}
	return best
}

// antecedent reads "Khabar TV cite le bureau selon lequel …": the source stands before the relative, and before it the
// medium that cites it.
func (a *attributor) antecedent(s *analysis.Sentence, i int) {
	d := a.d
	at := i - 1
	if d.Is(at, ",") {
		at--
	}
	act := d.ActorAt(at)
	if act == nil || act.From <= s.From {
		return
	}
	chain := []bilan.Hop{analysis.Hop(d, act)}
	if v := d.ChunkIndex(act.From) - 1; v > 0 && d.Chunks[v].Kind == analysis.VerbGroup && d.Chunks[v].Tags.Has(lang.Cite) {
		if k := v - 1; speaks(d, k) {
			chain = append(sourceOf(d, k), chain...)
		}
	}
	a.add(analysis.Attribution{CueFrom: act.From, CueTo: i + 1, ScopeFrom: i + 1, ScopeTo: trimEnd(d, s.To), Chain: chain,
		Kind: analysis.Mother, Verb: i, Quote: -1, Content: true})
}

// fronted reports whether a cue at i opens its sentence.
func (a *attributor) fronted(s *analysis.Sentence, i int) bool {
	for k := s.From; k < i; k++ {
		if t := &a.d.Tokens[k]; !t.Is(analysis.Punct) && !t.Has(lang.Adv) && !t.Has(lang.Conj) && a.d.TimeAt(k) == nil {
			return false
		}
	}
	return true
}

func (a *attributor) afterComma(i int, s *analysis.Sentence) int {
	for k := i; k < s.To && k < i+10; k++ {
		if a.d.Is(k, ",") || a.d.Is(k, ":") {
			return k + 1
		}
	}
	return i
}

// sourcesBehind reads the source from token i on, with the medium that relays it ("selon l'AFP citant la police"), and
// gives the token behind them.
func (a *attributor) sourcesBehind(i int, s *analysis.Sentence) ([]bilan.Hop, int) {
	d := a.d
	for n := 0; i < s.To && n < 4; n, i = n+1, i+1 {
		if k := d.ChunkIndex(i); k >= 0 && d.Chunks[k].Kind == analysis.NounPhrase && d.Chunks[k].From == i || d.ActorAt(i) != nil {
			break
		}
		if t := &d.Tokens[i]; t.Is(analysis.Punct) && d.QuoteAt(i) == nil || t.Has(lang.V) && !t.Has(lang.N) {
			return nil, i
		}
	}
	if i >= s.To || (d.TimeAt(i) != nil || d.NumberAt(i) != nil && d.Tokens[i].Is(analysis.Digit)) && d.ActorAt(i) == nil {
		return nil, i // «по данным на 18.00»
	}
	if k := d.ChunkIndex(i); k >= 0 && d.Chunks[k].From == i {
		if hops := a.again(k); len(hops) > 0 {
			return hops, d.Chunks[k].To
		}
	}
	if hops, end := besideMedium(d, i); len(hops) > 0 {
		return hops, end
	}
	k := d.ChunkIndex(i)
	if k >= 0 && d.Chunks[k].Kind == analysis.NounPhrase {
		if h, end := apposedName(d, k); h != nil {
			return []bilan.Hop{*h}, end
		}
	}
	if act := d.ActorAt(i); act != nil && act.From >= i {
		return askedBy(d, act), act.To
	}
	if k < 0 || d.Chunks[k].Kind != analysis.NounPhrase {
		return nil, i
	}
	end := d.Chunks[k].To
	for n := k + 1; n < len(d.Chunks) && d.Chunks[n].Of == n-1; n++ {
		end = d.Chunks[n].To
	}
	if t := d.Tokens[d.Chunks[k].Head].Tags; t.Has(lang.Toll) || t.Has(lang.SayNoun) || t.Has(lang.Channel) {
		if author := a.author(d.Chunks[k].From, s); author != nil {
			return []bilan.Hop{analysis.Hop(d, author)}, author.To
		}
	}
	return []bilan.Hop{hopAt(d, i, end)}, end
}

// author gives the actor that a document told at token i comes from: "un bilan communiqué par le ministère", "figures
// posted by a channel". It is nil when the phrase names none.
func (a *attributor) author(i int, s *analysis.Sentence) *analysis.Actor {
	for k := i; k < min(i+12, s.To); k++ {
		if t := &a.d.Tokens[k]; t.Is(analysis.Punct) || t.Has(lang.Rel) {
			return nil
		}
		if act := a.d.ActorAt(k); act != nil && act.From >= i {
			return act
		}
	}
	return nil
}

func trimEnd(d *analysis.Doc, to int) int {
	for to > 0 && d.Tokens[to-1].Is(analysis.Punct) && d.QuoteAt(to-1) == nil {
		to--
	}
	return to
}

// bracket reads a medium alone in brackets at the end of a sentence: "… (TASS)".
func (a *attributor) bracket(s *analysis.Sentence) {
	d := a.d
	for i := s.From + 3; i+1 < s.To; i++ {
		act := d.ActorAt(i + 1)
		if !d.Is(i, "(") || act == nil || act.Kind != bilan.ActorMedia || !d.Is(act.To, ")") || s.To-act.To > 2 {
			continue
		}
		a.add(analysis.Attribution{CueFrom: i, CueTo: act.To + 1, ScopeFrom: s.From, ScopeTo: i, Chain: []bilan.Hop{analysis.Hop(d, act)},
			Kind: analysis.Bracket, Verb: -1, Quote: -1})
	}
}

// beforeColon gives whom an opening without a verb that a colon closes names, and the colon: the actor right before it
// ("18 h – Message de la mairie :"), else a medium in it, else the body that opens it ("L'armée, dans un
// communiqué :"). A medium that opens the sentence speaks whatever its verb is.
func (a *attributor) beforeColon(s *analysis.Sentence) (*analysis.Actor, int) {
	d := a.d
	var first, medium *analysis.Actor
	for i := s.From; i < min(s.From+24, s.To); i++ {
		if d.Is(i, ":") {
			return a.opener(first, medium, i), i
		}
		if ch := d.ChunkAt(i); ch != nil && ch.Kind == analysis.VerbGroup && ch.Finite && (medium == nil || medium.From > s.From+1 || ch.Tags.Any(tellTags)) {
			return nil, 0
		}
		act := d.ActorAt(i)
		switch {
		case act == nil || act.Form == analysis.Pronoun || act.Form == analysis.Group:
		case act.Kind == bilan.ActorMedia && medium == nil:
			medium = act
		case first == nil && i <= s.From+4:
			first = act
		}
	}
	return nil, 0
}

// finiteIn reports whether a finite verb stands in tokens [from,to).
func (a *attributor) finiteIn(from, to int) bool {
	for k := firstChunk(a.d, from); k < len(a.d.Chunks) && a.d.Chunks[k].From < to; k++ {
		if a.d.Chunks[k].Kind == analysis.VerbGroup && a.d.Chunks[k].Finite {
			return true
		}
	}
	return false
}

// opener chooses who speaks before the colon at token i.
func (a *attributor) opener(first, medium *analysis.Actor, i int) *analysis.Actor {
	last := a.d.ActorAt(i - 1)
	switch {
	case medium != nil && (last == nil || last.From > medium.To):
		return medium
	case last != nil && i-last.To < 1 && last.Form != analysis.Pronoun:
		return last
	case first != nil && first.Kind != bilan.ActorPerson && a.d.Is(first.To, ","):
		return first
	}
	return nil
}

// trailing reads a source behind a dash at the end of a line: "46 blessés — ministère".
func (a *attributor) trailing(s *analysis.Sentence) {
	d := a.d
	to := trimEnd(d, s.To)
	act := d.ActorAt(to - 1)
	if act == nil || act.From <= s.From+1 || to <= s.From || act.Form == analysis.Group && d.Pack.Genitive {
		return
	}
	switch d.Tokens[act.From-1].Fold {
	case "—", "–", "-":
		a.add(analysis.Attribution{CueFrom: act.From - 1, CueTo: to, ScopeFrom: s.From, ScopeTo: act.From - 1, Chain: []bilan.Hop{analysis.Hop(d, act)},
			Kind: analysis.Closing, Verb: -1, Quote: -1})
	}
}

// byCount reads "by the ministry's count", "selon un décompte de l'AFP" told by a noun of counting or saying.
func (a *attributor) byCount(s *analysis.Sentence) {
	d := a.d
	for n := firstChunk(d, s.From); n < len(d.Chunks) && d.Chunks[n].From < s.To; n++ {
		ch := &d.Chunks[n]
		if ch.Prep < 0 || !d.Has(ch.Prep, lang.By) || !d.Has(ch.Head, lang.Toll) && !d.Has(ch.Head, lang.SayNoun) {
			continue
		}
		hops := sourceOf(d, n)
		if len(hops) == 0 || d.ActorAt(ch.From) == nil && d.ActorAt(ch.From+1) == nil {
			continue
		}
		from, to := a.closingScope(s, ch.Prep, ch.To)
		a.add(analysis.Attribution{CueFrom: ch.Prep, CueTo: ch.To, ScopeFrom: from, ScopeTo: to, Chain: hops, Kind: analysis.Closing, Verb: ch.Prep, Quote: -1})
	}
}

// heading reads "X : Y" where X is an actor that opens the sentence: headlines and lines of a list.
func (a *attributor) heading(s *analysis.Sentence) {
	d := a.d
	act, colon := d.ActorAt(s.From), 0
	if act != nil && (d.Is(act.To, ":") || d.In == "title" && d.Is(act.To, "—")) {
		colon = act.To
	} else {
		act, colon = a.beforeColon(s)
	}
	if act != nil && d.Has(act.From, lang.Deny) || d.Has(s.From, lang.Deny) && d.Is(s.From+1, ":") {
		return // «ВБРОС: …»: nobody says so
	}
	if act == nil || colon+1 >= s.To {
		return
	}
	a.add(analysis.Attribution{CueFrom: act.From, CueTo: colon + 1, ScopeFrom: colon + 1, ScopeTo: trimEnd(d, s.To),
		Chain: []bilan.Hop{analysis.Hop(d, act)}, Kind: analysis.Heading, Verb: -1, Quote: -1, Content: !a.finiteIn(s.From, colon)})
}

// sourceTags mark nouns that can be cited.
var sourceTags = lang.SetOf(lang.Person, lang.RoleNoun, lang.BodyHead, lang.SayNoun, lang.Channel, lang.Toll, lang.KWitness, lang.KAnon, lang.KMedia, lang.Capital, lang.Pron, lang.StandIn)

// names reports whether tokens [from,to) name a source: an actor, a noun of people or of what they say, a name.
func (a *attributor) names(from, to int) bool {
	for i := from; i < min(to, len(a.d.Tokens)); i++ {
		if t := &a.d.Tokens[i]; a.d.ActorAt(i) != nil || t.Tags.Any(sourceTags) || t.Is(analysis.Cap) && !t.Known {
			return true
		}
	}
	return false
}

// carriedBy reads "reports of 32 deaths carried by the newspaper X, which quoted an attendant": the words of carrying at
// token i stand behind a noun for what is told.
func (a *attributor) carriedBy(s *analysis.Sentence, i int) {
	d := a.d
	k := d.ChunkIndex(i - 1)
	if k < 0 || d.Chunks[k].To != i {
		return
	}
	for d.Chunks[k].Of >= 0 {
		k = d.Chunks[k].Of
	}
	if !d.Has(d.Chunks[k].Head, lang.SayNoun) && !d.Has(d.Chunks[k].Head, lang.Toll) || d.ActorAt(d.Chunks[k].Head) != nil {
		return
	}
	chain, end := a.sourcesBehind(i+1, s)
	if len(chain) == 0 || !a.names(i+1, end) {
		return
	}
	if more, last := a.citedBehind(chain, end, s); last > 0 {
		chain, end = more, last
	}
	a.add(analysis.Attribution{CueFrom: i, CueTo: end, ScopeFrom: d.Chunks[k].From, ScopeTo: i, Chain: chain, Kind: analysis.Closing, Verb: i, Quote: -1})
}

// endsInVerb reports whether token i is words of which the last is a verb: «такие цифры привёл».
func (a *attributor) endsInVerb(i int) bool {
	t := &a.d.Tokens[i]
	if t.W1-t.W0 < 2 {
		return false
	}
	e := a.d.Pack.Lexicon.Entry(a.d.Words[t.W1-1].ID)
	return e.Tags.Has(lang.V) && !e.Tags.Has(lang.N)
}
