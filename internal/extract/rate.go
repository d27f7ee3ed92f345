package extract

import (
	"bilan"
	"bilan/internal/analysis"
	"bilan/lang"
)

// rate reports whether a harm is told as a rate, and so of nobody in particular: "a child dies every 45 seconds", and in the
// present "20 people die each day".
func (r *casualtyReader) rate(h *harm) bool {
	s := r.d.SentenceOf(h.from)
	now := h.verb < 0 || r.d.Chunks[h.verb].Tense == lang.Pres
	for i := s.From; i < s.To; i++ {
		if !r.d.Has(i, lang.Each) {
			continue
		}
		if n := r.d.NumberAt(i + 1); n != nil && n.From == i+1 && r.span(n.To) || now && r.span(i+1) {
			return true
		}
	}
	return false
}

// span reports whether token i is a unit of time.
func (r *casualtyReader) span(i int) bool {
	return r.d.Has(i, lang.UDuration) || r.d.Has(i, lang.TimeUnit)
}

// ofRound reports whether phrase k stands in a share and counts what a share is taken of, and nobody: "nine out of 10 deaths", "one in 100 pupils".
func (r *casualtyReader) ofRound(k int) bool {
	if r.d.Pack.Genitive {
		return false // «двое из 10 раненых» are two
	}
	n := &r.d.Numbers[r.d.Chunks[k].Number]
	for _, x := range []*analysis.Number{r.d.NumberAt(n.From - 2), r.d.NumberAt(n.To + 1)} {
		if x == nil || x.Kind != analysis.Cardinal {
			continue
		}
		share, whole := x, n
		if x.From > n.From {
			share, whole = n, x
		}
		joint := r.d.Has(share.To, lang.Prep) || r.d.Has(share.To, lang.CauseBy)
		if joint && whole.From == share.To+1 && whole.Role == bilan.RolePeople && round(whole.Value) && share.Value < whole.Value {
			return true
		}
	}
	return false
}

// round reports whether a number is one that shares are told of.
func round(v float64) bool { return v == 10 || v == 100 || v == 1000 || v == 10000 || v == 100000 }
