package read

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// How figures are held: "outcome low assertion", one claim a line; asserted ones without a word.
var moods = []struct{ lang, text, want string }{
	{"en", "The army denied that 12 soldiers had been killed.", "killed 12 denied"},
	{"en", "The police deny that three men were shot and said two were arrested.", "injured 3 denied\ndetained 2"},
	{"ru", "Слухи о том, что при высадке погибли двое, в секретариате назвали ложью.", "killed 2 denied"},
	{"ru", "Погранслужба назвала сообщения о восьми убитых «вбросом».", "killed 8 denied"},
	{"ru", "Сообщения о гибели 12 человек опровергли в МЧС.", "killed 12 denied"},
	{"ru", "Данные о девяти погибших, которые распространил портал, не подтвердились.", "killed 9 denied"},
	{"ru", "Гибель 12 человек в МЧС не подтвердили.", "killed 12 unconfirmed"},
	{"ru", "МЧС подтвердило гибель 12 человек.", "killed 12"},
	{"ru", "Префектура говорила о гибели 48 рыбаков; сегодня эта цифра отозвана.", "killed 48 retracted"},
	{"ru", "В рапорте приводились сведения о трёх погибших. Эти сведения отозваны.", "killed 3 retracted"},
	{"ru", "В первой версии записи по ошибке говорилось о 64 погибших.", "killed 64 retracted"},
	{"ru", "Полиция задержала 200 человек, а не 500, как сообщалось ранее.", "detained 200\ndetained 500 retracted"},
	{"ru", "Газета насчитала шестерых убитых, телеканал — якобы семерых убитых.", "killed 6\nkilled 7 unconfirmed"},
	{"ru", "Двое предполагаемых наводчиков задержаны.", "detained 2"},
	{"ru", "ВБРОС: «в храме удерживают 19 заложников».", "abducted 19 denied"},
	{"ru", "Власти говорят о тысячах зрителей, собравших 40 тысяч рублей. Погибли двое, новых случаев — 955.", "killed 2"},
	{"ru", "По ошибке 12 человек погибли в шахте.", "killed 12"},

	// a figure that its supposed origin did not tell
	{"ru", "Минздрав не публиковал данных о 164 погибших, заявили в ведомстве.", "killed 164 denied"},
	{"ru", "Полиция не назвала имён 12 погибших.", "killed 12"},
	{"fr", "Le ministère de la Santé n'a publié aucun bilan de 164 morts, a déclaré son porte-parole.", "killed 164 denied"},
	{"fr", "La préfecture n'a pas communiqué le nom des 12 morts.", "killed 12"},
	{"en", "The ministry has not published a toll of 164 dead, its spokesman said.", "killed 164 denied"},
	{"en", "Police have not released the names of the 12 dead.", "killed 12"},
	{"ru", "Власти отозвали посла, погибли 12 человек.", "killed 12"},

	// the object before its verb, idioms, ellipses, parts
	{"ru", "Водителя автобуса задержали.", "detained 1"},
	{"ru", "Двоих рыбаков унесло течением.", "killed 2"},
	{"ru", "Ещё семерых ранило.", "injured 7"},
	{"ru", "В плен попали 12 военных.", "detained 12"},
	{"ru", "Боевики взяли в заложники троих врачей.", "abducted 3"},
	{"ru", "В реанимации 15 человек.", "injured 15"},
	{"ru", "Тяжелораненых — их шестеро — отправили вертолётом.", "injured 6"},
	{"ru", "Раненых, по той же оценке, 16 940.", "injured 16940"},
	{"ru", "Погибших нет.", "killed 0"},
	{"ru", "Погибли пятеро, включая офицера штаба.", "killed 5\nkilled 1"},
	{"ru", "Погибшие — жители села, в том числе двое подростков.", "killed 2"},
	{"ru", "Задержаны 300 человек, в том числе 9 августа — более двухсот.", "detained 300\ndetained 200"},
	{"ru", "Убиты 26 боевиков, ещё 748 полицейских и военнослужащих ранены.", "killed 26\ninjured 748"},
	{"ru", "Погибла группа из трёх человек.", "killed 3"},
	{"ru", "Задержали 244 человека, 190 из них отпустили.", "detained 244"},
	{"ru", "Пропали 38 шахтёров, 29 из них поднялись на поверхность.", "missing 38"},
	{"ru", "Найдены около 1700 мёртвых тюленей.", ""},
	{"ru", "Сгорели 12 тысяч кур.", ""},
	{"ru", "В колонии содержатся 1410 человек.", ""},
	{"ru", "В больницах города работают 40 врачей.", ""},
	{"ru", "По легенде, погибли 17 мирных жителей.", ""},
	{"ru", "Вопросов нет.", ""},
	{"ru", "Судьба президента решится в мае.", ""},
	{"fr", "Il n'est pas exact que douze civils aient été tués.", "killed 12 denied"},
	{"fr", "La rumeur de soixante morts est dénuée de tout fondement.", "killed 60 denied"},
	{"fr", "Non, 15 soldats n'ont pas péri à Kidal !", "killed 15 denied"},
	{"fr", "La force n'a perdu que quatre soldats.", "killed 4"},
	{"fr", "Le préfet a fait état de huit morts. Ce chiffre est faux, a répliqué le maire.", "killed 8 denied"},
	{"fr", "Nous avons fait état de huit morts. Ce chiffre était erroné, nous le retirons.", "killed 8 retracted"},
	{"fr", "L'armée a retiré le bilan de douze morts.", "killed 12 retracted"},
	{"fr", "L'armée a retiré douze blessés des décombres.", "injured 12"},
	{"fr", "Le ministère fait état de huit morts, et non douze comme indiqué.", "killed 8\nkilled 12 retracted"},
	{"fr", "Rien ne permet de confirmer la mort de douze civils.", "killed 12 unconfirmed"},
	{"fr", "On craint une centaine de morts.", "killed 100 unconfirmed"},
	{"fr", "Trente, peut-être trente-cinq combattants ont été tués.", "killed 30"},

	// insertions, obligation, ellipses, what is no harm
	{"fr", "Dix hommes, surpris par l'orage, sont morts.", "killed 10"},
	{"fr", "Trois cents riverains, évacués mardi, dorment dans un gymnase.", "displaced 300"},
	{"fr", "Deux cents personnes ont dû fuir leur village.", "displaced 200"},
	{"fr", "Deux joueurs ont dû quitter le terrain.", ""},
	{"fr", "Quatre ouvriers restent introuvables.", "missing 4"},
	{"fr", "Deux complices restent introuvables.", ""},
	{"fr", "La Croix-Rouge est sans nouvelles d'une quarantaine de marins.", "missing 40"},
	{"fr", "Une vingtaine d'autres ont été blessés.", "injured 20"},
	{"fr", "Trente-quatre (34) personnes ont péri.", "killed 34"},
	{"fr", "Deux jeunes de 19 et 24 ans ont été tués.", "killed 2"},
	{"fr", "Cinq autres décès, constatés en mer, n'ont pas été comptés.", "killed 5"},
	{"fr", "Quarante personnes restent hospitalisées.", "injured 40"},
	{"fr", "Un homme menaçait de mort une candidate.", ""},
	{"fr", "Les trois prévenus seront jugés lundi.", ""},
	{"fr", "La juge les a placés sous mandat d'arrêt.", ""},
	{"fr", "La préfecture dément que douze personnes auraient été tuées.", "killed 12 denied"},
}

func TestHowFiguresAreHeld(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	packs := lang.Builtin()
	for _, c := range moods {
		p, err := packs.Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := Article(p, g, bilan.Article{Text: c.text, Published: "2022-01-06", Lang: p.Code}, time.Time{})
		if got := held(r.Claims); got != c.want {
			t.Errorf("%q: got %q, want %q", c.text, got, c.want)
		}
	}
}

// held writes the figures of claims, one a line.
func held(claims []bilan.Claim) string {
	var out []string
	for i := range claims {
		c := claims[i].Casualty
		if c == nil {
			continue
		}
		line := string(c.Outcome)
		if c.Count.Low != nil {
			line += " " + strconv.FormatInt(*c.Count.Low, 10)
		}
		if a := claims[i].Assertion; a != bilan.Asserted {
			line += " " + string(a)
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}
