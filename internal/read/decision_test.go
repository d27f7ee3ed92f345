package read

import (
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// decided gives the decisions of a text in short: "body: action".
func decided(r *bilan.Reading) string {
	var list []string
	for i := range r.Claims {
		if d := r.Claims[i].Decision; d != nil {
			list = append(list, d.Body.Name+": "+d.Action.Text)
		}
	}
	return strings.Join(list, "; ")
}

// Formal acts are read with the body that takes them; reports, figures and arrests by police are none.
func TestDecisions(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, text, want string }{
		// companies, clubs and managers decide nothing formally; what might be decided is not
		{"en", "Harrow Steel approved new rules for its plants.", ""},
		{"en", "The marketing director approved the plan.", ""},
		{"en", "The club banned the striker for two games.", ""},
		{"en", "The council would impose a curfew.", ""},
		{"en", "The governor could ban the march.", ""},
		{"en", "Will the governor ban the march?", ""},
		{"en", "The governor banned the march.", "governor: the march"},
		{"en", "The court banned the party on Monday.", "court: the party on Monday"},
		{"fr", "Le directeur commercial a approuvé le plan.", ""},
		{"fr", "Le conseil municipal a approuvé le plan.", "conseil municipal: le plan"},
		{"ru", "Горсовет утвердил план.", "Горсовет: план"},
		{"fr", "Le préfet interdit la vente d'essence jusqu'à lundi.", "préfet: la vente d'essence jusqu'à lundi"},
		{"fr", "Ottawa a approuvé l'envoi de 300 policiers.", "Ottawa: l'envoi de 300 policiers"},
		{"fr", "Par arrêté du gouverneur, les écoles resteront fermées jusqu'au 12 mars.", "gouverneur: les écoles resteront fermées jusqu'au 12 mars"},
		{"fr", "Le couvre-feu a été décrété par le maire de Goma.", "maire de Goma: Le couvre-feu"},
		{"fr", "Un tribunal de Lyon a ordonné l'incarcération du maire.", "tribunal de Lyon: l'incarcération du maire"},
		{"fr", "La préfète a autorisé dimanche, par arrêté, la chasse au sanglier.", "préfète: la chasse au sanglier"},
		{"en", "A curfew was imposed by the mayor of Goma.", "mayor of Goma: A curfew"},
		{"en", "Under a decree signed by the governor, schools will stay closed until 12 March.", "governor: schools will stay closed until 12 March"},
		{"en", "Ottawa has approved the sending of 300 officers.", "Ottawa: the sending of 300 officers"},
		{"ru", "Указом президента введён режим чрезвычайного положения.", "президент: введён режим чрезвычайного положения"},
		{"ru", "Президент подписал указ о мобилизации.", "Президент: указ о мобилизации"},
		{"ru", "Комендантский час введён мэром Гомы.", "мэр Гомы: Комендантский час"},
		{"ru", "Суд арестовал подозреваемого на два месяца.", "Суд: подозреваемого на два месяца"},
		{"fr", "L'armée rejette ces accusations.", ""},
		{"fr", "Le ministère reconnaît 230 morts.", ""},
		{"en", "The ministry raised the death toll to 31.", ""},
		{"en", "The Red Crescent rejected a toll of 300 dead.", ""},
		{"en", "Sappers cleared two kilometres of road.", ""},
		{"en", "Schools will stay closed until Monday.", ""},
		{"ru", "Суд назначил проверку.", ""},
		{"ru", "Министерство признаёт гибель 35 человек.", ""},
		{"ru", "Полиция арестовала троих подростков.", ""},
	} {
		p, err := lang.Builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := Article(p, g, bilan.Article{Text: c.text, Lang: c.lang, Published: "2022-01-06"}, time.Time{})
		if got := decided(&r); got != c.want {
			t.Errorf("%s %q:\n got %q\nwant %q", c.lang, c.text, got, c.want)
		}
	}
}

// A decision says when it was taken, what it rests on, what it is for and how long it holds.
func TestDecisionTerms(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	p, err := lang.Builtin().Get("fr")
	if err != nil {
		t.Fatal(err)
	}
	text := "En vertu de l'article 16 de la Constitution, le président a prolongé mardi le couvre-feu pour deux semaines afin de rétablir l'ordre."
	r := Article(p, g, bilan.Article{Text: text, Lang: "fr", Published: "2022-01-06"}, time.Time{})
	for i := range r.Claims {
		d := r.Claims[i].Decision
		if d == nil {
			continue
		}
		if d.Date != "2022-01-04" || d.Basis == nil || !strings.Contains(d.Basis.Text, "article 16") || d.Purpose == nil || d.Purpose.Text != "rétablir l'ordre" ||
			d.Duration == nil || !strings.Contains(d.Duration.Text, "deux semaines") {
			t.Errorf("terms: %+v basis %v purpose %v duration %v", d, d.Basis, d.Purpose, d.Duration)
		}
		return
	}
	t.Error("no decision")
}
