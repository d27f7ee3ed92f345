package main

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// dictionary knows the lower-case words of each language, with their inflections by suffix.
type dictionary map[string]map[string]bool

// readDictionaries reads the hunspell lists. No word of them is written out: they only tell which names are also
// common words.
func readDictionaries(src string) (dictionary, error) {
	d := dictionary{}
	for lang, path := range map[string]string{
		"fr": "hunspell-fr-classical/usr/share/hunspell/fr",
		"en": "hunspell-en-us/usr/share/hunspell/en_US",
		"ru": "hunspell-ru/usr/share/hunspell/ru_RU",
	} {
		words, err := readHunspell(filepath.Join(src, path))
		if err != nil {
			return nil, err
		}
		d[lang] = words
	}
	return d, nil
}

type suffix struct {
	strip, add string
	when       *regexp.Regexp
}

func readHunspell(base string) (map[string]bool, error) {
	rules, width, err := readAffixes(base + ".aff")
	if err != nil {
		return nil, err
	}
	file, err := os.Open(base + ".dic")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	words := map[string]bool{}
	s := bufio.NewScanner(file)
	for s.Scan() {
		entry, _, _ := strings.Cut(s.Text(), " ")
		entry, _, _ = strings.Cut(entry, "\t")
		word, flags, _ := strings.Cut(entry, "/")
		if first, _ := utf8.DecodeRuneInString(word); !unicode.IsLower(first) {
			continue
		}
		expand(words, word, flags, rules, width)
	}
	return words, s.Err()
}

func expand(words map[string]bool, word, flags string, rules map[string][]suffix, width int) {
	put := func(w string) { words[strings.ReplaceAll(w, "ё", "е")] = true }
	put(word)
	for runes := []rune(flags); len(runes) >= width; runes = runes[width:] {
		for _, s := range rules[string(runes[:width])] {
			if strings.HasSuffix(word, s.strip) && s.when.MatchString(word) {
				put(strings.TrimSuffix(word, s.strip) + s.add)
			}
		}
	}
}

func readAffixes(path string) (map[string][]suffix, int, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	defer file.Close()
	rules, width := map[string][]suffix{}, 1
	s := bufio.NewScanner(file)
	for s.Scan() {
		f := strings.Fields(s.Text())
		if len(f) >= 2 && f[0] == "FLAG" && f[1] == "long" {
			width = 2
		}
		if len(f) < 5 || f[0] != "SFX" {
			continue
		}
		add, _, _ := strings.Cut(f[3], "/")
		when, err := regexp.Compile(f[4] + "$")
		if err != nil {
			return nil, 0, err
		}
		rules[f[1]] = append(rules[f[1]], suffix{zero(f[2]), zero(add), when})
	}
	return rules, width, s.Err()
}

func zero(s string) string {
	if s == "0" {
		return ""
	}
	return s
}
