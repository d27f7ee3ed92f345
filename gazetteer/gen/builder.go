package main

import (
	"fmt"
	"sort"
	"strings"

	"bilan/gazetteer/internal/fold"
	"bilan/gazetteer/internal/pack"
)

// Languages whose names are kept, in the order of their bits.
var langs = []string{"fr", "en", "ru", "ar", "hy", "kk", "zh"}

func bit(lang string) uint8 {
	for i, l := range pack.Langs {
		if l == lang {
			return 1 << i
		}
	}
	return 0
}

// place is an entity under construction.
type place struct {
	pack.Entity
	admin   string // "KZ.02" of a region or city
	in      *place // parent
	tags    map[string]string
	names   map[string]int // folded or exact key → index in Names
	weight  float64        // sums for the mean point
	capital bool
}

type builder struct {
	words     dictionary
	places    []*place
	byGeo     map[int64]*place
	countries map[string]*place
	regions   map[string]*place
}

func (b *builder) add(e pack.Entity) *place {
	p := &place{Entity: e, tags: map[string]string{}, names: map[string]int{}}
	b.places = append(b.places, p)
	if e.GeoID != 0 && (e.Kind == pack.KindCity || b.byGeo[e.GeoID] == nil) {
		b.byGeo[e.GeoID] = p
	}
	return p
}

// name gives p a name. A second name with the same key only adds its bits: the first spelling is the one printed,
// unless the language has none yet.
func (p *place) name(text, lang string, flags uint16) {
	text = strings.Join(strings.Fields(strings.ReplaceAll(text, "’", "'")), " ")
	key := fold.String(text)
	if key == "" || len(text) > 120 {
		return
	}
	if acronym(text) {
		flags |= pack.Exact
	}
	if lang != "" && flags&pack.Exact == 0 {
		p.tags[lang] = text
	}
	kind := flags & (pack.Adj | pack.Person | pack.Exact | pack.InFR | pack.InEN | pack.InRU)
	key = fmt.Sprint(kind&(pack.InFR|pack.InEN|pack.InRU), " ", key) // a demonym is another word in each language
	if flags&pack.Exact != 0 {
		key = "=" + text
	}
	i, known := p.names[key]
	switch {
	case known && lang != "" && p.Names[i].Text != text && !p.shown(lang):
		p.Names = append(p.Names, pack.Name{Text: text, Show: bit(lang), Flags: pack.Hidden})
	case known:
		if lang != "" && !p.shown(lang) {
			p.Names[i].Show |= bit(lang)
		}
		p.Names[i].Flags |= kind
		p.Names[i].Flags &^= (pack.Core | pack.Alias) &^ flags // what is a full name once is one
	default:
		p.names[key] = len(p.Names)
		show := uint8(0)
		if lang != "" && !p.shown(lang) {
			show = bit(lang)
		}
		p.Names = append(p.Names, pack.Name{Text: text, Show: show, Flags: flags})
	}
}

// acronym reports short names in capitals: "US" must not match "us".
func acronym(s string) bool {
	s = strings.ReplaceAll(s, ".", "")
	r := []rune(s)
	return len(r) > 1 && len(r) <= 6 && strings.ToUpper(s) == s && strings.ToLower(s) != s
}

// printed gives the name printed in a language, empty when it has none.
func (p *place) printed(lang string) string {
	for _, n := range p.Names {
		if n.Show&bit(lang) != 0 {
			return n.Text
		}
	}
	return ""
}

func (p *place) shown(lang string) bool { return p.printed(lang) != "" }

// reshow makes text the printed name of lang in place of the one before.
func (p *place) reshow(text, lang string) {
	for i := range p.Names {
		p.Names[i].Show &^= bit(lang)
	}
	p.name(text, lang, 0)
}

func (p *place) drop(text string) {
	key := fold.String(text)
	for i := range p.Names {
		if fold.String(p.Names[i].Text) == key {
			p.Names[i].Show, p.Names[i].Flags = 0, pack.Hidden
		}
	}
}

// entities sorts the places (kind, country, region, id) and turns pointers into indexes.
func (b *builder) entities() []pack.Entity {
	sort.SliceStable(b.places, func(i, j int) bool {
		p, q := b.places[i], b.places[j]
		if p.Kind != q.Kind {
			return p.Kind < q.Kind
		}
		if p.Country != q.Country {
			return p.Country < q.Country
		}
		if p.Kind == pack.KindCity && p.admin != q.admin {
			return p.admin < q.admin
		}
		if p.GeoID != q.GeoID {
			return p.GeoID < q.GeoID
		}
		return p.ID < q.ID
	})
	index := map[*place]int32{}
	for i, p := range b.places {
		index[p] = int32(i)
	}
	out := make([]pack.Entity, len(b.places))
	for i, p := range b.places {
		out[i] = p.Entity
		out[i].Parent = -1
		if p.in != nil {
			out[i].Parent = index[p.in]
		}
		out[i].Names = tidy(p.Names)
	}
	return out
}

// tidy drops names that are neither looked up nor printed and puts spelling beside spelling.
func tidy(names []pack.Name) []pack.Name {
	var out []pack.Name
	for _, n := range names {
		if n.Flags&pack.Hidden == 0 || n.Show != 0 {
			out = append(out, n)
		}
	}
	return out
}

func (b *builder) report(es []pack.Entity) {
	kinds, names, forms := map[uint8]int{}, 0, map[string]bool{}
	for _, e := range es {
		kinds[e.Kind]++
		names += len(e.Names)
		for _, n := range e.Names {
			forms[fold.String(n.Text)] = true
		}
	}
	fmt.Printf("%d entities %v, %d names, %d distinct\n", len(es), kinds, names, len(forms))
}
