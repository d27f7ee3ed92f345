package registertest

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"bilan"
	"bilan/internal/register"
)

// Maker makes articles of the shape and size of real ones: about 3 kB of text in words as frequent as those of a language, a
// reading with the words of every claim, a digest that cannot be compressed much, and dozens of keys. The same seed gives
// the same articles.
type Maker struct {
	rand  *rand.Rand
	often *rand.Zipf
	words []string
	n     int
}

// NewMaker makes a maker.
func NewMaker(seed uint64) *Maker {
	m := &Maker{rand: rand.New(rand.NewPCG(seed, 1))}
	m.often = rand.NewZipf(m.rand, 1.07, 3, 60000)
	syllables := strings.Fields("ka ri to né la mo sé du pa vi ment tion ка ри то ве ста ло ние ов пра мо ла ser tan bek el or an is un")
	for range 60001 {
		var w strings.Builder
		for range 1 + m.rand.IntN(4) {
			w.WriteString(syllables[m.rand.IntN(len(syllables))])
		}
		m.words = append(m.words, w.String())
	}
	return m
}

func (m *Maker) text(size int) string {
	var b strings.Builder
	for b.Len() < size {
		b.WriteString(m.words[m.often.Uint64()])
		switch m.rand.IntN(12) {
		case 0:
			b.WriteString(", ")
		case 1:
			b.WriteString(". ")
		case 2:
			fmt.Fprintf(&b, " %d ", m.rand.IntN(3000))
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// Article makes the next article.
func (m *Maker) Article() *register.Article {
	m.n++
	id := fmt.Sprintf("%x-%d", m.rand.Uint64(), m.n)
	text := m.text(2000 + m.rand.IntN(2000))
	told := time.Date(2022, 1, 1, 0, m.n*7, 0, 0, time.UTC)
	a := &register.Article{ID: id, Lang: "ru", Told: told.Format(time.RFC3339), URL: "https://news.example/2022/01/" + id, Title: m.text(60), Text: text,
		Reader: "2026.11", Reading: m.reading(id, text), Digest: m.digest()}
	a.Capture = bilan.Capture{SHA256: Sha(id), URL: a.URL, MediaType: "text/html; charset=utf-8", Status: 200, Seen: told, Size: 45000}
	for range 40 {
		a.Keys = append(a.Keys, fmt.Sprintf("%d", m.rand.Uint64()>>m.rand.IntN(50)))
	}
	return a
}

func (m *Maker) span(text string) bilan.Span {
	start := m.rand.IntN(len(text) - 200)
	for text[start] != ' ' {
		start++
	}
	end := start + 20 + m.rand.IntN(80)
	for text[end] != ' ' {
		end++
	}
	return bilan.Span{Start: start, End: end, Text: text[start:end]}
}

func (m *Maker) reading(id, text string) []byte {
	r := bilan.Reading{Schema: bilan.ReadingSchema, Article: bilan.Article{ID: id, Lang: "ru", Text: text}}
	for range 14 {
		n := int64(m.rand.IntN(2000))
		r.Claims = append(r.Claims, bilan.Claim{ID: fmt.Sprintf("%016x", m.rand.Uint64()), Kind: bilan.KindCasualty, Span: m.span(text), Assertion: bilan.Asserted,
			Attribution: []bilan.Hop{{Name: m.text(20), Kind: bilan.ActorGovernment, Country: "KZ", Verb: "said", Span: m.span(text)}, {Name: m.text(30), Kind: bilan.ActorMedia, Span: m.span(text)}},
			Time:        &bilan.When{Value: "2022-01-06", Precision: "day", Span: m.span(text)}, Place: &bilan.Place{Name: m.text(10), Country: "KZ", GeoNames: 1526384, Lat: 43.25, Lon: 76.92, Precision: "city", Span: m.span(text)},
			Casualty: &bilan.Casualty{Outcome: bilan.Killed, Count: bilan.Count{Low: &n, High: &n, Qualifier: bilan.Exact, Span: m.span(text)}, Victims: bilan.Victims{Class: bilan.Civilians, Span: m.span(text)}, Scope: "total"}})
	}
	out, _ := json.Marshal(r) // plain fields: cannot fail
	return out
}

func (m *Maker) digest() []byte {
	b := make([]byte, 512, 1024)
	for i := range b {
		b[i] = byte(m.rand.Uint32())
	}
	return append(b, m.text(500)...)
}

// Story makes the story of articles, with values.
func (m *Maker) Story(articles ...string) *register.Story {
	s := &register.Story{ID: "s-" + articles[0], Title: m.text(40), From: "2022-01-02", To: fmt.Sprintf("2022-01-%02d", 1+m.rand.IntN(30)), Articles: articles, Body: []byte(m.text(3000))}
	for range 6 {
		n := int64(m.rand.IntN(3000))
		s.Values = append(s.Values, register.Value{Low: n, High: n, Outcome: bilan.Killed, Country: "KZ"})
	}
	return s
}

// Word gives a word as often as texts hold it, to search for.
func (m *Maker) Word() string { return m.words[m.often.Uint64()] }
