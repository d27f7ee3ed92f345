package main

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bilan/gazetteer/internal/pack"
)

// addInformal reads hand/areas.tsv: id, country, latitude, longitude, zone, names in fr, en, ru, others.
func (b *builder) addInformal(hand string) error {
	return tsv(filepath.Join(hand, "areas.tsv"), func(f []string) error {
		if len(f) < 8 {
			return errors.New("columns missing")
		}
		lat, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			return err
		}
		lon, err := strconv.ParseFloat(f[3], 64)
		if err != nil {
			return err
		}
		p := b.add(pack.Entity{Kind: pack.KindArea, ID: f[0], Country: dash(f[1]), Lat: lat, Lon: lon, Zone: dash(f[4])})
		p.in = b.countries[p.Country]
		p.columns(f[5:])
		return nil
	})
}

func dash(s string) string {
	if s == "-" {
		return ""
	}
	return s
}

// columns names p by hand columns fr, en, ru, others.
func (p *place) columns(f []string) {
	for i, lang := range []string{"fr", "en", "ru", ""} {
		if i < len(f) {
			p.variants(f[i], lang)
		}
	}
}

// patch reads hand/patches.tsv: GeoNames id, language (or "-"), names; "!" prints, "-name" takes a name off.
func (b *builder) patch(hand string) error {
	return tsv(filepath.Join(hand, "patches.tsv"), func(f []string) error {
		id, err := strconv.ParseInt(f[0], 10, 64)
		if err != nil {
			return err
		}
		p := b.byGeo[id]
		if p == nil {
			return errors.New("no place has the id " + f[0])
		}
		for _, n := range list(f[2], ";") {
			if n[0] == '-' {
				p.drop(n[1:])
				continue
			}
			p.variants(n, dash(f[1]))
		}
		return nil
	})
}

// addActors reads hand/bodies.tsv (id, kind, country, names fr, en, ru, others) and hand/media.tsv (id, country, names).
func (b *builder) addActors(hand string) error {
	err := tsv(filepath.Join(hand, "bodies.tsv"), func(f []string) error {
		if len(f) < 6 {
			return errors.New("columns missing")
		}
		kind := slices.Index(pack.BodyKinds[:], f[1])
		if kind <= 0 {
			return errors.New("unknown kind " + f[1])
		}
		if dash(f[2]) != "" && b.countries[f[2]] == nil {
			return errors.New("unknown country " + f[2])
		}
		p := b.add(pack.Entity{Kind: pack.KindBody, ID: f[0], Country: dash(f[2]), Sub: uint8(kind)})
		p.in = b.countries[p.Country]
		p.columns(f[3:])
		return nil
	})
	if err != nil {
		return err
	}
	return tsv(filepath.Join(hand, "media.tsv"), func(f []string) error {
		if len(f) < 3 || dash(f[1]) != "" && b.countries[f[1]] == nil {
			return errors.New("columns missing or country unknown")
		}
		p := b.add(pack.Entity{Kind: pack.KindMedia, ID: f[0], Country: dash(f[1]), Sub: 1})
		p.in = b.countries[p.Country]
		for i, lang := range []string{"en", "ru", ""} {
			if i+2 < len(f) {
				p.variants(exactTitles(f[i+2]), lang)
			}
		}
		return nil
	})
}

// exactTitles makes titles of several words match in their case only: "The paper" is not "The Paper".
func exactTitles(names string) string {
	var out []string
	for _, n := range list(names, ";") {
		if strings.Contains(n, " ") && n[0] != '=' && n[0] != '!' {
			n = "=" + n
		}
		out = append(out, n)
	}
	return strings.Join(out, ";")
}
