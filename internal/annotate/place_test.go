package annotate

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"bilan"
	"bilan/gazetteer"
	"bilan/internal/analysis"
	"bilan/internal/segment"

	"pgregory.net/rapid"
)

var placeData = sync.OnceValues(gazetteer.Default)

func placesOf(t testing.TB, code, title, text string) *analysis.Doc {
	t.Helper()
	g, err := placeData()
	if err != nil {
		t.Fatal(err)
	}
	p, err := packs().Get(code)
	if err != nil {
		t.Fatal(err)
	}
	a := &bilan.Article{Lang: code, Title: title, Text: text}
	d := segment.Body(p, a)
	d.Title = segment.Title(p, a)
	Places(d.Title, g)
	Places(d, g)
	return d
}

// told writes places as "name/country/precision", a dateline with "*", one without an id with "?".
func told(d *analysis.Doc) string {
	var out []string
	for i := range d.Places {
		p := &d.Places[i]
		s := fmt.Sprintf("%s/%s/%s", p.Place.Name, p.Place.Country, p.Place.Precision)
		if p.Dateline {
			s += "*"
		}
		if p.Entity < 0 {
			s += "?"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

func TestPlaces(t *testing.T) {
	for _, c := range []struct{ lang, title, text, want string }{
		// Plain names, in their cases.
		{"fr", "", "Trois soldats sont morts à Kidal, au Mali.", "Kidal/ML/city, Mali/ML/country"},
		{"en", "", "Two people died in Taraz, Kazakhstan.", "Taraz/KZ/city, Kazakhstan/KZ/country"},
		{"ru", "", "В Таразе погибли двое жителей Казахстана.", "Тараз/KZ/city, Казахстан/KZ/country"},
		{"ru", "", "Взрыв произошёл под Нижним Новгородом.", "Нижний Новгород/RU/city"},
		// The country decides between towns of one name, before population does.
		{"fr", "", "L'armée libanaise est entrée dans Tripoli.", "Tripoli/LB/city"},
		{"en", "", "Militias clashed in Tripoli, the Libyan government said.", "Tripoli/LY/city"},
		{"en", "Police in Jamaica hunt gunmen", "Shots were fired in Kingston.", "Kingston/JM/city"},
		{"en", "", "The mayor of Birmingham, Alabama, resigned.", "Birmingham/US/city, Alabama/US/region"},
		// A region needs its head noun where a town has the name too.
		{"en", "", "Floods hit Kyzylorda region, not Kyzylorda.", "Kyzylorda region/KZ/region, Kyzylorda/KZ/city"},
		{"fr", "", "Le préfet de la province de Kandahar est mort.", "province de Kandahar/AF/region"},
		{"ru", "", "В Жамбылской области и в Сумах объявлен траур.", "Жамбылская область/KZ/region, Сумы/UA/city"},
		{"ru", "", "Пожар потушен в Грозном, сообщило МЧС России. Грозный вид был у него.", "Грозный/RU/city"},
		{"en", "", "He left Kostanay region in Almaty's favour.", "Kostanay region/KZ/region, Almaty/KZ/city"},
		// Informal regions.
		{"fr", "", "Les combats continuent au Darfour et en Cisjordanie.", "Darfour/SD/region, Cisjordanie/PS/region"},
		{"ru", "", "Обстрелы в Донбассе и Нагорном Карабахе.", "Донбасс/UA/region, Нагорный Карабах/AZ/region"},
		// Datelines.
		{"en", "", "TARAZ, Jan 8 (Steppe Agency) - A guard died in Almaty.", "TARAZ/KZ/city*, Almaty/KZ/city"},
		{"ru", "", "БИШКЕК, 8 января. /Степь/. Погибли двое.", "БИШКЕК/KG/city*"},
		{"fr", "", "NIAMEY – Deux gendarmes ont été tués à Agadez.", "NIAMEY/NE/city*, Agadez/NE/city"},
		// Persons and bodies are no places.
		{"en", "", "Denzel Washington met Mr Lincoln.", ""},
		{"en", "", "The Washington Post reported it.", ""},
		{"fr", "", "Selon le Wall Street Journal, il a menti.", ""},
		// Words that are towns too.
		{"en", "", "Reading the statement, he said most of it was nice.", ""},
		{"ru", "", "Так сказал он, и мост рухнул. Мост восстановят.", ""},
		// Sites: name and head noun, placed by what is around.
		{"fr", "", "À Almaty, des tirs ont éclaté rue Abaï.", "Almaty/KZ/city, rue Abaï/KZ/site?"},
		{"en", "", "In Almaty, shots rang out on Republic Square.", "Almaty/KZ/city, Republic Square/KZ/site?"},
		{"ru", "", "В Кемерове на шахте «Северная» погибли горняки.", "Кемерово/RU/city, Северная/RU/site?"},
		{"ru", "", "В Орске затоплена ул. Строителей.", "Орск/RU/city, ул. Строителей/RU/site?"},
		// Settlements too small for any list.
		{"fr", "", "Au Mali, le village de Tandiawol a été attaqué.", "Mali/ML/country, Tandiawol/ML/city?"},
		{"fr", "", "Dix morts à Mboukoulou, au Congo-Brazzaville. Les blessés de Mboukoulou sont soignés.",
			"Mboukoulou/CG/city?, Congo-Brazzaville/CG/country, Mboukoulou/CG/city?"},
		{"fr", "", "L'éboulement de Zermettaz, en Valais, a tué Marcel Durandin.", "Zermettaz/CH/city?, Valais/CH/region"},
		{"en", "", "In Nigeria, gunmen raided the village of Dukwafa.", "Nigeria/NG/country, Dukwafa/NG/city?"},
	} {
		if got := told(placesOf(t, c.lang, c.title, c.text)); got != c.want {
			t.Errorf("%s %q\n got %s\nwant %s", c.lang, c.text, got, c.want)
		}
	}
}

// A name that several places bear, with nothing to choose by, has no id.
func TestAmbiguousPlace(t *testing.T) {
	d := placesOf(t, "en", "", "A crowd gathered in Springfield.")
	for i := range d.Places {
		if p := &d.Places[i].Place; p.GeoNames != 0 && p.Country != "US" {
			t.Errorf("Springfield is %+v", p)
		}
	}
}

func TestDemonyms(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"fr", "Des soldats arméniens et les Kirghizes", "AM KG"}, {"en", "Kenyan police and South Korean aid", "KE KR"},
		{"ru", "российские военные и узбеки", "RU UZ"},
	} {
		var got []string
		for _, m := range placesOf(t, c.lang, "", c.text).Demonyms {
			got = append(got, m.Country)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%q: %v", c.text, got)
		}
	}
}

// Whatever the text, places lie within it, do not overlap and carry their words.
func TestPlacesHold(t *testing.T) {
	pieces := []string{"Almaty", "village de", "à", "in", ",", "province", "«", "»", "No", "Square", "Kidal", "–", "\n\n", "KIEV", "Paris",
		"Washington", "place", "de la", "region", "Region", "область", "в", "Тараз", "г.", "hospital", "№", "1", ".", "(", "Mboukou", "d'", "au", "Mali", "rue", "said"}
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 25).Draw(r, "pieces"), " ")
		d := placesOf(t, rapid.SampledFrom([]string{"fr", "en", "ru"}).Draw(r, "lang"), "", text)
		last := 0
		for i := range d.Places {
			p := &d.Places[i]
			if p.From < last || p.To <= p.From || text[p.Place.Span.Start:p.Place.Span.End] != p.Place.Span.Text || p.Place.Name == "" {
				r.Fatalf("%q: %+v", text, p)
			}
			last = p.To
		}
	})
}
