// Package extract assembles claims from an annotated dispatch, one file per kind of claim. It reads annotations and
// adds none; what it could not read it notes as a problem.
package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"bilan"
	"bilan/internal/analysis"
)

// A Kind reads the claims of one kind out of a dispatch.
type Kind struct {
	Name bilan.Kind
	Read func(*analysis.Doc) []bilan.Claim
}

// Kinds lists the kinds of claim in the order in which they are read.
var Kinds = []Kind{
	{bilan.KindCasualty, casualties},
	{bilan.KindStatement, statements},
	{bilan.KindDecision, decisions},
	{bilan.KindDeployment, deployments},
	{bilan.KindEvent, events},
	{bilan.KindLabel, labels},
}

// Claims reads all claims of a dispatch, kind by kind.
func Claims(d *analysis.Doc) []bilan.Claim {
	var out []bilan.Claim
	for _, k := range Kinds {
		claims := k.Read(d)
		identify(d, claims)
		out = append(out, claims...)
	}
	return withoutCarriers(out)
}

// withoutCarriers drops reported statements that only carry a figure, deployment or decision told as a claim of its
// own: its chain says already who said it. Direct speech stays.
func withoutCarriers(claims []bilan.Claim) []bilan.Claim {
	var facts []int // where figures, deployments and decisions begin
	for i := range claims {
		switch claims[i].Kind {
		case bilan.KindCasualty, bilan.KindDeployment, bilan.KindDecision:
			facts = append(facts, claims[i].Span.Start)
		}
	}
	slices.Sort(facts)
	out := make([]bilan.Claim, 0, len(claims))
	for i := range claims {
		if s := claims[i].Statement; s == nil || s.Direct || !carries(s.Content, facts) {
			out = append(out, claims[i])
		}
	}
	return out
}

// carries reports whether one of facts, in order, begins inside a content.
func carries(content bilan.Span, facts []int) bool {
	i, _ := slices.BinarySearch(facts, content.Start)
	return i < len(facts) && facts[i] < content.End
}

// identify names each claim by its article, kind, words and place among its kind, so that the same text always gives
// the same ids. Claims that have an id keep it.
func identify(d *analysis.Doc, claims []bilan.Claim) {
	for n := range claims {
		c := &claims[n]
		if c.ID != "" {
			continue
		}
		h := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s%d-%d\n%d", d.Article.ID, c.Kind, c.Span.In, c.Span.Start, c.Span.End, n))
		c.ID = hex.EncodeToString(h[:8])
	}
}
