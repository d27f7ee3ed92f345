package annotate

import (
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// wordClass is what a token does in its sentence, decided among the classes that the lexicon allows.
type wordClass uint8

const (
	wcOther wordClass = iota
	wcSign
	wcDet
	wcAdj
	wcNoun
	wcNumber
	wcPrep
	wcPoss // 's: ties a noun to the one behind it
	wcPron
	wcConj
	wcSub
	wcRel
	wcNeg
	wcAdv
	wcAux
	wcVerb
)

// classes decides the word class of every token of a sentence, from left to right.
func classes(d *analysis.Doc, s *analysis.Sentence, out []wordClass) []wordClass {
	out = out[:0]
	for i := s.From; i < s.To; i++ {
		prev := wcSign
		if len(out) > 0 {
			prev = out[len(out)-1]
		}
		if prev == wcAux && d.Tokens[i].Has(lang.Ord) && d.Tokens[i].Has(lang.Adv) && d.Has(i+1, lang.PPart) {
			out = append(out, wcAdv) // "had first spoken of"
			continue
		}
		if d.Tokens[i].Has(lang.PPart) && prev == wcAdv { // "are now known"
			prev = beforeAdverbs(out)
		}
		out = append(out, classOf(d, s, i, prev))
	}
	return out
}

// beforeAdverbs gives the last class that is no adverb; an adverb where that is no auxiliary.
func beforeAdverbs(classes []wordClass) wordClass {
	for k := len(classes) - 1; k >= 0; k-- {
		if classes[k] == wcAux {
			return wcAux
		}
		if classes[k] != wcAdv {
			break
		}
	}
	return wcAdv
}

func classOf(d *analysis.Doc, s *analysis.Sentence, i int, prev wordClass) wordClass {
	t := &d.Tokens[i]
	switch {
	case counts(d.NumberAt(i), i):
		if n := d.NumberAt(i); n.Role == bilan.RoleAge && n.Noun < 0 && !d.Is(n.To, "-") {
			return wcAdv // "Smith, 41, was …", "a man in his 70s"
		}
		return wcNumber
	case t.Is(analysis.Punct):
		return wcSign
	case d.ActorAt(i) != nil && !t.Has(lang.Pron) && !((prev == wcRel || prev == wcSub && d.Has(i-1, lang.Rel)) && t.Has(lang.V) && t.Has(lang.Pres) && !t.Is(analysis.Cap)), d.PlaceAt(i) != nil:
		return wcNoun
	}
	if t.Has(lang.UAge) && t.Has(lang.N) && i+1 < s.To {
		if n := d.NumberAt(i + 1); n != nil && n.Role == bilan.RoleAge && n.Noun < 0 {
			return wcAdv // "ages 3 and 5"
		}
	}
	if c := closedClass(d, s, i, prev); c != wcOther {
		return c
	}
	return openClass(d, s, i, prev)
}

// counts reports whether a number stands as a numeral at token i, not as an article or inside a word.
func counts(n *analysis.Number, i int) bool {
	return n != nil && n.Kind != analysis.ArticleOne && n.Kind != analysis.InWord && i < n.NumTo && i >= n.From
}

func closedClass(d *analysis.Doc, s *analysis.Sentence, i int, prev wordClass) wordClass {
	t := &d.Tokens[i]
	switch {
	case prev == wcNoun && t.Has(lang.Aux) && strings.HasPrefix(t.Fold, "'") && possessive(d, i):
		return wcPoss
	case t.Has(lang.Neg) && !t.Has(lang.Prep):
		return wcNeg
	case t.Has(lang.Month) && t.Has(lang.Aux) && d.TimeAt(i) != nil: // "in late May"
		return wcNoun
	case t.Has(lang.Aux) && !(t.Has(lang.N) && prev == wcDet):
		return wcAux
	case t.Has(lang.Rel) && (t.Has(lang.Sub) || t.Has(lang.Pron) || t.Has(lang.Det)):
		return relativeOr(d, i, prev)
	case t.Has(lang.Rel):
		return wcRel
	case t.Has(lang.Sub) && !t.Has(lang.Prep):
		return wcSub
	case t.Has(lang.Pron) && t.Has(lang.Other) && prev == wcNumber: // "12 others", "une vingtaine d'autres"
		if d.Pack.HeadFirst && i+1 < s.To && d.Tokens[i+1].Has(lang.N) && !d.Tokens[i+1].Has(lang.V) {
			return wcAdj // "cinq autres décès"
		}
		return wcNoun
	case t.Has(lang.Total) && t.Has(lang.Det) && i+1 < s.To && d.Pack.Genitive && !d.Tokens[i+1].Tags.Any(nominalTags) && !d.Tokens[i+1].Is(analysis.Digit): // «Всего за помощью обратились»
		return wcAdv
	case t.Has(lang.Det) && t.Has(lang.Pron), t.Has(lang.Poss) && t.Has(lang.Pron):
		return pronounOr(d, i)
	case t.Has(lang.Det) || t.Has(lang.Poss):
		if t.Has(lang.Prep) && (prev == wcNoun || prev == wcNumber && t.Has(lang.Of) && d.Pack.HeadFirst || prev == wcPron && d.Has(i-1, lang.Masc) || !t.Has(lang.Of)) {
			return wcPrep
		}
		return wcDet
	case t.Has(lang.Pron) && t.Has(lang.Refl) && prev == wcNoun: // "the ministry itself"
		return wcAdv
	case t.Has(lang.PartOf) && t.Has(lang.Prep): // "including"
		return wcPrep
	case t.Has(lang.Prep) && t.Has(lang.V) && !t.Has(lang.APart) && prev != wcPron && prev != wcAux && prev != wcPrep:
		return wcPrep
	case t.Has(lang.Prep) && !t.Has(lang.V), t.Has(lang.Of) && !t.Has(lang.V), t.Has(lang.ToInf), (t.Has(lang.Accord) || t.Has(lang.Cite)) && !t.Has(lang.V) && !t.Has(lang.N):
		return wcPrep
	case t.Has(lang.Conj):
		return wcConj
	case t.Has(lang.Pron) && t.Has(lang.Other) && (prev == wcNumber || prev == wcDet || prev == wcAdj): // "12 others"
		return wcNoun
	case t.Has(lang.Pron) && t.W1-t.W0 > 1 && (prev == wcPrep || t.Has(lang.Same)) && i+1 < len(d.Tokens) && d.Tokens[i+1].Has(lang.N): // "in the same shooting"
		return wcDet
	case t.Has(lang.Pron):
		return wcPron
	}
	return wcOther
}

var nominalTags = lang.SetOf(lang.N, lang.Adj, lang.Num, lang.Collect, lang.Person)

// possessive tells the genitive 's from a short verb: something that can be owned stands behind it.
func possessive(d *analysis.Doc, i int) bool {
	if i+1 >= len(d.Tokens) || d.Tokens[i].Is(analysis.Space) {
		return false
	}
	n := &d.Tokens[i+1]
	if n.Has(lang.Det) || n.Has(lang.Adv) && !n.Has(lang.Adj) || n.Has(lang.Prep) || n.Has(lang.APart) && !n.Has(lang.N) || n.Has(lang.Neg) {
		return false
	}
	return n.Has(lang.N) || n.Has(lang.Adj) || n.Has(lang.Num) || n.Is(analysis.Digit) || n.Is(analysis.Cap) || !n.Known
}

// relativeOr tells a relative from a subordinator or demonstrative of the same form: a relative follows a noun.
func relativeOr(d *analysis.Doc, i int, prev wordClass) wordClass {
	t := &d.Tokens[i]
	if prev == wcNoun || prev == wcPrep || prev == wcSign && i > 1 && d.Is(i-1, ",") && !t.Has(lang.Sub) {
		return wcRel
	}
	if t.Has(lang.Sub) {
		return wcSub
	}
	return pronounOr(d, i)
}

// pronounOr tells a pronoun from a determiner of the same form: a verb follows a pronoun.
func pronounOr(d *analysis.Doc, i int) wordClass {
	if i+1 >= len(d.Tokens) {
		return wcPron
	}
	n := &d.Tokens[i+1]
	nominal := n.Has(lang.N) || n.Has(lang.Adj) || n.Has(lang.Num) || n.Is(analysis.Digit) || n.Is(analysis.Cap) || !n.Known
	switch {
	case n.Has(lang.Aux) || n.Has(lang.V) && !nominal, n.Is(analysis.Punct), n.Has(lang.Prep) && !nominal:
		return wcPron
	}
	return wcDet
}

// openClass decides among noun, verb, adjective and adverb.
func openClass(d *analysis.Doc, s *analysis.Sentence, i int, prev wordClass) wordClass {
	t := &d.Tokens[i]
	verb, noun, adj := t.Has(lang.V), t.Has(lang.N), t.Has(lang.Adj)
	if verb && !t.Known && (prev == wcDet || prev == wcAdj || prev == wcNumber) {
		return wcNoun // a guessed verb behind a determiner is none
	}
	participle := t.Has(lang.PPart) || t.Has(lang.APart)
	switch {
	case t.Is(analysis.Cap) && i > s.From && !t.Known:
		return wcNoun
	case verb && t.Has(lang.PPart) && !noun && !t.Tags.Any(harmTags) && prev == wcNoun && d.Pack.Genitive && agreesWithNext(d, s, i): // «участники несогласованного шествия»
		return wcAdj
	case verb && noun:
		return verbOrNoun(d, i, prev)
	case verb && prev == wcDet && (t.Has(lang.APart) || t.Has(lang.Ger)): // "a shooting at …"
		return wcNoun
	case verb && t.Has(lang.PPart) && prev == wcPrep && d.Has(i-1, lang.Of) && t.Tags.Any(harmTags): // "the number of killed"
		return wcNoun
	case verb && adj && !participle && (prev == wcDet || prev == wcNumber) && i+1 < len(d.Tokens) && d.Tokens[i+1].Has(lang.N): // "a separate statement"
		return wcAdj
	case verb && adj && participle:
		return participleOrAdj(d, i, prev)
	case verb:
		return wcVerb
	case noun && adj && prev == wcNoun && d.Pack.HeadFirst && !d.Pack.Genitive && !t.Is(analysis.Cap) && d.ActorAt(i-1) == nil: // "canal officiel"
		return wcAdj
	case noun && !t.Known && prev == wcNoun && d.Pack.HeadFirst && !d.Pack.Genitive && !t.Is(analysis.Cap): // "civils peuls"
		return wcAdj
	case noun:
		return wcNoun
	case unnamed(t) && prev == wcNoun, unnamed(t) && prev == wcSign && i > s.From && d.ActorAt(max(i-2, 0)) != nil: // "an official who asked not to be named"
		return wcAdv
	case adj && t.Has(lang.Adv) && (t.W1-t.W0 > 1 || prev == wcAux || prev == wcVerb): // "in his 70s", "was later …"
		return wcAdv
	case adj && t.Has(lang.Adv) && i+1 < len(d.Tokens) && (d.Has(i+1, lang.Det) && !d.Has(i+1, lang.N) || d.TimeAt(i+1) != nil): // "just this month"
		return wcAdv
	case adj:
		return wcAdj
	case t.Has(lang.Adv):
		return wcAdv
	case t.Has(lang.Num) || t.Has(lang.Ord):
		return wcNumber
	case t.Known:
		return wcOther
	case prev == wcNoun && d.Pack.HeadFirst && !d.Pack.Genitive && !t.Is(analysis.Cap):
		return wcAdj
	}
	return wcNoun
}

// pastAdverbs gives the first token from i on that is no adverb: "annonce pour sa part 240 arrestations".
func pastAdverbs(d *analysis.Doc, i int) int {
	for i < len(d.Tokens) && d.Has(i, lang.Adv) && !d.Has(i, lang.N) && !d.Has(i, lang.Det) {
		i++
	}
	return i
}

func verbOrNoun(d *analysis.Doc, i int, prev wordClass) wordClass {
	t := &d.Tokens[i]
	if prev == wcSign && t.W1-t.W0 > 1 && t.Has(lang.PPart) && (i == 0 || d.Tokens[i-1].Sent != t.Sent) {
		return wcNoun // "Mise à jour 16h15"
	}
	switch prev {
	case wcAdj:
		if d.Pack.HeadFirst && t.Has(lang.PPart) && t.Tags.Any(harmTags) { // "gardes nationaux tués"
			return wcVerb
		}
		return wcNoun
	case wcDet, wcNumber:
		return wcNoun
	case wcPrep:
		if d.Has(i-1, lang.ToInf) && t.Has(lang.Inf) || (t.Has(lang.APart) || t.Has(lang.Ger)) && i+1 < len(d.Tokens) && opensObject(&d.Tokens[i+1]) {
			return wcVerb
		}
		return wcNoun
	case wcPron, wcAux, wcNeg, wcRel:
		return wcVerb
	case wcSub:
		if d.Has(i-1, lang.Rel) && !d.Has(i-1, lang.Det) && !d.Pack.HeadFirst && !t.Is(analysis.Cap) { // ", who heads the office,"
			return wcVerb
		}
		if d.Has(i-1, lang.Rel) && !d.Pack.HeadFirst && !d.Pack.Genitive && i > 1 && d.Is(i-2, ",") && i+1 < len(d.Tokens) && opensObject(&d.Tokens[i+1]) { // ", which helps the army,"
			return wcVerb
		}
	case wcConj:
		if t.Has(lang.Pres) && t.Tags.Any(harmTags) && i+1 < len(d.Tokens) && (d.Has(i+1, lang.Num) || d.Tokens[i+1].Is(analysis.Digit)) {
			return wcVerb // "kills three and wounds two"
		}
	case wcSign:
		if i > 0 && !d.Is(i-1, ".") && t.Tags.Any(speechTags) && (t.Has(lang.Pres) || t.Has(lang.Past)) && d.ActorAt(i) == nil && speakerAt(d, i+1) {
			return wcVerb // ", titre Le Monde", ", annonce la police"
		}
		if t.Has(lang.Pres) && t.Tags.Any(speechTags) && d.Is(i-1, ",") && i+1 < len(d.Tokens) && opensObject(&d.Tokens[i+1]) && !d.Pack.Genitive && !verbBefore(d, i) {
			return wcVerb // "Le préfet, très pâle, annonce la mort de deux hommes"
		}
		if t.Has(lang.Toll) && t.Has(lang.Pres) && d.Is(i-1, ",") && i+1 < len(d.Tokens) && d.NumberAt(i+1) != nil {
			return wcVerb // "Police, for their part, count 46"
		}
		if (t.Has(lang.APart) || t.Has(lang.Ger)) && t.Has(lang.Say) && i+1 < len(d.Tokens) && d.Tokens[i+1].Is(analysis.Punct) && d.Is(i-1, ",") {
			return wcVerb // `, saying, "…"`
		}
	case wcNoun:
		// "police report" against "police report that": a verb has something behind it that a noun has not
		if n := pastAdverbs(d, i+1); n < len(d.Tokens) && opensObject(&d.Tokens[n]) {
			return wcVerb
		}
		if t.Has(lang.PPart) || t.Has(lang.Past) || closesSpeech(d, i) {
			return wcVerb
		}
		return wcNoun
	}
	if i+1 >= len(d.Tokens) || !t.Has(lang.PPart) && !(prev == wcSign && (t.Has(lang.APart) || t.Has(lang.Ger))) {
		return wcNoun
	}
	switch n := &d.Tokens[i+1]; {
	case opensObject(n), prev == wcSign && n.Has(lang.By), prev == wcSign && d.Pack.HeadFirst && isTime(d, i+1) && apposed(d, i): // "et blessé trois civils", ", brûlées par le feu"
		return wcVerb
	case n.Has(lang.N):
		return wcAdj
	}
	return wcNoun
}

// closesSpeech reports whether a verb of speech in the present ends what a comma or a quotation set off: ", the site
// reports, citing the ministry".
func closesSpeech(d *analysis.Doc, i int) bool {
	t := &d.Tokens[i]
	if d.Pack.HeadFirst || !t.Has(lang.Say) || !t.Has(lang.Pres) || i+1 >= len(d.Tokens) {
		return false
	}
	if n := &d.Tokens[i+1]; !n.Has(lang.Accord) && !cites(n) && n.Fold != "." && n.Fold != "," {
		return false
	}
	for k := i - 1; k > max(0, i-7); k-- {
		if d.Tokens[k].Is(analysis.Punct) {
			return d.Is(k, ",") && d.ActorAt(i-1) != nil || d.QuoteAt(k) != nil
		}
	}
	return false
}

// speakerAt reports whether an actor stands at token i, or behind the article there.
func speakerAt(d *analysis.Doc, i int) bool {
	if i+1 < len(d.Tokens) && d.Has(i, lang.Pertain) && d.Has(i, lang.Prep) { // ", souffle à l'agence X un diplomate"
		if m := d.ActorAt(i + 1); m != nil && m.Kind == bilan.ActorMedia {
			i = m.To
			for i < len(d.Tokens) && (d.Has(i, lang.Det) || d.Has(i, lang.One)) {
				i++
			}
		}
	}
	for i < len(d.Tokens) && (isTime(d, i) || d.Has(i, lang.Det) && isTime(d, i+1)) { // ", titre ce vendredi Le Monde"
		i++
	}
	if i < len(d.Tokens) && (d.Has(i, lang.Det) || d.Has(i, lang.Poss)) && d.ActorAt(i) == nil {
		i++
	}
	return i < len(d.Tokens) && d.ActorAt(i) != nil
}

func opensObject(t *analysis.Token) bool {
	return t.Has(lang.Det) || t.Has(lang.One) || t.Has(lang.Poss) || t.Has(lang.Sub) || t.Has(lang.RangeW) || t.Has(lang.BAtLeast) || t.Has(lang.BMore) || t.Has(lang.BAbout) || t.Has(lang.Num) || t.Is(analysis.Digit) || t.Has(lang.Pron)
}

func participleOrAdj(d *analysis.Doc, i int, prev wordClass) wordClass {
	if prev == wcAux || prev == wcRel {
		return wcVerb
	}
	if (prev == wcDet || prev == wcAdj || prev == wcNumber) && i+1 < len(d.Tokens) && d.Tokens[i+1].Has(lang.N) {
		return wcAdj
	}
	if d.Tokens[i].Has(lang.Past) && (prev == wcConj && !d.Has(i, lang.UAge) || prev == wcSign && d.Tokens[i].Tags.Any(speechTags)) && !d.Pack.HeadFirst && i+1 < len(d.Tokens) && opensObject(&d.Tokens[i+1]) {
		return wcVerb // "came under fire and lost four men", "the minister, in a speech, acknowledged 19 deaths"
	}
	if d.Tokens[i].Tags.Any(harmTags) || prev == wcNoun || prev == wcSign && apposed(d, i) {
		return wcVerb
	}
	return wcAdj
}

// apposed reports whether a participle behind a comma goes on with something of its own: "dix hommes, surpris par
// l'orage,".
func apposed(d *analysis.Doc, i int) bool {
	if i == 0 || !d.Is(i-1, ",") || i+1 >= len(d.Tokens) || !d.Tokens[i].Has(lang.PPart) {
		return false
	}
	n := &d.Tokens[i+1]
	return n.Has(lang.By) || n.Has(lang.Prep) && !n.Has(lang.N) || isTime(d, i+1)
}

// harmTags are the outcomes a word can tell.
var harmTags = lang.SetOf(lang.Kill, lang.Wound, lang.Miss, lang.Detain, lang.Abduct, lang.Displace, lang.Casual)

// agreesWithNext reports whether a form with a case agrees with the noun right behind it.
func agreesWithNext(d *analysis.Doc, s *analysis.Sentence, i int) bool {
	if i+1 >= s.To {
		return false
	}
	t, n := &d.Tokens[i], &d.Tokens[i+1]
	return n.Has(lang.N) && !n.Has(lang.V) && t.Tags.And(caseTags).Any(n.Tags) && (t.Has(lang.Pl) && n.Has(lang.Pl) || t.Has(lang.Sg) && n.Has(lang.Sg))
}

// verbBefore reports whether a word that is surely a verb stands before token i in its sentence.
func verbBefore(d *analysis.Doc, i int) bool {
	for k := d.SentenceOf(i).From; k < i; k++ {
		if t := &d.Tokens[k]; t.Has(lang.Aux) || t.Has(lang.V) && !t.Has(lang.N) && !t.Has(lang.Adj) && !t.Has(lang.Prep) && !t.Has(lang.Adv) {
			return true
		}
	}
	return false
}
