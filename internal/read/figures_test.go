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
