package main

import (
	"errors"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"bilan/gazetteer/internal/pack"
)

var brackets = regexp.MustCompile(`^(.*\S)\s*\(([^)]*)\)$`)

// addCountries names all countries: CLDR first, then ISO lists, then the hand variants.
func (b *builder) addCountries(src, hand string) error {
	tagged, err := geonames(src)
	if err != nil {
		return err
	}
	ids := map[string]int64{}
	err = tsv(filepath.Join(src, "libtimezonemap-data/usr/share/libtimezonemap/ui/countryInfo.txt"), func(f []string) error {
		if len(f) > 16 {
			ids[f[0]], _ = strconv.ParseInt(f[16], 10, 64)
		}
		return nil
	})
	if err != nil {
		return err
	}
	people, err := populations(src)
	if err != nil {
		return err
	}
	names := map[string]map[string]string{}
	for _, lang := range langs {
		if names[lang], err = territories(src, lang); err != nil {
			return err
		}
	}
	for code := range names["en"] {
		if len(code) == 2 && ids[code] != 0 {
			b.countries[code] = b.add(pack.Entity{Kind: pack.KindCountry, Country: code, GeoID: ids[code], Pop: people[code]})
		}
	}
	for _, lang := range langs {
		iso, err := isoNames(src, lang)
		if err != nil {
			return err
		}
		for code, p := range b.countries {
			p.countryNames(code, lang, names[lang])
			for _, n := range iso[code] {
				p.split(n, lang)
			}
			p.split(tagged[lang][code], lang)
		}
	}
	return b.countryVariants(hand)
}

// countryNames takes CLDR's names of one country: short forms that are acronyms match in their case only.
func (p *place) countryNames(code, lang string, from map[string]string) {
	p.split(from[code], lang)
	for _, alt := range []string{"-alt-short", "-alt-variant"} {
		n := from[code+alt]
		if strings.ToUpper(n) == n && len([]rune(n)) <= 6 && lang != "ar" && lang != "zh" {
			if n != "" {
				p.name(n, lang, pack.Exact)
			}
			continue
		}
		p.split(n, lang)
	}
}

// split names p by a form as printed in lists: "Myanmar (Birmanie)" is two names, "Hong Kong (China SAR)" one.
func (p *place) split(n, lang string) {
	if n == "" {
		return
	}
	if m := brackets.FindStringSubmatch(n); m != nil {
		n = m[1]
		if p.Country == "MM" || p.Country == "FK" {
			p.name(n, lang, 0)
			n = m[2]
		}
	}
	if strings.Contains(n, " - ") || strings.Contains(n, "-Kinshasa") || strings.Contains(n, "-Brazzaville") {
		n = strings.ReplaceAll(n, " - ", "-")
	}
	for _, short := range []string{" о-ва", "о-ва ", " о-в", "о-в "} {
		if strings.Contains(n, short) {
			p.name(strings.Replace(n, strings.TrimSpace(short), map[bool]string{true: "острова", false: "остров"}[strings.Contains(short, "ва")], 1), lang, 0)
		}
	}
	p.name(n, lang, 0)
}

func populations(src string) (map[string]int64, error) {
	var doc struct {
		Supplemental struct {
			TerritoryInfo map[string]struct {
				Population string `json:"_population"`
			}
		}
	}
	err := readJSON(filepath.Join(src, "cldr-core/supplemental/territoryInfo.json"), &doc)
	out := map[string]int64{}
	for code, t := range doc.Supplemental.TerritoryInfo {
		out[code], _ = strconv.ParseInt(t.Population, 10, 64)
	}
	return out, err
}

func isoNames(src, lang string) (map[string][]string, error) {
	var doc struct{ Countries map[string]any }
	err := readJSON(filepath.Join(src, "i18n-iso-countries/langs", lang+".json"), &doc)
	out := map[string][]string{}
	for code, v := range doc.Countries {
		list, many := v.([]any)
		if !many {
			list = []any{v}
		}
		for _, n := range list {
			if s, ok := n.(string); ok && !strings.Contains(s, ",") {
				out[code] = append(out[code], s)
			}
		}
	}
	return out, err
}

// countryVariants reads hand/countries.tsv: code, then names in fr, en, ru and others, ";" between names. A name
// that begins with "!" becomes the printed one; one that begins with "=" matches in its case only.
func (b *builder) countryVariants(hand string) error {
	return tsv(filepath.Join(hand, "countries.tsv"), func(f []string) error {
		p := b.countries[f[0]]
		if p == nil {
			return errors.New("unknown country " + f[0])
		}
		for i, lang := range []string{"fr", "en", "ru", ""} {
			if i+1 < len(f) {
				p.variants(f[i+1], lang)
			}
		}
		return nil
	})
}

// variants adds names of a hand list.
func (p *place) variants(list, lang string) {
	for _, n := range strings.Split(list, ";") {
		n = strings.TrimSpace(n)
		switch {
		case n == "":
		case strings.HasPrefix(n, "!"):
			p.reshow(n[1:], lang)
		case strings.HasPrefix(n, "="):
			p.name(n[1:], lang, pack.Exact)
		default:
			p.name(n, lang, 0)
		}
	}
}
