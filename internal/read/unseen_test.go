package read

import (
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
)

// Figures, how they are held and whose they are: "outcome low assertion by hop > hop", one after the other. The
// constructions are those that dispatches nobody had fitted showed to be missed.
var unseen = []struct{ lang, text, want string }{
	// lives that are taken
	{"en", "The fighting has claimed 115 lives.", "killed 115"},
	{"en", "Fifteen lives were lost in the fire.", "killed 15"},
	{"en", "The surgeon saved 12 lives.", ""},
	{"fr", "La tempête a coûté 12 vies.", "killed 12"},
	{"fr", "Le médecin a sauvé 12 vies.", ""},
	{"ru", "Наводнение унесло 110 жизней.", "killed 110"},
	{"ru", "Врач спас 12 жизней.", ""},

	// the number before its toll
	{"en", "Two bodies were found, bringing to 41 the number of dead.", "killed 2; killed 41"},
	{"fr", "Un homme est mort, ce qui porte à sept le nombre de tués.", "killed 1; killed 7"},
	{"en", "The council raised to nine the number of members.", ""},

	// names with particles and initials behind an office
	{"fr", "Quatre hommes sont morts, a indiqué le préfet de la région, Louis Le Franc, lors d'un point presse.", "killed 4 by Louis Le Franc"},
	{"en", "Nine people died, the district superintendent of police, K. Sharma Singh, said.", "killed 9 by K. Sharma Singh"},

	// who waits for a verb behind what is told of him
	{"en", "The minister, in a speech on Sunday, acknowledged 19 deaths.", "killed 19 by minister"},
	{"ru", "Врач больницы, попросившая не называть её имени, рассказала «Вестнику», что погибли шестеро.", "killed 6 by Вестнику > Врач больницы"},
	{"ru", "Как сообщил агентству AFP представитель правительства Анж-Максим Казаги, погибли пятеро солдат.", "killed 5 by AFP > Анж-Максим Казаги"},
	{"fr", "Le ministre de l'Intérieur, Antoine Diop, fait le point : « Nous avons enregistré six décès. »", "killed 6 by Antoine Diop"},

	// everybody is no medium; orders and refusals to speak tell no figure
	{"en", "Nine people died, the adviser Kuldip Singh informed the media.", "killed 9 by Kuldip Singh"},
	{"en", "Two of the wounded have been referred to a private hospital.", "injured 2"},

	// who cites whom
	{"ru", "Движение «Алга» сообщает о 55 погибших, ссылаясь на врачей.", "killed 55 by Алга > врачи"},
	{"en", "The movement counts 55 dead, citing doctors.", "killed 55 by movement > doctors"},

	// denied behind
	{"fr", "Douze soldats ont été tués, ce que dément l'armée.", "killed 12 denied by armée"},
	{"en", "Twelve soldiers were killed, which the army denied.", "killed 12 denied by army"},
	{"ru", "Погибли 12 солдат, что в Минобороны отрицают.", "killed 12 denied by Минобороны"},
	{"fr", "Les rebelles affirment avoir tué douze soldats, ce que l'armée dément.", "killed 12 by rebelles"},
	{"en", "Reports of 12 dead are a hoax, the mayor said.", "killed 12 denied by mayor"},

	// those under the rubble, people of a prison, bodies of so many
	{"en", "Up to five people may be under the rubble.", "missing ? unconfirmed"},
	{"fr", "Six détenus ont été tués. La prison abritait 872 détenus.", "killed 6"},
	{"ru", "Из воды извлекли тела 69 человек.", "killed 69"},
	{"fr", "La dengue a tué 214 personnes, dont 82 la semaine dernière.", "killed 214; killed 82"},
	{"ru", "Всего за медпомощью обратились 85 человек.", "injured 85"},
	{"ru", "Число умерших после взрыва бензовоза выросло до 30.", "killed 30"},
	{"ru", "21:40 Число жертв обстрела выросло до 20, сообщил губернатор Вячеслав Гладин.", "killed 20 by Вячеслав Гладин"},

	// a clause of time behind who closes the sentence; papers and channels behind who speaks
	{"en", "Measles has killed 60 people, the government said on Wednesday as it closed schools.", "killed 60 by government"},
	{"en", "Twelve men were hurt, the health ministry said in its evening bulletin.", "injured 12 by health ministry"},
	{"fr", "Deux soldats ont été tués, a déclaré le ministre, le colonel Damehane Yarko, sur les ondes de Victoire FM.", "killed 2 by Victoire FM > Damehane Yarko"},
	{"ru", "Погибли шестеро, сообщил областной горздравнадзор.", "killed 6 by областной горздравнадзор"},

	// whose view, whose count
	{"fr", "Pour le syndicat des policiers, ce sont au contraire trente cadavres qui ont été ramassés.", "killed 30 by syndicat des policiers"},
	{"fr", "Pour la troisième fois, trente cadavres ont été ramassés.", "killed 30"},
	{"en", "The World Health Organization has documented 90 deaths.", "killed 90 by World Health Organization"},
	{"ru", "Полиция, по её собственным подсчётам, задержала 94 человека.", "detained 94 by Полиция"},
	{"ru", "Минздрав сообщает о 23 раненых: среди них двое детей.", "injured 23 by Минздрав; injured 2 by Минздрав"},
	{"ru", "Четыре человека погибли. О жертвах сообщила пресс-секретарь мэрии Дарья Цой.", "killed 4 by Дарья Цой"},

	{"fr", "Douze hommes se sont noyés, a indiqué un responsable des secours sous le couvert de l'anonymat.", "killed 12 by responsable des secours"},
	{"ru", "В Баку заявили о гибели 192 своих военных.", "killed 192 by Баку"},
	{"ru", "В Баку погибли двое.", "killed 2"},

	// asides, cases, bounds
	{"en", "At least 100 people, many of them children, were killed.", "killed 100"},
	{"ru", "Четверо погибли и не менее тридцати пострадали.", "killed 4; injured 30"},
	{"ru", "Число погибших при пожаре и взрыве на заправке достигло 35.", "killed 35"},
	{"ru", "Ранены и шестеро полицейских.", "injured 6"},
}

func TestUnseenConstructions(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	packs := builtin()
	for _, c := range unseen {
		p, err := packs.Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, claim := range Article(p, g, bilan.Article{Text: c.text, Published: "2022-01-06", Lang: c.lang}, time.Time{}).Claims {
			if claim.Casualty != nil {
				got = append(got, heldBy(&claim))
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q: got %s, want %s", c.text, s, c.want)
		}
	}
}

// heldBy writes a figure, how it is held and whose it is.
func heldBy(c *bilan.Claim) string {
	held := ""
	if c.Assertion != bilan.Asserted {
		held = " " + string(c.Assertion)
	}
	n, by, ok := strings.Cut(figureBy(c), " by ")
	if ok {
		by = " by " + by
	}
	return string(c.Casualty.Outcome) + " " + n + held + by
}
