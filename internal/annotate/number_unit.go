package annotate

import (
	"strings"

	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// unitBehind reads the unit that follows the number or the tail that is written with it.
func (w *witness) unitBehind() {
	k := w.n.To
	if w.has(k, lang.Adj) && behindRole(w.tok(k).Tags) == "" && behindRole(w.tok(k+1).Tags) != "" {
		k++
	}
	if w.has(k, lang.Prep) && !w.has(k, lang.Locative) && behindRole(w.tok(k).Tags) == "" || w.n.Kind == analysis.VagueCount && w.has(k, lang.Prep) {
		k++
	}
	t := w.tok(k)
	switch {
	case t.Is(analysis.Punct) && !w.unitSign(k):
	case w.relativeTime(t): // "82 la semaine dernière", "12 last week"
	case w.n.Role != "" && strings.HasPrefix(t.Fold, "-"):
		if t.Has(lang.UAge) && t.Has(lang.UDuration) && w.n.Noun >= 0 && !w.person() {
			w.b.add(bilan.RoleDuration, 12, "years of a thing")
		}
	case isYear(w.n.Value) && w.bare() && t.Has(lang.TimeUnit) && w.d.TimeAt(w.n.NumFrom) != nil:
	case t.Has(lang.UAge) && t.Has(lang.UDuration):
		if w.ageContext(k) {
			w.b.add(bilan.RoleAge, 6, "years of a person")
		} else {
			w.b.add(bilan.RoleDuration, 5, "unit of time")
		}
	case t.Has(lang.UClock) && t.Has(lang.UDuration):
		if w.clockContext(k) {
			w.b.add(bilan.RoleClock, 6, "hours of the day")
		} else {
			w.b.add(bilan.RoleDuration, 5, "unit of time")
		}
	case t.Has(lang.UDate) && w.n.Value >= 1000 && w.n.Noun == k:
		w.b.add(bilan.RoleDate, 6, "year")
	default:
		w.b.add(behindRole(t.Tags), 5, "unit behind it")
		if behindRole(t.Tags) == "" && t.Has(lang.TimeUnit) {
			w.b.add(bilan.RoleDuration, 5, "unit of time")
		}
	}
}

// relativeTime reports whether the token behind a number opens a time of its own and not the number's unit.
func (w *witness) relativeTime(t *analysis.Token) bool {
	if !t.Has(lang.TimeUnit) || w.n.Low == nil || *w.n.Low < 2 {
		return false
	}
	for i := w.n.To; i < min(w.n.To+4, len(w.d.Tokens)); i++ {
		if u := &w.d.Tokens[i]; u.Fold == t.Fold && u.Start == t.Start {
			break
		} else if u.Has(lang.Det) && !u.Has(lang.N) && !u.Has(lang.Of) {
			return true
		}
	}
	when := w.d.TimeAt(w.n.To)
	return when != nil && when.From == w.n.To && when.From > w.n.NumFrom
}

func (w *witness) unitSign(k int) bool { return behindRole(w.tok(k).Tags) != "" }

// ageContext reports whether years say an age: "âgé de 34 ans", "un homme de 34 ans", "Иванов, 34 года,".
func (w *witness) ageContext(unit int) bool {
	k := w.n.From - 1
	p := w.tok(k)
	switch {
	case w.n.Value > 115 || w.has(k, lang.Since) || w.has(k, lang.Ago):
		return false
	case p.Has(lang.UAge):
		return true
	case p.Fold == "," || p.Fold == "(":
		q := w.tok(k - 1)
		return (q.Is(analysis.Cap) || q.Has(lang.Person) || q.Has(lang.N)) && w.closes(unit+1)
	case p.Has(lang.Prep) && !p.Has(lang.Det) && (w.tok(k-1).Has(lang.Person) || w.tok(k-2).Has(lang.Person) && w.tok(k-1).Has(lang.Adj)):
		return true
	}
	return p.Has(lang.Person) || w.tok(unit+1).Has(lang.UAge)
}

// closes reports whether token i ends an apposition.
func (w *witness) closes(i int) bool {
	t := w.tok(i)
	return t.Fold == "" || t.Fold == "," || t.Fold == ")" || t.Fold == "." || t.Fold == ";" || t.Has(lang.Conj)
}

// clockContext reports whether hours are a time of day: "à 13 heures", «в 7 часов утра».
func (w *witness) clockContext(unit int) bool {
	p, after := w.tok(w.n.From-1), w.tok(unit+1)
	switch {
	case w.n.Value > 24 || w.n.Low == nil || w.n.Kind != analysis.Cardinal:
		return false
	case after.Has(lang.DayPart) || after.Has(lang.ZoneW) || after.Is(analysis.Digit) && w.n.Value < 24:
		return true
	}
	return p.Has(lang.Locative) || p.Has(lang.Since) || p.Has(lang.Weekday) || p.Has(lang.DayPart) || p.Has(lang.RangeTo) && w.n.Qualifier == bilan.Exact && p.Has(lang.Prep) && w.n.Value < 24
}

// unitBefore reads words before the number that name its role: article 205, aged 34, USD 45, en l'an 2000.
func (w *witness) unitBefore() {
	k := w.n.From - 1
	t := w.tok(k)
	if t.Is(analysis.Punct) && t.Fold != "." && unitRole(t.Tags) == "" {
		return
	}
	if t.Fold == "." && w.has(k-1, lang.UIdent) {
		t = w.tok(k - 1)
	}
	bare := w.n.Kind == analysis.Cardinal && w.n.Qualifier == bilan.Exact
	switch {
	case t.Has(lang.UIdent) && bare:
		w.b.add(bilan.RoleIdentifier, 6, "what it numbers stands before it")
	case t.Has(lang.UAge) && !t.Has(lang.UDuration) && w.n.Value < 116:
		w.b.add(bilan.RoleAge, 6, "a word of age before it")
	case t.Has(lang.UMoney) && (t.Is(analysis.Upper) || t.Is(analysis.Punct)):
		w.b.add(bilan.RoleMoney, 6, "currency before it")
	case t.Has(lang.UScore) && bare:
		w.b.add(bilan.RoleScore, 4, "what it scores before it")
	case t.Has(lang.UOtherUnit) && bare:
		w.b.add(bilan.RoleOther, 4, "what it measures before it")
	case t.Has(lang.Prep) && w.n.Noun < 0 && w.tok(k-1).Tags.Any(lang.SetOf(lang.PlaceHead, lang.Country, lang.Region, lang.UPeople, lang.Force)) && w.n.Value > 9:
		w.b.add(bilan.RolePeople, 3, "those who live there")
	case t.Has(lang.Prep) && bare && w.bare() && w.n.Noun < 0 && w.n.Value < 110 && w.n.Value > 1 && w.has(k-1, lang.Person) && !w.has(k-1, lang.Pl):
		w.b.add(bilan.RoleAge, 4, "behind a person")
	case t.Is(analysis.Cap) && bare && w.bare() && w.n.Noun < 0 && k > w.d.SentenceOf(k).From && !t.Has(lang.Month) && w.tok(w.n.To).Is(analysis.Punct):
		w.b.add(bilan.RoleIdentifier, 2, "behind a name")
	case t.Has(lang.Locative) && bare && w.bare() && w.n.Noun < 0 && w.address():
		w.b.add(bilan.RoleIdentifier, 6, "number of a house")
	case t.Has(lang.UDate) && bare && w.digits():
		w.b.add(bilan.RoleDate, 4, "a word of dates before it")
	case bare && w.digits() && w.n.Noun < 0 && (t.Has(lang.PlaceHead) || t.Has(lang.UOrdinal) || t.Has(lang.UEquip) || t.Has(lang.Unit)):
		w.b.add(bilan.RoleIdentifier, 4, "what it numbers stands before it")
	}
}

// address reports whether a number stands before a name as that of a house does: "at 4439 Pease".
func (w *witness) address() bool {
	t := w.tok(w.n.To)
	return !w.d.Pack.HeadFirst && t.Is(analysis.Cap) && !t.Has(lang.Month) && !t.Has(lang.Weekday) && w.d.DemonymAt(w.n.To) == nil
}
