package lang

import (
	"fmt"
	"io/fs"
	"strconv"
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

// Lexicon holds the words of a pack. It is a trie over words: single words are its first level.
type Lexicon struct {
	words   map[string]WordID
	entries []Entry           // by node; node i of the first level is word i
	next    map[edge]int32    // from node over word to node
	starts  []bool            // by word: begins an entry of several words
	exact   map[string]*Entry // entries that want their case
	endings map[string]Entry  // guesses for unknown words
	maxEnd  int               // longest ending, bytes
}

type edge struct {
	node int32
	word WordID
}

func newLexicon() *Lexicon {
	return &Lexicon{words: map[string]WordID{"": 0}, entries: make([]Entry, 1), next: map[edge]int32{}, exact: map[string]*Entry{}, endings: map[string]Entry{}}
}

// grow makes room for the forms of lexicon files, by their size: about one form for eight bytes.
func (l *Lexicon) grow(fsys fs.FS, files []string) {
	var size int64
	for _, f := range files {
		if info, err := fs.Stat(fsys, f); err == nil {
			size += info.Size()
		}
	}
	n := int(size / 8)
	l.words = make(map[string]WordID, n)
	l.words[""] = 0
	l.entries = append(make([]Entry, 0, n), l.entries...)
}

// Word gives the id of a folded word, 0 when no entry or rule has it.
func (l *Lexicon) Word(folded string) WordID { return l.words[folded] }

// Entry gives what is said of a word alone.
func (l *Lexicon) Entry(w WordID) *Entry { return &l.entries[w] }

// Exact gives the entry for a word in its own case (acronyms), nil when there is none.
func (l *Lexicon) Exact(word string) *Entry {
	return l.exact[word]
}

// Guess gives what the endings say of an unknown folded word, nil when nothing.
func (l *Lexicon) Guess(folded string) *Entry {
	for n := min(l.maxEnd, len(folded)-2); n > 0; n-- {
		if e, ok := l.endings[folded[len(folded)-n:]]; ok {
			return &e
		}
	}
	return nil
}

// Longest finds the longest entry of two or more words that begins at word(0); word gives 0 past the end.
// It returns the number of words, 0 when there is none.
func (l *Lexicon) Longest(word func(i int) WordID) (*Entry, int) {
	w := word(0)
	if w == 0 || int(w) >= len(l.starts) || !l.starts[w] {
		return nil, 0
	}
	var best *Entry
	node, n := int32(w), 0
	for i := 1; ; i++ {
		w := word(i)
		if w == 0 {
			return best, n
		}
		to, ok := l.next[edge{node, w}]
		if !ok {
			return best, n
		}
		if node = to; !l.entries[to].Tags.Empty() {
			best, n = &l.entries[to], i+1
		}
	}
}

// Size gives the number of forms, of one and of several words.
func (l *Lexicon) Size() int { return len(l.entries) - 1 }

// addUp gives names and words that only a capital tells apart ("=June") what is said of the word in any case, so that
// one at the head of a sentence keeps its other senses. Acronyms stay apart.
func (l *Lexicon) addUp() {
	for w, e := range l.exact {
		if id := l.words[Fold(w)]; id != 0 && strings.ToUpper(w) != w {
			e.add(l.entries[id])
			l.exact[w] = e
		}
	}
}

// intern gives the id of a word, new if need be. Words must all be known before entries of several words are added.
func (l *Lexicon) intern(folded string) WordID {
	if id, ok := l.words[folded]; ok {
		return id
	}
	id := WordID(len(l.entries))
	l.words[folded] = id
	l.entries = append(l.entries, Entry{})
	return id
}

func (l *Lexicon) insert(words []string, e Entry) {
	node := int32(l.intern(words[0]))
	if len(words) > 1 {
		l.markStart(WordID(node))
	}
	for _, w := range words[1:] {
		k := edge{node, l.intern(w)}
		to, ok := l.next[k]
		if !ok {
			to = int32(len(l.entries))
			l.entries = append(l.entries, Entry{})
			l.next[k] = to
		}
		node = to
	}
	l.entries[node].add(e)
}

func (l *Lexicon) markStart(w WordID) {
	for int(w) >= len(l.starts) {
		l.starts = append(l.starts, make([]bool, int(w)-len(l.starts)+1024)...)
	}
	l.starts[w] = true
}

// A lexiconReader adds the entries of lexicon files to a lexicon.
type lexiconReader struct {
	lex       *Lexicon
	tags      *tagTable
	paradigms map[string]*paradigm
	split     func(string) []string // cuts an entry's word as the tokenizer would
}

func (r *lexiconReader) read(file string, data []byte) error {
	return eachLine(file, data, func(at Pos, line string) error {
		left, right, ok := strings.Cut(line, "|")
		if !ok {
			return at.errorf("want \"entry | tags\"")
		}
		e, err := r.parseTags(at, line, right)
		if err != nil {
			return err
		}
		return r.addEntry(at, line, strings.Fields(left), e)
	})
}

func (r *lexiconReader) parseTags(at Pos, line, text string) (Entry, error) {
	var e Entry
	for _, f := range strings.Fields(text) {
		name, val, valued := strings.Cut(f, "=")
		t, ok := r.tags.byName[name]
		if !ok {
			return e, at.find(line, f).errorf("unknown tag %q", name)
		}
		e.Tags.Add(t)
		if !valued {
			continue
		}
		n, err := strconv.ParseInt(val, 10, 64)
		if err != nil {
			return e, at.find(line, f).errorf("the value of %q is not a whole number", f)
		}
		e.values = append(e.values, tagValue{t, n})
	}
	if e.Tags.Empty() {
		return e, at.errorf("an entry without tags")
	}
	return e, nil
}

func (r *lexiconReader) addEntry(at Pos, line string, words []string, e Entry) error {
	if len(words) == 0 {
		return at.errorf("an entry without words")
	}
	if exact, ok := strings.CutPrefix(words[0], "="); ok && len(words) == 1 {
		if r.lex.exact[exact] == nil {
			r.lex.exact[exact] = &Entry{}
		}
		r.lex.exact[exact].add(e)
		return nil
	}
	var combos []inflectedWords
	for i, w := range words {
		forms, err := r.wordForms(strings.TrimPrefix(w, "="))
		if err != nil {
			return at.find(line, w).wrap(err)
		}
		if i == 0 {
			combos = startCombos(forms)
			continue
		}
		if combos = extendCombos(combos, forms); len(combos) == 0 {
			return at.find(line, w).errorf("no form of %q agrees with the words before it", w)
		}
	}
	for _, c := range combos {
		r.lex.insert(r.cut(c.words), Entry{e.Tags.Or(c.tags), e.values})
	}
	return nil
}

// cut splits words at elisions and clitics, so that an entry meets the tokens of a text.
func (r *lexiconReader) cut(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, r.split(w)...)
	}
	return out
}

func (r *lexiconReader) wordForms(w string) ([]inflected, error) {
	lemma, name, ok := strings.Cut(w, "/")
	lemma = Fold(lemma)
	if !ok || name == "" {
		return []inflected{{form: lemma}}, nil
	}
	p := r.paradigms[name]
	if p == nil {
		return nil, fmt.Errorf("unknown paradigm %q", name)
	}
	return p.forms(lemma)
}

type inflectedWords struct {
	words []string
	tags  Set // grammar of the first inflected word
	agree Set // features that further words must share
}

var (
	caseTags   = SetOf(Nom, Gen, Dat, Acc, Ins, Loc)
	numberTags = SetOf(Sg, Pl)
	genderTags = SetOf(Masc, Fem, Neut)
)

// agrees reports whether two forms can stand together: no feature that both state differs.
func agrees(a, b Set) bool {
	for _, f := range []Set{caseTags, numberTags, genderTags} {
		x, y := a.And(f), b.And(f)
		if !x.Empty() && !y.Empty() && !x.Any(y) {
			return false
		}
	}
	return true
}

func startCombos(forms []inflected) []inflectedWords {
	out := make([]inflectedWords, 0, len(forms))
	for _, f := range forms {
		out = append(out, inflectedWords{[]string{f.form}, f.tags, f.tags})
	}
	return out
}

// comboKey tells combinations of forms apart.
type comboKey struct {
	words string
	tags  Set
}

func extendCombos(combos []inflectedWords, forms []inflected) []inflectedWords {
	var out []inflectedWords
	seen := map[comboKey]bool{}
	for _, c := range combos {
		for _, f := range forms {
			if !agrees(c.agree, f.tags) {
				continue
			}
			words := append(c.words[:len(c.words):len(c.words)], f.form)
			tags := c.tags
			if tags.Empty() {
				tags = f.tags
			}
			key := comboKey{strings.Join(words, " "), tags}
			if seen[key] {
				continue
			}
			seen[key] = true
			out = append(out, inflectedWords{words, tags, c.agree.Or(f.tags)})
		}
	}
	return out
}

// readEndings reads lines "-ending | tags".
func (r *lexiconReader) readEndings(file string, data []byte) error {
	return eachLine(file, data, func(at Pos, line string) error {
		left, right, ok := strings.Cut(line, "|")
		left = strings.TrimSpace(left)
		if !ok || !strings.HasPrefix(left, "-") || len(left) < 2 {
			return at.errorf("want \"-ending | tags\"")
		}
		e, err := r.parseTags(at, line, right)
		if err != nil {
			return err
		}
		end := Fold(left[1:])
		r.lex.endings[end] = e
		r.lex.maxEnd = max(r.lex.maxEnd, len(end))
		return nil
	})
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
