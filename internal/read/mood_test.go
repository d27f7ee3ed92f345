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
	{"ru", "Слухи о том, что при высадке погибли двое, в секретариате назвали ложью.", "killed 2 denied"},
	{"ru", "Погранслужба назвала сообщения о восьми убитых «вбросом».", "killed 8 denied"},
	{"ru", "Сообщения о гибели 12 человек опровергли в МЧС.", "killed 12 denied"},
	{"ru", "Данные о девяти погибших, которые распространил портал, не подтвердились.", "killed 9 denied"},
	{"ru", "Гибель 12 человек в МЧС не подтвердили.", "killed 12 unconfirmed"},
	{"ru", "МЧС подтвердило гибель 12 человек.", "killed 12"},
	{"ru", "Мэрия сообщила о гибели 52 человек; теперь эта цифра отозвана.", "killed 52 retracted"},
	{"ru", "В донесении приводились данные о трёх погибших. Указанные данные отозваны.", "killed 3 retracted"},
	{"ru", "В первой версии записи по ошибке говорилось о 64 погибших.", "killed 64 retracted"},
	{"ru", "Полиция задержала 200 человек, а не 500, как сообщалось ранее.", "detained 200\ndetained 500 retracted"},
	{"ru", "Газета насчитала шестерых убитых, телеканал — якобы семерых убитых.", "killed 6\nkilled 7 unconfirmed"},
	{"ru", "Двое предполагаемых наводчиков задержаны.", "detained 2"},
	{"ru", "По ошибке 12 человек погибли в шахте.", "killed 12"},
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
