package read

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
)

// A number that a casualty claim counts by is a victims number and names the claim; one that keeps another role, or
// is an article, is not.
func TestNumbersNameTheirClaims(t *testing.T) {
	n := int64(12)
	d := &analysis.Doc{Text: "12 morts dont un, 34 ans", Numbers: []analysis.Number{
		{Start: 0, End: 2, Value: 12, Role: bilan.RolePeople},
		{Start: 14, End: 16, Value: 1, Kind: analysis.ArticleOne, Role: bilan.RoleOther},
		{Start: 18, End: 20, Value: 34, Role: bilan.RoleAge},
	}}
	claims := []bilan.Claim{{ID: "c1", Kind: bilan.KindCasualty, Casualty: &bilan.Casualty{Count: bilan.Count{Low: &n, Span: bilan.Span{Start: 0, End: 24, Text: d.Text}}}}}
	var got []string
	for _, x := range numbers(d, claims) {
		got = append(got, fmt.Sprintf("%s=%s%s", x.Span.Text, x.Role, x.Claim))
	}
	if s := strings.Join(got, " "); s != "12=victimsc1 un=victimsc1 34=age" {
		t.Errorf("got %s", s)
	}
	if got := numbers(d, nil); len(got) != 2 {
		t.Errorf("an article without a claim is listed: %+v", got)
	}
}

// A clock told in local time takes the zone of the place beside it.
func TestLocalTimeOfPlace(t *testing.T) {
	p, err := builtin().Get("fr")
	if err != nil {
		t.Fatal(err)
	}
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	d := Analyse(p, g, &bilan.Article{Text: "À Almaty, un convoi est arrivé à 13h00 heure locale.", Published: "2022-01-06"}, time.Time{})
	for i := range d.Times {
		if d.Times[i].When.Value == "2022-01-06T13:00+06:00" {
			return
		}
	}
	t.Errorf("times %+v, places %+v", d.Times, d.Places)
}
