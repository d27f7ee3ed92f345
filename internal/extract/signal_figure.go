package extract

import (
	"sort"

	"bilan"
	"bilan/internal/analysis"
)

func (w *witness) figure(c *bilan.Casualty) {
	w.rule()
	w.note(OtherScope, c.Scope == "background" || c.Scope == "new")
	w.note(UnexplainedBeside, w.unexplained())
	w.note(SingleVictim, w.d.NumberAt(w.d.TokenAt(c.Count.Span.Start)) == nil)
}

// rule notes by what construction a figure was read; a verb of harm is the plain one.
func (w *witness) rule() {
	switch w.c.Rule {
	case "predicate", "none", "nobody":
	case "own words", "toll", "complement", "condition", "possessed", "headline", "partitive", "adverb":
		w.note(ByNoun, true)
	default:
		w.note(CarriedOn, true)
	}
}

// unexplained reports whether a number of the claim's sentence has no role and is no figure's.
func (w *witness) unexplained() bool {
	s := &w.d.Sentences[w.sent]
	i := sort.Search(len(w.d.Numbers), func(i int) bool { return w.d.Numbers[i].From >= s.From })
	for ; i < len(w.d.Numbers) && w.d.Numbers[i].From < s.To; i++ {
		n := &w.d.Numbers[i]
		if (n.Role == "" || n.Role == bilan.RoleUnexplained) && n.Kind != analysis.ArticleOne && n.Kind != analysis.ZeroCount && !w.counted[n.From] {
			return true
		}
	}
	return false
}
