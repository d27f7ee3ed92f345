package lang

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
)

// A lexiconReader adds the entries of lexicon files to a lexicon. What it needs for one line it keeps for the next: a pack
// has tens of thousands of lines and each must cost little.
type lexiconReader struct {
	lex       *Lexicon
	tags      *tagTable
	paradigms map[string]*paradigm
	split     func(string) []string // cuts an entry's word as the tokenizer would

	parts  []part
	layers [][]combo
	form   []byte
	path   []WordID
}

// part is one word of an entry with the forms it may take.
type part struct {
	stem string
	*paradigm
}

// bare is the paradigm of a word that is not inflected.
var bare = &paradigm{endings: []ending{{}}, same: []int{0}}

func (r *lexiconReader) read(file, data string) error {
	return eachLine(file, data, func(at Pos, line string) error {
		left, right, ok := strings.Cut(line, "|")
		if !ok {
			return at.errorf("want \"entry | tags\"")
		}
		e, err := r.parseTags(at, line, right)
		if err != nil {
			return err
		}
		return r.addEntry(at, line, left, e)
	})
}

func (r *lexiconReader) parseTags(at Pos, line, text string) (Entry, error) {
	var e Entry
	for f := range strings.FieldsSeq(text) {
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

func (r *lexiconReader) addEntry(at Pos, line, left string, e Entry) error {
	left = strings.TrimSpace(left)
	if left == "" {
		return at.errorf("an entry without words")
	}
	if exact, ok := strings.CutPrefix(left, "="); ok && len(strings.Fields(left)) == 1 {
		r.lex.exact[exact] = r.lex.entries.sum(r.lex.exact[exact], e)
		return nil
	}
	r.parts = r.parts[:0]
	for w := range strings.FieldsSeq(left) {
		p, err := r.part(strings.TrimPrefix(w, "="))
		if err != nil {
			return at.find(line, w).wrap(err)
		}
		r.parts = append(r.parts, p)
		if r.combine(len(r.parts)-1) == 0 {
			return at.find(line, w).errorf("no form of %q agrees with the words before it", w)
		}
	}
	r.insert(e)
	return nil
}

func (r *lexiconReader) part(w string) (part, error) {
	lemma, name, ok := strings.Cut(w, "/")
	lemma = Fold(lemma)
	if !ok || name == "" {
		return part{lemma, bare}, nil
	}
	p := r.paradigms[name]
	if p == nil {
		return part{}, fmt.Errorf("unknown paradigm %q", name)
	}
	stem, err := p.stem(lemma)
	return part{stem, p}, err
}

// insert adds the entry in each combination of forms that agree.
func (r *lexiconReader) insert(e Entry) {
	last := len(r.parts) - 1
	for i := range r.layers[last] {
		r.path = r.words(r.path[:0], last, int32(i))
		r.lex.insert(r.path, Entry{e.Tags.Or(r.layers[last][i].tags), e.values})
	}
}

// words adds to out the words of combination i of a layer.
func (r *lexiconReader) words(out []WordID, layer int, i int32) []WordID {
	c := &r.layers[layer][i]
	if layer > 0 {
		out = r.words(out, layer-1, c.before)
	}
	p := &r.parts[layer]
	r.form = append(append(r.form[:0], p.stem...), p.endings[c.form].text...)
	if bytes.IndexByte(r.form, '\'') < 0 && bytes.IndexByte(r.form, '-') < 0 {
		return append(out, r.lex.intern(r.form))
	}
	for _, w := range r.split(string(r.form)) {
		out = append(out, r.lex.intern([]byte(w)))
	}
	return out
}

// readEndings reads lines "-ending | tags".
func (r *lexiconReader) readEndings(file, data string) error {
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
		r.lex.endings[end] = r.lex.entries.intern(e)
		r.lex.maxEnd = max(r.lex.maxEnd, len(end))
		return nil
	})
}
