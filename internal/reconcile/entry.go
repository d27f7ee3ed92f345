package reconcile

import (
	"slices"
	"strconv"
	"time"

	"bilan"
)

// holding is an entry being made: one speaker's value in one cell, with all tellings of it in order.
type holding struct {
	who     *speaker // or its office
	tellers []*teller
	entry   bilan.Entry
	until   time.Time
}

// holdings puts tellings of one value by one speaker together; denials and withdrawals are left for end.
func holdings(list []*teller) []*holding {
	var out []*holding
	at := map[string]*holding{}
	for _, t := range list {
		if t.Assertion != bilan.Asserted && t.Assertion != bilan.Unconfirmed {
			continue
		}
		k := t.who.group().key() + " " + t.value()
		h := at[k]
		if h == nil {
			h = &holding{who: t.who.group()}
			at[k] = h
			out = append(out, h)
		}
		h.tellers = append(h.tellers, t)
	}
	for _, h := range out {
		h.make()
	}
	return out
}

// make fills in an entry from its tellings.
func (h *holding) make() {
	first := h.tellers[0]
	e := bilan.Entry{Low: first.Low, High: first.High, Qualifier: first.Qualifier, From: stamp(first.d), FirstToldBy: first.d.ID,
		Status: bilan.EntryUnconfirmed, Origins: 1}
	var outlets []string
	for _, t := range h.tellers {
		if t.Assertion == bilan.Asserted {
			e.Status = bilan.EntryHeld
		}
		outlets = appendNew(outlets, t.d.Outlet+"|"+publisherless(t.d))
		if !slices.Contains(e.Articles, t.d.ID) && t.copied {
			e.Copies = append(e.Copies, t.d.ID)
		}
		e.Articles = appendNew(e.Articles, t.d.ID)
		e.Claims = append(e.Claims, t.ref())
		if seen := t.d.Seen; !seen.IsZero() && (e.Seen == "" || seen.UTC().Format(time.RFC3339) < e.Seen) {
			e.Seen = seen.UTC().Format(time.RFC3339)
		}
	}
	e.Outlets = len(outlets)
	e.Origin = h.who.origin()
	h.entry = e
}

// publisherless tells dispatches without a publisher apart.
func publisherless(d *Dispatch) string {
	if d.Publisher == "" {
		return d.ID
	}
	return ""
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// stamp is when a dispatch was told, as it says itself.
func stamp(d *Dispatch) string {
	if d.Published != "" {
		return d.Published
	}
	if d.Told.IsZero() {
		return ""
	}
	return d.Told.UTC().Format(time.RFC3339)
}

// supersede ends each value of a speaker when the same speaker is first told with another: an origin speaks once. Of two
// told first in one dispatch, the one in front is the new one ("rose to 13 … had spoken of 12").
func supersede(list []*holding) {
	byWho := map[*speaker][]*holding{}
	for _, h := range list {
		byWho[h.who] = append(byWho[h.who], h)
	}
	for _, hs := range byWho {
		slices.SortStableFunc(hs, func(a, b *holding) int {
			x, y := a.tellers[0], b.tellers[0]
			if x.d == y.d {
				return order(y, x)
			}
			return order(x, y)
		})
		for i := range hs[:len(hs)-1] {
			hs[i].end(bilan.EntrySuperseded, hs[i+1].tellers[0])
		}
	}
}

// end closes an entry by a telling; what has ended stays as it ended.
func (h *holding) end(status bilan.EntryStatus, by *teller) {
	if h.entry.Until != nil && !(h.entry.Status == bilan.EntrySuperseded && status != bilan.EntrySuperseded && !by.d.Told.After(h.until)) {
		return
	}
	if h.entry.Status == bilan.EntryUnconfirmed && status == bilan.EntrySuperseded {
		status = bilan.EntrySuperseded
	}
	until := stamp(by.d)
	h.entry.Status, h.entry.Until, h.entry.EndedBy, h.until = status, &until, by.ref(), by.d.Told
}

func bound(n *int64) string {
	if n == nil {
		return "-"
	}
	return bound64(*n)
}

func bound64(n int64) string { return strconv.FormatInt(n, 10) }
