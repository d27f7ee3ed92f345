package lang

// edgeTable leads from a node of the lexicon's trie over a word to the next node. Node 0 is none.
type edgeTable struct {
	slots []edgeSlot // a power of two of them, at most two thirds full
	used  int
}

type edgeSlot struct {
	from node
	word WordID
	to   node
}

func newEdgeTable() edgeTable { return edgeTable{slots: make([]edgeSlot, 1<<12)} }

// slot gives the place of an edge: its own, or the free one where it would go.
func (t *edgeTable) slot(from node, w WordID) *edgeSlot {
	h := (uint64(uint32(from))<<32 | uint64(uint32(w))) * 0x9E3779B97F4A7C15
	mask := uint64(len(t.slots) - 1)
	for i := h >> 32 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.to == 0 || s.from == from && s.word == w {
			return s
		}
	}
}

// add puts in an edge that slot did not find.
func (t *edgeTable) add(s *edgeSlot, e edgeSlot) {
	*s = e
	if t.used++; 3*t.used <= 2*len(t.slots) {
		return
	}
	old := t.slots
	t.slots = make([]edgeSlot, 2*len(old))
	for _, e := range old {
		if e.to != 0 {
			*t.slot(e.from, e.word) = e
		}
	}
}
