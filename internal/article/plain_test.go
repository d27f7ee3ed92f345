package article

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bilan"
)

// marked writes the sections of a text as "kind[label@time]: first words".
func marked(a *bilan.Article) string {
	var b strings.Builder
	for _, s := range a.Sections {
		text := strings.Join(strings.Fields(a.Text[s.Start:s.End]), " ")
		if r := []rune(text); len(r) > 24 {
			text = string(r[:24])
		}
		fmt.Fprintf(&b, "%s[%s@%s]: %s\n", s.Kind, s.Label, s.Time, text)
	}
	return b.String()
}

func TestPlainSections(t *testing.T) {
	r := testReader(t)
	for _, c := range []struct{ name, text, want, byline, credits string }{
		{"French page pasted as text", "(image : Keystone)\n\nHuit soldats ont été tués lundi.\n\nMise à jour :\n\nUn neuvième est mort, rapporte l’agence.\n\nBy Mirko\n\nLaisser un commentaire\n\nVotre adresse e-mail ne sera pas publiée.\n\n%d blogueurs aiment cette page :\n",
			"credit[@]: (image : Keystone)\nbody[@]: Huit soldats ont été tué\nupdate[Mise à jour@]: Mise à jour : Un neuvièm\nboilerplate[@]: By Mirko Laisser un comm\n", "Mirko", "Keystone"},
		{"updates with their hour", "Deux morts à Valmont.\n\nMISE À JOUR 16H15 – Un blessé a succombé.\n\nUPDATE: The road is open again.\n",
			"body[@]: Deux morts à Valmont.\nupdate[MISE À JOUR 16H15@2022-03-01T16:15]: MISE À JOUR 16H15 – Un b\nupdate[UPDATE@]: UPDATE: The road is open\n", "", ""},
		{"Russian", "В Степном погибли трое.\n\nЧитайте также: что известно о пожаре\n\nОбновлено в 20:20. Число погибших возросло до пяти.\n\nФото: МЧС\n\nАвтор: Ирина Лугова\n",
			"body[@]: В Степном погибли трое.\nboilerplate[@]: Читайте также: что извес\nupdate[Обновлено в 20:20@2022-03-01T20:20]: Обновлено в 20:20. Число\ncredit[@]: Фото: МЧС\nboilerplate[@]: Автор: Ирина Лугова\n", "Ирина Лугова", "МЧС"},
		{"live entries", "18:40 | Six dead, says the ministry.\n\n17:15 | The road is closed.\n\nNobody may pass.\n\n16:05 | First reports.\n",
			"live_entry[18:40@2022-03-01T18:40]: 18:40 | Six dead, says t\nlive_entry[17:15@2022-03-01T17:15]: 17:15 | The road is clos\nlive_entry[16:05@2022-03-01T16:05]: 16:05 | First reports.\n", "", ""},
		{"caption with its credit", "A boy waits by the well. (Photo: Dana Orel)\n\nNine people drank from it and died, doctors say.\n", "caption[@]: A boy waits by the well.\nbody[@]: Nine people drank from i\n", "", "Dana Orel"},
		{"what stays", "BAKU, June 3 - Four died.\n\nBy Tuesday all four had been buried.\n\nUpdated figures will come later, he said.\n\nRead the charges, the judge said.\n\nPhoto evidence was shown.\n\nLes faits (ats/afp)\n\n(ats/afp)\n\nBy order of the court, all were freed.\n", "body[@]: BAKU, June 3 - Four died\n", "", ""},
		{"who owns the text", "Three were hurt.\n\n© 2021 Some Paper. All rights reserved.\n", "body[@]: Three were hurt.\nboilerplate[@]: © 2021 Some Paper. All r\n", "", ""},
	} {
		for _, crlf := range []bool{false, true} {
			text := c.text
			if crlf {
				text = strings.ReplaceAll(text, "\n", "\r\n")
			}
			a, _, err := r.Plain(context.Background(), []byte(text), Meta{Published: "2022-03-01"})
			if err != nil {
				t.Fatal(err)
			}
			checkSections(t, &a)
			if a.Text != text {
				t.Errorf("%s: the text was changed", c.name)
			}
			if got := marked(&a); got != c.want {
				t.Errorf("%s:\ngot\n%swant\n%s", c.name, got, c.want)
			}
			if got := strings.Join(a.Byline, "|"); got != c.byline {
				t.Errorf("%s: byline %q, want %q", c.name, got, c.byline)
			}
			if got := strings.Join(a.ImageCredits, "|"); got != c.credits {
				t.Errorf("%s: credits %q, want %q", c.name, got, c.credits)
			}
		}
	}
}

func TestLineIsImmutable(t *testing.T) {
	r := testReader(t)
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOf(rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{"", "By Ada", "Update:", "Photo: X", "Share", "12:30 x", "Laisser un commentaire", "Mise à jour (21h", "© ", "("}))).Draw(t, "lines")
		text := strings.Join(lines, "\n")
		a, _, err := r.Line(context.Background(), text, Meta{})
		if err != nil || a.Text != text {
			t.Fatalf("text %q became %q, error %v", text, a.Text, err)
		}
		at := 0
		for _, s := range a.Sections {
			if s.Start != at || s.End <= s.Start {
				t.Fatalf("sections %+v of %q", a.Sections, text)
			}
			at = s.End
		}
		if at != len(text) {
			t.Fatalf("sections end at %d of %d", at, len(text))
		}
	})
}

func TestPlainLimits(t *testing.T) {
	r, ctx := testReader(t), context.Background()
	a, problems, err := r.Plain(ctx, []byte(strings.Repeat("é", MaxText/2+10)), Meta{Lang: "fr"})
	if err != nil || len(a.Text) != MaxText || len(problems) != 1 || problems[0].Code != bilan.TextTooLong {
		t.Errorf("%d bytes, %v, %v", len(a.Text), problems, err)
	}
	a, problems, _ = r.Plain(ctx, []byte(" \n"), Meta{})
	if len(problems) == 0 || problems[len(problems)-1].Code != bilan.NotArticle {
		t.Errorf("an empty text: %+v %v", a, problems)
	}
	if _, problems, _ = r.Line(ctx, "Drei Soldaten sind am Dienstag nahe der Grenze getötet worden.", Meta{}); len(problems) != 1 || problems[0].Code != bilan.LanguageUnsupported {
		t.Errorf("German: %v", problems)
	}
}

func TestDateText(t *testing.T) {
	v := testReader(t).words
	for in, want := range map[string]string{
		"Publié le 4 octobre 2023 à 7h12":   "2023-10-04T07:12",
		"1er février 2022":                  "2022-02-01",
		"Feb. 24, 2024 6:05 p.m.":           "2024-02-24T18:05",
		"September 3rd, 2019":               "2019-09-03",
		"24 de febrero de 2020":             "2020-02-24",
		"Mittwoch, 3. März 2021, 14:05 Uhr": "2021-03-03T14:05",
		"14 марта 2012, 09:25":              "2012-03-14T09:25",
		"09:25, 14.03.2012":                 "2012-03-14T09:25",
		"7 червня 2023":                     "2023-06-07",
		"2 mai 2021":                        "2021-05-02",
		"12/31/2020":                        "2020-12-31",
		"05/04/2020":                        "2020-04-05",
		"Do 25.04.24 | 06:19":               "2024-04-25T06:19",
		"2024年10月16日":                       "2024-10-16",
		"31 février 2022":                   "",
		"version 2.10.2":                    "",
		"le 4 octobre":                      "",
		"In 2022 12 people died":            "",
		"29 Şubat 2024":                     "2024-02-29",
		"5 lipca 2021":                      "2021-07-05",
	} {
		if got := v.dateText(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestISOTime(t *testing.T) {
	for in, want := range map[string]string{
		"2024-02-24T10:00:00+0100":      "2024-02-24T10:00:00+01:00",
		"2024-02-24T10:00:00.123Z":      "2024-02-24T10:00:00Z",
		"2024-02-24 10:00":              "2024-02-24T10:00:00",
		"2024-02-24":                    "2024-02-24",
		"20240224":                      "2024-02-24",
		"Fri, 28 Apr 2023 10:00:00 GMT": "2023-04-28T10:00:00Z",
		"1714296000":                    "2024-04-28T09:20:00Z",
		"1714296000000":                 "2024-04-28T09:20:00Z",
		"yesterday":                     "",
		"0001-01-01T00:00:00Z":          "",
		"":                              "",
	} {
		if got := isoTime(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestCreditLine(t *testing.T) {
	v := testReader(t).words
	for in, want := range map[string]string{
		"(image : Reuters)":                   "Reuters",
		"Photo: EPA":                          "EPA",
		"Crédit photo : Léa Fontan / AFP":     "Léa Fontan / AFP",
		"Фото: пресс-служба МЧС":              "пресс-служба МЧС",
		"© Ana Lima/Reuters":                  "Ana Lima/Reuters",
		"Picture by Ana Lima":                 "Ana Lima",
		"Foto: dpa":                           "dpa",
		"© 2020 The Paper":                    "",
		"Photos: man shot outside his house":  "",
		"Photo of the suspect was shown":      "",
		"Picture this: nobody came":           "",
		"Image is everything, said the mayor": "",
	} {
		if got := v.creditLine(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestNamesIn(t *testing.T) {
	v := testReader(t).words
	for in, want := range map[string]string{
		"By Ana Lima and Tom Okoro":          "Ana Lima|Tom Okoro",
		"By ANA LIMA, Reporter | 3 May 2021": "ANA LIMA",
		"Par Léa Fontan, envoyée spéciale":   "Léa Fontan",
		"Автор: Ирина Лугова":                "Ирина Лугова",
		"von Jutta Krähe":                    "Jutta Krähe",
		"Por Rosa Medina y Luis Vega":        "Rosa Medina|Luis Vega",
		"by the time they came":              "",
		"Publié le 4 octobre":                "",
	} {
		if got := strings.Join(v.namesIn(in), "|"); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func FuzzLine(f *testing.F) {
	f.Add("Mise à jour (19h50) – texte\nBy X\n(Photo: Y)")
	f.Add("12:30 a\n12:31 b\n12:32 c\n© 2")
	r := testReader(f)
	f.Fuzz(func(t *testing.T, text string) {
		a, _, err := r.Line(context.Background(), text, Meta{ID: "x"})
		if err != nil || a.Text != text {
			t.Errorf("%q: %q %v", text, a.Text, err)
		}
		checkSections(t, &a)
	})
}
