package read

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
)

// A part of those counted in the paragraph before is told by the same source; what else a new paragraph tells is not.
func TestPartsInTheNextParagraph(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, text, want string }{
		{"ru", "Погибли 48 человек, сообщило министерство здравоохранения.\n\nИз них 31 человек погиб в Оше.", "48 министерство здравоохранения, 31 министерство здравоохранения"},
		{"ru", "Задержаны 90 человек, сообщили в полиции.\n\nСреди них 12 женщин.", "90 полиция, 12 полиция"},
		{"en", "The floods killed 48 people, the health ministry said.\n\nOf them, 31 died in Osh.", "48 health ministry, 31 health ministry"},
		{"en", "The floods killed 48 people, the health ministry said.\n\nIn Osh alone, 31 people died.", "48 health ministry, 31 "},
		{"en", "The floods killed 48 people, the health ministry said.\n\nOf them, 31 died in Osh, the mayor said.", "48 health ministry, 31 mayor"},
		{"fr", "La crue a fait 48 morts, a annoncé la préfecture.\n\nParmi eux, 31 sont morts à Nîmes.", "48 préfecture, 31 préfecture"},
		{"fr", "La crue a fait 48 morts, a annoncé la préfecture.\n\nÀ Nîmes, 31 personnes sont mortes.", "48 préfecture, 31 "},
	} {
		p, err := builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range Article(p, g, bilan.Article{Lang: c.lang, Text: c.text, Published: "2022-06-06"}, time.Time{}).Claims {
			if x.Casualty != nil {
				var by string
				for _, h := range x.Attribution {
					by += h.Name
				}
				got = append(got, fmt.Sprintf("%d %s", *x.Casualty.Count.Low, by))
			}
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q: got %q, want %q", c.text, s, c.want)
		}
	}
}
