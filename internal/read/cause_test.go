package read

import (
	"strings"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// What a happening comes from, and what it came to be about as well; where it spread to and how it turned out are no
// causes.
func TestCauses(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, text, want string }{
		{"fr", "La hausse du prix du pain a déclenché des manifestations qui se sont muées en revendications politiques.", "La hausse du prix du pain; revendications politiques"},
		{"fr", "Les manifestations ont été provoquées par la hausse du gaz, puis se sont élargies pour englober d'autres griefs.", "la hausse du gaz; d'autres griefs"},
		{"en", "A rise in fuel prices set off protests that turned political.", "A rise in fuel prices; turned political"},
		{"en", "The protests grew into demands for new elections.", "demands for new elections"},
		{"ru", "Рост цен на газ вызвал протесты, которые приобрели политический характер.", "Рост цен на газ; приобрели политический характер"},
		{"ru", "Протесты переросли в требования отставки правительства.", "требования отставки правительства"},
		{"fr", "Les manifestations se sont étendues à trois autres villes.", ""},
		{"fr", "Les manifestations se sont transformées en émeutes.", ""},
		{"en", "The protests spread to three other cities.", ""},
		{"en", "The protests turned violent.", ""},
		{"en", "The protests grew into clashes with police.", ""},
		{"ru", "Протесты переросли в беспорядки.", ""},
	} {
		p, err := lang.Builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := Article(p, g, bilan.Article{Text: c.text, Lang: c.lang, Published: "2022-01-06"}, time.Time{})
		var got []string
		for i := range r.Claims {
			if e := r.Claims[i].Event; e != nil && e.Cause != nil {
				got = append(got, e.Cause.Text)
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s %q:\n got %q\nwant %q", c.lang, c.text, s, c.want)
		}
	}
}
