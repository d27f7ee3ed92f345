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
	out = withoutCarriers(out)
	estimate(d, out)
	return out
}

// withoutCarriers drops reported statements that only carry a figure, decision or deployment told as a claim of its own:
// its chain says already who said it. Direct speech stays, and so does an account of several deployments that are done.
func withoutCarriers(claims []bilan.Claim) []bilan.Claim {
	var single, done []int // where facts begin
	for i := range claims {
		c := &claims[i]
		switch {
		case c.Kind == bilan.KindDeployment && c.Assertion == bilan.Asserted:
			done = append(done, c.Span.Start)
		case c.Kind == bilan.KindCasualty || c.Kind == bilan.KindDeployment || c.Kind == bilan.KindDecision:
			single = append(single, c.Span.Start)
		}
	}
	slices.Sort(single)
	slices.Sort(done)
	out := make([]bilan.Claim, 0, len(claims))
	for i := range claims {
		if s := claims[i].Statement; s == nil || s.Direct || carried(s.Content, single) == 0 && carried(s.Content, done) != 1 {
			out = append(out, claims[i])
		}
	}
	return out
}

// carried counts those of facts, in order, that begin inside a content.
func carried(content bilan.Span, facts []int) int {
	i, _ := slices.BinarySearch(facts, content.Start)
	n := 0
	for ; i < len(facts) && facts[i] < content.End; i++ {
		n++
	}
	return n
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
