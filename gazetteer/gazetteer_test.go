package gazetteer

import (
	"strings"
	"sync"
	"testing"
)

var loaded = sync.OnceValues(Default)

func gaz(t testing.TB) *Gazetteer {
	t.Helper()
	g, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func match(g *Gazetteer, text, lang string) []Match {
	words := strings.Fields(text)
	return g.Match(len(words), func(i int) string { return words[i] }, lang)
}
