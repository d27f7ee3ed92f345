package gold

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"bilan"
)

// The closed lists of the contract, as they are written in gold files.
var (
	outcomeNames = []string{"killed", "injured", "missing", "detained", "abducted", "displaced", "casualties"}
	classNames   = []string{"civilians", "protesters", "security_forces", "military", "peacekeepers", "armed_group",
		"journalists", "medics", "aid_workers", "children", "unspecified"}
	scopeNames     = []string{"incident", "total", "new", "background"}
	assertionNames = []string{"asserted", "denied", "retracted", "unconfirmed", "planned"}
	statusNames    = []string{"requested", "announced", "deployed", "active", "withdrawing", "withdrawn"}
	voiceNames     = []string{"direct", "indirect"}
	eventNames     = []string{"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
		"ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
	roleNames = []string{"victims", "strength", "people", "age", "money", "percent", "distance", "area", "weight",
		"duration", "date", "clock", "ordinal", "identifier", "equipment", "score", "other", "unexplained"}
)

// claim reads entry i of a file.
func (c *checker) claim(i int, e entry) Want {
	at := fmt.Sprintf("claims[%d]", i)
	w := Want{
		Kind: c.kind(at, e), Words: c.words(at+".words", e.Words), Chain: e.Chain,
		Assertion: bilan.Assertion(cmp.Or(e.Assertion, "asserted")), Place: e.Place, Country: e.Country, Date: e.Date,
	}
	c.oneOf(at+".assertion", "assertion", string(w.Assertion), assertionNames)
	c.matches(at+".country", "country", e.Country, isoCountry)
	c.matches(at+".date", "date", e.Date, isoDate)
	switch w.Kind {
	case bilan.KindCasualty:
		c.casualty(at, e, &w)
	case bilan.KindStatement:
		c.oneOf(at+".statement", "statement", e.Statement, voiceNames)
		w.Direct = e.Statement == "direct"
	case bilan.KindDecision:
		w.Body = e.Decision
	case bilan.KindDeployment:
		c.deployment(at, e, &w)
	case bilan.KindEvent:
		c.oneOf(at+".event", "event", e.Event, eventNames)
		w.Type = e.Event
	case bilan.KindLabel:
		w.Label = c.words(at+".label", e.Label)
	}
	return w
}

// kind tells which one kind key of the entry is set.
func (c *checker) kind(at string, e entry) bilan.Kind {
	var found []bilan.Kind
	for _, k := range []struct {
		kind  bilan.Kind
		value string
	}{
		{bilan.KindCasualty, e.Casualty}, {bilan.KindStatement, e.Statement}, {bilan.KindDecision, e.Decision},
		{bilan.KindDeployment, e.Deployment}, {bilan.KindEvent, e.Event}, {bilan.KindLabel, e.Label},
	} {
		if k.value != "" {
			found = append(found, k.kind)
		}
	}
	if len(found) != 1 {
		c.fail(at, "a claim has exactly one of casualty, statement, decision, deployment, event, label; this one has %d", len(found))
		return ""
	}
	return found[0]
}

func (c *checker) casualty(at string, e entry, w *Want) {
	w.Outcome = bilan.Outcome(e.Casualty)
	w.Class = bilan.Class(cmp.Or(e.Class, "unspecified"))
	w.Scope = e.Scope
	w.Count = c.count(at+".count", e.Count)
	c.oneOf(at+".casualty", "casualty", e.Casualty, outcomeNames)
	c.oneOf(at+".class", "class", string(w.Class), classNames)
	if e.Scope != "" {
		c.oneOf(at+".scope", "scope", e.Scope, scopeNames)
	}
}

func (c *checker) deployment(at string, e entry, w *Want) {
	w.Status, w.Force, w.Host, w.Contributors = e.Deployment, e.Force, e.Host, e.Contributors
	c.oneOf(at+".deployment", "deployment", e.Deployment, statusNames)
	c.matches(at+".host", "host", e.Host, isoCountry)
	for _, s := range e.Contributors {
		c.matches(at+".contributors", "contributor", s, isoCountry)
	}
	if e.Strength != "" {
		n := c.count(at+".strength", e.Strength)
		w.Strength = &n
	}
}

// count reads "12", "at_least 13", "range 20 30" and so on.
func (c *checker) count(at, s string) bilan.Count {
	n, ok := parseCount(s)
	if !ok {
		c.fail(at, `count is not understood (write 12, at_least 13, more_than 1000, about 2000, up_to 400, less_than 9, range 20 30 or vague 20): %q`, s)
	}
	return n
}

func parseCount(s string) (bilan.Count, bool) {
	f := strings.Fields(s)
	if len(f) == 1 {
		f = append([]string{"exact"}, f...)
	}
	if len(f) < 2 || (f[0] == "range") != (len(f) == 3) || len(f) > 3 {
		return bilan.Count{}, false
	}
	lo, err1 := strconv.ParseInt(f[1], 10, 64)
	hi, err2 := strconv.ParseInt(f[len(f)-1], 10, 64)
	if err1 != nil || err2 != nil || lo < 0 || hi < lo {
		return bilan.Count{}, false
	}
	n := bilan.Count{Qualifier: bilan.Qualifier(f[0]), Low: &lo, High: &hi}
	switch n.Qualifier {
	case bilan.Exact, bilan.About, bilan.Range:
	case bilan.AtLeast, bilan.MoreThan, bilan.Vague:
		n.High = nil
	case bilan.UpTo, bilan.LessThan:
		n.Low = nil
	default:
		return bilan.Count{}, false
	}
	return n, true
}
