package gold

import (
	"slices"

	"bilan"
)

// Right says, of each claim of a reading, whether a careful coder would take it as it stands: a figure with its outcome and
// bounds, a statement, deployment or decision by the words that carry it, each from its right origin. A claim that cannot be
// judged (an event, a label, casualties not told apart) is left out of judged.
func Right(d Dispatch, r bilan.Reading) (right, judged []bool) {
	right, judged = make([]bool, len(r.Claims)), make([]bool, len(r.Claims))
	for i := range r.Claims {
		if c := &r.Claims[i]; c.Casualty != nil && c.Casualty.Outcome != bilan.Casualties {
			judged[i], right[i] = true, figureRight(d, c)
		}
	}
	for kind := range enough {
		pairs, _ := pair(d, r, kind)
		for i := range r.Claims {
			judged[i] = judged[i] || r.Claims[i].Kind == kind
		}
		for w, at := range pairs {
			right[at] = sameOrigin(d.Claims[w].Chain, chainNames(r.Claims[at].Attribution))
		}
	}
	return right, judged
}

func figureRight(d Dispatch, c *bilan.Claim) bool {
	k := keyOf(c.Casualty.Outcome, c.Casualty.Count)
	return slices.ContainsFunc(d.Claims, func(w Want) bool {
		return w.Kind == bilan.KindCasualty && keyOf(w.Outcome, w.Count) == k && sameOrigin(w.Chain, chainNames(c.Attribution))
	})
}
