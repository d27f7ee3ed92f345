package lang

import (
	"slices"
	"strings"
)

// WordID numbers the folded words of a pack; 0 is a word the pack does not know.
type WordID int32

// Entry is what the lexicon says of a word or of several words that belong together.
type Entry struct {
	Tags   Set
	values []tagValue
}

type tagValue struct {
	tag   Tag
	value int64
}

// Value gives the number that came with t ("num=2"); false when t has none.
func (e *Entry) Value(t Tag) (int64, bool) {
	for _, v := range e.values {
		if v.tag == t {
			return v.value, true
		}
	}
	return 0, false
}

func (e *Entry) add(o Entry) {
	e.Tags = e.Tags.Or(o.Tags)
	for _, v := range o.values {
		if _, ok := e.Value(v.tag); !ok {
			e.values = append(e.values[:len(e.values):len(e.values)], v)
		}
	}
}

func (e *Entry) equal(o *Entry) bool { return e.Tags == o.Tags && slices.Equal(e.values, o.values) }

// Lexicon holds the words of a pack. It is a trie over words: single words are its first level.
type Lexicon struct {
	words   wordTable
	ofWord  []int32 // by word: its entry
	next    edgeTable
	ofNode  []int32 // by -node: the entry of several words that ends there
	entries entryTable
	starts  []bool           // by word: begins an entry of several words
	exact   map[string]int32 // entries that want their case
	exactly [256]bool        // first bytes of their words
	endings map[string]int32 // guesses for unknown words
	maxEnd  int              // longest ending, bytes
}

// node is a place in the trie: a word's own for a positive number, 0 for none, one behind several words for a negative.
type node int32

// newLexicon makes a lexicon with room for about n words.
func newLexicon(n int) *Lexicon {
	return &Lexicon{words: newWordTable(n), ofWord: make([]int32, 1, n+1), next: newEdgeTable(), ofNode: make([]int32, 1),
		entries: newEntryTable(n / 4), starts: make([]bool, n), exact: map[string]int32{}, endings: map[string]int32{}}
}

// Word gives the id of a folded word, 0 when no entry or rule has it.
func (l *Lexicon) Word(folded string) WordID { return l.words.find(folded) }

// Fold gives the folded form of a word of a text and its id. Words the lexicon knows are not copied.
func (l *Lexicon) Fold(word string) (string, WordID) {
	n := foldedPart(word)
	if n == len(word) {
		return word, l.words.find(word)
	}
	if len(word) > 96 || composable(word[n:]) {
		f := Fold(word)
		return f, l.words.find(f)
	}
	var buf [3 * 96]byte
	f := appendFold(buf[:0], word, n)
	if id := l.words.lookUp(f); id != 0 {
		return l.words.word(id), id
	}
	return string(f), 0
}

// Begins reports whether an entry of several words begins with a word.
func (l *Lexicon) Begins(w WordID) bool { return int(w) < len(l.starts) && l.starts[w] }

// Entry gives what is said of a word alone.
func (l *Lexicon) Entry(w WordID) *Entry { return &l.entries.list[l.ofWord[w]] }

// Exact gives the entry for a word in its own case (acronyms), nil when there is none.
func (l *Lexicon) Exact(word string) *Entry {
	if word == "" || !l.exactly[word[0]] {
		return nil
	}
	if e, ok := l.exact[word]; ok {
		return &l.entries.list[e]
	}
	return nil
}

// Guess gives what the endings say of an unknown folded word, nil when nothing.
func (l *Lexicon) Guess(folded string) *Entry {
	for n := min(l.maxEnd, len(folded)-2); n > 0; n-- {
		if e, ok := l.endings[folded[len(folded)-n:]]; ok {
			return &l.entries.list[e]
		}
	}
	return nil
}

// Longest finds the longest entry of two or more words that begins at word(0); word gives 0 past the end.
// It returns the number of words, 0 when there is none.
func (l *Lexicon) Longest(word func(i int) WordID) (*Entry, int) {
	w := word(0)
	if !l.Begins(w) {
		return nil, 0
	}
	var best *Entry
	at, n := node(w), 0
	for i := 1; ; i++ {
		w := word(i)
		if w == 0 {
			return best, n
		}
		if at = l.next.slot(at, w).to; at == 0 {
			return best, n
		}
		if e := &l.entries.list[l.ofNode[-at]]; !e.Tags.Empty() {
			best, n = e, i+1
		}
	}
}

// Size gives the number of forms, of one and of several words.
func (l *Lexicon) Size() int { return len(l.ofWord) + len(l.ofNode) - 2 }

// addUp gives names and words that only a capital tells apart ("=June") what is said of the word in any case, so that
// one at the head of a sentence keeps its other senses. Acronyms stay apart.
func (l *Lexicon) addUp() {
	for w, e := range l.exact {
		l.exactly[(w + "\x00")[0]] = true
		if id := l.words.find(Fold(w)); id != 0 && strings.ToUpper(w) != w {
			l.exact[w] = l.entries.sum(e, *l.Entry(id))
		}
	}
}

// intern gives the id of a folded word, new if need be.
func (l *Lexicon) intern(folded []byte) WordID {
	id := l.words.intern(folded)
	if int(id) == len(l.ofWord) {
		l.ofWord = append(l.ofWord, 0)
	}
	return id
}

// insert adds an entry of one or several words; one with an empty word (a form of which nothing is left) says nothing.
func (l *Lexicon) insert(words []WordID, e Entry) {
	if slices.Contains(words, 0) {
		return
	}
	first := words[0]
	if len(words) == 1 {
		l.ofWord[first] = l.entries.sum(l.ofWord[first], e)
		return
	}
	l.markStart(first)
	at := node(first)
	for _, w := range words[1:] {
		s := l.next.slot(at, w)
		to := s.to
		if to == 0 {
			to = node(-len(l.ofNode))
			l.ofNode = append(l.ofNode, 0)
			l.next.add(s, edgeSlot{at, w, to})
		}
		at = to
	}
	l.ofNode[-at] = l.entries.sum(l.ofNode[-at], e)
}

func (l *Lexicon) markStart(w WordID) {
	for int(w) >= len(l.starts) {
		l.starts = append(l.starts, make([]bool, int(w)-len(l.starts)+1024)...)
	}
	l.starts[w] = true
}

// A tagTable names the tags of one pack: the engine's and the pack's own lists.
type tagTable struct {
	byName map[string]Tag
	names  []string
}

func newTagTable() *tagTable {
	t := &tagTable{byName: map[string]Tag{}, names: make([]string, NumTags)}
	for i, n := range tagNames {
		if n != "" {
			t.byName[n] = Tag(i)
			t.names[i] = n
		}
	}
	return t
}
