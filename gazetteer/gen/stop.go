package main

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"

	"bilan/gazetteer/internal/fold"
	"bilan/gazetteer/internal/pack"
)

var stopBits = map[string]uint16{"fr": pack.StopFR, "en": pack.StopEN, "ru": pack.StopRU}

// known is how many people make a place better known than a word of the same letters, by kind. Words that are common
// all the same stand in the hand lists.
var known = map[uint8]int64{pack.KindCity: 400_000, pack.KindRegion: 1_500_000}

// wellKnown is from how many people on an inflected name that is a common word too is kept: «в Грозном».
const wellKnown = 100_000

// stop marks names that are also common words of a language: one-word names of places that are no countries and no
// capitals. Inflected forms of small places that meet a common word are
// dropped altogether.
func (b *builder) stop(hand string) error {
	for lang, flag := range stopBits {
		more, less, err := readStop(filepath.Join(hand, "stop-"+lang+".txt"))
		if err != nil {
			return err
		}
		for _, p := range b.places {
			if p.Kind == pack.KindCountry || p.Kind >= pack.KindBody {
				continue
			}
			p.markStop(flag, func(key string) bool {
				if less[key] {
					return false
				}
				return more[key] || b.words[lang][key] && !p.capital && p.Pop < known[p.Kind]
			})
		}
	}
	return nil
}

func (p *place) markStop(flag uint16, common func(key string) bool) {
	for i := range p.Names {
		n := &p.Names[i]
		if n.Flags&(pack.Adj|pack.Person|pack.Exact|pack.Hidden) != 0 || !common(fold.String(n.Text)) {
			continue
		}
		if n.Flags&pack.Decline != 0 && p.Pop < wellKnown {
			n.Flags |= pack.Hidden
			continue
		}
		n.Flags |= flag
	}
}

// readStop reads a hand stoplist: a word a line; "-word" takes a computed one off.
func readStop(path string) (more, less map[string]bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer file.Close()
	more, less = map[string]bool{}, map[string]bool{}
	s := bufio.NewScanner(file)
	for s.Scan() {
		for _, w := range strings.Fields(s.Text()) {
			if strings.HasPrefix(w, "#") {
				break
			}
			if strings.HasPrefix(w, "-") {
				less[fold.String(w[1:])] = true
				continue
			}
			more[fold.String(w)] = true
		}
	}
	return more, less, s.Err()
}
