package lang

import "hash/maphash"

// wordTable numbers words. Their bytes stand in chunks under a hash table with open addressing: a pack holds well over a
// hundred thousand forms, and a map of strings costs a multiple of this in time and memory.
type wordTable struct {
	seed   maphash.Seed
	slots  []wordSlot // a power of two of them, at most two thirds full
	at     []wordAt   // by id
	chunks []string
	open   []byte // the chunk that is not full yet
}

// wordSlot holds a word's id, 0 for none, and its hash, so that most strangers are told without their bytes.
type wordSlot struct {
	hash uint32
	id   WordID
}

// wordAt is where the bytes of a word stand: at len(chunks) in the open chunk.
type wordAt struct{ chunk, from, to uint16 }

const (
	chunkSize = 1 << 15
	maxWord   = 1 << 10 // bytes; what is longer is no word
)

// newWordTable makes a table with room for about n words. Id 0 is the empty word.
func newWordTable(n int) wordTable {
	size := 64
	for size < n+n/2 {
		size *= 2
	}
	return wordTable{seed: maphash.MakeSeed(), slots: make([]wordSlot, size), at: make([]wordAt, 1, n+1), open: make([]byte, 0, chunkSize)}
}

func (t *wordTable) hash(word []byte) uint32 { return uint32(maphash.Bytes(t.seed, word)) }

// word gives the word of an id, which must not be in the open chunk.
func (t *wordTable) word(id WordID) string {
	a := t.at[id]
	return t.chunks[a.chunk][a.from:a.to]
}

func (t *wordTable) is(id WordID, word []byte) bool {
	a := t.at[id]
	if int(a.chunk) == len(t.chunks) {
		return string(t.open[a.from:a.to]) == string(word)
	}
	return t.chunks[a.chunk][a.from:a.to] == string(word)
}

// find gives the id of a word, 0 when the table has none. It must be closed.
func (t *wordTable) find(word string) WordID {
	h := uint32(maphash.String(t.seed, word))
	mask := uint32(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		if s := t.slots[i]; s.id == 0 || s.hash == h && t.word(s.id) == word {
			return s.id
		}
	}
}

// lookUp is find for bytes.
func (t *wordTable) lookUp(word []byte) WordID {
	h := t.hash(word)
	mask := uint32(len(t.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		if s := t.slots[i]; s.id == 0 || s.hash == h && t.word(s.id) == string(word) {
			return s.id
		}
	}
}

// intern gives the id of a word, new if need be; 0 for the empty one and for what is too long for a word.
func (t *wordTable) intern(word []byte) WordID {
	if len(word) == 0 || len(word) > maxWord {
		return 0
	}
	h := t.hash(word)
	mask := uint32(len(t.slots) - 1)
	i := h & mask
	for ; t.slots[i].id != 0; i = (i + 1) & mask {
		if s := t.slots[i]; s.hash == h && t.is(s.id, word) {
			return s.id
		}
	}
	t.slots[i] = wordSlot{h, t.add(word)}
	id := t.slots[i].id
	if 3*len(t.at) > 2*len(t.slots) {
		t.rehash()
	}
	return id
}

func (t *wordTable) add(word []byte) WordID {
	if len(t.open)+len(word) > chunkSize {
		t.close()
	}
	from := len(t.open)
	t.open = append(t.open, word...)
	t.at = append(t.at, wordAt{uint16(len(t.chunks)), uint16(from), uint16(len(t.open))})
	return WordID(len(t.at) - 1)
}

// close ends the open chunk. It makes find and word answer for all words until more are added.
func (t *wordTable) close() {
	t.chunks = append(t.chunks, string(t.open))
	t.open = t.open[:0]
}

func (t *wordTable) rehash() {
	old := t.slots
	t.slots = make([]wordSlot, 2*len(old))
	mask := uint32(len(t.slots) - 1)
	for _, s := range old {
		if s.id == 0 {
			continue
		}
		i := s.hash & mask
		for t.slots[i].id != 0 {
			i = (i + 1) & mask
		}
		t.slots[i] = s
	}
}
