package lang

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// SpanKind is what an earlier stage found in the text and a rule may test: {number}, {place} …
type SpanKind uint8

// The spans that rules may test.
const (
	SpanNone SpanKind = iota
	SpanNumber
	SpanPlace
	SpanTime
	SpanActor
	SpanQuote
	numSpanKinds
)

var spanNames = map[string]SpanKind{"number": SpanNumber, "place": SpanPlace, "time": SpanTime, "actor": SpanActor, "quote": SpanQuote}

// Rule is a short sequence of token tests. Where it matches, it emits a name with the parts it captured.
type Rule struct {
	ID       string
	Layer    string // the annotator that runs it
	Emit     string
	Elems    []Elem
	Examples []string // texts in which it must match; [[…]] marks the words if given
	Rejects  []string // texts in which it must not
	Pos      Pos
}

// Elem is one test of a rule, how often it applies, and the name of what it captures.
type Elem struct {
	Test Test
	Min  int
	Max  int
	Name string
}

// Test is a test of one token or span: any of its alternatives holds, or none when Not is set.
type Test struct {
	Any   bool // every token
	Not   bool
	Words []WordID
	Tags  []Set // each: all tags of the set
	Spans []SpanKind
	Edge  byte // '^' start of sentence, '$' end
}

// RuleSet holds the rules of one layer, found by what they begin with, so that cost grows with the
// tokens of a text and not with the number of rules.
type RuleSet struct {
	byWord map[WordID][]*Rule
	words  []uint64 // bits of the words in byWord, looked at first
	byTag  [256][]*Rule
	mask   Set
	bySpan [numSpanKinds][]*Rule
	spans  []SpanKind // kinds in bySpan
	starts []*Rule    // begin with ^
}

// Spans gives the kinds of span that rules of the set begin with.
func (s *RuleSet) Spans() []SpanKind { return s.spans }

// begins reports whether rules begin with a word.
func (s *RuleSet) begins(w WordID) bool {
	return int(w>>6) < len(s.words) && s.words[w>>6]&(1<<(w&63)) != 0
}

// Rules gives the rules of a layer; an empty set when the pack has none.
func (p *Pack) Rules(layer string) *RuleSet {
	if s := p.rules[layer]; s != nil {
		return s
	}
	return &RuleSet{}
}

// RuleList gives all rules in file order.
func (p *Pack) RuleList() []*Rule { return p.ruleList }

// At adds to out each rule that may begin at a token with this word, these tags and these spans, once.
func (s *RuleSet) At(out []*Rule, w WordID, tags Set, spans []SpanKind, first bool) []*Rule {
	if s.begins(w) {
		out = offer(out, s.byWord[w])
	}
	for i, word := range tags.And(s.mask) {
		for ; word != 0; word &= word - 1 {
			out = offer(out, s.byTag[i*64+trailingZeros(word)])
		}
	}
	for _, k := range spans {
		out = offer(out, s.bySpan[k])
	}
	if first {
		out = offer(out, s.starts)
	}
	return out
}

func offer(out, rules []*Rule) []*Rule {
	for _, r := range rules {
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

func (s *RuleSet) index(r *Rule, from int) error {
	if from >= len(r.Elems) {
		return errors.New("every part of the rule is optional")
	}
	e := r.Elems[from]
	t := e.Test
	switch {
	case t.Edge == '^':
		s.starts = append(s.starts, r)
	case t.Any || t.Not || t.Edge != 0:
		return errors.New("a rule must begin with words, a list or a span")
	}
	for _, w := range t.Words {
		if s.byWord == nil {
			s.byWord = map[WordID][]*Rule{}
		}
		s.byWord[w] = append(s.byWord[w], r)
		for int(w>>6) >= len(s.words) {
			s.words = append(s.words, 0)
		}
		s.words[w>>6] |= 1 << (w & 63)
	}
	for _, set := range t.Tags {
		tag := firstTag(set)
		s.byTag[tag] = append(s.byTag[tag], r)
		s.mask.Add(tag)
	}
	for _, k := range t.Spans {
		if len(s.bySpan[k]) == 0 {
			s.spans = append(s.spans, k)
			slices.Sort(s.spans)
		}
		s.bySpan[k] = append(s.bySpan[k], r)
	}
	if e.Min == 0 {
		return s.index(r, from+1)
	}
	return nil
}

// firstTag gives the tag with the highest number: meanings come after word classes and are rarer.
func firstTag(s Set) Tag {
	for t := 255; t > 0; t-- {
		if s.Has(Tag(t)) {
			return Tag(t)
		}
	}
	return None
}

type ruleFile struct {
	Layer string `yaml:"layer"`
	Rules []struct {
		ID       string   `yaml:"id"`
		Emit     string   `yaml:"emit"`
		Match    string   `yaml:"match"`
		Note     string   `yaml:"note"`
		Examples []string `yaml:"examples"`
		Rejects  []string `yaml:"rejects"`
	} `yaml:"rules"`
}

func (p *Pack) loadRules(fsys fs.FS) error {
	p.rules = map[string]*RuleSet{}
	files, err := fs.Glob(fsys, "rules/*.yaml")
	if err != nil {
		return err
	}
	var faults []error
	ids := map[string]Pos{}
	for _, file := range files {
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		faults = append(faults, p.loadRuleFile(file, data, ids))
	}
	return errors.Join(faults...)
}

func (p *Pack) loadRuleFile(file string, data []byte, ids map[string]Pos) error {
	var f ruleFile
	if err := decodeStrict(file, data, &f); err != nil {
		return err
	}
	emits, ok := layers[f.Layer]
	if !ok {
		return fmt.Errorf("%s:1:1: unknown layer %q", file, f.Layer)
	}
	set := p.rules[f.Layer]
	if set == nil {
		set = &RuleSet{}
		p.rules[f.Layer] = set
	}
	where := rulePositions(file, data)
	var faults []error
	for i, y := range f.Rules {
		r := &Rule{ID: y.ID, Layer: f.Layer, Emit: y.Emit, Examples: y.Examples, Rejects: y.Rejects, Pos: where(i)}
		err := checkRule(r, emits, ids)
		if err == nil {
			r.Elems, err = p.parsePattern(y.Match)
		}
		if err == nil {
			err = set.index(r, 0)
		}
		if err != nil {
			faults = append(faults, r.Pos.wrap(fmt.Errorf("rule %q: %w", y.ID, err)))
			continue
		}
		ids[r.ID] = r.Pos
		p.ruleList = append(p.ruleList, r)
	}
	return errors.Join(faults...)
}

func checkRule(r *Rule, emits []string, ids map[string]Pos) error {
	switch old, twice := ids[r.ID]; {
	case r.ID == "":
		return errors.New("the id is missing")
	case twice:
		return fmt.Errorf("the id stands at %s already", old)
	case !slices.Contains(emits, r.Emit):
		return fmt.Errorf("layer %s does not know emit %q (it knows %s)", r.Layer, r.Emit, strings.Join(emits, ", "))
	case len(r.Examples) == 0:
		return errors.New("no example: give at least one text in which it must match")
	case len(r.Rejects) == 0:
		return errors.New("no reject: give at least one near miss in which it must not match")
	}
	return nil
}

// rulePositions gives the line and column of the i-th rule of a file.
func rulePositions(file string, data []byte) func(i int) Pos {
	var at []Pos
	if f, err := parser.ParseBytes(data, 0); err == nil {
		for _, d := range f.Docs {
			ast.Walk(ruleVisitor{file, &at}, d)
		}
	}
	return func(i int) Pos {
		if i < len(at) {
			return at[i]
		}
		return Pos{file, 1, 1}
	}
}

type ruleVisitor struct {
	file string
	at   *[]Pos
}

// Visit notes where each "id" key stands.
func (v ruleVisitor) Visit(n ast.Node) ast.Visitor {
	if kv, ok := n.(*ast.MappingValueNode); ok && kv.Key.String() == "id" {
		t := kv.Key.GetToken()
		*v.at = append(*v.at, Pos{v.file, t.Position.Line, t.Position.Column})
	}
	return v
}

var gapPattern = regexp.MustCompile(`^~(\d+)$`)

// parsePattern reads the pattern language that docs/rules.md describes.
func (p *Pack) parsePattern(s string) ([]Elem, error) {
	fields := strings.Fields(s)
	if len(fields) == 0 {
		return nil, errors.New("the match is missing")
	}
	var out []Elem
	for _, f := range fields {
		e, err := p.parseElem(f)
		if err != nil {
			return nil, fmt.Errorf("match %q: %w", f, err)
		}
		out = append(out, e)
	}
	return out, nil
}

func (p *Pack) parseElem(f string) (Elem, error) {
	if m := gapPattern.FindStringSubmatch(f); m != nil {
		n, err := strconv.Atoi(m[1])
		if err != nil || n < 1 || n > 12 {
			return Elem{}, errors.New("a gap is ~1 to ~12")
		}
		return Elem{Test: Test{Any: true}, Max: n}, nil
	}
	e := Elem{Min: 1, Max: 1}
	if name, rest, ok := strings.Cut(f, "="); ok && name != "" && rest != "" {
		e.Name, f = name, rest
	}
	if rest, ok := strings.CutSuffix(f, "?"); ok && rest != "" {
		e.Min, f = 0, rest
	} else if rest, ok := strings.CutSuffix(f, "+"); ok && rest != "" {
		e.Max, f = 6, rest
	}
	var err error
	e.Test, err = p.parseTest(f)
	return e, err
}

func (p *Pack) parseTest(f string) (Test, error) {
	var t Test
	switch f {
	case "*":
		return Test{Any: true}, nil
	case "^", "$":
		return Test{Edge: f[0]}, nil
	}
	if rest, ok := strings.CutPrefix(f, "!"); ok && rest != "" {
		t.Not, f = true, rest
	}
	if f == "|" {
		t.Words = append(t.Words, p.Lexicon.intern([]byte(f)))
		return t, nil
	}
	for _, alt := range strings.Split(f, "|") {
		if err := p.addAlternative(&t, alt); err != nil {
			return t, err
		}
	}
	return t, nil
}

func (p *Pack) addAlternative(t *Test, alt string) error {
	switch {
	case alt == "":
		return errors.New("an empty alternative")
	case strings.HasPrefix(alt, "{") && strings.HasSuffix(alt, "}"):
		k, ok := spanNames[alt[1:len(alt)-1]]
		if !ok {
			return fmt.Errorf("unknown span %s", alt)
		}
		t.Spans = append(t.Spans, k)
	case strings.HasPrefix(alt, "@"):
		var set Set
		for _, n := range strings.Split(alt[1:], "&") {
			tag, ok := p.tags.byName[strings.TrimPrefix(n, "@")]
			if !ok {
				return fmt.Errorf("unknown list @%s", n)
			}
			set.Add(tag)
		}
		t.Tags = append(t.Tags, set)
	default:
		t.Words = append(t.Words, p.Lexicon.intern([]byte(strings.ReplaceAll(Fold(alt), "_", " "))))
	}
	return nil
}
