// Package extract assembles claims from an annotated dispatch, one file per kind of claim. It reads annotations and
// adds none; what it could not read it notes as a problem.
package extract

import (
	"bilan"
	"bilan/internal/analysis"
)

// A Kind reads the claims of one kind out of a dispatch.
type Kind struct {
	Name bilan.Kind
	Read func(*analysis.Doc) []bilan.Claim
}

// Kinds lists the kinds of claim in the order in which they are read.
var Kinds = []Kind{}

// Claims reads all claims of a dispatch, kind by kind.
func Claims(d *analysis.Doc) []bilan.Claim {
	var out []bilan.Claim
	for _, k := range Kinds {
		out = append(out, k.Read(d)...)
	}
	return out
}
