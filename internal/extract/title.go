package extract

import (
	"slices"

	"bilan"
)

// Untold gives the claims of a title that the body does not tell: a claim told in both is reported once, from the
// body, and who is shot in the title and dies in the body is killed only. Only figures, deployments and decisions are taken from titles; a title's other claims repeat the body.
func Untold(body, title []bilan.Claim) []bilan.Claim {
	var out []bilan.Claim
	for _, c := range title {
		if (c.Kind == bilan.KindCasualty || c.Kind == bilan.KindDeployment || c.Kind == bilan.KindDecision) && !told(body, &c) && !diesLater(body, title, &c) {
			out = append(out, c)
		}
	}
	return out
}

func told(body []bilan.Claim, c *bilan.Claim) bool {
	for i := range body {
		if b := &body[i]; b.Kind == c.Kind && (c.Kind != bilan.KindCasualty || sameFigure(b.Casualty, c.Casualty)) {
			return true
		}
	}
	return false
}

// diesLater reports whether a title's one wounded victim, beside no killed one, is the one whose death the body tells: "Teen
// shot in park".
func diesLater(body, title []bilan.Claim, c *bilan.Claim) bool {
	return one(c, bilan.Injured) && !slices.ContainsFunc(title, func(t bilan.Claim) bool { return one(&t, bilan.Killed) }) &&
		slices.ContainsFunc(body, func(b bilan.Claim) bool { return one(&b, bilan.Killed) })
}

// one reports whether a claim tells one victim of an outcome.
func one(c *bilan.Claim, o bilan.Outcome) bool {
	return c.Casualty != nil && c.Casualty.Outcome == o && c.Casualty.Count.Qualifier == bilan.Exact && *c.Casualty.Count.Low == 1
}

// sameFigure reports whether two counts of one outcome may be one: equal, or one within the bounds of the other.
func sameFigure(a, b *bilan.Casualty) bool {
	if a.Outcome != b.Outcome {
		return false
	}
	return within(a.Count, b.Count) || within(b.Count, a.Count)
}

func within(a, b bilan.Count) bool {
	return (b.Low == nil || a.Low != nil && *a.Low >= *b.Low) && (b.High == nil || a.High != nil && *a.High <= *b.High)
}
