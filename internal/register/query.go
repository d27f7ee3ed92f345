package register

import (
	"strings"

	"bilan"
)

// Term is one thing that every hit holds: words one after the other; with Prefix set the last is the beginning of a word.
type Term struct {
	Words  []string
	Prefix bool
}

// Query reads what somebody typed: words, phrases between quotation marks of any kind, and beginnings of words with a star
// behind ("казах*"). Nothing else has a meaning, so the only fault is a query without a word.
func Query(typed string) ([]Term, error) {
	var terms []Term
	marks := strings.NewReplacer("«", `"`, "»", `"`, "“", `"`, "”", `"`, "„", `"`)
	for i, part := range strings.Split(marks.Replace(typed), `"`) {
		if i%2 == 1 {
			terms = appendTerm(terms, part)
			continue
		}
		for _, word := range strings.Fields(part) {
			terms = appendTerm(terms, word)
		}
	}
	if len(terms) == 0 {
		return nil, bilan.Errorf(bilan.CodeInvalid, "search", "no word to search for in %q", typed)
	}
	return terms, nil
}

func appendTerm(terms []Term, part string) []Term {
	words := Words(part)
	if len(words) == 0 {
		return terms
	}
	return append(terms, Term{Words: words, Prefix: strings.HasSuffix(part, "*")})
}

// Searched is how many articles, the newest that hold what is searched, are put in order; what lies behind them is not listed.
const Searched = 1000
