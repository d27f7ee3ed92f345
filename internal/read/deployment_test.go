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
		{"fr", "Environ 3 000 parachutistes russes, 500 Biélorusses et 100 Arméniens ont été envoyés au Kazakhstan.", "deployed KZ RU=3000; deployed KZ BY=500; deployed KZ AM=100"},
		{"en", "Some 3,000 Russian paratroopers, 500 Belarusians and 100 Armenians were sent to Kazakhstan.", "deployed KZ RU=3000; deployed KZ BY=500; deployed KZ AM=100"},
		{"ru", "Около 3 тысяч российских десантников, 500 белорусских и 100 армянских военных отправлены в Казахстан.", "deployed KZ RU=3000; deployed KZ BY=500; deployed KZ AM=100"},
		{"fr", "Une équipe de secouristes grecs est arrivée à Derna.", "deployed LY GR"},
		{"en", "Austria, long neutral, has sent 60 soldiers to Kosovo.", "deployed XK AT=60"},
		{"en", "Chad and Niger told the African Union that they would send troops to Mali.", "announced ML TD NE"},
		{"en", "A plane with 80 firefighters would leave for Santiago on Monday.", "announced CL =80"},
		{"en", "Firefighters from Spain are battling the blaze near Athens.", "active GR ES"},
		{"en", "The Togolese force that landed in May has started leaving Guinea.", "withdrawing GN TG"},
		{"fr", "La force régionale a entamé son retrait de Guinée. Les 200 Togolais partiront jeudi.", "withdrawing GN; withdrawing GN TG=200"},
		{"en", "The German engineers were sent home on Monday.", "withdrawn DE"},
		{"ru", "Индийский контингент полностью выведен из Сомали.", "withdrawn SO IN"},
		{"fr", "Le gouverneur a réclamé 300 gendarmes supplémentaires.", "requested =300"},
		{"en", "The region has asked Rome for 300 more soldiers.", "requested =300"},
		{"en", "The premier asked the African Union to send observers to Juba.", "requested SS"},
		{"en", "The council urged Kenya to send 300 police officers to Haiti.", "requested HT KE=300"},
		{"fr", "Le Bénin a demandé au Togo d'envoyer 60 gendarmes à Natitingou.", "requested BJ =60"},
		{"en", "Rwandan soldiers handed over their positions in Pemba to the Mozambican army.", "withdrawing MZ RW"},
		{"fr", "Le Bénin fournira 300 soldats ; le Togo et le Ghana compléteront le contingent.", "announced BJ=300 TG GH"},
		{"ru", "В Таджикистан прибыл контингент ОДКБ. Вывод начнётся через неделю.", "deployed TJ; withdrawing TJ"},
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
		{"fr", "Le suspect a pris la fuite avant l'arrivée des gendarmes.", ""},
		{"fr", "Les soldats ont été envoyés à l'hôpital.", ""},
		{"fr", "Le régiment est arrivé à Paris pour le défilé.", ""},
		{"fr", "Lisbonne étudie l'envoi de 20 instructeurs.", ""},
		{"en", "Two wounded soldiers were sent to Kyiv.", ""},
		{"en", "The national team arrived in Doha on Sunday.", ""},
		{"ru", "Раненые солдаты отправлены в госпиталь.", ""},
		{"ru", "В больницу доставили 30 раненых бойцов.", ""},
		{"en", "Chadian soldiers are guarding the market. The blaze has left 40 people dead, the mayor said.", "active TD"},
		{"en", "Kenyan police arrived in Haiti. The gangs left 12 officers wounded on Friday.", "deployed HT KE"},
		{"ru", "В долине стоят 1200 миротворцев. «Мы уходим с высоко поднятой головой», — заявил командующий.", "active =1200"},
	})
}
