package lang

// entryTable holds each distinct entry once: most forms of a pack share theirs with hundreds of others.
type entryTable struct {
	list  []Entry // 0 is the empty entry
	slots []int32
}

// newEntryTable makes a table with room for about n entries.
func newEntryTable(n int) entryTable {
	return entryTable{list: make([]Entry, 1, n+1), slots: make([]int32, 1<<14)}
}

func (t *entryTable) slot(e *Entry) *int32 {
	h := uint64(len(e.values))
	for _, w := range e.Tags {
		h = (h ^ w) * 0x9E3779B97F4A7C15
		h ^= h >> 29
	}
	for _, v := range e.values {
		h = (h ^ uint64(v.value)<<8 ^ uint64(v.tag)) * 0x9E3779B97F4A7C15
	}
	mask := uint64(len(t.slots) - 1)
	for i := h >> 32 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; *s == 0 || t.list[*s].equal(e) {
			return s
		}
	}
}

// intern gives the number of an entry, new if need be.
func (t *entryTable) intern(e Entry) int32 {
	if e.Tags.Empty() && len(e.values) == 0 {
		return 0
	}
	s := t.slot(&e)
	if *s != 0 {
		return *s
	}
	n := int32(len(t.list))
	*s = n
	t.list = append(t.list, e)
	if 3*len(t.list) > 2*len(t.slots) {
		t.slots = make([]int32, 2*len(t.slots))
		for i := 1; i < len(t.list); i++ {
			*t.slot(&t.list[i]) = int32(i)
		}
	}
	return n
}

// sum gives the number of what entry a and e say together.
func (t *entryTable) sum(a int32, e Entry) int32 {
	if a == 0 {
		return t.intern(e)
	}
	old := t.list[a]
	if len(e.values) == 0 && old.Tags.Or(e.Tags) == old.Tags {
		return a
	}
	old.add(e)
	return t.intern(old)
}
