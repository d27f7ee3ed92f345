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

// Where does an attribution begin and end, and through whom: "hop > hop: scope", empty when there is none.
var attributions = []struct{ lang, text, want string }{
	{"en", "“The water came at night. We lost everything.” — Amina Diallo, teacher", "Amina Diallo: The water came at night. We lost everything."},
	{"en", "“We have no roof any more.”\n― Carl Munro, 34, carpenter", "Carl Munro: We have no roof any more."},
	{"fr", "« Nous avons tout perdu. » – Marie Dupont, institutrice", "Marie Dupont: Nous avons tout perdu."},
	{"ru", "«Мы всё потеряли». — Иван Петров, учитель", "Иван Петров: Мы всё потеряли"},
	{"en", "“We will rebuild,” — the words were painted on a wall.", ""},
	{"en", "One of the officers said two men were killed.", "officers: two men were killed"},
	{"en", "Two men were killed, one of the officers said.", "officers: Two men were killed"},
	{"ru", "Один из офицеров сообщил, что двое солдат погибли.", "офицеры: двое солдат погибли"},
	{"fr", "Dix corps ont été retrouvés, a expliqué un de ses officiers à des journalistes.", "officiers à des journalistes: Dix corps ont été retrouvés"},
	{"fr", "L'un de ses porte-parole a déclaré que deux hommes étaient morts.", "porte-parole: deux hommes étaient morts"},
	{"fr", "Le ministère de la Justice annonce pour sa part 240 arrestations.", "ministère de la Justice: pour sa part 240 arrestations"},
	{"fr", "Le colonel, interrogé par la Radio nationale, a cité 14 blessés.", "Radio nationale > colonel: 14 blessés"},
	{"fr", "La préfecture cite 12 morts et 3 disparus.", "préfecture: 12 morts et 3 disparus"},
	{"fr", "Dix hommes sont morts, a indiqué à l'AFP le ministère.", "AFP > ministère: Dix hommes sont morts"},
	{"fr", "Trois agents ont été blessés, a affirmé à l'agence Belga le parquet.", "Belga > parquet: Trois agents ont été blessés"},
	{"fr", "La préfecture a cité trois communes.", ""},
	{"fr", "La préfecture dément le chiffre de 60 morts qui circule sur les réseaux.", "préfecture: le chiffre de 60 morts qui circule sur les réseaux"},
	{"fr", "Dix villages sont coupés du monde, annonce la préfecture.", "préfecture: Dix villages sont coupés du monde"},
	{"fr", "La route est barrée, remarque la police.", "police: La route est barrée"},
	{"fr", "La mairie relève son bilan à 45 tués.", "mairie: son bilan à 45 tués"},
	{"fr", "La mairie et la relève, cinq élèves, ont été reçues.", ""},
	{"fr", "Le Haut-Comité pour les réfugiés fait état de 6.270 déplacés.", "Haut-Comité: 6.270 déplacés"},
	{"fr", "Sept ouvriers sont morts, vient d'indiquer la mairie, si bien que le total monte à neuf morts.", "mairie: Sept ouvriers sont morts, vient d'indiquer la mairie, si bien que le total monte à neuf morts."},
	{"fr", "Dix hommes sont morts, a-t-on appris de source judiciaire.", "source judiciaire: Dix hommes sont morts, a-t-on appris"},
	{"fr", "Dix hommes sont morts, a appris l'AFP auprès du ministère de la Santé.", "AFP > ministère de la Santé: Dix hommes sont morts"},
	{"fr", "Dix hommes sont morts, rapporte Interfax en référence au ministère de la Santé.", "Interfax > ministère de la Santé: Dix hommes sont morts"},
	{"fr", "L'agence Belga relayait le bilan du ministère de l'Intérieur : huit policiers tués.", "Belga > ministère de l'Intérieur: huit policiers tués"},
	{"fr", "L'agence Belga relayait le bilan de la journée : huit policiers tués.", "Belga: huit policiers tués"},
	{"fr", "Dix corps ont été repêchés. Ces chiffres sont du préfet de région.", "préfet de région: Dix corps ont été repêchés."},
	{"fr", "Dix corps ont été repêchés. Ces chiffres sont effrayants.", ""},
	{"fr", "Vingt soldats s'en tirent avec des brûlures « de divers degrés », ajoute la préfecture.", "préfecture: Vingt soldats s'en tirent avec des brûlures « de divers degrés"},
	{"fr", "Le procureur a confirmé à la chaîne BFMTV la mort de deux gendarmes.", "BFMTV > procureur: à la chaîne BFMTV la mort de deux gendarmes"},
	{"fr", "L'armée malienne, dans un communiqué jamais revu : 2 soldats tués, 10 blessés.", "armée malienne: 2 soldats tués, 10 blessés"},
	{"fr", "Libération revient sur la rafle : onze reporters arrêtés.", "Libération: onze reporters arrêtés"},
	{"fr", "Le maire est venu à pied : onze rues sont coupées.", ""},
	{"fr", "L'agence Belga relayait celui du ministère de l'Intérieur : huit policiers tués.", "Belga > ministère de l'Intérieur: huit policiers tués"},
	{"fr", "Le ministère fait état de huit morts, et non douze comme indiqué.", "ministère: huit morts, et non douze comme indiqué"},
	{"fr", "Voici, d'après la préfecture, l'état des pertes.\n\n– Nord : 54 morts, 19 disparus ;\n– Sud : deux bergers foudroyés.\n\nLa ville a perdu dix hommes.", "préfecture: l'état des pertes\npréfecture: – Nord : 54 morts, 19 disparus ;\n– Sud : deux bergers foudroyés."},
	{"fr", "Le ministère de l'Intérieur porte le bilan à 34 morts.", "ministère de l'Intérieur: le bilan à 34 morts"},
	{"fr", "Le ministère de l'Intérieur porte le deuil.", ""},
	{"fr", "Dix corps ont été repêchés. Ce nouveau bilan a été donné par la police tanzanienne.", "police tanzanienne: Dix corps ont été repêchés."},
	{"fr", "On déplore cinq nouveaux décès.", ""},
	{"fr", "Les rebelles se taisent, la direction avait été avertie deux fois d'un risque.", ""},
	{"fr", "« Nous gardons les sites », résume l'un des porte-parole de l'armée.", "porte-parole de l'armée: Nous gardons les sites"},
	{"en", "How many of them were soldiers, he did not say.", ""},
	{"en", "The colonel, interviewed by National Radio, cited 14 wounded.", "colonel: 14 wounded"},
	{"en", "The ministry cited 14 dead in the capital.", "ministry: 14 dead in the capital"},

	// English: closing speech with its hearer and whom it cites
	{"en", "Another 353 were injured, the mayor told the TASS news agency.", "TASS news agency > mayor: Another 353 were injured"},
	{"en", "Two hundred people were detained, the ministry said in a separate statement.", "ministry: Two hundred people were detained"},
	{"en", "Thirty people died, state news agency SANA quoted Transport Minister Nabil Farah as saying.", "state news agency SANA > Nabil Farah: Thirty people died"},
	{"en", "Seven children died, according to a nurse quoted by the PTI news agency.", "PTI news agency > nurse: Seven children died"},
	{"en", "At least 12 people died, according to figures posted by a government Telegram channel.", "government Telegram channel: At least 12 people died"},

	// what another official says is his own
	{"en", "The ministry says it has counted 12 dead, while the mayor suggested that 40 people had died.", "ministry: it has counted 12 dead\nmayor: 40 people had died"},
	{"en", "The Red Crescent rejected a toll of 40 dead that the newspaper had printed.", "Red Crescent: a toll of 40 dead that the newspaper had printed"},
	{"en", "Ivan Petrov, who heads the rescue service, said 12 people had died.", "Ivan Petrov: 12 people had died"},
	{"en", "Twelve men were killed, said the governor, Ivan Petrov, who came at noon.", "Ivan Petrov: Twelve men were killed"},
	{"en", "About 1,000 people were hurt; 40 of them are in hospital, the ministry said.", "ministry: About 1,000 people were hurt; 40 of them are in hospital"},
	{"en", "The bridge is closed; a tram burned, the ministry said.", "ministry: a tram burned"},

	// quotations: marks typed as two signs, mixed ones, what is told of the speaker
	{"en", "''We will not leave the valley,'' he said.", "he: We will not leave the valley,"},
	{"en", "\"We will not leave the valley,” said Maria Novak.", "Maria Novak: We will not leave the valley,"},
	{"en", "\"We will not leave the valley,\" Maria Novak (Green) often said.", "Maria Novak: We will not leave the valley,"},
	{"en", "\"We will not leave the valley,\" Maria Novak, who heads the union, told reporters.", "Maria Novak: We will not leave the valley,"},
	{"en", "\"We will not leave the valley,\" she said after meeting the miners.", "she: We will not leave the valley,"},
	{"en", "Asked about it, Maria Novak said, \"We will not leave the valley.\"", "Maria Novak: We will not leave the valley."},
	{"en", "He attacked the mayor, saying, \"She will not leave the valley.\"", "He: She will not leave the valley."},
	{"en", "The bank praised the valley, citing its beauty.", ""},

	// a medium cites somebody
	{"ru", "Погибли 12 человек, передаёт ТАСС со ссылкой на МВД.", "ТАСС > МВД: Погибли 12 человек"},
	{"ru", "Задержаны 40 человек, пишет «КазТАГ» со ссылкой на прокуратуру.", "КазТАГ > прокуратура: Задержаны 40 человек"},
	{"ru", "Погибли 12 человек, передаёт «Интерфакс» со слов представителя оперативных служб.", "Интерфакс > представитель оперативных служб: Погибли 12 человек"},
	{"ru", "Как сообщает AFP, ссылаясь на прокуратуру, погибли 12 человек.", "AFP > прокуратура: погибли 12 человек"},
	{"ru", "ТАСС со ссылкой на МВД сообщает о 12 погибших.", "ТАСС > МВД: о 12 погибших"},
	{"ru", "Ранены 7 человек, сообщает ТАСС со ссылкой на «Хабар 24», который, в свою очередь, сослался на комендатуру.", "ТАСС > Хабар 24 > комендатура: Ранены 7 человек"},
	{"ru", "Погибли 12 человек, передаёт ТАСС. Ранее со ссылкой на МВД говорилось о семи.", "ТАСС: Погибли 12 человек\nМВД: говорилось о семи"},

	// whom a medium asks is not the medium
	{"ru", "Погибли 12 человек, сообщила «РИА Новости» представитель СК Светлана Петренко.", "РИА Новости > Светлана Петренко: Погибли 12 человек"},
	{"ru", "В МВД рассказали «Интерфаксу», что задержаны 40 человек.", "Интерфаксу > МВД: задержаны 40 человек"},
	{"ru", "Погибли трое, сказал журналистам губернатор Иван Белов.", "Иван Белов: Погибли трое"},

	// the subject behind its verb
	{"ru", "Погибли трое. Об этом сообщил губернатор Иван Белов.", "Иван Белов: Погибли трое."},
	{"ru", "Число погибших уточнил Минздрав.", "Минздрав: Число погибших уточнил Минздрав"},
	{"ru", "Мост закрыл губернатор Иван Белов.", ""},
	{"ru", "Данные о жертвах появились ночью.", ""},
	{"ru", "Новую цифру в МЧС не подтвердили.", "МЧС: Новую цифру в МЧС не подтвердили"},
	{"ru", "Издание Hetq пишет о 218 жертвах, ещё 21 человек пропал.", "Hetq: о 218 жертвах, ещё 21 человек пропал"},
	{"ru", "«Двери были заперты», — сказал нашей газете проходчик.", "проходчик: Двери были заперты"},

	// a body thrown in behind a plural verb ends at the comma
	{"ru", "Ранены 63 человека, уточнили в Минздраве, четверо умерли.", "Минздрав: Ранены 63 человека, уточнили в Минздраве, четверо умерли."},

	// words that stand for a source told before
	{"ru", "Погибли трое, сказал губернатор Иван Белов. По его словам, дорога закрыта.", "Иван Белов: Погибли трое\nПо его словам: дорога закрыта"},
	{"ru", "Погибли трое, сказала мэр Анна Белова. По его словам, дорога закрыта.", "Анна Белова: Погибли трое"},
	{"ru", "Задержаны 40 человек, сообщили в полиции. Там же добавили, что ранены двое.", "полиция: Задержаны 40 человек\nТам же: ранены двое"},
	{"ru", "Погибли трое, передаёт ТАСС со ссылкой на МВД. По тем же данным, ранены двое.", "ТАСС > МВД: Погибли трое\nТАСС > МВД: ранены двое"},
	{"ru", "Там же ранены двое.", ""},
	{"ru", "Погибли трое, заявили в мэрии. Дорога закрыта, говорится в сообщении.", "мэрия: Погибли трое\nсообщении: Дорога закрыта"},
	{"ru", "Погибли трое, заявили в мэрии. В донесении приводились прежние данные.", "мэрия: Погибли трое"},

	// whom a medium asked, whose words it hands on
	{"ru", "По словам источника ТАСС в силовых структурах, погибли двое.", "ТАСС > источника в силовых структурах: погибли двое"},
	{"ru", "Погибли двое, сообщил источник РИА Новости.", "РИА Новости > источник РИА Новости: Погибли двое"},
	{"ru", "Издание Hetq вспоминает заявление омбудсмена Ивана Белова: двести убитых.", "Hetq > Иван Белов: двести убитых"},
	{"ru", "Ранены 12 человек. Таковы данные Минздрава.", "Минздрав: Ранены 12 человек."},
	{"ru", "«Мы помним всё», — пояснил начальник медпункта майор Иван Белов.", "Иван Белов: Мы помним всё"},
	{"ru", "Слухи о гибели двоих в секретариате назвали ложью.", "секретариат: Слухи о гибели двоих в секретариате назвали ложью"},
	{"ru", "Приводившаяся поначалу цифра устарела.", ""},
	{"ru", "Ранены трое, двое из них — дети сторожа.", ""},
	{"ru", "«Радио Весна», ссылаясь на врачей, пишет о трёх погибших.", "Весна > врачи: о трёх погибших"},
}

func TestWhereAnAttributionBeginsAndEnds(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	packs := builtin()
	for _, c := range attributions {
		p, err := packs.Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		if got := told(p, g, c.text); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// told writes the attributions of text, one a line.
func told(p *lang.Pack, g *gazetteer.Gazetteer, text string) string {
	a := bilan.Article{Text: text, Published: "2022-01-06", Lang: p.Code}
	d := Analyse(p, g, &a, time.Time{})
	var out []string
	for i := range d.Attributions {
		at := &d.Attributions[i]
		var hops []string
		for _, h := range at.Chain {
			hops = append(hops, h.Name)
		}
		out = append(out, strings.Join(hops, " > ")+": "+d.Span(at.ScopeFrom, at.ScopeTo).Text)
	}
	return strings.Join(out, "\n")
}

// Who is named behind "according to" is a source and no victim of the clause that follows.
func TestSourceIsNoVictim(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	packs := builtin()
	for _, c := range []struct {
		lang, text string
		want       string
	}{
		{"en", "According to the president, two people died in Accra.", "2"},
		{"en", "According to police and the mayor, two men and four women were killed.", "2 4"},
		{"en", "The president, two guards and three drivers were killed.", "1 2 3"},
		{"fr", "Selon le maire, trois personnes ont été blessées.", "3"},
		{"fr", "Selon la préfecture et le maire, trois hommes et deux femmes sont morts.", "3 2"},
		{"ru", "По словам мэра, три человека погибли.", "3"},
	} {
		p, err := packs.Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, claim := range Article(p, g, bilan.Article{Text: c.text, Lang: c.lang}, time.Time{}).Claims {
			if claim.Casualty != nil {
				got = append(got, fmt.Sprint(*claim.Casualty.Count.Low))
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: counts %s, want %s", c.text, s, c.want)
		}
	}
}
