package main

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
)

// tsv calls row for every line of a tab-separated file that is neither empty nor a comment.
func tsv(path string, row func(f []string) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	s := bufio.NewScanner(file)
	s.Buffer(nil, 1<<22)
	for line := 1; s.Scan(); line++ {
		if t := s.Text(); t != "" && !strings.HasPrefix(t, "#") {
			if err := row(strings.Split(t, "\t")); err != nil {
				return fmt.Errorf("%s:%d: %w", path, line, err)
			}
		}
	}
	return s.Err()
}

// readMO reads a GNU message catalogue: key → translation.
func readMO(path string) (map[string]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	le := binary.LittleEndian
	if len(b) < 28 || le.Uint32(b) != 0x950412de {
		return nil, errors.New(path + ": not a message catalogue")
	}
	n, keys, values := int(le.Uint32(b[8:])), le.Uint32(b[12:]), le.Uint32(b[16:])
	at := func(table uint32, i int) string {
		e := b[int(table)+8*i:]
		return string(b[le.Uint32(e[4:]) : le.Uint32(e[4:])+le.Uint32(e)])
	}
	out := make(map[string]string, n)
	for i := range n {
		out[at(keys, i)] = strings.TrimSpace(at(values, i))
	}
	delete(out, "")
	return out, nil
}

// geonames reads the tagged names of GeoNames: language → key (id, "KZ" or "KZ.02") → name.
func geonames(src string) (map[string]map[string]string, error) {
	out := map[string]map[string]string{}
	for _, lang := range langs {
		out[lang] = map[string]string{}
		dirs := []string{lang}
		if lang == "zh" {
			dirs = []string{"zh_HK", "zh_TW", "zh", "zh_SG", "zh_CN"} // the last wins
		}
		for _, dir := range dirs {
			m, err := readMO(filepath.Join(src, "libgeonames-common/usr/share/locale", dir, "LC_MESSAGES/geonames.mo"))
			if err != nil {
				return nil, err
			}
			maps.Copy(out[lang], m)
		}
	}
	return out, nil
}

func readJSON(path string, into any) error {
	b, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(b, into); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// territories reads CLDR's country names of a language: code (with "-alt-…") → name.
func territories(src, lang string) (map[string]string, error) {
	var doc struct {
		Main map[string]struct {
			LocaleDisplayNames struct{ Territories map[string]string }
		}
	}
	err := readJSON(filepath.Join(src, "cldr-localenames-full/main", lang, "territories.json"), &doc)
	return doc.Main[lang].LocaleDisplayNames.Territories, err
}

// subdivisions reads CLDR's region names of a language: "kzzap" → name.
func subdivisions(src, lang string) (map[string]string, error) {
	b, err := os.ReadFile(filepath.Join(src, "unicode-cldr-core/usr/share/unicode/cldr/common/subdivisions", lang+".xml"))
	if err != nil {
		return nil, err
	}
	var doc struct {
		Items []struct {
			Type string `xml:"type,attr"`
			Name string `xml:",chardata"`
		} `xml:"localeDisplayNames>subdivisions>subdivision"`
	}
	if err := xml.Unmarshal(b, &doc); err != nil {
		return nil, err
	}
	out := map[string]string{}
	for _, it := range doc.Items {
		out[it.Type] = strings.TrimSpace(it.Name)
	}
	return out, nil
}

// isoOfRegion joins GeoNames region ids to ISO 3166-2 codes in CLDR's writing ("kzzap").
func isoOfRegion(src string) (map[int64]string, error) {
	var doc map[string]struct {
		Regions []struct {
			ISO       string
			Reference struct{ Geonames any }
		}
	}
	if err := readJSON(filepath.Join(src, "iso3166-2-db/data/iso3166-2.json"), &doc); err != nil {
		return nil, err
	}
	out := map[int64]string{}
	for country, c := range doc {
		for _, r := range c.Regions {
			if id, ok := r.Reference.Geonames.(float64); ok {
				out[int64(id)] = strings.ToLower(country + r.ISO)
			}
		}
	}
	return out, nil
}
