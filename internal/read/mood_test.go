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
