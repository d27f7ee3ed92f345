package read

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
)

// Which figures a text tells, in its order: outcome and least count, "casualties" where dead and hurt are not told apart.
var figures = []struct{ lang, text, want string }{
	// two figures side by side are two
	{"en", "1 killed, 5 injured after shots fired at a party", "killed 1, injured 5"},
	{"en", "A gunman killed one person and wounded five others on Wednesday.", "killed 1, injured 5"},
	{"en", "The shooting kills three and wounds two, including a toddler.", "killed 3, injured 2"},
	{"en", "He opened fire on his comrades, killing three and wounding 16 before taking his own life.", "killed 1, killed 3, injured 16"},

	// ages, decades, emergency numbers, blocks, channels count nobody
	{"en", "Two men, 25 and 30, were shot in the street.", "injured 2"},
	{"en", "The victim, 20, was pronounced dead.", "killed 1"},
	{"en", "Two soldiers aged 19 and 21 were killed.", "killed 2"},
	{"en", "Three boys aged 9, 11 and 14 were injured.", "injured 3"},
	{"en", "A boy aged 9 and 12 adults were injured.", "injured 12"},
	{"en", "A man in his 70s was found dead.", "killed 1"},
	{"en", "Two children, ages 3 and 5, and their mother have been found dead.", "killed 2, killed 1"},
	{"en", "Residents called 911 and two people were hurt, 911 dispatchers said.", "injured 2"},
	{"en", "A man was shot in the 600 block of Elm Street.", "injured 1"},
	{"en", "Police told News 11 that the road is open again.", ""},

	// a part told aside does not hide the whole
	{"en", "Grant died and two other officers, including her trainer, were wounded.", "killed 1, injured 2"},
	{"en", "Police say four people, including a boy of 11 and a girl of 13, were wounded.", "injured 4"},
	{"en", "Two officers and three others -- two men and a woman -- were wounded.", "injured 2, injured 3"},
	{"en", "The rampage left four soldiers including the gunman dead.", "killed 4"},

	// participles behind an object, relatives with an adverb
	{"en", "Police are looking into a shooting at a party that left nine people hospitalized.", "injured 9"},
	{"en", "Those who took part in a brawl that also injured seven others have pleaded guilty.", "injured 7"},
	{"en", "The blast in late May, one of many, wounded four others.", "injured 4"},

	// who was shot or found with wounds may be the dead
	{"en", "Six people were shot, two of them fatally.", "casualties 6, killed 2"},
	{"en", "One man was killed and 11 others were shot.", "killed 1, injured 11"},
	{"en", "Officers found four people with gunshot wounds. One was pronounced dead. Three others are in hospital.", "casualties 4, killed 1, injured 3"},

	// the number stands between the verb and the toll, or behind a toll beside the clause
	{"fr", "Le parquet évalue à 40 le nombre des victimes.", "casualties 40"},
	{"fr", "Les secours ont porté à 12 le nombre de morts.", "killed 12"},
	{"fr", "La préfecture a ramené à sept le nombre des disparus.", "missing 7"},
	{"fr", "Une ONG estime à plus de 300 le nombre de civils tués.", "killed 300"},
	{"fr", "Le gouverneur estime désormais à 340 le nombre de personnes arrêtées.", "detained 340"},
	{"fr", "Le ministère chiffre à 40 millions le coût des dégâts.", ""},
	{"fr", "Le gouvernement estime à 2.000 le nombre de manifestants.", ""},
	{"en", "Rescuers ended their work with the death toll at 41.", "killed 41"},
	{"en", "The fighting eased, with the number of wounded at more than 300, doctors said.", "injured 300"},
	{"en", "The ferry sank, leaving the death toll at 12.", "killed 12"},
	{"en", "The index closed with the number of losers at 300.", ""},
	{"en", "They counted the number of dead in 12 of the villages.", ""},
	{"en", "Police checked the number of dead at 12 hospitals.", ""},

	// some of many: the numeral is the head, the many only say whose it is
	{"en", "One of the sailors drowned.", "killed 1"},
	{"en", "The car hit a tree, killing one of the passengers.", "killed 1"},
	{"en", "One of those wounded has died.", "killed 1"},
	{"en", "It was one of the deadliest attacks, killing 40 people.", "killed 40"},
	{"en", "One of the houses was hit.", ""},
	{"fr", "Deux des soldats ont été tués.", "killed 2"},
	{"fr", "Trois des blessés sont décédés à l'hôpital.", "killed 3"},
	{"fr", "Un de ses fils est mort.", "killed 1"},
	{"fr", "L'un de ses lieutenants a été tué.", "killed 1"},
	{"fr", "Trois des maisons ont été détruites.", ""},
	{"ru", "Один из моряков утонул.", "killed 1"},
	{"ru", "Полиция застрелила одного из нападавших.", "killed 1"},
	{"ru", "Это один из крупнейших взрывов, погибли 40 человек.", "killed 40"},
	{"ru", "Один из домов разрушен.", ""},

	// an ordinal counts on: it is one more, and none of those told before
	{"en", "Two men were killed. A fourth was treated for smoke inhalation.", "killed 2, injured 1"},
	{"en", "Three people were found shot to death and a fourth person was injured. The gunman fatally struck the driver.", "killed 3, injured 1, killed 1"},
	{"fr", "Deux soldats ont été tués et un troisième a été blessé.", "killed 2, injured 1"},
	{"ru", "Один рабочий погиб на месте, второй скончался в больнице.", "killed 1, killed 1"},
	{"en", "A third of the houses were destroyed.", ""},
	{"ru", "19-го он погиб.", "killed 1"},

	// numbers behind a verb of harm that count nobody: spans of time, days, houses, telephones, ages
	{"en", "The boy died three days after the crash.", "killed 1"},
	{"en", "The girl died Thursday, five hours after she was found.", "killed 1"},
	{"en", "The girl was shot in the thigh Dec. 14 at her mother's house.", "injured 1"},
	{"en", "Police are investigating the fatal shooting of a woman at 4439 Pease on Saturday.", "killed 1"},
	{"en", "Both homicides remain unsolved. Call the desk at 686-3154 or write.", "killed 2"},
	{"en", "Between 900 and 1100 people were killed.", "killed 900"},
	{"en", "Gunman Paul Harrow, 23 (shot by police)", ""},

	// rates and shares speak of nobody in particular
	{"en", "The disease killed one child every 30 seconds.", ""},
	{"en", "Some 20 veterans commit suicide each day.", ""},
	{"en", "Nine out of 10 deaths are in Africa.", ""},
	{"en", "One in 100 pupils could be missing classes because of the flu.", ""},
	{"fr", "Un enfant meurt toutes les dix secondes.", ""},
	{"ru", "Каждые 30 секунд умирает один ребёнок.", ""},
	{"ru", "Двое из 10 раненых скончались.", "killed 2, injured 10"},
	{"en", "Every night police arrested drivers and on Monday two officers were hurt.", "injured 2"},

	// what is hit, missed or lacking is no victim
	{"fr", "Cette ville proche de la frontière a été touchée.", ""},
	{"fr", "Un proche de la victime a été blessé.", "injured 1"},
	{"en", "Three pupils were missing school on Monday.", ""},
	{"en", "Three pupils were missing on Monday.", "missing 3"},
	{"en", "There is no new body, no new civil servants.", ""},
	{"en", "I first learned about it at work.", ""},

	// who says so is no victim
	{"en", "Police arrested the organiser, an official said.", "detained 1"},
	{"en", "The blast killed a guard, a surgeon said.", "killed 1"},
	{"en", "The blast killed a guard, a surgeon and a nurse.", "killed 1, killed 1, killed 1"},

	// near misses: status, page and screen, speech, metaphor
	{"en", "The jail holds 200 prisoners and 40 inmates.", ""},
	{"en", "In the film, 300 soldiers are killed.", ""},
	{"en", "He was carried off with cramp after 40 minutes.", ""},
	{"en", "Teachers were passing out 800 leaflets.", ""},
}

func TestFiguresTold(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range figures {
		p, err := builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range Article(p, g, bilan.Article{Lang: c.lang, Text: c.text, Published: "2022-06-06"}, time.Time{}).Claims {
			if x.Casualty != nil {
				got = append(got, fmt.Sprintf("%s %d", x.Casualty.Outcome, *x.Casualty.Count.Low))
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}

// Who is shot in the title and dies in the body is one victim.
func TestTitleVictimDies(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	p, err := builtin().Get("en")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ title, text, want string }{
		{"Teen shot at home of friend", "The teen died in hospital hours later.", "killed"},
		{"Woman shoots herself", "The woman, 30, was pronounced dead.", "killed"},
		{"Teen shot at home of friend", "The house was searched on Monday.", "injured"},
		{"Two wounded in park", "One man died.", "killed, injured"},
	} {
		var got []string
		for _, x := range Article(p, g, bilan.Article{Lang: "en", Title: c.title, Text: c.text}, time.Time{}).Claims {
			if x.Casualty != nil {
				got = append(got, string(x.Casualty.Outcome))
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.title, c.text, s, c.want)
		}
	}
}
