package read

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// A language that no Go file names, loaded from its folder as --lang-dir does, is read to claims with their sources, times,
// places and roles of numbers.
func TestLanguageIsAFolder(t *testing.T) {
	packs := lang.Builtin()
	if codes, err := packs.AddDir("../../lang/xx"); err != nil || len(codes) != 1 {
		t.Fatalf("codes %v, error %v", codes, err)
	}
	p, err := packs.Get("xx")
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	r := Article(p, g, bilan.Article{Lang: "xx", Published: "2022-01-07", Text: "Ni minst degdov vorunin zur dreskiv ug 353 yuntin zur skirriv " +
		"ni Almaty dur tresol, tolvut ka ordal zo dem indre hin TASS. Ka bangel arvut klok 13:00 ug ka torg kostut 1.200 taluin. " +
		"Ka regar zo Ghana tekut u nokstop. Ghana yelmut 500 brodakin hin Mali. „Ŵik brodak obnut“, tolvut ka prezun."}, time.Time{})
	for _, want := range []string{
		"killed at_least 12 security_forces Almaty KZ 2022-01-05 TASS > ordal zo dem indre",
		"injured exact 353 security_forces Almaty KZ 2022-01-05 TASS > ordal zo dem indre",
		"statement: Ŵik brodak obnut: prezun",
		"decision: regar zo Ghana",
		"deployment: deployed GH > ML 500",
		"13:00 is clock", "1.200 is money", "500 is strength", "353 is victims",
	} {
		if got := outline(&r); !strings.Contains(got, want+"\n") {
			t.Errorf("no line %q in:\n%s", want, got)
		}
	}
}

// outline writes the claims and numbers of a reading, one a line.
func outline(r *bilan.Reading) string {
	var out strings.Builder
	for i := range r.Claims {
		c := &r.Claims[i]
		var hops []string
		for _, h := range c.Attribution {
			hops = append(hops, h.Name)
		}
		chain := strings.Join(hops, " > ")
		switch {
		case c.Casualty != nil && c.Place != nil && c.Time != nil:
			fmt.Fprintln(&out, c.Casualty.Outcome, c.Casualty.Count.Qualifier, *c.Casualty.Count.Low, c.Casualty.Victims.Class, c.Place.Name, c.Place.Country, c.Time.Value, chain)
		case c.Statement != nil:
			fmt.Fprintf(&out, "statement: %s: %s\n", c.Statement.Content.Text, chain)
		case c.Decision != nil:
			fmt.Fprintf(&out, "decision: %s\n", c.Decision.Body.Name)
		case c.Deployment != nil:
			d := c.Deployment
			fmt.Fprintf(&out, "deployment: %s %s > %s %d\n", d.Status, d.Contributors[0].Country, d.Host, *d.Strength.Low)
		}
	}
	for _, n := range r.Numbers {
		fmt.Fprintf(&out, "%s is %s\n", n.Span.Text, n.Role)
	}
	return out.String()
}
