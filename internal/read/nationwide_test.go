package read

import (
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// A toll told of the whole country does not stand in the town that the sentence before it, the title or the dateline names;
// "in a country" and a country that somebody goes to say nothing of the kind.
func TestNationwideToll(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, text, precision string }{
		{"en", "Two people died in Lyon. Nationwide, 40 people were injured.", "country"},
		{"en", "Two people died in Lyon. Across the country, 40 people were injured.", "country"},
		{"en", "Two people died in Lyon. There 40 people were injured.", "city"},
		{"en", "Two people died in Lyon. Aid from a third country came late; 40 people were injured.", "city"},
		{"en", "Two people died in Lyon. In the country's third city 40 people were injured.", "city"},
		{"en", "Two people died in Lyon. In France's third city 40 people were injured.", "city"},
		{"fr", "Deux personnes sont mortes à Turin. Dans cette ville d'Italie, 40 personnes ont été blessées.", "city"},
		{"ru", "В Турине погибли два человека. В этом городе Италии ранены 40 человек.", "city"},
		{"fr", "Deux personnes sont mortes à Turin. Dans l'ensemble du pays, 40 personnes ont été blessées.", "country"},
		{"fr", "Deux personnes sont mortes à Turin. Au niveau national, on compte 40 blessés.", "country"},
		{"fr", "Deux personnes sont mortes à Turin. On compte 40 blessés.", "city"},
		{"fr", "Deux personnes sont mortes à Turin. Dans le pays, on compte 40 blessés.", "country"},
		{"fr", "Deux personnes sont mortes à Turin. Les feux qui ravagent le nord du pays ont fait 40 blessés.", "region"},
		{"fr", "Deux personnes sont mortes à Turin. Quarante habitants ont été emmenés de force vers Milan.", "city"},
		{"ru", "В Турине погибли два человека. Всего в стране ранены 40 человек.", "country"},
		{"ru", "В Турине погибли два человека. По всей стране ранены 40 человек.", "country"},
		{"ru", "В Турине погибли два человека. Ранены 40 человек.", "city"},
	} {
		p, err := lang.Builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := Article(p, g, bilan.Article{Text: c.text, Lang: c.lang, Published: "2022-01-06"}, time.Time{})
		got := "no claim of 40"
		for i := range r.Claims {
			if k := r.Claims[i].Casualty; k != nil && k.Count.Low != nil && *k.Count.Low == 40 && r.Claims[i].Place != nil {
				got = r.Claims[i].Place.Precision
			}
		}
		if got != c.precision {
			t.Errorf("%q: %s, want %s", c.text, got, c.precision)
		}
	}
}
