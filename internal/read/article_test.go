package read

import (
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"bilan"
	"bilan/gazetteer"
	"bilan/lang"
)

// Texts of every kind a reader is handed: plain, broken, empty of sense, in the wrong language, with signs that do not match.
var odd = []string{
	"", " ", "\n\n\n", ".", "…", "«", "»»»", "\"", "12", "12 12 12", "0 morts", "-1 tués", "99999999999999999999999 killed",
	"Douze membres des forces de l'ordre ont été tués, selon l'agence TASS.", "« Nous avons perdu 3 hommes, a-t-il dit",
	"At least 12 people were killed and 30 wounded, the ministry said on Thursday", "said said said said",
	"Погибли 12 человек, сообщило министерство. Ещё трое ранены.", "сообщил, что что что 5 погибли",
	"killed killed killed by by by of of of 5 5 5", "the the the", "a\u0301\u0301\u0301 12\u00a0000 morts\u202f!", "\xff\xfe killed 5",
	"5 killed\r\n6 killed\r7 killed\u20288 killed", "（5 killed）【6】“‘’”", "selon selon selon", "According to", "по данным", "dont dont 5 dont",
	strings.Repeat("(", 300) + "5 killed", strings.Repeat("who said that ", 200) + "5 were killed", strings.Repeat("5 killed, ", 200),
}

// builtin loads each pack once for all texts.
var builtin = sync.OnceValue(lang.Builtin)

func eachPack(t testing.TB, do func(p *lang.Pack, g *gazetteer.Gazetteer)) {
	t.Helper()
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range []string{"en", "fr", "ru"} {
		p, err := builtin().Get(code)
		if err != nil {
			t.Fatal(err)
		}
		do(p, g)
	}
}

func TestEverySpanIsTextOfTheArticle(t *testing.T) {
	eachPack(t, func(p *lang.Pack, g *gazetteer.Gazetteer) {
		for _, text := range odd {
			checkReading(t, p, g, text)
		}
	})
}

// checkReading fails when a span of the reading is not the text it names, or a second reading differs from the first.
func checkReading(t *testing.T, p *lang.Pack, g *gazetteer.Gazetteer, text string) {
	t.Helper()
	a := bilan.Article{Text: text, Lang: p.Code, Published: "2022-01-06"}
	r := Article(p, g, a, time.Time{})
	spansIn(reflect.ValueOf(r), func(s bilan.Span) {
		if s.Start < 0 || s.End < s.Start || s.End > len(text) || text[s.Start:s.End] != s.Text {
			t.Errorf("%s %q: span %d–%d is not %q", p.Code, text, s.Start, s.End, s.Text)
		}
	})
	if again := Article(p, g, a, time.Time{}); !reflect.DeepEqual(r, again) {
		t.Errorf("%s %q: read twice, read differently", p.Code, text)
	}
}

// spansIn calls do with every span of text within v, whatever holds it; one without words stands for no span.
func spansIn(v reflect.Value, do func(bilan.Span)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			spansIn(v.Elem(), do)
		}
	case reflect.Slice:
		for i := range v.Len() {
			spansIn(v.Index(i), do)
		}
	case reflect.Struct:
		if s, ok := v.Interface().(bilan.Span); ok {
			if s.Text != "" {
				do(s)
			}
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				spansIn(v.Field(i), do)
			}
		}
	}
}

func FuzzArticle(f *testing.F) {
	for _, text := range odd {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 4000 {
			t.Skip("long texts only slow the search")
		}
		eachPack(t, func(p *lang.Pack, g *gazetteer.Gazetteer) { checkReading(t, p, g, text) })
	})
}

// Who is sent, and where to: the country a force comes from is not the one it goes to.
func TestHostIsNotTheSender(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ lang, text, host string }{
		{"en", "The mission in Lebanon ends this year. Ghana will withdraw its 300 soldiers in December.", "LB"},
		{"en", "A quake struck Morocco. A team of 60 Spanish rescuers was sent to the region.", "MA"},
		{"en", "France has deployed 200 soldiers to Chad.", "TD"},
		{"fr", "Le Mali a été frappé dimanche. Le Ghana a envoyé 200 soldats.", "ML"},
		{"en", "Kenya and Uganda have sent 900 soldiers to Congo.", "CD"},
		{"en", "A force guards the border of Haiti. Norway, Sweden and Denmark will provide 1,200 troops.", "HT"},
		{"fr", "Un contingent russe a été déployé au Kazakhstan.", "KZ"},
		{"ru", "Российские военные направлены в Казахстан.", "KZ"},
	} {
		p, err := builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := Article(p, g, bilan.Article{Text: c.text, Lang: c.lang, Published: "2022-01-06"}, time.Time{})
		host := "no deployment"
		for i := range r.Claims {
			if d := r.Claims[i].Deployment; d != nil {
				host = d.Host
			}
		}
		if host != c.host {
			t.Errorf("%q: host %q, want %q", c.text, host, c.host)
		}
	}
}

// A part of the victims or their age, told between subject and verb, does not hide the figure.
func TestInsertionLeavesTheFigure(t *testing.T) {
	g, err := gazetteer.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		lang, text string
		low        int64
	}{
		{"fr", "Trente personnes, dont trois enfants, ont été tuées.", 30},
		{"fr", "Deux hommes, âgés de 19 et 24 ans, ont été tués.", 2},
		{"fr", "Au moins 14 soldats, dont deux officiers, ont trouvé la mort.", 14},
		{"en", "Thirty people, including three children, were killed.", 30},
		{"en", "At least 14 soldiers, among them two officers, died.", 14},
		{"en", "Two men, aged 19 and 24, were killed.", 2},
		{"ru", "Тридцать человек, в том числе трое детей, погибли.", 30},
		{"ru", "Двенадцать шахтёров, среди них два подростка, ранены.", 12},
	} {
		p, err := builtin().Get(c.lang)
		if err != nil {
			t.Fatal(err)
		}
		r := Article(p, g, bilan.Article{Text: c.text, Lang: c.lang, Published: "2022-01-06"}, time.Time{})
		if len(r.Claims) == 0 || r.Claims[0].Casualty == nil || r.Claims[0].Casualty.Count.Low == nil || *r.Claims[0].Casualty.Count.Low != c.low {
			t.Errorf("%q: first claim does not count %d: %+v", c.text, c.low, r.Claims)
		}
	}
}
