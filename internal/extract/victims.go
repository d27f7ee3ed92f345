package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// classOrder lists the victims' classes, the most telling first.
var classOrder = []struct {
	tag   lang.Tag
	class bilan.Class
}{
	{lang.CChild, bilan.Children}, {lang.CPeace, bilan.Peacekeepers}, {lang.CJourno, bilan.Journalists}, {lang.CAid, bilan.AidWorkers},
	{lang.CMedic, bilan.Medics}, {lang.CSecurity, bilan.SecurityForces}, {lang.CMilitary, bilan.Military}, {lang.CArmed, bilan.ArmedGroup},
	{lang.CProtest, bilan.Protesters}, {lang.CCivil, bilan.Civilians},
}

var classTags = func() (s lang.Set) {
	for _, c := range classOrder {
		s.Add(c.tag)
	}
	return s
}()

// classOf gives the class that tags tell, unspecified for none.
func classOf(t lang.Set) bilan.Class {
	for _, c := range classOrder {
		if t.Has(c.tag) {
			return c.class
		}
	}
	return bilan.Unspecified
}

// victimTags gives the tags of a phrase and of its complements and appositions that tell who the victims are.
func victimTags(d *analysis.Doc, k int) lang.Set {
	ch := &d.Chunks[k]
	t := ch.Tags
	for i := ch.From; i < ch.To; i++ {
		t = t.Or(d.Tokens[i].Tags.And(classTags))
	}
	for n := k + 1; n < len(d.Chunks) && d.Chunks[n].Of == n-1 && d.Chunks[n].Number < 0; n++ {
		t = t.Or(d.Chunks[n].Tags.And(classTags))
		if d.Has(d.Chunks[n].Head, lang.EvProtest) && d.Has(ch.Head, lang.Person) {
			t.Add(lang.CProtest) // «участники несогласованного шествия»
		}
	}
	return t
}

// phraseEnd gives the token behind a phrase and its complements.
func phraseEnd(d *analysis.Doc, k int) int {
	n := k
	for n+1 < len(d.Chunks) && d.Chunks[n+1].Of == n {
		n++
	}
	return d.Chunks[n].To
}

// countable reports whether the number of a phrase may count people: no unit, animal or thing is counted.
func countable(d *analysis.Doc, k int) bool {
	ch := &d.Chunks[k]
	if ch.Number < 0 {
		return false
	}
	n := &d.Numbers[ch.Number]
	switch n.Role {
	case "", bilan.RolePeople, bilan.RoleUnexplained, bilan.RoleVictims, bilan.RoleStrength, bilan.RoleOther:
	default:
		return false
	}
	if n.Kind == analysis.Ordinal || n.Kind == analysis.InWord {
		return false
	}
	if ch.Head >= n.From && ch.Head < n.To { // the numeral is the head: "une quinzaine de grévistes"
		if k+1 >= len(d.Chunks) || d.Chunks[k+1].Of != k {
			return true
		}
		ch = &d.Chunks[k+1]
	}
	if n := k + 1; d.Pack.Genitive && n < len(d.Chunks) && d.Chunks[n].Of == k && d.Has(d.Chunks[n].Head, lang.Animal) {
		return false // «1700 мёртвых тюленей»
	}
	head := d.Tokens[ch.Head].Tags.Or(ch.Tags.And(lang.SetOf(lang.Animal)))
	if !d.Pack.Genitive && head.Has(lang.Sg) && !head.Has(lang.Pl) && n.Low != nil && *n.Low > 1 && ch.Head >= n.To {
		return false // "the 2014 shooting death": a singular is not counted by it
	}
	if head.Has(lang.Person) || head.Has(lang.VictNoun) {
		return !head.Has(lang.Animal)
	}
	return !head.Has(lang.Animal) && !head.Any(thingTags) && !thing(d, ch)
}

// thing reports whether the head of a phrase is a noun that the lexicon knows and that names no people.
func thing(d *analysis.Doc, ch *analysis.Chunk) bool {
	t := &d.Tokens[ch.Head]
	if !t.Known || !t.Has(lang.N) || t.Tags.Any(peopleTags) || d.NumberAt(ch.Head) != nil {
		return false
	}
	return d.ActorAt(ch.Head) == nil
}

// peopleTags mark nouns that can be people.
var peopleTags = classTags.Or(lang.SetOf(lang.Person, lang.VictNoun, lang.RoleNoun, lang.Force, lang.Unit, lang.Other, lang.More, lang.UPeople, lang.Pron,
	lang.Kill, lang.Wound, lang.Detain, lang.Miss, lang.Abduct, lang.Displace, lang.KPolice, lang.KMil, lang.Forename))

// thingTags mark what is counted but is not people.
var thingTags = lang.SetOf(lang.UAge, lang.UMoney, lang.UPercent, lang.UDistance, lang.UArea, lang.UWeight, lang.UDuration, lang.UDate,
	lang.UClock, lang.UOrdinal, lang.UIdent, lang.UEquip, lang.UScore, lang.UOtherUnit, lang.TimeUnit, lang.Weapon, lang.Injury, lang.Cause)

// single reports whether a phrase without numeral names one person: "a man", "le cadreur", "Jeremy Mardis", "she".
func single(d *analysis.Doc, k int) bool {
	ch := &d.Chunks[k]
	head := &d.Tokens[ch.Head]
	if head.Has(lang.Pron) {
		return head.Has(lang.Sg) && !head.Has(lang.Pl) && (head.Has(lang.Masc) || head.Has(lang.Fem)) && !head.Has(lang.Neut)
	}
	if head.Has(lang.Pl) && !head.Has(lang.Sg) || head.Has(lang.Pl) && d.Pack.Genitive && (d.Has(ch.From-1, lang.Sub) || d.Has(ch.From-1, lang.Rel) || d.Has(ch.From, lang.Vague)) {
		return false // "how many people": no one person
	}
	if d.Pack.HeadFirst && !d.Pack.Genitive && ch.From == ch.Head && ch.Prep < 0 && head.Has(lang.Adj) && adjoins(d, k) {
		return false // "cette ville proche de la frontière"
	}
	if head.Has(lang.Person) || head.Has(lang.RoleNoun) || head.Has(lang.VictNoun) && head.Has(lang.Unit) && d.Has(ch.From, lang.One) {
		return true // "un corps": a body
	}
	if countedOff(d, ch) {
		return true
	}
	if a := d.ActorAt(ch.Head); a != nil {
		return a.Kind == bilan.ActorPerson && !a.Plural
	}
	return personName(d, ch)
}

// adjoins reports whether phrase k stands right behind another noun phrase.
func adjoins(d *analysis.Doc, k int) bool {
	return k > 0 && d.Chunks[k-1].Kind == analysis.NounPhrase && d.Chunks[k-1].To == d.Chunks[k].From
}

// countedOff reports whether a phrase is an ordinal alone: "a third was wounded", «второй погиб». A third of something is
// none.
func countedOff(d *analysis.Doc, ch *analysis.Chunk) bool {
	n := d.NumberAt(ch.Head)
	return n != nil && n.Kind == analysis.Ordinal && n.Noun < 0 && (d.Pack.Genitive || d.Has(ch.From, lang.Det)) && !d.Tokens[n.NumFrom].Is(analysis.Digit) && ch.Of < 0 && ch.Prep < 0 && !d.Has(ch.To, lang.Prep) && d.TimeAt(ch.Head) == nil
}

// personName reports whether a phrase is an unknown capitalised name of two words or more.
func personName(d *analysis.Doc, ch *analysis.Chunk) bool {
	caps := 0
	for i := ch.From; i < ch.To; i++ {
		t := &d.Tokens[i]
		if d.PlaceAt(i) != nil {
			return false
		}
		if t.Is(analysis.Cap) && (!t.Known || t.Has(lang.Forename)) {
			caps++
		}
	}
	return caps >= 2
}

// predicateClass gives the class that is told of a bare number behind it: "two of those killed were children", "19 of them
// police officers".
func (r *casualtyReader) predicateClass(k int) bilan.Class {
	ch := &r.d.Chunks[k]
	if ch.Number < 0 || !r.elliptic(k) || another(r.d, k) {
		return bilan.Unspecified
	}
	n, be, part := k+1, false, r.d.Has(ch.To, lang.PartOf)
	for ; n < len(r.d.Chunks) && r.d.Tokens[r.d.Chunks[n].From].Sent == r.d.Tokens[ch.From].Sent; n++ {
		c := &r.d.Chunks[n]
		switch {
		case c.Kind == analysis.VerbGroup && r.d.Has(c.Head, lang.Be):
			be = true
		case c.Kind == analysis.VerbGroup && !be && part && c.Tags.Any(harmTags): // "of those killed"
		case c.Kind == analysis.VerbGroup:
			return bilan.Unspecified
		case c.Of == n-1 && !be:
			part = true
		case c.Prep < 0 && (be || part && c.From <= r.d.Chunks[n-1].To+1):
			return classOf(victimTags(r.d, n))
		default:
			return bilan.Unspecified
		}
	}
	return bilan.Unspecified
}
