package annotate

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"bilan"
	"bilan/internal/analysis"
)

// table calls fn for each line "text | want | more" of a file of testdata.
func table(t *testing.T, name string, fn func(cells []string)) {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		line := sc.Text()
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		cells := strings.Split(line, "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		fn(cells)
	}
}

func eachLanguage(t *testing.T, fn func(t *testing.T, code string)) {
	for _, code := range []string{"fr", "en", "ru"} {
		t.Run(code, func(t *testing.T) { fn(t, code) })
	}
}

func TestNumberTables(t *testing.T) {
	eachLanguage(t, func(t *testing.T, code string) {
		table(t, "numbers-"+code+".txt", func(c []string) {
			d := doc(t, code, c[0], "2022-01-06")
			Numbers(d)
			n, noun := first(d)
			if n == nil {
				t.Errorf("%q: no number", c[0])
				return
			}
			if got := bounds(n); got != c[1] || noun != c[2] {
				t.Errorf("%q: %s of %q, want %s of %q", c[0], got, noun, c[1], c[2])
			}
		})
	})
}

func TestRoleTables(t *testing.T) {
	eachLanguage(t, func(t *testing.T, code string) {
		table(t, "roles-"+code+".txt", func(c []string) {
			d := doc(t, code, c[0], "2022-01-06")
			Numbers(d)
			Times(d)
			NumberRoles(d)
			if got := strings.Join(roles(d), " "); got != c[1] {
				t.Errorf("%q: %s, want %s", c[0], got, c[1])
			}
		})
	})
}

func roles(d *analysis.Doc) []string {
	var out []string
	for i := range d.Numbers {
		if k := d.Numbers[i].Kind; k != analysis.ArticleOne && k != analysis.ZeroCount {
			out = append(out, string(d.Numbers[i].Role))
		}
	}
	return out
}

func TestTimeTables(t *testing.T) {
	eachLanguage(t, func(t *testing.T, code string) {
		table(t, "times-"+code+".txt", func(c []string) {
			d := doc(t, code, c[0], "2022-01-06")
			Numbers(d)
			Times(d)
			if got := strings.Join(times(d), " "); got != c[1] {
				t.Errorf("%q: %s, want %s", c[0], got, c[1])
			}
		})
	})
}

func times(d *analysis.Doc) []string {
	var out []string
	for i := range d.Times {
		out = append(out, d.Times[i].When.Value)
	}
	return out
}

func TestTimesWithoutPublication(t *testing.T) {
	d := doc(t, "en", "On January 6, 2022 the camp burned. It was full on January 4. He left on Tuesday.", "")
	Numbers(d)
	Times(d)
	if got := strings.Join(times(d), " "); got != "2022-01-06 2022-01-04 2022-01-04" {
		t.Errorf("against a date of the text: %s", got)
	}
	d = doc(t, "en", "He left on Tuesday.", "")
	Numbers(d)
	Times(d)
	if len(d.Times) != 1 || !d.Times[0].Vague || len(d.Problems) != 1 || d.Problems[0].Code != bilan.DateUnresolved {
		t.Errorf("nothing to count from: %+v %+v", d.Times, d.Problems)
	}
}

func TestZoneTimes(t *testing.T) {
	d := doc(t, "fr", "Un corps a été trouvé à Almaty à 13h00 heure locale.", "2022-01-06")
	Numbers(d)
	Times(d)
	d.Places = []analysis.Place{{From: 6, To: 7, Zone: "Asia/Almaty"}}
	ZoneTimes(d)
	if got := times(d); len(got) != 1 || got[0] != "2022-01-06T13:00+06:00" {
		t.Errorf("got %q", got)
	}
}

func BenchmarkNumbersAndTimes(b *testing.B) {
	text := strings.Repeat("Mardi 4 janvier, au moins 13 policiers et entre 20 et 30 manifestants ont été tués à 13h00 heure locale. ", 20)
	b.SetBytes(int64(len(text)))
	base := doc(b, "fr", text, "2022-01-06")
	for b.Loop() {
		d := *base
		d.Numbers, d.Times, d.Fired = nil, nil, nil
		Numbers(&d)
		Times(&d)
		NumberRoles(&d)
	}
}
