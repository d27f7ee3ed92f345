package annotate

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"bilan/gazetteer"
	"bilan/internal/analysis"

	"pgregory.net/rapid"
)

var gaz = sync.OnceValues(gazetteer.Default)

// castOf reads the actors of a text and what they need: numbers, places, times.
func castOf(t testing.TB, code, text string) *analysis.Doc {
	t.Helper()
	g, err := gaz()
	if err != nil {
		t.Fatal(err)
	}
	d := doc(t, code, text, "2024-03-14")
	Numbers(d)
	Places(d, g)
	Times(d)
	Actors(d, g)
	return d
}

// toldActor is a sentence and an actor that must be read in it: "name/kind", "name/kind/role", "name/kind/role/country".
type toldActor struct{ text, want string }

func describe(a *analysis.Actor, parts int) string {
	all := []string{a.FullName(), string(a.Kind), a.Role, a.Country}
	return strings.Join(all[:parts], "/")
}

func checkTold(t *testing.T, code string, table []toldActor) {
	t.Helper()
	for _, c := range table {
		d := castOf(t, code, c.text)
		parts := strings.Count(c.want, "/") + 1
		var got []string
		found := false
		for i := range d.Actors {
			s := describe(&d.Actors[i], parts)
			got = append(got, s)
			found = found || s == c.want
		}
		if !found {
			t.Errorf("%s: want %q among %q", c.text, c.want, got)
		}
	}
}

// stands is a text, a mention in it (the last of these words) and whom it stands for; "" when it must stay open.
type stands struct{ text, mention, want string }

func checkStands(t *testing.T, code string, table []stands) {
	t.Helper()
	for _, c := range table {
		d := castOf(t, code, c.text)
		at := strings.LastIndex(c.text, c.mention)
		a := d.ActorAt(d.TokenAt(at))
		switch {
		case a == nil:
			t.Errorf("%s: no actor at %q", c.text, c.mention)
		case a.Resolved != c.want:
			t.Errorf("%s: %q stands for %q, want %q", c.text, c.mention, a.Resolved, c.want)
		}
	}
}

// silent are texts in which these words make no actor.
func checkSilent(t *testing.T, code string, table []stands) {
	t.Helper()
	for _, c := range table {
		d := castOf(t, code, c.text)
		if a := d.ActorAt(d.TokenAt(strings.LastIndex(c.text, c.mention))); a != nil {
			t.Errorf("%s: %q reads as actor %q", c.text, c.mention, a.Name)
		}
	}
}

var actorSeeds = []string{
	"Le ministère de l'Intérieur (MI) a dit. M. J.", "Dr. «», , ( of the of", "МВД «» — он, глава", "the the's ' 's of for Mr. Mrs.",
	"He said. It said. They said.", "«Хабар 24» ( ОДКБ )", "X, the mayor of Y, and Z, the", "RFE/RL & AT&T Co. al-Ghaithi",
}

func FuzzActors(f *testing.F) {
	for _, s := range actorSeeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, code := range []string{"fr", "en", "ru"} {
			checkActors(t, castOf(t, code, strings.ToValidUTF8(text, "?")))
		}
	})
}

// checkActors fails when an actor lies outside the text, overlaps the one before, or has no name or kind.
func checkActors(t testing.TB, d *analysis.Doc) {
	t.Helper()
	last := 0
	for i := range d.Actors {
		a := &d.Actors[i]
		if a.From < last || a.To <= a.From || a.To > len(d.Tokens) || a.NameFrom < a.From || a.NameTo > a.To || a.NameTo <= a.NameFrom {
			t.Fatalf("actor %d [%d,%d) name [%d,%d) behind %d in %q", i, a.From, a.To, a.NameFrom, a.NameTo, last, d.Text)
		}
		if a.Name == "" || a.Kind == "" || !utf8.ValidString(a.Name) || d.Tokens[a.From].Sent != d.Tokens[a.To-1].Sent {
			t.Fatalf("actor %d: %+v in %q", i, a, d.Text)
		}
		if h := analysis.Hop(d, a); d.Text[h.Span.Start:h.Span.End] != h.Span.Text || h.Resolved != "" && h.Resolved == h.Name {
			t.Fatalf("hop %+v", h)
		}
		last = a.To
	}
}

func TestActorsProperties(t *testing.T) {
	words := map[string][]string{
		"fr": strings.Fields("le la l' ministère de du Santé , . « » ( ) président Marie Dupont porte-parole et Moscou a déclaré il elle OTSC agence un des 12 témoins selon"),
		"en": strings.Fields("the a ministry of health , . “ ” ( ) President Mary Smith spokesman for and Moscow said he it they UN agency 's police 12 witnesses toldActor Mr ."),
		"ru": strings.Fields("министерство здравоохранения , . « » ( ) президент Анна Петрова глава МВД России сообщил он она они пресс-служба и 12 источник в Москве ТАСС"),
	}
	for code, list := range words {
		rapid.Check(t, func(r *rapid.T) {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(list), 1, 30).Draw(r, "words"), " ")
			d := castOf(t, code, text)
			checkActors(t, d)
			again := castOf(t, code, text)
			if len(again.Actors) != len(d.Actors) {
				r.Fatalf("two readings of %q differ", text)
			}
		})
	}
}

func BenchmarkActors(b *testing.B) {
	texts := map[string]string{"fr": "Le porte-parole du ministère de la Santé, Jean Morel, a déclaré mardi à l'agence Reuters que la police avait arrêté douze témoins. Il a ajouté que le ministère attendait un rapport de l'Organisation mondiale de la santé (OMS). ", "en": "Health ministry spokeswoman Jane Porter toldActor Reuters on Tuesday that police had detained twelve witnesses. She said the ministry expected a report from the World Health Organization (WHO). ", "ru": "Представитель Минздрава Анна Петрова сообщила агентству Рейтер во вторник, что полиция задержала двенадцать свидетелей. Она добавила, что ведомство ждёт доклада Всемирной организации здравоохранения (ВОЗ). "}
	for code, text := range texts {
		b.Run(code, func(b *testing.B) {
			d := castOf(b, code, strings.Repeat(text, 12))
			g, _ := gaz()
			b.SetBytes(int64(len(d.Text)))
			b.ReportAllocs()
			for b.Loop() {
				d.Actors = nil
				Actors(d, g)
			}
		})
	}
}
