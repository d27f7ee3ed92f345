package annotate

import (
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// NumberRoles gives every number the role for which most speaks: its form, its unit, the noun it counts, its
// neighbours, times, places and the pack's patterns. The clear winner is taken, else the number is unexplained.
// Victims and strength are given later, by those who read claims; until then such numbers count people.
func NumberRoles(d *analysis.Doc) {
	votes := make([]ballot, len(d.Numbers))
	for i := range d.Numbers {
		w := &witness{d: d, n: &d.Numbers[i], b: &votes[i]}
		w.hear()
	}
	roleRules(d, votes)
	for i := range votes {
		d.Numbers[i].Role, d.Numbers[i].Why = votes[i].winner()
	}
	neighbourRoles(d)
}

func roleRules(d *analysis.Doc, votes []ballot) {
	mark := len(d.Fired)
	for s := range d.Sentences {
		d.Match("number", &d.Sentences[s], func(f analysis.Firing) {
			role, ok := strings.CutPrefix(f.Rule.Emit, "role:")
			if i := capNumber(d, &f, "n"); ok && i >= 0 && possible(bilan.Role(role), &d.Numbers[i]) {
				votes[i].add(bilan.Role(role), 6, "rule "+f.Rule.ID)
			}
		})
	}
	d.Fired = keepFirings(d.Fired, mark, func(f *analysis.Firing) bool { return strings.HasPrefix(f.Rule.Emit, "role:") })
}

// possible reports whether a number can play a role at all: a day is at most 31, an hour 24, an age 120.
func possible(role bilan.Role, n *analysis.Number) bool {
	switch role {
	case bilan.RoleDate:
		return n.Value >= 1 && n.Value <= 31 || isYear(n.Value)
	case bilan.RoleClock:
		return n.Value <= 24
	case bilan.RoleAge:
		return n.Value <= 120
	}
	return true
}

// A witness tells what speaks for the roles of one number.
type witness struct {
	d *analysis.Doc
	n *analysis.Number
	b *ballot
}

func (w *witness) hear() {
	w.form()
	w.signs()
	w.unitBehind()
	w.unitBefore()
	w.date()
	w.clock()
	w.counted()
	w.harm()
	w.agedInCommas()
	w.listMark()
	w.pronoun()
}

func (w *witness) has(i int, t lang.Tag) bool { return w.d.Has(i, t) }

// tok gives token i; an empty one outside the sentence of the number.
func (w *witness) tok(i int) *analysis.Token {
	s := w.d.SentenceOf(w.n.NumFrom)
	if i < s.From || i >= s.To {
		return &analysis.Token{}
	}
	return &w.d.Tokens[i]
}

func (w *witness) form() {
	n := w.n
	if n.Role != "" {
		w.b.add(n.Role, formWeight(n.Role), n.Why)
	}
	if n.Kind == analysis.ZeroCount && n.Noun < 0 && w.d.Tokens[n.NumFrom].Has(lang.Pron) {
		w.b.add(bilan.RolePeople, 2, "nobody")
	}
}

// formWeight gives the weight of what a number's own form says; only a date outweighs it ("5th of May").
func formWeight(r bilan.Role) int {
	if r == bilan.RoleOther {
		return 3
	}
	return 10
}

// signs reads currency, percent, degree and number signs beside the number.
func (w *witness) signs() {
	before, after := w.tok(w.n.NumFrom-1).Fold, w.tok(w.n.NumTo).Fold
	switch {
	case after == "%" || after == "‰":
		w.b.add(bilan.RolePercent, 7, "percent sign")
	case currencySign(before) || currencySign(after):
		w.b.add(bilan.RoleMoney, 7, "currency sign")
	case before == "№" || before == "#" || before == "§" || before == "n°" || before == "[" && after == "]":
		w.b.add(bilan.RoleIdentifier, 6, "number sign")
	case after == "°" || after == "℃":
		w.b.add(bilan.RoleOther, 6, "degree sign")
	case before == "+" && after != "%" && w.n.Noun < 0:
		w.b.add(bilan.RoleOther, 1, "plus sign")
	}
}

func currencySign(s string) bool {
	return s != "" && strings.Contains("$€£¥₽₴₸₺₪₹₩¢₫₦₱₲₡₵₼₾֏៛", s)
}

func (w *witness) digits() bool { return w.d.Tokens[w.n.NumFrom].Is(analysis.Digit) }

// date reads days beside months and years.
func (w *witness) date() {
	n := w.n
	before, after := w.tok(n.NumFrom-1), w.tok(n.NumTo)
	if before.Fold == "," || before.Fold == "." {
		before = w.tok(n.NumFrom - 2)
	}
	if after.Has(lang.Prep) && n.Kind == analysis.Ordinal || after.Fold == "-" || after.Fold == "–" {
		if next := w.tok(n.NumTo + 1); next.Has(lang.Month) {
			after = next
		}
	}
	switch {
	case n.Value != float64(int(n.Value)) || n.Value < 1 || n.Value >= 2100:
	case n.Value <= 31 && (after.Has(lang.Month) || before.Has(lang.Month) && n.Noun < 0 || before.Has(lang.Month) && !w.person()):
		w.b.add(bilan.RoleDate, 12, "beside a month")
	case isYear(n.Value) && w.bare() && (before.Has(lang.Month) || w.tok(n.NumFrom-1).Has(lang.Month)):
		w.b.add(bilan.RoleDate, 12, "year behind a month")
	case n.Value <= 31 && before.Has(lang.Weekday) && w.bare() && !w.person() && w.tok(n.NumFrom-1).Fold != ",":
		w.b.add(bilan.RoleDate, 4, "behind a weekday")
	case isYear(n.Value) && w.bare() && (n.Qualifier == bilan.Exact || n.Qualifier == bilan.UpTo && n.Noun < 0):
		w.year()
	}
	if t := w.d.TimeAt(n.NumFrom); t != nil && !w.has(n.NumTo, lang.TimeUnit) {
		if strings.Contains(t.When.Value, "T") {
			w.b.add(bilan.RoleClock, 8, "part of a time")
		} else if n.Role != bilan.RoleClock {
			w.b.add(bilan.RoleDate, 4, "part of a date")
		}
	}
}

func (w *witness) bare() bool {
	t := &w.d.Tokens[w.n.NumFrom]
	return w.n.NumTo == w.n.NumFrom+1 && t.Is(analysis.Digit) && !hasOther(t.Fold)
}

func (w *witness) person() bool {
	return w.n.Noun >= 0 && w.d.Tokens[w.n.Noun].Tags.Any(lang.SetOf(lang.Person, lang.VictNoun))
}

// year weighs four digits that can be a year; round ones before a noun are more likely a count.
func (w *witness) year() {
	weight := 3
	p := w.tok(w.n.From - 1)
	if p.Has(lang.Locative) || p.Has(lang.Since) || p.Has(lang.Season) || p.Has(lang.Prep) && w.n.Noun < 0 {
		weight += 2
	}
	if int(w.n.Value)%100 == 0 && w.n.Noun >= 0 {
		weight -= 2
	}
	if w.n.Noun == w.n.NumTo && w.d.Has(w.n.Noun, lang.Pl) && w.person() {
		weight--
	}
	w.b.add(bilan.RoleDate, weight, "four digits of a year")
}

// clock reads hours by their marks: 7 p.m., 1700 GMT.
func (w *witness) clock() {
	t := w.tok(w.n.NumTo)
	if t.Has(lang.ZoneW) && w.n.Value <= 2400 {
		w.b.add(bilan.RoleClock, 6, "time zone behind it")
	}
}

// counted reads the noun that is counted.
func (w *witness) counted() {
	if w.n.Noun < 0 {
		w.n.Noun = demonymBehind(w.d, w.n)
		if w.n.Noun >= 0 {
			w.b.add(bilan.RolePeople, 4, "counts people of a country")
		}
		return
	}
	t := &w.d.Tokens[w.n.Noun]
	tags := t.Tags
	unit := behindRole(tags)
	switch {
	case tags.Any(lang.SetOf(lang.Other, lang.More)) && !tags.Any(lang.SetOf(lang.N)):
		w.b.add(bilan.RolePeople, 2, "continues those before")
	case tags.Any(peopleTags):
		w.b.add(bilan.RolePeople, 4, "counts "+t.Fold)
	case unit != "" && w.n.Noun != w.n.To:
		w.b.add(unit, 4, "unit "+t.Fold)
	case unit != "":
	case tags.Has(lang.TimeUnit):
		w.b.add(bilan.RoleDuration, 4, "unit of time")
	case tags.Has(lang.Animal):
		w.b.add(bilan.RoleOther, 4, "counts animals")
	case tags.Has(lang.Weapon):
		w.b.add(bilan.RoleEquipment, 4, "counts "+t.Fold)
	case tags.Has(lang.Other):
		w.b.add(bilan.RolePeople, 2, "continues those before")
	case !t.Known:
		w.b.add(bilan.RoleOther, 1, "counts "+t.Fold)
	default:
		w.b.add(bilan.RoleOther, 2, "counts "+t.Fold)
	}
}

var (
	peopleTags  = lang.SetOf(lang.Person, lang.VictNoun, lang.Force, lang.UPeople, lang.CCivil, lang.CProtest, lang.CSecurity, lang.CMilitary, lang.CPeace, lang.CArmed, lang.CJourno, lang.CMedic, lang.CAid, lang.CChild)
	outcomeTags = lang.SetOf(lang.Kill, lang.Wound, lang.Miss, lang.Detain, lang.Abduct, lang.Displace, lang.Casual)
	verbTags    = lang.SetOf(lang.V, lang.Be, lang.Have, lang.Aux)
)

// demonymBehind gives the token of a people counted by its country ("150 Kirghizes"), -1 when none is.
func demonymBehind(d *analysis.Doc, n *analysis.Number) int {
	m := d.DemonymAt(n.To)
	if m == nil || !m.Person && !(d.Tokens[m.Tok].Is(analysis.Cap) && d.Pack.HeadFirst) {
		return -1
	}
	return m.Tok
}

// pronoun reads numerals that stand alone as subject or as "one".
func (w *witness) pronoun() {
	n := w.n
	t := &w.d.Tokens[n.NumFrom]
	switch {
	case n.Noun >= 0 || n.Kind == analysis.InWord || n.Kind == analysis.Ordinal:
	case n.Kind == analysis.BothCount:
		w.b.add(bilan.RolePeople, 1, "those two")
	case t.Has(lang.One) || n.Kind == analysis.ArticleOne:
		w.b.add(bilan.RoleOther, 1, "a pronoun")
	case t.Has(lang.Collect) && n.Value < 10 && !t.Has(lang.N):
		w.b.add(bilan.RolePeople, 2, "a numeral of persons")
	case !w.digits() && w.tok(n.To).Tags.Any(verbTags) && !w.tok(n.To).Has(lang.N):
		w.b.add(bilan.RolePeople, 1, "a numeral as subject")
	}
}

// neighbourRoles lends the role of a number to an unexplained one that is joined to it: from 8 to 13 dead.
func neighbourRoles(d *analysis.Doc) {
	lend := func(a, b *analysis.Number) {
		if a.Role == bilan.RoleUnexplained && b.Role != bilan.RoleUnexplained && b.Kind != analysis.ArticleOne && b.Kind != analysis.InWord && b.Role != bilan.RoleOrdinal {
			a.Role, a.Why = b.Role, "as the number it is joined to"
		}
	}
	for i := 1; i < len(d.Numbers); i++ { // "ages 7 and 10, and two adults"
		if a := &d.Numbers[i-1]; a.Role == bilan.RoleAge && joined(d, a, &d.Numbers[i]) {
			lend(&d.Numbers[i], a)
		}
	}
	for i := len(d.Numbers) - 2; i >= 0; i-- {
		if joined(d, &d.Numbers[i], &d.Numbers[i+1]) {
			lend(&d.Numbers[i], &d.Numbers[i+1])
		}
	}
	for i := 1; i < len(d.Numbers); i++ {
		if a := &d.Numbers[i-1]; joined(d, a, &d.Numbers[i]) && (a.Role != bilan.RoleDate || !d.Has(a.To, lang.Month)) { // "9 августа — более двухсот"
			lend(&d.Numbers[i], a)
		}
	}
}

// joined reports whether only a joint, or a joint and the unit, stands between a and b.
func joined(d *analysis.Doc, a, b *analysis.Number) bool {
	if b.From < a.To || b.From > a.To+3 || d.Tokens[a.NumFrom].Sent != d.Tokens[b.NumFrom].Sent {
		return false
	}
	k := b.From - 1
	if b.From == a.To {
		return d.Has(b.From, lang.RangeTo) || d.Has(b.From, lang.BUpTo)
	}
	t := &d.Tokens[k]
	return t.Has(lang.RangeTo) || t.Has(lang.Conj) || t.Has(lang.UClock) || t.Fold == "(" || t.Fold == "-" || t.Fold == "–" || t.Fold == "/" || t.Fold == ","
}
