package gazetteer

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

var loaded = sync.OnceValues(Default)

func gaz(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func match(g *Gazetteer, text, lang string) []Match {
	words := strings.Fields(text)
	return g.Match(len(words), func(i int) string { return words[i] }, lang)
}

// best gives the first entity of the longest match, which must take all words.
func best(t *testing.T, g *Gazetteer, text, lang string) Entity {
	t.Helper()
	m := match(g, text, lang)
	if len(m) == 0 || m[0].Len != len(strings.Fields(text)) {
		t.Errorf("%s %q: not found whole: %v", lang, text, m)
		return Entity{}
	}
	return g.Entity(m[0].Entities[0])
}

func TestPlaces(t *testing.T) {
	g := gaz(t)
	for _, c := range []struct {
		lang, text, country string
		kind                Kind
	}{
		{"fr", "Chine", "CN", Country}, {"fr", "Kirghizie", "KG", Country}, {"fr", "Centrafrique", "CF", Country},
		{"fr", "Etats-Unis", "US", Country}, {"fr", "États-Unis", "US", Country}, {"fr", "RDC", "CD", Country},
		{"en", "Britain", "GB", Country}, {"en", "Ivory Coast", "CI", Country}, {"en", "U.S.", "US", Country}, {"en", "Burma", "MM", Country},
		{"ru", "Кыргызстана", "KG", Country}, {"ru", "Белоруссией", "BY", Country}, {"ru", "РФ", "RU", Country},
		{"ru", "Южной Корее", "KR", Country}, {"ru", "Саудовскую Аравию", "SA", Country}, {"ru", "Нидерландах", "NL", Country},
		{"fr", "Alger", "DZ", City}, {"fr", "Le Caire", "EG", City}, {"fr", "Caire", "EG", City}, {"fr", "Saint-Denis", "RE", City},
		{"fr", "Deir ez-Zor", "SY", City}, {"fr", "N' Djamena", "TD", City}, {"fr", "N’Djamena", "TD", City}, {"fr", "Janaozen", "KZ", City},
		{"en", "St . Louis", "US", City}, {"en", "KHARKIV", "UA", City}, {"en", "Nur-Sultan", "KZ", City}, {"en", "Port-au-Prince", "HT", City},
		{"fr", "Abou-Kamal", "SY", City}, {"fr", "Abou Kamal", "SY", City},
		{"ru", "Ростове-на-Дону", "RU", City}, {"ru", "Нижнего Новгорода", "RU", City}, {"ru", "Набережных Челнах", "RU", City},
		{"ru", "Алматы", "KZ", City}, {"ru", "Алма-Ате", "KZ", City}, {"ru", "Сумах", "UA", City},
		{"ru", "Казани", "RU", City}, {"ru", "Череповца", "RU", City},
		{"ru", "Алматинской области", "KZ", Region}, {"ru", "Жамбылскую область", "KZ", Region}, {"en", "Hatay Province", "TR", Region},
		{"fr", "Crimée", "UA", Area}, {"en", "West Bank", "PS", Area}, {"ru", "Нагорном Карабахе", "AZ", Area}, {"ru", "Приднестровья", "MD", Area},
		{"ar", "ألماتي", "KZ", City}, {"hy", "Երևան", "AM", City}, {"kk", "Қазақстан", "KZ", Country}, {"zh", "北京", "CN", City},
	} {
		if e := best(t, g, c.text, c.lang); e.Country != c.country || e.Kind != c.kind {
			t.Errorf("%s %q: %v %s, want %v %s", c.lang, c.text, e.Kind, e.Country, c.kind, c.country)
		}
	}
}

func TestNoPlace(t *testing.T) {
	g := gaz(t)
	for _, c := range []string{"en us", "en who", "fr la", "fr mali", "en ,", "ru так", "en The times", "en said"} {
		lang, text, _ := strings.Cut(c, " ")
		if m := match(g, text, lang); len(m) > 0 {
			t.Errorf("%q matches %s", text, g.Name(m[0].Entities[0], lang))
		}
	}
	if m := match(g, "Paris , Texas", "en"); len(m) != 1 || m[0].Len != 1 {
		t.Errorf("a name ran over a comma: %v", m)
	}
}

func TestFlags(t *testing.T) {
	g := gaz(t)
	for _, c := range []struct {
		lang, text string
		want       Flags
	}{
		{"en", "Reading", Stop}, {"ru", "Мост", Stop}, {"en", "US", ExactCase}, {"fr", "Nice", 0}, {"en", "Nice", Stop},
		{"ru", "Алматинской", Core}, {"en", "Kazakhstan", 0},
	} {
		if m := match(g, c.text, c.lang); len(m) == 0 || m[0].Flags[0] != c.want {
			t.Errorf("%s %q: %v, want flag %d", c.lang, c.text, m, c.want)
		}
	}
}

func TestActors(t *testing.T) {
	g := gaz(t)
	for _, c := range []struct{ lang, text, id, actor string }{
		{"fr", "OTSC", "body:csto", "military"}, {"ru", "ОДКБ", "body:csto", "military"}, {"en", "CSTO", "body:csto", "military"},
		{"en", "World Health Organization", "body:who", "organisation"}, {"en", "Hezbollah", "body:hezbollah", "armed_group"},
		{"ru", "Следственного комитета", "body:skr", "police"}, {"fr", "Tsahal", "body:idf", "military"}, {"ru", "Мажилисом", "body:majilis", "government"},
		{"fr", "TASS", "media:tass", "media"}, {"ru", "Интерфаксу", "media:interfax", "media"}, {"en", "The New York Times", "media:nyt", "media"},
		{"ru", "Новой газете", "media:novaya", "media"}, {"en", "al-Shabaab", "body:shabaab", "armed_group"},
	} {
		if e := best(t, g, c.text, c.lang); e.ID != c.id || e.Actor != c.actor {
			t.Errorf("%s %q: %s %s, want %s %s", c.lang, c.text, e.ID, e.Actor, c.id, c.actor)
		}
	}
}

func TestDemonyms(t *testing.T) {
	g := gaz(t)
	for _, c := range []struct {
		lang, text, country string
		person, adj         bool
	}{
		{"fr", "kazakhes", "KZ", true, true}, {"fr", "turque", "TR", true, true}, {"fr", "nigériane", "NG", true, true}, {"fr", "nigérienne", "NE", true, true},
		{"fr", "sud-coréens", "KR", true, true}, {"fr", "grecques", "GR", true, true}, {"en", "Kazakhs", "KZ", true, false},
		{"en", "South Sudanese", "SS", true, true}, {"en", "Frenchmen", "FR", true, false}, {"en", "Congolese", "CD", true, true},
		{"en", "Danish", "DK", false, true}, {"ru", "российского", "RU", false, true}, {"ru", "россиянам", "RU", true, false},
		{"ru", "казахстанцев", "KZ", true, false}, {"ru", "киргизками", "KG", true, false}, {"ru", "китайцем", "CN", true, false},
		{"ru", "австрийцы", "AT", true, false}, {"ru", "турок", "TR", true, false}, {"ru", "малиек", "ML", true, false}, {"ru", "армян", "AM", true, false},
		{"en", "kazakh", "", false, false}, {"fr", "polie", "", false, false},
	} {
		words := strings.Fields(c.text)
		d, _ := g.MatchDemonym(len(words), func(i int) string { return words[i] }, c.lang)
		if d.Country != c.country || d.Person != c.person || d.Adj != c.adj {
			t.Errorf("%s %q: %+v", c.lang, c.text, d)
		}
	}
}

// Members of the United Nations.
const members = "AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW"

func TestEveryMember(t *testing.T) {
	g := gaz(t)
	codes := strings.Fields(members)
	if len(codes) != 193 {
		t.Fatalf("%d members", len(codes))
	}
	for _, code := range append(codes, "PS", "XK", "TW", "VA") {
		i, ok := g.Country(code)
		if !ok {
			t.Errorf("%s is missing", code)
			continue
		}
		if e := g.Entity(i); e.GeoNames == 0 || e.Population == 0 || e.Zone == "" || e.Lat == 0 {
			t.Errorf("%s: %+v", code, e)
		}
		for _, lang := range []string{"fr", "en", "ru"} {
			if bit := bitOf(lang); !g.hasName(i, func(k int32) bool { return g.d.Show[k]&bit != 0 }) {
				t.Errorf("%s has no name in %s", code, lang)
			}
			if !g.hasDemonym(i, lang, true) || !g.hasDemonym(i, lang, false) {
				t.Errorf("%s has no demonym or no adjective in %s", code, lang)
			}
		}
		if !slices.ContainsFunc(g.cities(code), func(c int32) bool { return g.Entity(c).Capital }) {
			t.Logf("%s has no capital", code)
		}
	}
}

func TestCoverage(t *testing.T) {
	g := gaz(t)
	count, zones := map[Kind]int{}, map[string]bool{}
	for i := range int32(g.Len()) {
		e := g.Entity(i)
		count[e.Kind]++
		zones[e.Zone] = true
		if e.Kind == City && (e.Country == "" || e.GeoNames == 0 || e.Parent < 0 || e.Zone == "") {
			t.Errorf("city %s: %+v", g.Name(i, "en"), e)
		}
		if e.Kind >= Area && e.ID == "" || g.Name(i, "en") == "" {
			t.Errorf("entity %d lacks id or name", i)
		}
	}
	for kind, least := range map[Kind]int{Country: 245, Region: 3800, City: 47000, Area: 80, Body: 300, Media: 400} {
		if count[kind] < least {
			t.Errorf("%d of kind %d, want %d", count[kind], kind, least)
		}
	}
	for z := range zones {
		if _, err := time.LoadLocation(z); err != nil {
			t.Errorf("zone %q: %v", z, err)
		}
	}
}

// Whatever the words, a lookup neither fails nor allocates beyond its answer, and every match lies within the words.
func TestMatchProperties(t *testing.T) {
	g := gaz(t)
	letters := rapid.StringOf(rapid.SampledFrom([]rune("AaİȺẞ'’-. éËёЯ́̈ض字12\u00ad")))
	names := rapid.Custom(func(r *rapid.T) string { return g.d.Name(int32(rapid.IntRange(0, len(g.owner)-1).Draw(r, "name"))) })
	rapid.Check(t, func(r *rapid.T) {
		words := strings.Fields(rapid.OneOf(letters, names).Draw(r, "text") + " " + letters.Draw(r, "more"))
		last := len(words) + 1
		for _, m := range g.Match(len(words), func(i int) string { return words[i] }, "en") {
			if m.Len < 1 || m.Len >= last || len(m.Entities) == 0 || len(m.Entities) != len(m.Flags) {
				r.Fatalf("%q: %+v", words, m)
			}
			last = m.Len
		}
	})
}

// Every stored name that has a capital letter is found by itself.
func TestEveryNameIsFound(t *testing.T) {
	g := gaz(t)
	for i := range int32(len(g.owner)) {
		name := g.d.Name(i)
		if i%7 != 0 || g.d.Flags[i]&(hidden|demonymFlags) != 0 || len(name) > 60 {
			continue
		}
		words := strings.Fields(name)
		word := func(k int) string { return words[k] }
		if slices.ContainsFunc(words, func(w string) bool { return stops(w) || passed(w) }) || !begins(words[0], len(words), word) {
			continue
		}
		m := g.Match(len(words), word, "en")
		if len(m) == 0 || m[0].Len != len(words) || !slices.Contains(m[0].Entities, g.owner[i]) {
			t.Fatalf("%q of %s is not found: %v", name, g.Name(g.owner[i], "en"), m)
		}
	}
}

func TestCityAdjective(t *testing.T) {
	g := gaz(t)
	for word, want := range map[string]string{"махачкалинском": "RU", "Ташкентская": "UZ", "киевскими": "UA", "красивый": ""} {
		country := ""
		if i, ok := g.CityAdjective(word); ok {
			country = g.Entity(i).Country
		}
		if country != want {
			t.Errorf("%s: %q, want %q", word, country, want)
		}
	}
}

func TestNoAllocation(t *testing.T) {
	g := gaz(t)
	if n := testing.AllocsPerRun(100, func() { g.Match(1, func(int) string { return "Thursdays" }, "en") }); n > 0 {
		t.Errorf("%v allocations for a word that is no name", n)
	}
}

func TestWithin(t *testing.T) {
	g := gaz(t)
	city := match(g, "Almaty", "en")[0].Entities[0]
	kz, _ := g.Country("KZ")
	fr, _ := g.Country("FR")
	if !g.Within(city, kz) || g.Within(city, fr) || !g.Within(kz, kz) {
		t.Error("Almaty is in Kazakhstan and not in France")
	}
}

func TestBase(t *testing.T) {
	g := gaz(t)
	for _, c := range [][3]string{
		{"ru", "Оренбургской области", "Оренбургская область"}, {"ru", "Днепре", "Днепр"}, {"ru", "Алма-Ате", "Алма-Ата"},
		{"fr", "Janaozen", "Janaozen"}, {"ru", "Казахстаном", "Казахстан"}, {"ru", "Нагорном Карабахе", "Нагорный Карабах"},
	} {
		if got := g.Base(match(g, c[1], c[0])[0].Entities[0], c[1]); got != c[2] {
			t.Errorf("%s: %q, want %q", c[1], got, c[2])
		}
	}
}
