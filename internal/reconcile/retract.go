package reconcile

import (
	"bilan"
)

// retract ends entries by tellings that deny or withdraw their value. A speaker that withdraws ends its own entry; one that
// denies ends the entry that names it as origin, else, as a party that disputes, all entries of the value; an outlet that
// takes its own dispatch back ends the entries that only it and its copies told.
func retract(list []*holding, tellers []*teller) {
	for _, t := range tellers {
		switch t.Assertion {
		case bilan.Retracted:
			withdraw(list, t)
		case bilan.Denied:
			deny(list, t)
		}
	}
}

func withdraw(list []*holding, t *teller) {
	own := false
	for _, h := range list {
		if h.says(t) && h.who == t.who.group() {
			h.end(bilan.EntryRetracted, t)
			own = true
		}
	}
	for _, h := range list {
		if !own && h.says(t) && samePublisher(h.tellers[0].d, t.d) {
			h.end(bilan.EntryRetracted, t)
		}
	}
}

func deny(list []*holding, t *teller) {
	own := false
	for _, h := range list {
		if h.says(t) && h.who == t.who.group() {
			h.end(bilan.EntryDenied, t)
			own = true
		}
	}
	for _, h := range list {
		if !own && h.says(t) {
			h.end(bilan.EntryDenied, t)
		}
	}
}

// says reports whether an entry, told before t, has the value that t is about.
func (h *holding) says(t *teller) bool {
	f := h.tellers[0]
	return f.Outcome == t.Outcome && equal(f.Low, t.Low) && (equal(f.High, t.High) || f.High == nil || t.High == nil) && before(f, t)
}
