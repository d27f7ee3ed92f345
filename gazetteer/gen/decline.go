package main

import (
	"path/filepath"
	"strings"

	"bilan/gazetteer/internal/pack"
)

// The five cases that differ from the nominative. Each word has one or more spellings in each.
const (
	gen = iota
	dat
	acc
	ins
	loc
	cases
)

type cased [cases][]string

// decline adds the inflected forms of every Russian name.
func (b *builder) decline(hand string) error {
	odd, err := readOdd(filepath.Join(hand, "ru-irregular.tsv"))
	if err != nil {
		return err
	}
	for _, p := range b.places {
		for _, n := range append([]pack.Name(nil), p.Names...) {
			if n.Flags&(pack.Adj|pack.Person|pack.Decline) != 0 || acronym(n.Text) || !russian(n, p.Kind) {
				continue
			}
			for _, form := range declineName(n.Text, odd) {
				p.name(form, "", pack.Decline|n.Flags&(pack.Core|pack.Exact))
			}
		}
	}
	return nil
}

// russian tells whether a name is one that Russian declines: of a city only a tagged one (untagged ones may be in any
// language), of others any in letters that Russian has.
func russian(n pack.Name, kind uint8) bool {
	if n.Show&bit("ru") == 0 && kind == pack.KindCity {
		return false
	}
	return script(n.Text) == "Cyrillic" && !strings.ContainsAny(strings.ToLower(n.Text), "әғқңөұүһіїєґў")
}

// readOdd reads words that no ending table declines: nominative, genitive, dative, instrumental, prepositional,
// and accusative where it is not the nominative.
func readOdd(path string) (map[string]cased, error) {
	out := map[string]cased{}
	err := tsv(path, func(f []string) error {
		c := cased{gen: {f[1]}, dat: {f[2]}, ins: {f[3]}, loc: {f[4]}, acc: {f[0]}}
		if len(f) > 5 {
			c[acc] = []string{f[5]}
		}
		out[f[0]] = c
		return nil
	})
	return out, err
}

// declineName declines the adjectives before the first noun and that noun; what follows stands in the genitive or is
// a name in apposition and stays.
func declineName(name string, odd map[string]cased) []string {
	words := strings.Fields(name)
	var parts []cased
	fixed := len(words)
	for i, w := range words {
		if adj, ok := adjective(w); ok && (len(words) > i+1 || i > 0) {
			parts = append(parts, adj)
			continue
		}
		parts = append(parts, compound(w, odd))
		fixed = i + 1
		break
	}
	tail := strings.Join(words[min(fixed, len(words)):], " ")
	var out []string
	for c := range cases {
		for _, s := range product(parts, c) {
			out = append(out, strings.TrimSpace(s+" "+tail))
		}
	}
	return out
}

func product(parts []cased, c int) []string {
	out := []string{""}
	for _, p := range parts {
		var next []string
		for _, s := range out {
			for _, w := range p[c] {
				next = append(next, strings.TrimSpace(s+" "+w))
			}
		}
		out = next
	}
	return out
}

// compound declines a hyphenated word at its last part, "Ростов-на-Дону" at its first.
func compound(w string, odd map[string]cased) cased {
	w = strings.ReplaceAll(w, "ё", "е")
	if c, ok := odd[w]; ok {
		return c
	}
	i := strings.LastIndex(w, "-")
	if i < 0 {
		return noun(w, odd)
	}
	head, tail := w[:i+1], w[i+1:]
	if j := strings.Index(w, "-на-"); j > 0 {
		return noun(w[:j], odd).wrap("", w[j:])
	}
	return noun(tail, odd).wrap(head, "")
}

func (c cased) wrap(before, after string) (out cased) {
	for i, list := range c {
		for _, w := range list {
			out[i] = append(out[i], before+w+after)
		}
	}
	return out
}

// adjective declines a word with an adjective's ending.
func adjective(w string) (cased, bool) {
	for _, e := range adjectiveEndings {
		if stem, ok := strings.CutSuffix(w, e.nominative); ok && len(stem) > 4 {
			return set5(stem, e.forms), true
		}
	}
	return cased{}, false
}

type ending struct {
	nominative string
	forms      string // genitive dative accusative instrumental prepositional; "/" between variants, 0 for none
}

var adjectiveEndings = []ending{
	{"ская", "ской ской скую ской ской"}, {"ний", "него нему ний ним нем"}, {"щий", "щего щему щий щим щем"},
	{"кий", "кого кому кий ким ком"}, {"гий", "гого гому гий гим гом"}, {"хий", "хого хому хий хим хом"},
	{"яя", "ей ей юю ей ей"}, {"ая", "ой ой ую ой ой"}, {"ый", "ого ому ый ым ом"}, {"ой", "ого ому ой ым ом"},
	{"кое", "кого кому кое ким ком"}, {"ое", "ого ому ое ым ом"}, {"ее", "его ему ее им ем"},
	{"овы", "овых овым овы овыми овых"}, {"ые", "ых ым ые ыми ых"}, {"ие", "их им ие ими их"},
}

// nounEndings are tried in order; a word that fits none does not decline.
var nounEndings = []ending{
	{"ия", "ии ии ию ией ии"},
	{"ая", "ой/аи ой/ае ую/аю ой/аей ой/ае"},
	{"я", "и е ю ей е"},
	{"ка", "ки ке ку кой ке"}, {"га", "ги ге гу гой ге"}, {"ха", "хи хе ху хой хе"},
	{"жа", "жи же жу жей/жой же"}, {"ша", "ши ше шу шей/шой ше"}, {"ча", "чи че чу чей/чой че"}, {"ща", "щи ще щу щей ще"},
	{"ца", "цы це цу цей це"}, {"а", "ы е у ой е"},
	{"ь", "и/я и/ю ь ью/ем и/е"},
	{"ский", "ского скому ский ским ском"}, {"ний", "него/ния нему/нию ний ним/нием нем/нии"}, {"ий", "ия/ого ию/ому ий ием/им ии/ом"},
	{"ый", "ого ому ый ым ом"}, {"ной", "ного/ноя ному/ною ной ным/ноем ном/ное"},
	{"й", "я ю й ем е"},
	{"ово", "ова/ово ову/ово ово овом/ово ове/ово"}, {"ево", "ева/ево еву/ево ево евом/ево еве/ево"},
	{"ино", "ина/ино ину/ино ино ином/ино ине/ино"}, {"ыно", "ына/ыно ыну/ыно ыно ыном/ыно ыне/ыно"},
	{"ство", "ства ству ство ством стве"},
	{"кое", "кого кому кое ким ком"}, {"ое", "ого ому ое ым ом"}, {"ее", "его ему ее им ем"},
	{"ье", "ья ью ье ьем ье"}, {"ие", "ия ию ие ием ии"},
	{"лец", "льца/леца льцу/лецу лец льцем/лецом льце/леце"}, {"ец", "ца/еца цу/ецу ец цом/цем/ецом це/еце"},
	{"ж", "жа жу ж жем же"}, {"ш", "ша шу ш шем ше"}, {"щ", "ща щу щ щем ще"}, {"ч", "ча чу ч чем че"}, {"ц", "ца цу ц цем це"},
}

const hard = "бвгдзклмнпрстфх"

func noun(w string, odd map[string]cased) cased {
	if c, ok := odd[w]; ok {
		return c
	}
	if c, ok := odd[strings.ToLower(w)]; ok && strings.ToLower(w) != w {
		first := string([]rune(w)[:1])
		for i, list := range c {
			c[i] = []string{first + string([]rune(list[0])[1:])}
		}
		return c
	}
	for _, e := range nounEndings {
		if stem, ok := strings.CutSuffix(w, e.nominative); ok && len([]rune(w)) > 2 {
			return set5(stem, e.forms)
		}
	}
	if r := []rune(w); len(r) > 2 && strings.ContainsRune(hard, r[len(r)-1]) {
		return set5(w, "а у 0 ом е")
	}
	return cased{{w}, {w}, {w}, {w}, {w}}
}

func set5(stem, forms string) (c cased) {
	for i, f := range strings.Fields(forms) {
		for _, e := range strings.Split(f, "/") {
			c[i] = append(c[i], stem+zero(e))
		}
	}
	return c
}
