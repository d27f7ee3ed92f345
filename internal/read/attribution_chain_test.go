package read

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
)

// Whose figures are these: "count by hop > hop", the full names, one figure after the other.
var whose = []struct{ lang, text, want string }{
	// the same source
	{"fr", "Deux sources policières ont indiqué à l'AFP que six hommes étaient morts. La même source fait état de 30 blessés.", "6 by AFP > sources policières; 30 by AFP > sources policières"},
	{"fr", "Neuf hommes sont morts, a dit le préfet. Deux gendarmes ont été blessés, selon ce même préfet.", "9 by préfet; 2 by préfet"},
	{"fr", "Neuf hommes sont morts, a dit le préfet. Le même jour, deux gendarmes ont été blessés.", "9 by préfet; 2"},
	{"en", "Six people died, a port official told Reuters. Two men were arrested, the same official said.", "6 by Reuters > port official; 2 by Reuters > port official"},
	{"en", "Six people died, the mayor said. The same night two men were arrested.", "6 by mayor; 2"},
	{"en", "Six people died, the coroner said. The same source counted 12 wounded.", "6 by coroner; 12 by coroner"},
	{"ru", "Погибли шестеро, сказал РИА Новости источник в порту. Ранены 12 человек, уточнил собеседник агентства.", "6 by РИА Новости > источник в порту; 12 by РИА Новости > источник в порту"},

	// who takes the floor says what follows
	{"fr", "Le ministre de la Défense a dressé un premier bilan. Six soldats ont été tués. Trois civils ont perdu la vie.", "6 by ministre de la Défense; 3 by ministre de la Défense"},
	{"fr", "Le ministre de la Défense a dressé un bilan de six morts. Trois civils ont été blessés à Lyon.", "6 by ministre de la Défense; 3"},
	{"fr", "Le ministre a donné trois conférences. Six soldats ont été tués.", "6"},
	{"en", "The health minister gave lawmakers a grim account. Two nurses had died. Six doctors were ill.", "2 by health minister"},
	{"en", "The health minister gave two speeches. Two nurses died.", "2"},
	{"ru", "Полковник Иван Белов выступил по телевидению. Убиты четверо солдат.", "4 by Иван Белов"},
	{"ru", "Полковник Иван Белов отчитался: убиты четверо солдат.", "4 by Иван Белов"},

	// who goes on behind his speech
	{"en", "The bomber came by car, police said, adding that four children were killed.", "4 by police"},
	{"en", "The road was closed, the mayor said, noting that two men were hurt.", "2 by mayor"},
	{"ru", "Судно затонуло. В консульстве это подтвердили, добавив, что трое моряков погибли.", "3 by консульство"},
	{"fr", "« Tout a brûlé », a dit le maire, précisant que sept pompiers étaient blessés.", "7 by maire"},

	// names behind an office or one of many
	{"fr", "L'un d'eux, Modou Diagne, 22 ans, assure que huit hommes sont morts.", "8 by Modou Diagne"},
	{"fr", "Son porte-parole, le capitaine Ibrahima Sow, annonce la mort de huit hommes.", "8 by Ibrahima Sow"},
	{"fr", "Sept ouvriers ont été tués, a rapporté le gouverneur de la ville, Gentil Ngoma.", "7 by Gentil Ngoma"},
	{"fr", "Le gouverneur, très pâle, annonce la mort de huit hommes.", "8 by gouverneur"},
	{"fr", "L'opposition, par la voix de son porte-parole Rina Andria, avance un bilan de neuf tués.", "9 by Rina Andria"},
	{"en", "At least 61 people died, the district's chief officer, Suresh Sunar, told Army Radio.", "61 by Army Radio > Suresh Sunar"},
	{"en", "About 150 were injured, the service's director, Eli Bin, told the BBC.", "150 by BBC > Eli Bin"},
	{"en", "A shift foreman who spoke on condition of anonymity said 40 men had died.", "40 by shift foreman"},
	{"en", "A member of the militia, which helps the army, said two children were killed.", "2 by member of the militia"},
	{"ru", "И. о. министра Татьяна Беляева рассказала «Интерфаксу», что погибли шестеро.", "6 by Интерфаксу > Татьяна Беляева"},
	{"ru", "Полиция, со своей стороны, сообщила о задержании 25 человек.", "25 by Полиция"},

	// who carries whose words
	{"fr", "Douze hommes sont morts, a annoncé le ministère, cité par la chaîne Geo News.", "12 by Geo News > ministère"},
	{"fr", "Douze civils ont été tués, selon le gouverneur, Sultan al-Arada, dont les propos ont été repris par l'agence Saba.", "12 by Saba > Sultan al-Arada"},
	{"en", "Nine people died, said a doctor whose words were carried by the BBC.", "9 by BBC > doctor"},
	{"ru", "Погибли трое, сказал паломник Юсуф, чьи слова приводит Би-би-си.", "3 by Би-би-си > Юсуф"},
	{"ru", "Погибли трое, передаёт Report со ссылкой на Государственное морское агентство Азербайджана.", "3 by Report > Государственное морское агентство Азербайджана"},
	{"ru", "Погибли трое, следует из подсчётов AFP.", "3 by AFP"},

	// a figure told is what is told, not the clause behind it
	{"fr", "Les rebelles annoncent la mort de 29 personnes dans des raids qu'ils attribuent à l'armée.", "29 by rebelles"},
	{"en", "The health minister put the death toll at 40, while the Red Cross spoke of 51 bodies.", "40 by health minister; 51 by Red Cross"},
	{"en", "A rescue group gave the toll as nine killed and 61 wounded.", "9 by rescue group; 61 by rescue group"},
	{"en", "The mayor said a policeman and two children were killed.", "1 by mayor; 2 by mayor"},
	{"en", "Police, for their part, count 46 dead.", "46 by Police"},

	// added to what was told, and what only stands behind it
	{"fr", "Dix hommes sont morts, a dit la police. Trois femmes ont également été blessées.", "10 by police; 3 by police"},
	{"fr", "Dix hommes sont morts, a dit la police. Trois femmes ont été blessées à Lyon lundi.", "10 by police; 3"},
	{"en", "Ten men died, police said. Three women were also hurt.", "10 by police; 3 by police"},
	{"ru", "При взрыве погибли трое полицейских. Такую информацию распространила пресс-служба компании «Кокс-Уголь».", "3 by Кокс-Уголь"},
	{"ru", "Погибли трое полицейских. Об этом «Горским вестям» рассказал источник в полиции.", "3 by источник в полиции"},

	// a verb left out
	{"fr", "La police parle de dix morts, l'hôpital de treize.", "10 by police; 13 by hôpital"},
	{"fr", "La police parle de dix morts, le fils de deux médecins.", "10 by police"},
	{"en", "Police spoke of ten dead, the hospital of thirteen.", "10 by Police; 13 by hospital"},
	{"en", "The mayor spoke of ten dead, the son of two doctors.", "10 by mayor"},
	{"ru", "Штаб насчитал шестерых убитых, полиция — семерых.", "6 by Штаб; 7 by полиция"},

	// who those of the toll before are
	{"ru", "Ранены, по информации штаба, 11 человек. Это восемь полицейских и трое торговцев.", "11 by штаб; 8 by штаб; 3 by штаб"},
	{"fr", "Onze personnes ont été blessées. Ce sont huit policiers et trois chauffeurs.", "11; 8; 3"},
	{"fr", "Onze personnes ont été blessées. Ce sont deux médecins qui le disent.", "11"},
	{"en", "Eleven people were wounded. They were eight guards and three drivers.", "11; 8; 3"},
	{"en", "Eleven people were wounded. They were four days late.", "11"},
	{"en", "Soldiers, 200 of them, were sent to the town where three nurses had died.", "3"},

	// who denies what another told
	{"fr", "L'armée dément le bilan de 32 morts diffusé par la radio Okapi.", "32 by armée"},
	{"en", "The ministry rejected a report by Sputnik that seven men had been killed.", "7 by ministry"},

	// what a medium told comes from whom the next sentence names
	{"ru", "Погибли шестеро, сообщает Anadolu. Такие цифры привёл министр внутренних дел Сулейман Сойлу, прилетевший в Элязыг.", "6 by Anadolu > Сулейман Сойлу"},
	{"ru", "Погибли шестеро, сказал мэр. Такие цифры привёл министр внутренних дел Сулейман Сойлу.", "6 by мэр"},
	{"ru", "Генштаб отчитался о 50 убитых солдатах.", "50 by Генштаб"},
	{"en", "Nine men died, the mayor said. A medic, reached by telephone, contradicted the ministry.", "9 by mayor"},

	// a toll that passes a number
	{"en", "The death toll tops 100, police said.", "100 by police"},
	{"fr", "Le nombre de morts dépasse 400, selon le préfet.", "400 by préfet"},
	{"en", "The first bomber struck a wedding, police said.", ""},
}

func TestWhoseFigures(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	packs := builtin()
	for _, c := range whose {
		p, err := packs.Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, claim := range Article(p, g, bilan.Article{Text: c.text, Published: "2022-01-06", Lang: c.lang}, time.Time{}).Claims {
			if claim.Casualty != nil {
				got = append(got, figureBy(&claim))
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%q: got %s, want %s", c.text, s, c.want)
		}
	}
}

// figureBy writes a figure and whose it is.
func figureBy(c *bilan.Claim) string {
	n := "?"
	if low := c.Casualty.Count.Low; low != nil {
		n = fmt.Sprint(*low)
	}
	var hops []string
	for _, h := range c.Attribution {
		name := h.Name
		if h.Resolved != "" {
			name = h.Resolved
		}
		hops = append(hops, name)
	}
	if len(hops) == 0 {
		return n
	}
	return n + " by " + strings.Join(hops, " > ")
}
