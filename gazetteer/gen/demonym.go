package main

import (
	"errors"
	"path/filepath"
	"strings"

	"bilan/gazetteer/internal/pack"
)

// addDemonyms reads hand/demonyms.tsv: country, then its adjectives and persons in fr, en, ru. Hand files give the
// dictionary form; the paradigms below give the others.
//
//	fr  masculine[/feminine] ";" …          adjective and person alike
//	en  adjective[, …] [";" person[/plural][, …]]   persons default to the adjective
//	ru  adjective[, …] ";" man[/woman][, …]
func (b *builder) addDemonyms(hand string) error {
	err := tsv(filepath.Join(hand, "demonyms.tsv"), func(f []string) error {
		p := b.countries[f[0]]
		if p == nil || len(f) < 4 {
			return errors.New("country unknown or column missing: " + f[0])
		}
		p.frenchDemonyms(f[1])
		p.englishDemonyms(f[2])
		p.russianDemonyms(f[3])
		return nil
	})
	if err != nil {
		return err
	}
	return b.cityAdjectives(hand)
}

func list(s, sep string) []string {
	var out []string
	for _, x := range strings.Split(s, sep) {
		if x = strings.TrimSpace(x); x != "" {
			out = append(out, x)
		}
	}
	return out
}

func (p *place) frenchDemonyms(entry string) {
	for _, m := range list(entry, ";") {
		m, f, given := strings.Cut(m, "/")
		if !given {
			f = feminine(m)
		}
		for _, w := range []string{m, f, plural(m), plural(f)} {
			p.name(w, "", pack.Adj|pack.Person|pack.InFR)
		}
	}
}

// feminine is right for all but the forms given by hand after a slash.
func feminine(m string) string {
	for _, e := range [][2]string{{"ien", "ienne"}, {"éen", "éenne"}, {"yen", "yenne"}, {"ec", "ecque"}, {"urc", "urque"}, {"e", "e"}} {
		if stem, ok := strings.CutSuffix(m, e[0]); ok {
			return stem + e[1]
		}
	}
	return m + "e"
}

func plural(w string) string {
	if strings.HasSuffix(w, "s") || strings.HasSuffix(w, "x") {
		return w
	}
	return w + "s"
}

func (p *place) englishDemonyms(entry string) {
	adjectives, persons, given := strings.Cut(entry, ";")
	for _, a := range list(adjectives, ",") {
		p.name(a, "", pack.Adj|pack.InEN)
		if !given {
			p.englishPerson(a)
		}
	}
	for _, x := range list(persons, ",") {
		p.englishPerson(x)
	}
}

func (p *place) englishPerson(w string) {
	w, many, given := strings.Cut(w, "/")
	if !given {
		many = englishPlural(w)
	}
	p.name(w, "", pack.Person|pack.InEN)
	p.name(many, "", pack.Person|pack.InEN)
}

func englishPlural(w string) string {
	for _, invariable := range []string{"ese", "ish", "ch", "ss", "s"} {
		if strings.HasSuffix(w, invariable) {
			return w
		}
	}
	return w + "s"
}

func (p *place) russianDemonyms(entry string) {
	adjectives, persons, _ := strings.Cut(entry, ";")
	for _, a := range list(adjectives, ",") {
		for _, w := range adjectiveForms(a) {
			p.name(w, "", pack.Adj|pack.InRU)
		}
	}
	for _, x := range list(persons, ",") {
		man, woman, given := strings.Cut(x, "/")
		if !given {
			woman = womanOf(man)
		}
		for _, w := range append(manForms(man), womanForms(woman)...) {
			p.name(w, "", pack.Person|pack.InRU)
		}
	}
}

func put(stem, endings string) []string {
	var out []string
	for _, e := range strings.Fields(endings) {
		out = append(out, stem+zero(e))
	}
	return out
}

func adjectiveForms(a string) []string {
	if stem, ok := strings.CutSuffix(a, "кий"); ok {
		return put(stem, "кий кого кому ким ком кая кой кую кое кие ких кими")
	}
	return put(strings.TrimSuffix(a, "ый"), "ый ого ому ым ом ая ой ую ое ые ых ыми")
}

func womanOf(man string) string {
	for _, e := range [][2]string{{"иец", "ийка"}, {"еец", "ейка"}, {"аец", "айка"}, {"лец", "лка"}, {"ец", "ка"}, {"анин", "анка"}, {"янин", "янка"}} {
		if stem, ok := strings.CutSuffix(man, e[0]); ok {
			return stem + e[1]
		}
	}
	return man + "ка"
}

func manForms(man string) []string {
	if stem, ok := strings.CutSuffix(man, "ец"); ok {
		link := ""
		switch r := []rune(stem); {
		case strings.ContainsRune("аеиоуюя", r[len(r)-1]):
			link = "й"
		case r[len(r)-1] == 'л':
			link = "ь"
		}
		return append(put(stem+link+"ц", "а у ем е ы ев ам ами ах"), man, stem+link+"цом", stem+link+"цов")
	}
	for _, e := range []string{"ан", "ян"} {
		if stem, ok := strings.CutSuffix(man, e+"ин"); ok {
			return append(put(stem+e, "ин ина ину ином ине е 0 ам ами ах"), man)
		}
	}
	if stem, ok := strings.CutSuffix(man, "ок"); ok { // турок
		return append(put(stem+"к", "а у ом е и ам ами ах"), man)
	}
	r := []rune(man)
	if strings.ContainsRune("аия", r[len(r)-1]) {
		return []string{man}
	}
	if strings.ContainsRune("гкхжшчщ", r[len(r)-1]) {
		return put(man, "0 а у ом е и ов ам ами ах ей ем")
	}
	return put(man, "0 а у ом е ы ов ам ами ах")
}

func womanForms(woman string) []string {
	stem, ok := strings.CutSuffix(woman, "ка")
	if !ok {
		if stem, ok = strings.CutSuffix(woman, "ица"); ok {
			return put(stem+"иц", "а ы е у ей 0 ам ами ах")
		}
		return []string{woman}
	}
	out := put(stem+"к", "а и е у ой ам ами ах")
	r := []rune(stem)
	switch last := r[len(r)-1]; {
	case last == 'й' || last == 'ь':
		return append(out, string(r[:len(r)-1])+"ек")
	case strings.ContainsRune("чшж", last):
		return append(out, stem+"ек")
	}
	return append(out, stem+"ок")
}

// cityAdjectives reads hand/ru-city-adjectives.tsv: adjective, then the Russian name of its city. They are not
// demonyms: they give a place ("махачкалинский аэропорт").
func (b *builder) cityAdjectives(hand string) error {
	best := map[string]*place{}
	for _, p := range b.places {
		for _, n := range p.Names {
			if p.Kind == pack.KindCity && n.Flags&pack.Decline == 0 && (best[n.Text] == nil || best[n.Text].Pop < p.Pop) {
				best[n.Text] = p
			}
		}
	}
	return tsv(filepath.Join(hand, "ru-city-adjectives.tsv"), func(f []string) error {
		p := best[f[1]]
		if p == nil {
			return errors.New("no city named " + f[1])
		}
		for _, w := range adjectiveForms(f[0]) {
			p.name(w, "", pack.Adj|pack.InRU|pack.Locate)
		}
		return nil
	})
}
