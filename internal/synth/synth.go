// Package synth makes dispatches for benchmarks and for tests of size: crises with tolls that grow, in French, English and
// Russian, told by agencies, taken over by papers whole, cut and in translation, corrected and denied. The sentences are
// written for this project; places are real, people and outlets are not. The same seed gives the same dispatches.
package synth

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"time"
)

// Dispatch is one line of JSON as `bilan add` reads it.
type Dispatch struct {
	ID        string `json:"id"`
	URL       string `json:"url"`
	Lang      string `json:"lang"`
	Publisher string `json:"publisher"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
}

// perCrisis is how many dispatches tell one crisis.
const perCrisis = 40

// Write writes n dispatches as JSON lines, crisis after crisis.
func Write(w io.Writer, n int, seed uint64) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for d := range Dispatches(n, seed) {
		if err := e.Encode(&d); err != nil {
			return err
		}
	}
	return nil
}

// Dispatches gives n dispatches.
func Dispatches(n int, seed uint64) func(yield func(Dispatch) bool) {
	return func(yield func(Dispatch) bool) {
		for i := 0; i < n; i++ {
			if i%perCrisis == 0 {
				seed++
			}
			c := crisisOf(i/perCrisis, seed)
			if !yield(c.dispatch(i, i%perCrisis)) {
				return
			}
		}
	}
}

// crisis is one happening that dispatches tell.
type crisis struct {
	r     *rand.Rand
	place [3]string // in each language, behind its preposition
	kind  int
	start time.Time
	base  int
}

func crisisOf(number int, seed uint64) *crisis {
	r := rand.New(rand.NewPCG(seed, uint64(number)))
	return &crisis{r: r, place: places[r.IntN(len(places))], kind: r.IntN(len(happened)), base: 5 + r.IntN(60),
		start: time.Date(2020, 1, 1, 6, 0, 0, 0, time.UTC).Add(time.Duration(number) * 17 * time.Hour)}
}

// dispatch makes the k-th dispatch of the crisis. Each fourth is the English one of its round, taken over by another paper.
func (c *crisis) dispatch(i, k int) Dispatch {
	step, lang, of := k/4, k%4, k
	if k%4 == 3 {
		lang, of = 1, k-2
	}
	c.r = rand.New(rand.NewPCG(uint64(c.start.Unix()), uint64(of)))
	told := c.start.Add(time.Duration(k) * 3 * time.Hour)
	d := Dispatch{ID: fmt.Sprintf("s%07d", i), URL: fmt.Sprintf("https://%d.example/%d", k%7, i), Lang: langs[lang], Published: told.Format(time.RFC3339),
		Publisher: outlets[lang][step%len(outlets[lang])]}
	d.Title, d.Text = c.text(lang, step, c.base+step*(1+c.kind))
	if of != k {
		d.Text += "\n\n(" + d.Publisher + ")"
		d.Publisher = "Harbour Ledger"
	}
	return d
}

// text writes title and paragraphs: the toll, the injured, what was said, and context that differs from day to day.
func (c *crisis) text(lang, step, dead int) (title, text string) {
	h, at := happened[c.kind][lang], c.place[lang]
	injured, day := dead*2+3, c.day(lang)
	var p []string
	switch langs[lang] {
	case "fr":
		title = fmt.Sprintf("%s %s : %d morts", capital(h), at, dead)
		p = []string{fmt.Sprintf("%d personnes ont été tuées et %d blessées %s dans %s %s, a annoncé le ministère de l'Intérieur.", dead, injured, day, h, at),
			fmt.Sprintf("Parmi les victimes figurent %d enfants, selon l'hôpital de la ville.", 1+step)}
	case "en":
		title = fmt.Sprintf("%d dead in %s %s", dead, h, at)
		p = []string{fmt.Sprintf("At least %d people were killed and %d injured %s in %s %s, the interior ministry said.", dead, injured, day, h, at),
			fmt.Sprintf("Rescuers were still looking for %d missing people, the mayor told reporters.", 2+step)}
	default:
		title = fmt.Sprintf("%s %s: погибли %d человек", capital(h), at, dead)
		p = []string{fmt.Sprintf("При %s %s %s погибли %d человек, ещё %d получили ранения, сообщило министерство внутренних дел.", h, at, day, dead, injured),
			fmt.Sprintf("Пропавшими числятся %d человек, заявил мэр города.", 2+step)}
	}
	for range 5 {
		p = append(p, c.sentence(lang)+" "+c.sentence(lang)+" "+c.sentence(lang))
	}
	return title, strings.Join(p, "\n\n")
}

// day tells when it happened.
func (c *crisis) day(lang int) string {
	return fmt.Sprintf(onDay[lang], c.start.Day(), months[lang][c.start.Month()-1])
}

// sentence tells something that no other dispatch is likely to tell in the same words: made names part its phrases.
func (c *crisis) sentence(lang int) string {
	var words []string
	for _, part := range context[lang] {
		words = append(words, part[c.r.IntN(len(part))], c.name())
	}
	return strings.Join(words, " ") + "."
}

// name is a made word.
func (c *crisis) name() string {
	const first, vowels = "bdfgklmnprstvz", "aeiou"
	var b strings.Builder
	for range 2 + c.r.IntN(2) {
		b.WriteByte(first[c.r.IntN(len(first))])
		b.WriteByte(vowels[c.r.IntN(len(vowels))])
	}
	return capital(b.String())
}

func capital(s string) string { r := []rune(s); return strings.ToUpper(string(r[0])) + string(r[1:]) }
