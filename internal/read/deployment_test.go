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

// sentForces gives the deployments of a text in short: "deployed KZ RU=3000 BY", several joined by "; ".
func sentForces(r *bilan.Reading) string {
	var list []string
	for i := range r.Claims {
		d := r.Claims[i].Deployment
		if d == nil {
			continue
		}
		s := strings.TrimSpace(d.Status + " " + d.Host)
		for _, c := range d.Contributors {
			s += " " + c.Country
			if c.Strength != nil && c.Strength.Low != nil {
				s += fmt.Sprintf("=%d", *c.Strength.Low)
			}
		}
		if len(d.Contributors) == 0 && d.Strength != nil && d.Strength.Low != nil {
			s += fmt.Sprintf(" =%d", *d.Strength.Low)
		}
		list = append(list, s)
	}
	return strings.Join(list, "; ")
}

func eachDeployment(t *testing.T, table []struct{ lang, text, want string }) {
	t.Helper()
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range table {
		p, err := lang.Builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := Article(p, g, bilan.Article{Text: c.text, Lang: c.lang, Published: "2022-01-06"}, time.Time{})
		if got := sentForces(&r); got != c.want {
			t.Errorf("%s %q:\n got %q\nwant %q", c.lang, c.text, got, c.want)
		}
	}
}

// Who is sent where, how many, and how far it is.
func TestDeploymentsAreRead(t *testing.T) {
	eachDeployment(t, []struct{ lang, text, want string }{
		{"fr", "La France va déployer 200 gendarmes en Haïti.", "announced HT FR=200"},
		{"fr", "Les derniers soldats français ont quitté le Niger vendredi.", "withdrawn NE FR"},
		{"fr", "Le Kenya a promis d'envoyer 1 000 policiers en Haïti.", "announced HT KE=1000"},
		{"en", "Kenya will send 1,000 police officers to Haiti.", "announced HT KE=1000"},
		{"en", "The UN mission is leaving Mali.", "withdrawing ML"},
		{"ru", "Кения пообещала направить на Гаити тысячу полицейских.", "announced HT KE=1000"},
		{"ru", "Последние французские солдаты покинули Нигер в пятницу.", "withdrawn NE FR"},
		{"ru", "Российские военные направлены в Казахстан.", "deployed KZ RU"},
	})
}

// A visit, a parade, a match, a drill at home is no deployment, nor is a thing that a unit begins.
func TestNotDeployments(t *testing.T) {
	eachDeployment(t, []struct{ lang, text, want string }{
		{"fr", "Cinq cents soldats ont défilé sur les Champs-Élysées.", ""},
		{"fr", "Le président est arrivé à Bamako pour une visite de deux jours.", ""},
		{"fr", "L'équipe nationale est arrivée à Doha.", ""},
		{"en", "Five hundred soldiers marched on the Champs-Elysees.", ""},
		{"en", "The president arrived in Bamako for a two-day visit.", ""},
		{"ru", "Солдаты прошли парадом по Красной площади.", ""},
		{"ru", "Президент прибыл в Бамако с двухдневным визитом.", ""},
		{"ru", "Сборная прибыла в Доху.", ""},
		{"ru", "В долине стоят 1200 миротворцев. «Мы уходим с высоко поднятой головой», — заявил командующий.", "active =1200"},
	})
}
