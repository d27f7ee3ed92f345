package gold

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold brings a name down to what comparing needs: no case, accents or punctuation.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '_':
			b.WriteRune(r)
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// telling gives the words of more than two letters.
func telling(s string) []string {
	var out []string
	for _, w := range strings.Fields(fold(s)) {
		if len([]rune(w)) > 2 {
			out = append(out, w)
		}
	}
	return out
}

// generic are stems that the names of two different speakers share, so that they tell nothing.
var generic = stemSet(strings.Fields(`minis минис gouve gover прави offic bureau burea press пресс служб servi spoke porte
	parol agenc агент natio нацио state госуд regio регио depar департ депар presi прези premi премь secre секре commu комму
	report chief chef глава direc дирек the les des une aux local мест mini`))

func stemSet(words []string) map[string]bool {
	out := map[string]bool{}
	for _, w := range words {
		r := []rune(w)
		out[string(r[:min(5, len(r))])] = true
	}
	return out
}

// sameName says whether two names stand for one: more than half of the shorter one's telling stems are in the other.
func sameName(a, b string) bool {
	x, y := stemSet(telling(a)), stemSet(telling(b))
	if len(x) == 0 || len(y) == 0 {
		return fold(a) == fold(b)
	}
	p, q := less(x, generic), less(y, generic)
	if len(p) > 0 && len(q) > 0 {
		return 2*common(p, q) > min(len(p), len(q))
	}
	return 2*common(x, y) >= min(len(x), len(y))
}

func less(a, b map[string]bool) map[string]bool {
	out := map[string]bool{}
	for k := range a {
		if !b[k] {
			out[k] = true
		}
	}
	return out
}

func common(a, b map[string]bool) (n int) {
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

// overlap is the share of the shorter text's telling words that the other has too, order ignored.
func overlap(a, b string) float64 {
	x, y := telling(a), telling(b)
	n := min(len(x), len(y))
	if n == 0 {
		return 0
	}
	left := map[string]int{}
	for _, w := range x {
		left[w]++
	}
	hits := 0
	for _, w := range y {
		if left[w] > 0 {
			left[w]--
			hits++
		}
	}
	return float64(hits) / float64(n)
}
